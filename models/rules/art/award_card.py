"""An award as it is told elsewhere comes in, with its medal; the Sheet that other sites show large goes out."""

from models.rules.art.sheet import Column, Medal, Placed, Plate, Sheet, Words
from models.rules.sharing import Told, day, sentence, title

WIDTH, HEIGHT = 1200, 630
"""As social pages want it."""
INK, MUTED, GROUND, LINE, DANGER = "#1c1b18", "#595650", "#faf9f6", "#e4e1d9", "#a3262e"
"""As in static/src/look/tokens.css, by daylight."""
LEFT, MEASURE = 545, 585
"""Where the words begin, and how wide they may be."""
FAINT = 0.35
"""How much of a medal that was taken back is seen."""


def sheet(told: Told, color: str, medal: Medal) -> Sheet:
    """`medal`: how the badge looks; it is placed here."""
    words = [
        _words(told.organization, 26, color=MUTED),
        _words(told.badge, 64, lines=2, weight=700),
        _words(f"earned by {told.person}", 36, lines=2),
        _words(told.reason, 25, lines=3, color=MUTED),
    ]
    if told.is_revoked:
        words.append(_words("This badge was taken back.", 27, color=DANGER, weight=700))
    placed = medal.model_copy(
        update={"x": 85.0, "y": 115.0, "size": 400.0, "opacity": FAINT if told.is_revoked else 1.0, "color": color}
    )
    at_the_end = _words(day(told.at), 24, color=MUTED).model_copy(update={"align": "end", "width": 300.0})
    return Sheet(
        width=WIDTH,
        height=HEIGHT,
        title=f"{title(told)}: {sentence(told)}"[:300],
        ground=GROUND,
        plates=(Plate(x=0, y=HEIGHT - 12, width=WIDTH, height=12, color=color),),
        medals=(placed,),
        columns=(Column(x=LEFT, top=50, bottom=535, gap=16, words=tuple(words)),),
        words=(
            Placed(x=LEFT, y=572, words=_words("Codebadge", 24, color=MUTED, weight=700)),
            Placed(x=LEFT + MEASURE, y=572, words=at_the_end),
        ),
    )


def _words(text: str, size: float, lines: int = 1, color: str = INK, weight: int = 400) -> Words:
    return Words(text=text, size=size, width=MEASURE, color=color, weight=weight, lines=lines)
