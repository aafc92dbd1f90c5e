"""models/sources/generic.py: one message of anybody's becomes work in our words, or a sentence on what is wrong."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sources
from models.errors import BadDelivery, BadSignature, Refusal, UnsupportedEncoding
from models.rules.work import Change, Reading
from models.sources import generic, generic_request, standard_webhooks
from models.sources.generic import Source

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SECRET = standard_webhooks.secret(bytes(32)).encode()
LUMEN = Source(organization=7, name="gitlab")
ADA, BOB = {"id": "11", "login": "ada"}, {"id": "12", "login": "bob", "name": "Bob"}
ISSUE = {
    "time": "2026-03-04T11:59:30Z",
    "project": {"id": "501", "name": "lumen/lexer", "url": "https://gitlab.example.org/lumen/lexer"},
    "work": {
        "kind": "issue",
        "id": "9001",
        "number": 42,
        "title": "The lexer hangs",
        "text": "It never ends.",
        "url": "https://gitlab.example.org/lumen/lexer/-/issues/42",
        "state": "closed",
        "labels": ["size::3", "bug", "bug"],
        "points": 5,
        "opened_at": "2026-03-01T08:00:00Z",
        "closed_at": "2026-03-04T12:59:00+01:00",
        "author": BOB,
        "assignees": [ADA],
        "closed_by": BOB,
    },
}
Json = dict[str, Any]


def but(work: Json | None = None, **other: Any) -> Json:
    """The issue with other fields; of its work those of `work`, without what is None."""
    merged = ISSUE["work"] | (work or {})  # type: ignore[operator]
    return ISSUE | other | {"work": {name: value for name, value in merged.items() if value is not None}}


def read(said: Json, source: Source = LUMEN) -> Reading:
    return generic.read("org.codebadge.work", json.dumps(said).encode(), NOW, source)


def change(said: Json, source: Source = LUMEN) -> Change:
    reading = read(said, source)
    assert reading.verdict == "supported", reading.why
    return reading.changes[0]


def receive(body: bytes, media: str = "application/json", id: str = "m1", **other: str) -> generic_request.Received:
    sent = {
        "Content-Type": media,
        "webhook-id": id,
        "webhook-timestamp": standard_webhooks.seconds(NOW),
        "webhook-signature": standard_webhooks.sign(SECRET, id, NOW, body),
    } | {name.replace("_", "-"): value for name, value in other.items()}
    return generic_request.receive(list(sent.items()), body, [SECRET], NOW)


def test_an_issue_is_read_with_all_that_is_said_of_it() -> None:
    found = change(ISSUE)
    work = found.work
    assert (work.kind, work.external_id, work.number, work.state) == ("issue", "9001", 42, "closed")
    assert (work.title, work.text, work.labels, work.points) == (
        "The lexer hangs",
        "It never ends.",
        ("bug", "size::3"),
        5,
    )
    assert (work.began_at, work.ended_at) == (NOW - timedelta(days=3, hours=4), NOW - timedelta(minutes=1))
    assert (found.seen_at, found.gone) == (NOW - timedelta(seconds=30), False)
    assert [one.login for one in (work.author, *work.assignees, work.ended_by) if one] == ["bob", "ada", "bob"]


def test_accounts_are_the_organisations_own_and_the_sources_own() -> None:
    ids = {change(ISSUE, Source(organization=n, name=name)).work.author for n in (7, 8) for name in ("gitlab", "jira")}
    assert {one.external_id for one in ids if one} == {"7:gitlab:12", "7:jira:12", "8:gitlab:12", "8:jira:12"}


def test_projects_of_two_sources_with_one_id_are_two() -> None:
    seen = [read(ISSUE, Source(organization=7, name=name)).project for name in ("gitlab", "jira")]
    assert [one.external_id for one in seen if one] == ["gitlab:501", "jira:501"]


def test_long_ids_still_fit_their_columns_and_stay_apart() -> None:
    source = Source(organization=2**63 - 1, name="s" * 40)
    about = {"id": "p" * 90, "number": 7}
    reviews = [
        change(but({"kind": "review", "state": "given", "of": about, "author": {"id": "x" * 89 + last}}), source).work
        for last in "ab"
    ]
    assert len({one.external_id for one in reviews}) == 2
    assert all(len(one.external_id) <= 200 and len(one.author.external_id) <= 100 for one in reviews if one.author)


def test_a_review_is_one_for_each_person_and_pull_request() -> None:
    about = {"id": "88", "number": 7, "title": "Mend the lexer", "author": ADA}
    work = change(but({"kind": "review", "state": "given", "reason": "Approved", "of": about})).work
    assert (work.external_id, work.number, work.reason) == ("88:7:gitlab:12", 7, "approved")
    assert work.subject is not None
    assert work.subject.author == change(but({"author": ADA})).work.author


def test_a_merged_pull_request_says_who_merged_it() -> None:
    work = change(but({"kind": "pull_request", "state": "merged", "points": None})).work
    assert work.merged_by == work.ended_by == work.author
    assert (work.ended_at, work.text) == (NOW - timedelta(minutes=1), "")


def test_work_that_is_open_has_not_ended_whatever_else_is_said() -> None:
    work = change(but({"state": "open"})).work
    assert (work.ended_at, work.ended_by) == (None, None)


def test_what_was_deleted_is_gone_and_needs_no_more_than_its_id() -> None:
    found = change(ISSUE | {"work": {"kind": "issue", "id": "9001"}, "deleted": True})
    assert (found.gone, found.tells) == (True, ())


def test_long_titles_and_texts_are_cut() -> None:
    work = change(but({"title": "t" * 5_000, "text": "x" * 50_000 + "\0"})).work
    assert (len(work.title), len(work.text)) == (300, 4_000)


WRONG = [
    ({"colour": "red"}, "colour: is not known here"),
    (but({"points": "5"}), "work.points"),
    (but({"points": -1}), "work.points: must be 0.0 or more"),
    (but({"kind": "song"}), "work.kind: must be 'issue'"),
    (but({"state": "given"}), "a issue has the state open or closed"),
    (but({"state": None}), "work.state must be given"),
    (but({"kind": "review", "state": "given"}), "“of” says what a review is about"),
    (but({"kind": "contribution", "state": "given", "author": None}), "a contribution needs its author"),
    (but({"author": {"id": 5}}), "work.author.id: must be text"),
    (but({"author": {"id": ""}}), "work.author.id: must not be empty"),
    (but({"url": "javascript:alert(1)"}), "work.url: must be an address"),
    (but({"labels": ["x"] * 101}), "work.labels: has more than 100 entries"),
    (but({"number": 0}), "work.number: must be 1 or more"),
    (but(project={"name": "x"}), "project.id: must be given"),
    (but(time="2026-03-05T12:00:01Z"), "time: lies in the future"),
    (but({"closed_at": "2999-01-01T00:00:00Z"}), "time: lies in the future"),
    (but(time="yesterday"), "time: "),
    ({"ping": 1}, "ping: must be true or false"),
]


@pytest.mark.parametrize(("said", "words"), WRONG)
def test_what_makes_no_sense_is_refused_in_words_before_it_is_kept(said: Json, words: str) -> None:
    wrong = said if "ping" in said or "work" in said else ISSUE | said
    with pytest.raises(BadDelivery, match=words.replace(".", r"\.")):
        receive(json.dumps(wrong).encode())
    assert read(wrong).verdict == "unknown"


def event(data: Json | None = None, **other: Any) -> Json:
    inner = {name: value for name, value in ISSUE.items() if name != "time"} if data is None else data
    outside = {"specversion": "1.0", "type": "org.codebadge.work", "source": "/gitlab", "id": "e1"}
    return outside | {"time": ISSUE["time"], "data": inner, "traceparent": "00-1", "subject": "42"} | other


def test_a_cloud_event_holds_the_same_and_says_when() -> None:
    body = json.dumps(event()).encode()
    assert receive(body, "application/cloudevents+json; charset=UTF-8").event == "org.codebadge.work"
    assert change(event()) == change(ISSUE)


def test_a_cloud_event_of_another_type_is_kept_to_be_looked_at() -> None:
    found = event(type="com.example.sneeze", data={"any": "thing"})
    assert receive(json.dumps(found).encode(), "application/cloudevents+json").event == "com.example.sneeze"
    assert read(found).why == "The type “com.example.sneeze” is new to us."


@pytest.mark.parametrize("said", [{"ping": True}, event(type="org.codebadge.ping")])
def test_a_ping_says_that_all_is_right(said: Json) -> None:
    assert (read(said).ping, read(said).project) == (True, None)


@pytest.mark.parametrize(
    ("body", "media", "refusal"),
    [
        (ISSUE, "application/cloudevents+json", BadDelivery),
        (event(), "application/json", BadDelivery),
        (event(), "application/cloudevents-batch+json", UnsupportedEncoding),
        (event(specversion="0.3"), "application/cloudevents+json", BadDelivery),
        (event(type=""), "application/cloudevents+json", BadDelivery),
        (event(data=[]), "application/cloudevents+json", BadDelivery),  # type: ignore[arg-type]
        (ISSUE, "text/plain", UnsupportedEncoding),
    ],
)
def test_what_is_sent_as_something_else_than_it_is_is_refused(body: Json, media: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        receive(json.dumps(body).encode(), media)


def test_headers_of_a_binary_cloud_event_are_not_believed() -> None:
    assert receive(json.dumps(ISSUE).encode(), ce_type="com.example.other").event == "org.codebadge.work"


def test_the_signature_is_checked_before_the_body_is_looked_at() -> None:
    with pytest.raises(BadSignature):
        receive(b"{", webhook_signature=standard_webhooks.sign(SECRET, "m1", NOW, b"}"))


@pytest.mark.parametrize("id", ["evt:1/2", "a" * 65])
def test_long_or_odd_ids_become_guids_that_fit(id: str) -> None:
    assert len(receive(json.dumps(ISSUE).encode(), id=id).guid) == 64


def test_a_provider_that_we_cannot_read_is_parked() -> None:
    assert sources.read("gitea", "push", b"{}", NOW, LUMEN).verdict == "unknown"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
PATHS = st.sampled_from(
    [("time",), ("project",), ("project", "id"), ("work",), *[("work", one) for one in ISSUE["work"]]]  # type: ignore[misc]
)


@given(PATHS, VALUES)
def test_whatever_stands_in_a_field_is_read_or_refused(path: tuple[str, ...], value: Any) -> None:
    said = json.loads(json.dumps(ISSUE))
    inside = said
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    reading = read(said)
    assert reading.verdict in ("supported", "unknown")
    body = json.dumps(said).encode()
    if reading.verdict == "supported":
        assert receive(body).payload == body
    else:
        with pytest.raises(BadDelivery):
            receive(body)
