"""A drawing and a dictionary come in; the few bytes that artworks.py keeps go out, and the drawing again of those.

The body's first byte is the number of the dictionary that it was packed with (0: with none), the rest one frame of
zstandard without its four bytes of magic. What a drawing leaves out is as drawing.py has it by default: a default that
changes would change what is kept.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import zstandard

from models.errors import BadPicture
from models.rules.art.drawing import BYTES, Drawing

NEWEST = 1
"""The dictionary that is packed with; every older one stays, for what was packed with it."""
_LEVEL = 19


class Packed(NamedTuple):
    """`digest`: SHA-256 of the JSON in hex digits; `size`: its bytes."""

    body: bytes
    digest: str
    size: int


def packed(drawing: Drawing, dictionary: bytes = b"", number: int = 0) -> Packed:
    """With this dictionary of this number. Raises BadPicture when the drawing is larger than one may be."""
    plain = canonical(drawing)
    if len(plain) > BYTES:
        raise BadPicture(f"The drawing takes {len(plain):,} bytes; at most {BYTES:,} are kept.")
    body = bytes([number]) + _compressor(dictionary).compress(plain)
    return Packed(body, hashlib.sha256(plain).hexdigest(), len(plain))


def unpacked(body: bytes, dictionary: Callable[[int], bytes]) -> Drawing:
    """The drawing; `dictionary` gives the bytes of the one of a number. Raises BadPicture for what was never packed."""
    known = dictionary(body[0]) if body and body[0] else b""
    try:
        with _decompressor(known).stream_reader(body[1:]) as reader:
            plain = reader.read(BYTES + 1)
        if len(plain) > BYTES:
            raise ValueError("it is larger than a drawing may be")
        return Drawing.model_validate_json(plain)
    except (zstandard.ZstdError, ValueError) as error:
        raise BadPicture(f"What was kept of this drawing cannot be read: {str(error)[:200]}") from None


def canonical(drawing: Drawing) -> bytes:
    """The same bytes for the same drawing: JSON without what is by default, keys in order, whole numbers as such."""
    said = _plain(drawing.model_dump(mode="json", exclude_defaults=True))
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def trained(samples: Iterable[bytes], size: int) -> bytes:
    """A dictionary of at most so many bytes, of what these have in common; the rarest comes first."""
    return zstandard.train_dictionary(size, list(samples), level=_LEVEL).as_bytes()


def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    bare = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL,
        format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=False,
        write_checksum=False,
        write_dict_id=False,
    )
    return zstandard.ZstdCompressor(dict_data=_read(dictionary), compression_params=bare)


def _decompressor(dictionary: bytes) -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor(dict_data=_read(dictionary), format=zstandard.FORMAT_ZSTD1_MAGICLESS)


# Neither of the above may be used by two threads at once; the dictionary may.
@lru_cache(maxsize=8)
def _read(dictionary: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(dictionary) if dictionary else None
