"""A request's parts, checked, come in; a dialect's function asks models/ with them, inside one unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models import commands, organizations, tenants
from models.audit import Actor
from models.commands import Means
from models.errors import NotAllowed, NotFound, NotSignedIn, Refusal
from models.queues import Bell
from models.rules.callers import Caller, Visitor
from models.rules.letters import Letter
from models.rules.roles import Capability, Ladder
from models.rules.work import Value
from models.studio_bell import StudioBell
from models.tenants import Organization, Project
from server.auth import Shown
from server.cookies import Cookie
from server.parts import Parts

DOOR = "rest"


class Nothing(Value):
    """No fields at all."""


@dataclass
class Ask:
    """One request being answered. `path`, `query` and `body` hold what its route says; everything is synchronous."""

    caller: Caller | None
    path: dict[str, str]
    query: Any
    body: Any
    means: Means
    now: datetime
    parts: Parts
    ladder: Ladder = "plain"
    ring_for: list[int] = field(default_factory=list)
    ring_jobs: list[Bell] = field(default_factory=list)
    ring_learner: set[int] = field(default_factory=set)
    """Projects."""
    ring_studio: list[StudioBell] = field(default_factory=list)
    next: str | None = None
    """The cursor of what follows; told in the `Link` header."""
    who: Shown = field(default_factory=Shown)
    visitor: Visitor | None = None
    """Who is signed in with a browser, also where they are strangers and so no caller."""
    media: str | None = None
    """Of the answer, where it is the caller's choice."""
    headers: dict[str, str] = field(default_factory=dict)
    """What else is said with it."""
    cookies: list[Cookie] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    """Sent once all is committed."""
    refusal: Refusal | None = None
    """Told once all is committed: for what must be kept although it is refused, such as a wrong guess."""

    @property
    def by(self) -> Caller:
        """Who asks. Raises NotSignedIn, and NotAllowed for somebody who is signed in, but a stranger here."""
        if self.caller is None and self.visitor is not None:
            raise NotAllowed("You are not a member of this organisation.")
        if self.caller is None:
            raise NotSignedIn("Sign in, or send a token as “Authorization: Bearer …”.")
        return self.caller

    def must(self, capability: Capability) -> Caller:
        """Who asks, if they may. Raises NotSignedIn, NotAllowed."""
        self.by.must(capability, self.ladder)
        return self.by

    def may(self, capability: Capability) -> bool:
        """Whether they may."""
        return self.caller is not None and self.caller.may(capability, self.ladder)

    def actor(self, capability: Capability) -> Actor:
        """Who acts, for the audit trail, if they may. Raises NotSignedIn, NotAllowed."""
        by = self.must(capability)
        return Actor(name=by.name, door=DOOR, person=by.person)

    def do(self, command: str, /, **arguments: object) -> dict[str, Any]:
        """Runs a command as the one who asks; its answer. Raises what the command refuses."""
        done = commands.run(command, self.by, arguments, DOOR, self.means, self.now, self.ladder)
        if done.ring_for is not None:
            self.ring_for.append(done.ring_for)
        if done.ring_job is not None:
            self.ring_jobs.append(done.ring_job)
        if done.ring_learner is not None:
            self.ring_learner.add(done.ring_learner)
        if done.letter is not None:
            self.letters.append(done.letter)
        self.ring_studio += done.ring_studio
        return done.answer

    def id(self, name: str, missing: str = "There is no such thing.", kind: type[Refusal] = NotFound) -> int:
        """A number from the path (or from a text of the body). Raises `kind` with those words for what is none."""
        return number(self.path[name], missing, kind)

    def within(self, org: str) -> None:
        """Raises NotFound when a token of another organisation asks: it opens nothing here, nor what is public."""
        if self.caller is not None and self.caller.org != org:
            raise NotFound("There is no such thing.")

    def home(self) -> str | None:
        """Of which organisation the path is; without one, a project that is named says so. Raises NotFound."""
        if "org" in self.path:
            return self.path["org"]
        named = self.path.get("project") or getattr(self.body, "project", None)
        if named is None:
            return None
        return str(tenants.home(named if isinstance(named, int) else number(named, "There is no such project.")).slug)

    def project(self) -> Project:
        """The path's project. Raises NotFound."""
        return tenants.project(self.organization().id, self.id("project", "There is no such project."))

    def organization(self) -> Organization:
        """The tenant: the path's (or its project's), else the token's; for public reads that of `?org=`, or the
        server's default.

        Raises NotFound.
        """
        home = self.home()
        if home is not None:
            return tenants.organization(home)
        if self.caller is not None:
            return Organization.get_by_id(self.caller.organization)
        wanted = getattr(self.query, "org", None)
        if wanted:
            return tenants.organization(wanted)
        found = organizations.shown(self.means.settings.organization)
        if found is None:
            raise NotFound("There is no organisation here yet.")
        return found


def number(text: str, missing: str = "There is no such thing.", kind: type[Refusal] = NotFound) -> int:
    """An id that a dialect writes as text. Raises `kind` with those words."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and int(text) > 0):
        raise kind(missing)
    return int(text)


Does = Callable[[Ask], Any]
