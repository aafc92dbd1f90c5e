"""Words for one person come in; a Letter goes out, in which names are short; models/mailing.py makes a mail of it."""

from models.rules.masks import CUT
from models.rules.work import Value

MOST = 80
"""Characters of a name in a mail: whoever names a thing must not write the whole mail."""


class Letter(Value):
    """A mail to one person. `quietly`: whoever has it sent does not learn whether there was one."""

    to: str
    subject: str
    text: str
    quietly: bool = False


def short(name: str) -> str:
    """In one line, and no longer than MOST."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    return shown if len(shown) <= MOST else shown[: MOST - 1] + CUT
