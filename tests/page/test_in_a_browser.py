"""The whole way in Chromium: with scripts and without, with keys only, at 200 %, with real and hostile workbooks."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from generator.batch.collection.roster_sheet import write_roster
from generator.page.settings import Limits
from tests.collect.district import figures, members, mould
from tests.page.live import served
from tests.page.workbooks import HOSTILE, SAMPLE, UNIT, draft, faulty, hostile, second_draft, sound
from tests.signing.pki import PASSPHRASE, make_pki
from tests.tools.web import axe, chromium

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("rooms")) as found:
        yield found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    found = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which every complaint of the browser and every script fault fails the test."""
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    yield found
    assert [f for f in faults if "the server responded with a status of 4" not in f] == []


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": XLSX, "buffer": data}


def put(page: Page, name: str, data: bytes) -> None:
    page.goto("/")
    page.locator("#workbooks").set_input_files(file(name, data))
    page.get_by_role("button", name="开始核对").click()
    page.wait_for_url("**/report/*")


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_whole_way_from_the_draft_to_the_archive(page: Page, tmp_path: Path) -> None:
    put(page, "一稿.xlsx", draft())
    put(page, "二稿.xlsx", second_draft())
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{UNIT} 2024年度")
    page.get_by_role("navigation", name="步骤").get_by_role("link", name="预览与下载").click()
    assert download(page, "PDF").startswith(b"%PDF")
    page.get_by_role("navigation", name="步骤").get_by_role("link", name="签发").click()
    expect(page.get_by_text("数字改动 6 处，文字改动 3 处")).to_be_visible()
    assert download(page, "下载花脸稿").startswith(b"%PDF")
    page.get_by_label("签发人").fill("王建国")
    page.get_by_label("已审阅").check()
    page.get_by_role("button", name="签发").click()
    assert zipfile.is_zipfile(io.BytesIO(download(page, "下载更新后的工作簿")))
    key = tmp_path / "单位证书.p12"
    key.write_bytes(make_pki().rsa.p12())
    page.locator("#certificate").set_input_files(key)
    page.get_by_label("证书口令").fill(PASSPHRASE)
    page.get_by_role("button", name="签名盖章").click()
    assert b"/ByteRange" in download(page, "下载已签名的 PDF")
    page.get_by_role("link", name="去归档").click()
    page.get_by_label("全宗号").fill("J001")
    page.get_by_label("保管期限").select_option("永久")
    page.get_by_role("button", name="生成归档包").click()
    package = download(page, "下载归档包")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert any(name.endswith("data/01-正本.pdf") for name in archive.namelist())
    page.get_by_role("link", name="清除并结束").click()
    page.get_by_role("button", name="全部清除").click()
    expect(page.get_by_role("heading", name="已清除")).to_be_visible()


def test_a_click_on_a_finding_leads_to_its_place_on_the_page_and_back(page: Page) -> None:
    put(page, "报表.xlsx", faulty())
    page.get_by_role("link", name="看第 5 页").first.click()
    mark = page.locator(".mark:target")
    expect(mark).to_be_in_viewport()
    number = (mark.get_attribute("id") or "").removeprefix("mark-")
    mark.locator("rect").click()
    expect(page.locator(f"#finding-{number}")).to_be_in_viewport()


def test_files_dropped_on_the_field_are_named_before_they_are_sent(page: Page) -> None:
    page.goto("/")
    page.locator("#workbooks").set_input_files([file("甲.xlsx", sound()), file("乙.xlsx", sound())])
    expect(page.locator(".chosen li")).to_have_text(["甲.xlsx", "乙.xlsx"])


def test_a_warning_is_confirmed_on_the_spot(page: Page) -> None:
    put(page, "报表.xlsx", faulty())
    warning = page.locator(".finding.warning").filter(has=page.get_by_text("经查属实")).first
    warning.get_by_text("经查属实").click()
    warning.get_by_label("确认说明").fill("经核实。")
    warning.get_by_role("button", name="写入工作簿").click()
    expect(page.get_by_text("确认说明：经核实。").first).to_be_visible()
    expect(page.get_by_role("link", name="下载更新后的工作簿")).to_be_visible()


def test_a_hostile_workbook_is_shown_as_text_and_does_nothing(page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    put(page, "坏<img src=x>.xlsx", hostile())
    expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE)
    page.goto(page.url.rstrip("/") + "/read")
    assert HOSTILE in page.inner_text("main")
    assert dialogs == []
    assert "hacked" not in page.title()


def test_a_broken_file_leaves_the_visitor_a_way_on(page: Page) -> None:
    put(page, "坏.xlsx", b"PK\x03\x04 nothing")
    expect(page.get_by_text("无法读取").first).to_be_visible()
    page.locator("#workbooks").set_input_files(file("坏.xlsx", sound()))
    page.get_by_role("button", name="重新核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{UNIT} 2024年度")


def test_a_file_that_is_too_large_is_told_in_place(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    path.write_bytes(b"x" * (Limits().file + 1))
    page.goto("/")
    page.locator("#workbooks").set_input_files(path)
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("heading", name="文件太大")).to_be_visible()


def test_without_scripts_everything_works_too(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    put(page, "送审.xlsx", draft())
    page.goto("/report/1/sign")
    page.get_by_label("签发人").fill("王建国")
    page.get_by_label("已审阅").check()
    page.get_by_role("button", name="签发").click()
    expect(page.get_by_text("已签发，签发人和日期已写入工作簿")).to_be_visible()
    assert page.locator("#certificate").is_visible()
    context.close()


def test_with_keys_only_a_report_is_put_in_read_and_signed_off(page: Page, tmp_path: Path) -> None:
    """The focus is always to be seen, goes in reading order, and reaches everything."""
    path = tmp_path / "送审.xlsx"
    path.write_bytes(draft())
    page.on("filechooser", lambda chooser: chooser.set_files(path))
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "#workbooks")
    page.keyboard.press("Space")
    expect(page.locator(".chosen li")).to_have_text(["送审.xlsx"])
    press_until(page, "form[action='/submit'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/*")
    press_until(page, "a[href$='/sign']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign")
    press_until(page, "#approved_by")
    page.keyboard.type("王建国")
    press_until(page, "input[name='read']")
    page.keyboard.press("Space")
    press_until(page, "form[action$='/approve'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已签发，签发人和日期已写入工作簿")).to_be_visible()


def press_until(page: Page, selector: str) -> None:
    """Tab on to an element; every stop on the way is visible and shows that it has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                const holder = at.closest('.drop, .pick') || at;
                const style = getComputedStyle(holder), before = getComputedStyle(holder, '::before');
                const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
                return at === document.body || (box.width > 0 && (ring(style) || ring(before)));
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.locator(selector).first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key never came to {selector}")


def screens(page: Page) -> Iterator[str]:
    """Every screen of the page, opened one after the other; its name."""
    page.goto("/")
    yield "首页"
    put(page, "报表.xlsx", faulty())
    yield "核对"
    page.goto("/desk")
    yield "我的报告"
    page.goto("/district")
    yield "汇总开始"
    district(page)
    yield "汇总"
    page.locator(".sums td.figure a").first.click()
    yield "来源"
    put(page, "一稿.xlsx", draft())
    put(page, "二稿.xlsx", second_draft())
    for step in ("preview", "sign"):
        page.goto(f"/report/1/{step}")
        yield step
    page.get_by_label("签发人").fill("王建国")
    page.get_by_label("已审阅").check()
    page.get_by_role("button", name="签发").click()
    page.wait_for_selector("#certificate")
    yield "签名"
    page.goto("/report/1/archive")
    yield "归档"
    page.get_by_role("button", name="生成归档包").click()
    page.wait_for_selector(".done")
    yield "已归档"
    page.goto("/nothing")
    yield "没有"
    page.goto("/end")
    yield "结束"
    page.get_by_role("button", name="全部清除").click()
    yield "已清除"


def district(page: Page, year: int = 2024) -> None:
    """Put in a roster of eight; one unit has sent nothing, the figures of one do not add up."""
    units, form = members(8), mould("2021", year)
    workbooks = []
    for number, unit in enumerate(units):
        values = figures(form.fmt, number)
        values["app.new.natural"] += 3 if number == 5 else 0
        if number != 2:
            workbooks.append(file(f"{unit.short}.xlsx", form.cast(unit, values)))
    page.locator("#units").set_input_files(workbooks)
    page.locator("#roster").set_input_files(file("名册.xlsx", write_roster(year, UNIT, units)))
    page.get_by_role("button", name="开始汇总").click()
    page.wait_for_selector(".tiles")


def test_no_screen_has_a_barrier_or_asks_anything_of_another_host(
    context: BrowserContext, page: Page, address: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    found = {name: axe(page) for name in screens(page)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize("width", [720, 320])
def test_enlarged_to_200_and_400_per_cent_nothing_is_cut_off_at_the_side(
    browser: Browser, address: str, width: int
) -> None:
    """A window of 1440 pixels at 200 % is one of 720; WCAG 1.4.10 asks for 320."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 450})
    page = context.new_page()
    for name in screens(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert axe(page) == [], name
    context.close()


def test_the_page_of_another_site_cannot_put_it_in_a_frame(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.set_content(f'<iframe src="{address}/" width="800" height="600"></iframe>')
    page.wait_for_timeout(500)
    assert all("编制" not in frame.content() for frame in page.frames[1:])


def test_two_browsers_see_each_their_own(browser: Browser, address: str) -> None:
    first, second = (browser.new_context(base_url=address) for _ in range(2))
    put(first.new_page(), SAMPLE.name, sound())
    page = second.new_page()
    page.goto("/desk")
    expect(page.get_by_text("还没有放入工作簿")).to_be_visible()
    first.close()
    second.close()
