"""`/v1`: patterns, how they fare and what they would do; a badge for those who earned it before."""

from models import rhythm
from models.errors import Invalid, NotFound
from models.jobs import JobCard
from models.rhythm import Rhythm
from models.rules.patterns.verdicts import Tree
from server.api.asking import Ask
from server.api.native.badges import BADGE
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

PATTERNS = ORGANIZATION + "/patterns"


def _patterns(ask: Ask) -> dict[str, object]:
    return {"patterns": rhythm.of(ask.organization(), ask.now)}


ROUTES = (
    Route(
        "GET",
        PATTERNS,
        "Every pattern with its last match and rhythm; an alarm when it, or an event that it listens to, is silent.",
        _patterns,
        gives={"patterns": list[Rhythm]},
        needs="badge:write",
    ),
    write(
        "POST",
        PATTERNS + "/explain",
        "pattern:explain",
        "Reads a pattern back in words. Nothing is changed.",
        {"words": list[str], "tree": Tree, "pattern": dict[str, object]},
        refuses=(Invalid,),
    ),
    write(
        "POST",
        PATTERNS + "/preview",
        "pattern:preview",
        "A job that finds who would get and lose the badge, with samples. Nothing is changed.",
        {"job": JobCard},
        status=202,
        refuses=(NotFound, Invalid),
    ),
    write(
        "POST",
        BADGE + "/backfill",
        "badge:backfill",
        "A job that gives the badge to everybody who earned it before, dated when they did; told in one message.",
        {"job": JobCard},
        status=202,
        refuses=(NotFound, Invalid),
    ),
)
