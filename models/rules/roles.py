"""A role and a capability come in; yes or no goes out: the one table of who may what."""

from typing import Literal, get_args

Role = Literal["contributor", "moderator", "admin", "super_admin"]
ROLES: tuple[Role, ...] = get_args(Role)
Capability = Literal["badge:award", "points:adjust", "delivery:replay", "board:rebuild"]

LEAST: dict[Capability, Role] = {
    "badge:award": "moderator",
    "points:adjust": "admin",
    "delivery:replay": "admin",
    "board:rebuild": "admin",
}


def may(role: Role, capability: Capability) -> bool:
    """Whether `role` stands high enough on the ladder."""
    return ROLES.index(role) >= ROLES.index(LEAST[capability])
