"""A piece of work comes in; what was done in it goes out in words, for lines of the ledger and reasons of awards."""

from collections.abc import Callable, Mapping

from models.rules.card_work import ARCHIVED
from models.rules.work import Folded, Work

NOT_DONE = {"not_planned": "not planned", "duplicate": "a duplicate"}

_DEEDS: Mapping[str, Callable[[Work], str]] = {
    "issue.opened": lambda work: f"opening {name(work)}",
    "issue.closed": lambda work: f"closing {name(work)}",
    "pull_request.opened": lambda work: f"proposing {name(work)}",
    "pull_request.merged": lambda work: f"getting {name(work)} merged",
    "pull_request.rejected": lambda work: f"proposing {name(work)}, which was closed without a merge",
    "review.given": lambda work: f"reviewing {name_of_subject(work)}",
    "star.given": lambda work: "a star",
    "push.made": lambda work: f"pushing {work.commits} commit{'' if work.commits == 1 else 's'}",
    "card.completed": lambda work: f"completing {name(work)}",
    "check_item.completed": lambda work: f"ticking off {name(work)}",
    "contribution.made": lambda work: name(work),
}


def deed(kind: str, work: Work) -> str:
    """What was done, to follow "for": "closing #42"."""
    return _DEEDS[kind](work)


def amount(points: int) -> str:
    """ "1 point", "3 points"."""
    return f"{points} point{'' if abs(points) == 1 else 's'}"


def title(work: Work) -> str:
    """The work in a line: "#42 Fix the lexer"."""
    about = work.subject or work
    return " ".join(part for part in (f"#{about.number}" if about.number is not None else "", about.title) if part)


def name(work: Work) -> str:
    """The work in a sentence: "#42", "the review of #7", "star", "card #3"."""
    if work.kind == "review":
        return f"the review of {name_of_subject(work)}"
    if work.kind in _TITLED:
        return f"the {_TITLED[work.kind]} “{work.title}”" if work.title else f"a {_TITLED[work.kind]}"
    if work.kind == "card":
        return f"card #{work.number}" if work.number is not None else f"the card “{work.title}”"
    return f"#{work.number}" if work.number is not None else work.kind


_TITLED = {"check_item": "checklist item", "contribution": "contribution"}


def name_of_subject(work: Work) -> str:
    """What a review is about: "#7"."""
    return f"#{work.subject.number}" if work.subject else "a pull request"


def judgement(item: Folded, rule: str) -> str:
    """Why the points are others than before, when the work is the same; `rule`: of the step that says what it is worth
    now (models.rules.weighing.JUDGED)."""
    return _JUDGEMENTS[rule].format(name(item.work))


_JUDGEMENTS: Mapping[str, str] = {
    "ruling": "a moderator decided what {} is worth",
    "model": "{} is estimated anew",
    "median": "{} is estimated anew",
    "waiting": "{} waits for a moderator",
}


def reversal_reason(item: Folded, kind: str, points: int) -> str:
    """Why points are taken back, in words for the person who loses them."""
    return back(points, _change(item, kind))


def back(points: int, why: str) -> str:
    """That a line of so many points is undone, and why: "3 points taken back: #42 was reopened"."""
    if points == 0:
        return f"no longer counted, for 0 points: {why}"
    return f"{amount(points)} taken back: {why}" if points > 0 else f"{amount(-points)} given back: {why}"


def _change(item: Folded, kind: str) -> str:
    work = item.work
    if item.gone:
        return f"{name(work)} was deleted or moved away"
    if work.state == "dismissed" and work.kind == "star":
        return "the star was removed"
    if work.state == "dismissed" and work.kind == "check_item":
        return f"{name(work)} is no longer ticked off"
    if work.state == "dismissed" and work.kind == "contribution":
        return f"{name(work)} was taken back where it came from"
    if work.state == "dismissed":
        return f"the review of {name_of_subject(work)} was dismissed"
    if work.state == "open" and kind in ("issue.closed", "pull_request.merged", "pull_request.rejected"):
        return f"{name(work)} was reopened"
    if kind == "card.completed" and (work.state == "open" or work.reason == ARCHIVED):
        return f"{name(work)} is no longer done"
    if work.reason in NOT_DONE and kind == "issue.closed":
        return f"{name(work)} was closed as {NOT_DONE[work.reason]}"
    return f"{name(work)} is counted anew after a change"
