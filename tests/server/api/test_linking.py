"""server/api/accounts/linking.py: one more address to sign in by, for whoever is signed in."""

from datetime import datetime

from models import db
from models.audit import AuditLine
from models.awards import Award
from models.people import Identity, Membership, Person
from models.rules.special import Named, Special
from models.settings import Settings
from models.special import create
from tests.cast import Lumen
from tests.server.running import Running
from tests.server.surfing import Surfer, code_for

EMAIL, OTHER = "ada@example.org", "countess@example.org"
LINK = "/v1/session/identities"


def member(lumen: Lumen, now: datetime, email: str = EMAIL) -> int:
    with db.unit():
        person = Person.create(name="Ada", created_at=now)
        Identity.create(person=person, provider="email", external_id=email, login=email, seen_at=now)
        Membership.create(organization=lumen.organization, person=person, role="contributor", joined_at=now)
        return int(person.id)


async def prove(surfer: Surfer, settings: Settings, email: str = OTHER) -> tuple[int, dict[str, object]]:
    """Asks for a code there and brings it back."""
    status, body = await surfer.ask("POST", "/v1/session/email", {"email": email})
    assert status == 202, body
    return await surfer.ask("POST", LINK, {"email": email, "code": code_for(email, settings)})


async def test_a_proven_address_is_one_more_way_to_be_the_same_person(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    person = member(lumen, now)
    async with Surfer(server) as ada, Surfer(server) as elsewhere:
        await ada.sign_in(EMAIL, clean)
        status, body = await prove(ada, clean)
        assert status == 200
        assert [one["login"] for one in body["person"]["identities"] if one["proven"]] == [EMAIL, OTHER]  # type: ignore[index,attr-defined]
        assert (await elsewhere.sign_in(OTHER, clean))["person"]["id"] == person
    with db.unit():
        [line] = AuditLine.select().where(AuditLine.action == "person:link")
        assert (line.actor, line.door, line.target) == ("Ada", "rest", f"person:{person}")
        assert OTHER not in str(line.after)


async def test_a_badge_that_waited_for_the_address_comes_with_it(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    person = member(lumen, now)
    with db.unit():
        create(lumen.organization, Special(name="Thanks", rule=Named(kind="named", people=(OTHER,))), now)
        assert not Award.select().exists()
    async with Surfer(server) as ada:
        await ada.sign_in(EMAIL, clean)
        assert (await prove(ada, clean))[0] == 200
    with db.unit():
        assert [award.person_id for award in Award.select()] == [person]


async def test_an_address_of_somebody_else_stays_theirs(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    member(lumen, now)
    bob = member(lumen, now, OTHER)
    async with Surfer(server) as ada:
        await ada.sign_in(EMAIL, clean)
        status, body = await prove(ada, clean)
    assert (status, body["error"]["code"]) == (409, "taken")  # type: ignore[index]
    with db.unit():
        assert Identity.get(Identity.login == OTHER).person_id == bob


async def test_a_wrong_code_links_nothing_and_is_counted(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    member(lumen, now)
    async with Surfer(server) as ada:
        await ada.sign_in(EMAIL, clean)
        await ada.ask("POST", "/v1/session/email", {"email": OTHER})
        right = code_for(OTHER, clean)
        wrong = "111111" if right != "111111" else "222222"
        tries = [(await ada.ask("POST", LINK, {"email": OTHER, "code": wrong}))[0] for _ in range(5)]
        assert tries == [401] * 5
        assert (await ada.ask("POST", LINK, {"email": OTHER, "code": right}))[0] == 401
    with db.unit():
        assert not Identity.select().where(Identity.login == OTHER).exists()


async def test_who_is_not_signed_in_links_nothing(server: Running, lumen: Lumen, clean: Settings) -> None:
    async with Surfer(server) as nobody:
        status, body = await prove(nobody, clean)
    assert (status, body["error"]["code"]) == (401, "not_signed_in")  # type: ignore[index]
    with db.unit():
        assert not Identity.select().exists()


async def test_a_strangers_page_links_nothing(server: Running, lumen: Lumen, clean: Settings, now: datetime) -> None:
    member(lumen, now)
    async with Surfer(server) as ada:
        await ada.sign_in(EMAIL, clean)
        await ada.ask("POST", "/v1/session/email", {"email": OTHER})
        given = {"email": OTHER, "code": code_for(OTHER, clean)}
        assert (await ada.ask("POST", LINK, given, X_CSRF_Token="of another session"))[0] == 403  # noqa: S106 - a proof that is none
