import pytest

from models.rules.estimating.values import Issue, cut
from models.rules.estimating.words import LONGEST, MOST, words_of


def title_of(text: str) -> tuple[str, ...]:
    return words_of(cut(1, text, "")).title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fix the login_page, again: 2x!", ("fix", "the", "login", "page", "again", "2x")),
        ("ÜBERGRÖSSE straße ﬁle Ａ", ("übergrösse", "strasse", "file", "a")),
        ("Ошибка входа", ("ошибка", "входа")),
        ("로그인 오류", ("로그인", "오류")),
        ("登录页面崩溃", ("登录", "录页", "页面", "面崩", "崩溃")),
        ("API登录v2", ("api", "登录", "v2")),
        ("字", ("字",)),
        ("เข้าสู่", ("เข", "ข้", "้า", "าส", "สู", "ู่")),
        ("त्रुटि हुई।", ("त्रुटि", "हुई")),
        ("🙂 \x00 \ud800 ---", ()),
    ],
)
def test_words_of_any_script(text: str, words: tuple[str, ...]) -> None:
    assert title_of(text) == words


def test_punctuation_and_labels_are_apart_from_the_words() -> None:
    words = words_of(cut(1, "Why?", "- a\n- b", ("Good First-Issue", "!!!")))
    assert words.marks == ("?", "-", "-")
    assert words.labels == ("good first issue",)
    assert words_of(cut(1, "one two three", "")).pairs == ("one two", "two three")


def test_nothing_is_longer_than_it_may_be() -> None:
    words = words_of(Issue(1, "x" * 1_000_000, "a b " * 1_000_000 + "字" * 1_000_000, ("l" * 1_000_000,) * 1_000))
    assert words.title == ("x" * LONGEST,)
    assert len(words.text) == MOST
    assert len(words.labels) == 20


def test_one_letter_that_unfolds_into_many_stays_bounded() -> None:
    assert len(words_of(cut(1, "", "\ufdfa" * 4_000)).text) <= MOST
