"""Deeds that count for nothing come in; who did them reads why, one by one or in a list."""

from models import estimates, implying, people, tariffs, whys
from models.deeds import Deed
from models.errors import NotFound
from models.implying import Part, Piece
from models.rules import deed_words
from models.rules.messages import Evidence, ProjectCard, Time
from models.rules.points import UNKNOWN, Refused
from models.rules.work import Folded, Value
from models.tariffs import TariffVersion
from models.tenants import Organization
from models.whys import Rule, Why


class Refusal(Value):
    """A deed that counts for nothing: what was done, and why."""

    id: int
    kind: str
    code: str
    words: str
    work: Evidence
    project: ProjectCard
    at: Time


def page(
    organization: Organization, person_id: int, before: int | None, limit: int
) -> tuple[list[Refusal], int | None]:
    """(what was refused, the last recorded first; the `before` of the next page or None). Raises NotFound for a
    stranger, and for whom nobody may see."""
    people.member(organization.id, person_id)
    wanted = (Deed.organization == organization) & (Deed.person == person_id) & Deed.refused.is_null(False)
    if before is not None:
        wanted &= Deed.id < before
    found = list(Deed.select().where(wanted).order_by(Deed.id.desc()).limit(limit + 1))
    return [_card(deed) for deed in found[:limit]], found[limit - 1].id if len(found) > limit else None


def why(deed_id: int) -> Why:
    """Raises NotFound for what is not refused, and for deeds of people whom nobody may see."""
    deed = Deed.get_or_none(Deed.id == deed_id, Deed.refused.is_null(False))
    person = people.shown(deed.organization_id, deed.person_id) if deed else None
    if deed is None or person is None:
        raise NotFound("Nothing was refused at this address.")
    part, zone = _part(deed), deed.organization.time_zone
    rule = _rule(deed, part)
    told = f"On {whys.when(deed.happened_at, zone)} in {deed.project.name}: {_done(deed)}."
    words = f"{told} It counts for nothing: {whys.sentence(deed.refusal or '')}"
    if rule.name == "tariff":
        words += f" {whys.by_rule(rule, zone)}"
    return Why(
        refusal=Refused(code=deed.refused, words=deed.refusal),
        person=person,
        org=deed.organization.slug,
        work=whys.work(deed.item),
        rule=rule,
        trace=part.due.trace if part else (),
        words=words,
    )


def _card(deed: Deed) -> Refusal:
    item = whys.work(deed.item)
    return Refusal(
        id=deed.id,
        kind=deed.kind,
        code=deed.refused,
        words=deed.refusal,
        work=Evidence(text=item.title, url=item.url),
        project=item.project,
        at=deed.happened_at,
    )


def _done(deed: Deed) -> str:
    return deed_words.deed(deed.kind, Folded.model_validate(deed.item.state).work)


def _part(deed: Deed) -> Part | None:
    """The deed as its work implies it now, with how it would be counted."""
    known = estimates.valuations([deed.item_id]).get(deed.item_id, UNKNOWN)
    piece = Piece(deed.item_id, deed.project_id, Folded.model_validate(deed.item.state), known)
    drafts = implying.drafts(deed.organization_id, [piece], tariffs.book(deed.organization_id))
    return implying.parts(drafts, implying.earners(drafts)).get((deed.item_id, deed.earner_id, deed.kind))


def _rule(deed: Deed, part: Part | None) -> Rule:
    if deed.refused == implying.BLOCKED.code:
        return Rule(name="block")
    if part is None or not part.by.id:
        return Rule(name="tariff", version=0)
    return whys.decided(TariffVersion.get_by_id(part.by.id))
