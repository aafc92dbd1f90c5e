"""README.md: what it says to programs works when it is pasted."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from models import db, tokens
from models.people import Person
from tests.cast import issue
from tests.server.running import Running

README = (Path(__file__).parents[2] / "README.md").read_text()
EXAMPLES = re.findall(r"```sh\n# (\d\. .*?)\n(.*?)```", README, re.S)
TELLS = {1: "rows", 2: "award", 3: "data"}
"""What the last answer of each example holds."""


def answers(printed: bytes) -> list[Any]:
    """The JSON values that stand one behind the other."""
    found, text, decoder = [], printed.decode().strip(), json.JSONDecoder()
    while text:
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:].lstrip()
    return found


def test_there_are_three_examples() -> None:
    assert [title[0] for title, _ in EXAMPLES] == ["1", "2", "3"]


@pytest.mark.parametrize(("title", "script"), EXAMPLES, ids=[title for title, _ in EXAMPLES])
async def test_an_example_works_when_it_is_pasted(server: Running, title: str, script: str) -> None:
    await asyncio.to_thread(server.lumen.deliver, "issues", issue("closed", server.clock.at), server.clock.at)
    with db.unit():
        _, token = tokens.create(server.lumen.organization, "admin", "README", server.clock.at)
        person = Person.get(Person.login == "ada").id
    means = {"PATH": "/usr/local/bin:/usr/bin:/bin", "CODEBADGE": server.url, "TOKEN": token, "PERSON": str(person)}
    process = await asyncio.create_subprocess_exec(
        "sh", "-eu", "-c", script, env=means, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    printed, complaints = await process.communicate()
    assert process.returncode == 0, complaints
    said = answers(printed)
    assert not [answer for answer in said if "error" in answer]
    assert TELLS[int(title[0])] in said[-1]
