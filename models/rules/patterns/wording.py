"""A pattern, or how it stands for somebody, comes in; plain sentences go out: how, why, what is missing."""

from models.rules.patterns.completing import Completion, earned_by
from models.rules.patterns.language import Count, Distinct, First, Pattern, Streak, Sum
from models.rules.patterns.nouns import Names, either, named, number, some, work
from models.rules.patterns.phrases import ON, phrase
from models.rules.patterns.trees import NOBODY, Tree


def words(pattern: Pattern, names: Names = NOBODY) -> list[str]:
    """How the badge is earned, a sentence each."""
    said = [_levels(pattern, names) if pattern.levels else f"Earned by {phrase(pattern.earned, names)}."]
    if pattern.repeat is not None:
        said.append(_repeat(pattern))
    if pattern.requires:
        badges = either((named("badge", badge, names) for badge in pattern.requires), "and")
        said.append(f"Only for those who hold {badges}.")
    if pattern.since is not None:
        said.append(f"Only work since {pattern.since.day} {pattern.since:%B %Y} counts.")
    if not pattern.revoke:
        said.append("Once earned it stays, even when this is no longer true.")
    return said


def reason(pattern: Pattern, completion: Completion, deed_words: str | None, names: Names = NOBODY) -> str:
    """Why the badge was earned, to follow "earned First merge …"; `deed_words` is what completed it, "closing #42"."""
    said = earned_by(pattern, completion.number, names)
    if not deed_words:
        return f"for {said}"
    leaf = pattern.earned
    once = isinstance(leaf, First) or (isinstance(leaf, Count) and leaf.at_least == 1 and completion.number == 1)
    return f"for {deed_words}" if once and not pattern.levels else f"for {said}, the last by {deed_words}"


def lost(pattern: Pattern, seen: Tree) -> str:
    """Why the badge went away again."""
    if isinstance(pattern.earned, Count) and seen.path == "earned":
        return f"{number(seen.have or 0)} of {seen.words} remain after a correction"
    return f"no longer true: {'; '.join(missing(seen))}" if missing(seen) else "no longer earned after a correction"


def missing(seen: Tree) -> list[str]:
    """What is still to be done, with numbers; with levels and repetitions, for the next one."""
    if seen.is_ == "not":
        return [] if seen.met else [f"this must not be so: {seen.children[0].words}"]
    if not seen.children:
        return [seen.lacks] if seen.lacks else []
    if seen.met:
        return []
    inner = [missing(child) for child in seen.children if not child.met]
    if seen.is_ == "all":
        return [sentence for child in inner for sentence in child]
    more = (seen.need or 0) - (seen.have or 0)
    return [f"{'one' if more == 1 else number(more)} of these: {'; or '.join(' and '.join(child) for child in inner)}"]


def met(seen: Tree) -> list[str]:
    """What is done already."""
    if not seen.children:
        more = f": {number(seen.have)}" if seen.have and seen.need and seen.have > seen.need else ""
        return [f"{seen.words}{more}"] if seen.met else []
    if seen.is_ == "not":
        return [seen.words] if seen.met else []
    return [sentence for child in seen.children for sentence in met(child)]


def _levels(pattern: Pattern, names: Names) -> str:
    levels = ", ".join(f"{level.name} at {number(level.at_least)}" for level in pattern.levels)
    return f"Earned in {some(len(pattern.levels), 'level', 'levels')} by {_measure(pattern, names)}: {levels}."


def _measure(pattern: Pattern, names: Names) -> str:
    leaf = pattern.earned
    if isinstance(leaf, Sum):
        return f"points for {work(leaf.where, 2, names)}"
    if isinstance(leaf, Distinct):
        return phrase(leaf, names).replace(f"{number(leaf.at_least or 1)} different", "different")
    if isinstance(leaf, Streak):
        return f"{work(leaf.where, 2, names)} {ON[leaf.unit]} {leaf.unit} in a row"
    return work(leaf.where, 2, names) if isinstance(leaf, Count) else phrase(leaf, names)


def _repeat(pattern: Pattern) -> str:
    assert pattern.repeat is not None
    leaf, repeat = pattern.earned, pattern.repeat
    each = f"each further {number(leaf.at_least or 1)}" if isinstance(leaf, Count | Sum) else "each further time"
    limit = f", {some(repeat.limit, 'time', 'times')} at most" if repeat.limit else ""
    days = some(repeat.cool_down_days, "day", "days")
    return f"Again for {each}{limit}{f', but not within {days} of the last time' if repeat.cool_down_days else ''}."
