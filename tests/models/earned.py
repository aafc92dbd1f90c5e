"""Deeds of bare values written as rows, moved and reconciled: what the ledger does, without any work behind it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from models import badges, db, deeds, earning, identities, people
from models.awards import Award
from models.badges import Badge
from models.rules.deeds import Deed, Moved
from models.rules.patterns.language import read
from models.rules.work import Account
from models.tenants import Organization, Project
from models.workitems import WorkItem
from tests.cast import ADA, Lumen


class Doer:
    """Somebody of Lumen's who does things; deeds are numbered as the test numbers them."""

    def __init__(self, lumen: Lumen, now: datetime, account: Account = ADA) -> None:
        self.organization: Organization = lumen.organization
        self.now = now
        self.id = identities.recognise(self.organization.id, [account], now, now).people[account.key]
        self.project: Project = Project.get(Project.organization == self.organization)
        self.rows: dict[int, int] = {}

    def move(self, *steps: Moved, at: datetime | None = None) -> tuple[list[Award], list[Award]]:
        """Writes the deeds and has the patterns look at them, in one go; what was granted and revoked."""
        people.lock(self.organization.id, [self.id])
        moved = [Moved(self._at(step.before), self._write(step)) for step in steps]
        return earning.reconcile(self.organization, self.id, moved, at or self.now)

    def do(self, *done: Deed, at: datetime | None = None) -> tuple[list[Award], list[Award]]:
        """The same for new deeds."""
        return self.move(*(Moved(None, deed) for deed in done), at=at)

    def undo(self, *done: Deed) -> tuple[list[Award], list[Award]]:
        """The same for deeds that are no longer so."""
        return self.move(*(Moved(deed, None) for deed in done))

    def _at(self, deed: Deed | None) -> Deed | None:
        """As it is in the database."""
        if deed is None:
            return None
        return replace(deed, id=self.rows[deed.id], person=self.id, item=self._item(deed))

    def _write(self, step: Moved) -> Deed | None:
        if step.after is None:
            assert step.before is not None
            deeds.Deed.delete().where(deeds.Deed.id == self.rows[step.before.id]).execute()
            return None
        values = self._values(step.after)
        if step.before is None:
            self.rows[step.after.id] = deeds.Deed.insert(**values).execute()
        else:
            deeds.Deed.update(**values).where(deeds.Deed.id == self.rows[step.before.id]).execute()
        return self._at(step.after)

    def _values(self, deed: Deed) -> dict[str, Any]:
        names = ("kind", "happened_at", "points", "size", "reason", "role", "newcomer", "co_authored", "answered")
        plain = {name: getattr(deed, name) for name in (*names, "discipline")}
        lists = {name: list(getattr(deed, name)) for name in ("labels", "paths", "others")}
        mine = {"organization": self.organization, "person": self.id, "earner": self.id, "project": self._project(deed)}
        return plain | lists | mine | {"item": self._item(deed), "recorded_at": self.now}

    def _project(self, deed: Deed) -> int:
        """Projects 1, 2 and 3 are there; those of higher numbers are made."""
        if not Project.select().where(Project.id == deed.project).exists():
            fields = {"provider": "github", "name": f"project {deed.project}", "created_at": self.now}
            Project.insert(id=deed.project, organization=self.organization, **fields).execute()
        return deed.project

    def _item(self, deed: Deed) -> int:
        state = {"work": {"kind": "issue", "number": deed.id, "title": f"Work {deed.id}", "state": "closed"}}
        key = {"project": self._project(deed), "kind": "issue", "external_id": f"{self.id}-{deed.id}"}
        found = WorkItem.get_or_none(**key)
        if found is None:
            work = {
                "external_id": key["external_id"],
                "began_at": "2026-01-01T00:00:00Z",
                "url": "https://github.test/1",
            }
            state = {"work": state["work"] | work, "stamps": {}}
            found = WorkItem.create(**key, state=state, folded_at=self.now)
        return int(found.id)


def badge(organization: Organization, slug: str, document: dict[str, Any], now: datetime) -> Badge:
    """A badge with a pattern."""
    return badges.create(organization, slug, slug, "", badges.HAND_ART, "#000000", read(document), now)


def held(organization: Organization, slug: str) -> list[tuple[int, int, str | None]]:
    """(person, number, level) of what is held of a badge."""
    one = badges.find(organization, slug)
    live = Award.select().where(Award.badge == one, Award.revoked_at.is_null()).order_by(Award.person, Award.number)
    return [(award.person_id, award.number, award.level) for award in live]


def tallied(person_id: int, of: Sequence[Badge]) -> list[tuple[Any, ...]]:
    """Tallies and buckets of somebody, without those that are empty."""
    ids = [one.id for one in of]
    mine = "WHERE person_id = %s AND badge_id = ANY(%s)"
    tallies = f"SELECT badge_id, version, haves, reached FROM tally {mine} ORDER BY 1"
    buckets = f"SELECT badge_id, leaf, bucket, count FROM bucket {mine} ORDER BY 1, 2, 3"
    return [*db.rows(tallies, person_id, ids), *db.rows(buckets, person_id, ids)]
