"""A chance comes in; an issue of the demo goes out, as somebody would write it, with what it turns out to be worth.

The words of small and of large work differ, as they do in life, and nothing is exact: the model learns from that.
"""

import random
from dataclasses import dataclass

from codebadge.demo_cast import Craft, Topic

STEPS = (1, 2, 3, 5, 8, 13)
SIZES = {2: "size/S", 3: "size/M", 5: "size/L"}
"""Worths that a size can say as well, by the built-in tariff."""
SURPRISES = (-2, -1, -1, 0, 0, 0, 1, 1, 2)
"""By how many steps work turns out to be smaller or larger than is usual for its theme."""
TERSE = 0.35
"""How often people write nothing below the title."""
WHERE = (
    "the table editor",
    "the outline",
    "the search panel",
    "the file list",
    "the preview",
    "the footnote view",
    "the settings",
    "the command palette",
)
FORMATS = ("EPUB", "Markdown", "LaTeX", "ODT", "AsciiDoc", "HTML", "DocBook", "reStructuredText")
PARTS = ("headings", "nested lists", "footnotes", "block quotes", "tables", "code blocks", "links", "comments")
PAGES = ("install guide", "first tutorial", "plug-in chapter", "page about exports", "glossary", "read-me file")


@dataclass(frozen=True, slots=True)
class Theme:
    """Work of one sort: how its issues are written, and what one of them is mostly worth."""

    worth: int
    craft: Craft
    labels: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]


THEMES = (
    Theme(
        1,
        "documentation",
        ("documentation", "good first issue"),
        ("Typo in the {page}", "Dead link in the {page}", "A comma is missing in the {page}"),
        (
            "Just one word in the {page}: a typo, easy to correct.",
            "The link at the end of the {page} is dead. One line to change.",
        ),
    ),
    Theme(
        1,
        "back-end",
        ("back-end",),
        ("Typo in the error message about {part}", "Log line about {part} has a typo"),
        ("A typo in one message about {part}. Trivial, one word to change.", "Only the wording; one line, no test."),
    ),
    Theme(
        1,
        "design",
        ("ui",),
        ("The icon of {where} is off by one pixel", "Wrong colour of the caret in {where}"),
        ("Only a colour value, one line of CSS.", "A trivial change of one value; the right colour is in the tokens."),
    ),
    Theme(
        2,
        "front-end",
        ("bug", "front-end"),
        ("The tooltip is cut off in {where}", "Escape does not close {where}", "No focus ring in {where}"),
        (
            "Open {where} and press Tab: a small glitch, it happens every time. Probably a missing key handler.",
            "Small, but annoying. In {where} the handler for the key is missing.",
        ),
    ),
    Theme(
        2,
        "testing",
        ("tests",),
        ("A test of {part} fails on slow machines", "Flaky test: {part}"),
        ("The test of {part} waits a fixed time. It should wait for the event.", "Flaky, one run in fifty."),
    ),
    Theme(
        3,
        "back-end",
        ("bug", "back-end"),
        (
            "The last token of {part} is dropped",
            "Wrong line numbers after {part}",
            "A syntax error in {part} has no position",
        ),
        (
            "Steps: open the attached file with {part}, save, look at the last line. Expected: unchanged. A regression"
            " since the last release; needs a regression test.",
            "The position is lost for {part}. I can reproduce it with three lines of input, see below. Needs a"
            " regression test.",
        ),
    ),
    Theme(
        3,
        "documentation",
        ("documentation",),
        ("Explain {part} in the {page}", "An example of {part} is missing in the {page}"),
        (
            "Readers ask for it every week: a paragraph and an example that runs.",
            "One section with an example, please.",
        ),
    ),
    Theme(
        3,
        "community",
        ("community",),
        ("Invite speakers to the meeting about {part}", "Answer the questions about {part} in the forum"),
        ("Write to them, collect the answers, and put a date into the calendar.", "An afternoon of answers, I think."),
    ),
    Theme(
        5,
        "back-end",
        ("bug", "back-end"),
        (
            "Export to {format} loses {part}",
            "{format}: {part} are read twice",
            "{format} export escapes {part} wrongly",
        ),
        (
            "Writing {format} drops {part} in larger documents. The writer has to keep them across sections; that"
            " touches the writer and the reader, and the round trip must be tested.",
            "Round trip through {format} is not stable for {part}. Reader and writer disagree; both need one set of"
            " rules.",
        ),
    ),
    Theme(
        5,
        "front-end",
        ("bug", "front-end"),
        ("Right-to-left text jumps while typing in {where}", "Drag and drop stops working in {where}"),
        (
            "Happens in {where} on two browsers, and differently on the third. The selection is computed in three"
            " places.",
            "State is kept twice in {where}, and the copies disagree. Both browsers need a workaround of their own.",
        ),
    ),
    Theme(
        5,
        "design",
        ("ui",),
        ("A screen reader cannot use {where}", "Keyboard: no way through {where}"),
        ("Roles, names and focus order of {where} have to be thought through, and tried with two screen readers.",),
    ),
    Theme(
        8,
        "back-end",
        ("back-end",),
        ("Import {format}", "Support {part} in {format} import", "A reader for {format}"),
        (
            "A new importer for {format}: a grammar, error recovery, tests with real files of twenty people, and a page"
            " of documentation. We should agree on the subset first.",
            "People arrive with {format} and cannot bring {part} along. Needs a grammar of its own, error recovery and"
            " a test corpus.",
        ),
    ),
    Theme(
        8,
        "front-end",
        ("front-end",),
        ("Show changes side by side in {where}", "Let several people comment in {where}"),
        (
            "A new view in {where}: design, server endpoint, keyboard, translations and documentation. Several people"
            " asked for it, and it needs a migration of the stored settings.",
        ),
    ),
    Theme(
        13,
        "back-end",
        ("back-end",),
        ("Rewrite the parser of {part} to stream", "Redesign how {part} are stored"),
        (
            "A file of 80 MB takes a minute and all memory. The architecture has to change: parse {part} in pieces,"
            " incrementally, with a new storage format, a migration of old files, benchmarks and a plan for the"
            " plug-ins that read the tree today. An epic, in several steps.",
        ),
    ),
    Theme(
        8,
        "back-end",
        ("bug", "back-end"),
        ("A prepared {format} file can read outside its folder", "A prepared {format} file exhausts the memory"),
        (
            "Reported in private. {format} files can name paths outside their folder. Needs a sandbox for all readers,"
            " an audit of the others, and a release of its own.",
        ),
    ),
)


def written(chance: random.Random, crafts: tuple[Craft, ...] = ()) -> Topic:
    """One more issue; of one of these crafts, if any are named."""
    themes = [one for one in THEMES if not crafts or one.craft in crafts]
    theme = chance.choices(themes, weights=[1 / (2 + one.worth) for one in themes])[0]
    words = {
        "where": chance.choice(WHERE),
        "format": chance.choice(FORMATS),
        "part": chance.choice(PARTS),
        "page": chance.choice(PAGES),
    }
    title = chance.choice(theme.titles).format(**words)
    text = "" if chance.random() < TERSE else chance.choice(theme.texts).format(**words)
    return Topic(title, theme.craft, theme.labels, text=text, worth=_worth(chance, theme.worth))


def saying(chance: random.Random, worth: int) -> str:
    """A label that says what work is worth: by points or, where one fits, by a size."""
    return SIZES[worth] if worth in SIZES and chance.random() < 0.5 else f"points: {worth}"


def more(worth: int) -> int:
    """The next larger worth."""
    return STEPS[min(STEPS.index(worth) + 1, len(STEPS) - 1)]


def _worth(chance: random.Random, usual: int) -> int:
    at = STEPS.index(usual) + chance.choice(SURPRISES)
    return STEPS[min(max(at, 0), len(STEPS) - 1)]
