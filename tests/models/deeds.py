"""Work as the ground floor sees it, done inside an open unit: folded and settled as the intake does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any, TypeVar

from models import consequences, db, identities, ledger, workitems
from models.ledger import Entry, Settled
from models.rules.work import Account, Change, State, Subject, Work
from models.tenants import Organization, Project
from tests.cast import ADA, BOB

T = TypeVar("T")


def home(organization: Organization) -> Project:
    """The organisation's first project."""
    project: Project = Project.select().where(Project.organization == organization).order_by(Project.id).get()
    return project


def who(organization: Organization, account: Account, now: datetime) -> int:
    """The person of that account, a member."""
    return identities.recognise(organization.id, [account], now, now).people[account.key]


def issue(number: int, at: datetime, *assignees: Account, state: State = "closed", **more: Any) -> Change:
    """An issue as it is `at`; when closed, it was closed then."""
    ended_at = at if state == "closed" else None
    work = {"kind": "issue", "number": number, "state": state, "began_at": at, "ended_at": ended_at}
    return _change(7000 + number, at, work | {"assignees": assignees or (ADA,)} | more)


def merge(number: int, at: datetime, author: Account = ADA, **more: Any) -> Change:
    """A pull request merged `at`."""
    work = {"kind": "pull_request", "number": number, "state": "merged", "began_at": at, "ended_at": at}
    return _change(8000 + number, at, work | {"author": author} | more)


def review(number: int, at: datetime, reviewer: Account = BOB, state: State = "given") -> Change:
    """A review of Ada's pull request, given or dismissed `at`."""
    subject = Subject(external_id=str(8000 + number), number=number, title=f"Work {number}", author=ADA)
    work = {"kind": "review", "number": number, "state": state, "began_at": at, "author": reviewer}
    return _change(9000 + number, at, work | {"subject": subject})


def do(project: Project, now: datetime, *changes: Change) -> dict[int, list[Entry]]:
    """The entries that the changes cause, by person; nothing follows from them yet."""
    return settle(project, now, *changes).written


def settle(project: Project, now: datetime, *changes: Change) -> Settled:
    """What the changes cause: entries and deeds that moved, by person; nothing follows from them yet."""
    return ledger.settle(project, workitems.fold_in(project, changes, now), None, now)


def carry(project: Project, now: datetime, *changes: Change) -> None:
    """The changes with everything that follows from them."""
    consequences.of_entries(project.organization, settle(project, now, *changes), now)


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What the calls give, each in a unit of its own, all let loose at the same moment."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        gate.wait(timeout=10)
        with db.unit():
            return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def _change(external_id: int, at: datetime, fields: dict[str, Any]) -> Change:
    common = {"external_id": str(external_id), "title": f"Work {fields['number']}", "url": "https://github.test/1"}
    return Change(work=Work.model_validate(common | fields), seen_at=at)
