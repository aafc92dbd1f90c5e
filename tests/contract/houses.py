"""Two organisations furnished alike, with somebody of every role, so that one may be walked through as the other."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from redis import Redis

from models import (
    ahead,
    closing,
    commands,
    db,
    disputes,
    flags,
    github_apps,
    installations,
    jwts,
    organizations,
    records,
    repairs,
    tokens,
)
from models.audit import Actor
from models.commands import Means
from models.db import rows
from models.deeds import Deed
from models.designs import Design
from models.estimates import Estimate
from models.flags import Flag
from models.jobs import Job
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.rules.roles import GIVEN
from models.rules.suspicion import Suspicion
from models.rules.work import InstallationSeen
from models.settings import Settings
from models.sources.github_manifest import Made
from models.templates import Template
from models.tenants import Organization
from models.workitems import WorkItem
from tests.cast import Lumen, issue
from tests.models.estimated import said

BOARD, ANOTHER_BOARD, LIST, MEMBER = (f"{1_521_984_700 + one:x}ddc1b351ef961414" for one in range(4))
TRELLO = {"provider": "trello", "key": "a" * 32, "token": "b" * 64, "secret": "trellos-application-secret"}
FLEETING = {"kept_answer", "sign_in_code", "session", "refresh_token"}
"""Tables that hold nothing of an organisation."""


@dataclass
class House:
    """An organisation, its people's signed tokens by role, and the ids of its things by the names of paths."""

    organization: Organization
    mark: str
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return str(self.organization.slug)


class Furnisher:
    """Whoever sets a house up, by the commands that admins have."""

    def __init__(self, house: House, lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> None:
        self.house, self.lumen, self.now, self.means = house, lumen, now, Means(redis, settings)
        self.caller = Caller(
            organization=house.organization.id, org=house.slug, role="super_admin", name="the furnisher", token_id=1
        )

    def run(self, name: str, /, **given: Any) -> dict[str, Any]:
        """A command's answer."""
        return ahead.unit(commands.run, name, self.caller, given, "rest", self.means, self.now).answer

    def furnish(self) -> None:
        """One of everything."""
        ids, mark, org = self.house.ids, self.house.mark, self.house.organization
        with db.unit():
            for role in GIVEN:
                person = self._person(f"{mark} {role}", role)
                self.house.tokens[role] = jwts.sign(person, org.id, self.now)
            self.house.tokens["expired"] = jwts.sign(person, org.id, self.now - timedelta(hours=1))
            expired = tokens.create(org, "super_admin", f"{mark} old", self.now, self.now - timedelta(seconds=1))
            self.house.tokens["expired API token"] = expired[1]
            ids |= {
                "person": self._person(f"{mark} Vic", "contributor").id,
                "keep": self._person(f"{mark} K", "contributor").id,
            }
            ids |= {"gone": self._person(f"{mark} G", "contributor").id}
            ids["identity"] = Identity.get(Identity.person == ids["person"]).id
        ids["merge"] = self.run("person:merge", keep=ids["keep"], gone=ids["gone"], why="the same")["merge"]
        with db.unit():
            ids["gone"] = self._person(f"{mark} H", "contributor").id
        delivery = self.lumen.deliver("issues", self._issue(), self.now)
        ids |= {"delivery": delivery.id, "hook": self.lumen.hook.id, "project": self.lumen.hook.project_id}
        ids["board"] = f"week:project:{ids['project']}"
        with db.unit():
            ids["item"] = WorkItem.get(WorkItem.project == ids["project"]).id
        self.run("estimate:override", project=ids["project"], item=ids["item"], points=5, why=f"{mark} why")
        with db.unit():
            # As the learner would have said before it was closed.
            Estimate.update(figures=said(4.4).model_dump(mode="json")).where(Estimate.item == ids["item"]).execute()
        ids["badge"] = self.run("badge:create", name=f"{mark} badge", slug="walked")["badge"]["id"]
        self.run("badge:create", name=f"{mark} other", slug=f"{mark.lower()}-slug")
        ids["award"] = self.run("badge:award", person=ids["person"], badge=ids["badge"])["award"]["id"]
        many = {"badge": "special", "rows": [{"person": ids["keep"]}], "reason": mark}
        ids["batch"] = self.run("badge:award-many", **many)["batch"]
        made = self.run("league:create", name=f"{mark} league", sections=[{"name": f"{mark} section"}, {"name": "b"}])
        ids |= {"league": made["league"]["id"], "section": made["league"]["sections"][0]["id"]}
        self.run("section:complete", section=ids["section"], person=ids["person"])
        with db.unit():
            suspicion = Suspicion("burst", f"{ids['person']}:2026-W10", (ids["person"],), f"{mark} words", ())
            flags.put_up(org.id, suspicion, (), self.now)
            ids["flag"] = Flag.get(Flag.organization == org).id
            ids["dispute"] = disputes.begin(org, ids["person"], "award", ids["award"], f"{mark} words", self.now).id
            ids["refusal"] = Deed.get(Deed.organization == org, Deed.refused.is_null(False)).id
        self._sources()
        adjusted = self.run("points:adjust", person=ids["person"], points=2, reason=f"{mark} reason")
        ids["entry"] = adjusted["line"]["id"]
        changed = self.run("tariff:change", tariff={}, why=f"{mark} why", applies="everything")
        ids["job"] = changed["job"]["id"]
        spring = {"name": f"{mark} spring", "starts_on": "2026-03-01", "ends_on": "2026-05-31"}
        ids["season"] = self.run("season:create", **spring)["season"]["id"]
        ids["team"] = self.run("team:create", name=f"{mark} team")["team"]["id"]
        self.run("team:join", team=ids["team"], person=ids["person"])
        ids["token"] = self.run("token:create", name=f"{mark} token", role="contributor")["token"]["id"]
        told = {"name": f"{mark} chat", "url": "https://chat.example/hook", "events": ["badge.awarded"]}
        ids["outlet"] = self.run("outlet:create", **told)["outlet"]["id"]
        ids["dispatch"] = self.run("outlet:test", outlet=ids["outlet"])["dispatch"]["id"]
        self._shares()
        self._designs()
        with db.unit():
            # So that no read finds a period to close.
            closing.freeze(org.id, self.now)
        ids |= {"org": self.house.slug, "user": ids["person"], "slug": f"{mark.lower()}-slug"}

    def _sources(self) -> None:
        """A board by a token, and a GitHub App with an installation: at the provider they are the same for every house
        that is furnished."""
        ids, mark = self.house.ids, self.house.mark
        ids |= {"remote": BOARD, "connection": self.run("connection:create", **TRELLO)["connection"]["id"]}
        board = {"provider": "trello", "name": f"{mark} board", "connection": ids["connection"], "remote": BOARD}
        ids["source"] = self.run("source:connect", **board)["source"]["hook"]["id"]
        made = Made(number=9, slug="badges", name=mark, url="https://github.com/apps/badges", secret="s" * 9, pem="key")
        seen = InstallationSeen(number=77, account=mark, at=self.now, state="active")
        org, settings = self.house.organization, self.means.settings
        with db.unit():
            github_apps.begin(org, None, None, settings.public_url, settings.github_url, self.now)
            hook = github_apps.keep(org, made, Actor(name="Ada", door="page"), self.now).hook
            installations.take_in(hook, seen, self.now)
            ids["app_hook"] = int(hook.id)
        # As the server does when it begins, so that it finds nothing to do when it is walked through.
        repairs.begin(self.now)
        with db.unit():
            ids["mending"] = Job.get(Job.organization == org, Job.kind == repairs.KIND).id

    def _shares(self) -> None:
        """One that an admin may send again, and one that waits for the super admin, who has proven that address."""
        mail = f"{self.house.mark.lower()}-super_admin@example.org"
        with db.unit():
            Identity.update(proven_at=self.now).where(Identity.external_id == mail).execute()
        given = {"role": "edit", "note": self.house.mark}
        self.house.ids["share"] = self.run("share:create", github="known", **given)["share"]["id"]
        self.house.ids["mine"] = self.run("share:create", email=mail, **given)["share"]["id"]

    def _designs(self) -> None:
        """One that was kept as a version and was spoken of, another one, and a template of one's own."""
        ids, mark = self.house.ids, self.house.mark
        made = self.run("design:create", name=f"{mark} design", template="medal", given={"title": mark})["design"]
        ids |= {"design": made["id"], "spare": self.run("design:create", name=f"{mark} spare")["design"]["id"]}
        ids["number"] = self.run("design:publish", design=ids["design"], words=mark)["version"]["number"]
        changes = [{"on": "*given", "set": {"title": f"{mark} medal"}}]
        self.run("design:step", design=ids["design"], client="tab", changes=changes)
        ids["comment"] = self.run("design:comment", design=ids["design"], text=f"{mark} words")["comment"]["id"]
        with db.unit():
            ids["ref"] = Template.create(
                organization=self.house.organization,
                artwork=Design.get_by_id(ids["design"]).artwork,
                name=f"{mark} template",
                is_public=False,
                by=mark,
                created_at=self.now,
                updated_at=self.now,
            ).id

    def _person(self, name: str, role: str) -> Person:
        person = Person.create(name=name, login=name.lower().replace(" ", "-"), created_at=self.now)
        known = {"role": role, "joined_at": self.now, "belongs": ["here"]}
        Membership.create(organization=self.house.organization, person=person, **known)
        mail = f"{person.login}@example.org"
        Identity.create(person=person, provider="email", external_id=mail, login=mail, seen_at=self.now)
        return person

    def _issue(self) -> dict[str, Any]:
        number = int(self.house.organization.id)
        repository = {"id": 900 + number, "full_name": f"{self.house.slug}/repo", "html_url": "https://x.test/repo"}
        made = issue("closed", self.now, number=number, repository=repository | {"default_branch": "main"})
        somebody = {"id": 5_000 + number, "login": f"{self.house.mark}-worker", "type": "User"}
        made["issue"] |= {"id": 70_000 + number, "user": somebody, "assignees": [somebody], "title": self.house.mark}
        return made | {"sender": somebody}


def two_houses(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> tuple[House, House]:
    """Lumen, whose every word is marked Lumenmark, and another one."""
    with db.unit():
        other = organizations.create("other", "Other", "UTC", now)
        open_other = Lumen.open(other, now)
    houses = House(lumen.organization, "Lumenmark"), House(other, "Othermark")
    for house, door in zip(houses, (lumen, open_other), strict=True):
        Furnisher(house, door, redis, settings, now).furnish()
    return houses


def prints(organization: int | None = None) -> dict[str, str]:
    """A fingerprint of every table, or of an organisation's rows in it."""
    with db.unit():
        return {
            name: str(rows(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t.id)) FROM "{name}" t {where}')[0][0])
            for name, where in ((name, "" if organization is None else _of(name, organization)) for name in _tables())
        }


def _tables() -> list[str]:
    return sorted({str(record._meta.table_name) for record in records.RECORDS} - FLEETING)


def _of(table: str, organization: int) -> str:
    hooks = f"IN (SELECT id FROM hook WHERE organization_id = {organization})"
    members = f"IN (SELECT person_id FROM membership WHERE organization_id = {organization})"
    designs = f"IN (SELECT id FROM design WHERE organization_id = {organization})"
    badges = f"IN (SELECT id FROM badge WHERE organization_id = {organization})"
    special = {
        "organization": f"WHERE id = {organization}",
        "hook_secret": f"WHERE hook_id {hooks}",
        "delivery": f"WHERE hook_id {hooks}",
        "dispatch": f"WHERE outlet_id IN (SELECT id FROM outlet WHERE organization_id = {organization})",
        "work_item": f"WHERE project_id IN (SELECT id FROM project WHERE organization_id = {organization})",
        "model_snapshot": f"WHERE project_id IN (SELECT id FROM project WHERE organization_id = {organization})",
        "standing": f"WHERE board LIKE '{organization}:%%'",
        "rank_day": f"WHERE board LIKE '{organization}:%%'",
        "tally": f"WHERE badge_id {badges}",
        "bucket": f"WHERE badge_id {badges}",
        "artwork": "WHERE false",
        "outside_picture": "WHERE false",
        "design_version": f"WHERE design_id {designs}",
        "design_step": f"WHERE design_id {designs}",
        "design_comment": f"WHERE design_id {designs}",
        "share_link": f"WHERE share_id IN (SELECT id FROM share WHERE organization_id = {organization})",
        "team_place": f"WHERE team_id IN (SELECT id FROM team WHERE organization_id = {organization})",
        "person": f"WHERE id {members}",
        "identity": f"WHERE person_id {members}",
    }
    return special.get(table, f"WHERE organization_id = {organization}")
