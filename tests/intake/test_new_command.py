"""`nianbao new`, the names it derives, and what it carries over from last year."""

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator import formats
from generator.cli.main import nianbao
from generator.errors import InputError, UsageError
from generator.intake.naming import short_name
from tests.intake.conftest import filled, particulars, read, sound_figures

UNIT = "清源市梧桐区人民政府"


def new(*arguments: str) -> Result:
    return CliRunner().invoke(nianbao, ["new", *arguments], standalone_mode=False)


def test_a_blank_workbook_of_the_years_format_is_written(tmp_path: Path) -> None:
    target = tmp_path / "空白.xlsx"
    done = new("--year", "2019", "--unit", UNIT, "-o", str(target))
    assert done.exception is None
    assert done.output.strip() == str(target)
    report = read(target.read_bytes()).report
    assert report is not None
    assert (report.format.id, report.particulars.unit_short) == ("2019", "梧桐区")


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "已填.xlsx"
    target.write_bytes(b"filled in")
    done = new("--year", "2025", "--unit", UNIT, "-o", str(target))
    assert isinstance(done.exception, UsageError)
    assert "已经存在" in str(done.exception)
    assert target.read_bytes() == b"filled in"
    assert new("--year", "2025", "--unit", UNIT, "-o", str(target), "--force").exception is None
    assert read(target.read_bytes()).report is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "2025"), "--unit"),
        (("--unit", UNIT), "--year"),
        (("--year", "2025", "--unit", " "), "--unit"),
        (("--year", "2007", "--unit", UNIT), "2007"),
        (("--year", "2025", "--unit", UNIT, "--format", "2019"), "不适用于2025年度"),
        (("--year", "2025", "--unit", UNIT, "--format", "1999"), "没有编号为“1999”的格式"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    target = tmp_path / "空白.xlsx"
    done = new(*arguments, "-o", str(target))
    assert isinstance(done.exception, UsageError)
    assert said in str(done.exception)
    assert not target.exists()


def test_a_name_that_excel_would_not_open_is_refused(tmp_path: Path) -> None:
    done = new("--year", "2025", "--unit", UNIT, "-o", str(tmp_path / "空白.xls"))
    assert isinstance(done.exception, UsageError)
    assert ".xlsx" in str(done.exception)


def last_year(tmp_path: Path, format_id: str, year: int) -> Path:
    fmt = formats.load(format_id)
    chosen = particulars(
        fmt, report_year=year, title="", contact="区政务公开科", doc_number="梧政办发〔2021〕1号"
    )
    file = tmp_path / "上年.xlsx"
    file.write_bytes(filled(fmt, sound_figures(fmt), particulars=chosen))
    return file


@pytest.mark.parametrize(("format_id", "year"), [("2021", 2024), ("2019", 2020)])
def test_last_years_workbook_fills_in_what_carries_over_also_across_formats(
    format_id: str, year: int, tmp_path: Path
) -> None:
    target, last = tmp_path / "新.xlsx", last_year(tmp_path, format_id, year)
    done = new("--year", str(year + 1), "--unit", UNIT, "-o", str(target), "--from", str(last), "--json")
    assert done.exception is None
    before = sound_figures(formats.load(format_id))
    carried = [f"app.prev.{c}" for c in ("charity", "company", "legal", "natural", "other", "research")]
    assert json.loads(done.stdout)["carried"] == carried
    report = read(target.read_bytes()).report
    assert report is not None
    assert report.format.id == "2021"
    for key in carried:
        assert report.figures[key] == before[key.replace("prev", "next")]
    assert (report.particulars.contact, report.particulars.doc_number) == ("区政务公开科", "")
    assert report.particulars.issue_date is None
    assert report.approval.draft


def test_year_and_unit_follow_from_last_years_workbook(tmp_path: Path) -> None:
    target, last = tmp_path / "新.xlsx", last_year(tmp_path, "2019", 2020)
    assert new("--from", str(last), "-o", str(target)).exception is None
    report = read(target.read_bytes()).report
    assert report is not None
    assert (report.particulars.report_year, report.particulars.unit_name) == (2021, UNIT)


def test_last_years_figure_stands_beside_each_entry_cell(tmp_path: Path) -> None:
    target, last = tmp_path / "新.xlsx", last_year(tmp_path, "2021", 2024)
    new("--year", "2025", "--unit", UNIT, "-o", str(target), "--from", str(last))
    comment = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))["主动公开"]["B16"].comment
    assert comment is not None
    assert comment.text == "2024年报告：14722.49万元"


def test_of_another_units_workbook_only_figures_are_taken_and_that_is_said(tmp_path: Path) -> None:
    target, last = tmp_path / "新.xlsx", last_year(tmp_path, "2021", 2024)
    done = new("--year", "2025", "--unit", "桐安县人民政府", "-o", str(target), "--from", str(last))
    assert "没有带入单位信息" in done.stderr
    report = read(target.read_bytes()).report
    assert report is not None
    assert (report.particulars.unit_short, report.particulars.contact) == ("桐安县", "")


def test_a_workbook_of_the_wrong_year_is_refused(tmp_path: Path) -> None:
    last = last_year(tmp_path, "2021", 2023)
    done = new("--year", "2025", "--unit", UNIT, "-o", str(tmp_path / "新.xlsx"), "--from", str(last))
    assert isinstance(done.exception, UsageError)
    assert "应为2024年度" in str(done.exception)


def test_a_file_that_is_no_workbook_is_an_error_of_the_input(tmp_path: Path) -> None:
    last = tmp_path / "上年.xlsx"
    last.write_bytes(b"%PDF-1.7")
    done = new("--year", "2025", "--unit", UNIT, "-o", str(tmp_path / "新.xlsx"), "--from", str(last))
    assert isinstance(done.exception, InputError)


def test_items_of_last_years_catalogue_carry_over_with_their_change(tmp_path: Path) -> None:
    form = formats.load("2019")
    last = last_year(tmp_path, "2019", 2019)
    target = tmp_path / "新.xlsx"
    new("--year", "2020", "--unit", UNIT, "-o", str(target), "--from", str(last))
    report = read(target.read_bytes()).report
    assert report is not None
    before = sound_figures(form)
    expected: Decimal = before["pub.permit.items"] + before["pub.permit.change"]
    assert report.figures["pub.permit.items"] == expected


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("哈尔滨市南岗区人民政府", "南岗区"),
        ("黑龙江省哈尔滨市南岗区人民政府", "南岗区"),
        ("青岛市市北区人民政府", "市北区"),
        ("上海市浦东新区人民政府", "浦东新区"),
        ("金湖县人民政府", "金湖县"),
        ("浙江省东阳市人民政府", "东阳市"),
        ("哈尔滨市人民政府", "哈尔滨市"),
        ("黑龙江省人民政府", "黑龙江省"),
        ("广西壮族自治区人民政府", "广西壮族自治区"),
        ("内蒙古自治区呼伦贝尔市鄂温克族自治旗人民政府", "鄂温克族自治旗"),
        ("微山县两城镇人民政府", "两城镇"),
        ("双城区希勤满族乡人民政府", "希勤满族乡"),
        ("北京市东城区人民政府东直门街道办事处", "东直门街道"),
        ("哈尔滨市南岗区审计局", "南岗区审计局"),
        ("涡阳县审计局", "涡阳县审计局"),
        ("哈尔滨市教育局", "哈尔滨市教育局"),
        ("某某开发公司", "某某开发公司"),
    ],
)
def test_the_name_for_the_title_follows_from_the_full_name(full: str, short: str) -> None:
    assert short_name(full) == short
