"""models/rules/valuing.py: who says what a closed issue is worth, and which step of the scale an estimate becomes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.points import Tariff, dues
from models.rules.valuing import Estimated, Ruling, Valuation, Worth, scaled, worth
from tests.models.rules.pieces import issue, pull_request

SAID = Estimated(points=4.6, low=2.9, high=8.1, baseline=2, past=214, trusted=True)
ORDERS = (["model", "human", "tariff"], ["human", "model", "tariff"], ["model"], ["human", "tariff"], ["human"])
AMOUNTS = st.floats(0, 1e9, allow_nan=False)


def tariff(*sources: str, **estimates: Any) -> Tariff:
    return Tariff.model_validate({"sources": sources or ("human", "model", "tariff"), "estimates": estimates})


def by(given_: Tariff, said: Estimated | None = SAID, ruling: Ruling | None = None, **work: Any) -> Worth:
    return worth(issue(**work).work, 3, given_, Valuation(said=said, ruling=ruling))


def ruling(points: int, kind: str = "override", why: str = "") -> Ruling:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    return Ruling.model_validate({"points": points, "kind": kind, "by": "Mo", "at": at, "why": why})


@pytest.mark.parametrize(
    ("scale", "given_", "step"),
    [
        ("fibonacci", 4.6, 5),
        ("fibonacci", 6.32, 5),
        ("fibonacci", 6.33, 8),
        ("fibonacci", 0.01, 1),
        ("fibonacci", 1e9, 89),
        ("ten", 2.4, 2),
        ("ten", 2.5, 3),
        ("ten", 40, 10),
        ("sizes", 4, 5),
        ("sizes", 12, 13),
        ("free", 46.2, 46),
        ("free", 0.2, 1),
        ("free", 1_000_000, 100),
    ],
)
def test_an_estimate_becomes_the_nearest_step_by_ratio(scale: str, given_: float, step: int) -> None:
    assert scaled(given_, tariff(scale=scale)) == step


def test_the_tie_goes_up_and_a_size_may_be_worth_nothing() -> None:
    sizes = Tariff.model_validate({"sizes": {"S": 0, "M": 1, "L": 4}, "estimates": {"scale": "sizes", "least": 0}})
    assert [scaled(points, sizes) for points in (0, 0.4, 1.9, 2, 9)] == [0, 1, 1, 4, 4]


def test_bounds_without_a_step_between_them_hold_all_the_same() -> None:
    assert [scaled(points, tariff(least=6, most=7)) for points in (1, 6.2, 6.9, 80)] == [6, 6, 7, 7]


@given(
    st.sampled_from(["fibonacci", "ten", "sizes", "free"]),
    st.tuples(st.integers(0, 200), st.integers(1, 200)).filter(lambda one: one[0] <= one[1]),
    st.tuples(AMOUNTS, AMOUNTS).map(sorted),
)
def test_more_points_never_become_a_lower_step_and_none_is_out_of_bounds(
    scale: str, bounds: tuple[int, int], two: list[float]
) -> None:
    least, most = bounds
    rule = tariff(scale=scale, least=least, most=most)
    low, high = (scaled(points, rule) for points in two)
    assert least <= low <= high <= most
    steps = {"fibonacci": {1, 2, 3, 5, 8, 13, 21, 34, 55, 89}, "ten": set(range(1, 11)), "sizes": {1, 2, 3, 5, 8, 13}}
    known = {one for one in steps.get(scale, range(least, most + 1)) if least <= one <= most}
    assert {low, high} <= known or not known


def test_the_first_source_that_has_an_answer_gives_the_points() -> None:
    labelled = {"labels": ("sp/8",)}
    found = [(by(tariff(*order), **labelled).source, by(tariff(*order)).source) for order in ORDERS]
    assert found == [
        ("model", "model"),
        ("label", "model"),
        ("model", "model"),
        ("label", "tariff"),
        ("label", "waiting"),
    ]


def test_what_a_moderator_decided_goes_before_every_source() -> None:
    for order in ORDERS:
        found = by(tariff(*order), ruling=ruling(13, why="it took a week"), labels=("sp/8",))
        assert (found.points, found.source) == (13, "ruling")
    assert found.words == "A moderator decided what it is worth: 13 points. “it took a week”"
    accepted = by(tariff(), ruling=ruling(5, "accepted"))
    assert (accepted.words, accepted.given) == ("A moderator accepted the estimate: 5 points.", None)


def test_a_model_that_is_sure_says_so_in_words_and_figures() -> None:
    found = by(tariff())
    assert found.words == "The model gives 5 points: 4.6, between 2.9 and 8.1 (36 % sure), from 214 past issues."
    assert found.given is not None
    assert found.given.model_dump() == {
        "points": 4.6,
        "low": 2.9,
        "high": 8.1,
        "sure": 36,
        "source": "model",
        "provisional": False,
    }


@pytest.mark.parametrize(
    ("unsure", "points", "source", "review"),
    [("baseline", 2, "median", None), ("provisional", 5, "model", "provisional"), ("wait", 0, "waiting", "waiting")],
)
def test_a_model_that_is_less_sure_than_asked_for_does_as_the_admin_chose(
    unsure: str, points: int, source: str, review: str | None
) -> None:
    found = by(tariff(sure=37, unsure=unsure))
    assert (found.points, found.source, found.review) == (points, source, review)
    assert "36 % sure" in found.words
    assert by(tariff(sure=36, unsure=unsure)).review is None


def test_a_model_that_is_not_trusted_gives_the_median_and_one_that_knows_nothing_no_answer() -> None:
    doubted = by(tariff(), SAID.model_copy(update={"trusted": False}))
    assert (doubted.points, doubted.source) == (2, "median")
    assert doubted.words == ("So far the model does no better than the median: the plain median, 2, gives 2 points.")
    for said in (None, SAID.model_copy(update={"past": 4})):
        assert by(tariff(), said).source == "tariff"


def test_other_work_is_not_estimated() -> None:
    found = worth(pull_request().work, 5, tariff("model"), Valuation(said=SAID))
    assert (found.points, found.source) == (5, "tariff")


def test_the_estimate_is_a_step_of_the_trace_before_percents_and_shares() -> None:
    docs = {"documentation": {"labels": ["docs"], "percent": 200}}
    rules = Tariff.model_validate({"sources": ["model"], "disciplines": docs})
    [due] = [one for one in dues(issue(labels=("docs",)), rules, None, Valuation(said=SAID)) if one.worth is not None]
    assert [(step.rule, step.points) for step in due.trace] == [("kind", 3), ("model", 5), ("discipline", 10)]
    assert due.reason_words == "10 points for closing #42 (estimated by the model)"
    assert (due.worth, due.review) == (10, None)


def test_what_waits_is_still_done_and_asks_for_a_look_unless_it_counts_for_nothing() -> None:
    wait = tariff("model", sure=80, unsure="wait")
    done = dues(issue(), wait, None, Valuation(said=SAID))
    assert [(one.kind, one.worth, one.review) for one in done if one.worth is not None] == [
        ("issue.closed", 0, "waiting")
    ]
    refused = dues(issue(reason="not_planned"), wait, None, Valuation(said=SAID))
    assert {one.review for one in refused} == {None}


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 80), st.booleans())
def test_no_estimate_breaks_it(points: float, low: float, high: float, sure: int, trusted: bool) -> None:
    said = Estimated(points=points, low=min(low, high), high=max(low, high), baseline=low, past=9, trusted=trusted)
    found = by(tariff("model", sure=sure), said)
    assert 1 <= found.points <= 100


def test_a_tariff_that_was_stored_before_there_were_estimates_says_what_it_said() -> None:
    old = Tariff().model_dump(mode="json", exclude={"sources", "estimates"})
    kept = Tariff.model_validate(old)
    assert kept.sources == ("human", "tariff")
    assert dues(issue(), kept, None, Valuation(said=SAID)) == dues(issue(), kept)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sources": []},
        {"sources": ["model", "model"]},
        {"sources": ["oracle"]},
        {"estimates": {"least": 9, "most": 8}},
        {"estimates": {"scale": "primes"}},
        {"estimates": {"sure": 101}},
    ],
)
def test_a_tariff_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Tariff.model_validate(wrong)
