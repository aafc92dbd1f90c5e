"""What somebody objects to comes in, by kind and id; what it says goes out, when it is theirs. disputes.py is next."""

from collections.abc import Collection
from typing import Literal

from models.db import rows
from models.errors import Invalid, NotFound
from models.rules.work import Value

About = Literal["entry", "award", "refusal", "badge"]


class Subject(Value):
    """What a dispute is about, in words."""

    text: str
    url: str | None


GONE = Subject(text="What this was about is no longer there.", url=None)

# By kind: those of these ids that there are, with whose they are (None: everybody's), words and address.
_FOUND: dict[str, str] = {
    "entry": "SELECT id, person_id, reason, url FROM entry WHERE organization_id = %s AND id = ANY(%s)",
    "award": """
SELECT a.id, a.person_id, b.name || CASE a.reason WHEN '' THEN '' ELSE ': ' || a.reason END, '/awards/' || a.id
FROM award a JOIN badge b ON b.id = a.badge_id WHERE a.organization_id = %s AND a.id = ANY(%s)""",
    "refusal": """
SELECT d.id, d.person_id, d.refusal, i.state->'work'->>'url' FROM deed d JOIN work_item i ON i.id = d.item_id
WHERE d.organization_id = %s AND d.id = ANY(%s) AND d.refused IS NOT NULL""",
    "badge": """
SELECT id, NULL::bigint, name, NULL FROM badge WHERE organization_id = %s AND id = ANY(%s) AND deleted_at IS NULL""",
}
_HELD = "SELECT 1 FROM award WHERE badge_id = %s AND person_id = %s AND revoked_at IS NULL"
_CALLED = {"entry": "line in your ledger", "award": "badge of yours", "refusal": "refusal", "badge": "badge"}


def find(organization_id: int, person_id: int, about: About, about_id: int) -> Subject:
    """Raises NotFound for what is not there or not theirs, Invalid for a badge that they hold."""
    found = rows(_FOUND[about], organization_id, [about_id])
    if not found or found[0][1] not in (None, person_id):
        raise NotFound(f"There is no such {_CALLED[about]}.")
    if about == "badge" and rows(_HELD, about_id, person_id):
        raise Invalid("You hold this badge; to object to how it was given, name the award.")
    return _subject(*found[0][2:])


def of(organization_id: int, several: Collection[tuple[str, int]]) -> dict[tuple[str, int], Subject]:
    """What these are about; GONE for what is no longer there."""
    subjects = dict.fromkeys(several, GONE)
    for about in {about for about, _ in several}:
        ids = [one for kind, one in several if kind == about]
        for one, _, text, url in rows(_FOUND[about], organization_id, ids):
            subjects[about, one] = _subject(text, url)
    return subjects


def _subject(text: str | None, url: str | None) -> Subject:
    return Subject(text=text or "It counts for nothing.", url=url)
