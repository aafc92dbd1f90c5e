"""models/rules/roles.py: the one table of who may what."""

import pytest

from models.rules.roles import LEAST, ROLES, Capability, Role, may


@pytest.mark.parametrize(
    ("capability", "allowed"),
    [
        ("badge:award", {"moderator", "admin", "super_admin"}),
        ("points:adjust", {"admin", "super_admin"}),
        ("delivery:replay", {"admin", "super_admin"}),
        ("board:rebuild", {"admin", "super_admin"}),
    ],
)
def test_who_may_what(capability: Capability, allowed: set[Role]) -> None:
    assert {role for role in ROLES if may(role, capability)} == allowed


@pytest.mark.parametrize("capability", LEAST)
def test_who_stands_higher_may_at_least_as_much(capability: Capability) -> None:
    ladder = [may(role, capability) for role in ROLES]
    assert ladder == sorted(ladder)
