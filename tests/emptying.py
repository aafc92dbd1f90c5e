"""A database that tests wrote to comes in; it is empty again, and its ids begin at 1."""

from models import db, records

_TABLES = tuple(str(record._meta.table_name) for record in records.RECORDS)
# An id that was given and rolled back counts as a trace, too.
_TOUCHED = " UNION ALL ".join(
    f"SELECT '{name}' WHERE pg_sequence_last_value('{name}_id_seq') IS NOT NULL OR EXISTS (SELECT 1 FROM \"{name}\")"
    for name in _TABLES
)


def empty() -> None:
    """Only what was touched is emptied: to truncate fifty tables takes longer than most tests do."""
    with db.unit():
        touched = [name for (name,) in db.rows(_TOUCHED)]
        emptied = [f'DELETE FROM "{name}"; ALTER SEQUENCE "{name}_id_seq" RESTART;' for name in touched]
        # As a replica PostgreSQL asks no foreign key, so that the order does not matter.
        db.database.execute_sql("SET LOCAL session_replication_role = replica;" + "".join(emptied))
