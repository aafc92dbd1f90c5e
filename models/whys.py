"""A line of the ledger comes in; why it is there goes out: delivery, work, rule and numbers, as data and in words."""

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from models import ledger, people, why_estimates
from models.db import rows
from models.errors import NotFound
from models.ledger import Entry
from models.rules import deed_words
from models.rules.messages import Line, PersonCard, ProjectCard, Time
from models.rules.points import Refused, Trace
from models.rules.work import Folded, Value
from models.tariffs import EVER, TariffVersion
from models.tenants import Organization
from models.why_estimates import EstimateWhy
from models.workitems import WorkItem


class DeliveryCard(Value):
    """By which delivery we learned of it. Admins find it by its id, as long as it is kept."""

    id: int
    event: str
    received_at: Time


class WorkCard(Value):
    """The piece of work that it is about."""

    kind: str
    title: str
    url: str | None
    project: ProjectCard


class Rule(Value):
    """What decided. `version` of a tariff: 0 is the built-in one; `project`: whose own it is; `from_at`: since when."""

    name: Literal["tariff", "penalty", "adjustment", "block"]
    version: int | None = None
    project: ProjectCard | None = None
    from_at: Time | None = None


class Why(Value):
    """Why a line is there, or a deed counts for nothing (`refusal`). `takes_back`: the line that a reversal undoes;
    `taken_back`: the one by which this was undone; `estimate`: what the model said, where no human gave the points."""

    entry: Line | None = None
    refusal: Refused | None = Field(default=None, exclude_if=lambda absent: absent is None)
    person: PersonCard
    org: str
    delivery: DeliveryCard | None = None
    work: WorkCard | None = None
    rule: Rule
    trace: tuple[Trace, ...] = ()
    takes_back: Line | None = None
    taken_back: Line | None = None
    estimate: EstimateWhy | None = Field(default=None, exclude_if=lambda absent: absent is None)
    words: str


def of_entry(entry_id: int) -> Why:
    """Raises NotFound, also for lines of people whom nobody may see."""
    entry = Entry.get_or_none(Entry.id == entry_id)
    person = people.shown(entry.organization_id, entry.person_id) if entry else None
    if entry is None or person is None:
        raise NotFound("There is no such line.")
    undone = entry.reverses if entry.reverses_id else None
    undoing = Entry.get_or_none(Entry.reverses == entry.id)
    lines = {line.id: line for line in ledger.lines(one for one in (entry, undone, undoing) if one)}
    found = Why(
        entry=lines[entry.id],
        person=person,
        org=entry.organization.slug,
        delivery=delivery(entry.delivery_id),
        work=work(entry.item) if entry.item_id else None,
        rule=_rule(undone or entry),
        trace=tuple(Trace.model_validate(step) for step in (undone or entry).trace or ()),
        takes_back=lines.get(entry.reverses_id or 0),
        taken_back=lines[undoing.id] if undoing else None,
        estimate=why_estimates.of(undone or entry),
        words="",
    )
    return found.model_copy(update={"words": _words(found, entry.organization)})


_DELIVERY = "SELECT id, event, received_at FROM delivery WHERE id = %s"


def delivery(delivery_id: int | None) -> DeliveryCard | None:
    """None for what no delivery told, and when it is not kept any more."""
    for id_, event, received_at in rows(_DELIVERY, delivery_id) if delivery_id else ():
        return DeliveryCard(id=id_, event=event, received_at=received_at)
    return None


def work(item: WorkItem) -> WorkCard:
    """A work item, as it is now."""
    folded = Folded.model_validate(item.state)
    project = ProjectCard(id=item.project_id, name=item.project.name)
    return WorkCard(kind=item.kind, title=deed_words.title(folded.work), url=folded.work.url, project=project)


def decided(version: TariffVersion, name: Literal["tariff", "penalty"] = "tariff") -> Rule:
    """A version of a tariff, as the rule that decided."""
    project = ProjectCard(id=version.project.id, name=version.project.name) if version.project_id else None
    from_at = None if version.from_ == EVER else version.from_
    return Rule(name=name, version=version.version, project=project, from_at=from_at)


def by_rule(rule: Rule, zone: str) -> str:
    """Which tariff it was, in a sentence."""
    if not rule.version:
        return "It is counted by the built-in tariff."
    whose = f"of {rule.project.name}" if rule.project else "of the organisation"
    since = f"which counts for work since {when(rule.from_at, zone)}" if rule.from_at else "which counts for all work"
    return f"It is counted by version {rule.version} of the tariff {whose}, {since}."


def when(at: datetime, zone: str) -> str:
    """A moment as people there write it."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def sentence(text: str) -> str:
    """The same, beginning and ending like one."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _rule(entry: Entry) -> Rule:
    """The tariff by which it was counted: the project's own, if one was decided by then, else the organisation's."""
    if entry.kind == "adjustment":
        return Rule(name="adjustment")
    name: Literal["tariff", "penalty"] = "penalty" if entry.kind == "penalty" else "tariff"
    same = (TariffVersion.organization == entry.organization_id) & (TariffVersion.version == entry.tariff_version)
    then = (TariffVersion.decided_at <= entry.recorded_at) & (TariffVersion.from_ <= entry.happened_at)
    for scope in (TariffVersion.project == entry.project_id, TariffVersion.project.is_null()):
        found = TariffVersion.get_or_none(same, then, scope)
        if found is not None:
            return decided(found, name)
    return Rule(name=name, version=0)


def _words(why: Why, organization: Organization) -> str:
    assert why.entry is not None, "a line is explained"
    parts = [sentence(why.entry.reason), *_of_kind(why, organization.time_zone)]
    if why.delivery:
        parts.append(f"We learned of it on {when(why.delivery.received_at, organization.time_zone)}.")
    if why.entry.provisional_until:
        until = when(why.entry.provisional_until, organization.time_zone)
        parts.append(f"Until {until} the points are provisional: if the work is undone before, they are taken back.")
    if why.taken_back:
        at = when(why.taken_back.recorded_at, organization.time_zone)
        parts.append(f"On {at} this line was undone: {sentence(why.taken_back.reason)}")
    return " ".join(parts)


def _of_kind(why: Why, zone: str) -> list[str]:
    entry: Any = why.entry
    if why.rule.name == "adjustment":
        return ["No rule decided this: an admin did, and wrote the reason down for you."]
    if why.takes_back:
        back = why.takes_back
        return [
            f"This undoes the line “{back.reason}”, written on {when(back.recorded_at, zone)}.",
            f"It bears the date of that work, {when(entry.happened_at, zone)}, so that every board's sum is right.",
        ]
    where = f" in {why.work.project.name}" if why.work else ""
    steps = [sentence(step.words) for step in why.trace]
    said = why_estimates.words(why.estimate) if why.estimate else []
    return [f"It was done on {when(entry.happened_at, zone)}{where}.", *steps, *said, by_rule(why.rule, zone)]
