"""Whose Han characters a text has: its locale says it, or its other letters do, all lines together."""

import pytest

from models.art.shelf import Bundled
from models.rules.art.drawing import TextLayer
from models.rules.art.setting import block
from models.rules.art.tongue import tongue


@pytest.mark.parametrize(
    ("words", "locale", "found"),
    [
        ("海", "en", "en"),
        ("海", "ja-JP", "ja-JP"),
        ("ようこそ海", "en", "ja"),
        ("ｶﾅ海", "de", "ja"),
        ("은海", "en-GB", "ko"),
        ("ㄅ海", "en", "zh"),
        ("の海", "zh-TW", "zh-TW"),
        ("の海", "ZH", "ZH"),
        ("の海", "kok", "ja"),
        ("Sea", "de", "de"),
    ],
)
def test_the_locale_decides_else_the_letters_beside_them(words: str, locale: str, found: str) -> None:
    assert tongue(words, locale) == found


def test_a_line_of_han_characters_is_written_as_the_lines_beside_it() -> None:
    shelf = Bundled()
    layer = TextLayer.model_validate({"kind": "text", "id": "t", "z": "a", "text": "", "lines": 2, "width": 500})
    japanese, others = (block(layer, "海海海\nようこそ", shelf, locale).d for locale in ("ja", "en"))
    assert japanese == others != block(layer, "海海海\nようこそ", shelf, "zh").d
