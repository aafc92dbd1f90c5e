"""`codebadge connect`, `backfill` and `repair`: from the terminal to the right board, at providers that answer."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from models import db
from models.connections import Connection
from models.ledger import Entry
from models.settings import Settings
from tests.cast import Lumen
from tests.codebadge.running import codebadge
from tests.processes import environment, part
from tests.providers.github import TOKEN, github
from tests.providers.trello import KEY, SECRET, trello
from tests.providers.trello import TOKEN as TRELLO_TOKEN


@pytest.fixture
def elsewhere(clean: Settings) -> Iterator[tuple[Settings, object, object]]:
    """The settings, a GitHub and a Trello, with the workers that speak to them."""
    with ExitStack() as stack:
        hub, boards = stack.enter_context(github()), stack.enter_context(trello())
        hub.deliver = False
        there = replace(clean, github_api_url=hub.url, trello_api_url=boards.url)
        for one in ("backfill", "outgoing"):
            stack.enter_context(part(one, there))
        yield there, hub, boards


def said(there: Settings, data: Path, *words: str) -> CompletedProcess[str]:
    return codebadge(*words, "--org", "lumen", data=data, env=environment(there))


def test_a_repository_is_connected_fetched_again_and_repaired(elsewhere, lumen: Lumen, tmp_path: Path) -> None:
    there, hub, _ = elsewhere
    hub.add_repository(9, "lumen/garden")
    hub.add_issue(1, "Water the roses", author="ada", assignees=["bob"], labels=["points: 5"])
    hub.close_issue(1, by="cyd")
    done = said(there, tmp_path, "connect", "github", "lumen/garden", "--token", TOKEN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "done: " in done.stdout
    with db.unit():
        assert [entry.points for entry in Entry.select()] == [5]
    for again in ("backfill", "repair"):
        repeated = said(there, tmp_path, again, "lumen/garden")
        assert repeated.returncode == 0, repeated.stdout + repeated.stderr
    with db.unit():
        assert Entry.select().count() == 1
    assert "its points stay" in said(there, tmp_path, "disconnect", "lumen/garden").stdout
    gone = said(there, tmp_path, "repair", "lumen/garden")
    assert gone.returncode == 2 and "No repository or board" in gone.stderr


def test_a_board_is_connected_by_the_names_of_its_lists(elsewhere, lumen: Lumen, tmp_path: Path) -> None:
    there, _, boards = elsewhere
    board = boards.add_board("Garden")
    card = boards.create_card(board, "(3) Mend the lamp", by="ada")
    boards.move(board, card, "Done", by="ada")
    keys = ("--key", KEY, "--token", TRELLO_TOKEN, "--secret", SECRET)
    nowhere = said(there, tmp_path, "connect", "trello", "Garden", *keys, "--done", "Fertig")
    assert nowhere.returncode == 2
    assert "There are: " in nowhere.stderr
    with db.unit():
        assert [(one.state, one.sealed) for one in Connection.select()] == [("ended", None)], "no try leaves a token"
    done = said(there, tmp_path, "connect", "trello", "Garden", *keys, "--done", "Done")
    assert "done: " in done.stdout, done.stdout + done.stderr


def test_a_token_that_github_refuses_is_told_as_a_sentence(elsewhere, lumen: Lumen, tmp_path: Path) -> None:
    there, hub, _ = elsewhere
    hub.add_repository(9, "lumen/garden")
    refused = said(there, tmp_path, "connect", "github", "lumen/garden", "--token", "ghp_wrong")
    assert refused.returncode != 0
    assert "token" in refused.stderr
    assert "ghp_wrong" not in refused.stdout + refused.stderr


def test_without_a_token_two_texts_are_to_be_pasted(lumen: Lumen, clean: Settings, tmp_path: Path) -> None:
    shown = said(clean, tmp_path, "connect", "github", "lumen/forest")
    assert "/hooks/github/" in shown.stdout
    assert "secret  " in shown.stdout
