"""Words in lines: the fewest that fit, else as even as can be; Han breaks anywhere, but not before a full stop."""

import pytest

from models.rules.art.lines import broken, pieces


def lines(words: str, most: int, width: float) -> tuple[str, ...]:
    """Letters are 10 wide, Han letters 20, a space 5."""
    found = pieces(words, lambda text: sum(20 if one > "\u2fff" else 10 for one in text), 5)
    return broken(list(found), most, width)


@pytest.mark.parametrize(
    ("words", "most", "width", "expected"),
    [
        ("ab cd", 3, 45, ("ab cd",)),
        ("ab cd", 3, 44, ("ab", "cd")),
        ("abcd efgh ij", 2, 20, ("abcd", "efgh ij")),
        ("a b c d e f", 3, 10, ("a b", "c d", "e f")),
        ("a\nb", 2, 99, ("a", "b")),
        ("a\nb", 1, 99, ("a b",)),
        ("one-very-long-word", 4, 10, ("one-very-long-word",)),
        ("最初貢献。", 2, 60, ("最初貢", "献。")),
        ("最初貢献。", 2, 90, ("最初貢", "献。")),
        ("Lin の旗", 1, 10, ("Lin の旗",)),
        ("  ", 2, 10, ()),
    ],
)
def test_words_are_broken(words: str, most: int, width: float, expected: tuple[str, ...]) -> None:
    assert lines(words, most, width) == expected


def test_no_line_begins_with_what_may_not() -> None:
    for width in range(10, 200, 10):
        assert not any(line[0] in "。」ー" for line in lines("「コーヒー」を飲む。", 4, width))
