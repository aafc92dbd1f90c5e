"""Lumen's people come in; an admin who is signed in, before an admin page, goes out."""

from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.async_api import Locator, Page, expect

from models import db
from models.people import Identity, Membership, Person
from models.rules.roles import Role
from models.settings import Settings
from tests.browser.signing_in import sign_in
from tests.browser.site import Site

GRACE = "grace@example.org"


@dataclass
class Desk:
    """Where Grace, an admin, sits."""

    page: Page
    site: Site

    async def open(self, path: str) -> Page:
        """Another page, asked for by its address."""
        await self.page.goto(self.site.url + path)
        return self.page

    @property
    def dialog(self) -> Locator:
        """What is open; its contents stand in its slot, hence not below the dialog itself."""
        return self.page.locator("codebadge-task")

    async def hears(self, words: str) -> None:
        """What the toast says."""
        await expect(self.page.locator("codebadge-toast [role=status]")).to_contain_text(words)

    async def undoes(self) -> None:
        """Presses Undo in the toast."""
        await self.page.locator("codebadge-toast").get_by_role("button", name="Undo").click()

    async def picks(self, label: str, name: str, within: Locator | None = None) -> None:
        """Types a name and chooses the person."""
        place = within or self.page.locator("main")
        await place.get_by_role("combobox", name=label).fill(name)
        await place.get_by_role("option").filter(has_text=name).click()


def row(page: Page, text: str) -> Locator:
    """A row of the page's table."""
    return page.locator("codebadge-table tbody tr").filter(has_text=text)


async def sit_down(page: Page, site: Site, settings: Settings, role: Role = "admin") -> Desk:
    """Makes Grace's account and signs her in."""
    member(site, "Grace Hopper", GRACE, role)
    await sign_in(page, site.url, GRACE, settings)
    return Desk(page, site)


def member(site: Site, name: str, email: str, role: Role = "contributor") -> int:
    """Somebody of Lumen, whose address its admins wrote down; their id."""
    now, lumen = datetime.now(UTC), site.lumen.organization
    with db.unit():
        person = Person.create(name=name, created_at=now)
        address = {"provider": "email", "external_id": email, "login": email, "known_to": [lumen.id]}
        Identity.create(person=person, seen_at=now, **address)
        Membership.create(organization=lumen, person=person, role=role, joined_at=now, belongs=["here"])
        return int(person.id)
