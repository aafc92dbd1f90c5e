"""The demo's story comes in; signed webhooks over real HTTP go out: all that is seen has come the whole way.

The secrets of its hooks are kept in `demo.json` in the data directory, because the database shows none twice.
"""

import http.client
import json
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from codebadge import demo_house
from codebadge.demo_cast import DOCS, PROJECTS
from codebadge.demo_delivery import Delivery
from codebadge.demo_story import story
from models import db
from models import hooks as hook_verbs
from models.errors import BadSignature, NotFound, Refusal
from models.settings import Settings
from models.sources import github

Hooks = dict[str, tuple[str, str]]
"""By project: where to post, and the secret to sign with."""

KEPT_IN = "demo.json"
PATIENCE = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between attempts while the server is away; the last one again and again."""

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def prepare(complete: Settings, now: datetime) -> tuple[Hooks, bool]:
    """(the demo's hooks, whether they are new): organisation, projects and hooks are made where absent.

    The database must be connected and the secret keys in use. Another database gets hooks of its own.
    """
    kept = _kept(complete.data)
    with db.unit():
        if all(_opens(kept.get(stage.name)) for stage in PROJECTS):
            return kept, False
        fresh = demo_house.known() is None
        house = demo_house.found(demo_house.means(complete), now)
        made: Hooks = {}
        for stage in PROJECTS:
            hook, secret = hook_verbs.create(house.organization, stage.name, now)
            made[stage.name] = (hook_verbs.url(hook, complete.public_url), secret)
            if fresh and stage is DOCS and hook.project_id:
                house.price(hook.project_id)
    _keep(complete.data, made)
    return made, True


def run(
    url: str,
    hooks: Hooks,
    seed: int,
    pace: float,
    stop: Event,
    *,
    history: bool = True,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    say: Callable[[str], None] = print,
) -> None:
    """Sends the story to the server at `url` until `stop` is set. `pace` 2 is half as fast; 0 does not wait.

    Raises NotFound or BadSignature when the server does not know the hooks: then it is another server.
    """
    for delivery in story(seed, clock, history=history):
        if stop.wait(delivery.wait * pace):
            return
        address, secret = hooks[delivery.project]
        deliver(urljoin(url, urlsplit(address).path), secret.encode(), delivery, stop, say)
        if stop.is_set():
            return


def deliver(address: str, secret: bytes, delivery: Delivery, stop: Event, say: Callable[[str], None]) -> None:
    """Posts one delivery; while the server is away it is kept and tried again, with growing pauses."""
    body = json.dumps(delivery.payload, ensure_ascii=False).encode()
    for attempt in range(10**9):
        status = post(address, secret, delivery, body)
        if status is not None and status < 500 and status != 429:
            _check(status)
            return
        if attempt == len(PATIENCE):
            say("The server is away; the demo goes on as soon as it is back.")
        if stop.wait(PATIENCE[min(attempt, len(PATIENCE) - 1)]):
            return


def post(address: str, secret: bytes, delivery: Delivery, body: bytes) -> int | None:
    """The answer's status; None when there was no answer."""
    request = urllib.request.Request(address, body, _headers(secret, delivery, body))
    try:
        with _direct.open(request, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code
    except (OSError, http.client.HTTPException):
        return None


def _headers(secret: bytes, delivery: Delivery, body: bytes) -> Mapping[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/demo",
        "X-GitHub-Delivery": delivery.guid,
        "X-GitHub-Event": delivery.event,
        "X-Hub-Signature-256": github.sign(secret, body),
    }


def _check(status: int) -> None:
    wrong_secret = BadSignature("The server does not accept the demo's signature: its secrets are others.")
    wrong_server = NotFound("The server does not know the demo's hooks: they belong to another database.")
    refusals: dict[int, Refusal] = {401: wrong_secret, 403: wrong_secret, 404: wrong_server}
    if status in refusals:
        raise refusals[status]
    if not 200 <= status < 300:
        raise RuntimeError(f"The server answered {status} to a delivery of the demo.")


def _opens(hook: tuple[str, str] | None) -> bool:
    """Whether the database knows this hook, so that the kept secret is of use."""
    if hook is None:
        return False
    try:
        hook_verbs.door(urlsplit(hook[0]).path.rpartition("/")[2])
    except NotFound:
        return False
    return True


def _kept(data: Path) -> Hooks:
    try:
        found = json.loads((data / KEPT_IN).read_text())
        return {project: (hook["url"], hook["secret"]) for project, hook in found.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(data: Path, made: Hooks) -> None:
    """Readable by its owner only, from its first byte on; whole or not at all."""
    data.mkdir(parents=True, exist_ok=True)
    fresh = data / f"{KEPT_IN}.new"
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    text = {project: {"url": url, "secret": secret} for project, (url, secret) in made.items()}
    fresh.write_text(json.dumps(text, indent=2))
    fresh.replace(data / KEPT_IN)
