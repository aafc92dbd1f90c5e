"""A Drawing and a Wish come in, with a Shelf of fonts and icons; one SVG goes out, which every engine draws alike.

What is said is what cairosvg, resvg, browsers and GitHub's image proxy have in common: paths with plain colours and
gradients, groups, transforms; no filter, style sheet, font, script or outside reference, text as outlines.

What is done for the size at which it will be seen (`wish.size`, in device pixels), and why:
- layers whose `detail` leaves the size out are not there: at 16 px small words are dirt, and the sign may be larger;
- up to 256 px lines narrower than four pixels become whole pixels wide, at least one, and straight edges move to lie
  between two pixels, because a line over one and a half pixels is a grey one over two (placing.py);
- shadows have more rings from 256 px, where single ones would be seen, and below 48 px there are none (shadows.py);
- words are broken and shrunk until they fit (setting.py), by the outlines' own measures and so alike everywhere.
"""

from collections import defaultdict

from models.rules.art.colors import Palette, shortest
from models.rules.art.drawing import (
    SIDE,
    AnyLayer,
    Drawing,
    IconLayer,
    Layer,
    Painted,
    PathLayer,
    PictureLayer,
    TextLayer,
)
from models.rules.art.numbers import short
from models.rules.art.outlines import Box, box, middled
from models.rules.art.paints import Brush, needs_group
from models.rules.art.pictures import content
from models.rules.art.placing import Place, nudge, transform, whole, within
from models.rules.art.setting import block
from models.rules.art.shadows import ring, rings
from models.rules.art.shelf import Shelf
from models.rules.art.telling import Told, escaped
from models.rules.art.visible import children, is_seen
from models.rules.art.wish import Wish

ICON_SIDE = 24


def svg(drawing: Drawing, wish: Wish, shelf: Shelf) -> str:
    """The picture, on a square of 512 units without a size of its own."""
    return _Page(drawing, wish, shelf).drawn()
