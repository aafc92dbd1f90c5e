"""`codebadge rebuild`: what was made again by hand stands in the audit trail of every organisation."""

from datetime import datetime
from pathlib import Path

from models import badges, db, outside_pictures
from models.audit import AuditLine
from models.outside_pictures import OutsidePicture
from models.settings import Settings
from tests.cast import Lumen
from tests.codebadge.running import codebadge
from tests.processes import environment

SITE = "https://pictures.example.org"


def there(settings: Settings) -> dict[str, str]:
    """Where the command finds its engines."""
    names = ("CODEBADGE_DATABASE_URL", "CODEBADGE_REDIS_URL", "CODEBADGE_SECRET_KEY")
    return {name: environment(settings)[name] for name in names}


def test_what_the_command_line_rebuilds_is_audited(lumen: Lumen, settings: Settings, tmp_path: Path) -> None:
    for what in ("boards", "standings"):
        assert codebadge("rebuild", what, data=tmp_path, env=there(settings)).returncode == 0
    with db.unit():
        lines = [
            (line.organization_id, line.door, line.action, line.after)
            for line in AuditLine.select().order_by(AuditLine.id)
        ]
    assert lines == [
        (lumen.organization.id, "command line", "board:rebuild", None),
        (lumen.organization.id, "command line", "standing:rebuild", {"off": 0}),
    ]


def test_copies_that_no_badge_names_go_and_those_that_are_missing_are_asked_for(
    lumen: Lumen, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    with db.unit():
        badges.create(lumen.organization, "a", "A", "", "special", "gold", None, now, icon_url=f"{SITE}/named.svg")
        OutsidePicture.delete().execute()
        outside_pictures.want(f"{SITE}/alone.svg", now)
    said = codebadge("rebuild", "pictures", data=tmp_path, env=there(settings))
    assert said.stdout == "1 copies were nobody's, 1 were missing\n", said.stderr
    with db.unit():
        assert [(one.url, one.state) for one in OutsidePicture.select()] == [(f"{SITE}/named.svg", "waiting")]
