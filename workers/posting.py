"""A bell comes in; what models say of open issues goes out, as comments or labels at GitHub, one request at a time."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from models import errands, queues, sealing, settings
from models.db import unit
from models.errands import Errand
from models.errors import Invalid, Misconfigured
from models.rules import labels, posting_words
from models.sources import github_rest
from models.sources.github_rest import Answer, Request, Verdict

BATCH = 10
"""Issues that one bell may tell of; then it rings again, so that other jobs get their turn."""
PAUSE = 1.0
"""Seconds between two issues, as GitHub wants it of those who write."""
PATIENCE = 10.0
"""Seconds for one answer."""
log = logging.getLogger("codebadge.posting")


class Stopped(Exception):
    """GitHub's answer ends the errand."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict


def tell(_project_id: int, api: str | None = None, pause: float = PAUSE) -> int:
    """The job: what is due, of whatever project; how many issues. `api`: where GitHub's REST is."""
    with httpx.Client(
        base_url=api or settings.load().github_api_url,
        timeout=PATIENCE,
        follow_redirects=False,
        headers=github_rest.VERSION | {"User-Agent": "codebadge", "Accept-Encoding": "identity"},
    ) as client:
        for done in range(BATCH):
            if not _one(client, pause if done else 0.0):
                return done
    queues.ring(queues.POSTING, 0)
    return BATCH


def _one(client: httpx.Client, pause: float) -> bool:
    """Whether there was one. No transaction is open while GitHub thinks."""
    with unit():
        errand = errands.take(_now())
    if errand is None:
        return False
    time.sleep(pause)
    verdict, remote = _run(client, errand)
    if verdict.meaning != "done":
        log.warning("posting %s: %s", errand.id, verdict.words)
    with unit():
        errands.note(errand, verdict, remote, _now())
    return True


def _run(client: httpx.Client, errand: Errand) -> tuple[Verdict, str | None]:
    """(what came of it, the comment or label that is there now)."""
    try:
        return Verdict("done"), _WAYS[errand.way](Talk(client, _token(errand)), errand)
    except Stopped as stopped:
        return stopped.verdict, errand.remote
    except Invalid as strange:
        return Verdict("again", str(strange)), errand.remote


def _token(errand: Errand) -> str:
    """Raises Stopped for what no header can hold: it would only be told in the words of an exception."""
    try:
        token = sealing.unseal(errand.token)
    except Misconfigured:
        raise Stopped(Verdict("refused", "The token cannot be read any more. Give the project a new one.")) from None
    if not github_rest.is_token(token):
        raise Stopped(Verdict("refused", "The token is none. Give the project another one."))
    return token


class Talk:
    """Requests in one errand; every answer but a good one ends it."""

    def __init__(self, client: httpx.Client, token: str) -> None:
        self._client, self._token = client, token

    def ask(self, request: Request) -> Answer:
        """The answer, if it is good. Raises Stopped."""
        answer = self._answer(request)
        verdict = github_rest.judged(answer, _now())
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

    def _answer(self, request: Request) -> Answer:
        ends = time.monotonic() + PATIENCE
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            with self._client.stream(request.method, request.path, json=request.body, headers=headers) as response:
                return Answer(response.status_code, _small(response.headers), _read(response, ends))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as failed:
            # Without its words: they may hold the token.
            raise Stopped(Verdict("again", f"GitHub cannot be reached ({type(failed).__name__}).")) from None


def _small(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _read(response: httpx.Response, ends: float) -> bytes:
    """The body. Raises Stopped for one that is too large, or comes too slowly."""
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > github_rest.MAX_ANSWER or time.monotonic() > ends:
            raise Stopped(Verdict("again", "GitHub's answer is too large, or too slow."))
    return bytes(body)


def _comment(talk: Talk, errand: Errand) -> str:
    """The id of the comment, which says what it should."""
    if errand.told == "label" and errand.remote:
        talk.remove(github_rest.remove_label(errand.repository, errand.number, errand.remote))
    words = posting_words.comment(errand.wanted, errand.url, errand.mark)
    known = errand.remote if errand.told == "comment" else _lost(talk, errand)
    if known is not None:
        talk.ask(github_rest.edit_comment(errand.repository, known, words))
        return known
    return github_rest.comment_id(talk.ask(github_rest.add_comment(errand.repository, errand.number, words)))


def _lost(talk: Talk, errand: Errand) -> str | None:
    """Our comment, of which we heard nothing: a worker died, or the answer was lost."""
    if not errand.doubt:
        return None
    found = talk.ask(github_rest.comments(errand.repository, errand.number))
    return github_rest.marked_comment(found, errand.mark)


def _label(talk: Talk, errand: Errand) -> str:
    """The name of the label, the only one of ours that the issue has now."""
    if errand.told == "comment" and errand.remote:
        talk.remove(github_rest.remove_comment(errand.repository, errand.remote))
    wanted = posting_words.label(errand.wanted)
    there = github_rest.label_names(talk.ask(github_rest.labels(errand.repository, errand.number)))
    if wanted not in there:
        talk.ask(github_rest.add_label(errand.repository, errand.number, wanted))
    for former in there:
        if former != wanted and labels.is_ours(former):
            talk.remove(github_rest.remove_label(errand.repository, errand.number, former))
    return wanted


_WAYS: Mapping[str, Callable[[Talk, Errand], str]] = {"comment": _comment, "label": _label}


def _now() -> datetime:
    return datetime.now(UTC)
