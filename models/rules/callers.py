"""A capability comes in; whether this caller has it, by role and by scopes, goes out."""

from typing import Literal

from models.errors import NotAllowed
from models.rules import roles
from models.rules.roles import Capability, Ladder, Role
from models.rules.work import Value

Way = Literal["token", "jwt", "session", "command line", "set-up"]


class Visitor(Value):
    """Somebody who is signed in with a browser, perhaps a member of no organisation. `due`: note that they are here."""

    person: int
    name: str
    owner: bool
    session: int
    due: bool = False


class Caller(Value):
    """Who calls, as of now. `scopes`: the capabilities that an API token is limited to; None for all of the role.

    `maker`: the person who made an API token, which acts as nobody. `due`: it is time to note that it was used.
    """

    organization: int
    org: str
    role: Role
    name: str
    person: int | None = None
    token_id: int | None = None
    scopes: frozenset[str] | None = None
    way: Way = "token"
    maker: int | None = None
    due: bool = False

    @property
    def key(self) -> str:
        """Who it is, for rate limits and kept answers."""
        return f"person:{self.person}:{self.organization}" if self.person else f"token:{self.token_id}"

    def may(self, capability: Capability, ladder: Ladder = "plain") -> bool:
        """Whether role and scopes allow it."""
        return roles.may(self.role, capability, ladder) and (self.scopes is None or capability in self.scopes)

    def must(self, capability: Capability, ladder: Ladder = "plain") -> None:
        """Raises NotAllowed, saying what it takes."""
        if roles.may(self.role, capability, ladder) and not self.may(capability, ladder):
            raise NotAllowed(f"This token's scopes do not hold {capability}.")
        if not self.may(capability, ladder):
            names = roles.NAMES[ladder]
            takes = names[roles.least(capability, ladder)]
            raise NotAllowed(f"This takes the role {takes}; you are {names[self.role]}.")
