"""The whole chain on workbooks: examine, the commands check and rules, and the annotated copy."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from generator.checks.annotate import AUTHOR, LIST, annotated
from generator.checks.examine import Examination, examine, examine_together
from generator.cli import check_command, rules_command
from generator.errors import UsageError
from generator.intake.blank import write_filled
from generator.report.finding import Severity
from generator.report.model import Report
from tests.checks.reports import report

TEXT = {
    "s1": (
        "2024年，全区新收政府信息公开申请564件，主动公开政府信息18642条。办理依申请公开，加强政府信息管理和平台建设，"
        "完善监督保障，开展工作考核和社会评议，没有需要追究责任的情形。"
    ),
    "s5": "公开的深度不够，个别栏目更新不及时。下一步将细化目录，完善考核，加强培训，提高公开质量。",
    "s6": "2024年未收取政府信息公开信息处理费。",
}


def workbook(rep: Report, **more: object) -> bytes:
    return write_filled(rep.format, rep.particulars, rep.chapters, rep.figures, rep.approval, **more)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str = "梧桐区.xlsx", text: dict[str, str] | None = None, **more: object) -> Path:
        typed = more.pop("typed", {})
        confirmations = more.pop("confirmations", {})
        year = more.pop("year", 2024)
        rep = report(year, text or TEXT, **more)
        path = tmp_path / name
        path.write_bytes(workbook(rep, typed_totals=typed, confirmations=confirmations))
        return path

    return write


def serious(examination: Examination) -> list[str]:
    return [f.rule for f in examination.findings if f.severity is not Severity.NOTICE]


def sentence_cell(book: Workbook) -> Cell:
    """The cell of 正文 that tells how many requests came in."""
    return next(cell for cell in book["正文"]["C"] if "新收政府信息公开申请" in str(cell.value))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(check_command.command, [str(a) for a in arguments], standalone_mode=False)


def test_a_right_workbook_raises_nothing_serious(write: Callable[..., Path]) -> None:
    examination = examine(write())
    assert serious(examination) == []
    assert examination.ok
    assert examination.draft
    assert examination.suffix == ".xlsx"
    assert examination.report is not None


def test_examining_bytes_needs_no_file(write: Callable[..., Path]) -> None:
    path = write()
    data = path.read_bytes()
    path.unlink()
    assert examine(path, data=data).ok


def test_a_file_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        examine(tmp_path / "没有.xlsx")


def test_a_file_that_is_no_workbook_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    examination = examine(path)
    assert examination.report is None
    assert not examination.ok
    assert not examination.draft
    assert annotated(examination) is None


def test_last_years_workbook_is_compared_and_one_that_cannot_be_read_is_a_warning(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    previous = write("上年.xlsx", text={"s1": "2023年工作。"}, year=2023)
    assert "2021.t3.carry_in" in serious(examine(write(), previous))
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"nothing")
    told = [f for f in examine(write(), broken).findings if f.rule == "previous.file"]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert "坏.xlsx" in told[0].message


def test_a_typed_wrong_total_is_an_error_at_its_cell(write: Callable[..., Path]) -> None:
    examination = examine(write(typed={"rev.total": Decimal(0)}))
    told = [f for f in examination.findings if f.severity is Severity.ERROR]
    assert [(f.rule, str(f.place)) for f in told] == [("2021.t4.total", "复议诉讼!E6")]


def test_a_confirmation_travels_through_the_workbook(write: Callable[..., Path]) -> None:
    text = TEXT | {"s1": TEXT["s1"].replace("564件", "546件")}
    examination = examine(write(text=text, confirmations={"2021.txt.app_new": "口径不同，已说明"}))
    told = [f for f in examination.findings if f.rule == "2021.txt.app_new"]
    assert [f.confirmed for f in told] == ["口径不同，已说明"]
    assert examination.ok


def test_workbooks_of_one_batch_are_compared_with_each_other(write: Callable[..., Path]) -> None:
    text = TEXT | {"s5": TEXT["s5"] * 4}
    one = write("甲.xlsx", text)
    other = write("乙.xlsx", text, unit_name="清源市梧桐区教育局", signatory="清源市梧桐区教育局")
    both = examine_together([one, other])
    assert [sum(f.rule == "2021.copy.other" for f in e.findings) for e in both] == [1, 1]
    assert "2021.copy.other" not in serious(examine(one))


def test_the_command_prints_the_worst_first_and_says_whether_a_report_can_be_made(
    write: Callable[..., Path],
) -> None:
    text = TEXT | {"s1": TEXT["s1"].replace("564件", "546件")}
    result = run(write(text=text, typed={"rev.total": Decimal(0)}))
    assert result.return_value == 1
    lines = result.output.splitlines()
    assert lines[0] == "梧桐区.xlsx"
    assert lines[1].startswith("  [错误] 复议诉讼!E6 行政复议：总计0件")
    assert re.match(r"  \[警告\] 正文!C\d+ 正文写“新收政府信息公开申请546件”", lines[2])
    assert "错误 1，警告 1" in lines[-1]
    assert "改正后才能生成报告" in lines[-1]


def test_the_command_returns_zero_without_errors_also_where_there_are_warnings(
    write: Callable[..., Path],
) -> None:
    text = TEXT | {"s1": TEXT["s1"].replace("564件", "546件")}
    result = run(write(text=text))
    assert result.return_value == 0
    assert "没有错误，可以生成报告" in result.output


def test_many_findings_of_one_kind_are_gathered(write: Callable[..., Path]) -> None:
    blank = tuple(id for id in report(2024).format.fields if id.startswith("app.deny"))
    result = run(write(without=blank))
    lines = [line for line in result.output.splitlines() if "num.blank" in line]
    assert len(lines) == check_command.SHOWN
    assert "同样的问题另有43处：申请办理!" in result.output


def test_the_json_has_the_form_of_the_contract(write: Callable[..., Path], tmp_path: Path) -> None:
    good, bad = write("好.xlsx"), write("坏.xlsx", typed={"rev.total": Decimal(0)})
    broken = tmp_path / "不是.xlsx"
    broken.write_bytes(b"nothing")
    result = run(good, bad, broken, "--json")
    data = json.loads(result.output)
    assert result.return_value == 1
    assert [(r["workbook"], r["status"], r["draft"], r["files"]) for r in data["reports"]] == [
        (str(good), "ok", True, {}),
        (str(bad), "error", True, {}),
        (str(broken), "error", False, {}),
    ]
    finding = data["reports"][1]["findings"][0]
    assert set(finding) == {"severity", "rule", "sheet", "cell", "field", "message"}
    assert (finding["severity"], finding["sheet"], finding["cell"], finding["field"]) == (
        "error",
        "复议诉讼",
        "E6",
        "rev.total",
    )


def test_the_annotated_copy_has_comments_and_a_list_with_links_and_leaves_the_original_alone(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    text = TEXT | {"s1": TEXT["s1"].replace("564件", "546件")}
    path = write(text=text, typed={"rev.total": Decimal(0)})
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    result = run(path, "--annotate", tmp_path / "批注", "--json")
    copy = Path(json.loads(result.output)["reports"][0]["files"]["annotated"])
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert copy == tmp_path / "批注" / "梧桐区（批注）.xlsx"
    book = load_workbook(copy)
    total, sentence = book["复议诉讼"]["E6"].comment, sentence_cell(book).comment
    assert total.author == sentence.author == AUTHOR
    assert total.text.startswith("【错误】行政复议：总计0件")
    assert sentence.text.startswith("【警告】正文写")
    sheet = book[LIST]
    assert book.active.title == LIST
    assert sheet["D4"].value.startswith("行政复议：总计0件")
    assert sheet["C4"].value == "复议诉讼!E6"
    assert sheet["C4"].hyperlink.location == "'复议诉讼'!E6"
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=4)]
    order = ["错误", "警告", "提示"]
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=order.index)


def test_the_annotated_copy_can_be_corrected_and_is_then_right(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    text = TEXT | {"s1": TEXT["s1"].replace("564件", "546件")}
    path = write(text=text, typed={"rev.total": Decimal(0)})
    first = examine(path)
    copy = tmp_path / "改.xlsx"
    copy.write_bytes(annotated(first) or b"")
    again = examine(copy)
    assert [(f.rule, f.place) for f in again.findings] == [(f.rule, f.place) for f in first.findings]
    book = load_workbook(copy)
    book["复议诉讼"]["E6"] = "=SUM(A6:D6)"
    sentence_cell(book).value = TEXT["s1"]
    book.save(copy)
    corrected = examine(copy)
    assert serious(corrected) == []
    clean = load_workbook(io.BytesIO(annotated(corrected) or b""))
    assert clean["复议诉讼"]["E6"].comment is None
    assert sentence_cell(clean).comment is None
    assert clean.sheetnames.count(LIST) == 1


def test_the_copy_keeps_formulas_values_names_and_protection(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write()
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(annotated(examine(path)) or b"")
    original, copied = load_workbook(path), load_workbook(copy)
    values, kept = load_workbook(path, data_only=True), load_workbook(copy, data_only=True)
    assert set(original.defined_names) == set(copied.defined_names)
    assert copied.sheetnames == [*original.sheetnames, LIST]
    for sheet in original.worksheets:
        assert copied[sheet.title].protection.sheet == sheet.protection.sheet
        assert copied[sheet.title].sheet_state == sheet.sheet_state
        assert copied[sheet.title].data_validations.count == sheet.data_validations.count
        for row in sheet.iter_rows():
            for cell in row:
                assert copied[sheet.title][cell.coordinate].value == cell.value
                shown = values[sheet.title][cell.coordinate].value
                assert kept[sheet.title][cell.coordinate].value == shown, (sheet.title, cell.coordinate)


def test_a_comment_that_stood_there_before_is_kept_below(write: Callable[..., Path], tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    path = write(typed={"rev.total": Decimal(0)})
    book = load_workbook(path)
    book["复议诉讼"]["E6"].comment = Comment("上年：17件", "经办人")
    book.save(path)
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(annotated(examine(path)) or b"")
    assert load_workbook(copy)["复议诉讼"]["E6"].comment.text.endswith("上年：17件")
    again = load_workbook(io.BytesIO(annotated(examine(copy)) or b""))["复议诉讼"]["E6"].comment.text
    assert again.count("上年：17件") == 1
    assert again.count("【错误】") == 1


def test_the_same_workbook_gives_the_same_copy(write: Callable[..., Path]) -> None:
    path = write(typed={"rev.total": Decimal(0)})
    assert annotated(examine(path)) == annotated(examine(path))


def test_a_workbook_with_a_broken_style_sheet_still_comes_back(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(typed={"rev.total": Decimal(0)})
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = (
        b"<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
    )
    broken = tmp_path / "坏样式.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    copy = load_workbook(io.BytesIO(annotated(examine(broken)) or b""))
    assert copy["复议诉讼"]["E6"].comment.text.startswith("【错误】")


def test_the_copy_never_takes_the_place_of_the_workbook_itself(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write("梧桐区（批注）.xlsx", typed={"rev.total": Decimal(0)})
    data = json.loads(run(path, "--annotate", tmp_path, "--json").output)
    copy = Path(data["reports"][0]["files"]["annotated"])
    assert copy != path
    assert copy.is_file()


def test_the_rules_of_a_format_are_printed_and_as_json() -> None:
    runner = CliRunner()
    shown = runner.invoke(rules_command.command, ["--format", "2021"], standalone_mode=False)
    assert "2021.t3.balance" in shown.output
    assert "[错误] 每列新收加上年结转等于办理结果总计加结转下年度" in shown.output
    assert "T40" in shown.output
    data = json.loads(
        runner.invoke(rules_command.command, ["--format", "2021", "--json"], standalone_mode=False).output
    )
    assert {"id", "severity", "group", "meaning", "mend", "source"} == set(data[0])
    assert "2021.txt.percent" in [rule["id"] for rule in data]


def test_an_unknown_format_is_wrong_usage() -> None:
    result = CliRunner().invoke(rules_command.command, ["--format", "1999"], standalone_mode=False)
    assert isinstance(result.exception, UsageError)
