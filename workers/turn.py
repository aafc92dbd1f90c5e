"""The number of a lock comes in; the one process that may work goes out with it, and the others wait."""

import threading

import psycopg2

from models.db import database

PATIENCE = 0.5
"""Seconds between two tries."""
Connection = psycopg2.extensions.connection


def own_connection() -> Connection:
    """Outside the pool: the lock lives as long as this connection does."""
    parameters = {**database.connect_params, "dbname": database.database}
    connection: Connection = psycopg2.connect(**parameters)
    connection.autocommit = True
    return connection


def take(connection: Connection, lock: int, stop: threading.Event) -> bool:
    """Returns once the lock is ours; False when `stop` comes first."""
    with connection.cursor() as cursor:
        while not stop.is_set():
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (lock,))
            if cursor.fetchone() == (True,):
                return True
            stop.wait(PATIENCE)
    return False


def check(connection: Connection) -> None:
    """Raises when the connection, and so the lock, is lost."""
    if connection.closed:
        raise psycopg2.OperationalError("the connection that held the lock is closed")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
