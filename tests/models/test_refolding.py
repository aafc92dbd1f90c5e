"""models/refolding.py: when a board's lists mean something else, its cards are counted anew from what was heard."""

import threading
from datetime import datetime, timedelta

import pytest

from models import db, league_work, refolding, taking_in
from models.hooks import Hook
from models.jobs import Job
from models.ledger import Entry
from models.lesson_events import Lesson
from models.outbox import Message
from models.rules.card_facts import CardFacts, Move, Said
from models.rules.folding import about_card
from models.rules.work import Account
from models.tenants import Project
from models.workitems import WorkItem
from tests.cast import Lumen
from workers import jobs as worker

BOARD, DONE, REVIEW = "5abbe4b7ddc1b351ef961414", "5abbe4b7ddc1b351ef961415", "5abbe4b7ddc1b351ef961416"
ADA = Account(provider="trello", external_id="5abbe4b7ddc1b351ef96141a", login="ada")
HOUR = timedelta(hours=1)


@pytest.fixture
def board(lumen: Lumen, now: datetime) -> Project:
    """A board on which Done is done, with three cards: one there, one in Review, one nowhere yet."""
    with db.unit():
        made: Project = Project.create(
            organization=lumen.organization, provider="trello", external_id=BOARD, name="Wishes", created_at=now
        )
        mean(made, DONE)
        for number, place in enumerate((DONE, REVIEW, "5abbe4b7ddc1b351ef961417")):
            moves = (Move(at=now, mark=f"a{number}", list_id=place, by=ADA),)
            said = {f"member:{ADA.external_id}": Said(at=now - HOUR, value=True, by=ADA)}
            change = about_card(f"5abbe4b7ddc1b351ef96142{number}", CardFacts(home=BOARD, said=said, moves=moves))
            plan = taking_in.work(made, [change], set(), now)
            league_work.settle(lumen.organization, plan, now)
        return made


def mean(project: Project, *done: str) -> None:
    project.board = {"done": list(done), "ticked": False, "points": "title", "field": None}
    project.save(only=[Project.board])


def earned() -> list[int]:
    with db.unit():
        live = Entry.select().order_by(Entry.id)
        sums: dict[int, int] = {}
        for entry in live:
            sums[entry.item_id] = sums.get(entry.item_id, 0) + entry.points
        return [points for _, points in sorted(sums.items())]


def refold(project: Project, now: datetime) -> Job:
    with db.unit():
        job = refolding.ask_for(project, Hook.get(), "Ada", None, now)
    worker.work(job.id)
    with db.unit():
        return Job.get_by_id(job.id)


def test_cards_of_another_list_are_done_and_those_of_the_former_no_more(
    board: Project, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refolding, "CHUNK", 2)
    assert earned() == [3]
    with db.unit():
        mean(board, REVIEW)
    job = refold(board, now)
    assert (job.state, job.error, job.done, job.total) == ("done", None, 3, 3)
    assert (earned(), job.result) == ([0, 3], {"items": 3, "people": 1})
    with db.unit():
        [told] = [one.body for one in Message.select().where(Message.kind == "digest")]
    assert told["words"] == "The lists of Wishes mean something else now: 3 cards were counted anew."


def test_the_same_meaning_changes_and_tells_nothing(board: Project, now: datetime) -> None:
    with db.unit():
        entries, told = Entry.select().count(), Message.select().count()
    assert refold(board, now).result == {"items": 3, "people": 0}
    with db.unit():
        assert (Entry.select().count(), Message.select().count()) == (entries, told)


def test_what_titles_say_now_teaches_the_model(board: Project, now: datetime) -> None:
    with db.unit():
        card = WorkItem.select().order_by(WorkItem.id).first()
        facts = CardFacts(home=BOARD, said={"title": Said(at=now, value="(5) A lamp")})
        plan = taking_in.work(board, [about_card(card.external_id, facts)], set(), now)
        league_work.settle(board.organization, plan, now)
        taught = [lesson.points for lesson in Lesson.select().where(Lesson.project == board.id)]
    assert taught == [5]
    with db.unit():
        board.board = board.board | {"points": "label"}
        board.save(only=[Project.board])
    refold(board, now)
    with db.unit():
        newest = Lesson.select().where(Lesson.project == board.id).order_by(Lesson.id.desc()).first()
    assert newest.points is None


def test_there_and_back_is_as_before(board: Project, now: datetime) -> None:
    before = earned()
    for done in ((REVIEW, DONE), (REVIEW,), (DONE,)):
        with db.unit():
            mean(board, *done)
        refold(board, now)
    assert [points for points in earned() if points] == before


def test_what_came_while_the_meaning_changed_is_not_missed(board: Project, now: datetime) -> None:
    """Whoever takes a card in holds the meaning until that is committed: the change waits, and counts it anew."""
    entered, changed = threading.Event(), threading.Event()

    def change() -> None:
        with db.unit():
            mine = Project.get_by_id(board.id)
            entered.wait(10)
            mean(mine, REVIEW)
            changed.set()

    thread = threading.Thread(target=change)
    thread.start()
    with db.unit():
        moves = (Move(at=now, mark="a9", list_id=REVIEW, by=ADA),)
        plan = taking_in.work(
            board, [about_card("5abbe4b7ddc1b351ef961429", CardFacts(home=BOARD, moves=moves))], set(), now
        )
        league_work.settle(board.organization, plan, now)
        entered.set()
        assert not changed.wait(0.2)
    thread.join()
    refold(board, now)
    with db.unit():
        states = [item.folded().work.state for item in WorkItem.select().order_by(WorkItem.id)]
    assert states == ["open", "closed", "open", "closed"]
