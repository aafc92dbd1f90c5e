"""Accounts come in; the Persons they belong to go out, members by now. Nobody is keyed by login: logins change hands.

An account that is met for the first time may have been waited for: an admin gave its name, or its owner was erased.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from models import people, sealing
from models.db import columns, loaded, rows
from models.errors import Taken
from models.people import Identity, Person
from models.rules.work import Account

WAITING = "github-login"
"""The provider of a GitHub name whose account was not met yet."""
_EVER = datetime.fromtimestamp(0, UTC)
Key = tuple[str, str]


class Recognised(NamedTuple):
    """By `Account.key`: who the accounts' `people` are now, and the `earners`, who they were before any merging.

    `renamed`: people whose name or picture changed; `joined`: those who are members since this moment.
    """

    people: dict[Key, int]
    earners: dict[Key, int]
    renamed: list[int]
    joined: list[int]


def recognise(organization_id: int, accounts: Iterable[Account], seen_at: datetime, now: datetime) -> Recognised:
    """Whose accounts these are; newcomers become people and members, but for accounts that anybody may have typed."""
    # Of two descriptions of one account, the one of now.
    wanted = {account.key: account for account in sorted(accounts, key=lambda one: one.trust == "seen")}
    known = _known(wanted)
    renamed = [
        known[key].person_id
        for key, account in wanted.items()
        if key in known and _keep_up(organization_id, known[key], account, seen_at)
    ]
    earners = {key: identity.person_id for key, identity in known.items()}
    # Sorted: two workers that meet the same newcomers wait for each other in one order, never in a circle.
    for key in sorted(key for key in wanted.keys() - known.keys() if wanted[key].trust != "typed"):
        earners[key] = _meet(organization_id, wanted[key], seen_at if wanted[key].trust == "seen" else _EVER, now)
    who, joined = _members(organization_id, sorted(set(earners.values())), now)
    return Recognised({key: who[earner] for key, earner in earners.items()}, earners, renamed, joined)


# Nearly always everybody is a member already, and nobody was merged: one look then.
_MEMBERS = """
SELECT p.id FROM person p JOIN membership m ON m.person_id = p.id AND m.organization_id = %s
WHERE p.id = ANY(%s) AND p.merged_into_id IS NULL
"""


def _members(organization_id: int, earners: Sequence[int], now: datetime) -> tuple[dict[int, int], list[int]]:
    """(who they are now, those of them who are members since this moment)."""
    if not earners or len(rows(_MEMBERS, organization_id, earners)) == len(earners):
        return {earner: earner for earner in earners}, []
    who = people.current(earners)
    return who, join(organization_id, who.values(), now)


def known(accounts: Iterable[Account]) -> dict[Key, int]:
    """Whose accounts these are, before any merging, as far as they were met."""
    wanted = {account.key: account for account in accounts}
    found = {key: int(identity.person_id) for key, identity in _known(wanted).items()}
    for key in wanted.keys() - found.keys():
        erased = _erased(wanted[key])
        if erased is not None:
            found[key] = erased
    return found


def proven_emails(addresses: Iterable[str]) -> dict[str, datetime]:
    """Since when each of these addresses is proven; only those that are."""
    found = "SELECT external_id, proven_at FROM identity WHERE provider = 'email' AND external_id = ANY(%s)"
    wanted = list(addresses)
    return dict(rows(found + " AND proven_at IS NOT NULL", wanted)) if wanted else {}


_JOIN = """
INSERT INTO membership (organization_id, person_id, role, joined_at, hidden_at, belongs)
SELECT %s, p.id, 'contributor', %s, p.erased_at, '[]' FROM person p WHERE p.id = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM membership WHERE organization_id = %s AND person_id = p.id)
ORDER BY p.id ON CONFLICT DO NOTHING RETURNING person_id, hidden_at
"""


def join(organization_id: int, who: Iterable[int], now: datetime) -> list[int]:
    """Makes people members; those who were none. Whoever was erased stays hidden everywhere, and is no newcomer."""
    found = rows(_JOIN, organization_id, now, sorted(set(who)), organization_id)
    return [person for person, hidden_at in found if hidden_at is None]


def tombstone(provider: str, external_id: str) -> str:
    """What stands for the account of somebody who was erased: nobody can read it back, and it is known again."""
    return _tombstones(provider, external_id)[0]


_MET = """
SELECT i.id FROM identity i WHERE i.provider = 'github' AND lower(i.login) = %s AND (i.proven_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM membership m WHERE m.person_id = i.person_id AND m.organization_id = %s))
ORDER BY i.seen_at DESC LIMIT 1
"""


def met(login: str, organization_id: int) -> Identity | None:
    """The account last seen with this name, in small letters, here or by GitHub's own word at a sign-in."""
    found = rows(_MET, login, organization_id)
    return Identity.get_by_id(found[0][0]) if found else None


def sure(organization_id: int, person: Person, named: Sequence[Identity]) -> None:
    """Raises Taken for somebody known elsewhere by more than what an admin names, and what nobody has proven: the
    organisation that claims both for one person may have lent them a second door."""
    known = Identity.select().where(Identity.person.in_(people.all_of([person.id])[person.id])).count()
    if not _elsewhere(organization_id, person.id) or not named or any(one.proven_at for one in named):
        return
    if known > len(named):
        raise Taken("They are waited for elsewhere, too. Add them once they have signed in for the first time.")


def note_known(identity: Identity, organization_id: int) -> None:
    """That organisation's admins have written this account down."""
    if organization_id not in identity.known_to:
        identity.known_to = [*identity.known_to, organization_id]
        identity.save(only=[Identity.known_to])


def _known(wanted: Mapping[Key, Account]) -> dict[Key, Identity]:
    by_provider: dict[str, list[str]] = {}
    for provider, external_id in wanted:
        by_provider.setdefault(provider, []).append(external_id)
    return {
        (identity.provider, identity.external_id): identity
        for provider, ids in by_provider.items()
        for identity in (loaded(Identity, row) for row in rows(_OF_PROVIDER, provider, ids))
    }


_OF_PROVIDER = f"SELECT {columns(Identity, 'i')} FROM identity i WHERE i.provider = %s AND i.external_id = ANY(%s)"


def _meet(organization_id: int, account: Account, seen_at: datetime, now: datetime) -> int:
    erased = _erased(account)
    if erased is not None:
        return erased
    waiting = _waiting(organization_id, account)
    person_id = waiting.person_id if waiting else _newcomer(account, now)
    if _bind(account, person_id, seen_at):
        if waiting:
            _show_as(person_id, waiting.login, account)
            waiting.delete_instance()
        return person_id
    # Another worker met the same newcomer first; its row is visible by now.
    if not waiting:
        Person.delete().where(Person.id == person_id).execute()
    return int(_known({account.key: account})[account.key].person_id)


def _erased(account: Account) -> int | None:
    """An erased person's account, or the name under which somebody was waited for until they were erased."""
    stones = _tombstones(account.provider, account.external_id)
    stones += _tombstones(WAITING, account.login.lower()) if account.provider == "github" else []
    known = Identity.provider.in_([account.provider, WAITING]) & Identity.external_id.in_(stones)
    found: Identity | None = Identity.select().where(known).first()
    return found.person_id if found else None


def _waiting(organization_id: int, account: Account) -> Identity | None:
    """The lock keeps two accounts from resolving one waiting name.

    Whoever knows a hook's secret can put any name beside any account: so nobody whom another organisation knows is
    found by it. They are at their first sign-in, when GitHub itself says the name.
    """
    if account.provider != "github":
        return None
    named = (Identity.provider == WAITING) & (Identity.external_id == account.login.lower())
    found: Identity | None = Identity.select().where(named).for_update().first()
    return found if found and not _elsewhere(organization_id, found.person_id) else None


def _elsewhere(organization_id: int, person_id: int) -> bool:
    """Whether another organisation has a say in this person."""
    return any(one != organization_id for one in people.organizations_of(person_id))


def _newcomer(account: Account, now: datetime) -> int:
    person = Person.create(
        name=account.name or account.login, login=account.login, avatar=account.avatar, created_at=now
    )
    return int(person.id)


def _bind(account: Account, person_id: int, seen_at: datetime) -> bool:
    """Whether the account became this person's, and not somebody else's at the same moment."""
    row = {
        "person": person_id,
        "provider": account.provider,
        "external_id": account.external_id,
        "login": account.login,
        "avatar": account.avatar,
        "seen_at": seen_at,
    }
    return bool(list(Identity.insert(**row).on_conflict_ignore().returning(Identity.id).execute()))


def _keep_up(organization_id: int, identity: Identity, account: Account, seen_at: datetime) -> bool:
    if account.trust != "seen" or seen_at <= identity.seen_at:
        return False
    if (identity.login, identity.avatar) == (account.login, account.avatar):
        return False
    # What one organisation's hook says of a name is not believed in another one, nor against a sign-in.
    if identity.proven_at is not None or _elsewhere(organization_id, identity.person_id):
        return False
    _show_as(identity.person_id, identity.login, account)
    identity.login, identity.avatar, identity.seen_at = account.login, account.avatar, seen_at
    identity.save()
    return True


def _show_as(person_id: int, former: str, account: Account) -> None:
    """Whoever was called by their former login is called by the new one."""
    named_by_login = (Person.id == person_id) & (Person.name == former)
    Person.update(name=account.name or account.login).where(named_by_login).execute()
    Person.update(login=account.login, avatar=account.avatar).where(Person.id == person_id).execute()


def _tombstones(provider: str, external_id: str) -> list[str]:
    return [f"erased:{digest}" for digest in sealing.marks("erased account", f"{provider} {external_id}")]
