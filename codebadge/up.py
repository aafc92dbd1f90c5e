"""Settings come in; a whole Codebadge runs in front of you until Ctrl-C. See supervisor.py for how it ends."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from codebadge import console, demo_house, demo_past, home
from codebadge.child import Child
from codebadge.demo_cast import SLUG
from codebadge.engines import Postgres, RedisServer, lock
from codebadge.readiness import Readiness
from codebadge.supervisor import Supervisor
from models import db, engines, founding, migrate, settings, tokens
from models.errors import NotSignedIn, Taken
from models.settings import Settings

PARTS = {
    "server": ("serve",),
    "intake": ("work", "intake"),
    "jobs": ("work", "jobs"),
    "backfill": ("work", "backfill"),
    "outgoing": ("work", "outgoing"),
    "learner": ("work", "learner"),
    "relay": ("work", "relay"),
}
DEMO_TOKEN = "demo.token"  # noqa: S105 - the name of a file


def run(with_demo: bool, changes: Mapping[str, str]) -> None:
    """Blocks until told to stop. `changes` go over the environment. Raises Taken, Unavailable, Misconfigured."""
    env = settings.inherited() | dict(changes)
    given = settings.load(env)
    check_port(given.host, given.port)
    supervisor = Supervisor()
    with lock(given.data), supervisor.ending():
        home.write(given.data / home.ADDRESS_FILE, given.public_url)
        env |= _open_engines(supervisor, given)
        token, code = _prepare(settings.load(env), with_demo, lambda: supervisor.stopping)
        if with_demo:
            env.setdefault("CODEBADGE_ORG", SLUG)
        supervisor.children += [_child(name, words, env, supervisor) for name, words in PARTS.items()]
        supervisor.watch(_then(settings.load(env), token, code, supervisor, env if with_demo else None))
    console.line("up", "stopped; your data stays in " + str(given.data))


def check_port(host: str, port: int) -> None:
    """Said before anything is started. Raises Taken when somebody else listens there."""
    kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Taken(f"Cannot listen on {host}, port {port}: {error.strerror}.") from None
            raise Taken(f"Port {port} is in use: stop what listens there, or add --port {port + 1}.") from None


def _open_engines(supervisor: Supervisor, given: Settings) -> dict[str, str]:
    """Starts what the environment does not point to; gives what the children must know."""
    postgres, redis = Postgres(given.data), RedisServer(given.data)
    supervisor.engines += [] if given.database_url else [postgres]
    supervisor.engines += [] if given.redis_url else [redis]
    supervisor.start_engines()
    return {
        "CODEBADGE_DATABASE_URL": given.database_url or postgres.url,
        "CODEBADGE_REDIS_URL": given.redis_url or redis.url,
        "CODEBADGE_SECRET_KEY": ",".join(given.secret_keys) or home.secret_key(given.data),
        "CODEBADGE_DATA": str(given.data.resolve()),
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(complete: Settings, with_demo: bool, stopping: Callable[[], bool]) -> tuple[str | None, str | None]:
    """Today's tables, and for the demo its organisation. (the demo's admin token, the code of an empty server)."""
    engines.connect(complete)
    try:
        for name in migrate.run():
            console.line("up", f"migrated the database: {name}")
        token = _demo_token(complete, stopping) if with_demo else None
        with db.unit():
            return token, founding.set_up_code() if founding.is_open() else None
    finally:
        db.database.close_all()


def _demo_token(complete: Settings, stopping: Callable[[], bool]) -> str:
    """The same at every start, unless it was revoked or the database is another."""
    now = datetime.now(UTC)
    file = complete.data / DEMO_TOKEN
    with db.unit(), contextlib.suppress(FileNotFoundError, NotSignedIn):
        text = file.read_text().strip()
        tokens.caller(text, now)
        return text
    organization = demo_past.begin(complete, now, partial(console.line, "up"), stopping)
    with db.unit():
        _, text = tokens.create(organization, "admin", "demo", now)
    home.write(file, text)
    return text


def _child(name: str, words: tuple[str, ...], env: Mapping[str, str], supervisor: Supervisor) -> Child:
    command = [sys.executable, "-m", "codebadge", "--log", "bare", *words]
    return Child(name, command, env, supervisor.heard, once=name == "demo")


def _then(
    complete: Settings,
    token: str | None,
    code: str | None,
    supervisor: Supervisor,
    demo_env: Mapping[str, str] | None,
) -> Callable[[], None]:
    """What is done at every tick: once the server is ready, say where to look and start the demo."""
    readiness = Readiness(complete, supervisor.heard)

    def each_tick() -> None:
        if not readiness.news():
            return
        _greet(complete, token, code)
        if demo_env is not None:
            supervisor.children.append(_child("demo", ("demo", "--url", readiness.url), demo_env, supervisor))

    return each_tick


def _greet(complete: Settings, token: str | None, code: str | None) -> None:
    rows = [("Codebadge is up", complete.public_url)]
    rows += [("Set it up, once", f"{complete.public_url}/set-up?code={code}")] if code else []
    rows += [("Admin token of the demo", token)] if token else []
    who = f"as {demo_house.ADMIN}, or as {demo_house.MEMBER[1]}, who earns"
    rows += [("Sign in to the demo", who), ("The mail with the code", str(complete.data / "mail"))] if token else []
    rows += [("Data", str(Path(complete.data)))]
    console.banner(rows, "Press Ctrl-C to stop. The next start finds everything again.")
