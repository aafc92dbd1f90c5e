"""Words and a locale come in; the locale whose Han characters they have goes out: fonts have several forms of them."""

import re

OWN = {
    "ja": re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]"),
    "ko": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "zh": re.compile("[\u3105-\u312f]"),
}
"""Languages that are written with Han characters, and what else they are written with: kana, Hangul, Bopomofo."""


def tongue(words: str, locale: str) -> str:
    """The locale; where it is none of these languages, theirs whose own letters stand in the words."""
    if locale.partition("-")[0].lower() in OWN:
        return locale
    return next((language for language, own in OWN.items() if own.search(words)), locale)
