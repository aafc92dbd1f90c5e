"""What is said of an award elsewhere: titles, texts and links, whatever is in a name."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from models.rules import sharing
from models.rules.sharing import Told

HOSTILE = "A&B = 50% “√” #1 +x <script>"


def told(**fields: Any) -> Told:
    plain: dict[str, Any] = {
        "badge": "Early Adopter",
        "person": "Ada",
        "organization": "Lumen",
        "reason": "Joined during beta.",
        "at": datetime(2026, 3, 4, tzinfo=UTC),
        "award": 7,
        "url": "https://badges.example.org/awards/7",
    }
    return Told.model_validate(plain | fields)


def test_an_award_has_a_title_and_a_sentence() -> None:
    assert sharing.title(told()) == "Ada earned “Early Adopter”"
    assert sharing.title(told(is_revoked=True)) == "Ada earned “Early Adopter” (taken back)"
    assert sharing.sentence(told()) == "Joined during beta. Lumen, 4 March 2026."


def test_a_readme_shows_its_picture_with_a_link() -> None:
    picture = "https://badges.example.org/img/awards/7.png?size=128"
    page = "https://badges.example.org/awards/7"
    assert sharing.markdown(told()) == f"[![Ada earned “Early Adopter”]({picture})]({page})"
    assert sharing.markdown(told(badge="a](x)\n<b>")) == f"[![Ada earned “a\\](x) \\<b\\>”]({picture})]({page})"


@pytest.mark.parametrize("name", ["Early Adopter", HOSTILE, "☃" * 200])
def test_a_link_holds_just_what_is_meant(name: str) -> None:
    tweet = parse_qs(urlsplit(sharing.twitter(told(), name)).query, strict_parsing=True)
    assert tweet == {"text": [name], "url": ["https://badges.example.org/awards/7"]}
    profile = parse_qs(urlsplit(sharing.linkedin_profile(told(badge=name))).query, strict_parsing=True)
    assert profile["name"] == [name]
    assert profile["issueMonth"] == ["3"]


def test_a_tweet_fits_with_its_link() -> None:
    long = sharing.tweet(sharing.own_words(told(badge="x" * 200, organization="y" * 200)))
    assert len(long) == sharing.TWEET - sharing.LINK
    assert long.endswith("…")
