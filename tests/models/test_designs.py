"""models/designs.py and what is kept beside them: steps in one order, versions that never change, looks of badges."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from redis import Redis

from models import (
    ahead,
    artworks,
    award_cards,
    awards,
    badges,
    callers,
    clean_pictures,
    commands,
    db,
    design_reading,
    design_steps,
    design_versions,
    designs,
    organizations,
    people,
    privacy,
    step_folding,
    studio_access,
    studio_looking,
    templates,
    tokens,
)
from models.art import cleaned
from models.art.frames import Answer
from models.art.pen import Pen
from models.artworks import Artwork
from models.audit import AuditLine
from models.awards import Award
from models.commands import Means
from models.db import rows
from models.design_comments import DesignComment
from models.design_steps import DesignStep
from models.design_versions import DesignVersion
from models.designs import Design
from models.errors import BadPicture, Exhausted, InUse, Invalid, NotAllowed, NotFound, Refusal, TooLarge
from models.people import Membership, Person
from models.rules.art import steps
from models.rules.art.drawing import Drawing, PictureLayer
from models.rules.callers import Caller
from models.settings import Settings
from models.shares import Share
from models.templates import Template
from tests.cast import Lumen
from tests.models.deeds import at_once

DOT = {"kind": "path", "z": "a", "d": "M-20 -20H20V20H-20Z", "fill": "#aa0000"}
PICTURE = {
    "kind": "picture",
    "z": "a",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" onload="x()"/>'
    "<script>x()</script></svg>",
    "view": [0, 0, 9, 9],
    "width": 90,
    "height": 90,
}


class Atelier:
    """Lumen with an admin's token, a contributor (Bob), and another organisation with its admin."""

    def __init__(self, lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> None:
        self.lumen, self.now, self.means = lumen.organization, now, Means(redis, settings)
        self.deliver = lumen.deliver
        with db.unit():
            self.admin = callers.of_bearer(tokens.create(self.lumen, "admin", "the admin", now)[1], now)
            self.other = organizations.create("other", "Other", "UTC", now)
            self.stranger = callers.of_bearer(tokens.create(self.other, "super_admin", "a stranger", now)[1], now)
            bob = Person.create(name="Bob", login="bob", created_at=now)
            Membership.create(organization=self.lumen, person=bob, role="contributor", joined_at=now, belongs=["here"])
            found = callers.of_person(bob, self.lumen, "session")
            assert found is not None
            self.bob = found

    def run(
        self, command: str, /, by: Caller | None = None, at: datetime | None = None, **given: Any
    ) -> dict[str, Any]:
        return ahead.unit(self.inside, command, by, at, **given)

    def inside(
        self, command: str, /, by: Caller | None = None, at: datetime | None = None, **given: Any
    ) -> dict[str, Any]:
        return commands.run(command, by or self.admin, given, "rest", self.means, at or self.now).answer

    def blank(self) -> int:
        return int(self.run("design:create", name="Dot")["design"]["id"])

    def step(self, design: int, on: str, said: Any, **more: Any) -> int:
        given = {"design": design, "client": "tab", "changes": [{"on": on, "set": said}]}
        return int(self.run("design:step", **given, **more)["seq"])

    def dot(self) -> int:
        """A design that can be kept as a version."""
        design = self.blank()
        self.step(design, "dot", DOT)
        self.step(design, "*", {"alt": "A red dot"})
        return design

    def share(self, role: str, design: int | None = None) -> None:
        with db.unit():
            Share.create(
                organization=self.lumen,
                design=design,
                role=role,
                way="email",
                address=f"{role}{design}@example.org",
                person=self.bob.person,
                note="",
                by="Ada",
                created_at=self.now,
                expires_at=self.now,
                confirmed_at=self.now,
            )

    def badge(self, **more: Any) -> int:
        return int(self.run("badge:create", name="Dotted", **more)["badge"]["id"])

    def award(self, badge: int, person: int) -> dict[str, Any]:
        given: dict[str, Any] = self.run("badge:award", badge=badge, person=person, reason="well")["award"]
        return given


class Asides:
    """What somebody else does while the pen of this process is asked, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._waiting: list[Callable[[], object]] = []

    def then(self, what: Callable[[], object]) -> None:
        self._waiting.append(what)

    def on_asked(self, task: str) -> None:
        self.asked.append(task)
        if self._waiting:
            what = self._waiting.pop(0)
            with ThreadPoolExecutor(1) as aside:
                # They need not wait: nothing is locked.
                aside.submit(what).result(10)


@pytest.fixture
def asides(monkeypatch: pytest.MonkeyPatch) -> Asides:
    made, ask = Asides(), Pen.ask

    def asked(pen: Pen, task: str, given: Mapping[str, Any], body: bytes = b"") -> Answer:
        answer = ask(pen, task, given, body)
        made.on_asked(task)
        return answer

    monkeypatch.setattr(Pen, "ask", asked)
    return made


@pytest.fixture
def atelier(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Atelier:
    return Atelier(lumen, redis, settings, now)


def drawn(design: int) -> tuple[Drawing, dict[str, Any]]:
    with db.unit():
        return designs.drawn(Design.get_by_id(design))


def code(call: Callable[[], object]) -> str:
    try:
        call()
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_every_step_is_kept_and_all_of_them_make_the_drawing(atelier: Atelier) -> None:
    design = atelier.blank()
    for number in range(12):
        atelier.step(design, f"l{number % 5}", None if number % 4 == 3 else {**DOT, "x": number})
    with db.unit():
        kept = [steps.Change(**one) for row in design_steps.after(design, 0, 100) for one in row.changes]
        assert [row.seq for row in design_steps.after(design, 0, 100)] == list(range(1, 13))
    assert steps.folded(Drawing(), {}, kept) == drawn(design)


def test_people_who_draw_at_once_get_one_order(atelier: Atelier) -> None:
    design = atelier.blank()

    def draw(layer: str) -> Callable[[], object]:
        changes = [{"on": layer, "set": DOT}]
        return lambda: atelier.inside("design:step", design=design, client=layer, changes=changes)

    at_once(*(draw(f"l{number}") for number in range(6)))
    with db.unit():
        assert [row.seq for row in design_steps.after(design, 0, 100)] == [1, 2, 3, 4, 5, 6]
    assert len(drawn(design)[0].layers) == 6


def test_a_step_that_is_wrong_or_too_large_leaves_nothing(atelier: Atelier) -> None:
    design = atelier.blank()
    long = {**DOT, "d": "M0 0" + "C100.25 100.25 100.25 100.25 100.25 100.25" * 690}
    for number in range(8):
        atelier.step(design, f"l{number}", long)
    with pytest.raises(TooLarge):
        atelier.step(design, "last", long)
    with pytest.raises(Invalid):
        atelier.step(design, "last", {**DOT, "d": "no path"})
    with db.unit():
        assert Design.get_by_id(design).seq == DesignStep.select().count() == 8


def test_a_picture_is_cleaned_whoever_says_that_it_is_clean(atelier: Atelier) -> None:
    design = atelier.blank()
    atelier.step(design, "p", PICTURE)
    made = atelier.run("design:create", name="At once", drawing={"layers": [{"id": "p", **PICTURE}]})["design"]
    for one in (design, made["id"]):
        [picture] = drawn(one)[0].layers
        assert "script" not in str(picture) and "onload" not in str(picture)
    with db.unit():
        assert "script" not in str(DesignStep.get().changes)


def test_a_picture_that_is_known_to_be_clean_asks_nobody(atelier: Atelier, monkeypatch: pytest.MonkeyPatch) -> None:
    design = atelier.blank()
    atelier.step(design, "p", PICTURE)
    [picture] = drawn(design)[0].layers
    said = picture.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
    asked: list[Any] = []
    monkeypatch.setattr(clean_pictures, "checked_pictures", lambda pictures: asked.extend(pictures) or list(pictures))
    atelier.step(design, "p", {**said, "x": 10})
    assert asked == []
    atelier.step(design, "p", PICTURE)
    assert len(asked) == 1


def test_the_trail_says_once_an_hour_that_somebody_drew(atelier: Atelier) -> None:
    design, hour = atelier.blank(), timedelta(hours=1)
    atelier.share("edit", design)
    for by, at in ((None, 0), (None, 0), (atelier.bob, 0), (atelier.bob, 0), (None, 1), (None, 1), (None, 3)):
        atelier.step(design, "a", DOT, by=by, at=atelier.now + at * hour)
    with db.unit():
        lines = [line.actor for line in AuditLine.select().where(AuditLine.action == "design:step")]
    assert sorted(lines) == ["Bob", "the admin", "the admin", "the admin"]


def test_a_design_of_a_template_takes_values_until_it_is_free(atelier: Atelier) -> None:
    made = atelier.run("design:create", name="Medal", template="medal", given={"title": "Hero"})["design"]
    design = made["id"]
    assert (made["free"], made["template"], made["given"]) == (False, "medal", {"title": "Hero"})
    atelier.step(design, "*given", {"title": None, "primary": "#123456"})
    with pytest.raises(Invalid):
        atelier.step(design, "dot", DOT)
    version = atelier.run("design:publish", design=design)["version"]
    # What badges of a template keep is a reference and some values.
    with db.unit():
        kept = DesignVersion.get_by_id(version["id"])
        assert (kept.artwork_id, kept.parameters) == (Design.get_by_id(design).artwork_id, {"primary": "#123456"})
    freed = atelier.run("design:free", design=design)["design"]
    assert (freed["free"], freed["template"]) == (True, None)
    assert freed["drawing"] == made["drawing"]
    atelier.step(design, "dot", DOT)
    back = atelier.run("design:revert", design=design, number=1)["design"]
    assert (back["drawing"], back["given"]) == (made["drawing"], {"primary": "#123456"})


def test_who_goes_back_finds_each_layer_as_who_it_was_and_those_that_had_gone(atelier: Atelier) -> None:
    """Comments and undoing speak of layers by their ids, which a version keeps shorter."""
    design = atelier.dot()
    atelier.step(design, "frame9", {"kind": "group", "z": "b"})
    for layer in ("tilted7", "level3"):
        atelier.step(design, layer, {**DOT, "group": "frame9"})
    then, _ = drawn(design)
    version = atelier.run("design:publish", design=design)["version"]["number"]
    with db.unit():
        assert "tilted7" not in str(design_versions.drawn(DesignVersion.get(DesignVersion.design == design)))
    atelier.step(design, "tilted7", None)
    atelier.step(design, "dot", {**DOT, "x": 99})
    atelier.step(design, "a", DOT)
    atelier.run("design:revert", design=design, number=version)
    now_is, _ = drawn(design)
    groups = {layer.id: layer.group for layer in then.layers}
    assert {layer.id: layer.group for layer in now_is.layers} == groups
    with db.unit():
        [last] = design_steps.before(design, None, 1)
        assert {one["on"]: one["set"] is None for one in last.changes}["a"]


def test_steps_of_long_ago_go_when_a_version_is_made_and_nobody_who_comes_back_misses_one(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_folding, "LATEST", 3)
    monkeypatch.setattr(studio_looking, "CATCH_UP", 2)
    design = atelier.dot()
    for number in range(4):
        atelier.step(design, "dot", {**DOT, "x": number})
    before = drawn(design)
    atelier.run("design:publish", design=design)
    with db.unit():
        assert [one.seq for one in design_steps.after(design, 0, 100)] == [4, 5, 6]
        comes_back = [studio_looking.opened(atelier.admin, design, since) for since in range(7)]
    # Step by step, or whole: never with a gap.
    assert [[step.seq for step in one.steps] for one in comes_back] == [[], [], [], [], [5, 6], [6], []]
    assert [one.design is not None for one in comes_back] == [True] * 4 + [False] * 3
    assert drawn(design) == before
    atelier.run("design:publish", design=design)
    assert atelier.step(design, "dot", DOT) == 7


def test_two_designs_of_one_template_share_its_artwork(atelier: Atelier) -> None:
    for title in ("One", "Two"):
        atelier.run("design:create", name=title, template="medal", given={"title": title})
    with db.unit():
        assert Artwork.select().count() == 1


def test_a_version_needs_words_for_those_who_do_not_see_it(atelier: Atelier) -> None:
    design = atelier.blank()
    with pytest.raises(Invalid, match="alt"):
        atelier.run("design:publish", design=design)
    atelier.step(design, "*", {"alt": "Nothing yet"})
    assert atelier.run("design:publish", design=design)["version"]["number"] == 1


def test_the_same_again_is_no_new_version_and_the_same_picture_has_one_address(atelier: Atelier) -> None:
    first, second = atelier.dot(), atelier.dot()
    one = atelier.run("design:publish", design=first)["version"]
    assert atelier.run("design:publish", design=first, words="again")["version"] == one
    assert atelier.run("design:publish", design=second)["version"]["key"] == one["key"]
    atelier.step(first, "dot", {**DOT, "x": 100})
    two = atelier.run("design:publish", design=first)["version"]
    assert (two["number"], two["key"] == one["key"]) == (2, False)
    with db.unit():
        assert [row.number for row in design_versions.every(Design.get_by_id(first))] == [2, 1]


@pytest.mark.parametrize(("moves", "kept", "asked"), [(0, 256, 1), (1, 100, 2), (2, 101, 3), (3, 101, 3)])
@pytest.mark.parametrize("command", ["design:publish", "template:create"])
def test_whoever_draws_while_the_pen_is_asked_is_in_what_is_kept_or_after_it(
    atelier: Atelier, asides: Asides, command: str, moves: int, kept: int, asked: int
) -> None:
    design = atelier.dot()
    for x in range(100, 100 + moves):
        asides.then(lambda x=x: atelier.step(design, "dot", {**DOT, "x": x}))
    atelier.run(command, design=design, **({"name": "Dots"} if command == "template:create" else {}))
    with db.unit():
        [artwork] = Artwork.select()
        [layer] = artworks.drawing(artwork.id).layers
        assert layer.x == kept
        # However often it was begun, it was done once.
        assert AuditLine.select().where(AuditLine.action == command).count() == 1
        assert DesignVersion.select().count() + Template.select().count() == 1
    assert len(asides.asked) == asked


def test_what_goes_while_the_pen_is_asked_is_not_kept(atelier: Atelier, asides: Asides) -> None:
    design = atelier.dot()
    asides.then(lambda: atelier.run("design:delete", design=design))
    with pytest.raises(NotFound):
        atelier.run("design:publish", design=design)
    with db.unit():
        assert Artwork.select().count() == DesignVersion.select().count() == 0


def test_all_who_publish_at_once_have_one_version(atelier: Atelier, asides: Asides) -> None:
    # The same artwork is there already: only the design's own row keeps them apart.
    atelier.run("design:publish", design=atelier.dot())
    design, gate = atelier.dot(), Barrier(4)
    for _ in range(4):
        asides.then(lambda: gate.wait(10))
    with ThreadPoolExecutor(4) as crowd:
        wanted = [crowd.submit(atelier.run, "design:publish", design=design, words=words) for words in "abcd"]
        told = [one.result() for one in wanted]
    assert told.count(told[0]) == 4
    with db.unit():
        assert AuditLine.select().where(AuditLine.action == "design:publish").count() == 2
        assert DesignVersion.select().count() == 2


def test_what_cannot_be_drawn_is_refused_in_the_same_words(atelier: Atelier) -> None:
    inside = {**PICTURE, "svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>'}
    with pytest.raises(BadPicture) as alone:
        cleaned.cleaned(inside["svg"].encode())
    with pytest.raises(BadPicture) as said:
        atelier.step(design := atelier.blank(), "p", inside)
    assert str(said.value) == str(alone.value)
    with db.unit():
        assert DesignStep.select().where(DesignStep.design == design).count() == 0


def test_a_step_asks_once_about_all_its_pictures(atelier: Atelier, asides: Asides) -> None:
    design = atelier.blank()
    brought = [{**PICTURE, "svg": PICTURE["svg"].replace("M0", f"M{number}")} for number in range(6)]
    changes = [{"on": f"p{number % 5}", "set": one} for number, one in enumerate(brought)]
    atelier.run("design:step", design=design, client="tab", changes=changes)
    assert len(asides.asked) == 1
    found = {layer.id: layer.svg for layer in drawn(design)[0].layers if isinstance(layer, PictureLayer)}
    assert list(found) == ["p0", "p1", "p2", "p3", "p4"]
    # The last change of a layer is the one that stays.
    assert [f"M{number}" in found[f"p{number % 5}"] for number in (5, 1, 2, 3, 4)] == [True] * 5


def test_a_badge_looks_like_a_version_and_its_awards_keep_theirs(atelier: Atelier, now: datetime) -> None:
    design, badge = atelier.dot(), atelier.badge()
    bob = atelier.bob.person or 0
    with db.unit():
        eve = Person.create(name="Eve", created_at=now).id
        Membership.create(organization=atelier.lumen, person=eve, role="contributor", joined_at=now, belongs=["here"])
    before = atelier.award(badge, bob)
    with pytest.raises(NotFound):
        atelier.run("badge:design", badge=badge, design=design)
    first = atelier.run("design:publish", design=design)["version"]
    told = atelier.run("badge:design", badge=badge, design=design)["badge"]
    assert told["image"] == first["image"]
    assert told["design"] == {"id": design, "name": "Dot", "number": 1, "newest": 1}
    given = atelier.award(badge, eve)
    atelier.step(design, "dot", {**DOT, "fill": "#00aa00"})
    second = atelier.run("design:publish", design=design)["version"]
    assert atelier.run("badge:design", badge=badge, design=design, version=2)["badge"]["image"] == second["image"]
    with db.unit():
        kept = {one.id: one.badge.image for one in award_cards.of(Award.select())}
        shown = design_reading.every(atelier.admin)[0]
    assert kept == {before["id"]: "/static/badges/special.svg", given["id"]: first["image"]}
    assert shown.used == 1
    with pytest.raises(InUse):
        atelier.run("design:delete", design=design)
    plain = atelier.run("badge:design", badge=badge, design=None)["badge"]
    assert (plain["image"], plain["design"]) == ("/static/badges/special.svg", None)
    atelier.run("design:delete", design=design)
    with db.unit():
        assert award_cards.of([Award.get_by_id(given["id"])])[0].badge.image == first["image"]


def test_an_award_of_a_higher_level_shows_its_level(atelier: Atelier) -> None:
    design, badge = atelier.dot(), atelier.badge()
    version = atelier.run("design:publish", design=design)["version"]
    atelier.run("badge:design", badge=badge, design=design)
    with db.unit():
        found = badges.find(atelier.lumen, badge)
        award = awards.by_rule(atelier.lumen.id, found, atelier.bob.person or 0, "", [], "pattern", atelier.now)
        assert award is not None
        award.number, award.level = 3, "Gold"
        assert award_cards.of([award])[0].badge.image == f"{version['image']}&level=3"
        award.level = None
        # The third time of a badge that can be had again looks like the first.
        assert award_cards.of([award])[0].badge.image == version["image"]


def test_a_special_badges_award_keeps_its_look_too(atelier: Atelier) -> None:
    design = atelier.dot()
    version = atelier.run("design:publish", design=design)["version"]
    rule = {"kind": "named", "people": ["@bob"]}
    badge = atelier.run("special:create", name="Chosen", rule={"kind": "hand", "stock": None})["badge"]["id"]
    atelier.run("badge:design", badge=badge, design=design)
    with db.unit():
        from models.people import Identity

        login = {"provider": "github", "external_id": "7", "login": "bob", "seen_at": atelier.now}
        Identity.create(person=atelier.bob.person, **login, proven_at=atelier.now)
    atelier.run("special:change", badge=badge, rule=rule)
    with db.unit():
        [award] = Award.select()
        assert award.design_version_id == version["id"]


@pytest.mark.parametrize("_", range(3))
def test_no_badge_looks_like_what_is_being_deleted(atelier: Atelier, _: int) -> None:
    design, badge = atelier.dot(), atelier.badge()
    atelier.run("design:publish", design=design)
    done = at_once(
        lambda: code(lambda: atelier.inside("badge:design", badge=badge, design=design)),
        lambda: code(lambda: atelier.inside("design:delete", design=design)),
    )
    assert sorted(done) in (["done", "in_use"], ["done", "not_found"])


def test_a_picture_of_ours_given_as_an_address_is_a_design(atelier: Atelier) -> None:
    design, badge = atelier.dot(), atelier.badge()
    version = atelier.run("design:publish", design=design)["version"]
    public = atelier.means.settings.public_url
    for address in (version["image"], public + version["image"]):
        told = atelier.run("badge:update", badge=badge, icon_url=address)["badge"]
        assert (told["image"], told["icon_url"], told["design"]["id"]) == (version["image"], None, design)
    # What is not said, or said as it is, changes nothing.
    assert atelier.run("badge:update", badge=badge, name="x", icon_url=None)["badge"]["design"]["id"] == design
    elsewhere = atelier.run("badge:update", badge=badge, icon_url="https://example.org/x.png")["badge"]
    assert (elsewhere["icon_url"], elsewhere["design"]) == ("https://example.org/x.png", None)
    made = atelier.run("badge:create", name="Other", icon_url=version["image"])["badge"]
    assert made["design"]["number"] == 1
    for wrong in (f"/img/art/{'0' * 32}.svg", public + f"/img/art/{'0' * 32}.svg"):
        with pytest.raises(Invalid):
            atelier.run("badge:update", badge=badge, icon_url=wrong)
    with pytest.raises(Invalid):
        atelier.run("badge:update", badge=badge, icon_url="/static/badges/special.svg")


def test_another_organisations_art_is_not_ours(atelier: Atelier) -> None:
    design = atelier.dot()
    version = atelier.run("design:publish", design=design)["version"]
    theirs = atelier.run("badge:create", atelier.stranger, name="Theirs")["badge"]["id"]
    with pytest.raises(Invalid):
        atelier.run("badge:update", atelier.stranger, badge=theirs, icon_url=version["image"])
    with pytest.raises(NotFound):
        atelier.run("badge:design", atelier.stranger, badge=theirs, design=design)


def test_a_template_of_ones_own_is_for_others_only_when_it_is_public(atelier: Atelier) -> None:
    design = atelier.dot()
    made = atelier.run("template:create", design=design, name="Dots")["template"]
    assert (made["own"], made["public"], made["by"]) == (True, False, "the admin")
    mine = atelier.run("design:create", name="Of it", template=made["ref"])["design"]
    assert mine["drawing"]["layers"][0]["id"] and not mine["free"]
    with pytest.raises(NotFound):
        atelier.run("design:create", atelier.stranger, name="Of it", template=made["ref"])
    with pytest.raises(Invalid):
        atelier.run("template:change", ref=made["ref"], public=True)
    atelier.run("template:change", ref=made["ref"], public=True, licence="CC0-1.0")
    with db.unit():
        found = templates.card(templates.find(atelier.other.id, made["ref"]), atelier.other)
        assert (found.own, found.by, found.licence) == (False, "Lumen", "CC0-1.0")
    theirs = atelier.run("design:create", atelier.stranger, name="Of it", template=made["ref"])["design"]
    for name in ("template:change", "template:delete"):
        with pytest.raises(NotFound):
            atelier.run(name, atelier.stranger, ref=made["ref"], **({"name": "x"} if "change" in name else {}))
    atelier.run("template:delete", ref=made["ref"])
    # What was made of it stays.
    assert drawn(theirs["id"])[0].layers
    with pytest.raises(NotFound):
        atelier.run("design:create", name="Of it", template=made["ref"])
    with pytest.raises(Invalid):
        atelier.run("template:delete", ref="medal")


def test_there_are_only_so_many(atelier: Atelier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(designs, "MOST", 2)
    first = atelier.blank()
    atelier.run("design:copy", design=first, name="Copy")
    with pytest.raises(Exhausted):
        atelier.blank()
    atelier.run("design:delete", design=first)
    atelier.blank()
    with pytest.raises(Exhausted):
        atelier.run("design:restore", design=first)


OWNERS = ("design:delete", "design:restore", "design:copy", "badge:design", "template:create")
MAY = {
    "nothing": set[str](),
    "view": set[str](),
    "comment": {"design:comment", "design:resolve"},
    "edit": {"design:comment", "design:resolve", "design:step", "design:change", "design:publish", "design:revert"},
}


@pytest.mark.parametrize("whole", [False, True], ids=["this design", "the studio"])
@pytest.mark.parametrize("role", MAY)
def test_a_share_allows_what_it_says_and_no_more(atelier: Atelier, role: str, whole: bool) -> None:
    design, other = atelier.dot(), atelier.blank()
    atelier.run("design:publish", design=design)
    comment = atelier.run("design:comment", design=design, text="hm")["comment"]["id"]
    badge = atelier.badge()
    if role != "nothing":
        atelier.share(role, None if whole else design)
    given: dict[str, dict[str, Any]] = {
        "design:comment": {"text": "round"},
        "design:resolve": {"comment": comment, "resolved": True},
        "design:step": {"client": "a", "changes": [{"on": "dot", "set": DOT}]},
        "design:change": {"name": "Round"},
        "design:publish": {},
        "design:revert": {"number": 1},
        "design:copy": {"name": "Mine"},
        "badge:design": {"badge": badge},
        "template:create": {"name": "Mine"},
        "design:delete": {},
        "design:restore": {},
    }
    for name, more in given.items():
        told = code(lambda name=name, more=more: atelier.run(name, atelier.bob, design=design, **more))
        below = "not_found" if role == "nothing" and name not in OWNERS else "not_allowed"
        assert told == ("done" if name in MAY[role] else below), name
    elsewhere = code(lambda: atelier.run("design:comment", atelier.bob, design=other, text="x"))
    assert elsewhere == ("done" if whole and role in ("comment", "edit") else elsewhere) != "invalid"
    with db.unit():
        seen = {one.id for one in design_reading.every(atelier.bob)}
    assert seen == (set() if role == "nothing" else {design, other} if whole else {design})


def test_whoever_is_blocked_or_has_left_may_nothing_more(atelier: Atelier) -> None:
    design = atelier.dot()
    atelier.share("edit", design)
    for change in ({"blocked_at": atelier.now}, {"blocked_at": None, "left_at": atelier.now}):
        with db.unit():
            Membership.update(**change).where(Membership.person == atelier.bob.person).execute()
            assert studio_access.of(atelier.bob, design) is None
            assert design_reading.every(atelier.bob) == []


def test_the_higher_of_two_shares_counts(atelier: Atelier) -> None:
    design = atelier.dot()
    atelier.share("edit", design)
    atelier.share("view")
    with db.unit():
        assert [one.access for one in design_reading.every(atelier.bob)] == ["edit"]
        with pytest.raises(NotAllowed):
            studio_access.must(atelier.bob, design, "own")


def test_an_erased_persons_name_and_words_are_gone(atelier: Atelier) -> None:
    design = atelier.dot()
    atelier.share("edit", design)
    atelier.step(design, "dot", DOT, by=atelier.bob)
    atelier.run("design:comment", atelier.bob, design=design, text="my own words")
    atelier.run("design:publish", atelier.bob, design=design, words="by Bob")
    with db.unit():
        bob = people.member(atelier.lumen.id, atelier.bob.person or 0)
        privacy.erase(atelier.lumen, atelier.bob, bob.id, "Bob", atelier.now)
    with db.unit():
        for record in (Design, DesignVersion, DesignStep, DesignComment):
            assert all(row.by != "Bob" for row in record.select()), record
        assert DesignComment.get().text == ""
        assert rows("SELECT count(*) FROM design_step WHERE by LIKE 'Erased%%'") == [(1,)]


def test_a_hidden_person_is_not_named(atelier: Atelier) -> None:
    design = atelier.dot()
    atelier.share("edit", design)
    atelier.step(design, "dot", DOT, by=atelier.bob)
    with db.unit():
        Membership.update(hidden_at=atelier.now).where(Membership.person == atelier.bob.person).execute()
        [last] = design_reading.steps(atelier.lumen.id, design_steps.before(design, None, 1))
    assert (last.by, last.person) == ("somebody", None)
