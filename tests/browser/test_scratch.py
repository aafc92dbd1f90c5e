import pytest
from playwright.async_api import expect
from tests.browser.axe import violations
from tests.browser.visitor import Visitor, board
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
async def test_scratch(site, visitor):
    page = await visitor.open(site.url)
    await expect(board(page).locator("[part=empty]")).to_be_visible()
    await page.evaluate("() => { document.body.setAttribute('style', 'color:red'); }")
    await page.evaluate("() => { const s=document.createElement('script'); s.textContent='1'; document.body.append(s); document.querySelector('h1').style.color='#eee'; }")
    print(await violations(page))
    await page.evaluate("() => setTimeout(() => { throw new Error('ouch') })")
    await page.evaluate("() => new Promise(r => setTimeout(r, 100))")
    print(visitor.complaints)
    assert 0
