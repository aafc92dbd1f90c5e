"""One person comes in; what they have done in an organisation goes out, read once and only when somebody asks."""

from functools import cached_property

from models import deeds
from models.listeners import Compiled
from models.rules.deeds import Deed
from models.rules.patterns import verdicts
from models.rules.patterns.verdicts import Circumstances, Completion
from models.tenants import Organization


class Past:
    """What somebody did, and when they earned what by it."""

    def __init__(self, organization: Organization, person_id: int) -> None:
        self.organization, self.person, self.zone = organization, person_id, organization.time_zone

    @cached_property
    def deeds(self) -> list[Deed]:
        """All that counts, by the time of doing."""
        return deeds.of_person(self.organization.id, self.person)

    def completions(self, rule: Compiled, knows: Circumstances) -> tuple[Completion, ...]:
        """When each number of a badge was earned."""
        return verdicts.completions(rule.pattern, self.deeds, knows, self.zone)
