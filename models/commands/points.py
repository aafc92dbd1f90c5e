"""`points:adjust`: points given or taken by hand."""

from pydantic import StrictInt

from models import consequences, ledger
from models.commands.acting import Act, Command, Done
from models.rules.texts import Id, Why
from models.rules.work import Value


class AdjustPoints(Value):
    """Points for a person, or from them, with a reason that they will read."""

    person: Id
    points: StrictInt
    reason: Why


def _adjust(act: Act, wanted: AdjustPoints) -> Done:
    settled = ledger.adjust(act.organization, wanted.person, wanted.points, wanted.reason, act.by.name, act.now)
    consequences.of_entries(act.organization, settled, act.now)
    [line] = ledger.lines(settled.written[wanted.person])
    after = {"entry": line.id, "points": wanted.points}
    act.audit("points:adjust", f"person:{wanted.person}", after=after, why=wanted.reason)
    return Done({"line": line.model_dump(mode="json")})


COMMANDS = {"points:adjust": Command(AdjustPoints, "points:adjust", _adjust)}
