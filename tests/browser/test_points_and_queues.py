"""/admin/points, /admin/review, /admin/disputes and /admin/insights in a real browser."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from models import db, disputes
from models.disputes import Dispute
from models.flags import Flag
from models.ledger import Entry
from models.people import Person
from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk
from tests.browser.site import PATIENCE
from tests.browser.visitor import Visitor
from tests.cast import ADA
from tests.processes import part

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def jobs(clean: Settings) -> Iterator[None]:
    """Long work is done."""
    with part("jobs", clean):
        yield


async def closes_an_issue(desk: Desk) -> None:
    """Ada has three points, for no label says more."""
    await desk.site.close_issue(1, ADA)
    await desk.site.until_points({"ada": 3})


async def test_the_effect_of_other_points_is_seen_and_the_past_is_counted_anew(desk: Desk, jobs: None) -> None:
    await closes_an_issue(desk)
    page = await desk.open("/admin/points")
    await page.get_by_role("heading", name="Labels and sizes").click()
    await page.get_by_label("Most that a label may say").fill("2")
    await page.get_by_label("Most that a label may say").blur()
    await page.get_by_label("Closing an issue").first.fill("8")
    await page.get_by_label("Closing an issue").first.blur()
    effect = page.locator("aside.effect")
    await expect(effect.get_by_role("row").filter(has_text=ADA.login)).to_contain_text("8")
    await expect(effect).to_contain_text("Nothing is changed by looking.")
    await page.get_by_label("Counts for").select_option("everything")
    await page.get_by_label("Why", exact=True).fill("issues were paid too little")
    await page.get_by_role("button", name="Count everything anew").click()
    await desk.hears("The past is counted anew.")
    await expect(page.get_by_text("Tariff 1 is in force.")).to_be_visible()
    await expect(page.get_by_text("issues were paid too little")).to_be_visible()
    with db.unit():
        assert [entry.points for entry in Entry.select().order_by(Entry.id)] == [3, -3, 8]


async def test_limits_labels_events_and_json_are_one_tariff(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("tariff/preview")
    page = await desk.open("/admin/points")
    await page.get_by_role("heading", name="Limits").click()
    await page.get_by_label("Points a day, at most").fill("30")
    await page.get_by_label("Points a week, at most").fill("20")
    await page.get_by_label("Points a week, at most").blur()
    await expect(page.get_by_text("The cap of a week is below the cap of a day.").first).to_be_visible()
    await page.get_by_label("Points a week, at most").fill("90")
    await page.get_by_role("heading", name="Events").click()
    await page.get_by_role("button", name="Add Event").click()
    await page.get_by_label("First day").fill("2026-10-01")
    await page.get_by_label("Until before").fill("2026-11-01")
    await page.get_by_role("heading", name="Who says what a closed issue is worth").click()
    example = page.locator(".effect").filter(has_text="For example")
    await expect(example).to_contain_text("An issue without such a label: 3 points by the tariff.")
    await page.get_by_role("button", name="Ask the model, too").click()
    await expect(page.get_by_role("button", name="Move “The model” up")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Move “The model” down")).to_be_focused()
    await page.get_by_label("If it is less sure").select_option("wait")
    await expect(example).to_contain_text("(9 % sure): no points until a moderator decides.")
    await page.get_by_role("button", name="As JSON").click()
    text = await page.get_by_label("The tariff as JSON").input_value()
    known = json.loads(text)
    assert (known["caps"], known["multipliers"][0]["percent"]) == ({"per_day": 30, "per_week": 90}, 200)
    assert (known["sources"], known["estimates"]["unsure"]) == (["model", "human", "tariff"], "wait")
    await page.get_by_label("The tariff as JSON").fill(text.replace('"per_day": 30', '"per_day": 40'))
    await page.get_by_role("button", name="As a form").click()
    await expect(page.get_by_label("Points a day, at most")).to_have_value("40")
    await page.get_by_label("Why", exact=True).fill("October is a festival")
    await page.get_by_role("button", name="Use from now on").click()
    await desk.hears("Tariff 1 counts from now on.")


async def test_a_flag_is_decided_and_decided_otherwise(desk: Desk) -> None:
    await closes_an_issue(desk)
    with db.unit():
        ada = Person.get(Person.login == ADA.login)
        Flag.create(
            organization=desk.site.lumen.organization,
            kind="burst",
            key="ada",
            people=[ada.id],
            words="Forty issues in an hour.",
            evidence=[{"text": "#1 Work", "url": "https://github.test/1", "at": "2026-11-01T10:00:00Z"}],
            deeds=[1],
            found_at=datetime.now(UTC),
        )
    page = await desk.open("/admin")
    await page.get_by_role("link", name="1 line waits in the review queue").click()
    case = page.locator(".case")
    await expect(case).to_contain_text("Forty issues in an hour.")
    await assert_clean(page)
    await case.get_by_label("Note").fill("a release day")
    await case.get_by_role("button", name="All is well").click()
    await desk.hears("Noted: all is well.")
    await expect(case).to_contain_text("All is well, said by Grace Hopper")
    await case.get_by_role("button", name="Decide otherwise").click()
    await case.get_by_role("button", name="It is farming").click()
    await expect(case).to_contain_text("Farming, said by Grace Hopper")


async def test_a_dispute_is_answered(desk: Desk) -> None:
    await closes_an_issue(desk)
    with db.unit():
        ada, entry = Person.get(Person.login == ADA.login), Entry.get()
        now = datetime.now(UTC)
        disputes.begin(desk.site.lumen.organization, ada.id, "entry", entry.id, "It was a big issue.", now)
    page = await desk.open("/admin/disputes")
    case = page.locator(".case")
    await expect(case).to_contain_text("It was a big issue.")
    await case.get_by_role("button", name="Accept").click()
    await expect(case.get_by_text("Answer in 3 characters at least.")).to_be_visible()
    await case.get_by_label("Your answer").fill("True: five more points.")
    await case.get_by_role("button", name="Accept").click()
    await expect(case).to_contain_text("Accepted by Grace Hopper")
    await assert_clean(page)
    with db.unit():
        assert Dispute.get().answer == "True: five more points."


async def test_somebody_is_blocked_from_earning_and_freed(desk: Desk) -> None:
    await closes_an_issue(desk)
    with db.unit():
        ada = Person.get(Person.login == ADA.login).id
    page = await desk.open(f"/admin/people/{ada}")
    await page.get_by_role("button", name="Block from earning…").click()
    await desk.dialog.get_by_label("Why").fill("a script closes the issues")
    await desk.dialog.get_by_role("button", name="Block").click()
    await desk.hears("is blocked")
    for _ in range(600):
        desk.site.next_second()
    await desk.site.close_issue(2, ADA)
    async with asyncio.timeout(PATIENCE):
        while not (await desk.site.read(f"/people/{ada}/refusals"))["refusals"]:
            await asyncio.sleep(0.05)
    await desk.open(f"/people/{ada}")
    await expect(page.get_by_text("Counted for nothing").first).to_be_visible()
    assert await desk.site.points() == {"ada": 3}
    await desk.open(f"/admin/people/{ada}")
    await page.get_by_role("button", name="Let it count again…").click()
    await desk.dialog.get_by_label("Why").fill("it was no script")
    await desk.dialog.get_by_role("button", name="Let").click()
    await desk.hears("work counts again.")


async def test_insights_are_charts_tables_and_csv(desk: Desk) -> None:
    await closes_an_issue(desk)
    page = await desk.open("/admin/insights")
    chart = page.locator("codebadge-chart").first
    plot = chart.locator(".plot")
    await plot.focus()
    await page.keyboard.press("End")
    await expect(chart.locator(".told")).to_contain_text("3 points")
    await chart.get_by_text("As a table").click()
    await expect(chart.get_by_role("cell", name="3 points")).to_be_visible()
    await assert_clean(page)
    async with page.expect_download() as told:
        await page.get_by_role("link", name="Points over time as CSV").click()
    text = (await (await told.value).path()).read_text()
    assert text.splitlines()[0] == "start,points,deeds,people"
    await page.get_by_label("Last day").fill("2020-01-06")
    await page.get_by_label("First day").fill("2020-01-01")
    await expect(page.get_by_text("Nothing was done in these weeks.")).to_be_visible()
