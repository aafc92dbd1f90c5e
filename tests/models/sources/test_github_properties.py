"""Whatever a payload holds, reading it ends in one of three verdicts and in values that can be stored."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.folding import fold
from models.rules.work import Reading
from models.sources import github
from models.sources.github_events import SUPPORTED

ARRIVED = datetime(2026, 3, 4, tzinfo=UTC)
PAYLOADS = {
    path.name: json.loads(path.read_bytes()) for path in sorted((Path(__file__).parent / "payloads").glob("*.json"))
}
WITHOUT_CLOCK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ACTIONS = [(event, action) for event, actions in SUPPORTED.items() for action in actions]

TRAILER = "Reverts #7\n\nCo-authored-by: Cleo <13+cleo@users.noreply.github.com>"

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-03-02T10:00:00Z", "0001-01-01T00:00:00+23:59", "https://[", "\x00", "\ud800", TRAILER])
)
names = st.sampled_from(
    [
        "id",
        "number",
        "title",
        "user",
        "login",
        "type",
        "state",
        "labels",
        "name",
        "assignees",
        "updated_at",
        "ref",
        "body",
        "message",
        "additions",
        "author_association",
    ]
) | st.text(max_size=5)
things = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
    max_leaves=25,
)
parts = st.dictionaries(
    st.sampled_from(
        [
            "issue",
            "pull_request",
            "review",
            "repository",
            "sender",
            "member",
            "membership",
            "comment",
            "commits",
            "starred_at",
        ]
    ),
    things,
)


def check(reading: Reading) -> None:
    assert reading.verdict in ("supported", "ignored", "unknown")
    assert (reading.verdict == "supported") == (reading.why == "")
    kept = reading.model_dump_json()
    assert "\\u0000" not in kept
    kept.encode()
    for change in reading.changes:
        assert fold(fold(None, change), change) == fold(None, change)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [above] * bool(above) + [path for key, inner in inside for path in paths(inner, (*above, key))]


def changed(payload: Any, path: tuple[Any, ...], by: Any, delete: bool) -> Any:
    payload = copy.deepcopy(payload)
    holder = payload
    for key in path[:-1]:
        holder = holder[key]
    if delete:
        del holder[path[-1]]
    else:
        holder[path[-1]] = by
    return payload


@WITHOUT_CLOCK
@given(st.sampled_from(ACTIONS), parts)
def test_any_json_object_gets_a_verdict(named: tuple[str, str], payload: dict[str, Any]) -> None:
    event, action = named
    check(github.read(event, {**payload, "action": action}, ARRIVED))


@WITHOUT_CLOCK
@given(st.data())
def test_a_good_payload_with_anything_removed_or_replaced_gets_a_verdict(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PAYLOADS)))
    payload = PAYLOADS[name]
    path = data.draw(st.sampled_from(paths(payload)))
    broken = changed(payload, path, data.draw(things), data.draw(st.booleans()))
    check(github.read(name.split(".")[0], broken, ARRIVED))


def test_every_node_of_every_payload_may_be_missing_or_of_the_wrong_kind() -> None:
    for name, payload in PAYLOADS.items():
        for path in paths(payload):
            for by, delete in (
                (None, True),
                (None, False),
                ([], False),
                ({}, False),
                (-1, False),
                ("", False),
            ):
                check(github.read(name.split(".")[0], changed(payload, path, by, delete), ARRIVED))
