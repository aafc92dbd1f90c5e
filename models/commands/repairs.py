"""`source:repair`: what a source missed is looked for at its provider, and taken in."""

from models import hooks, jobs, repairs
from models.commands.acting import Act, Command, Done
from models.rules.texts import Id
from models.rules.work import Value


class RepairSource(Value):
    """What could not be delivered is sent again, or fetched. While that is under way, asking again asks nothing new."""

    hook: Id


def _repair(act: Act, wanted: RepairSource) -> Done:
    hook = hooks.find(act.organization, wanted.hook)
    job, _ = repairs.ask_for(hook, "asked", act.by.name, act.by.person, act.now)
    act.audit("source:repair", f"hook:{hook.id}", after={"job": job.id})
    return Done({"job": jobs.card(job).model_dump(mode="json")}, ring_job=jobs.bell(job))


COMMANDS = {"source:repair": Command(RepairSource, "hook:write", _repair)}
