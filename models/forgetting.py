"""A person to be erased comes in; their names and addresses go out of every row that holds them.

What the provider sent (deliveries and work items, which admins alone can read) is kept as it came.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models import dispatches, identities, once, people
from models.badges import Badge
from models.db import database, rows
from models.outbox import HIDING, Message
from models.people import Identity, Person
from models.rules.special import Kept, Named


def forget(person_id: int, everybody: Sequence[int], pseudonym: str, now: datetime) -> None:
    """Puts the pseudonym in the place of one of the people who are `everybody` of the erased one."""
    names, addresses = names_of(person_id), _addresses(person_id)
    organizations = people.organizations_of(person_id)
    known = {"pseudonym": pseudonym, "names": names, "person": person_id, "now": now, "here": organizations}
    for statement in _SCRUB:
        database.execute_sql(statement, known)
    unsay(organizations, names)
    dispatches.forget(organizations, person_id, [f"%{_like(name)}%" for name in names])
    mine = Message.organization.in_(organizations) & (Message.person_id == person_id) & (Message.kind != HIDING)
    Message.update(body={"person": {"id": person_id}}).where(mine).execute()
    _scrub_waiting_lists(organizations, addresses)
    once.forget_words([*names, *addresses])
    for identity in Identity.select().where(Identity.person == person_id):
        _bury(identity)


def names_of(person_id: int) -> list[str]:
    """Everything that they were ever called, as far as a row says so."""
    person = Person.get_by_id(person_id)
    said = rows("SELECT DISTINCT actor FROM audit_line WHERE person_id = %s", person_id)
    logins = [identity.login for identity in Identity.select().where(Identity.person == person_id)]
    return sorted({name for name in (person.name, person.login, *logins, *(actor for (actor,) in said)) if name})


def _addresses(person_id: int) -> list[str]:
    """As the rule of a special badge names them."""
    found = Identity.select().where(Identity.person == person_id)
    return [one.external_id if one.provider == "email" else f"@{one.login.lower()}" for one in found]


def _without_samples(of: str) -> str:
    """SQL that takes somebody out of the people whom previews of patterns name."""
    return (
        f"UPDATE job SET result = jsonb_set(result, '{{{of}}}', (SELECT coalesce(jsonb_agg(one), '[]') "
        f"FROM jsonb_array_elements(result->'{of}') AS one WHERE (one->'person'->>'id')::bigint <> %(person)s)) "
        f"WHERE organization_id = ANY(%(here)s) AND kind = 'pattern.preview' AND jsonb_typeof(result->'{of}') = 'array'"
    )


# Where only a name says who it was, everybody of that name in their organisations becomes nobody.
_SCRUB = (
    "UPDATE audit_line SET actor = %(pseudonym)s, salt = NULL WHERE person_id = %(person)s",
    "UPDATE award SET by = %(pseudonym)s WHERE by_person_id = %(person)s "
    "OR (by_person_id IS NULL AND by = ANY(%(names)s) AND organization_id = ANY(%(here)s))",
    "UPDATE award SET revoked_by = %(pseudonym)s WHERE revoked_by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE award_batch SET by = %(pseudonym)s WHERE by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE completion SET by = %(pseudonym)s WHERE by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE flag SET decided_by = %(pseudonym)s WHERE decided_by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE flag SET note = NULL WHERE people @> to_jsonb(%(person)s::bigint) AND organization_id = ANY(%(here)s)",
    "UPDATE dispute SET answered_by = %(pseudonym)s WHERE answered_by = ANY(%(names)s) "
    "AND organization_id = ANY(%(here)s)",
    "UPDATE dispute SET text = '', answer = NULL, state = CASE state WHEN 'open' THEN 'withdrawn' ELSE state END "
    "WHERE person_id = %(person)s",
    "UPDATE person_merge SET by = %(pseudonym)s WHERE by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE entry SET reason = replace(reason, ' from ' || actor || ': ', ' from ' || %(pseudonym)s || ': '), "
    "actor = %(pseudonym)s WHERE actor = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE tariff_version SET by = %(pseudonym)s WHERE by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE estimate SET ruling = jsonb_set(ruling, '{by}', to_jsonb(%(pseudonym)s::text)) "
    "WHERE organization_id = ANY(%(here)s) AND (ruling->'person' = to_jsonb(%(person)s::bigint) "
    "OR ruling->'person' = 'null' AND ruling->>'by' = ANY(%(names)s))",
    "UPDATE lesson SET teacher = %(pseudonym)s WHERE teacher = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE job SET by = %(pseudonym)s WHERE by_person_id = %(person)s "
    "OR (by_person_id IS NULL AND by = ANY(%(names)s) AND organization_id = ANY(%(here)s))",
    _without_samples("samples"),
    _without_samples("losing"),
    "UPDATE token SET name = %(pseudonym)s, revoked_at = coalesce(revoked_at, %(now)s), person_id = NULL "
    "WHERE person_id = %(person)s",
    *(
        f"UPDATE {table} SET by = %(pseudonym)s WHERE by_person_id = %(person)s"
        for table in ("design", "design_version", "design_step", "design_comment")
    ),
    "UPDATE design_comment SET text = '', deleted_at = coalesce(deleted_at, %(now)s) WHERE by_person_id = %(person)s",
    "UPDATE template SET by = %(pseudonym)s WHERE by = ANY(%(names)s) AND organization_id = ANY(%(here)s)",
    "UPDATE share SET by = %(pseudonym)s WHERE by_person_id = %(person)s "
    "OR (by_person_id IS NULL AND by = ANY(%(names)s) AND organization_id = ANY(%(here)s))",
    # What was shared with them; a name that is not known by its account only where they were.
    "UPDATE share SET address = '', account = NULL, note = '', revoked_at = coalesce(revoked_at, %(now)s) "
    "WHERE person_id = %(person)s OR EXISTS (SELECT 1 FROM identity i WHERE i.person_id = %(person)s "
    "AND (i.proven_at IS NOT NULL OR organization_id = ANY(%(here)s)) "
    "AND (way = i.provider AND i.external_id = CASE way WHEN 'email' THEN address ELSE account END "
    "OR way = 'github' AND account IS NULL AND i.provider IN ('github', 'github-login') "
    "AND lower(i.login) = address AND organization_id = ANY(%(here)s)))",
    "DELETE FROM sign_in_code WHERE email IN "
    "(SELECT external_id FROM identity WHERE provider = 'email' AND person_id = %(person)s)",
)


def unsay(organizations: Sequence[int], names: Sequence[str]) -> None:
    """Messages about others, which are told again to those who missed them, name these people no more."""
    told = "SELECT id FROM message WHERE organization_id = ANY(%s) AND body::text LIKE ANY(%s)"
    holding = [one for (one,) in rows(told, list(organizations), [f"%{_like(name)}%" for name in names])]
    for message in Message.select().where(Message.id.in_(holding or [0])):
        message.body = _unsaid(message.body, names)
        message.save(only=[Message.body])


def _like(name: str) -> str:
    """A name as JSON text may hold it; any quote or backslash in it as anything."""
    return "".join("%" if one in '"\\' else f"\\{one}" if one in "%_" else one for one in name)


def _unsaid(body: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    if body.get("award", {}).get("by") in names:
        body["award"]["by"] = people.UNSEEN
    for line in body.get("lines", ()):
        for name in names:
            line["reason"] = line["reason"].replace(f" from {name}: ", f" from {people.UNSEEN}: ")
    return body


def _scrub_waiting_lists(organizations: Sequence[int], addresses: Sequence[str]) -> None:
    named = "SELECT id FROM badge WHERE organization_id = ANY(%s) AND special->'rule'->>'kind' = 'named' ORDER BY id"
    for (badge_id,) in rows(named, list(organizations)):
        badge = Badge.get_by_id(badge_id)
        kept = Kept.model_validate(badge.special)
        if isinstance(kept.rule, Named) and set(kept.rule.people) & set(addresses):
            left = tuple(one for one in kept.rule.people if one not in addresses)
            rule = kept.rule.model_copy(update={"people": left})
            badge.special = kept.model_copy(update={"rule": rule}).model_dump(mode="json")
            badge.save(only=[Badge.special])


def _bury(identity: Identity) -> None:
    """An e-mail address goes; an account at a provider is known again by a keyed hash, and shows nobody."""
    if identity.provider == "email":
        identity.delete_instance()
        return
    identity.external_id = identities.tombstone(identity.provider, identity.external_id)
    identity.login, identity.avatar, identity.proven_at = "", None, None
    identity.save()
