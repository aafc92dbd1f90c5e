"""models/rules/roles.py: the one table of who may what, every cell of it written out."""

import re
from pathlib import Path

import pytest

from models.rules.roles import (
    CAPABILITIES,
    GIVEN,
    LEAST,
    NAMES,
    ROLES,
    SPELLINGS,
    Capability,
    Ladder,
    Role,
    may,
    outranks,
)

TABLE = """
                    | plain                              | pathfinder
capability          | contr. mod.   admin  super  owner  | contr. mod.   admin  super  owner
self                | yes    yes    yes    yes    yes    | yes    yes    yes    yes    yes
section:complete    | yes    yes    yes    yes    yes    | yes    yes    yes    yes    yes
badge:award         | -      yes    yes    yes    yes    | -      yes    yes    yes    yes
badge:revoke        | -      yes    yes    yes    yes    | -      -      yes    yes    yes
section:complete-for| -      yes    yes    yes    yes    | -      yes    yes    yes    yes
dispute:answer      | -      yes    yes    yes    yes    | -      yes    yes    yes    yes
estimate:decide     | -      yes    yes    yes    yes    | -      yes    yes    yes    yes
person:read         | -      -      yes    yes    yes    | -      -      yes    yes    yes
badge:write         | -      -      yes    yes    yes    | -      -      yes    yes    yes
badge:delete        | -      -      yes    yes    yes    | -      -      -      yes    yes
badge:analytics     | -      -      yes    yes    yes    | -      -      yes    yes    yes
design:write        | -      -      yes    yes    yes    | -      -      yes    yes    yes
design:share        | -      -      yes    yes    yes    | -      -      yes    yes    yes
special:write       | -      -      yes    yes    yes    | -      -      yes    yes    yes
league:write        | -      -      yes    yes    yes    | -      -      yes    yes    yes
league:delete       | -      -      yes    yes    yes    | -      -      -      yes    yes
person:write        | -      -      yes    yes    yes    | -      -      yes    yes    yes
person:role         | -      -      yes    yes    yes    | -      -      yes    yes    yes
person:merge        | -      -      yes    yes    yes    | -      -      yes    yes    yes
points:adjust       | -      -      yes    yes    yes    | -      -      yes    yes    yes
flag:decide         | -      -      yes    yes    yes    | -      -      yes    yes    yes
tariff:write        | -      -      yes    yes    yes    | -      -      yes    yes    yes
model:write         | -      -      yes    yes    yes    | -      -      yes    yes    yes
hook:write          | -      -      yes    yes    yes    | -      -      yes    yes    yes
delivery:read       | -      -      yes    yes    yes    | -      -      yes    yes    yes
delivery:replay     | -      -      yes    yes    yes    | -      -      yes    yes    yes
board:rebuild       | -      -      yes    yes    yes    | -      -      yes    yes    yes
board:write         | -      -      yes    yes    yes    | -      -      yes    yes    yes
token:write         | -      -      yes    yes    yes    | -      -      yes    yes    yes
audit:read          | -      -      yes    yes    yes    | -      -      yes    yes    yes
organization:write  | -      -      yes    yes    yes    | -      -      yes    yes    yes
organization:create | -      -      -      -      yes    | -      -      -      -      yes
"""


def cells() -> list[tuple[str, str, str, bool]]:
    """(capability, ladder, role, whether it may) for each cell of the table."""
    found = []
    for line in TABLE.strip().splitlines()[2:]:
        capability, *halves = (part.split() for part in line.split("|"))
        for ladder, half in zip(NAMES, halves, strict=True):
            found += [(*capability, ladder, role, said == "yes") for role, said in zip(ROLES, half, strict=True)]
    return found


@pytest.mark.parametrize(("capability", "ladder", "role", "allowed"), cells())
def test_who_may_what(capability: Capability, ladder: Ladder, role: Role, allowed: bool) -> None:
    assert may(role, capability, ladder) is allowed


def test_the_table_has_every_cell() -> None:
    wanted = {(capability, ladder, role) for capability in CAPABILITIES for ladder in NAMES for role in ROLES}
    assert {cell[:3] for cell in cells()} == wanted
    assert len(cells()) == len(wanted)


@pytest.mark.parametrize("ladder", NAMES)
@pytest.mark.parametrize("capability", CAPABILITIES)
def test_who_stands_higher_may_at_least_as_much(capability: Capability, ladder: Ladder) -> None:
    allowed = [may(role, capability, ladder) for role in ROLES]
    assert allowed == sorted(allowed)


def test_both_sets_of_names_name_every_role() -> None:
    assert [names.keys() for names in NAMES.values()] == [dict.fromkeys(ROLES).keys()] * 2
    assert NAMES["pathfinder"]["contributor"] == "Pioneer"
    assert NAMES["plain"]["super_admin"] == "Super Admin"


@pytest.mark.parametrize(
    ("spelling", "role"),
    [
        ("contributor", "contributor"),
        ("pioneer", "contributor"),
        ("luminary", "contributor"),
        ("moderator", "moderator"),
        ("pathfinder", "moderator"),
        ("admin", "admin"),
        ("chief_pathfinder", "admin"),
        ("super_admin", "super_admin"),
        ("grand_pathfinder", "super_admin"),
    ],
)
def test_a_role_is_known_by_each_of_its_names(spelling: str, role: Role) -> None:
    assert SPELLINGS[spelling] == role


def test_nobody_is_made_owner_by_any_name() -> None:
    assert set(SPELLINGS.values()) == set(GIVEN) == set(ROLES) - {"owner"}


def test_one_outranks_equals_and_those_below() -> None:
    assert outranks("admin", "admin")
    assert outranks("admin", "moderator")
    assert not outranks("admin", "super_admin")


def test_the_pages_offer_scopes_as_the_table_has_them() -> None:
    """All but those that would let a program give itself more than it has, and what takes a person."""
    page = (Path(__file__).parents[3] / "static" / "src" / "admin" / "scopes.ts").read_text()
    offered = dict(re.findall(r'"([a-z:-]+)": "([a-z_]+)"', page))
    kept_back = {"self", "person:role", "person:merge", "token:write", "organization:create"}
    assert offered == {name: role for name, role in LEAST.items() if name not in kept_back}
