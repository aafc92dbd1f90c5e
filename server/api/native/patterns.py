"""`/v1`: patterns, how they fare and what they would do; a badge for those who earned it before."""

from models import explaining, rhythm
from models.commands.badges import Document
from models.errors import Exhausted, Invalid, NotFound
from models.explaining import Explained
from models.jobs import JobCard
from models.rhythm import Rhythm
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.badges import BADGE
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

PATTERNS = ORGANIZATION + "/patterns"


class Wanted(Value):
    """A pattern to be explained."""

    pattern: Document


def _patterns(ask: Ask) -> dict[str, object]:
    return {"patterns": rhythm.of(ask.organization(), ask.now)}


def _explain(ask: Ask) -> Explained:
    return explaining.explain(ask.organization(), ask.body.pattern, ask.now)


ROUTES = (
    Route(
        "GET",
        PATTERNS,
        "Every pattern with its last match and rhythm; an alarm when it, or an event that it listens to, is silent.",
        _patterns,
        gives={"patterns": list[Rhythm]},
        needs="badge:write",
    ),
    Route(
        "POST",
        PATTERNS + "/explain",
        "Reads a pattern back in words. Nothing is changed.",
        _explain,
        gives=Explained,
        takes=Wanted,
        needs="badge:write",
        refuses=(Invalid,),
    ),
    write(
        "POST",
        PATTERNS + "/preview",
        "pattern:preview",
        "A job that finds who would get and lose the badge, with samples. Nothing is changed.",
        {"job": JobCard},
        status=202,
        refuses=(NotFound, Invalid, Exhausted),
    ),
    write(
        "POST",
        BADGE + "/backfill",
        "badge:backfill",
        "A job that gives the badge to everybody who earned it before, dated when they did; told in one message.",
        {"job": JobCard},
        status=202,
        refuses=(NotFound, Invalid, Exhausted),
    ),
)
