"""An account that somebody has just proven to be theirs comes in; the Person goes out; sessions.py is next.

Nobody is matched by what can change hands while another is known: first the provider's immutable id, then what an
admin has written down and waits, then nobody, and a new person is made. E-mail addresses of providers are not used.
"""

from datetime import datetime
from typing import Any, Literal

from models import consequences, people, taking_up
from models.db import rows
from models.errors import Taken, Unproven
from models.people import Identity, Person
from models.rules import names
from models.rules.work import Value


class Proven(Value):
    """An account, proven. `external_id`: GitHub's number, or the e-mail address in small letters."""

    provider: Literal["github", "email"]
    external_id: str
    login: str
    name: str
    avatar: str | None = None


def by_email(address: str) -> Proven:
    """An address whose code came back."""
    return Proven(provider="email", external_id=address, login=address, name=names.of_email(address))


def sign_in(proven: Proven, now: datetime) -> Person:
    """Who it is: somebody known, whose account is proven now, or a new person, who belongs to no organisation.

    Raises Unproven for an account of somebody who signs in another way: whoever says that it is theirs, too, may have
    lent them a second door, or the owner of this one another's. They add it themselves (`add`).
    """
    _take_up(proven, now)
    identity = _known(proven) or _waiting(proven) or _new(proven, now)
    person = _today(identity, proven, now)
    if identity.proven_at is None and person.signed_in_at is not None:
        raise Unproven(
            "This account was written down for somebody who signs in another way. If that is you, sign in that way, "
            "and add this account on your page."
        )
    before = people.card(person)
    _keep_up(identity, person, proven, now)
    if people.card(person) != before:
        consequences.of_renaming([person.id], now)
    consequences.of_signing_in(person.id, now)
    return person


def add(proven: Proven, person_id: int, now: datetime) -> Identity:
    """One more account of somebody who is signed in. Raises Taken for one that is somebody else's."""
    person = _locked(person_id)
    identity = _known(proven) or _waiting(proven) or _made(proven, person, now)
    if people.current([identity.person_id])[identity.person_id] != person_id:
        raise Taken("That account belongs to somebody else here. If both are you, ask an admin to merge them.")
    _keep_up(identity, person, proven, now)
    return identity


def _known(proven: Proven) -> Identity | None:
    found: Identity | None = Identity.get_or_none(
        Identity.provider == proven.provider, Identity.external_id == proven.external_id
    )
    return found


def _take_up(proven: Proven, now: datetime) -> None:
    account, waiting = _known(proven), Identity.get_or_none(_named(proven))
    if account is not None and waiting is not None:
        taking_up.take_up(account, waiting, now)


def _named(proven: Proven) -> Any:
    """The GitHub name that an admin wrote down."""
    login = proven.login.lower() if proven.provider == "github" else ""
    return (Identity.provider == "github-login") & (Identity.external_id == login)


def _waiting(proven: Proven) -> Identity | None:
    """A GitHub name that an admin wrote down: it becomes the account of that number."""
    mine = _named(proven)
    Identity.update(provider="github", external_id=proven.external_id).where(mine).execute()
    return _known(proven)


def _new(proven: Proven, now: datetime) -> Identity:
    person = _person(proven, now)
    found = _made(proven, person, now)
    if found.person_id != person.id:
        # The same account signs in twice at once, or its webhook came just now.
        person.delete_instance()
    return found


def _made(proven: Proven, person: Person, now: datetime) -> Identity:
    """That person's, unless somebody else was faster."""
    identity = Identity(
        person=person,
        provider=proven.provider,
        external_id=proven.external_id,
        login=proven.login,
        avatar=proven.avatar,
        seen_at=now,
        proven_at=now,
    )
    Identity.insert(identity.__data__).on_conflict_ignore().execute()
    found = _known(proven)
    assert found is not None
    return found


def _today(identity: Identity, proven: Proven, now: datetime) -> Person:
    """Who the identity's person is now: whom they were merged into, and somebody new once they were erased."""
    person = _locked(people.current([identity.person_id])[identity.person_id])
    while person.merged_into is not None:
        person = _locked(person.merged_into.id)
    if person.erased_at is not None:
        person = _person(proven, now)
        identity.person = person
    return person


def _locked(person_id: int) -> Person:
    """Who signs in and who is merged or erased at the same time, are so one after the other; in the usual order."""
    for organization_id in people.organizations_of(person_id):
        people.lock(organization_id, [person_id])
    rows("SELECT 1 FROM person WHERE id = %s FOR NO KEY UPDATE", person_id)
    found: Person = Person.get_by_id(person_id)
    return found


def _keep_up(identity: Identity, person: Person, proven: Proven, now: datetime) -> None:
    """What the provider says today; a name that the person chose stays."""
    if proven.provider == "github":
        person.name = proven.name if person.name in (identity.login, person.login) else person.name
        person.login, person.avatar = proven.login, proven.avatar or person.avatar
    person.signed_in_at = now
    person.save(only=[Person.name, Person.login, Person.avatar, Person.signed_in_at])
    identity.login, identity.avatar = proven.login, proven.avatar or identity.avatar
    identity.seen_at, identity.proven_at = max(now, identity.seen_at), identity.proven_at or now
    identity.save()


def _person(proven: Proven, now: datetime) -> Person:
    login = proven.login if proven.provider == "github" else None
    return Person.create(name=proven.name, login=login, avatar=proven.avatar, created_at=now)
