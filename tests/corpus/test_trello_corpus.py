"""Real payloads of Trello's, used in place: each is signed and read as the table says, and none breaks us."""

import fnmatch
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.errors import BadDelivery
from models.rules.board_rules import BoardRule
from models.rules.folding import fold
from models.rules.points import Tariff, dues
from models.sources import trello, trello_request

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "trello"
FOLDER = Path(os.environ.get("CODEBADGE_TRELLO_CORPUS") or BESIDE)
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)
CALLBACK, SECRET = "https://badges.example/hooks/trello/5", b"corpus"
DONE = "609402807c6be98b8289c561"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not there: no folder {FOLDER}"),
]

TABLE = [
    # (files, what becomes of them); the first row that fits counts.
    ("derived/updateCard-moved-to-done.json", "supported"),
    ("addChecklistToCard.json", "ignored"),
    ("addLabelToCard.json", "supported"),
    ("addMemberToBoard.json", "supported"),
    ("addMemberToCard.json", "supported"),
    ("commentCard.json", "supported"),  # it tells who took part, and pays nothing
    ("createCard.json", "supported"),
    ("createCheckItem.json", "ignored"),  # nobody has ticked it off yet
    ("createList.json", "ignored"),
    ("deleteLabel.json", "ignored"),
    ("updateBoard-rename.json", "supported"),
    ("updateCard-due-date-added.json", "ignored"),
    ("updateCard-moved.json", "supported"),
    ("updateCard-renamed.json", "supported"),
    ("updateCheckItemStateOnCard-completed.json", "supported"),
    ("updateLabel.json", "ignored"),
    ("updateList-archived.json", "ignored"),
]


def samples() -> list[Path]:
    return sorted(FOLDER.rglob("*.json")) if FOLDER.is_dir() else []


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def expected(path: Path) -> str | None:
    """What the table says; None for a file that it does not know (then only: nothing breaks)."""
    return next((verdict for files, verdict in TABLE if fnmatch.fnmatch(name_of(path), files)), None)


@pytest.mark.parametrize("path", samples(), ids=name_of)
def test_each_sample_is_read_as_the_table_says(path: Path) -> None:
    body = path.read_bytes()
    headers = [
        ("Content-Type", "application/json"),
        ("X-Trello-Webhook", trello_request.sign(SECRET, body, CALLBACK)),
    ]
    try:
        kept = trello_request.receive(headers, body, CALLBACK, [SECRET])
    except BadDelivery:
        assert expected(path) in ("refused", None)
        return
    assert kept.guid == json.loads(body)["action"]["id"]
    reading = trello.read(kept.event, kept.payload, ARRIVED)
    assert reading.verdict == (expected(path) or reading.verdict), reading.why
    assert bool(reading.why) == (reading.verdict != "supported")
    assert reading.project and reading.project.provider == "trello"


def test_with_a_further_key_beside_the_action_it_is_the_same_delivery() -> None:
    for path in samples():
        whole: dict[str, Any] = json.loads(path.read_bytes())
        kind = str(whole["action"]["type"])
        later = whole | {"webhook": {"id": "6" * 24, "active": True, "callbackURL": CALLBACK}}
        assert trello.read(kind, later, ARRIVED) == trello.read(kind, whole, ARRIVED)


@pytest.mark.skipif(not (FOLDER / "derived").is_dir(), reason="the derived samples are not there")
def test_the_card_that_is_moved_to_done_is_closed_and_worth_three_points() -> None:
    body = (FOLDER / "derived" / "updateCard-moved-to-done.json").read_bytes()
    [change] = trello.read("updateCard", body, ARRIVED).changes
    item = fold(None, change, BoardRule(done=(DONE,)))
    assert (item.work.state, item.work.title, item.work.points) == ("closed", "hi12", 3)
    assert [(due.kind, due.account.login, due.worth) for due in dues(item, Tariff())] == [
        ("card.completed", "embbnuxji1", 3)
    ]


def test_the_samples_together_are_one_card_whatever_their_order() -> None:
    told = []
    for path in samples():
        whole: dict[str, Any] = json.loads(path.read_bytes())
        told += trello.read(str(whole["action"]["type"]), whole, ARRIVED).changes
    items = []
    for order in (told, told[::-1], sorted(told, key=lambda one: one.seen_at)):
        known: dict[tuple[str, str], Any] = {}
        for change in order:
            key = change.work.kind, change.work.external_id
            known[key] = fold(known.get(key), change, BoardRule(done=(DONE,)))
        items.append(known)
    assert items[0] == items[1] == items[2]
