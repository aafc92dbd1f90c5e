"""A number comes in; it goes out as short as SVG takes it, to a hundredth of a unit: less than any screen shows."""


def short(number: float) -> str:
    """`0.5` as `.5`, `12.0` as `12`, nothing beyond the second decimal."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return "-" + text[2:] if len(text) > 2 else "0"
    return text


def fine(number: float) -> str:
    """A factor, whose hundredths would be seen: four digits."""
    return f"{number:.4f}".rstrip("0").rstrip(".") if abs(number) < 10 else short(number)


def row(*numbers: float) -> str:
    """Some numbers, apart by spaces."""
    return " ".join(map(short, numbers))
