"""Every endpoint answers as /openapi.json says, whatever it is sent: tried with made-up requests, by an admin and by
nobody, against a server that runs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from redis import Redis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from models import commands, db, tokens
from models.commands import Means
from models.rules.callers import Caller
from models.settings import Settings
from server.app import make_app, running
from server.bounds import OFTEN, Bounds
from tests.cast import ADA, BOB, Lumen, issue
from tests.contract.houses import BOARD, TRELLO
from tests.processes import part
from tests.providers import github as at_github
from tests.providers import trello as at_trello
from tests.server.asking import answering
from tests.server.running import tell
from tests.standing import standing

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
BUSY = Bounds(often=dict.fromkeys(OFTEN, "1000000 per second"))
FEW = effort(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
IDS = 6
"""Made-up ids fall among the first few, which exist."""
SLUG, HEX = re.compile("[a-z0-9-]{1,60}"), re.compile("[0-9a-f]{24}")
NAMED = frozenset(
    (
        *("person", "badge", "award", "hook", "delivery", "batch", "league", "section", "project", "token"),
        *("connection", "outlet", "dispatch", "job", "flag", "dispute", "season", "team"),
        *("design", "comment", "share"),
        *("identity", "merge", "keep", "gone", "user", "badgeId", "userId", "leagueId", "item"),
    )
)
"""What names something by its id."""


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """A server in a thread of its own, that lets anybody ask as often as they like; its address."""
    with standing(lambda: running(make_app(settings, bounds=BUSY), "127.0.0.1", 0)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def providers(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A GitHub and a Trello of our own, and a worker that asks them."""
    with at_github.github() as github, at_trello.trello() as trello, answering(redis):
        github.add_repository()
        trello.boards[BOARD] = replace(trello.add_board(), id=BOARD)
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", github.url)
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", trello.url)
        yield


@pytest.fixture
def document(clean: Settings, lumen: Lumen, redis: Redis, providers: None, now: Any) -> Iterator[Any]:
    """The served document, and Lumen with some work behind it."""
    connect(lumen, redis, clean, now)
    for number, person in ((1, ADA), (2, BOB), (3, BOB)):
        lumen.deliver("issues", issue("closed", now, number=number, assignees=(person,)), now)
    tell(redis)
    with part("learner", clean), serving(clean) as url:
        loaded = schemathesis.openapi.from_url(f"{url}/openapi.json")
        # What is too long may be more than a body may hold; it is refused either way.
        rejection = loaded.config.checks.negative_data_rejection
        rejection.expected_statuses = [*rejection.expected_statuses, "413"]
        loaded.hook("map_path_parameters")(among_what_exists)
        loaded.hook("map_body")(among_what_exists)
        yield loaded


def connect(lumen: Lumen, redis: Redis, settings: Settings, now: Any) -> None:
    """Access to both providers, and a board that is connected."""
    org = lumen.organization
    caller = Caller(organization=org.id, org=org.slug, role="super_admin", name="whoever connects", token_id=1)
    for name, wanted in (
        ("connection:create", TRELLO),
        ("connection:create", {"provider": "github", "token": at_github.TOKEN}),
        ("source:connect", {"provider": "trello", "name": "Roadmap", "connection": 1, "remote": BOARD}),
        ("design:create", {"name": "Dot"}),
        ("design:create", {"name": "Medal", "template": "medal"}),
        ("design:publish", {"design": 2, "words": "first"}),
        ("design:comment", {"design": 1, "text": "rounder"}),
    ):
        with db.unit():
            commands.run(name, caller, wanted, "rest", Means(redis, settings), now)


@pytest.fixture
def admin(lumen: Lumen, now: Any) -> dict[str, str]:
    """The header of somebody who may everything."""
    with db.unit():
        return {"Authorization": f"Bearer {tokens.create(lumen.organization, 'super_admin', 'made-up', now)[1]}"}


def among_what_exists(_: Any, made_up: Any) -> Any:
    """Lumen, and mostly the ids of what there is, wherever something is named by its id."""
    if not isinstance(made_up, dict):
        return made_up
    lumen = {"org": "lumen"} if SLUG.fullmatch(str(made_up.get("org"))) else {}
    lumen |= {"remote": BOARD} if HEX.fullmatch(str(made_up.get("remote"))) else {}
    return {name: _near(value) if name in NAMED else value for name, value in made_up.items()} | lumen


def _near(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**18:
        return value % IDS + 1
    return str(len(value) % IDS + 1) if isinstance(value, str) and value.isalnum() and len(value) % 2 else value


def tried(document: Any, headers: dict[str, str], mode: GenerationMode) -> list[str]:
    """What is wrong, operation by operation."""
    wrong = []
    operations = [result.ok() for result in document.get_all_operations()]
    # What is deleted first cannot be tried any more; the caller's own token least of all.
    for operation in sorted(operations, key=lambda one: (one.method == "delete", "{token}" in one.path)):

        @FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def attempt(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=CHECKS)

        try:
            attempt()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, "every request that is right can be made up"
        except (FailureGroup, Failure) as failure:
            wrong.append(f"{operation.label}\n{failure}\n{getattr(failure, 'exceptions', '')}")
    return wrong


@pytest.mark.parametrize("mode", GenerationMode)
def test_an_admin_gets_what_the_document_says(document: Any, admin: dict[str, str], mode: GenerationMode) -> None:
    assert not tried(document, admin, mode)


@pytest.mark.parametrize("mode", GenerationMode)
def test_nobody_gets_what_the_document_says(document: Any, mode: GenerationMode) -> None:
    assert not tried(document, {}, mode)
