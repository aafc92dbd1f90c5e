"""The ledger comes in; standings that differ from it go out, and are mended: the difference must be zero.

Law 10: what is kept beside the ledger in the same transaction can be made again from it at any time.
"""

from collections.abc import Iterable

from models import belonging, due
from models.db import database, rows, take_time
from models.rules.work import Value
from models.tenants import Organization


class Drift(Value):
    """How many rows were compared, and how many were wrong, missing or too many."""

    compared: int
    drifted: int


def mend_standings(organization: Organization, mend: bool = True) -> Drift:
    """Compares every standing with the ledger and mends what differs. Holds up new entries meanwhile.

    Without `mend` it only compares.
    """
    hold_up(organization)
    values = _values(organization) | due.freeze(organization)
    same = "d.points = k.points AND d.reached_at = k.reached_at"
    drift = _compare("standing", "board LIKE %(prefix)s", ("board", "person_id"), same, values)
    wrong = rows(_CORRECTIONS, organization.id)
    if drift.drifted and mend:
        database.execute_sql("DELETE FROM standing WHERE board LIKE %(prefix)s", values)
        database.execute_sql("INSERT INTO standing (board, person_id, points, reached_at) SELECT * FROM due", values)
    if wrong and mend:
        _mend_corrections(organization.id)
    database.execute_sql("DROP TABLE due", values)
    return Drift(compared=drift.compared, drifted=drift.drifted + len(wrong))


def make_again(organization: Organization, person_ids: Iterable[int]) -> None:
    """These people's standings, anew from the ledger, after lines changed hands. The caller holds their
    locks."""
    belonging.hold(organization.id)
    _mend_corrections(organization.id)
    concerned = sorted(person_ids)
    values = _values(organization) | due.freeze(organization, concerned)
    database.execute_sql("DELETE FROM standing WHERE board LIKE %(prefix)s AND person_id = ANY(%(people)s)", values)
    database.execute_sql("INSERT INTO standing (board, person_id, points, reached_at) SELECT * FROM due", values)
    database.execute_sql("DROP TABLE due", values)


_CORRECTIONS = """
SELECT 1 FROM correction c JOIN entry e ON e.id = c.entry_id
WHERE c.organization_id = %s AND (c.points <> e.points OR c.person_id <> e.person_id)
"""


def _mend_corrections(organization_id: int) -> None:
    """Corrections are their entries', whoever these belong to by now."""
    rows(
        "UPDATE correction c SET points = e.points, person_id = e.person_id FROM entry e WHERE e.id = c.entry_id "
        "AND c.organization_id = %s AND (c.points <> e.points OR c.person_id <> e.person_id) RETURNING 1",
        organization_id,
    )


def _values(organization: Organization) -> dict[str, object]:
    zone = organization.time_zone
    return {"organization": organization.id, "zone": zone, "prefix": f"{organization.id}:%", "people": None}


def hold_up(organization: Organization) -> None:
    """Nobody writes entries, and no period is opened or closed, until the unit ends."""
    # In this order: whoever writes entries holds periods open after it.
    take_time()
    database.execute_sql("LOCK TABLE entry IN SHARE MODE")
    belonging.hold(organization.id, alone=True)


def _compare(table: str, mine: str, key: tuple[str, str], same: str, values: dict[str, object]) -> Drift:
    joined = " AND ".join(f"d.{column} = k.{column}" for column in key)
    [(compared, drifted)] = database.execute_sql(
        f"SELECT count(*), count(*) FILTER (WHERE NOT coalesce({same}, false)) "
        f"FROM due d FULL JOIN (SELECT * FROM {table} WHERE {mine}) k ON {joined}",
        values,
    ).fetchall()
    return Drift(compared=compared, drifted=drifted)
