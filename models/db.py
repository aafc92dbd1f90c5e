"""Settings come in; a pool of PostgreSQL connections and the unit of work go out; every verb above stands on it.

`autoconnect=False`: a query outside a unit of work fails at once, so none can block the event loop unseen.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg2
from peewee import BigAutoField, ForeignKeyField, InterfaceError, JSONField, Model, OperationalError
from playhouse.pool import MaxConnectionsExceeded, PooledPostgresqlDatabase
from playhouse.postgres_ext import ArrayField, DateTimeTZField
from psycopg2.extensions import parse_dsn
from psycopg2.extras import execute_values

from models.errors import Misconfigured

database = PooledPostgresqlDatabase(None, autoconnect=False)
Array = ArrayField
Instant = DateTimeTZField
Json = JSONField
AWAY = (
    OperationalError,
    InterfaceError,
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
    MaxConnectionsExceeded,
)
"""What a verb raises while PostgreSQL is away (or ends a statement by its time limit)."""


STREAMED = 5_000
"""Rows of a stream that PostgreSQL sends at once."""


class Record(Model):
    """A row. Verbs return records to other verbs only; what leaves models/ is a plain value."""

    id = BigAutoField()

    class Meta:
        database = database
        legacy_table_names = False


R = TypeVar("R", bound=Record)


def link(to: Any, **options: Any) -> ForeignKeyField:
    """A reference that forbids deleting what is referred to; the index is named with the queries that need it."""
    return ForeignKeyField(to, on_delete="RESTRICT", backref="+", index=options.pop("index", False), **options)


def connect(url: str, pool_size: int = 8) -> None:
    """Points the pool at a server; nothing is opened yet. Raises Misconfigured for an address that is none."""
    try:
        parameters: dict[str, Any] = parse_dsn(url)
    except psycopg2.ProgrammingError:
        raise Misconfigured("CODEBADGE_DATABASE_URL is no PostgreSQL address.") from None
    name = parameters.pop("dbname", "codebadge")
    options = "-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000"
    defaults = {"connect_timeout": 5, "keepalives_idle": 15, "keepalives_interval": 5, "application_name": "codebadge"}
    database.init(name, max_connections=pool_size, timeout=5, **(defaults | parameters | {"options": options}))


@contextmanager
def unit() -> Iterator[None]:
    """One connection, one transaction: all that is written inside is committed at the end or not at all."""
    try:
        with database.connection_context(), database.atomic():
            yield
    except AWAY:
        # The server may have been restarted: the pool's other connections are as dead as this one.
        if not database._state.ctx:
            database.close_idle()
        raise


@contextmanager
def snapshot() -> Iterator[None]:
    """A unit that only reads, and reads everything as of one moment, whatever commits meanwhile."""
    with unit():
        database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def rows(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Every row of a statement that peewee would only make harder to read. Values are bound, never pasted."""
    return list(database.execute_sql(sql, values).fetchall())


def execute_many(sql: str, values: Sequence[Sequence[object]]) -> list[tuple[Any, ...]]:
    """One statement with `VALUES %s` for many rows at once; returns what its RETURNING clause gives."""
    cursor = database.cursor()
    given = execute_values(cursor, sql, values, page_size=len(values), fetch="RETURNING" in sql)
    return given or []


def columns(record: type[Record], alias: str) -> str:
    """All of a record's columns, for a statement that is asked too often to be put together each time."""
    return ", ".join(f"{alias}.{field.column_name}" for field in record._meta.sorted_fields)


def loaded(record: type[R], values: Iterable[Any]) -> R:
    """The record that such a statement found."""
    found = record(__no_default__=True)
    fields = record._meta.sorted_fields
    found.__data__.update({field.name: field.python_value(one) for field, one in zip(fields, values, strict=True)})
    return found


def stream(sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
    """The same row by row, for more than memory should hold."""
    # By hand: the driver's own, with peewee's way of beginning, take no unit for a transaction.
    database.execute_sql(f"DECLARE streamed NO SCROLL CURSOR FOR {sql}", values)
    try:
        while fetched := rows(f"FETCH {STREAMED} FROM streamed"):
            yield from fetched
    finally:
        database.execute_sql("CLOSE streamed")


def take_time() -> None:
    """The rest of the unit may take longer than a request would wait."""
    database.execute_sql("SET LOCAL statement_timeout = 0")
