"""Weeks of the demo's past are there before anybody looks: periods closed, badges dated, questions asked."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codebadge import demo, demo_house, demo_past, demo_story
from codebadge.demo_cast import PROJECTS
from models import db, drift
from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from models.closing import Closing
from models.deliveries import Delivery
from models.disputes import Dispute
from models.flags import Flag
from models.following import Follow
from models.jobs import Job
from models.rank_days import RankDay
from models.seasons import Season
from models.settings import Settings
from models.tariffs import TariffVersion
from models.teams import Team, TeamPlace

NOW = datetime(2026, 11, 8, 12, tzinfo=UTC)
WEEKS = timedelta(weeks=3)


def begin(here: Settings, stopping: Callable[[], bool] = lambda: False, now: datetime = NOW) -> list[str]:
    """What was said meanwhile."""
    said: list[str] = []
    demo_past.begin(here, now, said.append, stopping)
    return said


@pytest.fixture
def here(clean: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for module in (demo_past, demo_story):
        monkeypatch.setattr(module, "PAST", WEEKS)
    return dataclasses.replace(clean, data=tmp_path)


def test_weeks_have_gone_by_when_the_demo_begins(here: Settings) -> None:
    assert begin(here) == ["the demo lives through its last 3 weeks, which takes some seconds"]
    with db.unit():
        assert {str(one.state) for one in Delivery.select()} == {"done"}
        closed = {str(one.period): one for one in Closing.select()}
        assert closed["week"].people and closed["month"].people
        assert RankDay.select(RankDay.day).distinct().count() > 12
        dated = [award.awarded_at for award in Award.select()]
        assert min(dated) < NOW - timedelta(days=15) and max(dated) < NOW
        held = {award.badge.slug for award in Award.select()}
        assert {"on-a-roll", "polyglot", "podium", "hero-of-the-week"} <= held
        assert [str(flag.kind) for flag in Flag.select()] == ["reciprocal"]
        assert sorted(str(one.state) for one in Dispute.select()) == ["declined", "open"]
        assert [str(job.state) for job in Job.select()] == ["done"]
        assert TariffVersion.select().count() == 4
        assert (Team.select().count(), Season.select().count(), Follow.select().count()) == (2, 1, 2)
        assert TeamPlace.select().count() > 5
        lines = {str(line.action) for line in AuditLine.select()}
        assert {"tariff:change", "badge:create", "badge:backfill", "team:join", "season:create"} <= lines
        organization = demo_house.known()
        assert organization is not None
        assert drift.mend_standings(organization, mend=False).drifted == 0


def test_it_happens_once_and_the_story_goes_on_through_the_same_hooks(here: Settings) -> None:
    begin(here, stopping=lambda: True)
    with db.unit():
        sent = Delivery.select().count()
    assert begin(here, now=NOW + timedelta(minutes=1)) == []
    hooks, fresh = demo.prepare(here, NOW + timedelta(minutes=1))
    assert (len(hooks), fresh) == (len(PROJECTS), False)
    with db.unit():
        assert Delivery.select().count() == sent == 0
        assert Badge.select().where(Badge.slug == "pillar").count() == 1
