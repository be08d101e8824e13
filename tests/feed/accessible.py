"""What axe finds wrong with pages, and whether they fit the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser


def violations(
    browser: Browser, addresses: Iterable[str], *, scheme: Literal["light", "dark"], width: int
) -> list[tuple[str, str, list[str]]]:
    """For each violation the address, the rule and the first elements that break it; also a page that is too wide."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = []
    for address in addresses:
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            found.append((address, violation["id"], [node["html"] for node in violation["nodes"]][:3]))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((address, "wider than the window", []))
    context.close()
    return found
