"""`connection:create`, `connection:change`, `connection:end`: access to a provider. Its secrets are in no answer."""

from typing import Annotated, Any, Literal, Self

from pydantic import StringConstraints, model_validator

from models import connected, connections, jobs
from models.commands.acting import Act, Command, Done
from models.connected import Asker
from models.connections import Connection
from models.rules.texts import Id
from models.rules.work import Value

Secret = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, pattern=r"^[!-~]{8,500}$")]
TrelloKey = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, pattern=r"^[A-Za-z0-9]{16,200}$")]
"""Trello's keys, and tokens: they stand between quotes in a header."""
TrelloSecret = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, pattern=r"^[!-~]{8,200}$")]
"""Kept with each hook, too, where it has to fit."""


class Access(Value):
    """What opens a provider: of GitHub a token; of Trello the application's key, a token, and the application's secret,
    by which Trello signs. Nobody reads them again."""

    provider: Literal["github", "trello"]
    token: Secret
    key: TrelloKey | None = None
    secret: TrelloSecret | None = None

    @model_validator(mode="after")
    def _has_all(self) -> Self:
        if self.provider == "github" and (self.key or self.secret):
            raise ValueError("GitHub is opened by a token alone.")
        if self.provider == "trello" and not (self.key and self.secret and self.token.isascii()):
            raise ValueError("Trello is opened by a key, a token and the application's secret.")
        if self.provider == "trello" and not self.token.isalnum():
            raise ValueError("A token of Trello's has letters and digits only.")
        return self

    def secrets(self) -> dict[str, str]:
        """What is sealed."""
        return {name: said for name in ("key", "token", "secret") if (said := getattr(self, name)) is not None}


class CreateConnection(Access):
    __doc__ = Access.__doc__


class ChangeConnection(Access):
    """Another token, of the same provider, in the place of the former one."""

    connection: Id


class EndConnection(Value):
    """What was connected with it is disconnected, its webhooks are removed as far as possible, its secrets forgotten.
    Points stay."""

    connection: Id


def _create(act: Act, wanted: CreateConnection) -> Done:
    made = connections.create(act.organization, wanted.provider, wanted.secrets(), act.now)
    act.audit("connection:create", f"connection:{made.id}", after={"provider": made.provider})
    return _done(made)


def _change(act: Act, wanted: ChangeConnection) -> Done:
    found = connections.find(act.organization.id, wanted.connection)
    before = {"state": found.state}
    connected.change(found, wanted.provider, wanted.secrets(), act.now)
    act.audit("connection:change", f"connection:{found.id}", before=before, after={"secrets": "renewed"})
    return _done(connections.find(act.organization.id, found.id))


def _end(act: Act, wanted: EndConnection) -> Done:
    found = connections.find(act.organization.id, wanted.connection)
    before = {"state": found.state}
    removing = connected.end(found, Asker(act.by.name, act.by.person), act.now)
    after = {"state": "ended", "webhooks": len(removing)}
    act.audit("connection:end", f"connection:{found.id}", before=before, after=after)
    return Done(_done(found).answer, ring_job=jobs.bell(removing[0]) if removing else None)


def _done(connection: Connection) -> Done:
    card: dict[str, Any] = connections.card(connection).model_dump(mode="json")
    return Done({"connection": card})


COMMANDS = {
    "connection:create": Command(CreateConnection, "hook:write", _create),
    "connection:change": Command(ChangeConnection, "hook:write", _change),
    "connection:end": Command(EndConnection, "hook:write", _end),
}
