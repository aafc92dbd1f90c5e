"""A drawing and a wish come in; its words go out with their places filled: parameters, level, holder, date."""

import re

from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish

PLACE = re.compile(r"\{([a-z][a-z0-9-]{0,30})\}")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Told:
    """What a picture's places say, whether a flag is set, and which icon was chosen."""

    def __init__(self, drawing: Drawing, wish: Wish) -> None:
        level = drawing.levels[min(wish.level, len(drawing.levels)) - 1].name if drawing.levels else str(wish.level)
        own: dict[str, str | bool] = {one.name: one.value for one in drawing.parameters}
        chosen = {name: value for name, value in wish.given.items() if name in own}
        self._values: dict[str, str | bool] = {"level": level, **wish.told, **own, **chosen}

    def filled(self, words: str) -> str:
        """The words; a place of which nobody said anything is empty."""
        if "{" not in words:
            return words
        return PLACE.sub(lambda place: self.text(place[1]), words)

    def text(self, name: str) -> str:
        """What a parameter says, if it is one that says something."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else ""

    def shows(self, when: str) -> bool:
        """`ribbon`: whether that flag is set; `!ribbon`: whether it is not."""
        return bool(self._values.get(when.removeprefix("!"))) is not when.startswith("!")

    def icon(self, icon: str) -> str:
        """The icon's name in the library."""
        return self.text(icon[1:]) if icon.startswith("$") else icon


def escaped(words: str) -> str:
    """For XML; characters that it cannot hold are left out."""
    return NOT_XML.sub("", words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
