"""models/db.py: one unit, one transaction; nothing is asked outside of one."""

from datetime import datetime, timedelta, timezone

import pytest
from peewee import InterfaceError, InternalError

from models import db
from models.audit import AuditLine
from models.db import AWAY, database, rows, unit
from models.settings import Settings
from models.tenants import Organization
from tests.cast import Lumen
from tests.models.deeds import at_once


def create(slug: str, now: datetime) -> None:
    Organization.create(slug=slug, name=slug, time_zone="UTC", created_at=now)


def slugs() -> list[str]:
    return [one.slug for one in Organization.select().order_by(Organization.slug)]


def test_a_unit_is_committed_as_a_whole(clean: Settings, now: datetime) -> None:
    with unit():
        create("lumen", now)
        assert at_once(slugs) == [[]]
    assert at_once(slugs) == [["lumen"]]


def test_a_unit_that_fails_leaves_nothing(clean: Settings, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), unit():
        create("lumen", now)
        raise ZeroDivisionError
    assert at_once(slugs) == [[]]


def test_a_unit_inside_a_unit_is_part_of_it(clean: Settings, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), unit():
        with unit():
            create("lumen", now)
        raise ZeroDivisionError
    assert at_once(slugs) == [[]]


def test_a_query_outside_a_unit_fails_at_once(clean: Settings) -> None:
    with pytest.raises(InterfaceError):
        slugs()


def test_a_snapshot_is_of_one_moment_and_cannot_write(clean: Settings, now: datetime) -> None:
    with db.snapshot():
        before = slugs()
        at_once(lambda: create("lumen", now))
        assert slugs() == before == []
    with pytest.raises(InternalError, match="read-only"), db.snapshot():
        rows("DELETE FROM organization RETURNING 1")


def test_times_come_back_in_utc(clean: Settings, now: datetime) -> None:
    with unit():
        create("lumen", now.astimezone(timezone(timedelta(hours=5, minutes=30))))
        kept = Organization.get().created_at
        assert (kept, kept.utcoffset()) == (now, timedelta(0))


def test_what_is_referred_to_cannot_be_deleted(lumen: Lumen) -> None:
    with pytest.raises(Exception, match="violates"), unit():
        lumen.organization.delete_instance()


def test_a_statement_may_not_run_for_ever(clean: Settings) -> None:
    with pytest.raises(AWAY), unit():
        rows("SET LOCAL statement_timeout = 20; SELECT pg_sleep(10)")


def test_a_restarted_server_is_found_again(clean: Settings) -> None:
    with pytest.raises(AWAY), unit():
        rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'codebadge'")
    with unit():
        assert rows("SELECT 1") == [(1,)]
    assert not database._in_use


def test_values_are_bound_and_never_pasted(lumen: Lumen, now: datetime) -> None:
    hostile = "'; DROP TABLE audit_line; -- %s"
    with unit():
        assert rows("SELECT %s::text", hostile) == [(hostile,)]
        assert AuditLine.select().count() == 0
