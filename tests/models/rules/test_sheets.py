"""models/rules/sheets.py: CSV is read strictly, and written so that no spreadsheet runs it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid
from models.rules import sheets

HEADER = ("person", "reason")


def read(text: str) -> list[dict[str, str]]:
    return sheets.rows(text, HEADER, 3, 10)


def test_rows_have_the_headers_names_and_no_space_around() -> None:
    assert read('Person, reason\n ada , x \n\n7,"a,\nb"\n') == [
        {"person": "ada", "reason": "x"},
        {"person": "7", "reason": "a,\nb"},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "must begin with the line person,reason"),
        ("reason,person\n", "must begin with the line person,reason"),
        ("person,reason\n1\n", "Line 2 has 1 cells"),
        ("person,reason\n1,x\n2,y,z\n", "Line 3 has 3 cells"),
        ('person,reason\n1,"x\n', "is no CSV"),
        ('person,reason\n1,"x"y\n', "is no CSV"),
        ("person,reason\n1,12345678901\n", "Line 2 has a cell of more than 10"),
        ("person,reason\n" + "1,x\n" * 4, "more than 3 rows"),
        ("person,reason\n1,\x00\n", "NUL"),
    ],
)
def test_whatever_is_not_as_agreed_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read(text)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert list(csv.reader(io.StringIO(sheets.written(["a"], [[cell]]), newline="")))[1] == [f"'{cell}"]


def test_numbers_and_other_texts_stay_as_they_are() -> None:
    assert sheets.written(["a", "b"], [[-1, "a=b"], [2, 'x"y']]) == 'a,b\r\n-1,a=b\r\n2,"x""y"\r\n'


@given(st.lists(st.tuples(st.text("ab,\"\n'ä", max_size=10), st.text("ab,\"\n'ä", max_size=10)), max_size=3))
def test_what_was_written_is_read_again(lines: list[tuple[str, str]]) -> None:
    kept = [(one.strip(), two.strip()) for one, two in lines]
    text = sheets.written(HEADER, kept)
    assert [tuple(row.values()) for row in read(text)] == [line for line in kept if any(line)]
