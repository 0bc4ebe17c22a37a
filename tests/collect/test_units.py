"""What becomes of each unit: counted once, or left out with a reason that names the files."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator.batch.collection.collect import Request, collect
from generator.batch.collection.model import Member, State
from generator.errors import UsageError
from tests.collect.conftest import TODAY, Office, messages, states, unit


def test_every_entry_is_the_sum_of_the_units(office: Office) -> None:
    office.send_all()
    collection = office.collect()
    assert collection.ok
    assert collection.complete
    assert dict(collection.sums) == office.sums(range(6))
    result = office.result()
    assert {id: result.figures[id] for id in collection.sums} == office.sums(range(6))


def test_totals_of_the_district_are_computed_from_the_sums(office: Office) -> None:
    office.send_all()
    office.collect()
    figures = office.result().figures
    new = [value for id, value in office.sums(range(6)).items() if id.startswith("app.new.")]
    assert figures["app.new.total"] == sum(new)
    assert not office.result().typed_totals


def test_money_keeps_its_decimals(office: Office) -> None:
    for number, amount in enumerate(("0.000001", "12345.67", "0.1")):
        office.send(number, values=office.figures(number) | {"pub.fee.amount": Decimal(amount)})
    office.members = office.members[:3]
    assert office.collect().sums["pub.fee.amount"] == Decimal("12345.770001")
    assert office.result().figures["pub.fee.amount"] == Decimal("12345.770001")


def test_a_missing_unit_is_an_error_that_says_whom_to_call(office: Office) -> None:
    office.send_all(but=[2])
    collection = office.collect()
    missing = office.members[2]
    assert states(collection)[missing.name] is State.MISSING
    (message,) = messages(collection, "missing")
    assert missing.name in message
    assert missing.phone in message
    assert dict(collection.sums) == office.sums([0, 1, 3, 4, 5])


def test_a_copy_of_a_workbook_counts_once_and_is_an_error_naming_both_files(office: Office) -> None:
    office.send_all()
    office.send(1, "补报/教育局 (1).xlsx")
    collection = office.collect()
    assert dict(collection.sums) == office.sums(range(6))
    (message,) = messages(collection, "duplicate")
    assert "“区教育局.xlsx”" in message
    assert "“补报/教育局 (1).xlsx”" in message
    assert not collection.ok


def test_two_workbooks_of_one_unit_that_differ_are_both_left_out(office: Office) -> None:
    office.send_all()
    other = office.figures(1) | {"pub.doc.made": Decimal(99), "pub.doc.valid": Decimal(120)}
    office.send(1, "区教育局（修改）.xlsx", values=other)
    collection = office.collect()
    assert states(collection)[office.members[1].name] is State.DOUBLE
    (message,) = messages(collection, "duplicate")
    assert "“区教育局.xlsx”" in message
    assert "“区教育局（修改）.xlsx”" in message
    assert "行政规范性文件·本年制发件数" in message
    assert dict(collection.sums) == office.sums([0, 2, 3, 4, 5])


def test_one_unit_is_known_by_its_code_under_another_name(office: Office) -> None:
    office.send_all()
    renamed = replace(office.members[1], name="清源市梧桐区教育和体育局")
    office.send(1, "新名.xlsx", member=renamed)
    collection = office.collect()
    (message,) = messages(collection, "duplicate")
    assert "“新名.xlsx”" in message
    assert len(messages(collection, "name")) == 1


def test_names_are_compared_without_blanks_and_width(office: Office) -> None:
    loose = replace(office.members[0], name=office.members[0].name.replace("发展", " 发展 "), credit_code="")
    office.send(0, member=loose)
    office.send_all(but=[0])
    assert office.collect().ok


def test_a_unit_may_call_itself_by_its_short_name(office: Office) -> None:
    office.send(0, member=replace(office.members[0], name=office.members[0].short, credit_code=""))
    office.send_all(but=[0])
    collection = office.collect()
    assert states(collection)[office.members[0].name] is State.COUNTED
    assert len(messages(collection, "name")) == 1


def test_a_stranger_is_an_error_with_the_nearest_name_of_the_roster(office: Office) -> None:
    office.send_all()
    stranger = Member("清源市梧桐区教育局分局", "分局", "11330588MB9999999X")
    office.send(1, "分局.xlsx", member=stranger)
    collection = office.collect()
    (message,) = messages(collection, "stranger")
    assert "“分局.xlsx”" in message
    assert "最相近的是“清源市梧桐区教育局”" in message
    assert dict(collection.sums) == office.sums(range(6))


def test_a_name_of_one_unit_with_the_code_of_another_is_no_one_s(office: Office) -> None:
    office.send_all(but=[1])
    mixed = replace(office.members[1], credit_code=office.members[2].credit_code)
    office.send(1, "改.xlsx", member=mixed)
    collection = office.collect()
    (message,) = messages(collection, "conflict")
    assert office.members[1].name in message
    assert office.members[2].name in message
    assert states(collection)[office.members[1].name] is State.MISSING


def test_another_code_than_the_roster_s_is_a_warning(office: Office) -> None:
    office.send_all(but=[1])
    office.send(1, member=replace(office.members[1], credit_code="11330588MB7777777X"))
    collection = office.collect()
    assert collection.ok
    assert "11330588MB7777777X" in messages(collection, "code")[0]


def test_a_workbook_of_another_year_is_not_counted(office: Office) -> None:
    office.send_all(but=[3])
    office.send(3, year=2023)
    collection = office.collect()
    assert states(collection)[office.members[3].name] is State.WRONG_YEAR
    (message,) = messages(collection, "year")
    assert "“区工业和信息化局.xlsx”" in message
    assert "2023年度" in message
    assert dict(collection.sums) == office.sums([0, 1, 2, 4, 5])


def test_last_year_s_workbook_beside_this_year_s_does_not_make_a_unit_double(office: Office) -> None:
    office.send_all()
    office.send(3, "去年/工信局.xlsx", year=2023)
    collection = office.collect()
    assert states(collection)[office.members[3].name] is State.COUNTED
    assert len(messages(collection, "year")) == 1
    assert messages(collection, "duplicate") == []


def test_a_year_of_another_form_is_an_error_with_the_file_s_name(office: Office) -> None:
    office.send_all(but=[3])
    office.send(3, year=2020)
    collection = office.collect()
    assert states(collection)[office.members[3].name] is State.UNREADABLE
    assert "“区工业和信息化局.xlsx”" in messages(collection, "unreadable")[0]


def test_figures_that_do_not_add_up_are_left_out(office: Office) -> None:
    office.send_all(but=[4])
    office.send(4, values=office.figures(4) | {"app.next.natural": Decimal(77)})
    collection = office.collect()
    assert states(collection)[office.members[4].name] is State.FAULTY
    (message,) = messages(collection, "unit")
    assert "“区民政局.xlsx”" in message
    assert "申请办理!" in message
    assert dict(collection.sums) == office.sums([0, 1, 2, 3, 5])


def test_a_blank_cell_is_the_unit_s_error(office: Office) -> None:
    office.send_all(but=[4])
    office.send(4, values={k: v for k, v in office.figures(4).items() if k != "rev.other"})
    assert states(office.collect())[office.members[4].name] is State.FAULTY


def test_figures_count_where_only_the_text_is_faulty(office: Office) -> None:
    office.send_all()
    path = office.folder / "区民政局.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["正文"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 3).value = None
    book.save(path)
    collection = office.collect()
    assert states(collection)[office.members[4].name] is State.TEXT_FAULTY
    assert dict(collection.sums) == office.sums(range(6))
    assert collection.complete
    assert not collection.ok


def test_an_exempt_unit_is_neither_added_nor_missed(office: Office) -> None:
    office.send_all(but=[5])
    listed = [replace(m, counted=number not in (0, 5)) for number, m in enumerate(office.members)]
    collection = office.collect(roster=office.roster(listed))
    assert collection.ok
    assert dict(collection.sums) == office.sums([1, 2, 3, 4])
    assert office.members[0].name in messages(collection, "exempt")[0]


def test_a_file_that_cannot_be_read_is_put_down_to_the_unit_in_its_name(office: Office) -> None:
    office.send_all(but=[2])
    (office.folder / "区科学技术局年报.xlsx").write_bytes(b"PK\x03\x04 broken")
    collection = office.collect()
    assert states(collection)[office.members[2].name] is State.UNREADABLE
    assert "“区科学技术局年报.xlsx”" in messages(collection, "unreadable")[0]


def test_an_unreadable_file_of_no_one_is_an_error(office: Office) -> None:
    office.send_all()
    (office.folder / "新建.xlsx").write_bytes(b"")
    collection = office.collect()
    assert "“新建.xlsx”" in messages(collection, "stranger")[0]
    assert dict(collection.sums) == office.sums(range(6))


def test_lock_files_and_what_file_managers_leave_are_passed_over(office: Office) -> None:
    office.send_all()
    for name in (
        "~$区民政局.xlsx",
        ".~区民政局.xlsx",
        "._区民政局.xlsx",
        "Thumbs.db",
        ".~lock.区民政局.xlsx#",
    ):
        (office.folder / name).write_bytes(b"x")
    assert office.collect().ok
    assert messages(office.collect(), "other_files") == []


def test_other_files_are_named(office: Office) -> None:
    office.send_all()
    (office.folder / "民政局.zip").write_bytes(b"PK")
    collection = office.collect()
    assert "民政局.zip" in messages(collection, "other_files")[0]
    assert collection.ok


def test_roster_and_result_may_lie_in_the_folder(office: Office) -> None:
    office.send_all()
    inside = office.folder / "名册.xlsx"
    inside.write_bytes(office.roster().read_bytes())
    request = Request(office.folder, office.folder / "汇总.xlsx", inside, jobs=1)
    first = collect(request, TODAY)
    request.output.write_bytes(first.workbook)
    assert collect(request, TODAY).collection.ok


def test_a_collected_workbook_in_the_folder_is_an_error(office: Office) -> None:
    office.send_all()
    office.collect()
    (office.folder / "去年汇总.xlsx").write_bytes(office.output.read_bytes())
    collection = office.collect()
    assert dict(collection.sums) == office.sums(range(6))
    assert any("汇总工作簿" in f.message for f in collection.findings if f.severity == "error")


def test_without_a_roster_the_workbooks_make_the_list(office: Office) -> None:
    office.send_all(but=[2])
    office.send(1, "副本.xlsx")
    collection = office.collect(with_roster=False)
    assert len(collection.units) == 5
    assert len(messages(collection, "duplicate")) == 1
    assert dict(collection.sums) == office.sums([0, 1, 3, 4, 5])


def test_the_year_is_that_of_most_workbooks_where_nothing_else_says_it(office: Office) -> None:
    office.send_all(but=[3])
    office.send(3, year=2025)
    collection = office.collect(with_roster=False)
    assert collection.year == 2024
    assert len(messages(collection, "year")) == 1


def test_no_workbook_and_no_roster_is_a_wrong_path(office: Office) -> None:
    office.folder.mkdir()
    with pytest.raises(UsageError, match="没有工作簿"):
        office.collect(with_roster=False)


def test_before_the_first_workbook_comes_all_units_are_missing_and_no_figure_is_written(
    office: Office,
) -> None:
    office.folder.mkdir()
    collection = office.collect()
    assert set(states(collection).values()) == {State.MISSING}
    assert not office.result().figures


def test_units_with_the_same_figures_or_text_are_told(office: Office) -> None:
    office.send_all(but=[3])
    office.send(3, values=office.figures(2))
    (message,) = messages(office.collect(), "alike")
    assert office.members[2].name in message
    assert office.members[3].name in message


def test_the_workbook_is_the_same_to_the_byte(office: Office) -> None:
    office.send_all(but=[2])
    office.collect()
    first = office.output.read_bytes()
    office.collect()
    assert office.output.read_bytes() == first


def test_several_processes_find_the_same_as_one(office: Office) -> None:
    office.send_all(but=[2])
    office.send(1, "副本.xlsx")
    one = office.collect()
    request = Request(office.folder, office.output, office.roster(), jobs=2)
    assert collect(request, TODAY).collection == one


def test_a_remark_of_a_faulty_unit_tells_the_first_fault(office: Office, tmp_path: Path) -> None:
    office.send_all(but=[4])
    office.send(4, values=office.figures(4) | {"app.next.natural": Decimal(77)})
    assert "申请办理!" in unit(office.collect(), office.members[4].name).remark
