"""The annotated copy as a clerk meets it: its list, and its way through the office suite and other programs."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.checks.annotate import LIST, annotated
from generator.checks.examine import Examination, examine
from generator.intake.blank import write_filled
from generator.intake.workbook import look
from generator.report.finding import Severity
from tests.checks.reports import report
from tests.intake.conftest import Office

WRONG = (
    "2024年，全区新收政府信息公开申请546件，主动公开政府信息18642条。办理依申请公开，加强政府信息管理和平台建设，"
    "完善监督保障，开展工作考核和社会评议，没有需要追究责任的情形。"
)
RIGHT = WRONG.replace("546件", "564件")
TEXT = {
    "s5": "公开的深度不够，个别栏目更新不及时。下一步将细化目录，完善考核，加强培训，提高公开质量。",
    "s6": "2024年未收取政府信息公开信息处理费。",
}
CONFIRMED = "现行有效件数含自行失效的文件1件"


def faulty() -> bytes:
    """A wrong sentence, an unbalanced column, a total typed over, a warning that is explained."""
    rep = report(2024, TEXT | {"s1": WRONG}, figures={"app.open.natural": Decimal(152)})
    typed = {"rev.total": Decimal(0)}
    confirmations = {"2021.txt.app_new": CONFIRMED}
    return write_filled(
        rep.format,
        rep.particulars,
        rep.chapters,
        rep.figures,
        rep.approval,
        typed_totals=typed,
        confirmations=confirmations,
    )


def examined(data: bytes, name: str = "梧桐区.xlsx") -> Examination:
    return examine(Path(name), data=data)


def copy_of(data: bytes) -> bytes:
    made = annotated(examined(data))
    assert made is not None
    return made


def listed(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows of 问题清单: number, severity, place, what is wrong, rule."""
    return [tuple(c.value for c in row[:5]) for row in sheet.iter_rows(min_row=4) if row[0].value]


def saved_by_library(data: bytes) -> bytes:
    stream = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The faulty workbook, and its annotated copy, each saved again by the office suite."""
    office = Office(tmp_path_factory.mktemp("office"))
    return office.convert({"given": faulty(), "copy": copy_of(faulty())}, "xlsx")


SAVED: Mapping[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "as the program wrote it": lambda saved: faulty(),
    "as the office suite saved it": lambda saved: saved["given"],
    "as the library saved it": lambda saved: saved_by_library(faulty()),
}


@pytest.mark.parametrize("way", SAVED.values(), ids=SAVED.keys())
def test_whoever_saved_the_workbook_the_copy_lists_the_same(
    way: Callable[[Mapping[str, bytes]], bytes], saved: Mapping[str, bytes]
) -> None:
    book = load_workbook(io.BytesIO(copy_of(way(saved))))
    expected = listed(load_workbook(io.BytesIO(copy_of(faulty())))[LIST])
    assert listed(book[LIST]) == expected
    assert {row[4] for row in expected} >= {"2021.t3.balance", "2021.t4.total", "2021.txt.app_new"}


@pytest.mark.parametrize("way", SAVED.values(), ids=SAVED.keys())
def test_every_link_leads_to_a_cell_that_bears_the_comment_of_its_row(
    way: Callable[[Mapping[str, bytes]], bytes], saved: Mapping[str, bytes]
) -> None:
    book = load_workbook(io.BytesIO(copy_of(way(saved))))
    rows = [row for row in book[LIST].iter_rows(min_row=4) if row[0].value]
    for row in rows:
        sheet, _, cell = str(row[2].value).partition("!")
        assert row[2].hyperlink is not None
        assert row[2].hyperlink.location == f"'{sheet}'!{cell}"
        comment = book[sheet][cell].comment
        if row[1].value == "提示":
            continue
        assert comment is not None, row[2].value
        assert f"【{row[1].value}】{row[3].value}".split("（已确认")[0] in comment.text


def test_the_copy_goes_through_the_office_suite_with_links_comments_and_explanation(
    saved: Mapping[str, bytes],
) -> None:
    ours, theirs = (load_workbook(io.BytesIO(d)) for d in (copy_of(faulty()), saved["copy"]))
    assert listed(theirs[LIST]) == listed(ours[LIST])
    links = [str(row[2].hyperlink.location).replace("'", "") for row in theirs[LIST].iter_rows(min_row=4)]
    assert links == [str(row[2].value) for row in ours[LIST].iter_rows(min_row=4)]
    assert commented(theirs) == commented(ours)
    again = examined(saved["copy"])
    assert [f.confirmed for f in again.findings if f.rule == "2021.txt.app_new"] == [CONFIRMED]
    assert [(f.rule, f.place) for f in again.findings] == [
        (f.rule, f.place) for f in examined(faulty()).findings
    ]


def commented(book: Workbook) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text.strip()
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_the_copy_corrected_in_the_office_suite_has_no_error_and_a_new_copy_no_comment(
    saved: Mapping[str, bytes],
) -> None:
    book = load_workbook(io.BytesIO(saved["copy"]))
    places = {f.rule: f.place for f in examined(saved["copy"]).findings}
    total = places["2021.t4.total"]
    sentence = places["2021.txt.app_new"]
    assert total is not None
    assert sentence is not None
    book[total.sheet][total.cell] = "=SUM(A6:D6)"
    book[sentence.sheet][sentence.cell] = RIGHT
    book["申请办理"]["D8"] = 151
    stream = io.BytesIO()
    book.save(stream)
    corrected = examined(stream.getvalue())
    assert [f.message for f in corrected.findings if f.severity is not Severity.NOTICE] == []
    clean = load_workbook(io.BytesIO(copy_of(stream.getvalue())))
    assert commented(clean) == {}
    assert "错误0处，警告0处" in str(clean[LIST]["A2"].value)


# The list itself.


@pytest.fixture(scope="module")
def problems() -> Worksheet:
    return load_workbook(io.BytesIO(copy_of(faulty())))[LIST]


def test_the_head_counts_the_findings_by_severity_and_names_the_workbook(problems: Worksheet) -> None:
    findings = examined(faulty()).findings
    errors, warnings, notices = (sum(f.severity is s for f in findings) for s in Severity)
    assert errors > 0
    assert warnings > 0
    assert errors != warnings
    assert problems["A1"].value == "问题清单：梧桐区.xlsx"
    assert str(problems["A2"].value).startswith(f"错误{errors}处，警告{warnings}处，提示{notices}处。")
    assert [cell.value for cell in problems[3][:5]] == ["序号", "级别", "位置", "问题和改法", "规则编号"]
    assert [row[0] for row in listed(problems)] == list(range(1, len(findings) + 1))
    assert problems.freeze_panes == "A4"
    assert problems.print_title_rows == "$3:$3"


def test_errors_and_only_errors_are_marked_in_colour(problems: Worksheet) -> None:
    for row in problems.iter_rows(min_row=4):
        marked = row[1].fill.fill_type == "solid"
        assert marked == (row[1].value == "错误")
        assert row[1].font.bold
        assert not any(cell.fill.fill_type == "solid" for cell in (row[0], *row[2:5]))
        assert row[2].font.underline == "single"
        assert row[3].font.underline is None


def test_every_message_is_whole_in_its_row(problems: Worksheet) -> None:
    width = problems.column_dimensions["D"].width
    for row in problems.iter_rows(min_row=4):
        lines = look.lines_needed(str(row[3].value), width)
        height = problems.row_dimensions[row[0].row].height
        assert lines * 14 <= height <= lines * 16 + 10
        assert row[3].alignment.wrap_text


def test_an_explained_warning_bears_its_explanation_in_the_list(problems: Worksheet) -> None:
    explained = [str(row[3]) for row in listed(problems) if row[4] == "2021.txt.app_new"]
    assert len(explained) == 1
    assert explained[0].endswith(f"（已确认：{CONFIRMED}）")


def test_a_notice_stands_in_the_list_and_bothers_no_cell() -> None:
    rep = report(2024, TEXT | {"s1": RIGHT + "申请 564 件。"})
    data = write_filled(rep.format, rep.particulars, rep.chapters, rep.figures, rep.approval)
    notices = [
        f for f in examined(data).findings if f.severity is Severity.NOTICE and f.place and f.place.cell
    ]
    assert "T04" in {f.rule for f in notices}
    book = load_workbook(io.BytesIO(copy_of(data)))
    assert commented(book) == {}
    assert "T04" in {row[4] for row in listed(book[LIST])}


def test_a_finding_about_a_whole_sheet_links_to_its_top_and_comments_nothing() -> None:
    rep = report(2024, TEXT | {"s1": RIGHT})
    data = write_filled(rep.format, rep.particulars, rep.chapters, rep.figures, rep.approval)
    book = load_workbook(io.BytesIO(data))
    del book["签发"]
    stream = io.BytesIO()
    book.save(stream)
    copied = load_workbook(io.BytesIO(copy_of(stream.getvalue())))
    rows = [row for row in listed(copied[LIST]) if row[4] == "2021.book.sheet"]
    assert rows
    assert commented(copied) == {}
