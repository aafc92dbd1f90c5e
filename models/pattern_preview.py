"""A pattern that is not saved yet comes in; who would get and lose the badge by it goes out, as the result of a job.

Nothing is changed. Person by person over all that they did, some at a time, so that it can be watched and stopped.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models import (
    circumstances,
    deed_pages,
    evidence,
    holdings,
    jobs,
    listeners,
    naming,
    pattern_awards,
    pattern_cost,
    tallying,
)
from models.jobs import Job
from models.listeners import Heard
from models.rules.deeds import Deed
from models.rules.messages import iso
from models.rules.patterns import counting, language, verdicts, wording
from models.rules.patterns.language import Count, Distinct, First, Numbered
from models.rules.patterns.verdicts import Circumstances, Completion
from models.rules.work import Value
from models.tallies import State
from models.tenants import Organization

KIND = "pattern.preview"
SAMPLES, PEOPLE = 10, 2_000


class Asked(Value):
    """What is to be tried. `badge`: the one whose pattern it would be; None for a new one."""

    pattern: dict[str, Any]
    badge: int | None = None


def ask_for(organization: Organization, asked: Asked, by: str, by_person: int | None, now: datetime) -> Job:
    """The job; its former previews, if it still tries some, are stopped. The caller rings for it."""
    mine = (Job.organization == organization) & (Job.kind == KIND) & (Job.by == by)
    for former in Job.select().where(mine, Job.state.in_(("waiting", "running"))).order_by(Job.id):
        jobs.finish(former, "stopped", now)
    return jobs.ask_for(organization, KIND, asked.model_dump(mode="json"), by, by_person, now)


def step(job: Job, now: datetime) -> None:
    """The next people. `place`: the last of them, and what was found so far."""
    organization, heard = Organization.get_by_id(job.organization_id), _heard(job)
    place = job.place or {"after": 0, "found": _nothing(heard)}
    page = deed_pages.following(organization.id, place["after"], PEOPLE)
    if not page.people:
        jobs.finish(job, "done", now, _result(organization, heard, place["found"], now))
        return
    found = _Look(organization, heard, now, place["found"]).at(page)
    total = job.total if job.total is not None else deed_pages.people(organization.id)
    after = {"after": page.people[-1], "found": found}
    jobs.stepped(job, job.done + len(page.people), total, after, now)


def _heard(job: Job) -> Heard:
    asked = Asked.model_validate(job.arguments)
    return listeners.of_pattern(language.read(asked.pattern), asked.badge or 0)


def _nothing(heard: Heard) -> dict[str, Any]:
    """What was found before anybody was looked at."""
    counts = dict.fromkeys(("people", "deeds", "gain", "lose"), 0)
    return {**counts, "samples": [], "losing": [], "leaves": [[0, 0] for _ in heard.rule.leaves]}


class _Look:
    """One look at some people; adds to what was `found`."""

    def __init__(self, organization: Organization, heard: Heard, now: datetime, found: dict[str, Any]) -> None:
        self.organization, self.heard, self.now, self.found = organization, heard, now, found
        self.pattern, self.zone = heard.rule.pattern, organization.time_zone

    def at(self, page: deed_pages.Page) -> dict[str, Any]:
        """What was found by now."""
        done = deed_pages.of_people(self.organization.id, page.people, self.heard.rule.keys)
        knows = circumstances.of_people(self.organization, page.people, [self.heard], self.now)
        stands = pattern_awards.standing(self.heard.badge, page.people)
        gain, lose = [], []
        for person in page.people:
            state = tallying.count_all(self.heard, done[person], self.zone)
            self._note_leaves(state, done[person])
            due = self._due(state, done[person], knows[person][self.heard.badge])
            if due and stands[person].may_get(due):
                gain.append((person, done[person], knows[person][self.heard.badge], due))
            if stands[person].loses(due) and self.pattern.revoke:
                lose.append((person, state, knows[person][self.heard.badge]))
        self.found["people"] += len(page.people)
        self.found["deeds"] += sum(map(len, done.values()))
        self._note_gain(gain)
        self._note_lose(lose)
        return self.found

    def _due(self, state: State, done: Sequence[Deed], knows: Circumstances) -> int:
        reached = verdicts.reached(self.pattern, state.haves, knows)
        if reached and self.pattern.repeat is not None and self.pattern.repeat.cool_down_days:
            return len(verdicts.completions(self.pattern, done, knows, self.zone))
        return reached

    def _note_leaves(self, state: State, done: Sequence[Deed]) -> None:
        for one in self.heard.rule.leaves if done else ():
            matched = self._matched(one, state, done)
            self.found["leaves"][one.index][0] += matched
            self.found["leaves"][one.index][1] += bool(matched)

    def _matched(self, one: Numbered, state: State, done: Sequence[Deed]) -> int:
        """How many of somebody's deeds a leaf counts; read off what was counted, where that says it."""
        leaf = one.leaf
        if isinstance(leaf, First) or (isinstance(leaf, Count) and not leaf.minus):
            return state.haves[one.index]
        if counting.is_bucketed(leaf) and not (isinstance(leaf, Distinct) and leaf.of == "collaborators"):
            return sum(state.buckets.get(one.index, {}).values())
        return sum(1 for deed in done if counting.contributions(leaf, deed, self.zone))

    def _note_gain(self, gain: Sequence[tuple[int, Sequence[Deed], Circumstances, int]]) -> None:
        self.found["gain"] += len(gain)
        for person, done, knows, _ in self._shown(gain, "samples"):
            last = verdicts.completions(self.pattern, done, knows, self.zone)[-1]
            self.found["samples"].append({"person": person} | self._sample(last))

    def _note_lose(self, lose: Sequence[tuple[int, State, Circumstances]]) -> None:
        self.found["lose"] += len(lose)
        for person, state, knows in self._shown(lose, "losing"):
            why = wording.lost(self.pattern, verdicts.tree(self.pattern, state.haves, knows))
            self.found["losing"].append({"person": person, "why": why})

    def _shown(self, several: Sequence[Any], of: str) -> Sequence[Any]:
        """As many as samples are missing, of those whom everybody may see."""
        wanted = SAMPLES - len(self.found[of])
        if not wanted or not several:
            return []
        shown = holdings.shown_people(self.organization.id, [one[0] for one in several])
        return [one for one in several if one[0] in shown][:wanted]

    def _sample(self, last: Completion) -> dict[str, Any]:
        told = evidence.of_deeds([last.deed] if last.deed else [])
        deed = told.get(last.deed.id) if last.deed else None
        names = naming.of_patterns(self.organization.id, [self.pattern])
        return {
            "level": last.level,
            "earned_at": iso(last.at),
            "reason": wording.reason(self.pattern, last, deed.words if deed else None, names),
            "evidence": [deed.evidence] if deed else [],
        }


def _result(organization: Organization, heard: Heard, found: dict[str, Any], now: datetime) -> dict[str, Any]:
    named = [one["person"] for one in [*found["samples"], *found["losing"]]]
    cards = {one: card.model_dump() for one, card in holdings.shown_people(organization.id, named).items()}
    for of in ("samples", "losing"):
        found[of] = [one | {"person": cards[one["person"]]} for one in found[of] if one["person"] in cards]
    words = naming.leaf_words(organization.id, heard.rule)
    found["leaves"] = [
        {"path": one.path, "words": words[one.path], "deeds": deeds, "people": people}
        for one, (deeds, people) in zip(heard.rule.leaves, found["leaves"], strict=True)
    ]
    return found | {"estimate": pattern_cost.estimate(organization.id, heard, found["deeds"], now)}
