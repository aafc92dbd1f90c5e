"""An award and the address of its page come in; what is said of it elsewhere goes out: texts, links, card."""

from datetime import datetime
from urllib.parse import quote, urlencode

from models.rules.work import Value

TWEET = 280
LINK = 24
"""Characters of a tweet that its link takes, with the space before it."""
CUT = "…"
MARKS = frozenset("\\`*_[]<>!&")
"""They mean something in Markdown."""


class Told(Value):
    """An award as it is told elsewhere."""

    badge: str
    person: str
    organization: str
    reason: str
    at: datetime
    award: int
    url: str
    is_revoked: bool = False


def title(told: Told) -> str:
    """One line: who earned what."""
    return f"{told.person} earned “{told.badge}”" + (" (taken back)" if told.is_revoked else "")


def sentence(told: Told) -> str:
    """What for, and where."""
    return f"{told.reason.rstrip('. ')}. {told.organization}, {day(told.at)}."


def own_words(told: Told) -> str:
    """What the holder may say of it."""
    return f"I earned the “{told.badge}” badge at {told.organization}."


def tweet(words: str) -> str:
    """Words that are short enough for a tweet with a link."""
    return cut(words, TWEET - LINK)


def twitter(told: Told, words: str) -> str:
    """A link that opens a tweet of those words, ready to be sent."""
    return "https://twitter.com/intent/tweet?" + _query(text=tweet(words), url=told.url)


def linkedin(told: Told) -> str:
    """A link that opens a post on LinkedIn with the award's page."""
    return "https://www.linkedin.com/sharing/share-offsite/?" + _query(url=told.url)


def linkedin_profile(told: Told) -> str:
    """A link that adds the award to the holder's LinkedIn profile."""
    return "https://www.linkedin.com/profile/add?" + _query(
        startTask="CERTIFICATION_NAME",
        name=told.badge,
        organizationName=told.organization,
        issueYear=str(told.at.year),
        issueMonth=str(told.at.month),
        certId=str(told.award),
        certUrl=told.url,
    )


def markdown(told: Told) -> str:
    """Its picture for a README, with a link to its page."""
    words = "".join(f"\\{letter}" if letter in MARKS else letter for letter in " ".join(title(told).split()))
    picture = f"{told.url.removesuffix(f'/awards/{told.award}')}/img/awards/{told.award}.png?size=128"
    return f"[![{words}]({picture})]({told.url})"


def cut(text: str, most: int) -> str:
    """At most that many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + CUT


def day(moment: datetime) -> str:
    """A date as people write it."""
    return f"{moment.day} {moment:%B %Y}"


def _query(**fields: str) -> str:
    return urlencode(fields, quote_via=quote)
