"""Who plays in the demo, where, and what is proposed: three projects, the people, and what each likes to work on."""

from dataclasses import dataclass
from typing import Literal

ORGANIZATION, SLUG = "Lumen", "lumen"
Craft = Literal["design", "front-end", "back-end", "testing", "documentation", "community"]


@dataclass(frozen=True, slots=True)
class Player:
    """A contributor with an account at GitHub; `energy` is how often they act, compared with the others.

    `craft`: what they rather do. `owl`: they work at night, too.
    """

    id: int
    login: str
    name: str
    energy: float
    bot: bool = False
    craft: Craft = "back-end"
    owl: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A repository: the name it has in Codebadge, GitHub's id of it, and where its links lead."""

    id: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to do, of a craft: the labels that it bears from the beginning, and the files that it touches; of an
    issue, how it is described, and the points that it is worth."""

    title: str
    craft: Craft
    labels: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    text: str = ""
    worth: int = 0


PARSER = Stage(910_000_001, "lumen/parser", "https://github.com/lumen-demo/parser")
STUDIO = Stage(910_000_002, "lumen/studio", "https://github.com/lumen-demo/studio")
DOCS = Stage(910_000_003, "lumen/docs", "https://github.com/lumen-demo/docs")
PROJECTS = (PARSER, STUDIO, DOCS)
FITS: dict[Craft, tuple[int, int, int]] = {
    "design": (0, 5, 1),
    "front-end": (1, 6, 0),
    "back-end": (7, 2, 0),
    "testing": (5, 3, 0),
    "documentation": (2, 1, 6),
    "community": (1, 1, 3),
}
"""How likely work of a craft is in each of the projects."""

PEOPLE = (
    Player(900_000_001, "ada-okonkwo", "Ada Okonkwo", 9.0),
    Player(900_000_002, "wenjing", "李文静", 8.0, craft="front-end"),
    Player(900_000_003, "mjfernandez", "María José Fernández Ibáñez", 7.0, craft="documentation"),
    Player(900_000_004, "skjaer", "Søren Kjærgaard", 6.5, craft="testing"),
    Player(900_000_005, "priya-r", "Priya Raghunathan", 6.0),
    Player(900_000_006, "aigerim", "Айгерім Сейтқали", 5.0, craft="documentation", owl=True),
    Player(900_000_007, "kwamem", "Kwame Mensah", 4.5, craft="front-end"),
    Player(900_000_008, "y-elrashed", "ياسمين الراشد", 4.0, craft="design"),
    Player(900_000_009, "kenta310", "佐藤 健太", 3.5, owl=True),
    Player(900_000_010, "tomek", "Tomasz Wiśniewski", 3.0, craft="testing"),
    Player(900_000_011, "mt-hohenstein", "Maximiliane Theodora von Hohenstein-Rabenau zu Lichtenfels", 2.5),
    Player(900_000_012, "noabd", "נעה בן־דוד", 2.0, craft="community"),
    Player(900_000_013, "jo", "Jo", 1.5, craft="community"),
    Player(900_000_014, "sunita-adhikari", "सुनीता अधिकारी", 1.0, craft="documentation"),
)
DAILY = PEOPLE[4]
"""She does something on every working day."""
FRIENDS = (PEOPLE[11], PEOPLE[12])
"""Lately they approve each other's work, and hardly anybody else's."""
TEAMS = {
    "Core": ("ada-okonkwo", "wenjing", "skjaer", "priya-r", "kenta310"),
    "Writers": ("mjfernandez", "aigerim", "noabd", "sunita-adhikari"),
}

BOT = Player(900_000_099, "lumen-updates[bot]", "Lumen Updates", 1.0, bot=True)
"""Its pull requests are merged, too, and earn nothing."""

PULL_REQUESTS = (
    Topic("Keep the last token", "back-end", ("back-end",), ("src/tokens.py", "tests/test_tokens.py")),
    Topic("Parse tables without copying them", "back-end", ("back-end",), ("src/tables.py",)),
    Topic("Show a preview beside the editor", "front-end", ("front-end",), ("app/preview.ts", "app/editor.ts")),
    Topic("Translate the guide into Kazakh", "documentation", ("documentation",), ("docs/kk/guide.md",)),
    Topic("Remember the window's place", "front-end", ("front-end",), ("app/window.ts",)),
    Topic("Report errors with line and column", "testing", ("tests",), ("tests/test_errors.py", "src/errors.py")),
    Topic("Make headings searchable", "back-end", ("back-end",), ("src/search.py",)),
    Topic("Draw the caret in the text's colour", "design", ("ui",), ("app/caret.css",)),
    Topic("Read files in pieces", "back-end", ("back-end",), ("src/reading.py", "tests/test_reading.py")),
    Topic("Add examples to every page", "documentation", ("documentation",), ("docs/examples.md", "docs/index.md")),
    Topic("Let Escape leave a table", "front-end", ("front-end",), ("app/table.ts",)),
    Topic("Name every icon once", "design", ("ui",), ("app/icons.svg",)),
    Topic("Say how to report a bug", "documentation", ("documentation",), ("docs/bugs.md",)),
    Topic("Greet newcomers in the first answer", "community", ("community",), (".github/welcome.md",)),
)
