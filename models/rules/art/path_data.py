"""Path data as SVG has it comes in; it goes out as it is, or as commands, or is refused: numbers and letters alone."""

import re
from collections.abc import Iterator

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
# One way to read a run of spaces: with two, spaces by the thousand would take minutes.
_TOKEN = re.compile(rf"\s*(?:,\s*)?(?:([MmLlHhVvCcSsQqTtAaZz])|({NUMBER}))", re.A)
_EACH = re.compile(rf"\s*(?:,\s*)?([MmLlHhVvCcSsQqTtAaZz]|{NUMBER})|.+", re.A | re.S)
"""The tokens one after the other; what is none, and all behind it, is one empty token."""
_FLAG = re.compile(r"\s*(?:,\s*)?([01])")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""How many numbers a command takes, each time that it is repeated."""
_TAKING = TAKES | {letter.lower(): takes for letter, takes in TAKES.items()}
_THEN = {"M": "L", "m": "l"}
"""What a command is when it is repeated without its letter."""
_FLAGS = frozenset("01")
_CURVES = {"S": "C", "T": "Q"}
"""What a curve is that goes on smoothly."""
SEGMENTS = 6_000
LONG = 300_000
"""Characters of a path that is read closely, which stops at the first segment too many."""
Command = tuple[str, tuple[float, ...]]


def commands(d: str) -> list[Command]:
    """The path's commands, each with the numbers of one repetition. Raises ValueError that says where it is wrong."""
    return _read_quickly(d) or _read_closely(d)


def _read_quickly(d: str) -> list[Command]:
    """As nearly everybody writes it, in a fifth of the time; nothing for what is wrong or too long, and for arcs whose
    flags stand close to other numbers."""
    tokens = _EACH.findall(d.rstrip()) if len(d) <= LONG else []
    found: list[Command] = []
    at, end = 0, len(tokens)
    while at < end:
        letter = tokens[at]
        takes = _TAKING.get(letter)
        if takes is None or not (found or letter in "Mm"):
            return []
        at += 1
        if takes:
            at = _repeated(letter, takes, tokens, at, found)
        else:
            found.append((letter, ()))
        if not at:
            return []
    return found if len(found) <= SEGMENTS else []


def _repeated(letter: str, takes: int, tokens: list[str], at: int, found: list[Command]) -> int:
    """The command's numbers are found from there to the next letter, where is told; nowhere, when they are wrong."""
    end = len(tokens)
    while True:
        try:
            numbers = tuple(map(float, tokens[at : at + takes]))
        except ValueError:
            return 0
        if len(numbers) < takes or (takes == 7 and not _FLAGS.issuperset(tokens[at + 3 : at + 5])):
            return 0
        found.append((letter, numbers))
        at += takes
        if at == end or tokens[at] in _TAKING:
            return at
        letter = _THEN.get(letter, letter)


def _read_closely(d: str) -> list[Command]:
    found: list[Command] = []
    letter, at = "", 0
    numbers: list[float] = []
    end = len(d.rstrip())
    while at < end:
        # The two flags of an arc may stand without anything between them and what follows.
        flag = _FLAG.match(d, at) if letter.upper() == "A" and len(numbers) in (3, 4) else None
        token = None if flag else _TOKEN.match(d, at)
        if flag:
            numbers.append(float(flag[1]))
            at = flag.end()
        elif token is None or (not letter and (token[1] or "").upper() != "M"):
            raise ValueError(f"the path cannot be read at character {at + 1}")
        elif token[1]:
            if numbers:
                raise ValueError(f"the path lacks a number at character {at + 1}")
            letter, at = token[1], token.end()
            if letter in "Zz":
                found.append((letter, ()))
        else:
            if letter in "Zz":
                raise ValueError(f"the path cannot be read at character {at + 1}")
            numbers.append(float(token[2]))
            at = token.end()
        if letter not in "Zz" and len(numbers) == TAKES[letter.upper()]:
            found.append((letter, tuple(numbers)))
            numbers = []
            letter = _THEN.get(letter, letter)
        if len(found) > SEGMENTS:
            raise ValueError(f"the path has more than {SEGMENTS} segments")
    if numbers or (letter and not found):
        raise ValueError("the path ends in the middle of a command")
    return found


def from_origin(d: str) -> Iterator[Command]:
    """The path with M, L, C, Q, A and Z alone, all numbers counted from the origin. Raises ValueError."""
    x = y = start_x = start_y = mirror_x = mirror_y = 0.0
    curve = ""
    points: tuple[float, ...]
    for letter, numbers in commands(d):
        kind = letter.upper()
        left, top = (0.0, 0.0) if kind == letter else (x, y)
        if kind == "Z":
            x, y, curve = start_x, start_y, kind
            yield kind, numbers
            continue
        if kind in "HV":
            kind, points = "L", (numbers[0] + left, y) if kind == "H" else (x, numbers[0] + top)
        elif kind == "A":
            kind, points = _arc(numbers, left, top)
        else:
            points = tuple(number + (top if at % 2 else left) for at, number in enumerate(numbers))
            if kind in "ST":
                kind = _CURVES[kind]
                points = (mirror_x, mirror_y, *points) if curve == kind else (x, y, *points)
            if kind == "M":
                start_x, start_y = points
        x, y = points[-2:]
        curve = kind
        if kind in "CQ":
            mirror_x, mirror_y = 2 * x - points[-4], 2 * y - points[-3]
        yield kind, points


def _arc(numbers: tuple[float, ...], left: float, top: float) -> Command:
    """A line where a radius is nothing."""
    rx, ry, turn, large, sweep, x, y = numbers
    return ("A", (abs(rx), abs(ry), turn, large, sweep, x + left, y + top)) if rx and ry else ("L", (x + left, y + top))


def checked(d: str) -> str:
    """The same path data, if it is some. Raises ValueError."""
    if any(not -1e6 < number < 1e6 for _, numbers in commands(d) for number in numbers):
        raise ValueError("the path goes too far")
    return d
