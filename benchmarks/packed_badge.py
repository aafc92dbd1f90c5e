"""A badge of a template comes in; the fewest bytes that say it go out: only measured, for nobody could read them."""

from benchmarks.synthetic_badges import Made, icon_names, twenty


def binary(made: Made) -> bytes:
    """The template's number, two bytes of bits (which parameters are set, and the flags), then the values: colours
    in three bytes, icons by their number in two, texts with their length in front."""
    bits, values = 0, b""
    for place, one in enumerate(twenty()[made.template].parameters):
        value = made.given.get(one.name)
        if value is None:
            continue
        bits |= 1 << place
        if one.kind == "flag":
            bits |= bool(value) << (place + 8)
        elif one.kind == "color":
            values += bytes.fromhex(str(value)[1:])
        elif one.kind == "icon":
            values += icon_names().index(str(value)).to_bytes(2, "big")
        else:
            text = str(value).encode()
            values += bytes([len(text)]) + text
    return bytes([made.template, *bits.to_bytes(2, "little")]) + values
