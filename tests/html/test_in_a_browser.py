"""The report for posting in a real browser: sound HTML, no barrier, narrow screens, paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.document.model import Document
from generator.writers.html import write_html
from tests.html.documents import HOSTILE, everything, samples
from tests.tools import poppler
from tests.tools.web import axe, chromium, nu

DOCUMENTS = [everything(), everything(HOSTILE, draft=True), *samples()]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=DOCUMENTS, ids=lambda d: d.title)
def document(request: pytest.FixtureRequest) -> Document:
    found: Document = request.param
    return found


def opened(browser: Browser, document: Document, folder: Path, width: int = 1200) -> Page:
    path = folder / "report.html"
    path.write_bytes(write_html(document))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    return page


def test_the_nu_checker_has_nothing_to_say(document: Document) -> None:
    assert nu(write_html(document)) == []


@pytest.mark.parametrize("width", [1200, 320])
def test_axe_finds_no_barrier(browser: Browser, document: Document, tmp_path: Path, width: int) -> None:
    with opened(browser, document, tmp_path, width) as page:
        assert axe(page) == []


def test_a_phone_of_320_pixels_scrolls_tables_but_never_the_page(
    browser: Browser, document: Document, tmp_path: Path
) -> None:
    with opened(browser, document, tmp_path, 320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_wide_table_on_a_phone_can_be_scrolled_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    widest = list(samples())[-1]
    with opened(browser, widest, tmp_path, 320) as page:
        region = page.get_by_role("region").nth(1)
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_on_paper_no_table_is_cut_off_at_the_right(browser: Browser, tmp_path: Path) -> None:
    """Everything that the page says is on the sheets, inside the margins of A4."""
    for document in samples():
        with opened(browser, document, tmp_path) as page:
            printed = page.pdf(prefer_css_page_size=True)
            words = page.inner_text("main")
        on_paper = re.sub(r"\s", "", poppler.text(printed))
        for row in words.splitlines():
            assert re.sub(r"\s", "", row)[:12] in on_paper


def test_the_markup_of_a_clerk_does_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, everything(HOSTILE), tmp_path) as page:
        said: list[str] = []
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.reload()
        assert said == []
        assert HOSTILE in page.inner_text("main")
