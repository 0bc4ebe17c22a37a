"""The clerk's way, without any script: blank workbook, findings beside the pages, downloads, confirmations."""

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl

from generator.batch.one import build_report
from generator.checks.examine import examine
from generator.intake import read_workbook
from generator.report.finding import Severity
from tests.page.visitor import Visitor
from tests.page.workbooks import (
    SAMPLE,
    SAMPLES,
    UNIT,
    bomb,
    draft,
    faulty,
    last_year,
    second_draft,
    sound,
    words,
)
from tests.page.workbooks import changed as workbook_with


def test_the_blank_workbook_is_of_the_form_of_the_year_that_was_chosen(visitor: Visitor) -> None:
    page = visitor.see("/")
    form = page.form("/blank").words
    for year, format_id in (("2015", "2008"), ("2020", "2019"), ("2025", "2021")):
        response = visitor.client.post("/blank", data={**form, "unit": UNIT, "year": year})
        report = read_workbook(Path("b.xlsx"), response.content).report
        assert report is not None
        assert report.format.id == format_id
        assert report.particulars.unit_name == UNIT


def test_the_blank_workbook_takes_over_what_last_years_workbook_carries_on(visitor: Visitor) -> None:
    form = visitor.see("/").form("/blank").words
    response = visitor.client.post(
        "/blank",
        data={**form, "unit": UNIT, "year": "2025"},
        files={"previous": (SAMPLE.name, sound())},
    )
    report = read_workbook(Path("b.xlsx"), response.content).report
    assert report is not None
    assert report.figures["app.prev.natural"] == 14
    assert report.particulars.phone


def test_one_workbook_leads_to_its_findings(visitor: Visitor) -> None:
    visitor.put(("报表.xlsx", faulty()))
    assert UNIT in visitor.page.text
    assert "处错误，改正后才能生成报告" in visitor.page.text


def test_every_finding_is_listed_worst_first_with_its_place_and_mend(visitor: Visitor) -> None:
    page = visitor.put(("报表.xlsx", faulty()))
    expected = examine(Path("报表.xlsx"), data=faulty()).findings
    listed = [id for id in page.ids if id.startswith("finding-")]
    assert len(listed) == len(expected)
    for finding in expected:
        assert finding.place is None or f"{finding.place.sheet} {finding.place.cell}".strip() in page.text
    kinds = [kind for kind in page.text.split() if kind in ("错误", "警告", "提示")]
    assert kinds[-len(expected) :] == sorted(kinds[-len(expected) :], key=["错误", "警告", "提示"].index)
    assert "请写全年、月、日" in page.text


def test_a_report_with_errors_still_shows_its_pages_with_the_places_marked(visitor: Visitor) -> None:
    page = visitor.put(("报表.xlsx", faulty()))
    picture = visitor.fetch("/report/1/page/1.png")
    assert picture.startswith(b"\x89PNG")
    marks = [id for id in page.ids if id.startswith("mark-")]
    assert len(marks) >= 5
    assert all(f"#{mark}" in page.links for mark in marks)


def test_a_report_with_errors_cannot_be_downloaded(visitor: Visitor) -> None:
    visitor.put(("报表.xlsx", faulty()))
    assert "还不能生成报告" in visitor.see("/report/1/file/pdf", 409).text


def test_the_annotated_copy_can_be_corrected_and_put_in_again(visitor: Visitor) -> None:
    visitor.put(("报表.xlsx", faulty()))
    copy = visitor.fetch("/report/1/annotated")
    report = read_workbook(Path("copy.xlsx"), copy).report
    assert report is not None
    assert report.particulars.unit_name == UNIT


def test_the_downloads_are_the_very_files_that_build_writes(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    built = build_report(SAMPLE, ("docx", "pdf", "json", "html"))
    for kind, (_, data) in built.files.items():
        assert visitor.fetch(f"/report/1/file/{kind}") == data


def test_the_zip_holds_all_files_and_the_workbook(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    with zipfile.ZipFile(io.BytesIO(visitor.fetch("/report/1/file/zip"))) as archive:
        suffixes = sorted(name.rpartition(".")[2] for name in archive.namelist())
        workbook = next(name for name in archive.namelist() if name.endswith(".xlsx"))
        assert archive.read(workbook) == sound()
    assert suffixes == ["docx", "html", "json", "pdf", "xlsx"]


def test_several_workbooks_at_once_come_back_as_one_zip(visitor: Visitor) -> None:
    page = visitor.put(*[(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.xlsx"))])
    assert "我的报告" in page.text
    with zipfile.ZipFile(io.BytesIO(visitor.fetch("/desk/all.zip"))) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 3


def test_last_years_workbook_of_the_same_unit_is_used_for_comparison(visitor: Visitor) -> None:
    visitor.put(("今年.xlsx", sound()), ("去年.xlsx", last_year()))
    page = visitor.see("/report/1")
    assert "已与上年工作簿核对" in page.text
    assert "上年" in page.text


def test_the_same_report_put_in_again_is_a_new_version_and_not_a_second_report(visitor: Visitor) -> None:
    visitor.put(("一稿.xlsx", draft()))
    page = visitor.put(("二稿.xlsx", second_draft()))
    assert "已作为新的一版核对" in page.text
    assert visitor.see("/desk").text.count(UNIT) == 1
    assert visitor.fetch("/report/1/changes.pdf").startswith(b"%PDF")


def test_a_confirmed_warning_is_written_into_the_workbook_that_is_offered(visitor: Visitor) -> None:
    off = workbook_with(words("区级部门公开11305条", "区级部门公开11405条"))
    page = visitor.put(("报表.xlsx", off))
    form = next(form for form in page.forms if form.action.endswith("/confirm"))
    rule = form.words["rule"]
    page = visitor.send("/report/1/confirm", {**form.words, "note": "经核实，含停办事项。"})
    assert "说明已写入工作簿" in page.text
    assert "确认说明：经核实，含停办事项。" in page.text
    data = visitor.fetch("/report/1/workbook")
    findings = examine(Path("报表.xlsx"), data=data).findings
    assert [f.confirmed for f in findings if f.rule == rule] == ["经核实，含停办事项。"]
    record = json.loads(visitor.fetch("/report/1/file/json"))
    assert record["confirmations"] == {rule: "经核实，含停办事项。"}


def test_a_note_is_text_even_if_it_looks_like_a_formula(visitor: Visitor) -> None:
    off = workbook_with(words("区级部门公开11305条", "区级部门公开11405条"))
    form = next(f for f in visitor.put(("a.xlsx", off)).forms if f.action.endswith("/confirm"))
    visitor.send("/report/1/confirm", {**form.words, "note": "=1+1"})
    findings = examine(Path("a.xlsx"), data=visitor.fetch("/report/1/workbook")).findings
    assert "=1+1" in [f.confirmed for f in findings]


def test_an_error_cannot_be_confirmed(visitor: Visitor) -> None:
    page = visitor.put(("报表.xlsx", faulty()))
    errors = {f.rule for f in examine(Path("a.xlsx"), data=faulty()).findings if f.severity is Severity.ERROR}
    form = next(form for form in page.forms if form.action.endswith("/confirm"))
    assert form.words["rule"] not in errors
    visitor.send("/report/1/confirm", {**form.words, "rule": min(errors), "note": "属实"}, status=404)


def test_an_old_workbook_gets_its_confirmation_in_a_new_one(visitor: Visitor) -> None:
    """A file of another kind cannot be changed in place; its contents come back as XLSX."""
    off = workbook_with(words("区级部门公开11305条", "区级部门公开11405条"))
    book = openpyxl.load_workbook(io.BytesIO(off))
    del book["校验"]
    stream = io.BytesIO()
    book.save(stream)
    form = next(f for f in visitor.put(("a.xlsx", stream.getvalue())).forms if f.action.endswith("/confirm"))
    visitor.send("/report/1/confirm", {**form.words, "note": "属实"})
    report = read_workbook(Path("a.xlsx"), visitor.fetch("/report/1/workbook")).report
    assert report is not None
    assert list(report.confirmations.values()) == ["属实"]


def test_the_report_can_be_read_as_a_web_page(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    response = visitor.client.get("/report/1/read")
    assert "<h1>梧桐区2024年政府信息公开工作年度报告</h1>" in response.text
    assert "sandbox" in response.headers["content-security-policy"]


def test_what_is_no_workbook_is_told_in_chinese_and_can_be_replaced(visitor: Visitor) -> None:
    page = visitor.put(("报表.xlsx", b"%PDF-1.7"))
    assert "这是 PDF 文件，不是工作簿" in page.text
    page = visitor.put(("报表.xlsx", sound()))
    assert UNIT in page.text
    assert visitor.see("/desk").links.count("/report/1") == 1


def test_a_workbook_that_would_inflate_beyond_measure_is_refused(visitor: Visitor) -> None:
    assert "解压后过大" in visitor.put(("炸弹.xlsx", bomb())).text


def test_a_workbook_can_be_taken_away(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    visitor.see("/desk")
    visitor.send("/report/1/remove")
    assert "还没有放入工作簿" in visitor.page.text
    visitor.see("/report/1", 404)


def test_an_empty_form_says_what_is_missing(visitor: Visitor) -> None:
    visitor.see("/")
    assert "没有选择文件" in visitor.send("/submit", files=[("workbooks", ("", b""))], status=400).text
    visitor.see("/")
    assert "没有写单位全称" in visitor.send("/blank", {"unit": " ", "year": "2024"}, status=400).text


def test_the_list_of_reports_tells_how_many_errors_and_warnings_each_has(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, faulty()), ("坏.xlsx", b"PK"))
    text = visitor.see("/desk").text
    counts = [visitor.see(f"/report/{number}").text for number in (1, 2)]
    errors, warnings = (re.findall(rf"{kind} (\d+)", counts[0])[0] for kind in ("错误", "警告"))
    assert int(errors) == 4
    assert f"须改正 {errors} {warnings} {SAMPLE.name}" in text
    assert "坏.xlsx — 无法读取 1 0 坏.xlsx" in text
