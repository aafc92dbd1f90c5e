"""The top of a board comes in; the Sheet that shows it elsewhere goes out: five lines with bars."""

from models.rules.art.award_card import HEIGHT, WIDTH
from models.rules.art.person_card import INKS, LEFT
from models.rules.art.sheet import Placed, Plate, Sheet, Words
from models.rules.art.wish import Theme
from models.rules.work import Value

LINES, TOP, STEP = 5, 210, 76
ACCENT: dict[Theme, str] = {"light": "#d9d4f0", "dark": "#3a3466"}
WIDE = 1040.0


class BoardLine(Value):
    """One person on it."""

    rank: int
    name: str
    points: int


class BoardShown(Value):
    """`people`: how many are on it in all."""

    title: str
    organization: str
    people: int
    lines: tuple[BoardLine, ...]


def sheet(shown: BoardShown, theme: Theme, locale: str) -> Sheet:
    """Title, and the first five; in words when nobody has points yet."""
    ink, muted, ground, raised = INKS[theme]
    most = max((line.points for line in shown.lines), default=0)
    words = [
        Placed(x=LEFT, y=86, words=Words(text=shown.title, size=54, width=WIDE, color=ink, weight=700)),
        Placed(x=LEFT, y=148, words=Words(text=_under(shown), size=28, width=WIDE, color=muted)),
    ]
    plates = []
    for n, line in enumerate(shown.lines[:LINES]):
        y = float(TOP + n * STEP)
        bar = max(0.0, line.points / most) * WIDE if most > 0 else 0.0
        plates.append(Plate(x=LEFT, y=y, width=WIDE, height=STEP - 14, color=raised, round=10))
        plates.append(Plate(x=LEFT, y=y, width=max(bar, 20), height=STEP - 14, color=ACCENT[theme], round=10))
        words += _line(line, y + (STEP - 14) / 2, ink)
    return Sheet(
        width=WIDTH,
        height=HEIGHT,
        title=f"{shown.organization}, {shown.title}: "
        + ", ".join(f"{line.rank}. {line.name} {line.points}" for line in shown.lines[:LINES]),
        ground=ground,
        plates=tuple(plates),
        words=tuple(words),
        locale=locale,
    )


def _under(shown: BoardShown) -> str:
    if not shown.lines:
        return f"{shown.organization} · nobody has points here yet"
    return f"{shown.organization} · {shown.people} {'person' if shown.people == 1 else 'people'}"


def _line(line: BoardLine, y: float, ink: str) -> list[Placed]:
    points = Words(text=f"{line.points:,}", size=30, width=200, color=ink, weight=700, align="end")
    return [
        Placed(x=LEFT + 24, y=y, words=Words(text=str(line.rank), size=30, width=60, color=ink, weight=700)),
        Placed(x=LEFT + 100, y=y, words=Words(text=line.name, size=30, width=680, color=ink)),
        Placed(x=LEFT + WIDE - 24, y=y, words=points),
    ]
