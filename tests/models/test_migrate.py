"""models/migrate.py: the migrations, run on nothing, draw exactly the tables that the records describe."""

from typing import Any

import pytest
from playhouse import schema_diff

from models import db, migrate
from models.db import rows
from models.migrate import DIRECTORY
from models.records import RECORDS
from models.settings import Settings
from tests.models.deeds import at_once

DRAWN = "drawn_from_records"

_COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, replace(column_default, %s, '')
FROM information_schema.columns WHERE table_schema = %s AND table_name <> ALL(%s) ORDER BY 1, 2
"""
_INDEXES = """
SELECT tablename, indexname, replace(indexdef, %s, '') FROM pg_indexes
WHERE schemaname = %s AND tablename <> ALL(%s) ORDER BY 1, 2
"""
_CONSTRAINTS = """
SELECT r.relname, c.contype::text, replace(pg_get_constraintdef(c.oid), %s, '') FROM pg_constraint c
JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
WHERE n.nspname = %s AND c.contype <> 'n' AND r.relname <> ALL(%s) ORDER BY 1, 2, 3
"""


def drawn(sql: str, schema: str) -> list[tuple[Any, ...]]:
    """What PostgreSQL says of a schema's own tables, without the schema's name."""
    return rows(sql, f"{schema}.", schema, _not_ours(schema))


def _not_ours(schema: str) -> list[str]:
    """The migrations' own table of what was applied."""
    ours = [record._meta.table_name for record in RECORDS]
    names = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = %s AND table_name <> ALL(%s)"
    return [name for (name,) in rows(names, schema, ours)]


def test_the_migrated_database_has_no_drift_from_the_records(settings: Settings) -> None:
    with db.unit():
        assert not schema_diff.diff_models(db.database, list(RECORDS))


@pytest.mark.parametrize("sql", [_COLUMNS, _INDEXES, _CONSTRAINTS], ids=["columns", "indexes", "constraints"])
def test_migrations_draw_what_the_records_describe(settings: Settings, sql: str) -> None:
    with db.unit(), db.database.atomic() as drawing:
        db.database.execute_sql(f"CREATE SCHEMA {DRAWN}; SET LOCAL search_path TO {DRAWN}")
        db.database.create_tables(RECORDS, safe=False)
        described = drawn(sql, DRAWN)
        db.database.execute_sql("SET LOCAL search_path TO public")
        migrated = drawn(sql, "public")
        drawing.rollback()
    assert migrated == described
    assert len({table for table, *_ in migrated}) == len(RECORDS)


def test_there_is_no_table_that_no_record_describes(settings: Settings) -> None:
    with db.unit():
        others = _not_ours("public")
    assert len(others) == 1
    assert "migrat" in others[0]


def test_migrating_again_does_nothing(settings: Settings) -> None:
    assert migrate.run() == []
    assert at_once(migrate.pending) == [[]]


def test_every_migration_that_is_not_applied_is_pending(settings: Settings) -> None:
    with db.unit(), db.database.atomic() as forgetting:
        db.database.execute_sql(f"DELETE FROM {_not_ours('public')[0]}")
        assert migrate.pending() == sorted(path.stem for path in DIRECTORY.glob("0*.py"))
        forgetting.rollback()
