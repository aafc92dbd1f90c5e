"""A database comes in, empty or old; one with today's tables goes out.

Run by `codebadge migrate` and `codebadge up`.
"""

from pathlib import Path

from playhouse.migrations import Runner

from models.db import database, rows

DIRECTORY = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 4_223_001


def run() -> list[str]:
    """Applies what is pending, one process at a time; the names of what was applied."""
    with database.connection_context():
        rows("SELECT pg_advisory_lock(%s)", _ONE_AT_A_TIME)
        try:
            return list(_runner().up())
        finally:
            rows("SELECT pg_advisory_unlock(%s)", _ONE_AT_A_TIME)


def pending() -> list[str]:
    """The names of migrations that this database has not seen; for the readiness check, inside a connection."""
    return [migration.name for migration in _runner().status() if not migration.applied]


def _runner() -> Runner:
    return Runner(database, str(DIRECTORY))
