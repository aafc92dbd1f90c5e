"""A bell comes in; what models say of open issues goes out, as comments or labels at GitHub, one request at a time."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from models import errands, queues, sealing, settings
from models.db import unit
from models.errands import Errand
from models.errors import Invalid, Misconfigured
from models.rules import labels, posting_words
from models.settings import Settings
from models.sources import github_issue_rest
from models.sources.rest import Verdict
from workers import access, talking
from workers.talking import Stopped, Talk

BATCH = 10
"""Issues that one bell may tell of; then it rings again, so that other jobs get their turn."""
PAUSE = 1.0
"""Seconds between two issues, as GitHub wants it of those who write."""
PATIENCE = 10.0
"""Seconds for one answer."""
log = logging.getLogger("codebadge.posting")


def tell(_project_id: int, configured: Settings | None = None, pause: float = PAUSE) -> int:
    """The job: what is due, of whatever project; how many issues."""
    here = configured or settings.load()
    for done in range(BATCH):
        if not _one(here, pause if done else 0.0):
            return done
    queues.ring(queues.POSTING, 0)
    return BATCH


def _one(here: Settings, pause: float) -> bool:
    """Whether there was one. No transaction is open while GitHub thinks."""
    with unit():
        errand = errands.take(_now())
    if errand is None:
        return False
    time.sleep(pause)
    verdict, remote = _run(here, errand)
    if verdict.meaning != "done":
        log.warning("posting %s: %s", errand.id, verdict.words)
    with unit():
        errands.note(errand, verdict, remote, _now())
    return True


def _run(here: Settings, errand: Errand) -> tuple[Verdict, str | None]:
    """(what came of it, the comment or label that is there now)."""
    try:
        with talking.opened(access.of_token(_token(errand), here), PATIENCE) as talk:
            return Verdict("done"), _WAYS[errand.way](talk, errand)
    except Stopped as stopped:
        return stopped.verdict, errand.remote
    except Invalid as strange:
        return Verdict("again", str(strange)), errand.remote


def _token(errand: Errand) -> str:
    """Raises Stopped for what cannot be read."""
    try:
        return sealing.unseal(errand.token)
    except Misconfigured:
        raise Stopped(Verdict("refused", "The token cannot be read any more. Give the project a new one.")) from None


def _comment(talk: Talk, errand: Errand) -> str:
    """The id of the comment, which says what it should."""
    if errand.told == "label" and errand.remote:
        talk.remove(github_issue_rest.remove_label(errand.repository, errand.number, errand.remote))
    words = posting_words.comment(errand.wanted, errand.url, errand.mark)
    known = errand.remote if errand.told == "comment" else _lost(talk, errand)
    if known is not None:
        talk.ask(github_issue_rest.edit_comment(errand.repository, known, words))
        return known
    return github_issue_rest.comment_id(
        talk.ask(github_issue_rest.add_comment(errand.repository, errand.number, words))
    )


def _lost(talk: Talk, errand: Errand) -> str | None:
    """Our comment, of which we heard nothing: a worker died, or the answer was lost."""
    if not errand.doubt:
        return None
    found = talk.ask(github_issue_rest.comments(errand.repository, errand.number))
    return github_issue_rest.marked_comment(found, errand.mark)


def _label(talk: Talk, errand: Errand) -> str:
    """The name of the label, the only one of ours that the issue has now."""
    if errand.told == "comment" and errand.remote:
        talk.remove(github_issue_rest.remove_comment(errand.repository, errand.remote))
    wanted = posting_words.label(errand.wanted)
    there = github_issue_rest.label_names(talk.ask(github_issue_rest.labels(errand.repository, errand.number)))
    if wanted not in there:
        talk.ask(github_issue_rest.add_label(errand.repository, errand.number, wanted))
    for former in there:
        if former != wanted and labels.is_ours(former):
            talk.remove(github_issue_rest.remove_label(errand.repository, errand.number, former))
    return wanted


_WAYS: Mapping[str, Callable[[Talk, Errand], str]] = {"comment": _comment, "label": _label}


def _now() -> datetime:
    return datetime.now(UTC)
