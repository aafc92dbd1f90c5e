import math

import numpy as np
import pytest

from models.rules.estimating import index as indices
from models.rules.estimating.index import Index
from models.rules.estimating.values import cut
from models.rules.estimating.words import Words, words_of


def words(title: str, text: str = "") -> Words:
    return words_of(cut(1, title, text))


def index_of(*titles: str) -> Index:
    index = Index()
    for title in titles:
        index.add(words(title))
    return index


def test_the_same_text_is_wholly_alike_and_a_strange_one_not_at_all() -> None:
    index = index_of("login page crash", "new colours of the badge", "login slow")
    assert index.alike(words("login page crash")) == pytest.approx([1.0, 0.0, 0.21], abs=0.05)
    assert not index.alike(words("quite something else")).any()
    assert not index.alike(words("")).any()


def test_it_is_bm25() -> None:
    index = index_of("red green", "red blue blue", "black")
    lengths, k, b = [6.0, 9.0, 3.0], 2.0, 0.75

    def part(with_it: int, often: int, length: float) -> float:
        rarity = math.log(1 + (3 - with_it + 0.5) / (with_it + 0.5))
        return rarity * often * (k + 1) / (often + k * (1 - b + b * length / 6.0))

    itself = part(2, 3, 6.0) + part(1, 3, 6.0)
    alike = index.alike(words("red blue"))
    naive = [part(2, 3, lengths[0]), part(2, 3, lengths[1]) + part(1, 6, lengths[1]), 0.0]
    assert alike == pytest.approx([min(one / itself, 1.0) for one in naive])


@pytest.mark.parametrize(("cap", "most"), [("ISSUES", 3), ("PLACES", 6), ("WORDS", 6)])
def test_the_oldest_leave_when_there_is_too_much(monkeypatch: pytest.MonkeyPatch, cap: str, most: int) -> None:
    monkeypatch.setattr(indices, cap, most)
    index, left = Index(), 0
    for number in range(20):
        left += index.add(words(f"a{number} b{number}"))
    assert (len(index), left, index.first, index.words, index.places) == (3, 17, 17, 6, 6)
    assert index.alike(words("a16 b16")).tolist() == [0.0, 0.0, 0.0]
    assert np.argmax(index.alike(words("a18 b18"))) == 1


def test_an_index_that_forgot_scores_as_one_that_never_knew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indices, "ISSUES", 4)
    titles = [f"t{number % 3} u{number % 5} common" for number in range(12)]
    assert index_of(*titles).alike(words("t1 u2 common")).tolist() == (
        index_of(*titles[-4:]).alike(words("t1 u2 common")).tolist()
    )
