"""What is to be told at an issue comes in; requests for its comments and labels go out, and what GitHub answers."""

from urllib.parse import quote

from models.sources.github_rest import named
from models.sources.picking import identifier, text
from models.sources.rest import Answer, Request, thing, things


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
    return identifier(thing(answer))


def marked_comment(answer: Answer, mark: str) -> str | None:
    """The id of the first comment that bears the mark. Raises Invalid."""
    bearing = (one for one in things(answer) if mark in text(one, "body", 20_000))
    first = next(bearing, None)
    return identifier(first) if first else None


def label_names(answer: Answer) -> list[str]:
    """The labels of an issue. Raises Invalid."""
    return [text(one, "name", 100) for one in things(answer)]


def _issue(repository: str, number: int) -> str:
    return f"/repos/{named(repository)}/issues/{number}"


def _comment(repository: str, comment: str) -> str:
    return f"/repos/{named(repository)}/issues/comments/{comment}"
