"""`codebadge doctor`: says what is wrong in clear words, with status 1; changes nothing."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from models import audit, db
from models.audit import Actor, AuditLine
from models.deliveries import Delivery
from models.hooks import Hook
from models.settings import Settings
from models.standings import Standing
from tests.cast import Lumen, issue
from tests.codebadge.running import codebadge
from tests.processes import environment

EVE = Actor(name="Eve", door="rest")


@pytest.fixture
def worked(lumen: Lumen, now: datetime) -> Lumen:
    """Lumen with some work, points and an audit trail."""
    lumen.deliver("issues", issue("closed", now), now)
    with db.unit():
        for number in range(3):
            audit.write(lumen.organization, EVE, "badge:update", f"badge:{number}", now)
    return lumen


def doctor(settings: Settings, folder: Path) -> subprocess.CompletedProcess[str]:
    names = ("CODEBADGE_DATABASE_URL", "CODEBADGE_REDIS_URL", "CODEBADGE_SECRET_KEY")
    return codebadge("doctor", data=folder, env={name: environment(settings)[name] for name in names})


@pytest.mark.usefixtures("worked")
def test_all_is_well_is_said_with_what_was_looked_at(settings: Settings, tmp_path: Path) -> None:
    said = doctor(settings, tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "PostgreSQL answers" in said.stdout
    assert "fonts and icons are there" in said.stdout
    assert "pictures can be drawn" in said.stdout
    assert "lumen: the audit trail holds, 3 lines" in said.stdout
    assert said.stdout.endswith("All is well.\n")
    assert "WRONG" not in said.stdout


@pytest.mark.parametrize("harm", ["changed", "left out"])
def test_a_tampered_audit_trail_is_found(worked: Lumen, settings: Settings, tmp_path: Path, harm: str) -> None:
    with db.unit():
        second = AuditLine.select().order_by(AuditLine.id).offset(1).get()
        if harm == "changed":
            AuditLine.update(why="nothing happened").where(AuditLine.id == second.id).execute()
        else:
            second.delete_instance()
    said = doctor(settings, tmp_path)
    shown = second.id if harm == "changed" else second.id + 1
    assert said.returncode == 1
    assert f"WRONG  {worked.organization.slug}: line {shown} of the audit trail: " in said.stdout
    assert said.stdout.endswith("1 thing is wrong.\n")


@pytest.mark.usefixtures("worked")
def test_drift_and_dead_deliveries_are_found_and_left_as_they_are(settings: Settings, tmp_path: Path) -> None:
    with db.unit():
        Standing.update(points=1_000).execute()
        Delivery.update(state="dead").execute()
    for _ in range(2):
        said = doctor(settings, tmp_path)
        assert said.returncode == 1
        assert "WRONG  1 delivery was given up" in said.stdout
        assert "(codebadge rebuild standings)" in said.stdout
        assert said.stdout.endswith("2 things are wrong.\n")


@pytest.mark.usefixtures("worked")
def test_webhooks_at_a_former_address_are_found(lumen: Lumen, settings: Settings, tmp_path: Path) -> None:
    with db.unit():
        Hook.update(remote="7", callback=f"https://former.example/hooks/github/{lumen.hook.key}").execute()
    said = doctor(settings, tmp_path)
    assert said.returncode == 1
    assert "WRONG  lumen: 1 webhook is registered at a former address" in said.stdout
    assert said.stdout.endswith("1 thing is wrong.\n")


def test_engines_that_do_not_answer_are_named(settings: Settings, tmp_path: Path) -> None:
    where = {
        "CODEBADGE_DATABASE_URL": str(settings.database_url),
        "CODEBADGE_REDIS_URL": "redis://127.0.0.1:1/0",
        "CODEBADGE_SECRET_KEY": ",".join(settings.secret_keys),
    }
    for changed, words in (({}, "Redis"), ({"CODEBADGE_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}, "PostgreSQL")):
        said = codebadge("doctor", data=tmp_path, env=where | changed)
        assert said.returncode == 1
        assert f"WRONG  {words} does not answer" in said.stdout
