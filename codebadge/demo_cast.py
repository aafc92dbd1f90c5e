"""Who plays in the demo, and where: an organisation with three projects, and the people who work on them."""

from dataclasses import dataclass

ORGANIZATION, SLUG = "Lumen", "lumen"


@dataclass(frozen=True, slots=True)
class Player:
    """A contributor with an account at GitHub; `energy` is how often they act, compared with the others."""

    id: int
    login: str
    name: str
    energy: float
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A repository: the name it has in Codebadge, GitHub's id of it, and where its links lead."""

    id: int
    name: str
    url: str


PROJECTS = (
    Stage(910_000_001, "lumen/parser", "https://github.com/lumen-demo/parser"),
    Stage(910_000_002, "lumen/studio", "https://github.com/lumen-demo/studio"),
    Stage(910_000_003, "lumen/docs", "https://github.com/lumen-demo/docs"),
)

PEOPLE = (
    Player(900_000_001, "ada-okonkwo", "Ada Okonkwo", 9.0),
    Player(900_000_002, "wenjing", "李文静", 8.0),
    Player(900_000_003, "mjfernandez", "María José Fernández Ibáñez", 7.0),
    Player(900_000_004, "skjaer", "Søren Kjærgaard", 6.5),
    Player(900_000_005, "priya-r", "Priya Raghunathan", 6.0),
    Player(900_000_006, "aigerim", "Айгерім Сейтқали", 5.0),
    Player(900_000_007, "kwamem", "Kwame Mensah", 4.5),
    Player(900_000_008, "y-elrashed", "ياسمين الراشد", 4.0),
    Player(900_000_009, "kenta310", "佐藤 健太", 3.5),
    Player(900_000_010, "tomek", "Tomasz Wiśniewski", 3.0),
    Player(900_000_011, "mt-hohenstein", "Maximiliane Theodora von Hohenstein-Rabenau zu Lichtenfels", 2.5),
    Player(900_000_012, "noabd", "נעה בן־דוד", 2.0),
    Player(900_000_013, "jo", "Jo", 1.5),
    Player(900_000_014, "sunita-adhikari", "सुनीता अधिकारी", 1.0),
)

BOT = Player(900_000_099, "lumen-updates[bot]", "Lumen Updates", 1.0, bot=True)
"""Its pull requests are merged, too, and earn nothing."""

ISSUES = (
    "The last token of a line is dropped",
    "Undo forgets the selection",
    "Search finds nothing in headings",
    "Dark mode: the caret is invisible",
    "Export to EPUB loses footnotes",
    "Nested lists are parsed as one",
    "Crash when the window is moved to another screen",
    "Explain how to write a plug-in",
    "Right-to-left text jumps while typing",
    "Opening a file of 80 MB takes a minute",
    "Keyboard: no way out of the table",
    "Wrong line numbers after a comment",
    "A screen reader reads every icon twice",
    "The install guide forgets Debian",
    "Syntax error without a position",
    "Drag and drop of images stops working",
)

PULL_REQUESTS = (
    "Keep the last token",
    "Parse tables without copying them",
    "Show a preview beside the editor",
    "Translate the guide into Kazakh",
    "Remember the window's place",
    "Report errors with line and column",
    "Make headings searchable",
    "Draw the caret in the text's colour",
    "Read files in pieces",
    "Add examples to every page",
    "Let Escape leave a table",
    "Name every icon once",
)

LABELS = ("points: 1", "points: 2", "points: 3", "points: 5", "points: 8", "size/S", "size/M", "size/L")
