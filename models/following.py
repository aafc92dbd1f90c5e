"""Two people come in; whom one follows goes out, for boards of friends."""

from models.db import Instant, Record, link
from models.people import Person
from models.tenants import Organization


class Follow(Record):
    """Somebody follows somebody in an organisation; only the follower knows."""

    organization = link(Organization)
    follower = link(Person)
    followed = link(Person)
    since = Instant()

    class Meta:
        indexes = ((("organization", "follower", "followed"), True),)
