"""上年结转 unit by unit, against last year's collected workbook; renamed and merged units."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator.batch.collection.model import State
from generator.errors import InputError
from tests.collect.conftest import Office, messages, states
from tests.collect.district import APPLICANTS


def carried(office: Office, last: Office, number: int, before: list[int] | None = None) -> dict[str, Decimal]:
    """This year's figures of a unit, with last year's 结转下年度 as 上年结转."""
    values = office.figures(number)
    for who in APPLICANTS:
        prev = sum((last.figures(n)[f"app.next.{who}"] for n in before or [number]), Decimal(0))
        values[f"app.new.{who}"] += values[f"app.prev.{who}"] - prev + 10
        values[f"app.open.{who}"] += 10
        values[f"app.prev.{who}"] = prev
    return values


@pytest.fixture
def last(tmp_path: Path) -> Office:
    """Last year's collection, complete."""
    office = Office(tmp_path / "去年", year=2023)
    office.send_all()
    office.collect()
    return office


def test_units_that_carry_over_what_they_reported_are_counted(office: Office, last: Office) -> None:
    for number in range(6):
        office.send(number, values=carried(office, last, number))
    collection = office.collect(previous=last.output)
    assert collection.ok, [f.message for f in collection.findings]
    assert messages(collection, "previous") == []


def test_a_unit_that_carries_over_another_number_is_faulty_by_name(office: Office, last: Office) -> None:
    for number in range(6):
        values = carried(office, last, number)
        if number == 3:
            values["app.prev.natural"] += 1
            values["app.new.natural"] -= 1
        office.send(number, values=values)
    collection = office.collect(previous=last.output)
    assert states(collection)[office.members[3].name] is State.FAULTY
    assert "结转下年度" in messages(collection, "unit")[0]


def test_a_renamed_unit_is_compared_with_its_former_name(office: Office, last: Office) -> None:
    renamed = replace(
        office.members[0], name="清源市梧桐区发展改革和数据局", former=(office.members[0].name,)
    )
    office.members = (renamed, *office.members[1:])
    for number in range(6):
        office.send(number, values=carried(office, last, number))
    assert office.collect(previous=last.output).ok


def test_a_merged_unit_carries_over_the_sum_of_its_parts(office: Office, last: Office) -> None:
    gone = office.members[5]
    office.members = (replace(office.members[0], former=(gone.name,)), *office.members[1:5])
    for number in range(5):
        before = [0, 5] if number == 0 else None
        office.send(number, values=carried(office, last, number, before))
    assert office.collect(previous=last.output).ok


def test_a_unit_without_last_year_is_told(office: Office, last: Office) -> None:
    new = replace(office.members[0], name="清源市梧桐区新设局", short="区新设局", credit_code="")
    office.members = (new, *office.members[1:])
    for number in range(6):
        office.send(number, values=carried(office, last, number))
    collection = office.collect(previous=last.output)
    assert "清源市梧桐区新设局" in messages(collection, "previous")[0]
    assert collection.ok


def test_a_district_that_reported_another_number_than_its_units_is_a_warning(
    office: Office, last: Office
) -> None:
    book = openpyxl.load_workbook(last.output)
    book["申请办理"]["D30"].value += 3
    assert book.defined_names["app.next.natural"].attr_text == "'申请办理'!$D$30"
    book.save(last.output)
    for number in range(6):
        office.send(number, values=carried(office, last, number))
    collection = office.collect(previous=last.output)
    (message,) = messages(collection, "carried")
    units = last.sums(range(6))["app.next.natural"]
    assert f"各单位之和{units}、全区{units + 3}" in message


def test_last_year_s_workbook_must_be_of_last_year(office: Office) -> None:
    older = Office(office.root / "前年", year=2022)
    older.send_all()
    older.collect()
    office.send_all()
    assert "应为2023年度" in messages(office.collect(previous=older.output), "previous")[0]


def test_a_plain_workbook_of_last_year_cannot_be_compared_unit_by_unit(office: Office, last: Office) -> None:
    office.send_all()
    plain = last.folder / f"{last.members[0].short}.xlsx"
    assert "不是汇总工作簿" in messages(office.collect(previous=plain), "previous")[0]


def test_a_file_that_is_no_workbook_is_refused(office: Office) -> None:
    office.send_all()
    (office.root / "坏.xlsx").write_bytes(b"x")
    with pytest.raises(InputError, match="上一年度"):
        office.collect(previous=office.root / "坏.xlsx")
