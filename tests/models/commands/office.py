"""An organisation with Ada, who has closed an issue, and somebody of every role who gives commands."""

from datetime import datetime

from redis import Redis

from models import callers, commands, db, organizations, tokens
from models.audit import AuditLine
from models.awards import Award
from models.commands import Means
from models.commands.acting import Done
from models.ledger import Entry
from models.outbox import Message
from models.people import Person
from models.rules.roles import GIVEN
from models.settings import Settings
from models.standings import Standing
from tests.cast import Lumen, issue


class Office:
    """Lumen with Ada, who has closed an issue, and a token for each role."""

    def __init__(self, lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> None:
        self.lumen, self.redis, self.settings, self.now = lumen, redis, settings, now
        self.delivery = lumen.deliver("issues", issue("closed", now), now).id
        with db.unit():
            self.ada = Person.get(Person.login == "ada").id
            self.tokens = {role: tokens.create(lumen.organization, role, f"the {role}", now)[1] for role in GIVEN}
            self.moderator, self.admin = self.tokens["moderator"], self.tokens["admin"]
            other = organizations.create("other", "Other", "UTC", now)
            _, self.stranger = tokens.create(other, "super_admin", "a stranger", now)

    def run(self, name: str, token: str, given: object, at: datetime | None = None) -> Done:
        with db.unit():
            moment = at or self.now
            means = Means(self.redis, self.settings)
            return commands.run(name, callers.of_bearer(token, moment), given, "socket", means, moment)

    def rows(self) -> tuple[int, ...]:
        with db.unit():
            return tuple(table.select().count() for table in (Entry, Award, Message, AuditLine, Standing))
