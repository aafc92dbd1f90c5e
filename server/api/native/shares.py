"""`/v1`: who has what of the studio, for admins; and for its receivers, who need be known by nothing but a link."""

from models import callers, share_reading, share_receiving
from models.commands.shares import ConfirmShare
from models.errors import (
    AlreadyHeld,
    Exhausted,
    Gone,
    NotAllowed,
    NotContributor,
    NotFound,
    NotSignedIn,
    RateLimited,
    Taken,
    Unavailable,
)
from models.people import Person
from models.rules.texts import text
from models.rules.work import Value
from models.share_reading import InvitationCard, MyShare, ShareCard
from models.shares import Share
from server.api.accounts.sessions import myself
from server.api.asking import Ask, number
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

SHARES = ORGANIZATION + "/shares"
SHARE = SHARES + "/{share}"
MINE = "/v1/me/shares"
SENT = {"share": ShareCard, "link": str | None}
REFUSED = (NotSignedIn, NotAllowed, NotContributor, NotFound, Gone)


class Of(Value):
    """Of one design only, with those of the whole studio."""

    design: text(1, 18) | None = None  # type: ignore[valid-type]


def _listed(ask: Ask) -> dict[str, object]:
    wanted = ask.query.design
    design = None if wanted is None else number(wanted, "There is no such design.")
    return {"shares": share_reading.listed(ask.organization(), design, ask.now)}


def _opened(ask: Ask) -> dict[str, object]:
    return {"invitation": share_reading.invitation(ask.who.share, ask.now)}


def _mine(ask: Ask) -> dict[str, object]:
    return {"shares": share_reading.mine(myself(ask), ask.now)}


def _confirm(ask: Ask) -> dict[str, object]:
    person = myself(ask)
    given = ask.body
    found = share_receiving.opened(given.token) if given.token else share_receiving.find(given.share, person)
    if not _is_here(ask, found):
        # A stranger there: who has no account that it is for is told so first, and then that they are no contributor.
        share_receiving.confirm(found.id, person, ask.now)
    return ask.do("share:confirm", **given.model_dump(exclude_none=True))


def _leave(ask: Ask) -> dict[str, object]:
    found = share_receiving.find(ask.id("share", "There is no such share of yours."), myself(ask))
    if not _is_here(ask, found):
        raise NotFound("There is no such share of yours.")
    return ask.do("share:leave", share=found.id)


def _is_here(ask: Ask, found: Share) -> bool:
    """Whether they act in the organisation that shares; with a browser that is where they are known."""
    if ask.visitor is not None and ask.who.bearer is None:
        ask.caller = callers.of_person(Person.get_by_id(ask.visitor.person), found.organization, "session")
    return ask.caller is not None and ask.caller.organization == found.organization_id


ROUTES = (
    Route(
        "GET",
        SHARES,
        "With whom the studio and its designs are shared, and how far each of that is.",
        _listed,
        gives={"shares": list[ShareCard]},
        query=Of,
        needs="design:share",
        refuses=(NotFound,),
    ),
    write(
        "POST",
        SHARES,
        "share:create",
        "Shares a design, or the whole studio, with a contributor. The link is shown, and by e-mail sent, this once; "
        "by a GitHub name it is mailed, too, to whoever is known here and signs in by e-mail. It opens to its receiver "
        "alone. `link` is null for whoever has confirmed before.",
        SENT,
        status=201,
        refuses=(NotFound, NotContributor, Taken, Exhausted, RateLimited, Unavailable),
    ),
    write(
        "POST",
        SHARE + "/resend",
        "share:resend",
        "One more link, and more time; older links stay as good.",
        SENT,
        refuses=(NotFound, Gone, AlreadyHeld, RateLimited, Unavailable),
    ),
    write("PATCH", SHARE, "share:change", "Another role.", {"share": ShareCard}, refuses=(NotFound, Gone)),
    write(
        "DELETE",
        SHARE,
        "share:revoke",
        "It opens nothing any more, on pages that are open now either.",
        {"share": ShareCard},
        refuses=(NotFound, Gone),
    ),
    Route(
        "GET",
        "/v1/shares/opened",
        "What the link is for whose token is in the header `X-Share-Token`. Opens and uses up nothing, however often.",
        _opened,
        gives={"invitation": InvitationCard},
        needs=None,
        refuses=(NotFound, Gone),
    ),
    Route(
        "POST",
        "/v1/shares/confirm",
        "Takes what was shared, by a link's token or the share's id, for whoever is signed in with the account that it "
        "is for. `href` opens it.",
        _confirm,
        gives={"share": MyShare, "href": str},
        takes=ConfirmShare,
        needs=None,
        refuses=REFUSED,
        spends=("try-address",),
    ),
    Route(
        "GET",
        MINE,
        "What was shared with oneself, in every organisation: what waits, and what one has confirmed.",
        _mine,
        gives={"shares": list[MyShare]},
        needs=None,
        refuses=(NotSignedIn, NotAllowed),
    ),
    Route(
        "DELETE",
        MINE + "/{share}",
        "One wants it no more, or not at all.",
        _leave,
        gives={"share": MyShare},
        needs=None,
        refuses=REFUSED,
    ),
)
