"""workers/posting.py: estimates are told at GitHub once, kept up to date there, and what goes wrong is kept in rows."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import db, errands, points_models, postings, queues, sealing
from models.estimates import Estimate
from models.lessons import Lesson
from models.postings import Posting
from models.rules.worths import Ruling
from models.settings import load
from models.tenants import Project
from models.workitems import WorkItem
from tests.cast import Lumen, issue
from tests.providers.github import TOKEN, GitHub
from tests.providers.github import github as running_github
from workers import posting, recover

FIGURES = {"points": 4.6, "low": 2.9, "high": 8.1, "baseline": 3.0, "past": 214, "trusted": True, "learnt": 1}
HOUR = timedelta(hours=1)


@pytest.fixture
def github() -> Iterator[GitHub]:
    with running_github() as running:
        running.add_repository(1, "lumen/parser")
        running.add_issue(42)
        yield running


def comments(github: GitHub) -> dict[int, str]:
    """What is said at issue #42."""
    return github.item(42).comments


@pytest.fixture
def open_issue(lumen: Lumen, now: datetime) -> int:
    """Issue #42 of lumen/parser, open; the project tells estimates in comments."""
    lumen.deliver("issues", issue("opened", now), now)
    with db.unit():
        item = int(WorkItem.get(WorkItem.kind == "issue").id)
        points_models.hold(home().id)
    choose("comment")
    return item


def home() -> Project:
    project: Project = Project.get()
    return project


def choose(way: str, token: str | None = TOKEN) -> None:
    with db.unit():
        model = points_models.hold(home().id)
        model.posting, model.token = way, token and sealing.seal(token)
        model.save()


def want(item: int, now: datetime, **figures: Any) -> bool:
    """The learner estimated it."""
    with db.unit():
        project = home()
        where = {"organization": project.organization_id, "project": project.id, "item": item}
        known = Estimate.get_or_none(Estimate.item == item) or Estimate.create(**where)
        known.figures = FIGURES | figures
        known.save()
        return postings.want(points_models.hold(project.id), [item], now)


def tell(github: GitHub) -> int:
    return posting.tell(0, replace(load(), github_api_url=github.url), pause=0)


def row() -> Posting | None:
    with db.unit():
        found: Posting | None = Posting.get_or_none()
        return found


def kept() -> Posting:
    found = row()
    assert found is not None
    return found


def hours_pass(hours: int = 1) -> None:
    """All of it happened earlier."""
    past = hours * HOUR + timedelta(seconds=1)
    with db.unit():
        Posting.update(next_at=Posting.next_at - past, sent_at=Posting.sent_at - past).execute()


def test_an_estimate_is_a_comment_once_and_is_edited_when_its_points_change(
    github: GitHub, open_issue: int, now: datetime
) -> None:
    assert want(open_issue, now)
    assert tell(github) == 1
    [said] = comments(github).values()
    assert said.startswith("**Codebadge estimates 5 points** (4.6, most likely between 2.9 and 8.1; 36 % sure).")
    assert not want(open_issue, now, points=4.7), "the same points are told already"
    assert want(open_issue, now, points=7.5)
    assert tell(github) == 0, "an issue's words change once in an hour"
    hours_pass()
    assert tell(github) == 1
    [said] = comments(github).values()
    assert "estimates 8 points" in said
    assert github.asked == [
        "POST /repos/lumen/parser/issues/42/comments",
        f"PATCH /repos/lumen/parser/issues/comments/{kept().remote}",
    ]


def test_what_changes_back_in_time_is_not_sent(github: GitHub, open_issue: int, now: datetime) -> None:
    want(open_issue, now)
    tell(github)
    want(open_issue, now, points=7.5)
    want(open_issue, now)
    assert (kept().state, tell(github)) == ("sent", 0)
    want(open_issue, now, points=7.5)
    want(open_issue, now, points=7.5, trusted=False)
    hours_pass()
    assert (kept().state, tell(github)) == ("sent", 0)


def test_a_label_takes_the_place_of_the_former_one(github: GitHub, open_issue: int, now: datetime) -> None:
    choose("label")
    github.item(42).labels = ["bug", "estimate: later"]
    want(open_issue, now)
    tell(github)
    assert github.item(42).labels == ["bug", "estimate: later", "estimate: 5"]
    want(open_issue, now, points=7.5)
    hours_pass()
    tell(github)
    assert github.item(42).labels == ["bug", "estimate: later", "estimate: 8"]


def test_another_way_of_telling_takes_the_place_of_the_former(github: GitHub, open_issue: int, now: datetime) -> None:
    for way in ("comment", "label", "comment"):
        choose(way)
        assert want(open_issue, now)
        tell(github)
        assert (len(comments(github)), github.item(42).labels) == (
            (1, []) if way == "comment" else (0, ["estimate: 5"])
        )
        hours_pass()


@pytest.mark.parametrize(
    "figures", [{"trusted": False}, {"low": 0.5}, {"low": 0.0, "high": 0.0, "points": 0.0}], ids=lambda one: str(one)
)
def test_what_is_not_trusted_or_not_sure_is_not_told(open_issue: int, now: datetime, figures: dict[str, Any]) -> None:
    assert not want(open_issue, now, **figures)
    assert row() is None


def test_nothing_is_told_unless_somebody_chose_it(lumen: Lumen, open_issue: int, now: datetime) -> None:
    for way, token in (("off", TOKEN), ("comment", None)):
        choose(way, token)
        assert not want(open_issue, now)
    choose("comment")
    for name in ("parser", "lumen/..", "lumen/parser/issues", "lumen/par ser"):
        with db.unit():
            Project.update(name=name).execute()
        assert not want(open_issue, now), name


def test_what_a_human_said_is_not_contradicted(lumen: Lumen, open_issue: int, now: datetime) -> None:
    lumen.deliver("issues", issue("labeled", now, labels=("points: 3",), closed=False), now)
    assert not want(open_issue, now)
    later = now + HOUR
    lumen.deliver("issues", issue("unlabeled", later, labels=(), closed=False), later)
    with db.unit():
        ruling = Ruling(points=3, kind="override", by="Ada", at=now)
        Estimate.update(ruling=ruling.model_dump(mode="json")).execute()
    assert not want(open_issue, now)


def test_our_own_label_and_comment_come_back_and_change_nothing(
    lumen: Lumen, github: GitHub, open_issue: int, now: datetime
) -> None:
    choose("label")
    want(open_issue, now)
    tell(github)
    lumen.deliver("issues", issue("labeled", now, labels=("estimate: 5",), closed=False), now)
    assert not want(open_issue, now)
    hours_pass()
    assert tell(github) == 0


def test_an_issue_that_was_closed_meanwhile_is_left_alone(
    lumen: Lumen, github: GitHub, open_issue: int, now: datetime
) -> None:
    want(open_issue, now)
    lumen.deliver("issues", issue("closed", now + HOUR), now + HOUR)
    assert (tell(github), row(), github.asked) == (0, None, [])


def test_a_refused_token_fails_all_that_waits_and_rests_until_there_is_another(
    github: GitHub, open_issue: int, now: datetime
) -> None:
    choose("comment", "ghp_another")
    want(open_issue, datetime.now(UTC))
    with db.unit():
        other = WorkItem.create(project=home(), kind="issue", external_id="x", state={}, folded_at=now)
        waits = {"state": "waiting", "next_at": datetime.now(UTC) + HOUR, "wanted": {}}
        Posting.create(organization=home().organization_id, project=home(), item=other, **waits)
    tell(github)
    with db.unit():
        assert {one.state for one in Posting.select()} == {"failed"}
        Posting.delete().where(Posting.item == other).execute()
    want(open_issue, datetime.now(UTC), points=7.5)
    assert tell(github) == 0
    with db.unit():
        told = postings.health(home().id)
    assert (told["waiting"], told["sent"]) == (1, 0)
    assert told["last_error"].startswith("GitHub refuses the token (401)")
    choose("comment")
    with db.unit():
        Posting.update(state="failed").execute()
        assert postings.again(home().id, now) == 1
    assert (tell(github), len(comments(github)), len(github.asked)) == (1, 1, 3), "it looks first: perhaps it was said"


@pytest.mark.parametrize("name", ["Retry-After", "X-RateLimit-Reset"])
@pytest.mark.parametrize("status", [403, 429])
def test_when_github_asks_us_to_wait_we_do_and_count_no_attempt(
    github: GitHub, open_issue: int, now: datetime, name: str, status: int
) -> None:
    want(open_issue, now)
    began = datetime.now(UTC)
    reset = {"X-RateLimit-Remaining": "0", name: str(int((began + HOUR / 2).timestamp()))}
    github.fault("*", status, headers={name: "1800"} if name == "Retry-After" else reset)
    tell(github)
    found = kept()
    assert (found.state, found.attempts) == ("waiting", 0)
    assert timedelta(minutes=29) < found.next_at - began < timedelta(minutes=31)
    hours_pass()
    assert (tell(github), kept().state, kept().error) == (1, "sent", None)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"status": 403}, "failed"),
        ({"status": 422}, "failed"),
        ({"status": 301, "headers": {"Location": "https://elsewhere.test/"}}, "failed"),
        ({"status": 403, "body": b'{"message": "Unable to create comment because issue is locked."}'}, "off"),
        ({"status": 404}, "off"),
        ({"status": 410}, "off"),
    ],
    ids=str,
)
def test_what_cannot_be_told_is_not_tried_again(
    github: GitHub, open_issue: int, now: datetime, answer: dict[str, Any], state: str
) -> None:
    github.fault("*", **answer)
    want(open_issue, now)
    tell(github)
    assert not want(open_issue, now)
    hours_pass()
    assert (tell(github), kept().state, len(github.asked)) == (0, state, 1)
    assert kept().error


def test_a_comment_that_somebody_removed_is_not_made_again(github: GitHub, open_issue: int, now: datetime) -> None:
    want(open_issue, now)
    tell(github)
    comments(github).clear()
    want(open_issue, now, points=7.5)
    hours_pass()
    tell(github)
    with db.unit():
        assert postings.again(home().id, now) == 0
    assert (kept().state, comments(github), want(open_issue, now, points=20)) == ("off", {}, False)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 502},
        {"status": 201, "body": b"x" * 2_000_000},
        {"status": 201, "body": b"[" * 100_000},
        {"status": 201, "body": b'{"id": "7/../8"}'},
        {"status": 200, "after": 0.6},
    ],
    ids=["bad gateway", "endless", "nested", "no id", "slow"],
)
def test_what_goes_wrong_is_tried_again_later_five_times(
    github: GitHub, open_issue: int, now: datetime, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PATIENCE", 0.3)
    want(open_issue, now)
    for attempt in range(1, errands.ATTEMPTS + 1):
        github.fault("*", **answer)
        tell(github)
        assert kept().attempts == attempt
        assert kept().state == ("waiting" if attempt < errands.ATTEMPTS else "failed")
        assert tell(github) == 0, "not at once"
        hours_pass()
    assert comments(github) == {}


def test_a_comment_of_which_we_never_heard_is_found_and_not_made_twice(
    github: GitHub, open_issue: int, now: datetime
) -> None:
    github.fault("*", 502, acts=True)
    want(open_issue, now)
    tell(github)
    hours_pass()
    tell(github)
    assert (len(comments(github)), kept().state, kept().remote) == (1, "sent", str(*comments(github)))


def test_a_worker_that_dies_leaves_a_lease_and_no_second_comment(
    github: GitHub, open_issue: int, now: datetime
) -> None:
    want(open_issue, now)
    with db.unit():
        errand = errands.take(now)
    assert errand is not None
    with db.unit():
        assert errands.take(now + errands.LEASE - timedelta(seconds=1)) is None
        taken = errands.take(now + errands.LEASE)
    assert taken is not None
    assert taken.doubt


def test_a_lost_bell_is_rung_by_whoever_sweeps(redis: Redis, open_issue: int, now: datetime) -> None:
    want(open_issue, now)
    redis.flushall()
    recover.sweep(now)
    [bell] = queues.queue(queues.POSTING, redis).jobs
    assert bell.func_name == "workers.posting.tell"


def test_no_more_than_so_many_issues_are_told_of_in_an_hour(
    open_issue: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(open_issue, now)
    with db.unit():
        assert errands.due(now)
        other = WorkItem.create(project=home(), kind="issue", external_id="x", state={}, folded_at=now)
        told = {"organization": home().organization_id, "project": home(), "item": other, "wanted": {}, "state": "sent"}
        Posting.create(**told, sent_at=now - HOUR / 2)
        monkeypatch.setattr(errands, "PER_HOUR", 1)
        assert (errands.due(now), errands.due(now + HOUR)) == (False, True)


def test_the_closest_are_the_projects_own_issues_and_call_nobody(
    github: GitHub, open_issue: int, now: datetime
) -> None:
    with db.unit():
        project = home()
        where = {"organization": project.organization_id, "project": project.id, "source": "label"}
        when = {"happened_at": now, "recorded_at": now}
        item = {"item": open_issue, "title": "@bob fixes #7 `x`](https://evil.test)"}
        url = {"url": "https://github.com/lumen/parser/issues/41"}
        Lesson.create(**where, **when, **item, **url, number=1, points=8.0)
        Lesson.create(**where, **when, number=2, points=8.0, title="imported", key="x")
        secret = Project.create(organization=project.organization_id, provider="github", name="a/b", created_at=now)
        Lesson.create(**where | {"project": secret}, **when, item=open_issue, number=3, points=8.0, title="secret")
    closest = [{"lesson": number, "points": 8.0, "alike": 0.5, "share": 0.1} for number in (1, 2, 3)]
    want(open_issue, now, closest=closest)
    tell(github)
    [said] = comments(github).values()
    assert "- [`@bob fixes #7 'x'](https://evil.test)`](https://github.com/lumen/parser/issues/41): 8 points" in said
    assert "imported" not in said
    assert "secret" not in said


def test_the_token_is_in_no_log_and_no_row(
    github: GitHub, open_issue: int, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    choose("comment", "ghp_secret\nX-Evil: 1")
    want(open_issue, now)
    tell(github)
    assert (kept().state, github.asked) == ("failed", [])
    github.fault("*", 500)
    choose("comment")
    with db.unit():
        postings.again(home().id, now)
    tell(github)
    assert (kept().state, len(github.asked)) == ("waiting", 1)
    assert "secret" not in caplog.text + kept().error
