"""The tree as strangers wrote it comes in; a new one goes out that holds nothing but what the table takes.

What draws is in its place, what is referred to beside it; references.py joins both. Nested drawings, symbols and links
become groups, `x` and `y` of a use a transform, percentages numbers: less for programs to draw differently.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.errors import BadPicture
from models.rules.art.foreign import images, templates, viewports
from models.rules.art.foreign.allowed import ASIDE, DRAWN, LOOK, NAMED, QUIET
from models.rules.art.foreign.attributes import judged
from models.rules.art.foreign.element import Account, Element, refuse
from models.rules.art.foreign.grammars import View
from models.rules.art.foreign.numbers import short
from models.rules.art.foreign.sizes import draws_nothing
from models.rules.art.foreign.styles import Sheet
from models.rules.art.foreign.transforms import matrix, moved
from models.rules.art.foreign.transforms import text as transform_text
from models.rules.art.transforms import Matrix

Photo = Callable[[bytes], bytes]
"""Raster bytes in, PNG out; raises BadPicture."""
MOST, STOPS = 8_000, 128
"""Elements after everything that others lend is copied; colours of one gradient."""
WORDS = 500


@dataclass(slots=True)
class Rebuilt:
    """`root` holds what draws, `beside` what is referred to. `title`, `about` in words."""

    root: Element
    beside: list[Element]
    view: tuple[float, float, float, float]
    width: float
    height: float
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Around:
    """What an element finds around it: the view, the colour, what is passed on to what stands in it."""

    view: View
    passed_on: dict[str, str] = field(default_factory=dict)


class Rebuilder:
    """One picture, once. `text`: keep words as they are (for import), or leave them out."""

    def __init__(self, read: Element, account: Account, photo: Photo | None, text: bool) -> None:
        self._read, self._account, self._photo, self._text = read, account, photo, text
        self._sheet = Sheet()
        self._ids: dict[str, Element] = {}
        self._beside: list[Element] = []
        self._count = self._images = 0
        for element in read.all():
            self._ids.setdefault(element.name, element)
            if element.tag == "style":
                self._sheet.add(element, account)

    def rebuilt(self) -> Rebuilt:
        """Raises BadPicture."""
        read, account = self._read, self._account
        frame = viewports.frame(read, account)
        properties = self._sheet.properties(read)
        view = View(frame.box[2], frame.box[3], _color(properties, "#000000", account, read))
        root = Element("svg", {}, read.where)
        if "preserveAspectRatio" in frame.given:
            root.attributes["preserveAspectRatio"] = frame.given["preserveAspectRatio"]
        look = judged(read, "g", properties, view, account)
        around = Around(view, self._inherited(look, Around(view)))
        self._fill(_grouped(root, look), read, around)
        words = {child.tag: " ".join(child.text.split())[:WORDS] for child in reversed(read.children)}
        about, title = words.get("desc", ""), words.get("title", "")
        return Rebuilt(root, self._beside, frame.box, frame.width, frame.height, title, about)

    def _fill(self, built: Element, read: Element, around: Around) -> None:
        for child in read.children:
            self._child(built, child, around)

    def _child(self, built: Element, child: Element, around: Around) -> None:
        tag = child.tag
        if tag in DRAWN:
            self._drawn(built, child, around)
        elif tag in NAMED:
            self._named(child, around)
        elif tag == "defs":
            shelf = Element("defs", {}, child.where)
            self._fill(shelf, child, replace(around, passed_on=self._passed_on(child, around)))
            self._beside.extend(shelf.children)
        elif tag not in ASIDE and tag not in QUIET:
            self._account.add(f"<{tag[:60]}>", child.where)

    def _drawn(self, built: Element, child: Element, around: Around) -> None:
        properties = self._sheet.properties(child)
        if child.tag == "symbol":
            self._symbol(child, properties, around)
            return
        if child.tag in ("text", "tspan") and not self._text:
            self._account.add(f"text “{_all_text(child)[:60]}”", child.where)
            return
        tag = "g" if child.tag in ("svg", "a", "switch") else child.tag
        color = _color(properties, around.view.color, self._account, child)
        view = replace(around.view, color=color)
        element = self._made(child, tag, judged(child, tag, properties, view, self._account))
        around = Around(view, self._inherited(element.attributes, around))
        if child.tag == "svg":
            around = self._nested(element, child, properties, around)
        elif child.tag == "use":
            self._place_use(element, properties, around)
        elif child.tag == "image" and not self._pictured(element):
            return
        if draws_nothing(element):
            return
        if child.tag == "switch":
            child = replace(child, children=[one for one in child.children if one.tag in DRAWN][:1])
        if tag in ("text", "tspan"):
            element.text, element.tail = child.text, child.tail
        if tag in ("g", "text", "tspan"):
            self._fill(element, child, around)
        built.children.append(element)

    def _made(self, read: Element, tag: str, attributes: dict[str, str]) -> Element:
        self._count += 1
        if self._count > MOST:
            refuse(f"has more than {MOST} elements when all that they lend each other is counted", read.where)
        return Element(tag, attributes, read.where, name=read.name)

    def _inherited(self, given: dict[str, str], around: Around) -> dict[str, str]:
        own = {name: value for name, value in given.items() if name in LOOK and "url(" not in value}
        return {**around.passed_on, **own}

    def _passed_on(self, defs: Element, around: Around) -> dict[str, str]:
        found = judged(defs, "g", self._sheet.properties(defs), around.view, self._account)
        return self._inherited(found, around)

    def _nested(self, element: Element, read: Element, properties: dict[str, str], around: Around) -> Around:
        port = viewports.port(read, properties, around.view, self._account)
        if port.hole:
            # In the coordinates inside, as the clip of an element with a transform is.
            element.attributes["clip-path"] = f"url(#{self._clip_of(port.hole, element.where, element.name)})"
        element.attributes["transform"] = transform_text(port.matrix)
        return Around(replace(around.view, width=port.width, height=port.height), around.passed_on)

    def _clip_of(self, hole: tuple[float, float, float, float], where: str, name: str) -> str:
        x, y, width, height = (short(part) for part in hole)
        rect = Element("rect", {"x": x, "y": y, "width": width, "height": height}, where)
        clip = Element("clipPath", {}, where, children=[rect], name=f"{name} hole {len(self._beside)}")
        self._count += 2
        self._beside.append(clip)
        return clip.name

    def _symbol(self, read: Element, properties: dict[str, str], around: Around) -> None:
        element = self._made(read, "g", judged(read, "g", properties, around.view, self._account))
        port = viewports.symbol(read, properties, around.view, self._account)
        if port.hole:
            element.attributes["clip-path"] = f"url(#{self._clip_of(port.hole, read.where, read.name)})"
        view = replace(around.view, width=port.width, height=port.height)
        self._fill(element, read, Around(view))
        self._beside.append(element)

    def _place_use(self, use: Element, properties: dict[str, str], around: Around) -> None:
        given = use.attributes
        size = [float(given.pop(name)) if name in given else None for name in ("width", "height")]
        placed = moved(float(given.pop("x", "0")), float(given.pop("y", "0")))
        target = self._ids.get(given.get("href", "#")[1:])
        if target and target.tag == "symbol":
            box = viewports.symbol(target, self._sheet.properties(target), around.view, self._account)
            placed = placed.times(box.fitted(size[0], size[1]))
        placed = matrix(given.get("transform", "")).times(placed)
        given.pop("transform", None)
        if placed != Matrix():
            given["transform"] = transform_text(placed)

    def _pictured(self, image: Element) -> bool:
        try:
            images.take(image, self._photo)
        except BadPicture as refused:
            self._account.add(f"image: {refused}", image.where)
            return False
        self._images += 1
        if self._images > images.MOST:
            refuse(f"has more than {images.MOST} raster images", image.where)
        return True

    def _named(self, read: Element, around: Around) -> None:
        lent = templates.whole(read, self._ids, self._account)
        properties = self._sheet.properties(lent)
        color = _color(properties, around.view.color, self._account, read)
        shares = properties.get(_UNITS.get(read.tag, ""), "objectBoundingBox").strip() != "userSpaceOnUse"
        view = replace(around.view, color=color, shares=shares)
        element = self._made(read, read.tag, judged(lent, read.tag, properties, view, self._account))
        if "Gradient" in read.tag:
            element.children = self._stops(lent, view)
        else:
            element.attributes = {**self._for_content(read.tag, around), **element.attributes}
            if read.tag == "marker":
                viewports.complete_marker(element)
            self._fill(element, lent, Around(replace(view, shares=False)))
        self._beside.append(element)

    def _for_content(self, tag: str, around: Around) -> dict[str, str]:
        return {name: value for name, value in around.passed_on.items() if not (tag == "marker" and "marker" in name)}

    def _stops(self, gradient: Element, view: View) -> list[Element]:
        stops: list[Element] = []
        for child in gradient.children:
            if child.tag == "stop":
                properties = self._sheet.properties(child)
                own = replace(view, color=_color(properties, view.color, self._account, child))
                stops.append(self._made(child, "stop", judged(child, "stop", properties, own, self._account)))
            if len(stops) > STOPS:
                refuse(f"has a gradient of more than {STOPS} colours", gradient.where)
        return stops


def _grouped(root: Element, look: dict[str, str]) -> Element:
    """What the root says of all in it a group says: the root is what is lost when pictures are joined."""
    look = {name: value for name, value in look.items() if value and (name, value) != ("display", "inline")}
    if not look:
        return root
    root.children.append(Element("g", look, root.where))
    return root.children[0]


_UNITS = {"linearGradient": "gradientUnits", "radialGradient": "gradientUnits"}
_UNITS |= {"pattern": "patternUnits", "mask": "maskUnits"}


def _color(properties: dict[str, str], otherwise: str, account: Account, read: Element) -> str:
    given = properties.get("color", "")
    if not given or given.strip().lower() in ("inherit", "currentcolor"):
        return otherwise
    found = judged(Element("stop", {}, read.where), "stop", {"stop-color": given}, View(1, 1, otherwise), account)
    return found.get("stop-color", otherwise)


def _all_text(element: Element) -> str:
    return " ".join(" ".join(one.text for one in element.all()).split())
