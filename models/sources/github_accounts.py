"""Somebody as GitHub shows them, or as a commit names them, comes in; an Account goes out, or None for nobody."""

import re
from collections.abc import Iterable

from models.errors import Invalid
from models.rules.accounts import Account
from models.sources import picking

PROVIDER = "github"
GHOST = "10137"
"""GitHub's account that stands in for deleted ones: nobody, so it cannot earn."""

MAX_LINE = 400
# No two parts that take the same spaces: a line of them would cost its length squared.
_TRAILER = re.compile(r"co-authored-by:[^<>]*<\s*([!-;=?-~]{3,254})\s*>\s*", re.I | re.A)
_NOREPLY = re.compile(r"([0-9]{1,19})\+([a-z0-9-]{1,100})(\[bot\])?@users\.noreply\.github\.com", re.A)
_ADDRESS = re.compile(r"[^@]+@[^@]+\.[^@.]+")


def account(found: object) -> Account | None:
    """Somebody's account; None for a ghost, for a missing sender and for what has no id."""
    if not isinstance(found, dict):
        return None
    try:
        external_id = picking.identifier(found)
    except Invalid:
        return None
    if external_id == GHOST:
        return None
    return Account(
        provider=PROVIDER,
        external_id=external_id,
        login=picking.text(found, "login", 100) or f"account {external_id}",
        name=picking.text(found, "name", 200) or None,
        avatar=picking.url(found, "avatar_url"),
        bot=picking.word(found, "type") == "bot",
    )


def once(found: object) -> Account | None:
    """Somebody who did one thing and need not be seen again: later their name of then is an old one."""
    seen = account(found)
    return seen.model_copy(update={"trust": "old"}) if seen else None


def co_authors(texts: Iterable[str]) -> tuple[Account, ...]:
    """Whom `Co-authored-by: Name <address>` names, but for bots, in lines of their own."""
    lines = (line for text in texts for line in text.splitlines() if len(line) <= MAX_LINE)
    named = (_named(match[1].lower()) for line in lines if (match := _TRAILER.fullmatch(line)))
    return tuple(one for one in named if one is not None)


def _named(address: str) -> Account | None:
    """By GitHub's id when the address holds one. An address of GitHub's without one names whoever has that name now."""
    if match := _NOREPLY.fullmatch(address):
        number = int(match[1])
        known = 0 < number <= picking.MAX_ID and str(number) != GHOST and not match[3]
        return _typed(PROVIDER, str(number), match[2]) if known else None
    if address.endswith("@users.noreply.github.com") or _ADDRESS.fullmatch(address) is None:
        return None
    return _typed("email", address, address)


def _typed(provider: str, external_id: str, login: str) -> Account:
    return Account(provider=provider, external_id=external_id, login=login, trust="typed")
