"""A seed comes in; made-up histories go out whose texts say something of the worth: nobody's issues, for everybody.

Figures on them show that the programs work, and nothing of how well the model does on real issues.
"""

from collections.abc import Iterator
from random import Random

from benchmarks.points.reading import History, Issue, Lesson

SCALE = (1, 2, 3, 5, 8, 13)
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "no", "pi", "ra", "su", "to", "ve", "wo", "xi", "zu")
TOPICS, WORDS_OF_A_TOPIC, COMMON_WORDS = 12, 15, 150
TOPIC_LASTS = 0.6
"""How likely the next issue is about what the last one was about: people plan in sittings."""


def histories(projects: int = 3, issues: int = 400, seed: int = 7) -> list[History]:
    """The same for the same numbers, on every machine."""
    return [
        History(f"synthetic{number}", tuple(_lessons(Random(100 * seed + number), issues)))
        for number in range(1, projects + 1)
    ]


def _lessons(chance: Random, issues: int) -> Iterator[Lesson]:
    common = _words(chance, COMMON_WORDS)
    topics = [(_words(chance, WORDS_OF_A_TOPIC), chance.choice(range(len(SCALE)))) for _ in range(TOPICS)]
    topic = chance.choice(topics)
    for number in range(issues):
        topic = topic if chance.random() < TOPIC_LASTS else chance.choice(topics)
        words, size = topic
        step = size + chance.choice((-1, 0, 0, 0, 0, 1))
        yield _issue(chance, number, words, common), float(SCALE[min(max(step, 0), len(SCALE) - 1)])


def _issue(chance: Random, number: int, words: list[str], common: list[str]) -> Issue:
    title = chance.choices(words, k=2) + chance.choices(common, k=4)
    text = chance.choices(words, k=6) + chance.choices(common, k=24)
    chance.shuffle(title)
    chance.shuffle(text)
    return {"id": f"S-{number}", "title": " ".join(title), "description": " ".join(text), "labels": []}


def _words(chance: Random, count: int) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(count)]
