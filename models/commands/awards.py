"""`badge:award`, `badge:award-many`, `badge:revoke`, `badge:undo-many`: badges given and taken back by hand."""

from typing import Annotated, Any

from pydantic import Field

from models import award_batches, award_cards, awards, badges, consequences, people
from models.awards import Award
from models.badges import Badge
from models.commands.acting import Act, Command, Done
from models.errors import Refusal
from models.rules.texts import Id, Slug, Why, text
from models.rules.work import Value

MANY = 1_000


class AwardBadge(Value):
    """A badge, by id or slug, given by hand; without a reason the badge's description stands."""

    person: Id
    badge: Id | Slug
    reason: Why = ""


class RevokeBadge(AwardBadge):
    """A badge taken back by hand, and not given again by its pattern. `reason`: at least 3 characters."""

    reason: text(3, 500)  # type: ignore[valid-type]


class Row(Value):
    """One person of many: by id, or by e-mail, GitHub name or `@name`."""

    person: Id | text(1, 320)  # type: ignore[valid-type]
    reason: Why = ""


class AwardMany(Value):
    """One badge for many people at once. Rows that cannot be are reported; the others are done."""

    badge: Id | Slug
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=MANY)]
    reason: Why = ""


class UndoMany(Value):
    """Takes back what one `badge:award-many` gave."""

    batch: Id
    reason: text(3, 500)  # type: ignore[valid-type]


def _award(act: Act, wanted: AwardBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    award = awards.give(
        act.organization, badge, wanted.person, wanted.reason, act.by.name, act.now, by_person=act.caller.person
    )
    consequences.of_awards(act.organization, "badge.awarded", [award], act.now)
    return _done(act, "badge:award", award, wanted, after=_ids(award))


def _revoke(act: Act, wanted: RevokeBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    taken = awards.revoke(act.organization, badge, wanted.person, wanted.reason, act.by.name, act.now)
    consequences.of_awards(act.organization, "badge.revoked", taken, act.now)
    return _done(act, "badge:revoke", taken[0], wanted, before=_ids(taken[0]))


def _ids(award: Award) -> dict[str, int]:
    return {"award": award.id, "badge": award.badge_id}


def _done(act: Act, action: str, award: Award, wanted: AwardBadge, **change: dict[str, int]) -> Done:
    act.audit(action, f"person:{wanted.person}", why=wanted.reason, **change)
    return Done({"award": award_cards.of([award])[0].model_dump(mode="json")})


def _award_many(act: Act, wanted: AwardMany) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    batch = award_batches.begin(act.organization, badge, act.by.name, act.now)
    found = [people.named(act.organization.id, row.person) for row in wanted.rows]
    # Everybody's lock at once and in one order: two batches never wait for each other in a circle.
    people.lock(act.organization.id, [person for person in found if person is not None])
    given, report = [], []
    for row, person in zip(wanted.rows, found, strict=True):
        award, told = _one_of_many(act, badge, batch.id, person, row.reason or wanted.reason)
        given += [award] if award else []
        report.append({"person": row.person} | told)
    consequences.of_awards(act.organization, "badge.awarded", given, act.now)
    after = {"batch": batch.id, "awarded": len(given), "of": len(report)}
    act.audit("badge:award-many", f"badge:{badge.id}", after=after, why=wanted.reason)
    return Done({"batch": batch.id, "awarded": len(given), "report": report})


def _one_of_many(
    act: Act, badge: Badge, batch: int, person: int | None, reason: str
) -> tuple[Award | None, dict[str, Any]]:
    if person is None:
        return None, {"code": "not_found", "message": "There is no such person in this organisation."}
    try:
        award = awards.give(
            act.organization, badge, person, reason, act.by.name, act.now, by_person=act.caller.person, batch=batch
        )
    except Refusal as refusal:
        return None, {"code": refusal.code, "message": str(refusal)}
    return award, {"code": "awarded", "award": award.id}


def _undo_many(act: Act, wanted: UndoMany) -> Done:
    taken = award_batches.undo(act.organization, wanted.batch, wanted.reason, act.by.name, act.now)
    consequences.of_awards(act.organization, "badge.revoked", taken, act.now)
    act.audit("badge:undo-many", f"batch:{wanted.batch}", after={"revoked": len(taken)}, why=wanted.reason)
    return Done({"batch": wanted.batch, "revoked": len(taken)})


COMMANDS = {
    "badge:award": Command(AwardBadge, "badge:award", _award),
    "badge:award-many": Command(AwardMany, "badge:award", _award_many),
    "badge:revoke": Command(RevokeBadge, "badge:revoke", _revoke),
    "badge:undo-many": Command(UndoMany, "badge:revoke", _undo_many),
}
