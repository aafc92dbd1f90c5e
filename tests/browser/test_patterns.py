"""Patterns as an admin makes them of blocks, tries on everybody, gives for work of the past, and takes back."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from models.settings import Settings
from tests.browser.axe import assert_clean
from tests.browser.desk import Desk, row
from tests.browser.site import PATIENCE
from tests.browser.visitor import PHONE, Visitor, has_focus, overhang, presses_until
from tests.cast import ADA, CYD, issue
from tests.processes import part

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def jobs(clean: Settings) -> Iterator[None]:
    """Somebody who does long work."""
    with part("jobs", clean):
        yield


async def begin(desk: Desk) -> Page:
    """A new badge, earned by work, in front of us."""
    page = await desk.open("/admin/badges/new")
    await page.get_by_label("Earned by").select_option("pattern")
    await expect(block(page)).to_have_count(1)
    return page


def block(page: Page, path: str | None = None) -> Locator:
    """A condition by its path in the document; else all of them that count something."""
    return page.locator(f'[data-block="{path}"]' if path else '[data-block][data-kind="leaf"]')


async def example(page: Page, name: str) -> None:
    """One of those to start from."""
    await page.get_by_text("Start from an example").click()
    await page.get_by_role("button", name=name, exact=True).click()


async def test_a_pattern_is_tried_saved_given_for_the_past_and_taken_back(desk: Desk, jobs: None) -> None:
    for number, person in ((1, ADA), (2, ADA), (3, CYD)):
        await desk.site.close_issue(number, person)
    await desk.site.until_points({"ada": 6, "cyd": 3})
    page = await begin(desk)
    await page.get_by_label("Name", exact=True).fill("Twice")
    await block(page, "earned").get_by_label("How many times").fill("2")
    words = page.get_by_role("region", name="In words")
    await expect(words).to_contain_text("2 issues closed")
    await words.get_by_role("button", name="Try it on everybody").click()
    await expect(words.locator(".found")).to_contain_text("1 person would get it")
    await expect(words.locator(".samples li")).to_contain_text("ada")
    await expect(words.locator(".samples a[href*=issues]")).to_have_count(1)
    await block(page, "earned").get_by_label("How many times").fill("3")
    await expect(words).to_contain_text("The pattern was changed since.")
    await block(page, "earned").get_by_label("How many times").fill("2")
    await page.get_by_role("button", name="Create a badge").click()
    await desk.hears("Badge created successfully!")

    await page.get_by_role("button", name="Give it now to the 1 person who earned it before").click()
    await desk.dialog.get_by_role("button", name="Give it to 1 person").click()
    await expect(row(page, "ada")).to_contain_text("2 issues closed")
    giving = page.locator("codebadge-pattern-giving")
    await expect(giving).to_contain_text("Given to 1 person.")
    await page.reload()
    await expect(giving).to_contain_text("The last time: Given to 1 person.")
    await giving.get_by_role("button", name="Undo").click()
    await desk.dialog.get_by_label("Why").fill("given too early")
    await desk.dialog.get_by_role("button", name="Take it back from 1 person").click()
    await expect(giving).to_contain_text("Taken back from everybody")
    await expect(page.get_by_text("Nobody holds this badge yet.")).to_be_visible()


async def test_the_keyboard_alone_builds_a_pattern_of_two_conditions(desk: Desk) -> None:
    page = await begin(desk)
    await page.get_by_label("Name", exact=True).fill("Night watch")
    kind = block(page, "earned").get_by_label("Condition", exact=True)
    await presses_until(page, "Tab", lambda: has_focus(kind))
    await presses_until(page, "Tab", lambda: has_focus(page.get_by_role("button", name="… and also")))
    await page.keyboard.press("Enter")
    second = block(page, "earned.of.1")
    await expect(second.get_by_label("Condition", exact=True)).to_be_focused()
    await page.keyboard.type("kept")
    await expect(second.get_by_label("How long")).to_be_visible()
    await presses_until(page, "Tab", lambda: has_focus(second.get_by_text("Only when …", exact=True)))
    await page.keyboard.press("Enter")
    await presses_until(page, "Tab", lambda: has_focus(second.get_by_role("button", name="at a time of day")))
    await page.keyboard.press("Enter")
    await expect(second.get_by_label("From which hour")).to_be_focused()
    up = second.get_by_role("button", name="Move “kept at this” up")
    await presses_until(page, "Shift+Tab", lambda: has_focus(up))
    await page.keyboard.press("Enter")
    await desk.hears("“kept at this” is now number 1.")
    moved = block(page, "earned.of.0")
    await expect(moved.get_by_role("button", name="Move “kept at this” up")).to_be_focused()
    await expect(moved.get_by_label("From which hour")).to_have_value("22")
    await presses_until(page, "Tab", lambda: has_focus(page.get_by_role("button", name="Create a badge")), 90)
    await page.keyboard.press("Enter")
    await desk.hears("Badge created successfully!")
    pattern = (await desk.site.read("/badges"))["badges"][-1]["pattern"]
    assert [part["is"] for part in pattern["earned"]["of"]] == ["streak", "count"]
    assert pattern["earned"]["of"][0]["where"]["hours"] == {"from": 22, "until": 5}


async def test_a_condition_that_was_removed_comes_back_to_its_place(desk: Desk) -> None:
    page = await begin(desk)
    await example(page, "Documentation hero")
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Documentation hero")
    await block(page, "earned.of.0").get_by_role("button", name="Remove “did this so many times”").click()
    await expect(block(page)).to_have_count(1)
    await expect(block(page, "earned.of.0").get_by_label("Condition", exact=True)).to_be_focused()
    await desk.undoes()
    await expect(block(page)).to_have_count(2)
    await expect(block(page, "earned.of.0")).to_contain_text("documentation")


async def test_what_is_wrong_is_told_at_the_block_that_the_server_names(desk: Desk, visitor: Visitor) -> None:
    visitor.expects("400 (Bad Request)")
    page = await begin(desk)
    await page.get_by_role("button", name="… or instead").click()
    second = block(page, "earned.of.1")
    await second.get_by_text("What counts").click()
    await second.get_by_role("checkbox", name="stars given").check()
    await second.get_by_text("Only when …", exact=True).click()
    await second.get_by_role("button", name="with a label").click()
    await expect(second.locator("[data-filter=labels] input").first).to_be_focused()
    await page.keyboard.type("bug")
    await page.keyboard.press("Enter")
    await expect(second.locator(".error")).to_be_visible()
    await expect(block(page, "earned.of.0").locator(".error")).to_have_count(0)
    await expect(page.get_by_role("button", name="Try it on everybody")).to_have_attribute("aria-disabled", "true")
    await page.get_by_label("Name", exact=True).fill("Star gazer")
    await page.get_by_role("button", name="Create a badge").click()
    await expect(second.locator("[data-filter=labels] .error")).to_be_visible()
    await second.get_by_role("button", name="Remove “With one of the labels”").click()
    await expect(second.locator(".error")).to_have_count(0)


async def test_labels_that_work_has_are_offered(desk: Desk) -> None:
    await desk.site.close_issue(1, ADA, 8)
    await desk.site.until_points({"ada": 8})
    page = await begin(desk)
    await block(page, "earned").get_by_text("Only when …", exact=True).click()
    await page.get_by_role("button", name="with a label").click()
    await expect(page.locator("datalist option")).to_have_attribute("value", "points: 8")
    await expect(page.get_by_label("With one of the labels").and_(page.get_by_role("combobox"))).to_be_focused()


async def test_json_and_blocks_are_two_ways_to_the_same_pattern(desk: Desk) -> None:
    page = await begin(desk)
    await example(page, "10, 100, 1000")
    await page.get_by_role("button", name="JSON").click()
    text = page.get_by_label("The pattern as JSON")
    document = await text.input_value()
    await text.fill("{")
    await page.get_by_role("button", name="Blocks").click()
    await expect(text).to_be_focused()
    await expect(page.locator("#field-json-error")).to_contain_text("This is no JSON yet")
    await text.fill(document.replace("100\n", "50\n"))
    await page.get_by_role("button", name="Blocks").click()
    await expect(page.get_by_label("From how many: level 2")).to_have_value("50")
    await expect(page.get_by_role("region", name="In words")).to_contain_text("Silver")


async def test_the_list_tells_each_pattern_in_words_and_long_work(desk: Desk, jobs: None) -> None:
    page = await desk.open("/admin/patterns")
    await expect(row(page, "Ten issues")).to_contain_text("10 issues closed")
    await expect(row(page, "Ten issues")).to_contain_text("never yet")
    await assert_clean(page)


async def test_a_pattern_that_went_quiet_is_told_under_what_needs_somebody(desk: Desk) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=60)
    for number in range(1, 7):
        closed = issue("closed", long_ago + timedelta(days=number), number=number)
        await desk.site.deliver("issues", closed)
    async with asyncio.timeout(PATIENCE):
        while [row["points"] for row in (await desk.site.read("/boards/all"))["rows"]] != [18]:
            await asyncio.sleep(0.05)
    page = await desk.open("/admin/patterns")
    await expect(row(page, "Ten issues").locator(".alarm")).to_be_visible()
    await expect(row(page, "Ten merges").locator(".alarm")).to_have_count(0)
    await page.get_by_role("link", name="Today").click()
    await page.get_by_role("link", name="“Ten issues”").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Ten issues")


async def test_the_editor_fits_every_screen_and_everybody(desk: Desk) -> None:
    page = await begin(desk)
    await example(page, "Documentation hero")
    await block(page, "earned.of.0").get_by_role("button", name="Put into a group").click()
    await assert_clean(page)
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert await overhang(page) <= 0
