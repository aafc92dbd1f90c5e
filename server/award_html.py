"""An award comes in; the words and tags of its page go out as HTML, escaped, for awards_page.py to put in its place.

They are written here and not in the browser, because other sites' machines that read the tags run no script.
"""

import html
from datetime import datetime

from models.award_pages import AwardShown
from models.award_whys import AwardWhy
from models.rules import sharing
from models.rules.art import award_card
from models.rules.messages import iso
from models.rules.patterns.verdicts import Tree
from models.rules.sharing import Told

NOBODY = (
    '<title>No such award · Codebadge</title><meta name="robots" content="noindex" />',
    "<h1>There is no award at this address.</h1><p>The link may be old or mistyped, or the award’s holder has chosen "
    'not to be shown.</p><p><a href="/">To the leaderboard</a></p>',
)
"""Tags and words where there is none to show."""


def tags(told: Told) -> str:
    """The title, and the card as Open Graph, Twitter and search engines read it."""
    title, about, image = sharing.title(told), sharing.sentence(told), f"{told.url}.png"
    properties = {
        "og:type": "article",
        "og:site_name": "Codebadge",
        "og:title": title,
        "og:description": about,
        "og:url": told.url,
        "og:image": image,
        "og:image:type": "image/png",
        "og:image:width": str(award_card.WIDTH),
        "og:image:height": str(award_card.HEIGHT),
        "og:image:alt": title,
    }
    names = {
        "description": about,
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": about,
        "twitter:image": image,
        "twitter:image:alt": title,
    }
    written = [f'<meta property="{name}" content="{html.escape(said)}" />' for name, said in properties.items()]
    written += [f'<meta name="{name}" content="{html.escape(said)}" />' for name, said in names.items()]
    written.append(f'<link rel="canonical" href="{html.escape(told.url)}" />')
    return f"<title>{html.escape(title)} · Codebadge</title>" + "".join(written)


def body(shown: AwardShown, why: AwardWhy, told: Told, has_profile: bool) -> str:
    """All that stands on the page. `has_profile`: the holder has a page on this server."""
    award, person = shown.award, f"<bdi>{html.escape(shown.person.name)}</bdi>"
    who = f'<a href="/people/{shown.person.id}">{person}</a>' if has_profile else person
    by = f"Given by {html.escape(award.by)}" if award.by else "Given by a rule"
    parts = (
        f'<p class="muted">{html.escape(shown.organization_name)}</p>',
        f"<h1><bdi>{html.escape(award.badge.name)}</bdi></h1>",
        f'<p class="who">earned by {who} on {_time(award.at)}</p>',
        _gone(shown),
        *(f"<p>{html.escape(sentence)}</p>" for sentence in why.words),
        "" if why.tree is None else f'<h2>What was met</h2><ul class="tree">{_branch(why.tree)}</ul>',
        _evidence(shown),
        _object(shown) if has_profile else "",
        f'<p class="muted small">{by}. This is award {award.id} of {html.escape(shown.organization_name)}, read from '
        f'the record just now. <a href="/v1/organizations/{shown.organization}/awards/{award.id}">As data</a></p>',
        "" if told.is_revoked else _share(told),
    )
    image = html.escape(award.badge.image)
    state = ' class="revoked"' if told.is_revoked else ""
    return f'<article{state}><img class="medal" src="{image}" alt="" /><div>{"".join(parts)}</div></article>'


def _gone(shown: AwardShown) -> str:
    award = shown.award
    if award.revoked_at is None:
        return ""
    why = f": {html.escape(award.revoke_reason)}" if award.revoke_reason else "."
    return f'<p class="gone">Taken back on {_time(award.revoked_at)}{why}</p>'


def _branch(tree: Tree) -> str:
    """A condition and those in it; met or not is said by a sign and in words."""
    sign, said = ("✓", "met: ") if tree.met else ("○", "not met: ")
    is_counted = tree.have is not None and tree.need is not None
    counted = f' <span class="muted small figures">{tree.have:,} of {tree.need:,}</span>' if is_counted else ""
    inner = "".join(map(_branch, tree.children))
    words = f'<span class="unseen">{said}</span>{html.escape(tree.words)}{counted}'
    return (
        f'<li{" data-met" if tree.met else ""}><span class="sign" aria-hidden="true">{sign}</span>'
        f"<div>{words}{f'<ul>{inner}</ul>' if inner else ''}</div></li>"
    )


def _object(shown: AwardShown) -> str:
    place = f"/people/{shown.person.id}#award-{shown.award.id}"
    return f'<p class="small"><a href="{place}">On the profile</a>, where its holder can also object to it.</p>'


def _evidence(shown: AwardShown) -> str:
    pieces = [
        f'<li><a href="{html.escape(one.url)}" rel="nofollow ugc noopener">{html.escape(one.text)}</a></li>'
        if one.url and one.url.startswith(("https://", "http://"))
        else f"<li>{html.escape(one.text)}</li>"
        for one in shown.award.evidence
    ]
    return f'<ul class="evidence" aria-label="What it rests on">{"".join(pieces)}</ul>' if pieces else ""


def _share(told: Told) -> str:
    links = (
        ("Share on Twitter", sharing.twitter(told, sharing.title(told))),
        ("Share on LinkedIn", sharing.linkedin(told)),
        ("It is mine: add it to my LinkedIn profile", sharing.linkedin_profile(told)),
    )
    anchors = "".join(f'<a href="{html.escape(url)}" rel="noopener">{words}</a>' for words, url in links)
    copies = f"{_copy(told.url)}<h3>In a README</h3>{_copy(sharing.markdown(told))}"
    return f'<h2>Share it</h2><p class="share">{anchors}</p>{copies}'


def _copy(words: str) -> str:
    return f'<codebadge-copy text="{html.escape(words)}"></codebadge-copy>'


def _time(moment: datetime) -> str:
    return f'<time datetime="{iso(moment)}">{sharing.day(moment)}</time>'
