"""An organisation that shares, one that does not, and two contributors: what every test of sharing begins with."""

from datetime import datetime

import pytest

from models import organizations, signing_in
from models.tenants import Organization
from tests.cast import Lumen
from tests.models.shared import MAIL, joins, signed_in


@pytest.fixture
def here(lumen: Lumen) -> Organization:
    return lumen.organization


@pytest.fixture
def ember(lumen: Lumen, now: datetime) -> Organization:
    return organizations.create("ember", "Ember", "UTC", now)


@pytest.fixture
def ada(here: Organization, now: datetime) -> int:
    """A contributor who signs in by e-mail."""
    person = signed_in(now, mail=MAIL)
    joins(here, person, now)
    return person


@pytest.fixture
def eve(here: Organization, now: datetime) -> int:
    """Another contributor, by e-mail and by GitHub."""
    person = signed_in(now, mail="eve@example.org")
    joins(here, person, now)
    signing_in.add(signing_in.Proven(provider="github", external_id="6", login="eve", name="Eve"), person, now)
    return person
