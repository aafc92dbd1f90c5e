"""What everybody may know of a person comes in; the Sheet that shows their points and medals elsewhere goes out."""

from models.rules.art.award_card import GROUND, HEIGHT, INK, MUTED, WIDTH
from models.rules.art.sheet import Column, Medal, Placed, Plate, Sheet, Words
from models.rules.art.wish import Theme
from models.rules.work import Value

INKS: dict[Theme, tuple[str, str, str, str]] = {
    "light": (INK, MUTED, GROUND, "#efece4"),
    "dark": ("#f2f0ea", "#b5b1a7", "#171614", "#24221f"),
}
"""Ink, muted ink, ground and raised ground, as in static/src/look/tokens.css."""
MEDALS, SIZE, GAP = 6, 150, 30
LEFT = 80


class PersonShown(Value):
    """`rank`: among all of the organisation, for all time; None without points. `medals`: the newest first."""

    name: str
    login: str | None
    organization: str
    points: int
    month: int
    rank: int | None
    badges: int
    medals: tuple[Medal, ...]


def sheet(shown: PersonShown, theme: Theme, locale: str) -> Sheet:
    """Name, three numbers, and up to six medals."""
    ink, muted, ground, raised = INKS[theme]
    figures = [(f"{shown.points:,}", "points"), (f"{shown.month:,}", "this month"), (str(shown.badges), "badges")]
    if shown.rank is not None:
        figures.insert(0, (f"#{shown.rank}", "of all time"))
    who = f"@{shown.login} · {shown.organization}" if shown.login else shown.organization
    words = [
        Words(text=shown.name, size=68, width=1040, color=ink, weight=700),
        Words(text=who, size=30, width=1040, color=muted),
    ]
    wide = 1040 / len(figures)
    return Sheet(
        width=WIDTH,
        height=HEIGHT,
        title=f"{shown.name}, {shown.organization}: {shown.points} points, {shown.badges} badges",
        ground=ground,
        plates=(Plate(x=0, y=HEIGHT - 180 - 50, width=WIDTH, height=230, color=raised),),
        medals=tuple(
            medal.model_copy(update={"x": float(LEFT + n * (SIZE + GAP)), "y": 440.0, "size": float(SIZE)})
            for n, medal in enumerate(shown.medals[:MEDALS])
        ),
        columns=(Column(x=LEFT, top=50, bottom=220, gap=10, words=tuple(words)),),
        words=tuple(
            Placed(x=LEFT + n * wide, y=y, words=Words(text=text, size=size, width=wide - 24, color=color, weight=bold))
            for n, (figure, name) in enumerate(figures)
            for text, y, size, color, bold in ((figure, 290.0, 56.0, ink, 700), (name, 344.0, 26.0, muted, 400))
        ),
        locale=locale,
    )
