"""What looks like farming comes in; a Flag with its evidence goes out for an admin to judge. watching.py raises it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from peewee import BigIntegerField, CharField, TextField

from models import people
from models.db import Array, Instant, Json, Record, link, rows
from models.errors import NotFound
from models.rules.messages import PersonCard, Time
from models.rules.suspicion import Suspicion, SuspicionKind
from models.rules.work import Value
from models.tenants import Organization

Verdict = Literal["cleared", "confirmed"]
State = Literal["open", "cleared", "confirmed"]


class Flag(Record):
    """Something that an admin should look at. `key` says what it is about, so that it is raised once.

    `kind`: burst, reciprocal or ring; `people`: ids; `state`: open, cleared (all is well) or confirmed; `deeds`: ids of
    all that it rests on, of which `evidence` shows some.
    """

    organization_id: int
    organization = link(Organization)
    kind = CharField(max_length=20)
    key = CharField(max_length=200)
    people = Json()
    words = TextField()
    evidence = Json()
    deeds = Array(BigIntegerField, index=False)
    state = CharField(max_length=12, default="open")
    found_at = Instant()
    decided_by = CharField(max_length=200, null=True)
    decided_at = Instant(null=True)
    note = TextField(null=True)

    class Meta:
        indexes = ((("organization", "kind", "key"), True),)


class Sign(Value):
    """One deed that a flag rests on."""

    text: str
    url: str | None
    at: Time


class FlagCard(Value):
    """A flag as admins see it. `words` name nobody: `people` say who it is. `evidence` shows
    some of the `count` deeds that it rests on."""

    id: int
    kind: SuspicionKind
    people: tuple[PersonCard, ...]
    words: str
    evidence: tuple[Sign, ...]
    count: int
    state: State
    found_at: Time
    decided_by: str | None
    decided_at: Time | None
    note: str | None


def judged(organization_id: int) -> dict[str, set[int]]:
    """By kind, the deeds that decided flags rest on."""
    found: dict[str, set[int]] = {}
    decided = "SELECT kind, deeds FROM flag WHERE organization_id = %s AND state <> 'open'"
    for kind, deeds in rows(decided, organization_id):
        found.setdefault(kind, set()).update(deeds)
    return found


# A decided one is open again: by then the deeds are others. What changed nothing is left as it is.
_RAISE = """
INSERT INTO flag AS f (organization_id, kind, key, people, words, evidence, deeds, state, found_at)
SELECT %s, %s, %s, %s::jsonb, %s, %s::jsonb, %s::bigint[], 'open', %s
ON CONFLICT (organization_id, kind, key) DO UPDATE SET people = excluded.people, words = excluded.words,
    evidence = excluded.evidence, state = 'open', decided_by = NULL, decided_at = NULL, note = NULL,
    deeds = CASE f.state WHEN 'open' THEN excluded.deeds ELSE f.deeds || excluded.deeds END,
    found_at = CASE f.state WHEN 'open' THEN f.found_at ELSE excluded.found_at END
WHERE f.state <> 'open' OR f.deeds <> excluded.deeds RETURNING f.id
"""


def put_up(organization_id: int, suspicion: Suspicion, evidence: Sequence[Sign], now: datetime) -> bool:
    """Whether there is anything new: the flag is raised, or rests on other deeds than before."""
    shown = "[" + ",".join(sign.model_dump_json() for sign in evidence) + "]"
    who, deeds = list(suspicion.people), list(suspicion.deeds)
    words, named = suspicion.words, (suspicion.kind, suspicion.key)
    return bool(rows(_RAISE, organization_id, *named, str(who), words, shown, deeds, now))


def decide(organization_id: int, flag_id: int, verdict: Verdict, note: str, by: str, now: datetime) -> tuple[Flag, str]:
    """(the flag, what it was before): an admin's verdict, or a second thought. Raises NotFound."""
    rows("SELECT 1 FROM flag WHERE id = %s AND organization_id = %s FOR NO KEY UPDATE", flag_id, organization_id)
    flag: Flag | None = Flag.get_or_none(Flag.id == flag_id, Flag.organization == organization_id)
    if flag is None:
        raise NotFound(f"There is no flag {flag_id} in this organisation.")
    before = str(flag.state)
    flag.state, flag.note, flag.decided_by, flag.decided_at = verdict, note or None, by, now
    flag.save(only=[Flag.state, Flag.note, Flag.decided_by, Flag.decided_at])
    return flag, before


def page(
    organization_id: int, state: State | None, before: int | None, limit: int
) -> tuple[list[FlagCard], int | None]:
    """(flags, newest first; the `before` of the next page or None)."""
    wanted = Flag.organization == organization_id
    if state is not None:
        wanted &= Flag.state == state
    if before is not None:
        wanted &= Flag.id < before
    found = list(Flag.select().where(wanted).order_by(Flag.id.desc()).limit(limit + 1))
    return cards(found[:limit]), found[limit - 1].id if len(found) > limit else None


def cards(flags: Sequence[Flag]) -> list[FlagCard]:
    """How flags are shown; whoever was merged since is who they are now."""
    now_are = people.current({one for flag in flags for one in flag.people})
    known = people.cards(now_are.values())
    return [
        FlagCard(
            people=tuple(known[one] for one in dict.fromkeys(now_are[person] for person in flag.people)),
            count=max(len(flag.deeds), len(flag.evidence)),
            **{name: getattr(flag, name) for name in FlagCard.model_fields if name not in ("people", "count")},
        )
        for flag in flags
    ]
