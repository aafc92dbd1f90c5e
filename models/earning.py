"""Tallies that moved come in; Awards that patterns give and take go out; consequences.py tells of them.

They are reconciled like points: earned and not held is granted, held and no longer earned is revoked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models import awards, badges
from models.awards import Award
from models.badges import Badge
from models.ledger import Entry
from models.rules import badges as rules
from models.rules import points
from models.tallies import Step
from models.workitems import WorkItem


def reconcile(
    organization_id: int, person_id: int, steps: Iterable[Step], entries: Sequence[Entry], now: datetime
) -> tuple[list[Award], list[Award]]:
    """(granted, revoked) after these tallies moved. The caller holds the person's lock."""
    granted, revoked = [], []
    for step in steps:
        low, high = sorted((step.before, step.after))
        for badge in badges.listening(organization_id, step.kind, low, high):
            if step.after > step.before:
                granted += _grant(organization_id, badge, person_id, _last(entries, step.kind), now)
            else:
                revoked += _take_back(badge, person_id, step, now)
    return granted, revoked


def _grant(organization_id: int, badge: Badge, person_id: int, entry: Entry, now: datetime) -> list[Award]:
    pattern = badge.rule()
    assert pattern is not None, "only badges with a pattern listen"
    work = WorkItem.get_by_id(entry.item_id).folded().work
    reason = rules.reason(pattern, f"{points.deed(entry.kind, work)} in {entry.project.name}")
    evidence = [{"text": points.title(work), "url": work.url}]
    award = awards.by_rule(organization_id, badge, person_id, reason, evidence, "pattern", now)
    return [award] if award else []


def _take_back(badge: Badge, person_id: int, step: Step, now: datetime) -> list[Award]:
    award, pattern = awards.held(badge, person_id), badge.rule()
    if award is None or award.way != "pattern" or pattern is None:
        return []
    how_far = rules.progress(pattern, {step.kind: step.after})
    return [awards.end_by_rule(award, rules.lost_reason(pattern, how_far), now)]


def _last(entries: Sequence[Entry], kind: str) -> Entry:
    return max((e for e in entries if e.kind == kind and not e.reverses_id), key=lambda e: int(e.id))
