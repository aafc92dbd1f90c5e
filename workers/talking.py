"""A request comes in; a provider's answer goes out, if it is good, else Stopped with what it means: workers' one way.

Nothing here is logged or raised in words of a library's: they may hold a token.
"""

import contextlib
import math
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from models.errors import Invalid
from models.sources import github_rest, trello_rest
from models.sources.rest import Answer, Request, Verdict

PATIENCE = 30.0
"""Seconds for one answer, from its first byte to its last."""
NAMES = {"github": "GitHub", "trello": "Trello"}
MOVED = (301, 307, 308)
_VALUE = re.compile(r"[ -~]{1,2000}", re.A)
_JUDGES: Mapping[str, Callable[[Answer, datetime], Verdict]] = {
    "github": github_rest.judged,
    "trello": trello_rest.judged,
}


@dataclass(frozen=True)
class Access:
    """Where a provider is, and what opens it."""

    provider: str
    url: str
    headers: Mapping[str, str] = field(repr=False)


class Stopped(Exception):
    """The provider's answer ends what was to be done."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict


class Talk:
    """Requests to one provider, one after the other; every answer but a good one is Stopped."""

    def __init__(self, access: Access, client: httpx.Client, patience: float, whole: float = math.inf) -> None:
        self.access, self._client, self._patience = access, client, patience
        self._ends = time.monotonic() + whole

    def ask(self, request: Request, etag: str | None = None) -> Answer:
        """The answer, if it is good; 304 if `etag` (of a former one) still marks it. Raises Stopped."""
        answer = self._answer(request, etag)
        if answer.status in MOVED and request.method == "GET" and self.access.provider == "github":
            answer = self._answer(self._moved(answer, request), etag)
        verdict = _JUDGES[self.access.provider](answer, _now())
        if verdict.meaning != "done":
            raise Stopped(verdict)
        return answer

    def remove(self, request: Request) -> None:
        """The same; what is not there is as good as removed."""
        try:
            self.ask(request)
        except Stopped as stopped:
            if stopped.verdict.meaning != "gone":
                raise

    def following(self, answer: Answer, request: Request) -> Request | None:
        """What asks for GitHub's next page, None after the last one. Raises Stopped for one that is elsewhere."""
        try:
            path = github_rest.next_link(answer, self.access.url)
        except Invalid as elsewhere:
            raise Stopped(Verdict("wrong", str(elsewhere))) from None
        return Request("GET", path, at_most=request.at_most) if path else None

    def _moved(self, answer: Answer, request: Request) -> Request:
        """Where a renamed repository is now. Raises Stopped when that is another host."""
        try:
            path = github_rest.below(answer.headers.get("location", ""), self.access.url)
        except Invalid as elsewhere:
            raise Stopped(Verdict("wrong", str(elsewhere))) from None
        return Request("GET", path, at_most=request.at_most)

    def _answer(self, request: Request, etag: str | None) -> Answer:
        name, ends = NAMES[self.access.provider], min(time.monotonic() + self._patience, self._ends)
        if time.monotonic() >= ends:
            raise Stopped(Verdict("again", f"{name} does not answer in time."))
        headers = {"If-None-Match": etag} if etag and github_rest.is_token(etag) else {}
        try:
            with self._client.stream(request.method, request.path, json=request.body, headers=headers) as response:
                found = {key.lower(): value for key, value in response.headers.items()}
                return Answer(response.status_code, found, _read(response, ends, request.at_most, name))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as failed:
            raise Stopped(Verdict("again", f"{name} cannot be reached ({type(failed).__name__}).")) from None


@contextlib.contextmanager
def opened(access: Access, patience: float = PATIENCE, whole: float = math.inf) -> Iterator[Talk]:
    """A talk for as long as the block; its connection is kept between requests. After `whole` seconds nothing more is
    asked. Raises Stopped for headers that are none: a library would tell them in its log."""
    if not all(_VALUE.fullmatch(value) for value in access.headers.values()):
        raise Stopped(Verdict("refused", "The token is none. Give another one."))
    headers = dict(access.headers) | {"User-Agent": "codebadge", "Accept-Encoding": "identity"}
    with httpx.Client(base_url=access.url, timeout=patience, follow_redirects=False, headers=headers) as client:
        yield Talk(access, client, patience, whole)


def _read(response: httpx.Response, ends: float, at_most: int, name: str) -> bytes:
    """The body. Raises Stopped for one that is too large, or comes too slowly."""
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > at_most or time.monotonic() > ends:
            raise Stopped(Verdict("again", f"{name}'s answer is too large, or too slow."))
    return bytes(body)


def _now() -> datetime:
    return datetime.now(UTC)
