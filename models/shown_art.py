"""A picture's key comes in; nothing goes out, or NotFound: whether /img/art shows that version of a design (looks.py).

A deleted design takes its pictures along, but for what badges and awards show: they keep theirs for ever. Restored, the
design brings them back.
"""

from models.db import rows
from models.errors import NotFound

_SHOWN = """
SELECT 1 FROM design_version v JOIN design d ON d.id = v.design_id WHERE v.key = %s AND (d.deleted_at IS NULL
    OR EXISTS (SELECT 1 FROM badge b WHERE b.design_version_id = v.id AND b.deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM award a WHERE a.design_version_id = v.id)) LIMIT 1
"""


def must_be(key: str) -> None:
    """Equal pictures have one key: whoever's of them is shown, it is. Raises NotFound."""
    if not rows(_SHOWN, key):
        raise NotFound("There is no such picture.")
