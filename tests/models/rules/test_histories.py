"""models/rules/histories.py: the rule of a project says when its past counts."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.histories import History, Mode, counts_at, decided, taught_at

CONNECTED = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LONG_AGO, SINCE = CONNECTED - timedelta(days=900), CONNECTED + timedelta(seconds=1)


@pytest.mark.parametrize(("mode", "at"), [("now", CONNECTED), ("past", LONG_AGO), ("teach", None)])
def test_what_was_done_before_counts_as_the_rule_says(mode: Mode, at: datetime | None) -> None:
    assert counts_at(History(mode=mode, before=CONNECTED), LONG_AGO) == at


@pytest.mark.parametrize("mode", ["now", "past", "teach"])
def test_what_is_done_from_then_on_counts_when_it_is_done(mode: Mode) -> None:
    history = History(mode=mode, before=CONNECTED)
    assert counts_at(history, CONNECTED) == CONNECTED
    assert counts_at(history, SINCE) == SINCE


def test_what_counts_now_counts_when_that_was_decided_not_when_the_project_was_first_known() -> None:
    known = decided(None, "past", CONNECTED, SINCE)
    later = SINCE + timedelta(days=40)
    rule = decided(known, "now", SINCE, later)
    assert rule.before == CONNECTED
    assert counts_at(rule, LONG_AGO) == later
    assert counts_at(rule, SINCE) == SINCE
    assert decided(rule, None, SINCE, later + timedelta(days=1)) == decided(rule, "now", SINCE, SINCE) == rule


def test_without_a_rule_all_counts_in_its_own_time() -> None:
    assert counts_at(None, LONG_AGO) == LONG_AGO


@pytest.mark.parametrize(("mode", "at"), [("now", CONNECTED), ("past", LONG_AGO), ("teach", CONNECTED)])
def test_labels_speak_to_the_model_as_they_do_when_it_is_taught(mode: Mode, at: datetime) -> None:
    assert taught_at(History(mode=mode, before=CONNECTED), LONG_AGO) == at
    assert taught_at(History(mode=mode, before=CONNECTED), SINCE) == SINCE
