"""What Trello holds: members, boards, lists, cards, custom fields, actions; how it shows each of them by REST."""

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

WEB = "https://trello.com"
_counter = itertools.count(1)


def stamp(at: datetime) -> str:
    """As Trello writes times."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def new_id(at: datetime) -> str:
    """24 hexadecimal digits that begin with the time and rise, as MongoDB makes them."""
    return f"{int(at.timestamp()):08x}{next(_counter):016x}"


def member_id(username: str) -> str:
    """The same name has the same id, everywhere."""
    return hashlib.sha256(username.encode()).hexdigest()[:24]


def member(username: str) -> dict[str, Any]:
    return {
        "id": member_id(username),
        "username": username,
        "fullName": username.capitalize(),
        "initials": username[:1].upper(),
        "avatarHash": None,
        "avatarUrl": None,
        "activityBlocked": False,
        "nonPublic": {},
        "nonPublicAvailable": False,
    }


@dataclass
class List:
    id: str
    name: str
    closed: bool = False

    def shown(self, board: "Board") -> dict[str, Any]:
        pos = (board.lists.index(self) + 1) * 16_384 if self in board.lists else 0
        return {"id": self.id, "name": self.name, "closed": self.closed, "idBoard": board.id, "pos": pos}


@dataclass
class Field:
    id: str
    name: str
    type: str = "number"

    def shown(self, board: "Board") -> dict[str, Any]:
        kind = {"idModel": board.id, "modelType": "board", "fieldGroup": "x", "display": {"cardFront": True}, "pos": 1}
        return {"id": self.id, "name": self.name, "type": self.type} | kind


@dataclass
class CheckItem:
    id: str
    name: str
    checklist: str
    state: str = "incomplete"


@dataclass
class Card:
    id: str
    number: int
    name: str
    list: List
    touched_at: datetime
    desc: str = ""
    members: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    closed: bool = False
    ticked: bool = False
    values: dict[str, str] = field(default_factory=dict)
    items: list[CheckItem] = field(default_factory=list)

    @property
    def link(self) -> str:
        return hashlib.sha256(self.id.encode()).hexdigest()[:8]

    def short(self) -> dict[str, Any]:
        """As an action names it."""
        return {"id": self.id, "name": self.name, "idShort": self.number, "shortLink": self.link}

    def shown(self, board: "Board") -> dict[str, Any]:
        return {
            "id": self.id,
            "idBoard": board.id,
            "idList": self.list.id,
            "idShort": self.number,
            "name": self.name,
            "desc": self.desc,
            "closed": self.closed,
            "due": None,
            "dueComplete": self.ticked,
            "dateLastActivity": stamp(self.touched_at),
            "idMembers": [member_id(one) for one in self.members],
            "idLabels": [label_id(one) for one in self.labels],
            "labels": [shown_label(one, board) for one in self.labels],
            "idChecklists": sorted({one.checklist for one in self.items}),
            "shortLink": self.link,
            "shortUrl": f"{WEB}/c/{self.link}",
            "url": f"{WEB}/c/{self.link}/{self.number}-card",
            "cardRole": None,
            "isTemplate": False,
        }

    def shown_values(self, board: "Board") -> list[dict[str, Any]]:
        """Numbers are text, as at Trello."""
        kinds = {one.id: one.type for one in board.fields}
        return [
            {
                "id": hashlib.sha256((self.id + of).encode()).hexdigest()[:24],
                "value": {kinds[of]: value},
                "idValue": None,
                "idCustomField": of,
                "idModel": self.id,
                "modelType": "card",
            }
            for of, value in self.values.items()
        ]

    def shown_checklists(self, board: "Board") -> list[dict[str, Any]]:
        lists = sorted({one.checklist for one in self.items})
        return [
            {
                "id": of,
                "name": "Checklist",
                "idBoard": board.id,
                "idCard": self.id,
                "pos": 16_384,
                "checkItems": [
                    {"id": one.id, "name": one.name, "state": one.state, "idChecklist": of, "pos": 1, "due": None}
                    for one in self.items
                    if one.checklist == of
                ],
            }
            for of in lists
        ]


def label_id(name: str) -> str:
    return hashlib.sha256(f"label {name}".encode()).hexdigest()[:24]


def shown_label(name: str, board: "Board") -> dict[str, Any]:
    return {"id": label_id(name), "idBoard": board.id, "name": name, "color": "green", "uses": 1}


@dataclass
class Board:
    id: str
    name: str
    lists: list[List] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    actions: list[dict[str, Any]] = field(default_factory=list)
    numbers: int = 0
    closed: bool = False

    @property
    def link(self) -> str:
        return hashlib.sha256(self.id.encode()).hexdigest()[:8]

    def short(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "shortLink": self.link}

    def shown(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "desc": "",
            "descData": None,
            "closed": self.closed,
            "idOrganization": None,
            "idEnterprise": None,
            "pinned": False,
            "url": f"{WEB}/b/{self.link}/{self.name.lower().replace(' ', '-')}",
            "shortUrl": f"{WEB}/b/{self.link}",
            "shortLink": self.link,
            "prefs": {"permissionLevel": "private"},
            "labelNames": {},
        }


@dataclass
class Webhook:
    id: str
    board: str
    callback: str
    description: str
    active: bool = True
    failures: int = 0
    first_failed_at: datetime | None = None

    def shown(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "description": self.description,
            "idModel": self.board,
            "callbackURL": self.callback,
            "active": self.active,
            "consecutiveFailures": self.failures,
            "firstConsecutiveFailDate": stamp(self.first_failed_at) if self.first_failed_at else None,
        }
