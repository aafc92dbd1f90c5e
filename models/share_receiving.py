"""A link's token, or somebody signed in, comes in; a Share that is theirs goes out, confirmed or left.

A link opens nothing, and looking at it changes nothing: the proof is an account of one's own, by which one has signed
in. Who confirmed is kept as whose account it is, so that people who are made one, or two again, keep what is theirs.
"""

from datetime import datetime
from typing import Any

from models import contributors, people
from models.errors import Gone, NotAllowed, NotFound
from models.people import Identity
from models.rules import masks
from models.shares import Share, ShareLink
from models.sharing_out import digest

_SIGN_IN = {
    "email": "This is for the e-mail address {mask}. Sign in with a code that is sent there, or add it on your page.",
    "github": "This is for the GitHub account {mask}. Sign in with GitHub as that account.",
}
FORMER = "This was shared with the account that had your GitHub name before. Ask to have it shared with you."
OLD_NEWS = (
    "GitHub told us your name before this was shared, and names change hands. Sign in with GitHub once more, then "
    "confirm."
)


def opened(token: str) -> Share:
    """What a link is for; nothing is used up by looking. Raises NotFound for a token that is none of ours."""
    found = ShareLink.get_or_none(ShareLink.digest == digest(token))
    if found is None:
        raise NotFound("This link is not complete, or not from here. Ask to have it sent again.")
    share: Share = found.share
    return share


def find(share_id: int, person_id: int) -> Share:
    """A share that is for one of this person's accounts, or theirs already. Raises NotFound for any other."""
    found: Share | None = Share.get_or_none(Share.id == share_id)
    mine = people.all_of([person_id])[person_id]
    if found is None or not (found.person_id in mine or _fitting(found, mine)):
        raise NotFound("There is no such share of yours.")
    return found


def confirm(share_id: int, person_id: int, now: datetime) -> tuple[Share, bool]:
    """(the share, whether it is theirs since this moment). Holds the person.

    Raises NotAllowed for whoever cannot prove that it is for them, NotContributor, and Gone for what was taken back or
    has expired, or whose design is no more.
    """
    people.lock(Share.get_by_id(share_id).organization_id, [person_id])
    found: Share = Share.select().where(Share.id == share_id).for_update().get()
    mine = people.all_of([person_id])[person_id]
    identity = _proof(found, mine)
    contributors.must_be(found.organization, person_id, "receiver")
    _still_there(found)
    if found.confirmed_at is not None:
        if found.person_id not in mine:
            raise NotAllowed("Somebody who had this account before you has confirmed it. Ask to have it shared anew.")
        return found, False
    if found.expires_at <= now:
        raise Gone("This invitation has expired. Ask to have it sent again.")
    found.person, found.confirmed_at = identity.person_id, now
    if found.way == "github":
        found.account = identity.external_id
    found.save()
    return found, True


def leave(share_id: int, person_id: int, now: datetime) -> Share:
    """It is theirs no more, or never will be. Raises NotFound, Gone when it was taken back before."""
    find(share_id, person_id)
    found: Share = Share.select().where(Share.id == share_id).for_update().get()
    if found.revoked_at is not None:
        raise Gone("This was taken back already.")
    found.revoked_at = now
    found.save(only=[Share.revoked_at])
    return found


def _still_there(found: Share) -> None:
    if found.revoked_at is not None:
        raise Gone("This was taken back; it opens nothing any more.")
    if found.design is not None and found.design.deleted_at is not None:
        raise Gone("This design was deleted.")


def _proof(found: Share, mine: list[int]) -> Identity:
    """The proven account of theirs that it is for. Raises NotAllowed with how to sign in, and no more."""
    identity = next(iter(_fitting(found, mine)), None)
    if identity is None:
        is_former = found.way == "github" and _by_name(found, mine)
        sign_in = _SIGN_IN[found.way].format(mask=masks.of(found.way, found.address))
        raise NotAllowed(FORMER if is_former else sign_in)
    if found.way == "github" and found.account is None and identity.seen_at < found.created_at:
        raise NotAllowed(OLD_NEWS)
    return identity


def _fitting(found: Share, mine: list[int]) -> list[Identity]:
    """Accounts of theirs that it is for: by the account's number where that is known, else by the name of today."""
    if found.way == "github" and found.account is None:
        return _by_name(found, mine)
    wanted = found.account if found.way == "github" else found.address
    return list(_proven(found.way, mine).where(Identity.external_id == wanted))


def _by_name(found: Share, mine: list[int]) -> list[Identity]:
    return [one for one in _proven("github", mine) if one.login.lower() == found.address]


def _proven(provider: str, mine: list[int]) -> Any:
    of = (Identity.provider == provider) & Identity.person.in_(mine) & Identity.proven_at.is_null(False)
    return Identity.select().where(of).order_by(Identity.seen_at.desc())
