"""The tables of routes come in; the OpenAPI document of every surface goes out: what a row says is what it tells."""

import inspect
import re
from collections.abc import Iterable, Sequence

from models import errors
from models.errors import Refusal
from models.lesson_lines import MEDIA
from models.rules import roles
from server import cookies, refusals
from server.api.routes import KEY, Dialect, Route, names_of
from server.api.shapes import REFERENCE, Schema, Shapes, like

VERSION = "3.1.0"
TEXTS = {
    "org": {"type": "string", "pattern": "^[a-z0-9-]{1,60}$"},
    "board": {"type": "string", "description": "`all`, `year`, `month`, `week`, `day`, or `week:project:12`."},
    "badge": {"type": "string", "description": "A badge's id or slug."},
    "remote": {"type": "string", "pattern": "^[0-9a-f]{24}$", "description": "A board's id at Trello."},
}
"""What `/v1` has in its paths that is no number."""
NUMBER = {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}
ALWAYS = (errors.Invalid, errors.NotSignedIn, errors.NotAllowed, errors.RateLimited, errors.Unavailable)
HEADERS = {
    401: {"WWW-Authenticate": "How to say who you are."},
    429: {"Retry-After": "Seconds to wait."},
    503: {"Retry-After": "Seconds to wait."},
}
DESCRIPTION = """\
Three surfaces over one core: `/v1` is Codebadge's own, `/badges` and `/api` are the dialects of two documents.

Times are ISO 8601 in UTC. Lists come 100 rows at a time; a `Link` header with `rel="next"` leads on. Answers to GET
carry an `ETag`. Send `Idempotency-Key` with a POST, and trying it again does it once.
"""


def document(dialects: Sequence[Dialect], version: str) -> Schema:
    """The whole document."""
    shapes = Shapes()
    for route in (route for dialect in dialects for route in dialect.routes):
        shapes.want(route.gives, "serialization")
        shapes.want(route.takes, "validation")
        shapes.want(route.query, "validation")
    shapes.make()
    paths = _paths(dialects, shapes)
    return {
        "openapi": VERSION,
        "info": {"title": "Codebadge", "version": version, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": one.name, "description": one.title} for one in dialects],
        "paths": paths,
        "components": {"schemas": _schemas(dialects, shapes, paths), "securitySchemes": _ways_in()},
    }


def open_path(path: str) -> str:
    """A route's path as OpenAPI writes it: `{org:[a-z]+}` is `{org}`."""
    return re.sub(r"{([a-z_A-Z]+)(?::(?:[^{}]|{[^{}]*})*)?}", r"{\1}", path)


def _ways_in() -> Schema:
    return {
        "token": {"type": "http", "scheme": "bearer", "description": "An API token, or one of POST /v1/auth/tokens."},
        "session": {"type": "apiKey", "in": "cookie", "name": cookies.SESSION},
    }


def _schemas(dialects: Iterable[Dialect], shapes: Shapes, paths: Schema) -> Schema:
    """Those that something refers to; parameters stand where they are used."""
    refusal = {_refused(one): like(refusals.voice(one.prefix).shape("code", "message")) for one in dialects}
    known = shapes.definitions | refusal
    wanted: set[str] = referred(paths)
    found: set[str] = set()
    while fresh := wanted - found:
        found |= fresh
        wanted = {name for one in fresh for name in referred(known[one])}
    return {name: known[name] for name in sorted(found)}


def referred(part: object) -> set[str]:
    """The schemas that a part of the document refers to."""
    if isinstance(part, dict):
        here = {str(part["$ref"]).rpartition("/")[2]} if "$ref" in part else set()
        return here.union(*(referred(value) for value in part.values()))
    return set().union(*(referred(one) for one in part)) if isinstance(part, list) else set()


def _refused(dialect: Dialect) -> str:
    return f"Refused_{dialect.name}"


def _paths(dialects: Iterable[Dialect], shapes: Shapes) -> Schema:
    paths: dict[str, Schema] = {}
    for dialect in dialects:
        for route in dialect.routes:
            operations = paths.setdefault(open_path(route.path), {})
            operations[route.method.lower()] = _operation(dialect, route, shapes)
    return paths


def _operation(dialect: Dialect, route: Route, shapes: Shapes) -> Schema:
    words = re.findall(r"[a-zA-Z0-9]+", open_path(route.path))
    body = {} if route.takes is None else {"requestBody": _body(route, shapes)}
    return {
        "operationId": "_".join([route.method.lower(), *words]),
        "tags": [dialect.name],
        "summary": route.about,
        "description": _who(dialect, route),
        "security": [] if route.needs is None else [{"token": []}, {"session": []}],
        "parameters": [*_in_path(dialect, route), *_in_query(route, shapes), *_in_header(route)],
        **body,
        "responses": _responses(dialect, route, shapes),
    }


def _who(dialect: Dialect, route: Route) -> str:
    if route.needs is None:
        return "For everybody."
    if route.needs == "self":
        return "For everybody who is signed in."
    return f"Takes the role {roles.NAMES[dialect.ladder][roles.least(route.needs, dialect.ladder)]} (`{route.needs}`)."


def _in_path(dialect: Dialect, route: Route) -> list[Schema]:
    plain: Schema = NUMBER if dialect.prefix == "/v1/" else {"type": "string"}
    return [
        {"name": name, "in": "path", "required": True, "schema": TEXTS.get(name, plain)}
        for name in names_of(route.path)
    ]


def _in_query(route: Route, shapes: Shapes) -> list[Schema]:
    known = shapes.whole(route.query, "validation")
    needed = known.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": _without_null(schema)}
        for name, schema in known.get("properties", {}).items()
    ]


def _without_null(schema: Schema) -> Schema:
    """An address has no null: what is not given is left out."""
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name != "default" or value is not None}
    if not kinds:
        return rest
    rest.pop("anyOf")
    return rest | (kinds[0] if len(kinds) == 1 else {"anyOf": kinds})


def _in_header(route: Route) -> list[Schema]:
    if route.method != "POST" or inspect.iscoroutinefunction(route.does):
        return []
    about = "The same key again within a day gets the same answer, and nothing is done twice."
    key = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]([ -~]*[!-~])?$"}
    return [{"name": KEY, "in": "header", "required": False, "description": about, "schema": key}]


def _body(route: Route, shapes: Shapes) -> Schema:
    assert route.takes is not None
    schema = shapes.of(route.takes, "validation")
    content: Schema = {"application/json": {"schema": schema}}
    if "lines" in route.takes.model_fields:
        content[MEDIA] = {"schema": {"type": "string"}}
    if "csv" in route.takes.model_fields:
        content["text/csv"] = {"schema": {"type": "string"}}
    return {"required": bool(shapes.whole(route.takes, "validation").get("required")), "content": content}


def _responses(dialect: Dialect, route: Route, shapes: Shapes) -> Schema:
    json = route.media == "application/json"
    schema = shapes.of(route.gives, "serialization") if json else {"type": "string"}
    media = route.media.partition(";")[0]
    good: Schema = {"description": route.about, "content": {media: {"schema": schema}}}
    told = {str(route.status): good}
    if route.method == "GET" and json:
        told["304"] = {"description": "You hold the current state."}
    return told | _refusals(dialect, route)


def _refusals(dialect: Dialect, route: Route) -> Schema:
    by_status: dict[int, list[type[Refusal]]] = {}
    voice = refusals.voice(dialect.prefix)
    for kind in dict.fromkeys((*ALWAYS, *_by_its_kind(route), *route.refuses)):
        by_status.setdefault(voice.statuses.get(kind) or refusals.STATUS[kind], []).append(kind)
    schema = {"$ref": REFERENCE.format(model=_refused(dialect))}
    return {str(status): _refusal(status, kinds, schema) for status, kinds in sorted(by_status.items())}


def _by_its_kind(route: Route) -> list[type[Refusal]]:
    kinds: list[type[Refusal]] = []
    if names_of(route.path) or route.needs is None:
        kinds.append(errors.NotFound)
    if route.takes is not None:
        kinds += [errors.Missing, errors.TooLarge]
    if route.method == "POST":
        kinds.append(errors.Reused)
    return kinds


def _refusal(status: int, kinds: Iterable[type[Refusal]], schema: Schema) -> Schema:
    says = " ".join(f"`{kind.code}`: {(kind.__doc__ or '').splitlines()[0]}" for kind in kinds)
    headers = {name: {"description": about, "schema": {"type": "string"}} for name, about in _headers(status)}
    return {"description": says, "headers": headers, "content": {"application/json": {"schema": schema}}}


def _headers(status: int) -> Iterable[tuple[str, str]]:
    return HEADERS.get(status, {}).items()
