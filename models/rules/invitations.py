"""A share and its link come in; the mail that brings the link to its receiver goes out, in plain words."""

from datetime import datetime

from models.rules.letters import Letter, short
from models.rules.work import Value

MAY = {
    "view": "look at it",
    "comment": "look at it and comment on it",
    "edit": "draw on it",
}
TEXT = """Hello,

{by} of {organization} shares {what} with you. You may {may}.

    {link}

Opening the link changes nothing. You confirm on its page, once you are signed in {how}; so nobody
else can make use of it. It works until {until} (UTC).

If you did not expect this, you need not do anything.
"""


class Invitation(Value):
    """What is told in it. `design`: its name, None for the whole studio. `github`: the name of the account that it is
    for, None where that is the address that it goes to."""

    by: str
    organization: str
    design: str | None
    role: str
    link: str
    until: datetime
    github: str | None = None


def letter(to: str, told: Invitation) -> Letter:
    """In one line each, whatever the names hold."""
    organization = short(told.organization)
    what = "its badge studio" if told.design is None else f"the badge design “{short(told.design)}”"
    text = TEXT.format(
        by=short(told.by),
        organization=organization,
        what=what,
        may=MAY[told.role],
        link=told.link,
        how="with this e-mail address" if told.github is None else f"with GitHub as {short(told.github)}",
        until=f"{told.until:%-d %B %Y, %H:%M}",
    )
    subject = f"{organization} shares {'its badge studio' if told.design is None else 'a badge design'} with you"
    return Letter(to=to, subject=subject, text=text, quietly=told.github is not None)
