"""Log records of every library come in; one readable line each goes out on stderr, or one JSON object."""

from __future__ import annotations

import logging
from typing import Literal, get_args

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Form = Literal["plain", "bare", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
# Their INFO is a line for every request or job: the metrics count those.
QUIET = ("aiohttp.access", "engineio", "httpx", "socketio", "rq.worker", "peewee")


def configure(form: Form) -> None:
    """`plain` for a terminal, `bare` without the time (the supervisor adds it), `json` for collectors."""
    stamp: list[Processor] = [] if form == "bare" else [structlog.processors.TimeStamper(fmt="iso", utc=True)]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        *stamp,
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_end(form)))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _end(form: Form) -> list[Processor]:
    strip = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if form == "json":
        return [strip, structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [strip, structlog.processors.format_exc_info, _line]


def _line(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """`12:00:01 warning it happened  key=value`; an ordinary line does not say that it is one."""
    time, level, text = event.pop("timestamp", ""), event.pop("level", "info"), event.pop("event", "")
    event.pop("logger", None)
    trace = event.pop("exception", None)
    words = [time, level if level != "info" else "", str(text), *(f"{key}={value}" for key, value in event.items())]
    line = " ".join(word for word in words if word)
    return f"{line}\n{trace}" if trace else line
