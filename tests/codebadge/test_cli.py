"""What the command line refuses, it refuses in one line on stderr, with status 2."""

from pathlib import Path

import pytest

from tests.codebadge.running import codebadge


@pytest.mark.parametrize(
    "words",
    [
        ["init", "--name", "Lumen", "--slug", "lumen", "--admin-email", "ada@example.org"],
        ["org", "create", "--name", "Lumen", "--slug", "lumen"],
        ["hook", "create", "--org", "lumen", "--project", "lumen/parser"],
        ["token", "create", "--org", "lumen", "--role", "admin"],
        ["rebuild", "boards"],
        ["migrate"],
        ["demo"],
    ],
)
def test_where_nothing_runs_each_command_says_how_to_start(tmp_path: Path, words: list[str]) -> None:
    ended = codebadge(*words, data=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "codebadge up" in ended.stderr


@pytest.mark.parametrize(
    "words", [["serve"], ["work", "intake"], ["work", "jobs"], ["work", "learner"], ["work", "relay"]]
)
def test_a_part_alone_asks_for_its_engines(tmp_path: Path, words: list[str]) -> None:
    ended = codebadge(*words, data=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    ended = codebadge("up", data=tmp_path, env={"CODEBADGE_PORT": "http"})
    assert ended.returncode == 2
    assert "CODEBADGE_PORT" in ended.stderr


def test_a_database_that_is_away_is_said_in_one_line(tmp_path: Path) -> None:
    env = {
        "CODEBADGE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "CODEBADGE_REDIS_URL": "redis://127.0.0.1:1/0",
    }
    for words in (["migrate"], ["rebuild", "boards"]):
        ended = codebadge(*words, data=tmp_path, env=env)
        assert ended.returncode == 2
        assert ended.stderr.count("\n") == 1
        assert "does not answer" in ended.stderr


def test_help_names_every_command(tmp_path: Path) -> None:
    said = codebadge("--help", data=tmp_path).stdout
    for word in ("up", "init", "serve", "work", "migrate", "org", "hook", "token", "rebuild", "doctor", "demo"):
        assert f"  {word} " in said
