"""workers/history_trello.py: a board's past comes in, from its actions and from its cards as they are."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from models import connections, db, history, hooks
from models.connections import Connection
from models.hooks import Hook
from models.ledger import Entry
from models.people import Identity
from models.rules.board_rules import BoardRule
from models.rules.histories import Mode
from models.tenants import Project
from tests.cast import Lumen
from tests.providers.trello import KEY, SECRET, TOKEN, Trello, trello
from tests.workers.past import balances, ring, sound

LONG_AGO = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


def day(number: int) -> datetime:
    return LONG_AGO + timedelta(days=number)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trello]:
    """A board: a card of Ada's done long ago, one that left the list again, one with points that Bob did."""
    with trello() as made:
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", made.url)
        board = made.add_board("Wishes")
        lamp = made.create_card(board, "Mend the lamp", by="carol", at=day(0))
        made.join(board, lamp, "ada", at=day(1))
        made.move(board, lamp, "Done", by="ada", at=day(2))
        moon = made.create_card(board, "Paint the moon", by="carol", at=day(0))
        made.join(board, moon, "ada", at=day(1))
        made.move(board, moon, "Done", at=day(2))
        made.move(board, moon, "Doing", at=day(3))
        path = made.create_card(board, "(8) Find the path", at=day(4))
        made.join(board, path, "bob", at=day(5))
        made.move(board, path, "Done", by="carol", at=day(6))
        made.archive(board, path, at=day(9))
        yield made


def ask(lumen: Lumen, provider: Trello, mode: Mode) -> int:
    [board] = provider.boards.values()
    now = datetime.now(UTC)
    with db.unit():
        access = connections.create(lumen.organization, "trello", {"key": KEY, "token": TOKEN, "secret": SECRET}, now)
        rule = BoardRule(done=(provider.list_named(board, "Done").id,))
        project = Project.create(
            organization=lumen.organization,
            provider="trello",
            external_id=board.id,
            name="Wishes",
            created_at=now,
            board=rule.model_dump(mode="json"),
        )
        hook, _ = hooks.create(lumen.organization, None, now, "trello", project=project, secret=SECRET)
        Hook.update(callback="http://127.0.0.1:9/hooks/trello/x").where(Hook.id == hook.id).execute()
        return int(history.ask_for(project, hook, access, mode, "Ada", None, now).id)


def test_the_past_of_a_board_comes_in_dated_when_cards_were_done(lumen: Lumen, provider: Trello) -> None:
    card = ring(ask(lumen, provider, "past"))
    assert (card.state, card.done, card.error) == ("done", 3, None)
    assert balances(lumen.organization) == {("ada", "card.completed"): 3, ("bob", "card.completed"): 8}
    with db.unit():
        assert [(one.points, one.happened_at) for one in Entry.select().order_by(Entry.happened_at)] == [
            (3, day(2)),
            (8, day(6)),
        ]
        own = f"{lumen.organization.id}-"
        assert all(one.external_id.startswith(own) for one in Identity.select().where(Identity.provider == "trello"))
    sound(lumen.organization)


def test_read_again_it_adds_nothing(lumen: Lumen, provider: Trello) -> None:
    ring(ask(lumen, provider, "past"))
    with db.unit():
        project = Project.get(Project.provider == "trello")
        hook, access = Hook.get(Hook.project == project), Connection.get()
        again = int(history.ask_for(project, hook, access, None, "Ada", None, datetime.now(UTC)).id)
    card = ring(again)
    assert (card.state, card.result and card.result["entries"]) == ("done", 0)


def test_pages_follow_one_another_by_what_is_oldest(
    lumen: Lumen, provider: Trello, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.sources.trello_rest.PAGE", 4)
    monkeypatch.setattr("models.sources.trello_rest.CARDS", 2)
    ring(ask(lumen, provider, "past"))
    assert balances(lumen.organization) == {("ada", "card.completed"): 3, ("bob", "card.completed"): 8}
    [board] = provider.boards
    assert provider.asked.count(f"GET /1/boards/{board}/cards") == 2


def test_a_board_that_only_teaches_earns_nothing(lumen: Lumen, provider: Trello) -> None:
    assert ring(ask(lumen, provider, "teach")).state == "done"
    assert balances(lumen.organization) == {}
