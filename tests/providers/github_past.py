"""A number and a seed come in; an issue or pull request that was there long ago goes out, the same every time."""

from datetime import UTC, datetime, timedelta
from random import Random

from tests.providers.github_world import Event, Item, Repository

BEGAN = datetime(2023, 1, 2, 8, tzinfo=UTC)
PEOPLE = tuple(f"dev{number:03}" for number in range(60))
_VERBS = ("Fix", "Speed up", "Document", "Rewrite", "Test", "Remove", "Support")
_THINGS = ("the parser", "the cache", "dark mode", "uploads", "the search page", "Windows", "the tutorial", "retries")
_WHEN = ("on slow networks", "for large files", "after a restart", "with many users", "in Firefox", "at midnight")


def many(home: Repository, count: int, seed: int = 1, pull_every: int = 10, first_id: int = 10_000_000) -> None:
    """Numbers 1 to count of an empty repository; every so many-th is a pull request. `pull_every` 0: none is."""

    def times(number: int) -> tuple[datetime, datetime | None]:
        """Opened; closed, of four in five."""
        chance = (number * 2_654_435_761 + seed * 97) % 2**32
        opened = BEGAN + timedelta(minutes=25) * number
        return opened, opened + timedelta(minutes=30 + chance % 20_000) if chance % 5 else None

    def is_pull(number: int) -> bool:
        return bool(pull_every) and number % pull_every == 0

    def make(number: int) -> Item:
        chance = Random(seed * 1_000_003 + number)
        opened, closed = times(number)
        author, worker = chance.choice(PEOPLE), chance.choice(PEOPLE)
        points = chance.choice((1, 2, 3, 5, 8, 13))
        pull = is_pull(number)
        title = f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_WHEN)}"
        labels = [f"points: {points}"] if not pull and chance.random() < 0.5 else []
        return Item(
            number=number,
            id=first_id + number,
            title=title,
            author=author,
            at=opened,
            updated_at=closed or opened,
            kind="pull" if pull else "issue",
            body=f"{title}. It matters to {worker}, and is worth {points}.",
            labels=labels,
            assignees=[worker] if not pull else [],
            state="closed" if closed else "open",
            reason="completed" if closed and not pull else None,
            closed_at=closed,
            closed_by=worker if closed else None,
            merged_by=worker if closed and pull else None,
        )

    def event(id_: int) -> Event:
        number, merges = divmod(id_ - first_id * 10, 2)
        item = make(number)
        assert item.closed_at is not None
        return Event(id_, "merged" if merges else "closed", number, item.closed_by, item.closed_at)

    home.count, home.make, home.make_event = count, make, event
    for number in range(1, count + 1):
        opened, closed = times(number)
        home.order.append((closed or opened, number))
        if is_pull(number):
            home.pulls.append((closed or opened, number))
        if closed:
            home.events.append((closed, first_id * 10 + number * 2, number))
            if is_pull(number):
                home.events.append((closed, first_id * 10 + number * 2 + 1, number))
    for order in (home.order, home.pulls, home.events):
        order.sort()
