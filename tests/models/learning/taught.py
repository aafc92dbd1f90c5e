"""Projects with lessons, as the ground floor sees them: taught in bulk, learnt in this process."""

import random
from datetime import datetime, timedelta

from models import db, lessons, points_models
from models.learning import pupils, sequence, steps
from models.rules import estimates
from models.rules.estimating.record import Record
from models.rules.lessons import Imported
from models.rules.valuing import Estimated
from models.tenants import Organization, Project

WORDS = [
    "parser",
    "crash",
    "memory",
    "button",
    "colour",
    "slow",
    "import",
    "export",
    "login",
    "mail",
    "badge",
    "board",
    "socket",
    "docs",
    "test",
]


def project(organization: Organization, name: str = "lumen/model") -> Project:
    """A project of that name."""
    common = {"provider": "github", "external_id": name, "created_at": organization.created_at}
    found: Project = Project.create(organization=organization, name=name, **common)
    return found


def past(count: int, now: datetime, seed: int = 1, name: str = "A") -> list[Imported]:
    """So many issues from elsewhere, whose words have something to do with their worth."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        words = chance.sample(WORDS, 3)
        points = max(1.0, float(sum(WORDS.index(word) for word in words) // 6 + chance.choice((0, 0, 1))))
        closed = now - timedelta(hours=count - number)
        line = {"key": f"{name}-{number}", "title": " ".join(words), "points": points, "closed_at": closed}
        found.append(Imported.model_validate(line))
    return found


def learn(project_id: int, now: datetime, at_most: int = 500) -> int:
    """Steps until there is nothing more to do; how many."""
    for count in range(1, at_most):
        if not steps.step(project_id, now):
            return count
    raise AssertionError(f"the learner is not done after {at_most} steps")


def teach(project: Project, several: list[Imported], now: datetime) -> None:
    """They are taught and learnt, each call in units of its own."""
    with db.unit():
        lessons.take_in(project, several, "person:1", now)
    learn(project.id, now)


def lived(project_id: int) -> tuple[bytes, dict[str, object]]:
    """The model and its record as they are in memory and in the database."""
    with db.unit():
        row = points_models.find(project_id)
    assert row is not None and row.record is not None
    return estimates.snapshot(steps._pupils[project_id].model), row.record


def replayed(project_id: int) -> tuple[bytes, dict[str, object]]:
    """Both, made from the first lesson on by a program that knows neither snapshots nor memory."""
    with db.unit():
        row = points_models.find(project_id)
        assert row is not None
        taught = sequence.sequence(project_id, row.since, row.numbered, row.numbered)
        prior = sequence.prior(row.organization_id, project_id, row.prior_upto)
    model = estimates.Model([(one.issue(-one.id), one.points) for one in prior])
    record, drifted_at = Record(), None
    for one in taught:
        assert one.said is not None
        alarm = model.drifted_at
        model.learn(one.issue(one.number), one.points, (one.said["low"], one.said["high"]))
        drifted_at = one.number if model.drifted_at != alarm else drifted_at
        record.add(pupils.said_of(Estimated.model_validate(one.said)), one.points, one.number)
    record.drifted_at = drifted_at
    return estimates.snapshot(model), record.to_json()
