"""A card on the boards of an organisation: whatever order its boards tell of it in, it is one card and earns once."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import db, organizations, taking_in, workitems
from models.ledger import Entry
from models.rules.board_rules import BoardRule
from models.rules.work import Change
from models.sources import trello
from models.tenants import Organization, Project
from models.workitems import WorkItem
from tests.cast import Lumen
from tests.models.deeds import at_once
from tests.models.sources import trello_actions as told
from tests.models.sources.trello_actions import BOARD, BOB, CARD, DONE, OTHER, TODO, Fields

NOW = datetime(2021, 5, 8, tzinfo=UTC)
SHIPPED = {"id": "6" * 24, "name": "Shipped"}
SLUGS = (f"lumen-{number}" for number in count(1))
EXAMPLES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Event = tuple[str, Fields]


def board(organization: Organization, id_: str, done: Fields) -> Project:
    rule = BoardRule(done=(done["id"],)).model_dump(mode="json")
    made: Project = Project.create(
        organization=organization, provider="trello", external_id=id_, name=id_[:8], created_at=NOW, board=rule
    )
    return made


def changes(where: str, action: Fields) -> list[Change]:
    body = told.delivery(there(action), id=where) if where == OTHER else told.delivery(action)
    reading = trello.read(str(action["type"]), body, NOW)
    assert reading.verdict == "supported", reading.why
    return list(reading.changes)


def there(action: Fields) -> Fields:
    """The same on the other board."""
    return action | {"data": action["data"] | {"board": {"id": OTHER, "name": "Other"}}}


def take_in(project: Project, action: Fields) -> None:
    where = OTHER if project.external_id == OTHER else BOARD
    taking_in.work(project, changes(where, action), set(), NOW)


def outcome(events: list[Event]) -> dict[str, Any]:
    with db.unit():
        organization = organizations.create(next(SLUGS), "Lumen", "Europe/Vienna", NOW)
        boards = {BOARD: board(organization, BOARD, DONE), OTHER: board(organization, OTHER, SHIPPED)}
    for where, action in events:
        with db.unit():
            take_in(boards[where], action)
    with db.unit():
        items = WorkItem.select().where(WorkItem.project.in_([one.id for one in boards.values()]))
        by_board = {one.project.external_id: one.folded() for one in items}
        live = [one for one in Entry.select().where(Entry.organization == organization) if not _is_undone(one)]
        # Where nothing was said to be done yet there may be no item: it is as good as one that is gone.
        return {
            "items": {where: (one.work, one.card and one.card.said) for where, one in by_board.items() if not one.gone},
            "points": sorted((one.person.name, one.points, one.project.external_id) for one in live),
            "sum": sum(one.points for one in Entry.select().where(Entry.organization == organization)),
        }


def _is_undone(entry: Entry) -> bool:
    return entry.reverses_id is not None or Entry.select().where(Entry.reverses == entry.id).exists()


def five(action: Fields) -> Fields:
    """The same, of a card that is called so that it is worth 5."""
    card = action["data"]["card"] | {"name": "(5) hi"}
    return action | {"data": action["data"] | {"card": card}}


LIFE: list[Event] = [
    (BOARD, five(told.created(0))),
    (BOARD, five(told.member("addMemberToCard", 1, BOB))),
    (BOARD, five(told.moved(3, TODO, DONE))),
    (BOARD, five(told.action("moveCardFromBoard", 5, boardTarget={"id": OTHER}))),
    (OTHER, five(told.action("moveCardToBoard", 6, boardSource={"id": BOARD}, list=TODO))),
    (OTHER, five(told.moved(8, TODO, SHIPPED))),
]


@pytest.mark.usefixtures("clean")
@EXAMPLES
@given(st.data())
def test_a_card_that_went_to_another_board_earns_once_and_there_in_any_order(data: st.DataObject) -> None:
    echoes = data.draw(st.lists(st.sampled_from(LIFE), max_size=2))
    ended = outcome(data.draw(st.permutations(LIFE + echoes)))
    assert ended == outcome(LIFE)
    assert [(points, where) for _, points, where in ended["points"]] == [(5, OTHER)]
    [(work, _)] = ended["items"].values()
    assert [one.login for one in work.assignees] == ["bob"] and work.author.login == "ada"


@pytest.mark.usefixtures("unit")
def test_what_was_paid_here_is_taken_back_as_soon_as_the_other_board_has_it(lumen: Lumen) -> None:
    here, away = board(lumen.organization, BOARD, DONE), board(lumen.organization, OTHER, SHIPPED)
    for _, action in LIFE[:3]:
        take_in(here, action)
    assert [one.points for one in Entry.select()] == [5]
    take_in(away, LIFE[4][1])
    assert [one.points for one in Entry.select().order_by(Entry.id)] == [5, -5]
    take_in(away, LIFE[5][1])
    assert [(one.points, one.project_id) for one in Entry.select().order_by(Entry.id)][2:] == [(5, away.id)]


@pytest.mark.usefixtures("unit")
def test_another_organisations_board_knows_nothing_of_it(lumen: Lumen) -> None:
    other = organizations.create("ember", "Ember", "UTC", NOW)
    here, away = board(lumen.organization, BOARD, DONE), board(other, OTHER, SHIPPED)
    take_in(here, LIFE[0][1])
    take_in(away, LIFE[4][1])
    assert not WorkItem.get(WorkItem.project == here).folded().gone
    assert WorkItem.get(WorkItem.project == away).folded().work.author is None


@pytest.mark.usefixtures("unit")
def test_other_lists_of_a_board_make_its_cards_anew(lumen: Lumen) -> None:
    here = board(lumen.organization, BOARD, DONE)
    take_in(here, told.created(0, TODO))
    here.board = BoardRule(done=(TODO["id"],)).model_dump(mode="json")
    items = workitems.hold([one.id for one in WorkItem.select()])
    workitems.derive_again(items, workitems.rule_of(here), NOW)
    assert WorkItem.get().folded().work.state == "closed"


def test_two_boards_that_tell_of_it_at_once_both_know_all(lumen: Lumen) -> None:
    with db.unit():
        boards = board(lumen.organization, BOARD, DONE), board(lumen.organization, OTHER, SHIPPED)
    arrived = told.action("moveCardToBoard", 6, boardSource={"id": BOARD}, list=TODO)
    at_once(lambda: take_in(boards[0], told.created(0)), lambda: take_in(boards[1], arrived))
    with db.unit():
        cards = [one.folded() for one in WorkItem.select().order_by(WorkItem.project)]
    assert [one.gone for one in cards] == [True, False]
    assert cards[0].work == cards[1].work and cards[1].work.author is not None


@pytest.mark.usefixtures("unit")
def test_a_checklist_item_and_a_card_are_two_pieces_of_work(lumen: Lumen) -> None:
    here = board(lumen.organization, BOARD, DONE)
    take_in(here, told.ticked(1, by=BOB))
    take_in(here, told.created(2, place=DONE))
    kinds = [(one.kind, one.external_id) for one in WorkItem.select().order_by(WorkItem.id)]
    assert kinds == [("check_item", told.ITEM), ("card", CARD)]
