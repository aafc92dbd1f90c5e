"""Which badge needs which others comes in; a circle among them, which could never be earned, goes out."""

from collections.abc import Collection, Mapping

from models.rules.patterns.language import Holds, Pattern, leaves


def badges_of(pattern: Pattern) -> frozenset[int]:
    """The badges that the pattern looks at: required ones, and those of its `holds` leaves."""
    held = (one.leaf.badge for one in leaves(pattern) if isinstance(one.leaf, Holds))
    return frozenset((*pattern.requires, *held))


def cycle(edges: Mapping[int, Collection[int]], start: int) -> list[int] | None:
    """The way from the badge over those that it needs (`edges`: badge to the badges it needs) back to itself, as
    [start, …, start]; None when there is none."""
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        badge = waiting.pop()
        for needed in sorted(edges.get(badge, ())):
            if needed == start:
                return _way(came_from, start, badge)
            if needed not in came_from:
                came_from[needed] = badge
                waiting.append(needed)
    return None


def _way(came_from: Mapping[int, int], start: int, last: int) -> list[int]:
    way = [start]
    while last != start:
        way.append(last)
        last = came_from[last]
    return [start, *reversed(way)]
