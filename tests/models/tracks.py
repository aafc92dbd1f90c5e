"""A league of Lumen, and people of every role who go through it by commands, each in a unit of its own."""

from datetime import datetime
from typing import Any

from redis import Redis

from models import commands, db
from models.audit import AuditLine
from models.awards import Award
from models.commands import Means
from models.leagues import Completion
from models.outbox import Message
from models.people import Person
from models.rules.callers import Caller
from models.rules.roles import Role
from models.settings import Settings
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import who


class Track:
    """The league Compilers with its sections, and its badge if `badge`. Ada contributes, Bob moderates, Cyd admins."""

    def __init__(
        self,
        lumen: Lumen,
        redis: Redis,
        settings: Settings,
        now: datetime,
        *sections: object,
        badge: bool = True,
        **league: Any,
    ) -> None:
        self.lumen, self.means, self.now = lumen, Means(redis, settings), now
        with db.unit():
            self.ada, self.bob, self.cyd = (who(lumen.organization, one, now) for one in (ADA, BOB, CYD))
        named = [one if isinstance(one, dict) else {"name": one} for one in sections or ("Lexer", "Parser")]
        made = self.admin("league:create", name="Compilers", sections=named, **league)["league"]
        self.id = made["id"]
        self.sections = [section["id"] for section in made["sections"]]
        self.badge = self.make_badge() if badge else 0

    def run(self, person: int | None, role: Role, name: str, at: datetime | None = None, /, **given: Any) -> Any:
        """What a command answers."""
        with db.unit():
            return self.inside(person, role, name, at, **given)

    def inside(self, person: int | None, role: Role, name: str, at: datetime | None = None, /, **given: Any) -> Any:
        """The same in a unit that is open."""
        named = Person.get_by_id(person).name if person else "a program"
        organization = self.lumen.organization.id
        caller = Caller(organization=organization, org="lumen", role=role, name=named, person=person)
        return commands.run(name, caller, given, "socket", self.means, at or self.now).answer

    def admin(self, name: str, /, **given: Any) -> Any:
        """Cyd does it."""
        return self.run(self.cyd, "admin", name, **given)

    def complete(self, *sections: int, at: datetime | None = None) -> Any:
        """Ada completes the sections, by their place in the league; the last answer."""
        return [
            self.run(self.ada, "contributor", "section:complete", at, section=self.sections[one]) for one in sections
        ][-1]

    def undo(self, section: int, at: datetime | None = None) -> Any:
        """Ada takes a section back."""
        return self.run(self.ada, "contributor", "section:uncomplete", at, section=self.sections[section])

    def make_badge(self, **more: Any) -> int:
        """The league's badge."""
        made = self.admin("badge:create", **({"name": "Compiler", "league": self.id} | more))
        return int(made["badge"]["id"])

    def held(self) -> dict[str, bool]:
        """Who was ever given the league's badge, and whether they have it."""
        with db.unit():
            given = Award.select().where(Award.badge == self.badge).order_by(Award.id)
            return {award.person.login: award.revoked_at is None for award in given}

    def done(self) -> list[tuple[str, str]]:
        """(who, section) of what is completed."""
        with db.unit():
            live = Completion.select().where(Completion.revoked_at.is_null())
            return sorted((one.person.login, one.section.name) for one in live)


def lines(action: str = "") -> list[tuple[str, str, str, str, Any]]:
    """(action, actor, door, target, after) of the audit trail."""
    with db.unit():
        found = AuditLine.select().order_by(AuditLine.id)
        return [
            (line.action, line.actor, line.door, line.target, line.after)
            for line in found
            if line.action.startswith(action)
        ]


def told(kind: str) -> list[str]:
    """The slugs of the badges in messages of this kind."""
    with db.unit():
        return [one.body["award"]["badge"]["slug"] for one in Message.select().where(Message.kind == kind)]
