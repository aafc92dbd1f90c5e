"""models/rules/posting_words.py: an estimate in words for its issue, in which nothing of a stranger's takes effect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import posting_words
from models.rules.labels import amount_of, is_ours, size_of
from models.rules.posting_words import Past, Wanted
from models.rules.sizing import label_points
from models.rules.tariff import Tariff

HERE = "https://github.com/lumen/parser/issues/42"
WANTED = Wanted(points=5, guess=4.6, low=2.9, high=8.0, sure=36, past=214)


def said(**more: object) -> str:
    return posting_words.comment(WANTED.model_copy(update=more), HERE, "codebadge abc")


def test_a_comment_says_how_sure_it_is_from_what_and_how_to_say_otherwise() -> None:
    past = Past(title="Lexer loses a line", url="https://github.com/lumen/parser/issues/7", points=8.0)
    assert said(closest=(past,)) == (
        "**Codebadge estimates 5 points** (4.6, most likely between 2.9 and 8; 36 % sure).\n\n"
        "Closest of 214 past issues:\n\n"
        "- [`Lexer loses a line`](https://github.com/lumen/parser/issues/7): 8 points\n\n"
        "This is a guess from past issues, and changes while the model learns. Is it worth something else? "
        "Give the issue a label such as `points: 8`: that counts instead.\n\n"
        "<!-- codebadge abc -->\n"
    )
    assert amount_of("points: 8") == 8, "what it advises works"


def test_where_labels_count_for_nothing_none_is_advised() -> None:
    assert "label" not in said(labels=False)


def test_without_a_close_one_it_says_so() -> None:
    assert "None of 214 past issues is close to it." in said()


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://evil.test/lumen/parser/issues/7",
        "https://github.com/other/parser/issues/7",
        "https://github.com/lumen/parser/issues/7)![x](https://evil.test/1",
        "javascript:alert(1)",
    ],
)
def test_only_issues_beside_it_are_linked(url: str | None) -> None:
    assert "](" not in said(closest=(Past(title="Old", url=url, points=1.0),))


@given(st.text(alphabet=st.sampled_from("`@#<>[]()!*_\\\n\r\t\u202e\u2028 abc") | st.characters(codec="utf-8")))
def test_a_title_stays_within_its_code_span_on_one_line(title: str) -> None:
    shown = posting_words.code(title)
    if shown != "an issue without a title":
        assert (shown[0], shown[-1], shown.count("`")) == ("`", "`", 2)
    assert shown.isprintable()
    assert len(shown) <= posting_words.TITLE + 2


def test_a_label_of_ours_is_known_and_nobodys_word_about_points() -> None:
    name = posting_words.label(WANTED)
    assert (name, amount_of(name), size_of(name)) == ("estimate: 5", None, None)
    assert is_ours(name)
    assert not any(is_ours(one) for one in ("estimate: soon", "my estimate: 5", "estimate: 5 days"))
    assert label_points([name], Tariff(labels={name: 8})) is None, "whatever a tariff lists"
