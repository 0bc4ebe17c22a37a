"""Pictures of the page and of the workbook for the documents, taken from the program as it is.

    python -m tests.tools.pictures            writes docs/pictures/

The page runs on a port of its own with the workbooks of the tests; the workbook is drawn by LibreOffice.
"""

import io
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from generator.clock import today
from generator.page.screens.home import report_year
from generator.typesetting.fonts.fontconfig import write_configuration
from tests.page.live import served
from tests.page.test_in_a_browser import district, put
from tests.page.workbooks import SAMPLE, draft, faulty, second_draft
from tests.signing.pki import PASSPHRASE, make_pki
from tests.tools.web import chromium

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 800}
COLOURS = 128
"""Screens are flat: so many colours show them without loss that an eye would see, in a third of the bytes."""


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address, chromium() as browser:
        context = browser.new_context(base_url=address, viewport=SIZE, locale="zh-CN")
        page = context.new_page()
        for title in screens(page, Path(name)):
            page.wait_for_load_state("networkidle")
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            page.wait_for_timeout(700)
            save(title, page.screenshot())
    for title, picture in workbook():
        save(title, picture)


def save(title: str, png: bytes) -> None:
    """Keep a picture in few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{title}.png", optimize=True)


def screens(page: Page, folder: Path) -> Iterator[str]:
    """Every screen in the order of the work; the name of its picture."""
    page.goto("/")
    yield "page-1-home"
    put(page, "梧桐区2024年度.xlsx", faulty())
    page.get_by_role("link", name="看第 6 页").first.click()
    yield "page-2-check"
    put(page, "梧桐区2024年度.xlsx", draft())
    put(page, "梧桐区2024年度（二稿）.xlsx", second_draft())
    page.goto("/report/1/preview")
    yield "page-3-preview"
    page.goto("/report/1/sign")
    yield "page-4-changes"
    page.get_by_label("签发人").fill("王建国")
    page.get_by_label("已审阅").check()
    page.get_by_role("button", name="签发").click()
    key = folder / "certificate.p12"
    key.write_bytes(make_pki().rsa.p12())
    page.locator("#certificate").set_input_files(key)
    page.get_by_label("证书口令").fill(PASSPHRASE)
    page.get_by_role("button", name="签名盖章").click()
    page.wait_for_selector(".done")
    yield "page-5-sign"
    page.goto("/report/1/archive")
    page.get_by_label("全宗号").fill("J001")
    page.get_by_label("保管期限").select_option("永久")
    page.get_by_role("button", name="生成归档包").click()
    page.wait_for_selector(".done")
    yield "page-6-archive"
    page.goto("/district")
    district(page, report_year(today()))
    yield "page-7-district"
    page.locator(".sums td.figure a").nth(20).click()
    yield "page-8-figure"


def workbook() -> Iterator[tuple[str, bytes]]:
    """Sheets of the filled-in workbook as LibreOffice shows them on paper, with the shipped fonts."""
    waiting = dict(SHEETS)
    with tempfile.TemporaryDirectory() as name:
        document = pypdfium2.PdfDocument(_printed(Path(name)))
        for page in (document[index] for index in range(len(document))):
            text = page.get_textpage().get_text_range().lstrip()
            title = next((t for t, word in waiting.items() if text.startswith(word)), None)
            if title:
                del waiting[title]
                stream = io.BytesIO()
                page.render(scale=1.5).to_pil().save(stream, "PNG")
                yield title, stream.getvalue()
    assert not waiting, f"no sheet for {waiting}"


def _printed(folder: Path) -> Path:
    configuration = folder / "fonts.conf"
    write_configuration(configuration)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(SAMPLE)]
    environment = os.environ | {"FONTCONFIG_FILE": str(configuration), "HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return folder / f"{SAMPLE.stem}.pdf"


SHEETS = {"workbook-1-particulars": "基本信息", "workbook-2-table": "申请办理", "workbook-3-checks": "校验"}
"""Pictures of the workbook and how the text of their sheet begins."""

if __name__ == "__main__":
    main()
