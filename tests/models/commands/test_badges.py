"""models/commands/badges.py and awards.py: badges made, changed, deleted, given to many, and taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from models import awards, badges, db
from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from models.errors import Exhausted, InUse, Invalid, NotFound, NotHeld, NothingToChange, Refusal, Taken
from models.outbox import Message
from models.people import Identity, Person
from tests.cast import BOB, issue
from tests.models.commands.office import Office
from tests.models.deeds import at_once


def made(office: Office, **fields: Any) -> dict[str, Any]:
    badge: dict[str, Any] = office.run("badge:create", office.admin, {"name": "Early Adopter"} | fields).answer["badge"]
    return badge


def last_line() -> AuditLine:
    with db.unit():
        line: AuditLine = AuditLine.select().order_by(AuditLine.id.desc()).get()
        return line


def bob(office: Office) -> int:
    office.lumen.deliver("issues", issue("closed", office.now, number=2, assignees=(BOB,)), office.now)
    with db.unit():
        return int(Person.get(Person.login == "bob").id)


def tried(call: Callable[[], object]) -> str:
    try:
        call()
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_a_badge_is_made_with_a_slug_of_its_name(office: Office) -> None:
    assert made(office)["slug"] == "early-adopter"
    assert made(office)["slug"] == "early-adopter-2"
    assert made(office, name="Ünïcode ☃")["slug"] == "unicode"
    assert made(office, name="☃")["slug"] == "badge"
    assert last_line().after["slug"] == "badge"


def test_a_slug_in_use_is_refused(office: Office) -> None:
    made(office, slug="early")
    with pytest.raises(Taken):
        made(office, slug="early")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"name": "nul\x00"},
        {"name": 5},
        {"color": "red"},
        {"color": "#12345"},
        {"icon_url": "javascript:alert(1)"},
        {"icon_url": "https://exa mple.org"},
        {"icon_url": "https://" + "x" * 2000},
        {"slug": "Not A Slug"},
        {"slug": "-x"},
        {"description": "x" * 2001},
        {"active": "yes"},
        {"league": 10**20},
        {"unknown": 1},
    ],
)
def test_what_a_badge_cannot_be_is_refused(office: Office, fields: dict[str, Any]) -> None:
    before = office.rows()
    with pytest.raises(Invalid):
        made(office, **fields)
    assert office.rows() == before


def test_only_what_is_given_is_changed_and_audited(office: Office) -> None:
    badge = made(office, description="Joined early", color="#FF5733")
    changed = office.run("badge:update", office.admin, {"badge": badge["id"], "name": "Pioneer"}).answer["badge"]
    assert (changed["name"], changed["description"], changed["color"]) == ("Pioneer", "Joined early", "#FF5733")
    line = last_line()
    assert (line.before, line.after) == ({"name": "Early Adopter"}, {"name": "Pioneer"})


def test_an_update_without_fields_changes_nothing(office: Office) -> None:
    badge = made(office)
    with pytest.raises(NothingToChange):
        office.run("badge:update", office.admin, {"badge": badge["id"]})


def test_a_deleted_badge_is_taken_from_everybody_and_its_rows_stay(office: Office) -> None:
    badge = made(office)
    office.run("badge:award", office.admin, {"badge": badge["id"], "person": office.ada, "reason": "early"})
    assert office.run("badge:retire", office.admin, {"badge": badge["id"]}).answer["taken_from"] == 1
    with db.unit():
        [award] = Award.select().where(Award.badge == badge["id"])
        assert (award.revoked_by, award.revoke_reason) == ("the admin", "“Early Adopter” was deleted.")
        assert Message.select().order_by(Message.id.desc()).get().kind == "badge.revoked"
        with pytest.raises(NotFound):
            badges.find(office.lumen.organization, badge["id"])
    assert made(office)["slug"] == "early-adopter"


def test_a_badge_that_somebody_holds_can_be_kept_from_deletion(office: Office) -> None:
    badge = made(office)
    office.run("badge:award", office.admin, {"badge": badge["id"], "person": office.ada})
    with pytest.raises(InUse):
        office.run("badge:retire", office.admin, {"badge": badge["id"], "unless_held": True})
    office.run("badge:revoke", office.admin, {"badge": badge["id"], "person": office.ada, "reason": "too early"})
    office.run("badge:retire", office.admin, {"badge": badge["id"], "unless_held": True})


@pytest.mark.parametrize("_", range(5))
def test_whoever_gives_a_badge_while_it_is_deleted_leaves_nobody_holding_it(office: Office, _: int) -> None:
    badge = made(office)
    give = {"badge": badge["id"], "person": office.ada}

    def award() -> object:
        return commands_run(office, "badge:award", give)

    def retire() -> object:
        return commands_run(office, "badge:retire", {"badge": badge["id"]})

    at_once(lambda: tried(award), lambda: tried(retire))
    with db.unit():
        assert Award.select().where(Award.badge == badge["id"], Award.revoked_at.is_null()).count() == 0


def commands_run(office: Office, name: str, given: object) -> object:
    """Inside the unit that at_once opens."""
    from models import callers, commands
    from models.commands import Means

    caller = callers.of_bearer(office.admin, office.now)
    return commands.run(name, caller, given, "rest", Means(office.redis, office.settings), office.now)


def test_many_at_once_are_found_by_id_name_or_mail_and_each_row_is_reported(office: Office) -> None:
    badge, other = made(office), bob(office)
    with db.unit():
        Identity.create(
            person=other, provider="email", external_id="bob@ember.test", login="bob@ember.test", seen_at=office.now
        )
    rows = [
        {"person": office.ada},
        {"person": "Bob@Ember.test", "reason": "for the booth"},
        {"person": "@bob"},
        {"person": "nobody"},
    ]
    answer = office.run("badge:award-many", office.admin, {"badge": badge["id"], "rows": rows, "reason": "fair"}).answer
    assert [row["code"] for row in answer["report"]] == ["awarded", "awarded", "already_held", "not_found"]
    with db.unit():
        reasons = [award.reason for award in Award.select().where(Award.batch == answer["batch"]).order_by(Award.id)]
    assert reasons == ["fair", "for the booth"]
    assert last_line().after == {"batch": answer["batch"], "awarded": 2, "of": 4}


def test_many_can_be_undone_once(office: Office) -> None:
    badge, other = made(office), bob(office)
    given = {"badge": badge["id"], "rows": [{"person": office.ada}, {"person": other}]}
    batch = office.run("badge:award-many", office.admin, given).answer["batch"]
    office.run("badge:revoke", office.admin, {"badge": badge["id"], "person": other, "reason": "not there"})
    undo = {"batch": batch, "reason": "the wrong list"}
    assert office.run("badge:undo-many", office.admin, undo).answer["revoked"] == 1
    with pytest.raises(NotHeld):
        office.run("badge:undo-many", office.admin, undo)
    with db.unit():
        assert awards.holders(Badge.get_by_id(badge["id"])) == 0


def test_the_last_of_a_stock_goes_to_one_of_two(office: Office) -> None:
    badge, other = made(office), bob(office)
    with db.unit():
        Badge.update(stock=1).where(Badge.id == badge["id"]).execute()
    codes = at_once(
        *(
            lambda person=person: tried(
                lambda: commands_run(office, "badge:award", {"badge": badge["id"], "person": person})
            )
            for person in (office.ada, other)
        )
    )
    assert sorted(codes) == ["done", Exhausted.code]


def test_a_badge_of_another_organisation_is_not_found(office: Office, now: datetime) -> None:
    badge = made(office)
    for name, more in (
        ("badge:update", {"name": "Mine"}),
        ("badge:retire", {}),
        ("badge:award", {"person": office.ada}),
        ("badge:award-many", {"rows": [{"person": office.ada}]}),
    ):
        with pytest.raises(NotFound):
            office.run(name, office.stranger, {"badge": badge["id"]} | more)
