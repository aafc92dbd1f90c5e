"""`tariff:change`: what work is worth from now on; what was done before keeps its worth."""

from models import tariff_reading, tariffs, tenants
from models.commands.acting import Act, Command, Done
from models.rules.points import Tariff
from models.rules.texts import Id, text
from models.rules.work import Value


class ChangeTariff(Value):
    """A tariff for a project, or without one for the whole organisation. `why`: at least 3 characters."""

    project: Id | None = None
    tariff: Tariff
    why: text(3, 500)  # type: ignore[valid-type]


def _change(act: Act, wanted: ChangeTariff) -> Done:
    project = None if wanted.project is None else tenants.project(act.organization.id, wanted.project)
    before = tariff_reading.decided(act.organization, project)
    tariffs.decide(act.organization, project, wanted.tariff, act.now)
    after = tariff_reading.decided(act.organization, project)
    act.audit(
        "tariff:change",
        "organization" if project is None else f"project:{project.id}",
        before={"version": before.version, "tariff": before.tariff.model_dump(mode="json")},
        after={"version": after.version, "tariff": after.tariff.model_dump(mode="json")},
        why=wanted.why,
    )
    return Done(after.model_dump(mode="json"))


COMMANDS = {"tariff:change": Command(ChangeTariff, "tariff:write", _change)}
