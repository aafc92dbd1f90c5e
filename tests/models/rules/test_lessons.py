"""models/rules/lessons.py: what teaches is what a human said, and the model never reads the answer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from models.rules.lessons import FLOOD, Imported, flood, issue_of, read_labels, value_of
from models.rules.tariff import Tariff
from models.rules.valuing import UNKNOWN, Estimated, Ruling, Valuation
from models.rules.work import Folded, Work
from tests.cast import ADA, BOB

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TARIFF = Tariff(labels={"Epic": 40})


def folded(*labels: str, gone: bool = False, overheard: bool = False, **more: Any) -> Folded:
    fields = {"kind": "issue", "external_id": "1", "state": "closed", "began_at": NOW, "ended_at": NOW, "author": ADA}
    work = Work.model_validate(fields | {"labels": labels} | more)
    return Folded(work=work, stamps={}, gone=gone, overheard=overheard)


def ruling(points: int, kind: str = "override") -> Valuation:
    return Valuation(
        ruling=Ruling.model_validate({"points": points, "kind": kind, "by": "Ada", "person": 7, "at": NOW})
    )


@pytest.mark.parametrize("label", ["points: 5", "5 SP", "size/L", "epic", " EPIC ", "estimate: 5", "Estimate: 3"])
def test_a_label_that_tells_the_answer_is_never_read(label: str) -> None:
    assert read_labels(["bug", label, "parser"], TARIFF) == ("bug", "parser")


def test_a_giant_issue_is_cut_before_anybody_reads_it() -> None:
    work = folded(*(f"label {number}" for number in range(100)), title="t" * 10_000, text="x" * 4_000).work
    issue = issue_of(9, work, TARIFF)
    assert (issue.key, len(issue.title), len(issue.labels)) == (9, 300, 20)


def test_a_label_teaches_in_the_name_of_the_author() -> None:
    assert value_of(folded("bug", "points: 5"), TARIFF, UNKNOWN) == (5.0, "label", "github:1001")
    assert value_of(folded("size/M", author=None, ended_by=BOB), TARIFF, UNKNOWN) == (3.0, "label", "github:1002")
    assert value_of(folded("epic"), TARIFF, UNKNOWN) == (40.0, "label", "github:1001")


def test_a_ruling_goes_before_the_label() -> None:
    assert value_of(folded("points: 5"), TARIFF, ruling(8)) == (8.0, "admin", "person:7")
    assert value_of(folded(), TARIFF, ruling(3, "accepted")) == (3.0, "accepted", "person:7")


@pytest.mark.parametrize(
    "silent",
    [
        folded("bug"),
        folded("points: 5", state="open", ended_at=None),
        folded("points: 5", reason="not_planned"),
        folded("points: 5", gone=True),
        folded("points: 5", overheard=True),
        folded("points: 0"),
        folded("points: 5000"),
        folded("points: 5", kind="pull_request", state="merged"),
    ],
    ids=["unvalued", "open", "not planned", "gone", "overheard", "nothing", "a slip", "a pull request"],
)
def test_what_no_human_valued_or_nobody_did_teaches_nothing(silent: Folded) -> None:
    assert value_of(silent, TARIFF, UNKNOWN) is None


def test_what_the_model_said_teaches_nothing() -> None:
    said = Estimated(points=5, low=3, high=8, baseline=3, past=50, trusted=True)
    own = Tariff(sources=("model", "tariff"))
    assert value_of(folded(), own, Valuation(said=said)) is None


@pytest.mark.parametrize("points", [0, -1, float("nan"), float("inf"), 10_001])
def test_absurd_points_are_not_taken_in(points: float) -> None:
    with pytest.raises(ValidationError):
        Imported.model_validate({"key": "A-1", "title": "A", "points": points, "closed_at": NOW})


def test_one_account_teaches_a_third_of_a_project_in_a_day_at_most_once_there_is_something_to_spoil() -> None:
    assert [flood(taught) for taught in (0, 24, 25, 36, 60, 900)] == [FLOOD, FLOOD, 8, 12, 20, FLOOD]
