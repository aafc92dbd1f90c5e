"""`hook:create`, `hook:rotate`, `hook:pause`: where work comes in. A secret is in an answer, and nowhere else."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from models import connected, hook_reading, hooks, jobs, repairs
from models.commands.acting import Act, Command, Done
from models.connected import Asker
from models.hooks import Hook
from models.rules.texts import Flag, Id, Slug, text
from models.rules.work import Value


class CreateHook(Value):
    """A webhook for a `project`, `owner/repo`, of GitHub, or for a generic source of that `name`, whose projects are
    made when they are heard of. The answer shows its address and, this once, its secret."""

    provider: Literal["github", "generic"] = "github"
    project: text(3, 300) | None = None  # type: ignore[valid-type]
    name: Annotated[Slug, StringConstraints(max_length=40)] | None = None

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        if (self.project is None) == (self.provider == "github"):
            raise ValueError("a hook of GitHub is for a project, owner/repo; a generic one has none")
        if (self.name is None) == (self.provider == "generic"):
            raise ValueError("a generic source has a name, as gitlab; a hook of GitHub has none")
        return self


class RotateHook(Value):
    """A new secret, shown this once; the one before opens for a day longer."""

    hook: Id


class PauseHook(Value):
    """A paused hook refuses deliveries until it is let go on; then what came meanwhile is asked for."""

    hook: Id
    paused: Flag


def _create(act: Act, wanted: CreateHook) -> Done:
    address = act.settings.public_url
    hook, secret = hooks.create(
        act.organization, wanted.project, act.now, wanted.provider, name=wanted.name, public_url=address
    )
    after = {"project": hook.project_id} | ({"name": hook.name} if hook.name else {})
    act.audit("hook:create", f"hook:{hook.id}", after=after)
    return _shown_once(act, hook, secret)


def _rotate(act: Act, wanted: RotateHook) -> Done:
    hook = hooks.find(act.organization, wanted.hook)
    secret = hooks.rotate(hook, act.now)
    job = connected.renewed(hook, Asker(act.by.name, act.by.person), act.now)
    act.audit("hook:rotate", f"hook:{hook.id}")
    return Done(_shown_once(act, hook, secret).answer, ring_job=jobs.bell(job) if job else None)


def _pause(act: Act, wanted: PauseHook) -> Done:
    hook = hooks.find(act.organization, wanted.hook)
    before = {"paused": hook.paused_at is not None}
    hooks.pause(hook, wanted.paused, act.now)
    if before["paused"] and not wanted.paused:
        repairs.after_pause(hook, act.by.name, act.by.person, act.now)
    act.audit("hook:pause", f"hook:{hook.id}", before=before, after={"paused": wanted.paused})
    return Done({"hook": _card(act, hook)})


def _shown_once(act: Act, hook: Hook, secret: str) -> Done:
    card = _card(act, hook)
    return Done({"hook": card, "url": card["url"], "secret": secret})


def _card(act: Act, hook: Hook) -> dict[str, object]:
    return hook_reading.cards([hook], act.settings.public_url, act.now)[0].model_dump(mode="json")


COMMANDS = {
    "hook:create": Command(CreateHook, "hook:write", _create),
    "hook:rotate": Command(RotateHook, "hook:write", _rotate),
    "hook:pause": Command(PauseHook, "hook:write", _pause),
}
