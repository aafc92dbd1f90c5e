"""`/api/social`, which document 002 names: the caller's own award comes in; ready share links and texts go out."""

from models import award_pages, holdings
from models.errors import NotFound
from models.rules import sharing
from server.api.asking import Ask
from server.api.pathfinder.badges import NOT_HELD, find
from server.api.pathfinder.words import Said, enveloped
from server.api.routes import Route
from server.api.told import Tenant, Told


class Twitter(Told):
    """`shareUrl` opens a tweet with `text` and `awardUrl`, the public page of the award."""

    badge_id: str
    award_url: str
    image_url: str
    text: str
    share_url: str


class LinkedIn(Twitter):
    """`shareUrl` opens a post with `awardUrl`; `addToProfileUrl` adds the badge to the profile as a certificate."""

    add_to_profile_url: str


def _twitter(ask: Ask) -> Said:
    told = _own(ask)
    words = sharing.tweet(sharing.own_words(told))
    links = _links(ask, told, text=words, share_url=sharing.twitter(told, words))
    return Said("Twitter share link created successfully", Twitter(**links))


def _linkedin(ask: Ask) -> Said:
    told = _own(ask)
    links = _links(ask, told, text=sharing.own_words(told), share_url=sharing.linkedin(told))
    added = LinkedIn(**links, add_to_profile_url=sharing.linkedin_profile(told))
    return Said("LinkedIn share link created successfully", added)


def _own(ask: Ask) -> sharing.Told:
    badge = find(ask)
    award = holdings.live(ask.organization().id, badge.id, ask.by.person)
    if award is None:
        raise NotFound(NOT_HELD)
    return award_pages.told(award_pages.shown(award.id), ask.means.settings.public_url)


def _links(ask: Ask, told: sharing.Told, **more: str) -> dict[str, str]:
    return {"badge_id": ask.path["badge"], "award_url": told.url, "image_url": f"{told.url}.png", **more}


ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/social/twitter/badge/{badge}",
        "A ready link that shares the caller's own badge on Twitter.",
        _twitter,
        enveloped(Twitter),
        query=Tenant,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        "/api/social/linkedin/badge/{badge}",
        "Ready links that share the caller's own badge on LinkedIn, or add it to their profile there.",
        _linkedin,
        enveloped(LinkedIn),
        query=Tenant,
        refuses=(NotFound,),
    ),
)
