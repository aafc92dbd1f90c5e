"""Cards: well-formed and escaped whatever the names are, within their margins, every medal with ids of its own."""

import io
from typing import Any
from xml.etree import ElementTree

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.art import drawn
from models.rules.art import award_card, board_card, person_card, sheet
from models.rules.art.board_card import BoardLine, BoardShown
from models.rules.art.person_card import PersonShown
from models.rules.art.sheet import Medal, Sheet
from models.rules.art.shelf import Glyphs
from tests.models.rules.test_sharing import HOSTILE, told

LONG: dict[str, Any] = {"badge": "W" * 200, "person": "M" * 200, "organization": "Ω" * 200, "reason": "Wm " * 400}
MEDAL = Medal(x=0, y=0, size=400, initial="F")
SQUARE = {"layers": [{"kind": "path", "id": "a", "z": "a", "d": "M-200 -200h400v400h-400z", "fill": "#17603f"}]}


class Boxes:
    """Letters as boxes, half as wide as high: enough to see where words stand."""

    def icon(self, name: str) -> tuple[str, ...] | None:
        return None

    def glyphs(self, text: str, size: float, weight: int, tracking: float, locale: str) -> tuple[Glyphs, ...]:
        return tuple(Glyphs(f"M0 0h{size / 2}v{-size}z", size / 2) for _ in text)


def award(**fields: Any) -> Sheet:
    return award_card.sheet(told(**fields), "#b0642a", MEDAL)


def inked(card: Sheet) -> Any:
    """(rows, columns) in which something else than the ground is drawn."""
    picture = numpy.asarray(Image.open(io.BytesIO(drawn.card(card, "png", card.width, card.height))).convert("RGB"))
    different = (picture != picture[0, 0]).any(axis=2)
    return numpy.nonzero(different.any(axis=1))[0], numpy.nonzero(different.any(axis=0))[0]


@given(name=st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_a_card_is_well_formed_whatever_is_in_a_name(name: str) -> None:
    shown = name.encode("utf-8", "ignore").decode()
    card = award(badge=shown, person=shown, reason=shown)
    ElementTree.fromstring(sheet.svg(card, Boxes(), lambda _: None))


def test_its_title_says_who_earned_what() -> None:
    title = ElementTree.fromstring(sheet.svg(award(person=HOSTILE), Boxes(), lambda _: None))[0]
    assert HOSTILE in (title.text or "")


@pytest.mark.parametrize("is_revoked", [False, True])
def test_long_names_stay_within_the_margins(is_revoked: bool) -> None:
    card = award(**LONG, is_revoked=is_revoked)
    rows, columns = inked(card.model_copy(update={"plates": ()}))
    assert columns.max() <= award_card.LEFT + award_card.MEASURE
    assert columns.min() >= 60
    assert rows.min() >= 40 and rows.max() <= 600


def test_two_medals_that_use_the_same_ids_do_not_disturb_each_other() -> None:
    inside = '<g id="a"/><use href="#a"/><path fill="url(#a)"/>'
    own = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    medals = tuple(MEDAL.model_copy(update={"x": x, "size": 100}) for x in (0.0, 200.0))
    card = Sheet(width=300, height=100, title="", ground="#ffffff", medals=medals)
    drawn_card = sheet.svg(card, Boxes(), lambda _: own)
    assert [drawn_card.count(f'id="m{n}a"') for n in (0, 1)] == [1, 1]
    assert drawn_card.count('href="#m1a"') == drawn_card.count("url(#m1a)") == 1
    ElementTree.fromstring(drawn_card)


def test_a_medal_is_a_design_a_built_in_one_or_a_disc_with_an_initial() -> None:
    looks = [{"drawing": SQUARE, "wish": {"size": 400}}, {"art": "merge-10"}, {}]
    pictures = {
        drawn.card(award_card.sheet(told(), "#b0642a", MEDAL.model_copy(update=one)), "png", 600, 315) for one in looks
    }
    assert len(pictures) == 3


def test_a_person_without_points_has_a_card_without_a_rank() -> None:
    shown = PersonShown(
        name="N" * 200, login=None, organization="O" * 200, points=0, month=0, rank=None, badges=0, medals=()
    )
    for theme in ("light", "dark"):
        card = person_card.sheet(shown, theme, "en")  # type: ignore[arg-type]
        _, columns = inked(card.model_copy(update={"plates": ()}))
        assert columns.min() >= 70 and columns.max() <= 1130


def test_a_board_shows_five_lines_and_says_when_there_are_none() -> None:
    lines = tuple(BoardLine(rank=n, name="M" * 300, points=10**9 - n) for n in range(1, 8))
    full = board_card.sheet(BoardShown(title="T" * 200, organization="O", people=7, lines=lines), "light", "en")
    rows, columns = inked(full)
    assert columns.min() >= 70 and columns.max() <= 1130 and rows.max() <= 600
    empty = board_card.sheet(BoardShown(title="This week", organization="Lumen", people=0, lines=()), "dark", "en")
    assert "nobody has points here yet" in empty.words[1].words.text
