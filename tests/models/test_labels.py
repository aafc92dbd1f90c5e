"""The labels that work has, as they are offered to whoever writes a pattern."""

from datetime import datetime

import pytest

from models import labels
from tests.cast import Lumen
from tests.models.deeds import do, home, issue

pytestmark = pytest.mark.usefixtures("unit")


def test_labels_of_the_newest_work_are_told_the_most_used_first(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    do(project, now, issue(1, now, labels=("Bug", "urgent")), issue(2, now, labels=("bug",)), issue(3, now))

    assert [(one.name, one.deeds) for one in labels.used(lumen.organization.id)] == [("bug", 2), ("urgent", 1)]


def test_another_organisation_s_labels_are_its_own(lumen: Lumen, now: datetime) -> None:
    do(home(lumen.organization), now, issue(1, now, labels=("bug",)))

    assert labels.used(lumen.organization.id + 1) == []
