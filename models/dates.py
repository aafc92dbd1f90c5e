"""A day and a language come in; the day in its words goes out, as it stands on a picture."""

from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date

ENGLISH = "en"


def written(day: date, language: str) -> str:
    """Such as “21 November 2026”; in English for a language that nobody here knows."""
    return str(format_date(day, "long", locale=_known(language)))


def _known(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)
