"""models/lessons.py: what humans say of closed issues becomes lessons, each once; corrections are events, too."""

from datetime import datetime, timedelta

import pytest

from models import db, estimates, lessons, points_models, workitems
from models.identities import recognise
from models.lessons import Lesson
from models.rules.accounts import Account
from models.rules.lessons import FLOOD, Imported
from models.rules.valuing import Ruling
from models.tenants import Project
from models.workitems import WorkItem
from tests.cast import ADA, BOB, CYD, Lumen, issue
from tests.models.learning.taught import past, project

Event = tuple[int, int | None, float | None, bool, str]


def events() -> list[Event]:
    with db.unit():
        found = db.rows("SELECT number, about, points, held, source FROM lesson ORDER BY number")
    return [(number, about, points, held, source) for number, about, points, held, source in found]


def close(lumen: Lumen, at: datetime, *labels: str, number: int = 42, **more: object) -> None:
    lumen.deliver("issues", issue("closed", at, number=number, labels=labels, **more), at)  # type: ignore[arg-type]


def rule(points: int, now: datetime) -> bool:
    """A moderator's word about the only issue."""
    with db.unit():
        [item] = workitems.hold([WorkItem.get().id])
        estimates.rule(item, Ruling(points=points, kind="override", by="Ada", person=7, at=now))
        return lessons.teach(Project.get(), [item], now)


def test_closing_an_issue_with_a_point_label_is_one_lesson_however_often_it_is_told(
    lumen: Lumen, now: datetime
) -> None:
    for _ in range(3):
        close(lumen, now, "points: 5", "bug")
    assert events() == [(1, None, 5.0, False, "label")]
    with db.unit():
        [lesson] = Lesson.select()
        assert (lesson.title, lesson.labels, lesson.teacher) == ("Issue 42", ["bug"], "github:1002")
        assert (lesson.key, lesson.happened_at) == ("github:issue:7042", now)


def test_an_open_issue_or_one_without_a_value_is_no_lesson(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("opened", now, labels=("points: 5",)), now)
    close(lumen, now, number=43)
    close(lumen, now, "points: 5", number=44, reason="not_planned")
    assert events() == []


def test_another_label_corrects_the_lesson_and_none_takes_it_back(lumen: Lumen, now: datetime) -> None:
    later = [now + timedelta(hours=hour) for hour in range(5)]
    close(lumen, later[0], "points: 5")
    lumen.deliver("issues", issue("labeled", later[1], labels=("points: 8",), closed=True), later[1])
    lumen.deliver("issues", issue("unlabeled", later[2], closed=True), later[2])
    lumen.deliver("issues", issue("reopened", later[3]), later[3])
    close(lumen, later[4], "points: 3")
    assert events() == [
        (1, None, 5.0, False, "label"),
        (2, 1, 8.0, False, "label"),
        (3, 1, None, False, "gone"),
        (4, 1, 3.0, False, "label"),
    ]


def test_what_is_opened_again_teaches_nothing_until_it_is_closed(lumen: Lumen, now: datetime) -> None:
    later = [now + timedelta(hours=hour) for hour in range(4)]
    close(lumen, later[0], "points: 5")
    lumen.deliver("issues", issue("reopened", later[1], labels=("points: 5",)), later[1])
    lumen.deliver("issues", issue("labeled", later[2], labels=("points: 5", "bug")), later[2])
    close(lumen, later[3], "points: 5")
    assert events()[1:] == [(2, 1, None, False, "gone"), (3, 1, 5.0, False, "label")]


def test_a_moderators_word_corrects_the_label(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, "points: 5")
    assert rule(8, now + timedelta(hours=1))
    assert not rule(8, now + timedelta(hours=1))
    assert events()[1:] == [(2, 1, 8.0, False, "admin")]


def test_a_flood_of_one_account_is_held_and_a_correction_does_not_free_it(lumen: Lumen, now: datetime) -> None:
    for number in range(FLOOD + 2):
        close(lumen, now, "points: 90", number=number + 1)
    close(lumen, now, "points: 2", number=500, author=CYD, assignees=(ADA,), by=BOB)
    close(lumen, now + timedelta(days=1), "points: 90", number=501)
    held = [number for number, _, _, is_held, _ in events() if is_held]
    assert held == [FLOOD + 1, FLOOD + 2]
    later = now + timedelta(hours=2)
    lumen.deliver("issues", issue("labeled", later, number=FLOOD + 1, labels=("points: 99",), closed=True), later)
    assert events()[-1] == (FLOOD + 5, FLOOD + 1, 99.0, True, "label")
    with db.unit():
        assert lessons.restore(Project.get(), [FLOOD + 1], "person:7", now) == [FLOOD + 1]
        states = {card.number: card.state for card in lessons.page(Project.get().id, None, 50)[0]}
    assert (states[FLOOD + 1], states[FLOOD + 2]) == ("teaches", "held")


def test_what_an_admin_forgot_stays_forgotten_until_it_is_restored_or_ruled(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, "points: 90")
    with db.unit():
        assert lessons.forget(Project.get(), [1, 77], "person:7", now) == [1]
        assert lessons.forget(Project.get(), [1], "person:7", now) == []
    later = now + timedelta(hours=1)
    lumen.deliver("issues", issue("labeled", later, labels=("points: 91",), closed=True), later)
    assert len(events()) == 2
    with db.unit():
        assert lessons.restore(Project.get(), [1], "person:7", now) == [1]
    assert events()[-1] == (3, 1, 91.0, False, "restored")
    with db.unit():
        lessons.forget(Project.get(), [1], "person:7", later)
    assert rule(4, later + timedelta(hours=1))
    assert events()[-1] == (5, 1, 4.0, False, "admin")


def test_one_click_forgets_all_that_one_account_taught(lumen: Lumen, now: datetime) -> None:
    for number in (1, 2, 3):
        close(lumen, now, "points: 90", number=number)
    close(lumen, now, "points: 2", number=4, author=CYD, by=BOB)
    with db.unit():
        assert lessons.forget_all_of(Project.get(), "github:1002", "person:7", now) == [1, 2, 3]
        cards, _ = lessons.page(Project.get().id, None, 10, teacher="github:1002")
        assert [(card.points, card.state) for card in cards] == [(90.0, "forgotten")] * 3


def test_a_teacher_is_called_by_their_name_whatever_their_account_is(lumen: Lumen, now: datetime) -> None:
    close(lumen, now, "points: 9")
    account = Account(provider="generic", external_id="1:forum:17", login="ada")
    with db.unit():
        recognise(lumen.organization.id, [account], now, now)
        Lesson.update(teacher="generic:1:forum:17").execute()
        [card], _ = lessons.page(Project.get().id, None, 10)
        assert card.teacher and card.teacher.name == "ada"


@pytest.mark.usefixtures("unit")
def test_an_export_taken_in_elsewhere_gives_the_same_lessons_and_nothing_twice(lumen: Lumen, now: datetime) -> None:
    first, second = project(lumen.organization), project(lumen.organization, "lumen/other")
    assert lessons.take_in(first, past(30, now), "person:7", now) == (30, 0)
    assert lessons.take_in(first, past(31, now + timedelta(hours=1)), "person:7", now) == (1, 30)
    told = list(lessons.export(first.id))
    taken = [Imported.model_validate(line) for line in told]
    assert lessons.take_in(second, taken, "person:7", now) == (31, 0)
    assert list(lessons.export(second.id)) == told


@pytest.mark.usefixtures("unit")
def test_a_page_goes_on_where_the_last_one_ended(lumen: Lumen, now: datetime) -> None:
    mine = project(lumen.organization)
    lessons.take_in(mine, past(5, now), "person:7", now)
    newest, further = lessons.page(mine.id, None, 3)
    rest, ended = lessons.page(mine.id, further, 3)
    assert [card.number for card in [*newest, *rest]] == [5, 4, 3, 2, 1]
    assert ended is None
    points_models.begin_again(mine, now, since=4)
    assert [card.number for card in lessons.page(mine.id, None, 9, state="before reset")[0]] == [4, 3, 2, 1]


def test_what_is_restored_while_its_issue_is_open_again_teaches_once_that_is_closed(
    lumen: Lumen, now: datetime
) -> None:
    later = [now + timedelta(hours=hour) for hour in range(3)]
    close(lumen, later[0], "points: 5")
    with db.unit():
        lessons.forget(Project.get(), [1], "person:7", later[0])
    lumen.deliver("issues", issue("reopened", later[1], labels=("points: 5",), closed=False), later[1])
    with db.unit():
        assert lessons.restore(Project.get(), [1], "person:7", later[1]) == [1]
        assert lessons.restore(Project.get(), [1], "person:7", later[1]) == []
    assert events()[-1] == (3, 1, None, False, "gone")
    close(lumen, later[2], "points: 5")
    assert events()[-1] == (4, 1, 5.0, False, "label")
