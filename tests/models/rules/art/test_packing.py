"""Drawings in few bytes: the same drawing comes back, and nothing that was never packed does harm."""

import hashlib
import json
from importlib import resources

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadPicture
from models.rules.art.drawing import BYTES, Drawing
from models.rules.art.packing import NEWEST, canonical, packed, unpacked

numbers = st.floats(-4096, 4096, allow_nan=False).map(lambda number: round(number, 3))
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40)
layers = st.builds(
    lambda x, name, opacity, at: {
        "kind": "path",
        "x": x,
        "name": name,
        "opacity": opacity,
        "d": "M0 0h9v9z",
        "fill": {"stops": [{"at": at, "color": "#ffffff"}, {"at": 1, "color": "@gold-20"}]},
    },
    numbers, words, st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    some = draw(st.lists(layers, max_size=6))
    placed = [{**layer, "id": f"l{number}", "z": f"{number + 1}"} for number, layer in enumerate(some)]
    return Drawing.model_validate({"title": draw(words), "colors": {"gold": "#e8b84a"}, "layers": placed})


def shipped(number: int) -> bytes:
    return (resources.files("models.rules.art") / "dictionaries" / f"{number}.zdict").read_bytes()


@given(drawings(), st.booleans())
def test_what_was_packed_comes_back(drawing: Drawing, bare: bool) -> None:
    found = packed(drawing) if bare else packed(drawing, shipped(NEWEST), NEWEST)
    assert unpacked(found.body, shipped) == drawing
    assert found.size == len(canonical(drawing))


def test_a_body_says_its_dictionary_so_that_a_newer_one_breaks_no_older_row() -> None:
    drawing = Drawing(title="Kept for years")
    old, new = packed(drawing, b"of then", 4), packed(drawing, b"of now", 5)
    assert (old.body[0], new.body[0]) == (4, 5)
    assert old.digest == new.digest
    books = {4: b"of then", 5: b"of now"}
    assert unpacked(old.body, books.__getitem__) == unpacked(new.body, books.__getitem__) == drawing


def test_the_digest_does_not_depend_on_how_numbers_and_keys_were_written() -> None:
    one = Drawing.model_validate_json('{"title":"a","layers":[{"kind":"group","id":"g","z":"1","x":3}]}')
    other = Drawing.model_validate_json('{"layers":[{"x":3.0,"z":"1","y":256,"id":"g","kind":"group"}],"title":"a"}')
    assert packed(one).digest == packed(other).digest


def bomb() -> bytes:
    bare = zstandard.ZstdCompressionParameters.from_level(3, format=zstandard.FORMAT_ZSTD1_MAGICLESS)
    return b"\0" + zstandard.ZstdCompressor(compression_params=bare).compress(b" " * 500_000_000)


@pytest.mark.parametrize("body", [b"", b"\0", b"\0nothing", packed(Drawing(title="x")).body[:-4], bomb()])
def test_what_was_never_packed_is_refused(body: bytes) -> None:
    with pytest.raises(BadPicture):
        unpacked(body, shipped)


def test_too_large_a_drawing_is_refused() -> None:
    layer = {"kind": "path", "z": "1", "d": "M0 0" + "l1.0001 1.0001" * 2_000}
    told = {"layers": [{**layer, "id": f"l{number}"} for number in range(BYTES // 20_000)]}
    with pytest.raises(BadPicture, match="at most 256,000"):
        packed(Drawing.model_validate_json(json.dumps(told)))


FROZEN = {1: "de0cb106a36bb58299d2b96b474d0f289039c1db2b26f6fe1cc474cf17fe5cea"}


def test_a_dictionary_with_which_something_was_kept_never_changes() -> None:
    """Whoever makes a new one gives it the next number and adds it here."""
    assert {number: hashlib.sha256(shipped(number)).hexdigest() for number in FROZEN} == FROZEN
    assert max(FROZEN) == NEWEST
