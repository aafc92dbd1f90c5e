"""A stage of a repository's history comes in; a page of it is asked for at GitHub, and goes out to be taken in."""

from collections.abc import Mapping
from datetime import datetime

from models import history, past_work
from models.db import unit
from models.errors import Invalid
from models.jobs import Job
from models.rules.work import Account, Change, ProjectSeen
from models.sources import github_history, github_rest, github_voices
from models.sources.github_history import Page
from models.sources.rest import MAX_PAGE, Answer, Request
from workers.history_stages import Stage, Task, met, onward, taken
from workers.landing import Landing
from workers.talking import Stopped, Talk


def _repository(task: Task, talk: Talk) -> Landing:
    """By its id, if it is known: names change."""
    known, name = task.project.external_id, task.project.name
    request = github_rest.repository_by_id(str(known)) if known else github_rest.repository(name)
    found = github_rest.repository_of(talk.ask(request))
    seen = ProjectSeen(
        provider="github", external_id=found.id, name=found.full_name, url=found.url, archived=found.archived
    )
    return met(task, seen)


def _issues(task: Task, talk: Talk) -> Landing:
    """The first page tells how many there are: issues and pull requests are numbered together."""
    answer, following = _ask(task, talk, github_history.first("issues", _id(task), task.since))
    page = github_history.read("issues", answer, task.project.name)
    numbers = [change.work.number or 0 for change in page.changes]
    total = max(numbers, default=0) if task.url is None and task.since is None else None
    return _take(task, page, following, "issues", total)


def _again(task: Task, talk: Talk) -> Landing:
    """What changed while the pages were read: where there is no webhook, nobody else tells."""
    answer, following = _ask(task, talk, github_history.first("issues", _id(task), task.job.created_at))
    return _take(task, github_history.read("issues", answer, task.project.name), following, "again")


def _pulls(task: Task, talk: Talk) -> Landing:
    answer, following = _ask(task, talk, github_history.first("pulls", _id(task)))
    return _take(task, github_history.read("pulls", answer, task.project.name), following, "pulls")


def _events(task: Task, talk: Talk) -> Landing:
    """Who closed and merged; pull requests are named there by their numbers."""
    answer, following = _ask(task, talk, github_history.first("events", _id(task)))
    page = github_history.read("events", answer, task.project.name)
    place = task.at(url=_go_on(task, page, following))

    def land(job: Job, now: datetime) -> None:
        works = past_work.pulls(task.project.id, [one.number for one in page.endings])
        ended = [github_history.ended(works[one.number], one) for one in page.endings if one.number in works]
        told = [*page.changes, *ended, *_heard(task, page)]
        history.take(job, told, place, {"events": page.read, "skipped": page.unread}, now)

    return land


def _comments(task: Task, talk: Talk) -> Landing:
    """Who spoke: what is closed by its author alone counts for nothing, unless others took part."""
    answer, following = _ask(task, talk, github_history.first("comments", _id(task)))
    page = github_history.read("comments", answer, task.project.name)
    place = task.at(url=_go_on(task, page, following))

    def land(job: Job, now: datetime) -> None:
        history.take(job, _heard(task, page), place, {"comments": page.read, "skipped": page.unread}, now)

    return land


def _heard(task: Task, page: Page) -> list[Change]:
    """One change for each issue, with all who took part in it."""
    works = past_work.issues(task.project.id, [one.number for one in page.voices])
    by_number: dict[int, list[Account]] = {}
    for voice in page.voices:
        by_number.setdefault(voice.number, []).append(voice.account)
    return [github_voices.heard(work, by_number[number]) for number, work in works.items()]


def _reviews(task: Task, talk: Talk) -> Landing:
    """Of one pull request after the other."""
    after = task.place.get("after", 0)
    with unit():
        about = past_work.next_pull(task.project.id, after, task.since)
    if about is None:
        return onward(task.following)
    done = {"stage": task.stage, "after": about.item}
    try:
        answer, following = _ask(task, talk, github_history.first_reviews(_id(task), about.work.number or 0))
    except Stopped as stopped:
        if stopped.verdict.meaning != "gone":
            raise
        return onward(done)
    page = github_history.reviews(answer, about.work, about.seen_at)
    place = done if following is None else {"stage": task.stage, "after": after, "url": following}
    return taken(page.changes, place, {"reviews": page.read - page.unread, "skipped": page.unread})


def _ask(task: Task, talk: Talk, first: Request) -> tuple[Answer, str | None]:
    """(the page where the stage stands, the path of the next one)."""
    request = first if task.url is None else Request("GET", task.url, at_most=MAX_PAGE)
    answer = talk.ask(request)
    following = talk.following(answer, request)
    return answer, None if following is None else following.path


def _take(task: Task, page: Page, following: str | None, counted: str, total: int | None = None) -> Landing:
    place = task.at(url=_go_on(task, page, following))
    return taken(page.changes, place, {counted: len(page.changes), "skipped": page.unread}, total)


def _go_on(task: Task, page: Page, following: str | None) -> str | None:
    """Not beyond what changed `since`, where GitHub cannot be asked for that alone."""
    is_old = task.since is not None and page.oldest is not None and page.oldest < task.since
    return None if is_old else following


def _id(task: Task) -> str:
    """Raises Invalid for a project of which nothing was heard."""
    if task.project.external_id is None:
        raise Invalid("It is not known which repository this is.")
    return str(task.project.external_id)


STAGES: Mapping[str, Stage] = {
    "repository": _repository,
    "issues": _issues,
    "pulls": _pulls,
    "events": _events,
    "comments": _comments,
    "reviews": _reviews,
    "again": _again,
}
