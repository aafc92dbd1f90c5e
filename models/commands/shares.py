"""`share:create`, `…:change`, `…:resend`, `…:revoke` by admins; `share:confirm`, `…:leave` by receivers.

A link is in an answer and in a mail, and nowhere else; an audit line holds ids, the role and the way, never an address.
"""

from typing import Annotated, Any

from pydantic import Field, StrictInt, StringConstraints, model_validator

from models import share_reading, share_receiving, sharing_out
from models.commands.acting import Act, Command, Done
from models.commands.people import Known
from models.errors import NotAllowed, NotFound
from models.rules import invitations
from models.rules.invitations import Invitation
from models.rules.letters import Letter
from models.rules.texts import Id, text
from models.rules.work import Value
from models.shares import Share
from models.sharing_out import DAYS, Offer, Role
from models.studio_bell import StudioBell

PAGE = "/shared#"
"""The token is behind the mark that no browser sends to a server: it is in no log and no Referer."""
Days = Annotated[StrictInt, Field(ge=1, le=90)]


class CreateShare(Known):
    """A design, or the whole studio, for one contributor, by e-mail address or GitHub name; shared again it gets the
    other role and one more link. It waits that many days to be confirmed."""

    design: Id | None = None
    role: Role
    note: text(0, 500) = ""  # type: ignore[valid-type]
    days: Days = DAYS

    @model_validator(mode="after")
    def _one(self) -> "CreateShare":
        if (self.email is None) == (self.github is None):
            raise ValueError("give an e-mail address or a GitHub name")
        return self


class ChangeShare(Value):
    """Another role, from this moment on."""

    share: Id
    role: Role


class ResendShare(Value):
    """One more link, and that many days anew; older links stay as good."""

    share: Id
    days: Days = DAYS


class OneShare(Value):
    """A share."""

    share: Id


class ConfirmShare(Value):
    """By the token of a link, or the id of a share that is for an account of one's own."""

    token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=100)] | None = None
    share: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> "ConfirmShare":
        if (self.token is None) == (self.share is None):
            raise ValueError("give the link's token or the share's id")
        return self


def _create(act: Act, wanted: CreateShare) -> Done:
    way, address = ("email", wanted.email) if wanted.email else ("github", wanted.github)
    given = {"way": way, "address": address} | wanted.model_dump(include={"design", "role", "note", "days"})
    found = sharing_out.share(act.organization, Offer.model_validate(given), act.by, act.now)
    return _sent(act, found, "share:create")


def _resend(act: Act, wanted: ResendShare) -> Done:
    found = sharing_out.resend(act.organization, wanted.share, wanted.days, act.now)
    return _sent(act, found, "share:resend")


def _sent(act: Act, found: Share, action: str) -> Done:
    """With a link, and a mail where there is somewhere to send it; whoever has confirmed needs neither. By a GitHub
    name the answer is the same whether one was sent: who signs in how is nothing to an admin."""
    link = None
    if found.confirmed_at is None:
        link = f"{act.settings.public_url}{PAGE}{sharing_out.link(found, act.now)}"
        if found.way == "email":
            sharing_out.note_sent(found, act.now)
    act.audit(action, f"share:{found.id}", after=_settings(found))
    return Done(_told(act, found) | {"link": link}, letter=_letter(act, found, link), ring_studio=_bell(found))


def _letter(act: Act, found: Share, link: str | None) -> Letter | None:
    to = sharing_out.mailed_to(found)
    if link is None or to is None:
        return None
    told = Invitation(
        by=share_reading.shown_by(found),
        organization=act.organization.name,
        design=found.design.name if found.design else None,
        role=found.role,
        link=link,
        until=found.expires_at,
        github=found.address if found.way == "github" else None,
    )
    return invitations.letter(to, told)


def _change(act: Act, wanted: ChangeShare) -> Done:
    found, before = sharing_out.change(act.organization, wanted.share, wanted.role)
    act.audit("share:change", f"share:{found.id}", {"role": before}, {"role": found.role})
    return Done(_told(act, found), ring_studio=_bell(found))


def _revoke(act: Act, wanted: OneShare) -> Done:
    found = sharing_out.revoke(act.organization, wanted.share, act.now)
    act.audit("share:revoke", f"share:{found.id}", before=_settings(found))
    return Done(_told(act, found), ring_studio=_bell(found))


def _confirm(act: Act, wanted: ConfirmShare) -> Done:
    person = _oneself(act)
    found = share_receiving.opened(wanted.token) if wanted.token else share_receiving.find(wanted.share or 0, person)
    if found.organization_id != act.organization.id:
        raise NotFound("This is shared by another organisation.")
    found, is_new = share_receiving.confirm(found.id, person, act.now)
    if is_new:
        act.audit("share:confirm", f"share:{found.id}", after=_settings(found) | {"person": person})
    mine = share_reading.my_card(found, act.now)
    return Done({"share": mine.model_dump(mode="json"), "href": mine.href}, ring_studio=_bell(found))


def _leave(act: Act, wanted: OneShare) -> Done:
    person = _oneself(act)
    found = share_receiving.find(wanted.share, person)
    if found.organization_id != act.organization.id:
        raise NotFound("There is no such share of yours.")
    found = share_receiving.leave(found.id, person, act.now)
    act.audit("share:leave", f"share:{found.id}", before=_settings(found) | {"person": person})
    card = share_reading.my_card(found, act.now).model_dump(mode="json")
    return Done({"share": card}, ring_studio=_bell(found))


def _oneself(act: Act) -> int:
    if act.caller.person is None:
        raise NotAllowed("An API token is nobody's; sign in.")
    return act.caller.person


def _told(act: Act, found: Share) -> dict[str, Any]:
    return {"share": share_reading.card(found, act.now).model_dump(mode="json")}


def _bell(found: Share) -> tuple[StudioBell, ...]:
    """Whoever has it open hears at once what they may do with it now, or that they may not."""
    return (StudioBell(organization=found.organization_id, design=found.design_id),)


def _settings(found: Share) -> dict[str, Any]:
    return {"design": found.design_id, "role": found.role, "way": found.way}


COMMANDS: dict[str, Command] = {
    "share:create": Command(CreateShare, "design:share", _create),
    "share:change": Command(ChangeShare, "design:share", _change),
    "share:resend": Command(ResendShare, "design:share", _resend),
    "share:revoke": Command(OneShare, "design:share", _revoke),
    "share:confirm": Command(ConfirmShare, "self", _confirm),
    "share:leave": Command(OneShare, "self", _leave),
}
