"""`codebadge rebuild`: what was made again by hand stands in the audit trail of every organisation."""

from pathlib import Path

from models import db
from models.audit import AuditLine
from models.settings import Settings
from tests.cast import Lumen
from tests.codebadge.running import codebadge
from tests.processes import environment


def test_what_the_command_line_rebuilds_is_audited(lumen: Lumen, settings: Settings, tmp_path: Path) -> None:
    names = ("CODEBADGE_DATABASE_URL", "CODEBADGE_REDIS_URL", "CODEBADGE_SECRET_KEY")
    there = {name: environment(settings)[name] for name in names}
    for what in ("boards", "standings"):
        assert codebadge("rebuild", what, data=tmp_path, env=there).returncode == 0
    with db.unit():
        lines = [
            (line.organization_id, line.door, line.action, line.after)
            for line in AuditLine.select().order_by(AuditLine.id)
        ]
    assert lines == [
        (lumen.organization.id, "command line", "board:rebuild", None),
        (lumen.organization.id, "command line", "standing:rebuild", {"off": 0}),
    ]
