"""Words come in, with a way to measure them; lines go out, as few as fit, as even as can be when none fits."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

NOT_FIRST = frozenset("、。，．・：；？！ー…」』）］｝〉》〕ぁぃぅぇぉゃゅょっァィゥェォャュョッ々")
"""Han, kana and hangul text breaks anywhere, but not before one of these."""
STEPS = 18
"""Halvings in the search for the least width: to a part of a unit."""


class Piece(NamedTuple):
    """What is never taken apart, how long it is, and the space before it in a line; `must`: it begins a line."""

    text: str
    width: float
    space: float
    must: bool = False


def pieces(words: str, measure: Callable[[str], float], space: float) -> Iterator[Piece]:
    """Words as they are; those without spaces letter by letter."""
    for row in words.strip().split("\n"):
        must = True
        for word in row.split():
            before = space
            for text in _parts(word):
                yield Piece(text, measure(text), before, must)
                before, must = 0.0, False


def _parts(word: str) -> Iterator[str]:
    for dense, letters in groupby(word, _is_dense):
        run = "".join(letters)
        if not dense:
            yield run
            continue
        starts = [at for at, letter in enumerate(run) if letter not in NOT_FIRST or at == 0]
        yield from (run[start:end] for start, end in pairwise([*starts, len(run)]))


def _is_dense(letter: str) -> bool:
    return "\u3000" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\uff00" <= letter <= "\uffef"


def broken(found: list[Piece], most: int, width: float) -> tuple[str, ...]:
    """At most `most` lines (line breaks beyond are spaces): the fewest that fit the width, and of these the most even;
    when none fits, those whose longest is the shortest."""
    if sum(piece.must for piece in found) > most:
        found = [piece._replace(must=False) for piece in found]
    if not found:
        return ()
    for count in range(1, most + 1):
        if count == most or len(_filled(found, width)) <= count:
            return _filled(found, _least(found, count))
    return ()


def _least(found: list[Piece], count: int) -> float:
    """The least width at which so many lines hold all pieces."""
    low, high = max(piece.width for piece in found), sum(piece.width + piece.space for piece in found)
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(found, middle)) <= count else (middle, high)
    return high


def _filled(found: list[Piece], width: float) -> tuple[str, ...]:
    lines: list[str] = []
    long = 0.0
    for piece in found:
        if not lines or piece.must or long + piece.space + piece.width > width:
            lines.append(piece.text)
            long = piece.width
        else:
            lines[-1] += (" " if piece.space else "") + piece.text
            long += piece.space + piece.width
    return tuple(lines)
