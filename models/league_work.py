"""Folded work items come in; the sections that they complete, or no longer do, go out; workers/intake.py calls it.

In two steps, because locks have one order: `plan` before the ledger takes people's locks, `settle` after all else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models import completions, identities, league_awards, leagues, people, sections, tariffs
from models.db import rows
from models.league_awards import WORKER, Outcome
from models.leagues import Completion, League, Section
from models.people import Identity
from models.rules import leagues as rules
from models.rules import points
from models.rules.work import Account, Folded
from models.tenants import Organization, Project
from models.workitems import WorkItem

LOOK_BACK = 200
"""Other pieces of work that are looked at, newest first, when one that completed a section no longer does."""


@dataclass
class Plan:
    """What these items complete: (item, section, who), and whose locks that takes besides."""

    items: Sequence[WorkItem] = ()
    due: list[tuple[WorkItem, int, list[Account]]] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)

    @property
    def accounts(self) -> list[Account]:
        """Everybody who completes something."""
        return [account for _, _, accounts in self.due for account in accounts]


def plan(project: Project, items: Sequence[WorkItem]) -> Plan:
    """What is to be done; holds the leagues concerned."""
    able = [item for item in items if item.kind in rules.KINDS]
    asking = sections.matching(project.organization_id) if able else []
    if not asking:
        return Plan()
    found = Plan(able)
    concerned = set()
    for item in able:
        folded, home = item.folded(), project if item.project_id == project.id else item.project
        if _counts_at(home, folded) is None:
            continue
        whose = _whose(home, folded)
        for section, league, matches in asking:
            if rules.completes(matches, folded, home.id):
                found.due.append((item, section, whose))
                concerned.add(league)
        # Who loses other work at this moment may be about to be held to this piece: see _replace.
        found.holders += _known(whose)
    for completion in _live(able):
        found.holders.append(completion.person_id)
        concerned.add(completion.section.league_id)
    leagues.hold(sorted(concerned))
    return found


def settle(organization: Organization, plan: Plan, now: datetime) -> Outcome:
    """Writes the difference, gives and takes the leagues' badges, tells and notes it. The locks are held."""
    outcome = Outcome()
    moved = _write(organization.id, plan, now) if plan.items else {}
    concerned = League.id.in_(list(moved)) & League.deleted_at.is_null()
    for league in League.select().where(concerned).order_by(League.id) if moved else ():
        outcome.add(league_awards.check(league, moved[league.id], now))
    league_awards.tell(organization, outcome, now)
    league_awards.note(organization, outcome, WORKER, now)
    return outcome


def _write(organization_id: int, plan: Plan, now: datetime) -> dict[int, set[int]]:
    """The people for whom something changed, by league."""
    # Asked again, under the locks: another piece's end may have been made good by one of these.
    live = _live(plan.items)
    if not plan.due and not live:
        return {}
    # They are known by now: the ledger met them.
    known = identities.recognise(organization_id, plan.accounts, datetime.fromtimestamp(0, UTC), now).people
    due = {(item.id, section, known[account.key]): item for item, section, accounts in plan.due for account in accounts}
    ended = [one for one in live if (one.item_id, one.section_id, one.person_id) not in due]
    moved = [(one.section_id, one.person_id) for one in ended]
    for completion in ended:
        completions.end(completion, now)
    for (_, section, person), item in due.items():
        if _add(organization_id, section, person, item, now):
            moved.append((section, person))
    for completion in ended:
        _replace(organization_id, completion, now)
    return _by_league(moved)


def _add(organization_id: int, section_id: int, person_id: int, item: WorkItem, now: datetime) -> bool:
    folded = item.folded()
    at = _counts_at(item.project, folded) if folded.work.ended_at else now
    title = points.title(folded.work)
    return completions.add(organization_id, section_id, person_id, item.id, None, title, at or now, now)


_OTHERS = """
SELECT w.id FROM work_item w JOIN project p ON p.id = w.project_id
WHERE p.organization_id = %s AND w.kind = ANY(%s) AND w.id <> %s
  AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(coalesce(w.state->'work'->%s, '[]')) word
              WHERE lower(btrim(word)) = lower(%s))
ORDER BY w.id DESC LIMIT %s
"""


def _replace(organization_id: int, ended: Completion, now: datetime) -> None:
    """Another piece of the same person's work may complete the section as well."""
    section = Section.get_by_id(ended.section_id)
    matches = section.rule()
    if matches is None or section.deleted_at is not None:
        return
    field_, word = ("labels", matches.label) if matches.label else ("lists", matches.list)
    merged = people.all_of([ended.person_id])[ended.person_id]
    mine = {(one.provider, one.external_id) for one in Identity.select().where(Identity.person.in_(merged))}
    found = rows(_OTHERS, organization_id, list(rules.KINDS), ended.item_id, field_, word, LOOK_BACK)
    for item in WorkItem.select().where(WorkItem.id.in_([item for (item,) in found])).order_by(WorkItem.id.desc()):
        folded = item.folded()
        counts = _counts_at(item.project, folded) is not None and rules.completes(matches, folded, item.project_id)
        if counts and any(account.key in mine for account in _whose(item.project, folded)):
            _add(organization_id, section.id, ended.person_id, item, now)
            return


def _whose(project: Project, folded: Folded) -> list[Account]:
    # Whoever would get the points, whether or not there are any.
    tariff, _ = tariffs.in_force(project, _counts_at(project, folded) or folded.work.began_at)
    return points.recipients(folded.work, tariff)


def _counts_at(project: Project, folded: Folded) -> datetime | None:
    return project.counts_at(folded.work.ended_at or folded.work.began_at)


def _known(accounts: Iterable[Account]) -> list[int]:
    """Who they are, as far as they were met."""
    keys = {account.key for account in accounts}
    same_id = Identity.select().where(Identity.external_id.in_([external_id for _, external_id in keys]))
    met = [one.person_id for one in same_id if (one.provider, one.external_id) in keys] if keys else []
    return list(people.current(met).values())


def _live(items: Iterable[WorkItem]) -> list[Completion]:
    ids = [item.id for item in items]
    return list(
        Completion.select(Completion, Section)
        .join(Section)
        .where(Completion.item.in_(ids), Completion.revoked_at.is_null())
        .order_by(Completion.id)
    )


def _by_league(moved: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    pairs = list(moved)
    leagues_of = {one.id: one.league_id for one in Section.select().where(Section.id.in_([one for one, _ in pairs]))}
    found: dict[int, set[int]] = {}
    for section, person in pairs:
        found.setdefault(leagues_of[section], set()).add(person)
    return found
