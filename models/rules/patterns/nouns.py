"""A filter comes in; the work that passes it goes out in words: "merged pull requests with the label “bug”"."""

from collections.abc import Iterable, Mapping

from models.rules.patterns.where import Where

Names = Mapping[str, str]
"""What things are called, by `badge:12`, `league:7`, `project:3`, `team:5`; what is not here is called by its id."""
_KINDS: Mapping[str, tuple[str, str]] = {
    "issue.opened": ("issue opened", "issues opened"),
    "issue.closed": ("issue closed", "issues closed"),
    "pull_request.opened": ("pull request opened", "pull requests opened"),
    "pull_request.merged": ("pull request merged", "pull requests merged"),
    "pull_request.rejected": ("pull request rejected", "pull requests rejected"),
    "review.given": ("review given", "reviews given"),
    "star.given": ("star given", "stars given"),
    "push.made": ("push made", "pushes made"),
    "card.completed": ("card completed", "cards completed"),
    "check_item.completed": ("checklist item completed", "checklist items completed"),
    "contribution.made": ("contribution from elsewhere", "contributions from elsewhere"),
    "penalty": ("penalty", "penalties"),
}
_TURNED = ("issue", "pull_request", "card", "check_item")
_ANY = ("contribution", "contributions")
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_FACTS = {
    ("newcomer", True): "by or for a newcomer",
    ("newcomer", False): "neither by nor for a newcomer",
    ("co_authored", True): "with co-authors",
    ("co_authored", False): "without co-authors",
}


def work(where: Where, count: int, names: Names) -> str:
    """The work, after a number: "review given in parser" of 1, else "reviews given in parser"."""
    many, parts = count != 1, [part for part in _parts(where, names) if part]
    if not where.kinds:
        return " ".join([_ANY[many], *parts])
    if len(where.kinds) == 1 and not parts:
        return _KINDS[where.kinds[0]][many]
    return " ".join([either(_turned(kind, many) for kind in where.kinds), *parts])


def a(where: Where, names: Names) -> str:
    """One piece of such work with its article: "an opened issue"."""
    one = work(where, 1, names)
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


def some(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number(count)} {one if count == 1 else many}"


def number(count: int) -> str:
    """With narrow spaces between the thousands."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def either(parts: Iterable[str], word: str = "or") -> str:
    """One, or two; or three, four or five."""
    *others, last = parts
    return f"{', '.join(others)} {word} {last}" if others else last


def named(kind: str, number_of_it: int, names: Names) -> str:
    """What something is called: “First merge”, else "badge 12"."""
    name = names.get(f"{kind}:{number_of_it}")
    return f"“{name}”" if name else f"{kind} {number_of_it}"


def _turned(kind: str, many: bool) -> str:
    """ "merged pull request", so that what follows is not taken for something that was done while merging."""
    noun, _, done = _KINDS[kind][many].rpartition(" ")
    return f"{done} {noun}" if kind.startswith(_TURNED) else _KINDS[kind][many]


def _parts(where: Where, names: Names) -> list[str]:
    def quoted(given: Iterable[str]) -> str:
        return either(f"“{one}”" for one in given)

    return [
        f"of size {either(where.sizes)}" if where.sizes else "",
        f"with the outcome {either(one.replace('_', ' ') for one in where.reasons)}" if where.reasons else "",
        f"with the label {quoted(where.labels)}" if where.labels else "",
        f"touching {quoted(where.paths)}" if where.paths else "",
        f"in {either(named('project', one, names) for one in where.projects)}" if where.projects else "",
        f"in {either(where.disciplines)}" if where.disciplines else "",
        _FACTS.get(("newcomer", where.newcomer is True), "") if where.newcomer is not None else "",
        _FACTS.get(("co_authored", where.co_authored is True), "") if where.co_authored is not None else "",
        f"done as {either(one.replace('_', ' ') for one in where.roles)}" if where.roles else "",
        f"within {some(where.answered_within_hours, 'hour', 'hours')} of the opening"
        if where.answered_within_hours
        else "",
        f"on a {either(_DAYS[one] for one in where.weekdays)}" if where.weekdays else "",
        f"between {where.hours.from_}:00 and {where.hours.until}:00" if where.hours else "",
    ]
