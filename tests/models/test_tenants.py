"""models/tenants.py: an organisation by its slug, and only its own projects."""

from datetime import datetime

import pytest

from models import organizations, tenants
from models.errors import NotFound
from tests.cast import Lumen
from tests.models.deeds import home

pytestmark = pytest.mark.usefixtures("unit")


def test_an_organisation_is_found_by_its_slug(lumen: Lumen) -> None:
    assert tenants.organization("lumen") == lumen.organization


@pytest.mark.parametrize("slug", ["", "Lumen", "lumen ", "nobody", "\x00", "lumen\x00", "\ud800", "x" * 10_000])
def test_any_other_slug_is_not_found(lumen: Lumen, slug: str) -> None:
    with pytest.raises(NotFound) as refusal:
        tenants.organization(slug)
    assert len(str(refusal.value)) < 200


def test_a_project_is_found_in_its_own_organisation_only(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    assert tenants.project(lumen.organization.id, project.id) == project
    ember = organizations.create("ember", "Ember", "UTC", now)
    for organization, number in ((ember, project.id), (lumen.organization, 0), (lumen.organization, 10**17)):
        with pytest.raises(NotFound):
            tenants.project(organization.id, number)
