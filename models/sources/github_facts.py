"""A piece of work in GitHub's words comes in; facts about it go out as fields of a Work, or joined to a Change.

Facts are what no rule of the tariff needs but by an admin's choice: who took part, how much changed, what it undoes.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from models.rules.accounts import Account, in_order
from models.rules.joining import ASSOCIATIONS
from models.rules.work import MAX_PATHS, Change
from models.sources import picking
from models.sources.github_accounts import co_authors, once
from models.sources.picking import Fields

MAX_TEXT = 10_000
"""Characters of a message or description in which trailers are looked for, from its end."""
MAX_PATH = 300
_REVERTS = re.compile(r"reverts (?:([a-z0-9_.-]{1,100}/[a-z0-9_.-]{1,100}))?#([0-9]{1,10})", re.I | re.A)


def association(found: Fields) -> str | None:
    """What the author was to the repository at that moment; None when it is not said, or in a word that is new."""
    word = picking.word(found, "author_association")
    return word if word in ASSOCIATIONS else None


def of_pull_request(found: Fields, repository: str) -> dict[str, Any]:
    """Fields of the Work; a review's delivery says nothing of lines and of who merged."""
    return {
        "association": association(found),
        "merged_by": once(found.get("merged_by")),
        "added": _count(found, "additions"),
        "removed": _count(found, "deletions"),
        "co_authors": in_order(co_authors([picking.ending(found, "body", MAX_TEXT)])),
        "reverts": _reverts(found, repository),
    }


def of_push(commits: Iterable[Fields]) -> dict[str, Any]:
    """Fields of the Work: the files, and whom the commits name beside their authors."""
    paths: set[str] = set()
    messages = []
    for commit in commits:
        messages.append(picking.ending(commit, "message", MAX_TEXT))
        paths.update(_paths(commit))
    return {"paths": tuple(sorted(paths - {""})[:MAX_PATHS]), "co_authors": in_order(co_authors(messages))}


def taking_part(change: Change, accounts: Collection[Account | None]) -> Change:
    """The change with witnesses: these people, but for bots."""
    ids = {one.external_id for one in accounts if one is not None and not one.bot}
    return joined(change, witnesses=(*change.work.witnesses, *ids))


def joined(change: Change, **fields: Any) -> Change:
    """The change with more facts of its work."""
    work = type(change.work).model_validate(change.work.model_dump() | fields)
    return change.model_copy(update={"work": work})


def _count(found: Fields, name: str) -> int | None:
    number = found.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**9 else None


def _paths(commit: Fields) -> Iterable[str]:
    for name in ("added", "modified", "removed"):
        for path in picking.some_list(commit, name, MAX_PATHS) or []:
            yield picking.text({"path": path}, "path", MAX_PATH)


def _reverts(found: Fields, repository: str) -> int | None:
    """GitHub's own words when somebody presses “Revert”, of a pull request of the same repository."""
    if not picking.text(found, "title", 20).startswith("Revert "):
        return None
    lines = (line.strip() for line in picking.ending(found, "body", MAX_TEXT).splitlines())
    for match in (_REVERTS.fullmatch(line) for line in lines):
        if match and (match[1] or repository).lower() == repository.lower():
            return int(match[2]) if 0 < int(match[2]) <= picking.MAX_NUMBER else None
    return None
