"""Bytes that are said to be SVG come in; a tree of its elements goes out, or BadPicture with the place.

No doctype, no entities, nothing but UTF-8, not too much of anything. allowed.py says next what of it may stay.
"""

from xml.parsers import expat

from models.errors import BadPicture
from models.rules.art.foreign.element import Account, Element, refuse

BYTES, ELEMENTS, DEPTH = 512_000, 5_000, 32
ATTRIBUTES, CHARACTERS = 100, 200_000
"""Of one element; of one attribute's value, or of the text in one element (a raster image is the longest)."""
NAME = 60
SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
QUIET = (
    "inkscape.org",
    "sodipodi",
    "w3.org/1999/02/22-rdf",
    "purl.org",
    "creativecommons",
    "adobe.com",
    "sketch",
    "figma",
)
"""Editors keep notes in namespaces of their own; nobody misses them in a picture."""


def read(body: bytes, account: Account) -> Element:
    """The root. What is of no namespace that we know is told to the account. Raises BadPicture."""
    reader = _Reader(account)
    reader.read(_utf8(body))
    if reader.root is None:
        raise BadPicture("This is no SVG: there is nothing in it.")
    if reader.root.tag != "svg":
        refuse(f"begins with <{reader.root.tag[:NAME]}>, not with <svg>", reader.root.where)
    return reader.root


def _utf8(body: bytes) -> bytes:
    if len(body) > BYTES:
        raise BadPicture(f"This SVG has {len(body)} bytes; at most {BYTES} are taken.")
    if body.startswith(b"\x1f\x8b"):
        raise BadPicture("This SVG is compressed (svgz); unpack it first.")
    body = body.removeprefix(b"\xef\xbb\xbf")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body[:4096]:
        raise BadPicture("This SVG is not in UTF-8; save it in UTF-8.")
    try:
        body.decode()
    except UnicodeDecodeError as wrong:
        raise BadPicture(f"This SVG is not in UTF-8 at byte {wrong.start + 1}.") from None
    return body.strip()


class _Reader:
    """What expat tells, made a tree."""

    def __init__(self, account: Account) -> None:
        self.root: Element | None = None
        self._account = account
        self._open: list[Element] = []
        self._aside = 0
        self._count = 0
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instructed
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self._said

    def read(self, body: bytes) -> None:
        try:
            self._parser.Parse(body, True)
        except expat.ExpatError as wrong:
            why = expat.ErrorString(wrong.code)
            refuse(f"is not well-formed: {why}", f"line {wrong.lineno}, column {wrong.offset + 1}")

    @property
    def _where(self) -> str:
        return f"line {self._parser.CurrentLineNumber}, column {self._parser.CurrentColumnNumber + 1}"

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            refuse(f"says that it is in {encoding[:NAME]}; save it in UTF-8", self._where)

    def _doctype(self, *_: object) -> None:
        refuse("has a doctype or entities; save it without (a “plain” or “optimised” SVG has none)", self._where)

    def _instructed(self, target: str, data: str) -> None:
        self._account.add(f"instruction <?{target[:NAME]}?>", self._where)

    def _started(self, name: str, found: dict[str, str]) -> None:
        self._count += 1
        if self._count > ELEMENTS:
            refuse(f"has more than {ELEMENTS} elements", self._where)
        if len(self._open) + self._aside >= DEPTH:
            refuse(f"has elements nested more than {DEPTH} deep", self._where)
        space, _, tag = name.rpartition(" ")
        if self._aside or space not in (SVG, ""):
            self._leave_aside(space, tag)
            return
        element = Element(tag, self._known(found, tag), f"{self._where}, <{tag[:NAME]}>")
        element.name = element.attributes.get("id", "")
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _leave_aside(self, space: str, tag: str) -> None:
        if not self._open and not self._aside:
            refuse(f"begins with <{tag[:NAME]}> of another language", self._where)
        self._aside += 1
        if self._aside == 1 and not _quiet(space):
            self._account.add(f"<{tag[:NAME]}> of {space[:NAME]}", self._where)

    def _known(self, found: dict[str, str], tag: str) -> dict[str, str]:
        if len(found) > ATTRIBUTES:
            refuse(f"has more than {ATTRIBUTES} attributes in one element", f"{self._where}, <{tag[:NAME]}>")
        known = {}
        for name, value in found.items():
            space, _, local = name.rpartition(" ")
            if len(value) > CHARACTERS:
                refuse(f"has a {local[:NAME]} of more than {CHARACTERS} characters", f"{self._where}, <{tag[:NAME]}>")
            if space == "":
                known[local] = value
            elif (space, local) == (XLINK, "href"):
                known.setdefault("href", value)
        return known

    def _ended(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        else:
            self._open.pop()

    def _said(self, text: str) -> None:
        if self._open and not self._aside:
            element = self._open[-1]
            last = element.children[-1] if element.children else None
            if last:
                last.tail += text
            else:
                element.text += text
            if len(last.tail if last else element.text) > CHARACTERS:
                refuse(f"has more than {CHARACTERS} characters of text in one element", element.where)


def _quiet(space: str) -> bool:
    return any(known in space for known in QUIET)
