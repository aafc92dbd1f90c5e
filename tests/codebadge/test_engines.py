"""The embedded PostgreSQL and Redis: found again, alone with their data, and back after any kind of death."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest
from redis import Redis

from codebadge import engines
from codebadge.engine import SOCKET_PATH_BYTES, socket_folder
from codebadge.engines import Postgres, RedisServer, Urls
from models.errors import Misconfigured, Taken, Unavailable
from tests.codebadge.running import Program, all_end, watch

HOLDER = """
import signal, sys
from codebadge import engines
with engines.running(sys.argv[1]) as urls:
    print("running", flush=True)
    signal.pause()
"""


def ask(urls: Urls, sql: str) -> object:
    connection = psycopg2.connect(urls.database)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def write_something(urls: Urls) -> None:
    ask(urls, "CREATE TABLE kept AS SELECT 42 AS answer")
    Redis.from_url(urls.redis).set("kept", 42)


def test_what_was_written_is_found_again(tmp_path: Path) -> None:
    with engines.running(tmp_path / "data") as urls:
        write_something(urls)
    with engines.running(tmp_path / "data") as urls:
        assert ask(urls, "SELECT answer FROM kept") == 42
        assert Redis.from_url(urls.redis).get("kept") == b"42"


def test_a_durable_database_does_not_cheat(tmp_path: Path) -> None:
    with engines.running(tmp_path) as urls:
        assert ask(urls, "SHOW fsync") == "on"
        assert ask(urls, "SHOW synchronous_commit") == "on"
        assert Redis.from_url(urls.redis).config_get("appendonly") == {"appendonly": "yes"}


def test_no_engine_listens_on_a_port(tmp_path: Path) -> None:
    with engines.running(tmp_path, durable=False) as urls:
        assert ask(urls, "SHOW listen_addresses") == ""
        assert Redis.from_url(urls.redis).config_get("port") == {"port": "0"}


def test_text_is_unicode_and_times_are_utc(tmp_path: Path) -> None:
    with engines.running(tmp_path, durable=False) as urls:
        assert ask(urls, "SELECT lower('ÄÖ')") == "äö"
        assert ask(urls, "SHOW timezone") == "UTC"


def kill_the_holder(data: Path) -> None:
    holder = Program("-c", HOLDER, str(data))
    holder.until("running")
    holder.kill()


def kill_the_engines(data: Path) -> None:
    postgres, redis = Postgres(data), RedisServer(data)
    for engine in (postgres, redis):
        engine.start()
        assert engine.process is not None
        engine.process.kill()
        engine.process.wait()


def leave_a_strangers_pid(data: Path) -> None:
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    (data / "redis" / "redis.pid").write_text(f"{os.getpid()}\n")


def leave_nonsense(data: Path) -> None:
    (data / "postgres" / "postmaster.pid").write_text("")
    (data / "redis" / "redis.pid").write_text("x")


@pytest.mark.parametrize("harm", [kill_the_holder, kill_the_engines, leave_a_strangers_pid, leave_nonsense])
def test_they_come_back_with_their_data(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    data = tmp_path / "data"
    with engines.running(data) as urls:
        write_something(urls)
    harm(data)
    with engines.running(data) as urls:
        assert ask(urls, "SELECT answer FROM kept") == 42


def test_an_orphan_is_ended_before_a_new_one_starts(tmp_path: Path) -> None:
    first = Postgres(tmp_path)
    first.start()
    assert first.process is not None
    orphan = watch([first.process.pid])
    with engines.running(tmp_path) as urls:
        assert all_end(orphan)
        assert ask(urls, "SELECT 1") == 1
    first.stop()


def test_a_first_start_that_was_cut_off_is_begun_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with engines.running(tmp_path, durable=False) as urls:
        assert ask(urls, "SELECT 1") == 1


@pytest.mark.parametrize("name", ["a folder, with 'signs' and ü", "x" * 120])
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    with engines.running(tmp_path / name, durable=False) as urls:
        assert ask(urls, "SELECT 1") == 1
        assert Redis.from_url(urls.redis).ping()
    assert socket_folder(tmp_path / name).exists() == (socket_folder(tmp_path / name).parent == tmp_path / name)


def test_a_sockets_path_always_fits() -> None:
    folder = socket_folder(Path("/" + "x" * 200))
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES
    assert folder != socket_folder(Path("/" + "x" * 201))


def test_a_folder_has_one_owner_at_a_time(tmp_path: Path) -> None:
    with engines.lock(tmp_path), pytest.raises(Taken, match="runs already"), engines.lock(tmp_path):
        pass
    with engines.lock(tmp_path):
        pass


def test_a_folder_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(Misconfigured, match="PostgreSQL 16"):
        Postgres(tmp_path).start()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    with engines.running(tmp_path):
        pass
    (tmp_path / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(Unavailable, match="no_such_setting"):
        Postgres(tmp_path).start()


def test_a_start_can_be_called_off(tmp_path: Path) -> None:
    engine = RedisServer(tmp_path)
    with pytest.raises(Unavailable):
        engine.start(lambda: True)
    assert engine.poll() is not None


def test_a_stop_of_what_never_ran_does_nothing(tmp_path: Path) -> None:
    Postgres(tmp_path).stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs to lend PostgreSQL another account")
def test_root_keeps_its_home_closed(tmp_path: Path) -> None:
    home = tmp_path / "root"
    home.mkdir(mode=0o700)
    with engines.running(home / "share" / "codebadge", durable=False) as urls:
        assert ask(urls, "SELECT 1") == 1
    assert home.stat().st_mode & 0o777 == 0o700


def test_they_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    holder = Program("-c", HOLDER, str(tmp_path / "data"))
    holder.until("running")
    pid = int((tmp_path / "data" / "postgres" / "postmaster.pid").read_text().split()[0])
    postgres = watch([pid])
    os.kill(holder.process.pid, signal.SIGKILL)
    holder.finish()
    assert all_end(postgres)
