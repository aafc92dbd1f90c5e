"""Lumen with badges, a league and somebody of every role, each with a token of their own; and calls as a client's."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from models import awards, badges, db, jwts, organizations, tokens
from models.leagues import League
from models.people import Identity, Membership, Person
from models.tenants import Organization
from tests.server.running import PATIENCE, Running

ROLES = ("contributor", "moderator", "admin", "super_admin")
NOBODY = ("no token", "an expired token", "a garbled token")
URL = re.compile(r"https?://\S+")
SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MILLISECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Any
    body: Any


@dataclass
class Stage:
    """The server, what its things are called (`ids`, as text), and who calls with which token."""

    server: Running
    ids: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @classmethod
    def set(cls, server: Running) -> "Stage":
        stage = cls(server)
        with db.unit():
            stage._people(server.lumen.organization, server.clock.at)
            stage._badges(server.lumen.organization, server.clock.at)
        return stage

    async def call(self, who: str, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """A request as `who`; `{names}` in path and body stand for ids."""
        sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): said for name, said in headers.items()}
        if who != "no token":
            sent["Authorization"] = f"Bearer {self.tokens[who]}"
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(self.named(body)).encode()
        url = self.server.url + path.format(**self.ids)
        async with self.server.session.request(method, url, data=data, headers=sent, timeout=PATIENCE) as response:
            text = await response.text()
            return Answer(response.status, response.headers, json.loads(text) if text else None)

    def named(self, value: Any) -> Any:
        """The same with ids for `{names}`."""
        if isinstance(value, str):
            return re.sub(r"\{(\w+)\}", lambda found: self.ids[found[1]], value)
        if isinstance(value, dict):
            return {name: self.named(one) for name, one in value.items()}
        return [self.named(one) for one in value] if isinstance(value, list) else value

    def give(self, badge: str, person: str, by: str | None = None) -> str:
        """An award, made beside the API; its id."""
        with db.unit():
            organization = self.server.lumen.organization
            held = awards.give(
                organization,
                badges.find(organization, int(self.ids[badge])),
                int(self.ids[person]),
                "",
                None if by is None else f"the {by}",
                self.server.clock.at,
                way="pattern" if by is None else "hand",
                by_person=None if by is None else int(self.ids[by]),
            )
            return str(held.id)

    def hide(self, person: str) -> None:
        """They opt out."""
        with db.unit():
            Membership.update(hidden_at=self.server.clock.at).where(
                Membership.person == int(self.ids[person])
            ).execute()

    def _people(self, lumen: Organization, now: datetime) -> None:
        other = organizations.create("other", "Other", "UTC", now)
        for role in ROLES:
            self._person(role, role, lumen, now)
        self._person("ada", "contributor", lumen, now)
        self._person("bob", "contributor", lumen, now)
        self._person("a stranger", "super_admin", other, now)
        admin = Person.get_by_id(int(self.ids["admin"]))
        self.tokens["an expired token"] = jwts.sign(admin, lumen.id, now - timedelta(hours=1))
        self.tokens["a garbled token"] = "no-such-token"
        self.tokens["a program"] = tokens.create(lumen, "super_admin", "a program", now)[1]
        self.ids["elsewhere"] = str(badges.find(other, "special").id)

    def _person(self, name: str, role: str, organization: Organization, now: datetime) -> None:
        person = Person.create(name=f"the {name}", login=name.replace(" ", "-"), created_at=now)
        Membership.create(organization=organization, person=person, role=role, joined_at=now, belongs=["here"])
        address = f"{name.replace(' ', '-')}@example.org"
        Identity.create(person=person, provider="email", external_id=address, login=address, seen_at=now, proven_at=now)
        self.ids[name.removeprefix("a ")], self.tokens[name] = str(person.id), jwts.sign(person, organization.id, now)

    def _badges(self, lumen: Organization, now: datetime) -> None:
        for name in ("AI/ML League", "Python Programming League"):
            row = League.create(
                organization=lumen,
                name=name,
                description="Learn machine learning fundamentals",
                created_at=now,
                updated_at=now,
            )
            self.ids["league" if name.startswith("AI") else "empty_league"] = str(row.id)
        early = badges.create(
            lumen,
            "early-adopter",
            "Early Adopter",
            "Joined during beta",
            badges.HAND_ART,
            "#FF5733",
            None,
            now,
            icon_url="https://example.com/early.png",
        )
        league = League.get_by_id(int(self.ids["league"]))
        fundamentals = badges.create(
            lumen,
            "fundamentals",
            "AI/ML Fundamentals Badge",
            "Awarded for completing all AI/ML League sections",
            badges.HAND_ART,
            "#4CAF50",
            None,
            now,
            league=league,
        )
        first = badges.find(lumen, "issue-1")
        self.ids |= {"early": str(early.id), "fundamentals": str(fundamentals.id), "pattern": str(first.id)}


def fits(given: Any, wanted: Any) -> bool:
    """Whether a value has just this shape: types and patterns stand for what may vary, a one-element list for any
    number of the same."""
    match wanted:
        case type():
            return isinstance(given, wanted) and (wanted is bool or not isinstance(given, bool))
        case re.Pattern():
            return isinstance(given, str) and wanted.fullmatch(given) is not None
        case dict():
            return (
                isinstance(given, dict)
                and given.keys() == wanted.keys()
                and all(fits(given[name], one) for name, one in wanted.items())
            )
        case [one]:
            return isinstance(given, list) and len(given) > 0 and all(fits(each, one) for each in given)
        case tuple():
            return any(fits(given, one) for one in wanted)
    return bool(given == wanted)
