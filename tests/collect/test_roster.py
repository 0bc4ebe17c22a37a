"""The roster 名册: written blank, read by its column headings wherever they stand."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from generator.batch.collection.model import Roster
from generator.batch.collection.roster import read_roster
from generator.batch.collection.roster_sheet import HEADER_ROW, write_roster
from generator.errors import InputError
from tests.collect.conftest import Office
from tests.collect.district import DISTRICT, members

ROW = HEADER_ROW + 1


def roster_with(tmp_path: Path, cells: dict[str, object]) -> Roster:
    """A blank roster with some cells filled in by hand."""
    book = openpyxl.load_workbook(io.BytesIO(write_roster(2024, DISTRICT)))
    for cell, value in cells.items():
        book["名册"][cell] = value
    path = tmp_path / "名册.xlsx"
    book.save(path)
    return read_roster(path)


def test_a_roster_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(write_roster(2024, DISTRICT, members(40)))
    roster = read_roster(path)
    assert (roster.members, roster.district, roster.year) == (members(40), DISTRICT, 2024)
    assert roster.findings == ()


def test_the_same_roster_has_the_same_bytes() -> None:
    assert write_roster(2024, DISTRICT, members(5)) == write_roster(2024, DISTRICT, members(5))


def test_a_blank_roster_has_all_columns_and_keeps_codes_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_roster()))["名册"]
    headings = [cell.value for cell in sheet[HEADER_ROW]]
    assert headings == [
        "序号", "单位全称", "简称", "统一社会信用代码", "类别", "是否计入汇总", "联系人", "电话", "原单位", "备注",
    ]  # fmt: skip
    assert sheet[f"D{ROW}"].number_format == "@"


def test_every_column_of_a_line_is_read(tmp_path: Path) -> None:
    line = (
        "清源市甲局",
        "区甲局",
        "11330588mb0000000a",
        "委办局",
        "否",
        "张三",
        "0588-1",
        "乙局、丙局；丁局",
        "合并",
    )
    cells = {f"{column}{ROW}": text for column, text in zip("BCDEFGHIJ", line, strict=True)}
    roster = roster_with(tmp_path, dict(cells))
    (member,) = roster.members
    assert (member.name, member.short, member.credit_code) == ("清源市甲局", "区甲局", "11330588MB0000000A")
    assert (member.kind, member.counted) == ("委办局", False)
    assert (member.contact, member.phone, member.note) == ("张三", "0588-1", "合并")
    assert member.former == ("乙局", "丙局", "丁局")


def test_a_unit_counts_unless_the_roster_says_no(tmp_path: Path) -> None:
    cells = {f"B{ROW + n}": f"清源市第{n}局" for n in range(4)}
    cells |= {f"F{ROW}": "是", f"F{ROW + 1}": "否", f"F{ROW + 2}": " 否 ", f"F{ROW + 3}": None}
    assert [m.counted for m in roster_with(tmp_path, cells).members] == [True, False, False, True]


def test_a_deadline_is_read_as_a_date_or_as_text(tmp_path: Path) -> None:
    unit = {f"B{ROW}": "清源市甲局"}
    assert roster_with(tmp_path, unit | {"C5": date(2025, 1, 20)}).deadline == date(2025, 1, 20)
    assert roster_with(tmp_path, unit | {"C5": "2025年1月20日"}).deadline == date(2025, 1, 20)
    unreadable = roster_with(tmp_path, unit | {"C5": "1月20日"})
    assert unreadable.deadline is None
    assert "不是完整的日期" in unreadable.findings[0].message


def test_a_unit_listed_twice_is_an_error_that_names_both_rows(tmp_path: Path) -> None:
    cells = {f"B{ROW}": "清源市甲局", f"B{ROW + 3}": "清源市 甲局", f"B{ROW + 4}": "清源市乙局"}
    roster = roster_with(tmp_path, cells)
    assert [m.name for m in roster.members] == ["清源市甲局", "清源市乙局"]
    assert f"第{ROW}行和第{ROW + 3}行" in roster.findings[0].message


def test_a_code_that_excel_took_for_a_number_is_not_used(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, {f"B{ROW}": "清源市甲局", f"D{ROW}": 113305880000000123})
    assert roster.members[0].credit_code == ""
    assert "存成了数字" in roster.findings[0].message


def test_a_line_without_a_name_is_an_error(tmp_path: Path) -> None:
    roster = roster_with(tmp_path, {f"B{ROW}": "清源市甲局", f"C{ROW + 1}": "区乙局"})
    assert len(roster.members) == 1
    assert f"第{ROW + 1}行没有写单位全称" in roster.findings[0].message


def test_an_office_s_own_list_is_read_by_its_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["全区报送单位一览"])
    book.active.append(["联系电话", "单位名称", "信用代码"])
    book.active.append(["0588-1", "清源市甲局", "11330588MB0000000A"])
    book.save(tmp_path / "一览.xlsx")
    (member,) = read_roster(tmp_path / "一览.xlsx").members
    assert (member.name, member.phone, member.credit_code) == ("清源市甲局", "0588-1", "11330588MB0000000A")


def test_a_file_without_a_list_of_units_is_refused_with_the_way_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["你好"])
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(InputError, match="nianbao new --roster"):
        read_roster(tmp_path / "别的.xlsx")


def test_a_unit_s_workbook_given_as_the_roster_is_refused(office: Office) -> None:
    """Its labels (单位全称 …) look like a list of units."""
    with pytest.raises(InputError, match="是填报工作簿，不是单位名册。请换成单位名册"):
        read_roster(office.send(0))


def test_an_empty_roster_is_an_error(tmp_path: Path) -> None:
    assert "没有一个单位" in roster_with(tmp_path, {}).findings[0].message
