"""The body of a generic source's message comes in; what it says goes out, or what is wrong with it in one sentence."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from models.errors import BadDelivery
from models.rules import wording
from models.rules.work import Value
from models.sources.generic_words import CloudEvent, Ping, Said
from models.sources.strict_json import parse_object

WORK, PING = "org.codebadge.work", "org.codebadge.ping"
"""Types of CloudEvents that we read."""
AHEAD = timedelta(days=1)
"""So far a time may lie in the future: the latest word counts, and a word from the year 2100 would count for ever."""
V = TypeVar("V", bound=Value)
Fields = Mapping[str, Any]


def checked(body: bytes, cloud_event: bool, now: datetime) -> str:
    """The event's type. Raises BadDelivery for what could not be read later."""
    fields = parse_object(body, once=True)
    if cloud_event != ("specversion" in fields):
        raise BadDelivery("A CloudEvent has the content type application/cloudevents+json, and only a CloudEvent has.")
    event, data = _inside(fields)
    _said(event, data, now)
    return event


def said(body: bytes, now: datetime) -> Said | Ping | str:
    """What a kept body says; a type that we do not know as it is called. Raises BadDelivery."""
    event, data = _inside(parse_object(body))
    return _said(event, data, now) or event


def _inside(fields: Fields) -> tuple[str, Fields]:
    """(the type, our JSON). What the CloudEvent around it says of id and time need not be said again."""
    if "specversion" not in fields:
        return (PING if "ping" in fields else WORK), fields
    outside = _valid(CloudEvent, {key: fields[key] for key in CloudEvent.model_fields if key in fields})
    data = fields.get("data", {} if outside.type == PING else None)
    if outside.type == PING:
        return PING, {"ping": True}
    if not isinstance(data, dict):
        raise BadDelivery("data: must be an object.")
    around = {"id": outside.id} | ({"time": fields["time"]} if outside.time else {})
    return outside.type, around | data


def _said(event: str, data: Fields, now: datetime) -> Said | Ping | None:
    if event == PING:
        return _valid(Ping, data)
    if event != WORK:
        return None
    said = _valid(Said, data)
    late = [said.time, said.work.opened_at, said.work.closed_at]
    if any(at is not None and at > now + AHEAD for at in late):
        raise BadDelivery("time: lies in the future.")
    return said


def _valid(wanted: type[V], fields: Fields) -> V:
    """Strictly: "1" is no number, and 1 no text."""
    try:
        return wanted.model_validate_json(json.dumps(fields), strict=True)
    except ValidationError as wrong:
        raise BadDelivery(wording.sentence(wrong, "the body")) from None
