"""A role and a capability come in; yes or no goes out: the one table of who may what.

One ladder with two sets of names. The owner stands above every organisation of the server.
"""

from typing import Literal, get_args

Role = Literal["contributor", "moderator", "admin", "super_admin", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)
GIVEN: tuple[Role, ...] = ROLES[:-1]
"""The roles that a membership can have."""
Ladder = Literal["plain", "pathfinder"]
"""Whose names and whose policy: `plain` for /badges, /v1 and the socket, `pathfinder` for /api/badges."""

NAMES: dict[Ladder, dict[Role, str]] = {
    "plain": {
        "contributor": "Contributor",
        "moderator": "Moderator",
        "admin": "Admin",
        "super_admin": "Super Admin",
        "owner": "Server Owner",
    },
    "pathfinder": {
        "contributor": "Pioneer",
        "moderator": "Pathfinder",
        "admin": "Chief Pathfinder",
        "super_admin": "Grand Pathfinder",
        "owner": "Server Owner",
    },
}
SPELLINGS: dict[str, Role] = {
    "contributor": "contributor",
    "pioneer": "contributor",
    "luminary": "contributor",
    "moderator": "moderator",
    "pathfinder": "moderator",
    "admin": "admin",
    "chief_pathfinder": "admin",
    "super_admin": "super_admin",
    "grand_pathfinder": "super_admin",
}
"""Every name that a role of a membership may be given by."""

Capability = Literal[
    "self",
    "section:complete",
    "badge:award",
    "badge:revoke",
    "section:complete-for",
    "dispute:answer",
    "estimate:decide",
    "person:read",
    "badge:write",
    "badge:delete",
    "badge:analytics",
    "design:write",
    "design:share",
    "special:write",
    "league:write",
    "league:delete",
    "person:write",
    "person:role",
    "person:merge",
    "points:adjust",
    "flag:decide",
    "tariff:write",
    "model:write",
    "hook:write",
    "delivery:read",
    "delivery:replay",
    "board:rebuild",
    "board:write",
    "token:write",
    "audit:read",
    "organization:write",
    "organization:create",
]
CAPABILITIES: tuple[Capability, ...] = get_args(Capability)

LEAST: dict[Capability, Role] = {
    "self": "contributor",
    "section:complete": "contributor",
    "badge:award": "moderator",
    "badge:revoke": "moderator",
    "section:complete-for": "moderator",
    "dispute:answer": "moderator",
    "estimate:decide": "moderator",
    "person:read": "admin",
    "badge:write": "admin",
    "badge:delete": "admin",
    "badge:analytics": "admin",
    "design:write": "admin",
    "design:share": "admin",
    "special:write": "admin",
    "league:write": "admin",
    "league:delete": "admin",
    "person:write": "admin",
    "person:role": "admin",
    "person:merge": "admin",
    "points:adjust": "admin",
    "flag:decide": "admin",
    "tariff:write": "admin",
    "model:write": "admin",
    "hook:write": "admin",
    "delivery:read": "admin",
    "delivery:replay": "admin",
    "board:rebuild": "admin",
    "board:write": "admin",
    "token:write": "admin",
    "audit:read": "admin",
    "organization:write": "admin",
    "organization:create": "owner",
}
STRICTER: dict[Ladder, dict[Capability, Role]] = {
    "plain": {},
    "pathfinder": {"badge:revoke": "admin", "badge:delete": "super_admin", "league:delete": "super_admin"},
}
"""Where a ladder asks for more than LEAST."""


def least(capability: Capability, ladder: Ladder = "plain") -> Role:
    """The lowest role that may."""
    return STRICTER[ladder].get(capability, LEAST[capability])


def may(role: Role, capability: Capability, ladder: Ladder = "plain") -> bool:
    """Whether `role` stands high enough on the ladder."""
    return ROLES.index(role) >= ROLES.index(least(capability, ladder))


def outranks(role: Role, other: Role) -> bool:
    """Whether `role` stands at least as high as `other`: nobody gives, takes or touches what is above them."""
    return ROLES.index(role) >= ROLES.index(other)
