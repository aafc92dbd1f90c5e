"""What a provider says of somebody's account comes in; an Account goes out, the smallest thing that work.py knows."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MOST = 20
"""Accounts, or ids, that a piece of work keeps of one sort."""


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC, so that one moment is one text."""
    return moment.astimezone(UTC)


Moment = Annotated[datetime, Field(), AfterValidator(in_utc)]


class Value(BaseModel):
    """A value of the ground floor: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Account(Value):
    """Somebody's account at a provider, as the provider described it; `external_id` is the immutable id.

    `trust`: "seen" is how the provider shows it now; "old" how it once did, so that a name of that time renames nobody;
    "typed" is what anybody may write (a commit's trailer): it finds somebody who is known, and nobody else.
    """

    provider: str
    external_id: str
    login: str
    name: str | None = None
    avatar: str | None = None
    bot: bool = False
    trust: Literal["seen", "old", "typed"] = "seen"

    @property
    def key(self) -> tuple[str, str]:
        """Whose account it is: two providers may give two people the same id."""
        return self.provider, self.external_id


def in_order(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Each account once, the first `MOST` by their ids. Of two names of one account the greater in any fixed order."""
    by_key: dict[tuple[str, str], Account] = {}
    for account in sorted(accounts, key=Account.model_dump_json):
        by_key[account.key] = account
    return tuple(by_key[key] for key in sorted(by_key, key=_place)[:MOST])


def ids_in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, the first `MOST` of them."""
    return tuple(sorted(set(ids), key=lambda one: (len(one), one))[:MOST])


def _place(key: tuple[str, str]) -> tuple[str, int, str]:
    return key[0], len(key[1]), key[1]
