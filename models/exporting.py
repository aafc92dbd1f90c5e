"""A person comes in; everything that is kept of them here goes out, for themselves alone."""

from typing import Any

from models import account_reading, award_cards, awards, disputes, ledger, people
from models.audit import AuditLine
from models.db import rows
from models.ledger import Entry
from models.people import Membership, Person
from models.rules.messages import iso
from models.rules.work import Value
from models.sessions import Session
from models.tenants import Organization


class Export(Value):
    """JSON-ready. What belongs to an organisation is that of the one that was asked."""

    person: dict[str, Any]
    identities: list[dict[str, Any]]
    memberships: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    deeds: list[dict[str, Any]]
    awards: list[dict[str, Any]]
    completions: list[dict[str, Any]]
    disputes: list[dict[str, Any]]
    shares: list[dict[str, Any]]
    drawn: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    audit: list[dict[str, Any]]


def export(organization: Organization, person_id: int) -> Export:
    """Raises NotFound."""
    person = people.member(organization.id, person_id, hidden=True)
    mine = (Entry.organization == organization) & (Entry.person == person_id)
    entries = Entry.select().where(mine).order_by(Entry.id)
    return Export(
        person=_person(person),
        identities=[
            account_reading.card(one).model_dump(mode="json") | {"avatar": one.avatar, "seen_at": iso(one.seen_at)}
            for one in account_reading.identities_of([person_id])[person_id]
        ],
        memberships=_memberships(person_id),
        sessions=_sessions(person_id),
        entries=[line.model_dump(mode="json") for line in ledger.lines(entries)],
        deeds=_deeds(organization.id, person_id),
        awards=[card.model_dump(mode="json") for card in award_cards.of(awards.of_person(organization.id, person_id))],
        completions=_completions(organization.id, person_id),
        disputes=[card.model_dump(mode="json") for card in disputes.of_person(organization.id, person_id)],
        shares=_shares(organization.id, person_id),
        drawn=_drawn(organization.id, person_id),
        comments=_comments(organization.id, person_id),
        audit=_acts(organization, person_id),
    )


def _person(person: Person) -> dict[str, Any]:
    times = {"created_at": iso(person.created_at), "signed_in_at": person.signed_in_at and iso(person.signed_in_at)}
    return people.card(person).model_dump(mode="json") | times


def _memberships(person_id: int) -> list[dict[str, Any]]:
    return [
        {
            "organization": one.organization.slug,
            "role": one.role,
            "joined_at": iso(one.joined_at),
            "left_at": one.left_at and iso(one.left_at),
            "hidden": one.hidden_at is not None,
        }
        for one in Membership.select().where(Membership.person == person_id).order_by(Membership.id)
    ]


def _sessions(person_id: int) -> list[dict[str, Any]]:
    return [
        {
            "agent": one.agent,
            "created_at": iso(one.created_at),
            "seen_at": iso(one.seen_at),
            "ended_at": one.ended_at and iso(one.ended_at),
        }
        for one in Session.select().where(Session.person == person_id).order_by(Session.id)
    ]


_DEEDS = """
SELECT d.kind, p.name, d.happened_at, d.points, d.labels, d.role, d.refusal FROM deed d
JOIN project p ON p.id = d.project_id WHERE d.organization_id = %s AND d.person_id = %s ORDER BY d.happened_at, d.id
"""


def _deeds(organization_id: int, person_id: int) -> list[dict[str, Any]]:
    """What they did, as patterns see it; `refusal`: why it counts for nothing."""
    return [
        {
            "kind": kind,
            "project": project,
            "happened_at": iso(at),
            "points": points,
            "labels": labels,
            "role": role,
            "refusal": refusal,
        }
        for kind, project, at, points, labels, role, refusal in rows(_DEEDS, organization_id, person_id)
    ]


_COMPLETIONS = """
SELECT l.name, s.name, c.note, c.by, c.completed_at, c.revoked_at FROM completion c
JOIN section s ON s.id = c.section_id JOIN league l ON l.id = s.league_id
WHERE c.organization_id = %s AND c.person_id = %s ORDER BY c.id
"""


def _completions(organization_id: int, person_id: int) -> list[dict[str, Any]]:
    return [
        {
            "league": league,
            "section": section,
            "note": note,
            "by": by,
            "completed_at": iso(done),
            "revoked_at": revoked and iso(revoked),
        }
        for league, section, note, by, done, revoked in rows(_COMPLETIONS, organization_id, person_id)
    ]


_SHARES = """
SELECT d.name, s.role, s.way, s.address, s.note, s.created_at, s.confirmed_at, s.revoked_at FROM share s
LEFT JOIN design d ON d.id = s.design_id WHERE s.organization_id = %s AND s.person_id = ANY(%s) ORDER BY s.id
"""


def _shares(organization_id: int, person_id: int) -> list[dict[str, Any]]:
    """What of the studio was shared with them; without a `design` all of it."""
    everybody = people.all_of([person_id])[person_id]
    return [
        {
            "design": design,
            "role": role,
            "way": way,
            "address": address,
            "note": note,
            "created_at": iso(created),
            "confirmed_at": confirmed and iso(confirmed),
            "revoked_at": revoked and iso(revoked),
        }
        for design, role, way, address, note, created, confirmed, revoked in rows(_SHARES, organization_id, everybody)
    ]


_DRAWN = """
SELECT d.name, count(*), min(s.made_at), max(s.made_at) FROM design_step s JOIN design d ON d.id = s.design_id
WHERE d.organization_id = %s AND s.by_person_id = ANY(%s) GROUP BY d.id ORDER BY d.id
"""
_COMMENTS = """
SELECT d.name, c.text, c.made_at FROM design_comment c JOIN design d ON d.id = c.design_id
WHERE d.organization_id = %s AND c.by_person_id = ANY(%s) ORDER BY c.id
"""


def _drawn(organization_id: int, person_id: int) -> list[dict[str, Any]]:
    """In which designs they drew, in how many steps, and when."""
    found = rows(_DRAWN, organization_id, people.all_of([person_id])[person_id])
    return [
        {"design": design, "steps": steps, "from": iso(first), "to": iso(last)} for design, steps, first, last in found
    ]


def _comments(organization_id: int, person_id: int) -> list[dict[str, Any]]:
    """What they said of designs."""
    found = rows(_COMMENTS, organization_id, people.all_of([person_id])[person_id])
    return [{"design": design, "text": words, "at": iso(at)} for design, words, at in found]


def _acts(organization: Organization, person_id: int) -> list[dict[str, Any]]:
    mine = (AuditLine.organization == organization) & (AuditLine.person_id == person_id)
    return [
        {"at": iso(one.at), "door": one.door, "action": one.action, "target": one.target, "why": one.why}
        for one in AuditLine.select().where(mine).order_by(AuditLine.id)
    ]
