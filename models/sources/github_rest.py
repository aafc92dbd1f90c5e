"""What is to be done at an issue comes in; requests of GitHub's REST go out, and GitHub's answers in words of ours."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote

from models.errors import Invalid
from models.sources.picking import identifier, text

MAX_ANSWER = 1024 * 1024
"""Bytes of an answer that are read."""
VERSION = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=2)
"""How long we wait where GitHub says "later", whatever it says."""
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}", re.A)


@dataclass(frozen=True, slots=True)
class Request:
    """A path below GitHub's address, and what is sent there."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `headers` in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Meaning = Literal["done", "later", "again", "refused", "denied", "gone", "wrong"]
"""later: too much was asked at once. again: GitHub is away or busy. refused: the token is no good. denied: it may not
do this. gone: there is no such issue or comment, or nobody may write there. wrong: GitHub does not take it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means; `until`: when to ask again, of "later"."""

    meaning: Meaning
    words: str = ""
    until: datetime | None = None


def is_repository(name: str) -> bool:
    """Whether a project's name is owner/repository, so that it can stand in a path."""
    return _REPOSITORY.fullmatch(name) is not None and not {".", ".."} & set(name.split("/"))


def is_token(token: str) -> bool:
    """Whether it can stand in a header."""
    return _TOKEN.fullmatch(token) is not None


_TOKEN = re.compile(r"[!-~]{1,500}", re.A)


def comments(repository: str, number: int) -> Request:
    """The issue's first hundred comments."""
    return Request("GET", f"{_issue(repository, number)}/comments?per_page=100")


def add_comment(repository: str, number: int, words: str) -> Request:
    return Request("POST", f"{_issue(repository, number)}/comments", {"body": words})


def edit_comment(repository: str, comment: str, words: str) -> Request:
    return Request("PATCH", _comment(repository, comment), {"body": words})


def remove_comment(repository: str, comment: str) -> Request:
    return Request("DELETE", _comment(repository, comment))


def labels(repository: str, number: int) -> Request:
    return Request("GET", f"{_issue(repository, number)}/labels?per_page=100")


def add_label(repository: str, number: int, name: str) -> Request:
    """The repository gets the label, too, when it has none of that name."""
    return Request("POST", f"{_issue(repository, number)}/labels", {"labels": [name]})


def remove_label(repository: str, number: int, name: str) -> Request:
    return Request("DELETE", f"{_issue(repository, number)}/labels/{quote(name, safe='')}")


def comment_id(answer: Answer) -> str:
    """The id of the comment in the answer. Raises Invalid."""
    found = _json(answer)
    if not isinstance(found, dict):
        raise Invalid("GitHub's answer is no comment.")
    return identifier(found)


def marked_comment(answer: Answer, mark: str) -> str | None:
    """The id of the first comment that bears the mark. Raises Invalid."""
    bearing = (one for one in _listed(answer) if mark in text(one, "body", 20_000))
    first = next(bearing, None)
    return identifier(first) if first else None


def label_names(answer: Answer) -> list[str]:
    """The labels of an issue. Raises Invalid."""
    return [text(one, "name", 100) for one in _listed(answer)]


def judged(answer: Answer, now: datetime) -> Verdict:
    """What the answer's status and headers mean."""
    status = answer.status
    if 200 <= status < 300:
        return Verdict("done")
    if status in (403, 429) and (until := _until(answer.headers, now)) is not None:
        return Verdict("later", "GitHub asks us to wait.", until)
    if status == 403 and b"locked" in answer.body[:2_000]:
        return Verdict("gone", "The conversation is locked.")
    if status >= 500 or status in (408, 429):
        return Verdict("again", f"GitHub could not answer ({status}).")
    return _OTHERWISE.get(status, Verdict("wrong", f"GitHub does not take it ({status})."))


_GONE = Verdict("gone", "GitHub knows no such issue or comment, or the token may not see it.")
_MOVED = Verdict("wrong", "The repository has moved; its next delivery tells where.")
_OTHERWISE: Mapping[int, Verdict] = {
    301: _MOVED,
    302: _MOVED,
    307: _MOVED,
    308: _MOVED,
    401: Verdict("refused", "GitHub refuses the token (401). Give the project a new one."),
    403: Verdict("denied", "The token may not do this (403): it needs to write issues."),
    404: _GONE,
    410: _GONE,
}


def _until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When GitHub wants to be asked again, if it says so; bounded."""
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if _SECONDS.fullmatch(after):
        wanted = now + timedelta(seconds=int(after))
    elif headers.get("x-ratelimit-remaining") == "0" and _SECONDS.fullmatch(reset):
        wanted = datetime.fromtimestamp(int(reset), UTC)
    elif after:
        wanted = now
    else:
        return None
    return min(max(wanted, now + SHORTEST), now + LONGEST)


_SECONDS = re.compile(r"[0-9]{1,10}", re.A)


def _issue(repository: str, number: int) -> str:
    return f"/repos/{repository}/issues/{number}"


def _comment(repository: str, comment: str) -> str:
    return f"/repos/{repository}/issues/comments/{comment}"


def _listed(answer: Answer) -> list[Mapping[str, Any]]:
    found = _json(answer)
    if not isinstance(found, list):
        raise Invalid("GitHub's answer is no list.")
    return [one for one in found if isinstance(one, dict)]


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise Invalid("GitHub's answer is no JSON.") from None
