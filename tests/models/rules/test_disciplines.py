"""models/rules/disciplines.py: what work was about, by label, else by files, else by kind."""

import pytest

from models.rules.deeds import DISCIPLINE_TITLES, DISCIPLINES
from models.rules.disciplines import discipline
from models.rules.points import Tariff
from tests.models.rules.pieces import issue, push, review

RULES = Tariff.model_validate(
    {
        "disciplines": {
            "documentation": {"labels": ["Docs"], "paths": ["docs/", "*.md"]},
            "testing": {"paths": ["tests/"]},
            "community": {"kinds": ["review.given"]},
        }
    }
)


def test_a_label_names_it_whatever_its_capitals() -> None:
    assert discipline("issue.closed", issue(labels=("bug", "docs")).work, RULES) == "documentation"


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (("docs/a.txt", "README.md", "src/a.py"), "documentation"),
        (("docs/a.txt", "src/a.py"), None),
        (("tests/a.py",), "testing"),
        (("src/tests/a.py",), None),
        ((), None),
    ],
)
def test_files_name_it_when_they_are_more_than_half(paths: tuple[str, ...], found: str | None) -> None:
    assert discipline("push.made", push(paths=paths).work, RULES) == found


def test_a_label_goes_before_files_and_files_before_the_kind() -> None:
    assert discipline("review.given", review(labels=("docs",)).work, RULES) == "documentation"
    assert discipline("review.given", review(paths=("tests/a.py",)).work, RULES) == "testing"
    assert discipline("review.given", review().work, RULES) == "community"
    assert discipline("issue.closed", issue().work, RULES) is None


def test_every_tariff_knows_the_usual_words_and_pays_no_more_for_them() -> None:
    assert discipline("issue.closed", issue(labels=("Frontend",)).work, Tariff()) == "front-end"
    assert {rule.percent for rule in Tariff().disciplines.values()} == {100}
    assert set(DISCIPLINE_TITLES) == set(DISCIPLINES) == set(Tariff().disciplines)
