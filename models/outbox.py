"""Facts come in, inside the unit that makes them true; kept Messages go out once it commits; workers/relay.py is next.

`place` (all messages) and `seq` (per organisation) are given by the relay alone, in the order of telling, because
ids become visible out of order.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import SQL, BigIntegerField, CharField

from models.db import Instant, Json, Record, link, rows
from models.rules.estimate_cards import EstimateChanged
from models.rules.messages import Digest, MessageKind, wire
from models.rules.rooms import rooms_of, rooms_of_project
from models.rules.work import Value
from models.tenants import Organization

CHANNEL = "codebadge_outbox"
"""PostgreSQL's NOTIFY channel that wakes the relay."""
STREAM = "codebadge:stream"
"""The Redis stream of told messages; an entry's id is `{place}-0`, so that telling one twice is refused by Redis."""

HIDING: MessageKind = "person.hidden"
ESTIMATES: MessageKind = "estimate.changed"
SHOWING: frozenset[str] = frozenset({HIDING, "person.renewed", "digest"})
"""Messages after which all of somebody's lines, on every board, are other than before, or gone."""
DIGESTED = 1_000
"""People in one digest at most: of more there are several."""


class Message(Record):
    """A fact to be told. `boards` are the keys of the boards that it moved.

    A digest has `people` instead of a `person_id`, which is 0 then, and so it is where a project's estimates moved.
    """

    organization = link(Organization)
    kind = CharField(max_length=40)
    person_id = BigIntegerField()
    body = Json()
    boards = Json(default=list)
    people = Json(null=True)
    at = Instant()
    place = BigIntegerField(null=True, unique=True)
    seq = BigIntegerField(null=True)
    told_at = Instant(null=True)


Message.add_index(Message.index(Message.id, name="message_unnumbered", where=SQL("place IS NULL")))
Message.add_index(
    Message.index(Message.place, name="message_untold", where=SQL("told_at IS NULL AND place IS NOT NULL"))
)
Message.add_index(Message.index(Message.organization, Message.seq, name="message_org_seq", unique=True))
Message.add_index(Message.index(Message.organization, Message.id, name="message_digest", where=SQL("kind = 'digest'")))


class Numbered(Value):
    """A message with its place in the order of telling. `org` is the slug."""

    place: int
    seq: int
    organization: int
    org: str
    kind: str
    person: int
    at: datetime
    body: dict[str, Any]
    boards: tuple[str, ...]
    people: tuple[int, ...] = ()
    hidden: bool = False
    """Whether its person is hidden by now: then nobody is told, and `body` holds no more than an id."""

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that hear it."""
        if self.kind == ESTIMATES:
            return rooms_of_project(self.body["project"]["id"])
        return () if self.hidden and self.kind != HIDING else rooms_of(self.concerned)

    @property
    def concerned(self) -> tuple[int, ...]:
        """The people it is about."""
        return self.people or ((self.person,) if self.person else ())

    def wire(self) -> dict[str, Any]:
        """As browsers get it."""
        return wire(self.org, self.kind, self.seq, self.at, self.body)


# PostgreSQL folds equal notifications of one transaction and sends them at commit.
_TELL = f"""
WITH told AS (
    INSERT INTO message (organization_id, kind, person_id, body, boards, at) VALUES (%s, %s, %s, %s, %s, %s) RETURNING 1
) SELECT pg_notify('{CHANNEL}', '') FROM told
"""


def tell(organization_id: int, kind: MessageKind, body: Value, boards: Sequence[str], now: datetime) -> None:
    """Keeps a message; it is told when (and only when) the unit commits."""
    content = body.model_dump(mode="json")
    rows(_TELL, organization_id, kind, content["person"]["id"], json.dumps(content), json.dumps(sorted(boards)), now)


def tell_estimates(organization_id: int, body: EstimateChanged, now: datetime) -> None:
    """Keeps a message to a project's own room."""
    tell_of_nobody(organization_id, ESTIMATES, body, now)


def tell_of_nobody(organization_id: int, kind: MessageKind, body: Value, now: datetime) -> None:
    """Keeps a message that is about no person."""
    rows(_TELL, organization_id, kind, 0, json.dumps(body.model_dump(mode="json")), "[]", now)


def wake() -> None:
    """The relay looks around once the unit has committed: for what has its own rows, such as webhooks of ours."""
    rows(f"SELECT pg_notify('{CHANNEL}', '')")


_TELL_DIGEST = f"""
WITH told AS (INSERT INTO message (organization_id, kind, person_id, body, boards, people, at)
    VALUES (%s, 'digest', 0, %s, '[]', %s, %s) RETURNING 1
) SELECT pg_notify('{CHANNEL}', '') FROM told
"""


def tell_digest(organization_id: int, body: Digest, people: Sequence[int], now: datetime) -> None:
    """Keeps a message for every DIGESTED people, and one for nobody: their boards and pages are looked at anew."""
    for first in range(0, max(1, len(people)), DIGESTED):
        several = sorted(people)[first : first + DIGESTED]
        told = body.model_copy(update={"people": len(several)}).model_dump_json()
        rows(_TELL_DIGEST, organization_id, told, json.dumps(several), now)


def digests(organization_id: int, limit: int) -> list[tuple[datetime, Digest]]:
    """The last digests with their times, newest first."""
    newest = "WHERE organization_id = %s AND kind = 'digest' ORDER BY id DESC LIMIT %s"
    found = rows(f"SELECT at, body FROM message {newest}", organization_id, limit)
    return [(at, Digest.model_validate(body)) for at, body in found]


def number(limit: int) -> int:
    """Gives the next numbers to messages that have none, in order of id; for the relay alone. How many it was."""
    fresh = rows("SELECT id, organization_id FROM message WHERE place IS NULL ORDER BY id LIMIT %s", limit)
    if not fresh:
        return 0
    _number(fresh)
    return len(fresh)


def untold(limit: int) -> list[Numbered]:
    """The next messages to tell, in their order."""
    return _numbered("m.told_at IS NULL AND m.place IS NOT NULL", limit)


def mark_told(upto: int, now: datetime) -> None:
    """Everything up to that place stands in the stream."""
    rows("UPDATE message SET told_at = %s WHERE told_at IS NULL AND place <= %s RETURNING 1", now, upto)


def place() -> int:
    """The last place that was told (0 before the first)."""
    [(last,)] = rows("SELECT coalesce(max(place), 0) FROM message WHERE told_at IS NOT NULL")
    return int(last)


def last_place() -> int:
    """The last place that was given, told or not."""
    [(last,)] = rows("SELECT coalesce(max(place), 0) FROM message")
    return int(last)


def told_after(after: int, limit: int) -> list[Numbered]:
    """Told messages beyond a place, in order: how a hub fills a gap in the stream."""
    return _numbered("m.told_at IS NOT NULL AND m.place > %s", limit, after)


HEAVY = 600_000
"""Bytes, as PostgreSQL keeps them, of messages that are told again: whoever missed more begins anew, which is less."""
_SIZE = "SELECT coalesce(sum(pg_column_size(body)), 0) FROM message WHERE organization_id = %s AND seq > %s"


def missed(organization_id: int, since: int, limit: int) -> list[Numbered] | None:
    """The organisation's numbered messages after `since`, or None when that is too much (more than `limit`, or HEAVY),
    pruned or unknown."""
    [(last,)] = rows("SELECT last_seq FROM organization WHERE id = %s", organization_id)
    if not 0 <= last - since <= limit:
        return None
    [(size,)] = rows(_SIZE, organization_id, since)
    if size > HEAVY:
        return None
    found = _numbered("m.organization_id = %s AND m.seq > %s", limit, organization_id, since)
    return found if len(found) == last - since else None


def after(organization: int, seq: int, upto: int, kinds: Sequence[str], since: datetime, limit: int) -> list[Numbered]:
    """The organisation's messages of these kinds in (seq, upto] that were made since then, in order."""
    wanted = "m.organization_id = %s AND m.seq > %s AND m.seq <= %s AND m.kind = ANY(%s) AND m.at >= %s"
    return _numbered(wanted, limit, organization, seq, upto, list(kinds), since)


def waiting(now: datetime) -> tuple[int, float]:
    """(how many messages are not told, seconds that the oldest of them has waited): the relay's lag."""
    # Said so that the two partial indexes of what is not told are enough.
    untold = "place IS NULL OR (told_at IS NULL AND place IS NOT NULL)"
    [(count, oldest)] = rows(f"SELECT count(*), min(at) FROM message WHERE {untold}")
    return int(count), max(0.0, (now - oldest).total_seconds()) if oldest else 0.0


def _number(fresh: list[tuple[Any, ...]]) -> None:
    [(next_place,)] = rows("SELECT coalesce(max(place), 0) + 1 FROM message")
    concerned = sorted({organization for _, organization in fresh})
    seqs = dict(
        rows("SELECT id, last_seq FROM organization WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", concerned)
    )
    numbers = []
    for offset, (message, organization) in enumerate(fresh):
        seqs[organization] += 1
        numbers.append((message, next_place + offset, seqs[organization]))
    ids, places, seq_numbers = (list(column) for column in zip(*numbers, strict=True))
    rows(
        "UPDATE message m SET place = n.place, seq = n.seq "
        "FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS n(id, place, seq) WHERE m.id = n.id RETURNING 1",
        ids,
        places,
        seq_numbers,
    )
    rows(
        "UPDATE organization o SET last_seq = n.seq FROM unnest(%s::bigint[], %s::bigint[]) AS n(id, seq) "
        "WHERE o.id = n.id RETURNING 1",
        concerned,
        [seqs[organization] for organization in concerned],
    )


def _numbered(condition: str, limit: int, *values: object) -> list[Numbered]:
    found = rows(
        "SELECT m.place, m.seq, m.organization_id, o.slug, m.kind, m.person_id, m.at, m.boards, "
        "coalesce(m.people, '[]'), h.id IS NOT NULL, "
        "CASE WHEN h.id IS NULL THEN m.body ELSE jsonb_build_object('person', jsonb_build_object('id', m.person_id)) "
        "END FROM message m JOIN organization o ON o.id = m.organization_id LEFT JOIN membership h "
        "ON h.organization_id = m.organization_id AND h.person_id = m.person_id AND h.hidden_at IS NOT NULL "
        f"WHERE {condition} ORDER BY m.place LIMIT %s",
        *values,
        limit,
    )
    names = ("place", "seq", "organization", "org", "kind", "person", "at", "boards", "people", "hidden", "body")
    return [Numbered.model_validate(dict(zip(names, row, strict=True))) for row in found]
