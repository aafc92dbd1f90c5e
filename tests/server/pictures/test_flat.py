"""`/img/flat`: the badges of READMEs, and what shields.io reads; what is wrong is said in the badge."""

import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from models import awards, badges, db
from models.people import Membership, Person
from tests.cast import issue
from tests.server.running import Running


async def given(server: Running, path: str, **headers: str) -> tuple[int, str, Any]:
    async with server.session.get(f"{server.url}/img/flat/lumen/{path}", headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers


def said(svg: str) -> str:
    return ElementTree.fromstring(svg)[0].text or ""


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("person.svg?of=ada", "Lumen: 8 points"),
        ("person.svg?of=ada&show=month", "Lumen: 8 points this month"),
        ("person.svg?of=ada&show=rank", "Lumen: #1"),
        ("person.svg?of=ada&show=badges", "Lumen: 1 badge"),
        ("person.svg?of=ada&label=%3Cb%3E%26", "<b>&: 8 points"),
        ("person.svg?of=ada&label=a%00%01b", "a\ufffd\ufffdb: 8 points"),
        ("board.svg", "Lumen · This week: ada, 8"),
        ("board.svg?of=month", "Lumen · This month: ada, 8"),
        ("badge.svg?of=first-issue", "First issue closed: held by 1"),
    ],
)
async def test_a_badge_says_how_much(server: Running, now: datetime, path: str, words: str) -> None:
    await server.deliver("issues", issue("closed", now, labels=("points: 8",)))
    await server.settle()
    if "of=first-issue" in path:
        with db.unit():
            [badge] = [one for one in badges.every(server.lumen.organization) if one.name.startswith("First issue")]
        path, words = f"badge.svg?of={badge.slug}", f"{badge.name}: held by 1"
    status, svg, headers = await given(server, path)
    assert (status, said(svg)) == (200, words)
    assert headers["Cache-Control"].startswith("public, max-age=300")
    assert (await given(server, path, **{"If-None-Match": headers["ETag"]}))[0] == 304


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("person.svg?of=nobody", "codebadge: There is no such person here"),
        ("person.svg", "codebadge: There is no such person here"),
        ("person.svg?of=%00", "codebadge: There is no such person here"),
        ("badge.svg?of=none", "codebadge: There is no badge “none” in this organisation"),
        ("board.svg?of=never", "codebadge: "),
        ("board.svg?of=week&color=zz", "codebadge: color is "),
        ("board.svg?big=1", "codebadge: “big” is not known here"),
    ],
)
async def test_what_is_wrong_is_said_in_the_badge(server: Running, path: str, words: str) -> None:
    status, svg, headers = await given(server, path)
    assert status == 200
    assert said(svg).startswith(words)
    assert headers["Cache-Control"] == "public, max-age=60"


async def test_nobody_hidden_is_counted_in_public(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now, labels=("points: 8",)))
    await server.settle()
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == Person.get(Person.login == "ada")).execute()
        assert awards.holders(badges.every(server.lumen.organization)[0]) >= 0
    assert said((await given(server, "person.svg?of=ada"))[1]) == "codebadge: There is no such person here"
    assert "ada" not in (await given(server, "board.svg"))[1]


async def test_shields_reads_the_same_words(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now, labels=("points: 8",)))
    await server.settle()
    status, text, _ = await given(server, "person.json?of=ada&color=green")
    assert status == 200
    told = json.loads(text)
    assert (told["schemaVersion"], told["label"], told["message"]) == (1, "Lumen", "8 points")
    wrong = json.loads((await given(server, "person.json?of=nobody"))[1])
    assert wrong["isError"] is True


@pytest.mark.parametrize("style", ["flat", "flat-square", "plastic", "for-the-badge", "unknown"])
async def test_every_style_is_a_whole_picture(server: Running, style: str) -> None:
    _, svg, headers = await given(server, f"board.svg?style={style}")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert headers["Content-Security-Policy"] == "default-src 'none'; img-src data:; sandbox"
