"""`model:change`, `model:retrain`, `model:reset`, `lesson:…`: what a project's points model learns, and whether."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from models import jobs, lessons, model_reading, points_models, postings, retraining, sealing, tenants
from models.commands.acting import Act, Command, Done
from models.errors import Invalid, NothingToChange
from models.jobs import Job
from models.lesson_lines import MOST
from models.points_models import PointsModel
from models.rules.lessons import Imported
from models.rules.texts import Flag, Id, text
from models.rules.work import Value
from models.tenants import Project

AUDITED = 100
"""Numbers of lessons that a line of the audit trail holds."""
Token = Annotated[str, StringConstraints(strict=True, pattern=r"^[!-~]{8,500}$")]
Numbers = Annotated[tuple[Id, ...], Field(min_length=1, max_length=1_000)]


class ChangeModel(Value):
    """`frozen`: lessons wait, and nothing is learnt. `posting`: whether estimates are told at the provider, as a
    comment or a label, with the `token`, which nobody reads again; None takes it away."""

    project: Id
    frozen: Flag | None = None
    posting: Literal["off", "comment", "label"] | None = None
    token: Token | None = None


class RetrainModel(Value):
    """The model is made anew from its lessons, and from what other projects taught by now. `all`: from those before the
    last reset, too. A job looks for closed issues that taught nothing yet, from before there was a model."""

    project: Id
    why: text(3, 500)  # type: ignore[valid-type]
    all: Flag = False


class ResetModel(Value):
    """The model forgets all of its lessons, and begins with those to come."""

    project: Id
    why: text(3, 500)  # type: ignore[valid-type]


class ForgetLessons(Value):
    """These lessons teach nothing any more; or all of one teacher, `provider:id` of an account or `person:id`."""

    project: Id
    lessons: Numbers | None = None
    teacher: text(3, 200) | None = None  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.lessons is None) == (self.teacher is None):
            raise ValueError("Name either lessons or a teacher.")
        return self


class RestoreLessons(Value):
    """Lessons that were forgotten, or held, teach again."""

    project: Id
    lessons: Numbers


class ImportLessons(Value):
    """Lessons from elsewhere. Those whose key is known already teach nothing again."""

    project: Id
    lessons: Annotated[tuple[Imported, ...], Field(min_length=1, max_length=MOST)]


def _change(act: Act, wanted: ChangeModel) -> Done:
    if not wanted.model_fields_set - {"project"}:
        raise NothingToChange("Say what is to be changed: frozen, posting or token.")
    project = _project(act, wanted.project)
    model = points_models.hold(project.id)
    before = _settings(model)
    if wanted.frozen is not None:
        model = points_models.freeze(project, (model.frozen_at or act.now) if wanted.frozen else None)
    if wanted.model_fields_set & {"posting", "token"}:
        _post(model, wanted, act)
    after = _settings(model)
    renewed = {"token": "renewed"} if wanted.token and before["token"] else {}
    act.audit("model:change", f"project:{project.id}", before=before, after=after | renewed)
    return _done(act, project, ring=True)


def _post(model: PointsModel, wanted: ChangeModel, act: Act) -> None:
    if wanted.posting is not None:
        model.posting = wanted.posting
    if "token" in wanted.model_fields_set:
        model.token = None if wanted.token is None else sealing.seal(wanted.token)
    if model.posting != "off" and model.token is None:
        raise Invalid("To tell estimates at the provider, give a token that may write to its issues.")
    model.save(only=[PointsModel.posting, PointsModel.token])
    postings.again(model.project_id, act.now)
    postings.want(model, None, act.now)


def _settings(model: PointsModel) -> dict[str, Any]:
    """What a line of the audit trail holds of it: of a token no more than whether there is one."""
    return {"frozen": model.frozen_at is not None, "posting": model.posting, "token": model.token is not None}


def _retrain(act: Act, wanted: RetrainModel) -> Done:
    project = _project(act, wanted.project)
    model = points_models.begin_again(project, act.now, since=0 if wanted.all else None)
    job = retraining.ask_for(project, act.by.name, act.by.person, act.now)
    act.audit("model:retrain", f"project:{project.id}", after=_era(model), why=wanted.why)
    return _done(act, project, ring=True, job=job)


def _reset(act: Act, wanted: ResetModel) -> Done:
    project = _project(act, wanted.project)
    model = points_models.begin_again(project, act.now, since=points_models.LATEST)
    act.audit("model:reset", f"project:{project.id}", after=_era(model), why=wanted.why)
    return _done(act, project, ring=True)


def _era(model: PointsModel) -> dict[str, int]:
    return {"era": model.era, "since": model.since, "numbered": model.numbered}


def _forget(act: Act, wanted: ForgetLessons) -> Done:
    project = _project(act, wanted.project)
    if wanted.teacher is not None:
        gone = lessons.forget_all_of(project, wanted.teacher, _teacher(act), act.now)
    else:
        gone = lessons.forget(project, wanted.lessons or (), _teacher(act), act.now)
    _audit(act, "lesson:forget", project, gone)
    return _done(act, project, ring=bool(gone), more={"forgotten": gone})


def _restore(act: Act, wanted: RestoreLessons) -> Done:
    project = _project(act, wanted.project)
    back = lessons.restore(project, wanted.lessons, _teacher(act), act.now)
    _audit(act, "lesson:restore", project, back)
    return _done(act, project, ring=bool(back), more={"restored": back})


def _import(act: Act, wanted: ImportLessons) -> Done:
    project = _project(act, wanted.project)
    added, known = lessons.take_in(project, wanted.lessons, _teacher(act), act.now)
    act.audit("lesson:import", f"project:{project.id}", after={"added": added, "known": known})
    return _done(act, project, ring=bool(added), more={"added": added, "known": known})


def _project(act: Act, project_id: int) -> Project:
    return tenants.project(act.organization.id, project_id)


def _teacher(act: Act) -> str:
    return f"person:{act.caller.person}" if act.caller.person else f"token:{act.caller.token_id or 0}"


def _audit(act: Act, action: str, project: Project, numbers: Sequence[int]) -> None:
    act.audit(action, f"project:{project.id}", after={"count": len(numbers), "lessons": list(numbers)[:AUDITED]})


def _done(act: Act, project: Project, ring: bool, more: dict[str, Any] | None = None, job: Job | None = None) -> Done:
    card = model_reading.card(project, act.now, told_all=True).model_dump(mode="json")
    told = {} if job is None else {"job": jobs.card(job).model_dump(mode="json")}
    return Done(
        (more or {}) | told | {"model": card},
        ring_job=jobs.bell(job) if job else None,
        ring_learner=project.id if ring else None,
    )


COMMANDS: dict[str, Command] = {
    "model:change": Command(ChangeModel, "model:write", _change),
    "model:retrain": Command(RetrainModel, "model:write", _retrain),
    "model:reset": Command(ResetModel, "model:write", _reset),
    "lesson:forget": Command(ForgetLessons, "model:write", _forget),
    "lesson:restore": Command(RestoreLessons, "model:write", _restore),
    "lesson:import": Command(ImportLessons, "model:write", _import),
}
