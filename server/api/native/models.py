"""`/v1`: a project's points model: its record and its lessons, by which admins see to what it learns."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from models import lesson_lines, lesson_reading, model_reading
from models.errors import Exhausted, Invalid, NotFound, TooLarge
from models.jobs import JobCard
from models.lesson_lines import MOST
from models.lesson_reading import LessonCard, State
from models.model_reading import ModelCard
from models.rules.lessons import Imported
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.estimates import PROJECT
from server.api.native.words import MOST as ROWS
from server.api.native.words import Limit
from server.api.native.writes import write
from server.api.routes import Route

MODEL = PROJECT + "/model"
LESSONS = MODEL + "/lessons"
GIVEN = {"model": ModelCard}


class Lessons(Value):
    """Those with a number below `before`; of one teacher (`provider:id` or `person:id`), in one state."""

    before: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    limit: Limit = ROWS
    teacher: Annotated[str, Field(max_length=200)] | None = None
    state: State | None = None


class Import(Value):
    """Lessons, as JSON; or, as application/x-ndjson, a line for each."""

    lines_at_most: ClassVar[int] = lesson_lines.BYTES
    lessons: Annotated[tuple[Imported, ...], Field(min_length=1, max_length=MOST)] | None = None
    lines: str | None = None


def _model(ask: Ask) -> ModelCard:
    return model_reading.card(ask.project(), ask.now, told_all=ask.may("model:write"))


def _lessons(ask: Ask) -> dict[str, Any]:
    wanted = ask.query
    teacher = None if wanted.teacher is None else wanted.teacher.replace("\x00", "")
    found, following = lesson_reading.page(ask.project().id, wanted.before, wanted.limit, teacher, wanted.state)
    return {"lessons": found, "next": following}


def _export(ask: Ask) -> bytes:
    return lesson_lines.written(lesson_reading.export(ask.project().id))


def _import(ask: Ask) -> dict[str, Any]:
    given: Import = ask.body
    if (given.lessons is None) == (given.lines is None):
        raise Invalid("Send either lessons as JSON, or lines as application/x-ndjson.")
    lessons = given.lessons if given.lines is None else lesson_lines.read(given.lines)
    return ask.do("lesson:import", project=ask.project().id, lessons=lessons)


ROUTES = (
    Route(
        "GET",
        MODEL,
        "A project's model: how it does against the plain median, what it has learnt, and whether it is used.",
        _model,
        gives=ModelCard,
        needs=None,
        refuses=(NotFound,),
    ),
    write("PATCH", MODEL, "model:change", "Freezes it or thaws it; says whether estimates are told elsewhere.", GIVEN),
    write(
        "POST",
        MODEL + "/retrain",
        "model:retrain",
        "Makes it anew from its lessons; a job looks for closed issues that taught nothing yet.",
        GIVEN | {"job": JobCard},
        refuses=(NotFound, Exhausted),
    ),
    write("POST", MODEL + "/reset", "model:reset", "It forgets all lessons that there are.", GIVEN),
    Route(
        "GET",
        LESSONS,
        "What it was taught, by whom, and how far off the estimate was; the newest first.",
        _lessons,
        gives={"lessons": list[LessonCard], "next": int | None},
        query=Lessons,
        needs="model:write",
        refuses=(NotFound,),
    ),
    write(
        "POST",
        LESSONS + "/forget",
        "lesson:forget",
        "Lessons, or all of one teacher, teach nothing any more.",
        GIVEN | {"forgotten": list[int]},
    ),
    write(
        "POST",
        LESSONS + "/restore",
        "lesson:restore",
        "Lessons that were forgotten, or held, teach again.",
        GIVEN | {"restored": list[int]},
    ),
    Route(
        "GET",
        MODEL + "/export",
        "What teaches now, oldest first, a line of JSON for each.",
        _export,
        gives=bytes,
        needs="model:write",
        refuses=(NotFound,),
        media=lesson_lines.MEDIA,
        download="lessons.jsonl",
    ),
    Route(
        "POST",
        MODEL + "/import",
        "Takes lessons in, as they are exported: all of them, or none when one is wrong.",
        _import,
        gives=GIVEN | {"added": int, "known": int},
        takes=Import,
        needs="model:write",
        refuses=(NotFound, TooLarge),
    ),
)
