"""Text of any script has ink, grows with its letters, is in the order in which it is read, the same each time."""

import subprocess
import sys
from pathlib import Path

import pytest
import uharfbuzz

from models.art.shelf import Bundled
from models.art.writing import Run, runs
from models.errors import Unavailable
from models.rules.art.path_data import commands
from models.rules.art.shelf import Glyphs

LINES = {
    "Latin": "First merge, déjà vu, Ṩẗ",
    "marks that do not compose": "ɛ́ɔ̀ x̂",
    "Vietnamese": "Chào thế giới",
    "Greek": "Γειά σου Κόσμε",
    "Cyrillic": "Привет, мир",
    "Arabic": "مرحبا بالعالم",
    "Hebrew": "שָׁלוֹם עולם",
    "Devanagari": "नमस्ते क्षत्रिय",
    "Thai": "สวัสดีชาวโลก",
    "Chinese": "你好，世界",
    "Japanese": "こんにちはワールド世界",
    "Korean": "안녕하세요세계",
    "emoji": "🏆👩‍💻🇦🇹❤️1️⃣👍🏽",
    "emoji that came later": "🫨🩷🫪",
    "signs": "★→∑√♥①",
    "mixed": "Mix مرحبا 你好 🏆",
}
SCRIPTS = {
    "Bengali": "স্বাগতম ক্ষুদ্র",
    "Tamil": "வரவேற்கிறோம்",
    "Telugu": "స్వాగతం",
    "Kannada": "ಸ್ವಾಗತ",
    "Malayalam": "സ്വാഗതം",
    "Gujarati": "સ્વાગત છે",
    "Gurmukhi": "ਜੀ ਆਇਆਂ ਨੂੰ",
    "Odia": "ସ୍ୱାଗତ",
    "Sinhala": "සාදරයෙන් පිළිගනිමු ශ්‍රී",
    "Georgian": "მოგესალმებით",
    "Armenian": "Բարի գալուստ",
    "Ethiopic": "እንኳን ደህና መጡ",
    "Khmer": "សូមស្វាគមន៍",
    "Lao": "ຍິນດີຕ້ອນຮັບ",
    "Myanmar": "ကြိုဆိုပါတယ်",
    "Tibetan": "ཕེབས་པར་དགའ་བསུ་ཞུ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "Thaana": "މަރުޙަބާ",
    "Syriac": "ܒܫܝܢܐ",
    "Javanese": "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ",
    "Balinese": "ᬲ᭄ᬯᬲ᭄ᬢᬶ",
    "Sundanese": "ᮝᮤᮜᮥᮏᮨᮀ",
    "Meetei Mayek": "ꯇꯔꯥꯝꯅꯥ",
    "Ol Chiki": "ᱥᱟᱹᱜᱩᱱ",
    "Adlam": "𞤀𞤣𞤢𞤥",
    "Cherokee": "ᎣᏏᏲ",
    "Inuktitut": "ᑐᙵᓱᒋᑦ",
    "Tifinagh": "ⴰⵣⵓⵍ",
    "N'Ko": "ߌ ߣߌ ߛߏ߲߬ߜߐ߲",
}
EVERY = LINES | SCRIPTS


@pytest.fixture(scope="module")
def shelf() -> Bundled:
    return Bundled()


def set_in(shelf: Bundled, text: str, size: float = 40, **otherwise: str) -> tuple[Glyphs, ...]:
    return shelf.glyphs(text, size, 700, 0, otherwise.get("locale", "en"))


def width(shelf: Bundled, text: str, size: float = 40, tracking: float = 0) -> float:
    return sum(one.advance for one in shelf.glyphs(text, size, 400, tracking, "en"))


def shaped(shelf: Bundled, run: Run) -> list[int]:
    """The numbers of its glyphs; 0 is the box of a font that lacks one."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    assert run.font is not None
    uharfbuzz.shape(shelf.fonts.font(run.font, 700), buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def name(shelf: Bundled, run: Run) -> str:
    """The name of its font's file."""
    assert run.font is not None
    return shelf.fonts.file(run.font)


def seen(shelf: Bundled, text: str) -> list[str]:
    """The runs as they are seen, from left to right."""
    return [run.text for run in runs(text, shelf.fonts, "en")]


@pytest.mark.parametrize("script", EVERY)
def test_every_letter_has_ink_and_none_is_an_empty_box(shelf: Bundled, script: str) -> None:
    found = runs(EVERY[script], shelf.fonts, "en")
    assert all(run.font is not None for run in found)
    # Whatever the marks and conjuncts, the fonts that have the letters have all that these become, too.
    for run in found:
        assert 0 not in shaped(shelf, run), run.text
    inked = [one for one in set_in(shelf, EVERY[script]) if one.d]
    blanks = EVERY[script].count(" ")
    assert len(inked) >= len(set_in(shelf, EVERY[script])) - blanks
    for one in inked:
        numbers = [number for _, numbers in commands(one.d) for number in numbers]
        assert all(round(number, 2) == number for number in numbers)


@pytest.mark.parametrize("script", LINES)
def test_lines_grow_with_their_letters_and_their_size(shelf: Bundled, script: str) -> None:
    line = LINES[script]
    assert 0 < width(shelf, line) < width(shelf, f"{line} {line}")
    assert width(shelf, line, 80) == pytest.approx(2 * width(shelf, line))


def test_the_same_bytes_in_another_process(root: Path) -> None:
    setting = (
        "import sys; from models.art.shelf import Bundled; from tests.models.art.test_typesetting import LINES\n"
        "shelf = Bundled()\n"
        "for line in LINES.values(): print(shelf.glyphs(line, 37, 600, 0.1, 'de'))"
    )
    twice = [
        subprocess.run([sys.executable, "-c", setting], cwd=root, capture_output=True, check=True) for _ in range(2)
    ]
    assert len(twice[0].stdout) > 10_000
    assert twice[0].stdout == twice[1].stdout


def test_letters_are_kerned(shelf: Bundled) -> None:
    assert width(shelf, "AV") < width(shelf, "A") + width(shelf, "V")


def test_letters_are_set_apart(shelf: Bundled) -> None:
    assert width(shelf, "abc", tracking=0.5) == pytest.approx(width(shelf, "abc") + 3 * 20)


def test_bold_letters_are_wider(shelf: Bundled) -> None:
    bold = sum(one.advance for one in shelf.glyphs("merged", 40, 900, 0, "en"))
    assert bold > sum(one.advance for one in shelf.glyphs("merged", 40, 300, 0, "en"))


def test_marks_stand_with_their_letter(shelf: Bundled) -> None:
    assert len(set_in(shelf, "e\u0301")) == 1
    assert set_in(shelf, "e\u0301") == set_in(shelf, "é")
    assert width(shelf, "ɛ\u0301") == pytest.approx(width(shelf, "ɛ"))


def test_what_is_read_from_the_right_begins_at_the_right(shelf: Bundled) -> None:
    assert seen(shelf, "שלום עולם, abc") == ["abc", ", ", "עולם", " ", "שלום"]
    assert seen(shelf, "abc שלום 123 def") == ["abc ", "123", " ", "שלום", " ", "def"]


def test_arabic_letters_join(shelf: Bundled) -> None:
    assert width(shelf, "ببب") < 3 * width(shelf, "ب")


def test_families_of_emoji_are_one_sign(shelf: Bundled) -> None:
    assert [len(set_in(shelf, one)) for one in ("👩‍💻", "🇦🇹", "1️⃣", "👍🏽", "❤️")] == [1, 1, 1, 1, 1]


def test_han_characters_are_those_of_who_writes(shelf: Bundled) -> None:
    each = {one: set_in(shelf, "海", locale=one) for one in ("zh", "ja", "ko")}
    assert len(set(each.values())) == 3
    for locale, whose in (("zh-TW", "zh"), ("ja-JP", "ja"), ("en", "zh"), ("kok", "zh")):
        assert set_in(shelf, "海", locale=locale) == each[whose]


def test_kana_are_japans_and_commas_of_china_are_in_no_font_of_another_script(shelf: Bundled) -> None:
    each = {locale: set_in(shelf, "こネ", locale=locale) for locale in ("zh", "ja", "ko", "en")}
    assert len(set(each.values())) == 1
    assert [run.text for run in runs("你，。", shelf.fonts, "zh") if "sc" in name(shelf, run)] == ["你", "，。"]


def test_conjuncts_are_one_sign(shelf: Bundled) -> None:
    assert [len(set_in(shelf, one)) for one in ("ক্ষ", "क्ष", "ක්‍ෂ", "ស្វា", "ཞུ", "ക്ഷ")] == [1, 1, 1, 1, 1, 1]
    assert width(shelf, "क्ष") < width(shelf, "कष")


def test_letters_that_nobody_has_are_boxes_and_are_told(shelf: Bundled) -> None:
    shelf.boxed()
    boxes = set_in(shelf, "𐎀𐎁")
    assert len(boxes) == 2
    assert boxes[0] == boxes[1]
    assert boxes[0].d
    assert (shelf.boxed(), shelf.boxed()) == ("𐎀𐎁", "")
    # Remembered lines have them, too.
    set_in(shelf, "𐎀𐎁")
    assert shelf.boxed() == "𐎀𐎁"


def test_what_only_steers_is_left_out(shelf: Bundled) -> None:
    assert set_in(shelf, "a\u202eb\u0000c\nd") == set_in(shelf, "abc d")
    assert set_in(shelf, "\u200d\u200b") == ()


def test_icons_are_found_by_name(shelf: Bundled) -> None:
    outline, filled = shelf.icon("trophy"), shelf.icon("filled/trophy")
    assert outline and filled and outline != filled
    assert shelf.icon("no-such-icon") is None
    assert all(commands(d) for d in (*outline, *filled))


def test_before_the_pages_are_built_the_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="make run"):
        Bundled(tmp_path)
    # As an older one built them.
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.json").write_text('[{"file": "a.woff2"}]')
    with pytest.raises(Unavailable, match="make run"):
        Bundled(tmp_path)
