"""`person:create` to `person:erase`: accounts of people, by admins and by themselves."""

import dataclasses
from functools import partial
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models import (
    account_reading,
    accounts,
    award_cards,
    awards,
    badges,
    consequences,
    league_awards,
    merges,
    merging,
    people,
    privacy,
    touching,
)
from models.audit import Actor
from models.commands.acting import Act, Command, Done
from models.rules import names
from models.rules.texts import Flag, Id, Name, Slug, Why, text
from models.rules.work import Value
from models.tenants import Organization

Email = Annotated[
    str, StringConstraints(strict=True, max_length=200), AfterValidator(partial(names.as_value, names.email))
]
GitHub = Annotated[
    str, StringConstraints(strict=True, max_length=60), AfterValidator(partial(names.as_value, names.github))
]
RoleName = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=40)]


class Known(Value):
    """How somebody is known: by e-mail address, by GitHub name, or both."""

    email: Email | None = None
    github: GitHub | None = None


class CreatePerson(Known):
    """An account for somebody who may never have been here; `special`: badges to hand out at once."""

    name: text(0, 200) = ""  # type: ignore[valid-type]
    role: RoleName = "contributor"
    special: Annotated[tuple[Id | Slug, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _known(self) -> "CreatePerson":
        if self.email is None and self.github is None:
            raise ValueError("give an e-mail address, a GitHub name, or both")
        return self


class UpdatePerson(Value):
    """What somebody is called; their own name, or by an admin."""

    person: Id
    name: Name


class GiveRole(Value):
    """A role, in either set of names."""

    person: Id
    role: RoleName
    why: Why = ""


class LinkIdentity(Known):
    """One more way to be known, until they prove it themselves: an e-mail address or a GitHub name."""

    person: Id

    @model_validator(mode="after")
    def _one(self) -> "LinkIdentity":
        if (self.email is None) == (self.github is None):
            raise ValueError("give an e-mail address or a GitHub name")
        return self


class UnlinkIdentity(Value):
    """One of somebody's identities is theirs no more."""

    person: Id
    identity: Id


class MergePeople(Value):
    """`gone` is `keep` from now on."""

    keep: Id
    gone: Id
    why: text(3, 500)  # type: ignore[valid-type]


class UndoMerge(Value):
    """The two are two again."""

    merge: Id
    why: text(3, 500)  # type: ignore[valid-type]


class HidePerson(Value):
    """Off all boards and pages, or back again; one's own choice, or an admin's."""

    person: Id
    hidden: Flag


class ErasePerson(Value):
    """For ever. `confirm` is the person's name, as it is shown."""

    person: Id
    confirm: text(1, 200)  # type: ignore[valid-type]
    why: Why = ""


def _create(act: Act, wanted: CreatePerson) -> Done:
    known = accounts.wanted(wanted.email, wanted.github)
    person = accounts.create(act.organization, act.caller, wanted.name, known, wanted.role, act.now)
    people.lock(act.organization.id, [person.id])
    chosen = [badges.find(act.organization, badge) for badge in dict.fromkeys(wanted.special)]
    given = [
        awards.give(
            act.organization, badge, person.id, "", act.by.name, act.now, way="special", by_person=act.caller.person
        )
        for badge in sorted(chosen, key=lambda one: int(one.id))
    ]
    consequences.of_awards(act.organization, "badge.awarded", given, act.now)
    given += consequences.of_joining(act.organization, [person.id], act.now)
    role = accounts.grantable(act.caller, wanted.role)
    after = {"role": role, "by": [provider for provider, _ in known], "awards": [award.id for award in given]}
    act.audit("person:create", f"person:{person.id}", after=after)
    cards = [card.model_dump(mode="json") for card in award_cards.of(given)]
    return Done(_account(act, int(person.id)).answer | {"awards": cards})


def _update(act: Act, wanted: UpdatePerson) -> Done:
    touching.oneself_or(act.caller, wanted.person, "person:write", act.ladder)
    person, _ = touching.find(act.organization, act.caller, wanted.person)
    if act.caller.person != wanted.person:
        touching.only_ours(act.organization, person)
    accounts.rename(person, wanted.name)
    consequences.of_renaming([wanted.person], act.now)
    act.audit("person:update", f"person:{wanted.person}", after={"changed": ["name"]})
    return _account(act, wanted.person)


def _role(act: Act, wanted: GiveRole) -> Done:
    before, after = accounts.set_role(act.organization, act.caller, wanted.person, wanted.role)
    act.audit("person:role", f"person:{wanted.person}", {"role": before}, {"role": after}, wanted.why)
    return _account(act, wanted.person)


def _link(act: Act, wanted: LinkIdentity) -> Done:
    [one] = accounts.wanted(wanted.email, wanted.github)
    identity = accounts.link(act.organization, act.caller, wanted.person, one, act.now)
    consequences.of_joining(act.organization, [wanted.person], act.now)
    act.audit("person:link", f"person:{wanted.person}", after={"identity": identity.id, "provider": identity.provider})
    return _account(act, wanted.person)


def _unlink(act: Act, wanted: UnlinkIdentity) -> Done:
    touching.oneself_or(act.caller, wanted.person, "person:write", act.ladder)
    identity = accounts.unlink(act.organization, act.caller, wanted.person, wanted.identity)
    before = {"identity": identity.id, "provider": identity.provider}
    act.audit("person:unlink", f"person:{wanted.person}", before=before)
    return _account(act, wanted.person)


def _merge(act: Act, wanted: MergePeople) -> Done:
    found = merges.merge(act.organization, act.caller, wanted.keep, wanted.gone, act.by.name, act.now)
    outcomes = merging.follow(found, [act.organization.id], act.now)
    after = {"merge": found.id, "gone": wanted.gone}
    act.audit("person:merge", f"person:{wanted.keep}", after=after, why=wanted.why)
    _note(act, outcomes)
    return Done({"merge": found.id} | _account(act, wanted.keep).answer)


def _unmerge(act: Act, wanted: UndoMerge) -> Done:
    found, concerned = merges.undo(act.organization, act.caller, wanted.merge, act.now)
    outcomes = merging.follow(found, concerned, act.now)
    after = {"merge": found.id, "back": found.gone_id}
    act.audit("person:unmerge", f"person:{found.kept_id}", after=after, why=wanted.why)
    _note(act, outcomes)
    return Done({"merge": found.id} | _account(act, found.kept_id).answer)


def _note(act: Act, outcomes: dict[int, league_awards.Outcome]) -> None:
    for organization, outcome in sorted(outcomes.items()):
        league_awards.note(Organization.get_by_id(organization), outcome, league_awards.WORKER, act.now)


def _hide(act: Act, wanted: HidePerson) -> Done:
    touching.oneself_or(act.caller, wanted.person, "person:write", act.ladder)
    if privacy.set_hidden(act.organization, act.caller, wanted.person, wanted.hidden, act.now):
        consequences.of_showing(act.organization.id, wanted.person, act.now)
        act.audit("person:hide", f"person:{wanted.person}", {"hidden": not wanted.hidden}, {"hidden": wanted.hidden})
    return Done({"person": wanted.person, "hidden": wanted.hidden})


def _erase(act: Act, wanted: ErasePerson) -> Done:
    touching.oneself_or(act.caller, wanted.person, "person:write", act.ladder)
    concerned = privacy.erase(act.organization, act.caller, wanted.person, wanted.confirm, act.now)
    for organization in concerned:
        consequences.of_showing(organization, wanted.person, act.now)
    called = privacy.pseudonym(wanted.person)
    # Whoever erased themselves did so under the name that they have now.
    by = Actor(name=called, door=act.by.door, person=wanted.person) if act.caller.person == wanted.person else act.by
    dataclasses.replace(act, by=by).audit("person:erase", f"person:{wanted.person}", why=wanted.why)
    return Done({"person": wanted.person, "name": called})


def _account(act: Act, person_id: int) -> Done:
    return Done({"person": account_reading.account(act.organization, person_id).model_dump(mode="json")})


COMMANDS: dict[str, Command] = {
    "person:create": Command(CreatePerson, "person:write", _create),
    "person:update": Command(UpdatePerson, "self", _update),
    "person:role": Command(GiveRole, "person:role", _role),
    "person:link": Command(LinkIdentity, "person:write", _link),
    "person:unlink": Command(UnlinkIdentity, "self", _unlink),
    "person:merge": Command(MergePeople, "person:merge", _merge),
    "person:unmerge": Command(UndoMerge, "person:merge", _unmerge),
    "person:hide": Command(HidePerson, "self", _hide),
    "person:erase": Command(ErasePerson, "self", _erase),
}
