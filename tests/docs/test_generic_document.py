"""docs/generic.md: its two senders and its examples are understood by a server that runs, and no field is left out."""

import json
import re
import runpy
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from redis import Redis

from models import db
from models.ledger import Entry
from models.people import Person
from models.rules.work import Value
from models.settings import Settings
from models.sources.generic_words import Home, Piece, Reviewed, Said, Somebody
from tests.cast import Lumen
from tests.server.running import InThread, in_thread
from tests.server.senders import generic_hook

PAGE = (Path(__file__).parents[2] / "docs" / "generic.md").read_text()
EXAMPLE = re.compile(r"^### (?P<name>[^\n]+)\n(?P<before>.*?)```json\n(?P<said>.*?)```(?P<after>[^#]*)", re.S | re.M)
EXAMPLES = {match["name"]: match for match in EXAMPLE.finditer(PAGE.split("## Examples")[1])}
PAYS = re.compile(r"^(\w+) gets (\d+) points\.$", re.M)
TABLES: dict[str, type[Value]] = {
    "The message": Said,
    "The project": Home,
    "The work": Piece,
    "A person": Somebody,
    "What was reviewed": Reviewed,
}


@pytest.fixture
def thread(clean: Settings, redis: Redis, lumen: Lumen, now: datetime) -> Iterator[InThread]:
    with in_thread(clean, redis, now) as running:
        yield running


def block(language: str) -> str:
    """The page's one block of that language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    return str(found)


def sender(folder: Path) -> Callable[..., int]:
    """The page's `send`."""
    script = folder / "send.py"
    script.write_text(block("python"))
    send: Callable[..., int] = runpy.run_path(str(script))["send"]
    return send


def points() -> set[tuple[str | None, int]]:
    """Who got how many."""
    with db.unit():
        named = {person.id: person.login for person in Person.select()}
        return {(named[entry.person_id], entry.points) for entry in Entry.select()}


def test_the_pages_python_sends_every_example_and_what_it_says_is_paid(
    thread: InThread, lumen: Lumen, now: datetime, tmp_path: Path
) -> None:
    send, (hook, secret) = sender(tmp_path), generic_hook(lumen, now)
    url = f"{thread.url}/hooks/generic/{hook.key}"
    said = {name: json.loads(match["said"]) for name, match in EXAMPLES.items()}
    for one in said.values():
        media = "application/cloudevents+json" if "specversion" in one else "application/json"
        assert send(url, secret, one, media) == 202
    thread.drain()

    assert len(said) == 4
    assert set(thread.states().values()) == {"done"}
    paid = {(login, int(many)) for match in EXAMPLES.values() for login, many in PAYS.findall(match["after"])}
    assert len(paid) == 2
    assert paid <= points()


def test_the_pages_curl_pings(thread: InThread, lumen: Lumen, now: datetime) -> None:
    hook, secret = generic_hook(lumen, now)
    known = {"URL": f"{thread.url}/hooks/generic/{hook.key}", "SECRET": secret, "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(["sh", "-euc", block("sh")], env=known, capture_output=True, timeout=30, check=True)

    assert list(json.loads(ran.stdout)) == ["delivery"]
    thread.drain()
    assert list(thread.states().values()) == ["done"]


@pytest.mark.parametrize("title", TABLES)
def test_no_field_is_left_out_and_none_is_made_up(title: str) -> None:
    table = PAGE.split(f"### {title}\n")[1].split("\n#")[0]
    named = {field for row in re.findall(r"^\| (`[^|]+) \|", table, re.M) for field in re.findall(r"`(\w+)`", row)}
    assert named == set(TABLES[title].model_fields)
