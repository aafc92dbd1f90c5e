"""A command's name and a path come in; the Route that does it goes out: what the path does not say is the body.

So a command over REST takes, refuses and leaves what it does over the socket.
"""

from typing import Any

from pydantic import create_model

from models.commands import COMMANDS
from models.errors import NotFound, Refusal
from models.rules.work import Value
from server.api.asking import Ask, number
from server.api.routes import Method, Route, names_of

SLUGGED = ("badge",)
"""What may be named by its slug, too."""
TEXTS = ("ref",)
"""What is named by a text, even where that is an id."""


def write(
    method: Method,
    path: str,
    command: str,
    about: str,
    gives: Any,
    *,
    status: int = 200,
    refuses: tuple[type[Refusal], ...] = (NotFound,),
    hidden: tuple[str, ...] = (),
) -> Route:
    """A row whose path names arguments of the command, and whose body holds the others; of a DELETE, its query.

    `hidden` arguments keep their defaults.
    """
    arguments = COMMANDS[command].arguments
    in_path = tuple(name for name in names_of(path) if name in arguments.model_fields)
    others = without(arguments, *in_path, *hidden)
    held = {"query": others} if method == "DELETE" else {"takes": others if others.model_fields else None}

    def do(ask: Ask) -> dict[str, Any]:
        given = ask.query if method == "DELETE" else ask.body
        told = {} if given is None else {name: getattr(given, name) for name in given.model_fields_set}
        return ask.do(command, **told, **{name: named(name, ask.path[name]) for name in in_path})

    return Route(method, path, about, do, gives, needs=COMMANDS[command].needs, status=status, refuses=refuses, **held)


def without(arguments: type[Value], *names: str) -> type[Value]:
    """The same fields but these."""
    if not set(names) & arguments.model_fields.keys():
        return arguments
    kept: dict[str, Any] = {
        name: (field.annotation, field) for name, field in arguments.model_fields.items() if name not in names
    }
    return create_model(arguments.__name__, __base__=Value, __doc__=arguments.__doc__, **kept)


def named(name: str, text: str) -> int | str:
    """What a path names: by its id, or by its slug where there is one. Raises NotFound for what can be neither."""
    return text if name in TEXTS or (name in SLUGGED and not text.isdigit()) else number(text)
