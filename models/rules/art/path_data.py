"""Path data as SVG has it comes in; it goes out as it is, or as commands, or is refused: numbers and letters alone."""

import re

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
# One way to read a run of spaces: with two, spaces by the thousand would take minutes.
_TOKEN = re.compile(rf"\s*(?:,\s*)?(?:([MmLlHhVvCcSsQqTtAaZz])|({NUMBER}))", re.A)
_FLAG = re.compile(r"\s*(?:,\s*)?([01])")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""How many numbers a command takes, each time that it is repeated."""
SEGMENTS = 6_000
Command = tuple[str, tuple[float, ...]]


def commands(d: str) -> list[Command]:
    """The path's commands, each with the numbers of one repetition. Raises ValueError that says where it is wrong."""
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
            letter = {"M": "L", "m": "l"}.get(letter, letter)
        if len(found) > SEGMENTS:
            raise ValueError(f"the path has more than {SEGMENTS} segments")
    if numbers or (letter and not found):
        raise ValueError("the path ends in the middle of a command")
    return found


def checked(d: str) -> str:
    """The same path data, if it is some. Raises ValueError."""
    if any(not -1e6 < number < 1e6 for _, numbers in commands(d) for number in numbers):
        raise ValueError("the path goes too far")
    return d
