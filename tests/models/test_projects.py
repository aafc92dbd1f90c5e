"""models/projects.py: which project a delivery speaks of, whatever its repository is called today."""

from datetime import datetime, timedelta

import pytest

from models import db, organizations, projects
from models.rules.work import ProjectSeen
from models.tenants import Project
from tests.cast import Lumen
from tests.models.deeds import at_once, home


def seen(external_id: int, name: str, archived: bool | None = None) -> ProjectSeen:
    url = f"https://github.com/{name}"
    return ProjectSeen(provider="github", external_id=str(external_id), name=name, url=url, archived=archived)


def recognise(lumen: Lumen, what: ProjectSeen, now: datetime) -> Project:
    found = projects.recognise(lumen.organization.id, lumen.hook.project_id, what, now)
    return Project.get_by_id(found.id)


@pytest.mark.usefixtures("unit")
def test_the_first_delivery_tells_the_projects_id(lumen: Lumen, now: datetime) -> None:
    found = recognise(lumen, seen(501, "Lumen/Parser"), now)
    assert found.id == lumen.hook.project_id
    assert (found.external_id, found.name, found.url) == ("501", "Lumen/Parser", "https://github.com/Lumen/Parser")


@pytest.mark.usefixtures("unit")
def test_a_project_is_known_by_its_id_when_it_is_renamed(lumen: Lumen, now: datetime) -> None:
    first = recognise(lumen, seen(501, "lumen/parser"), now)
    renamed = recognise(lumen, seen(501, "lumen/reader"), now)
    assert (renamed.id, renamed.name, renamed.url) == (first.id, "lumen/reader", "https://github.com/lumen/reader")


@pytest.mark.usefixtures("unit")
def test_a_delivery_that_comes_late_brings_no_former_name_back(lumen: Lumen, now: datetime) -> None:
    then = now - timedelta(hours=2)
    recognise(lumen, seen(501, "lumen/parser").model_copy(update={"at": then}), now)
    moved = seen(501, "ember/reader", archived=False).model_copy(update={"at": now})
    assert recognise(lumen, moved, now).name == "ember/reader"
    late = seen(501, "lumen/parser", archived=True).model_copy(update={"at": now - timedelta(hours=1)})
    still = recognise(lumen, late, now + timedelta(hours=1))
    assert (still.name, still.archived_at) == ("ember/reader", None)


@pytest.mark.usefixtures("unit")
def test_a_hook_made_under_an_older_name_still_finds_home(lumen: Lumen, now: datetime) -> None:
    found = recognise(lumen, seen(501, "lumen/reader"), now)
    assert (found.id, found.name) == (lumen.hook.project_id, "lumen/reader")


@pytest.mark.usefixtures("unit")
def test_a_project_made_by_name_is_found_through_any_hook(lumen: Lumen, now: datetime) -> None:
    lexer = projects.create(lumen.organization, "github", "lumen/lexer", now)
    assert recognise(lumen, seen(502, "lumen/lexer"), now).id == lexer.id
    assert recognise(lumen, seen(501, "lumen/parser"), now).id == lumen.hook.project_id


@pytest.mark.usefixtures("unit")
def test_another_repository_gets_a_project_of_its_own(lumen: Lumen, now: datetime) -> None:
    recognise(lumen, seen(501, "lumen/parser"), now)
    other = recognise(lumen, seen(502, "lumen/lexer"), now)
    assert other.id != lumen.hook.project_id
    assert (other.name, other.organization_id) == ("lumen/lexer", lumen.organization.id)
    assert recognise(lumen, seen(502, "lumen/lexer"), now).id == other.id


@pytest.mark.usefixtures("unit")
def test_a_name_that_changed_hands_does_not_give_away_the_project(lumen: Lumen, now: datetime) -> None:
    first = recognise(lumen, seen(501, "lumen/parser"), now)
    successor = recognise(lumen, seen(777, "lumen/parser"), now)
    assert successor.id != first.id
    assert Project.get_by_id(first.id).external_id == "501"


@pytest.mark.usefixtures("unit")
def test_the_same_repository_of_two_organisations_is_two_projects(lumen: Lumen, now: datetime) -> None:
    mine = recognise(lumen, seen(501, "lumen/parser"), now)
    ember = organizations.create("ember", "Ember", "UTC", now)
    theirs = projects.recognise(ember.id, None, seen(501, "lumen/parser"), now)
    assert theirs.id != mine.id


@pytest.mark.usefixtures("unit")
def test_an_archived_repository_is_archived_until_somebody_says_otherwise(lumen: Lumen, now: datetime) -> None:
    later = now + timedelta(hours=1)
    assert recognise(lumen, seen(501, "lumen/parser", archived=True), now).archived_at == now
    assert recognise(lumen, seen(501, "lumen/parser"), later).archived_at == now
    assert recognise(lumen, seen(501, "lumen/parser", archived=True), later).archived_at == now
    assert recognise(lumen, seen(501, "lumen/parser", archived=False), later).archived_at is None


@pytest.mark.usefixtures("unit")
def test_an_address_once_told_is_kept(lumen: Lumen, now: datetime) -> None:
    recognise(lumen, seen(501, "lumen/parser"), now)
    silent = seen(501, "lumen/parser").model_copy(update={"url": None})
    assert recognise(lumen, silent, now).url == "https://github.com/lumen/parser"


def test_a_new_repository_that_two_workers_hear_of_at_once_is_one_project(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        recognise(lumen, seen(501, "lumen/parser"), now)
    hear = lambda: recognise(lumen, seen(502, "lumen/lexer"), now).id  # noqa: E731
    assert len(set(at_once(*[hear] * 4))) == 1


def test_a_hooks_own_project_that_two_workers_hear_of_at_once_is_one_project(lumen: Lumen, now: datetime) -> None:
    hear = lambda: recognise(lumen, seen(501, "lumen/parser"), now).id  # noqa: E731
    assert at_once(*[hear] * 4) == [lumen.hook.project_id] * 4


def test_two_repositories_heard_of_at_once_do_not_take_each_others_project(lumen: Lumen, now: datetime) -> None:
    names = {501: "lumen/parser", 502: "lumen/lexer", 503: "lumen/linker"}
    heard = [seen(number, name) for number, name in names.items()]
    found = at_once(*[lambda one=one: recognise(lumen, one, now) for one in heard])
    assert len({project.id for project in found}) == 3
    with db.unit():
        for number, project in zip(names, found, strict=True):
            assert Project.get_by_id(project.id).external_id == str(number)
        assert home(lumen.organization).external_id is not None
