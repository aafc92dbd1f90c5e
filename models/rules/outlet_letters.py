"""An outgoing webhook that was switched off comes in; the mail that tells an admin of it goes out, in plain words."""

from datetime import datetime

from models.rules.letters import Letter, short
from models.rules.work import Value

TEXT = """Hello,

the outgoing webhook “{name}” of {organization} was switched off: since {since} (UTC) nothing that it told was taken.
The last try: {error}

Its page shows what was told, and lets it go on once the other side is mended:

    {link}

What happens meanwhile is told then, if it is not older than a week.

You get this because you are an admin of {organization}.
"""


class SwitchedOff(Value):
    """What is told in it. `since`: when it began to fail; `error`: how the last try went, in words."""

    organization: str
    name: str
    since: datetime
    error: str
    link: str


def letter(to: str, told: SwitchedOff) -> Letter:
    """In one line each, whatever the names hold."""
    organization, name = short(told.organization), short(told.name)
    text = TEXT.format(
        name=name, organization=organization, since=f"{told.since:%-d %B %Y, %H:%M}", error=told.error, link=told.link
    )
    return Letter(to=to, subject=f"{organization}: the webhook “{name}” was switched off", text=text)
