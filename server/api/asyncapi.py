"""The messages and the table of commands come in; the AsyncAPI document of the live socket goes out."""

from typing import Any

from models.audit_reading import AuditCard
from models.commands import COMMANDS
from models.commands.drawing import TakeStep
from models.rooms import Entered
from models.rules import roles
from models.rules.board_changes import BoardChanged
from models.rules.messages import BODIES
from models.rules.work import Value
from server.api.shapes import Schema, Shapes, like
from server.live.public import Rooms, Subscription
from server.live.studio_words import TOLD, OneDesign, Open, Point, Taken
from server.live.studio_words import Begun as StudioBegun
from server.live.tail import Begun, Tail
from server.live.watch import Pulse, Watch
from server.refusals import wire

PUBLIC, ADMIN, STUDIO = "public", "admin", "studio"
CHANNELS = {
    PUBLIC: ("/", "For everybody."),
    ADMIN: ("/admin", "Needs a token: `auth: {token}`."),
    STUDIO: ("/studio", "Needs a token, `auth: {token}`, or a session and a page of this server's own."),
}
NUMBERED: Schema = {
    "org": {"type": "string", "description": "The organisation's slug."},
    "seq": {"type": "integer", "description": "Its number among the organisation's messages, without gaps."},
    "at": {"type": "string", "format": "date-time"},
}
ASKED: dict[str, type[Value]] = {
    "subscribe": Subscription,
    "unsubscribe": Rooms,
    "audit:tail": Tail,
    "deliveries:watch": Watch,
    "studio/open": Open,
    "studio/step": TakeStep,
    "studio/point": Point,
    "studio/close": OneDesign,
}
ANSWERED: dict[str, type[Value]] = {
    "subscribe": Entered,
    "audit:tail": Begun,
    "deliveries:watch": Pulse,
    "studio/open": StudioBegun,
    "studio/step": Taken,
}
"""What an acknowledgement holds beside `ok`. In the studio an event may have the name of something that is asked."""
DESCRIPTION = """\
Socket.IO at `/socket.io/`, websocket first, polling behind it. Each message is an event of its name whose one argument
is the payload; what a client sends is acknowledged with `{ok: true, …}` or `{ok: false, error: {code, message}}`.
docs/live.md says how to miss nothing.
"""


def document(version: str) -> Schema:
    """The whole document."""
    shapes = Shapes()
    told: dict[str, type[Value]] = {str(kind): body for kind, body in BODIES.items()}
    told |= {"board.changed": BoardChanged, "audit.line": AuditCard, "deliveries.changed": Pulse}
    told |= {f"studio/told/{one.event}": one for one in TOLD}
    asked = ASKED | {name: command.arguments for name, command in COMMANDS.items()}
    for shape in (*told.values(), *ANSWERED.values()):
        shapes.want(shape, "serialization")
    for shape in asked.values():
        shapes.want(shape, "validation")
    shapes.make()
    messages = {name: _message(name, _told(name, told[name], shapes)) for name in told}
    messages |= {name: _message(name, shapes.of(shape, "validation")) for name, shape in asked.items()}
    messages |= {"refused": _message("refused", like({"code": "", "message": ""}))}
    messages |= {f"{name}.ack": _message(f"{name}.ack", _ack(name, shapes)) for name in asked}
    messages = _plain(messages)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Codebadge, live", "version": version, "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "channels": {channel: _channel(channel, messages) for channel in CHANNELS},
        "operations": _operations(messages, set(asked)),
        "components": {
            "messages": {_key(name): message for name, message in messages.items()},
            "schemas": _plain(shapes.definitions),
            "securitySchemes": {"token": {"type": "httpApiKey", "in": "header", "name": "auth.token"}},
        },
    }


def _plain(part: Any) -> Any:
    """AsyncAPI's discriminator is the property's name alone."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kind = part.get("discriminator")
    named = {"discriminator": kind["propertyName"]} if isinstance(kind, dict) and "propertyName" in kind else {}
    return {name: _plain(value) for name, value in part.items()} | named


def where(name: str) -> str:
    """The channel of a message: what needs a right is in `/admin`, drawing together in `/studio`."""
    name = name.removesuffix(".ack")
    if name.startswith("studio/"):
        return STUDIO
    return ADMIN if ":" in name or name in ("audit.line", "deliveries.changed", "refused") else PUBLIC


def _told(name: str, shape: Any, shapes: Shapes) -> Schema:
    """What a message carries, with the number and time that every kept one has."""
    if name not in BODIES:
        return shapes.of(shape, "serialization")
    own = shapes.whole(shape, "serialization")
    return own | {"properties": NUMBERED | own["properties"], "required": [*NUMBERED, *own["required"]]}


def _ack(name: str, shapes: Shapes) -> Schema:
    bad = like({"ok": False} | wire("code", "message"))
    given = ANSWERED.get(name)
    if given is None:
        good: Schema = {"type": "object", "properties": {"ok": {"const": True}}, "required": ["ok"]}
    else:
        own = shapes.whole(given, "serialization")
        good = own | {"properties": {"ok": {"const": True}} | own["properties"], "required": ["ok", *own["required"]]}
    return {"anyOf": [good, bad]}


def _message(name: str, payload: Schema) -> Schema:
    about = payload.get("description", "")
    if name in COMMANDS:
        about += f" Takes the role {roles.NAMES['plain'][roles.least(COMMANDS[name].needs)]}."
    event = name.rpartition("/")[2].removesuffix(".ack")
    return {"name": event, "title": name, "summary": about.strip(), "payload": payload}


def _channel(channel: str, messages: Schema) -> Schema:
    mine = [_key(name) for name in messages if where(name) == channel]
    address, about = CHANNELS[channel]
    refs = {key: {"$ref": _pointer("components", "messages", key)} for key in mine}
    return {"address": address, "description": about, "messages": refs}


def _operations(messages: Schema, asked: set[str]) -> Schema:
    operations: Schema = {}
    for name in messages:
        if name.endswith(".ack"):
            continue
        channel = {"$ref": _pointer("channels", where(name))}
        operation: Schema = {
            "action": "receive" if name in asked else "send",
            "channel": channel,
            "messages": [{"$ref": _pointer("channels", where(name), "messages", _key(name))}],
        }
        if name in asked:
            answer = {"$ref": _pointer("channels", where(name), "messages", _key(f"{name}.ack"))}
            operation["reply"] = {"channel": channel, "messages": [answer]}
        operations[_key(name)] = operation
    return operations


def _key(name: str) -> str:
    """AsyncAPI's keys have neither colon nor slash."""
    return name.replace(":", "_").replace(".", "_").replace("/", "_")


def _pointer(*path: str) -> str:
    return "#/" + "/".join(path)
