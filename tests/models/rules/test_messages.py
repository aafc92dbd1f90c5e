"""models/rules/messages.py: facts as browsers get them."""

import json
from datetime import UTC, datetime, timedelta, timezone

from models.rules.messages import (
    AwardCard,
    BadgeCard,
    FeedLine,
    Line,
    PersonCard,
    PersonChanged,
    Scope,
    wire,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ADA = PersonCard(id=7, name="Ada Lovelace", login="ada", avatar=None)
BADGE = BadgeCard(id=3, name="First merge", slug="merge-1", description="", color="#5b4a9c", image="/static/x.svg")
AWARD = AwardCard(
    id=11, badge=BADGE, at=NOON, reason="for #7", evidence=(), by=None, revoked_at=None, revoke_reason=None
)


def test_a_message_says_whose_which_number_and_when() -> None:
    body = PersonChanged(person=ADA).model_dump(mode="json")
    vienna = NOON.astimezone(timezone(timedelta(hours=1)))
    assert wire("lumen", "person.changed", 89, vienna, body) == {
        "kind": "person.changed",
        "org": "lumen",
        "seq": 89,
        "at": "2026-03-04T12:00:00Z",
        "person": {"id": 7, "name": "Ada Lovelace", "login": "ada", "avatar": None},
    }


def test_times_are_told_in_utc_with_a_z() -> None:
    kolkata = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    line = Line(
        id=101,
        kind="issue.closed",
        points=3,
        reason="",
        url=None,
        project=None,
        happened_at=kolkata,
        recorded_at=kolkata + timedelta(microseconds=5),
        reverses=None,
    )
    told = json.loads(line.model_dump_json())
    assert (told["happened_at"], told["recorded_at"]) == ("2026-03-04T12:00:00Z", "2026-03-04T12:00:00.000005Z")


def test_what_a_message_says_can_be_read_back() -> None:
    assert AwardCard.model_validate_json(AWARD.model_dump_json()) == AWARD


def test_a_feed_line_holds_an_award_or_points_and_no_empty_place_for_the_other() -> None:
    told = FeedLine(type="award", at=NOON, person=ADA, award=AWARD).model_dump(mode="json")
    assert set(told) == {"type", "at", "person", "award"}


def test_the_scope_of_an_organisation_has_no_id() -> None:
    assert Scope(kind="organization", name="Lumen").model_dump() == {"kind": "organization", "name": "Lumen"}
    assert Scope(kind="project", id=2, name="lumen/parser").model_dump()["id"] == 2
