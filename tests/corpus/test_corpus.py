"""Real payloads of GitHub's, used in place: each is treated as the table says, and none breaks us.

The folder is looked for beside the repository, or where CODEBADGE_CORPUS says. A folder names the event;
files in derived/ name it by their first word, and a `.request.json` brings headers and body of its own.
"""

import fnmatch
import http.client
import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from models.errors import BadDelivery
from models.sources import github, github_request

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "github"
FOLDER = Path(os.environ.get("CODEBADGE_CORPUS") or BESIDE)
ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not there: no folder {FOLDER}"),
]

TABLE = [
    # (files, what becomes of them); the first row that fits counts.
    ("rest/errors.json", "refused"),  # answers of GitHub's REST API, recorded as lists: no deliveries at all
    ("rest/get-repository.json", "refused"),
    ("rest/paginate-issues.json", "refused"),
    ("derived/issues.closed.*", "supported"),
    ("derived/issues.reopened.*", "supported"),
    ("derived/pull_request.closed.*", "supported"),
    ("derived/ping.*", "supported"),
    ("commit_comment/*", "ignored"),
    ("create/*", "ignored"),
    ("delete/*", "ignored"),
    ("discussion/*", "ignored"),
    ("discussion_comment/*", "ignored"),
    ("fork/*", "ignored"),
    ("github_app_authorization/*", "ignored"),
    ("installation/*", "supported"),
    ("installation_repositories/*", "supported"),
    ("issue_comment/*", "supported"),  # they tell who took part, and pay nothing
    ("issues/assigned.*", "supported"),
    ("issues/closed.*", "supported"),
    ("issues/deleted.*", "supported"),
    ("issues/demilestoned.*", "ignored"),
    ("issues/edited.*", "supported"),
    ("issues/labeled.*", "supported"),
    ("issues/locked.*", "ignored"),
    ("issues/milestoned.*", "ignored"),
    ("issues/opened.*", "supported"),
    ("issues/pinned.*", "ignored"),
    ("issues/reopened.*", "supported"),
    ("issues/transferred.*", "supported"),
    ("issues/typed.*", "ignored"),
    ("issues/unassigned.*", "supported"),
    ("issues/unlabeled.*", "supported"),
    ("issues/unlocked.*", "ignored"),
    ("issues/unpinned.*", "ignored"),
    ("issues/untyped.*", "ignored"),
    ("label/*", "ignored"),
    ("member/added.*", "supported"),
    ("member/edited.*", "supported"),
    ("member/removed.*", "supported"),
    ("membership/added.*", "supported"),
    ("membership/removed.*", "supported"),
    ("meta/*", "ignored"),
    ("milestone/*", "ignored"),
    ("org_block/*", "ignored"),
    ("organization/member_added.*", "supported"),
    ("organization/member_invited.*", "ignored"),
    ("organization/member_removed.*", "supported"),
    ("ping/*", "supported"),
    ("projects_v2/*", "ignored"),
    ("projects_v2_item/*", "ignored"),
    ("public/*", "ignored"),
    ("pull_request/assigned.*", "supported"),
    ("pull_request/closed.*", "supported"),
    ("pull_request/converted_to_draft.*", "ignored"),
    ("pull_request/edited.*", "supported"),
    ("pull_request/labeled.*", "supported"),
    ("pull_request/locked.*", "ignored"),
    ("pull_request/opened.*", "supported"),
    ("pull_request/ready_for_review.*", "ignored"),
    ("pull_request/reopened.*", "supported"),
    ("pull_request/review_request*", "ignored"),
    ("pull_request/synchronize.*", "ignored"),
    ("pull_request/unassigned.*", "supported"),
    ("pull_request/unlabeled.*", "supported"),
    ("pull_request/unlocked.*", "ignored"),
    ("pull_request_review/dismissed.*", "supported"),
    ("pull_request_review/edited.*", "supported"),
    ("pull_request_review/submitted.*", "supported"),
    ("pull_request_review_comment/*", "ignored"),
    ("pull_request_review_thread/*", "ignored"),
    ("push/1.*", "ignored"),  # a tag that was deleted
    ("push/payload.*", "ignored"),
    ("push/with-installation.*", "ignored"),
    ("push/with-no-username-committer.*", "supported"),
    ("release/*", "ignored"),
    ("repository/archived.*", "supported"),
    ("repository/created.*", "supported"),
    ("repository/deleted.*", "supported"),
    ("repository/edited.*", "supported"),
    ("repository/privatized.*", "supported"),
    ("repository/publicized.*", "supported"),
    ("repository/renamed.*", "supported"),
    ("repository/transferred.*", "supported"),
    ("repository/unarchived.*", "supported"),
    ("star/created.*", "supported"),
    ("star/deleted.*", "supported"),
    ("team/*", "ignored"),
    ("watch/*", "ignored"),
]
STATES = {"supported": "done", "ignored": "ignored", "parked": "parked", "refused": "refused"}
"""How each verdict of the table shows in the row of the delivery; what was refused has none."""


@dataclass(frozen=True)
class Sample:
    """A file of the corpus as the request that it stands for, still without an id and a signature."""

    name: str
    event: str
    content_type: str
    body: bytes

    @property
    def expected(self) -> str | None:
        """What the table says; None for a file that it does not know (then only: nothing breaks)."""
        return next((verdict for files, verdict in TABLE if fnmatch.fnmatch(self.name, files)), None)


def samples() -> list[Sample]:
    return [sample(path) for path in sorted(FOLDER.rglob("*.json"))] if FOLDER.is_dir() else []


def sample(path: Path) -> Sample:
    name, body = path.relative_to(FOLDER).as_posix(), path.read_bytes()
    event = name.removeprefix("derived/").replace("/", ".").split(".")[0]
    if name.endswith(".request.json"):
        request: dict[str, Any] = json.loads(body)
        return Sample(name, event, request["headers"]["Content-Type"], request["body"].encode())
    return Sample(name, event, "application/json", body)


@pytest.mark.parametrize("one", samples(), ids=lambda one: one.name)
def test_each_sample_is_read_as_the_table_says(one: Sample) -> None:
    secret, guid = b"corpus", str(uuid.uuid5(uuid.NAMESPACE_URL, one.name))
    try:
        kept = github.receive(signed(one, secret, guid), one.body, [secret])
    except BadDelivery:
        assert one.expected in ("refused", None)
        return
    reading = github.read(kept.event, kept.payload, ARRIVED)
    verdict = {"unknown": "parked"}.get(reading.verdict, reading.verdict)
    assert verdict == (one.expected or verdict), reading.why
    assert bool(reading.why) == (verdict != "supported")


def test_the_running_server_takes_every_sample_and_no_row_dies(live_server: Any) -> None:
    """Posted as GitHub would, over HTTP and signed; then the worker's verdicts are read from the rows."""
    url, secret = live_server.hook("corpus/samples")
    sent = {str(uuid.uuid4()): one for one in samples()}
    answers = {guid: post(url, one, secret.encode(), guid) for guid, one in sent.items()}
    live_server.drain()
    states = live_server.states()

    wrong = []
    for guid, one in sent.items():
        state = states.get(guid, "refused")
        if answers[guid] not in (range(400, 500) if state == "refused" else range(200, 300)):
            wrong.append(f"{one.name}: answered {answers[guid]}, {state}")
        elif one.expected and state != STATES[one.expected]:
            wrong.append(f"{one.name}: {state} instead of {one.expected}")
        elif state not in STATES.values():
            wrong.append(f"{one.name}: left {state}")
    assert wrong == []


def post(url: str, one: Sample, secret: bytes, guid: str) -> int:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    connection.request("POST", address.path, one.body, dict(signed(one, secret, guid)))
    status = connection.getresponse().status
    connection.close()
    return status


def signed(one: Sample, secret: bytes, guid: str) -> list[tuple[str, str]]:
    return [
        ("Content-Type", one.content_type),
        ("User-Agent", "GitHub-Hookshot/0000000"),
        ("X-GitHub-Delivery", guid),
        ("X-GitHub-Event", one.event),
        ("X-Hub-Signature-256", github_request.sign(secret, one.body)),
    ]
