"""Where a figure comes from, and which unit makes a changed sum wrong."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator.batch.collection.model import State
from generator.batch.collection.tracing import FileState, Origin, Tracer
from generator.errors import InputError, UsageError
from tests.collect.conftest import Office


@pytest.fixture
def collected(office: Office) -> Office:
    """Units 0 to 4 are in, unit 5 is missing."""
    office.send_all(but=[5])
    office.collect()
    return office


def change(path: Path, cell: str, by: int, sheet: str = "复议诉讼") -> None:
    """Someone changes a figure in a workbook by hand."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value += by
    book.save(path)


def origin(office: Office, name: str = "rev.uphold") -> Origin:
    tracer = Tracer(office.output)
    return tracer.origin(tracer.field(name))


@pytest.mark.parametrize(
    "name",
    ["rev.uphold", "REV.UPHOLD", "行政复议·结果维持", "复议诉讼!A6", "'复议诉讼'!$A$6", "复议诉讼！a6"],
)
def test_a_figure_is_known_by_id_label_and_cell(collected: Office, name: str) -> None:
    assert origin(collected, name).field.id == "rev.uphold"


def test_a_cell_of_several_tables_must_name_its_sheet(collected: Office) -> None:
    with pytest.raises(UsageError, match="几张表"):
        Tracer(collected.output).field("D6")


def test_an_unknown_name_is_answered_with_near_ones(collected: Office) -> None:
    with pytest.raises(UsageError, match="重复申请"):
        Tracer(collected.output).field("重复")


def test_every_unit_is_listed_with_file_cell_value_and_digest(collected: Office) -> None:
    found = origin(collected)
    assert found.ok
    assert len(found.shares) == 6
    for number, share in enumerate(found.shares[:5]):
        assert share.value == collected.figures(number)["rev.uphold"]
        assert share.file == f"{collected.members[number].short}.xlsx"
        assert str(share.place) == "复议诉讼!A6"
        assert len(share.sha256) == 64
        assert share.file_state is FileState.SAME
    assert (found.shares[5].state, found.shares[5].value) == (State.MISSING, None)
    assert found.sum == found.value == collected.sums(range(5))["rev.uphold"]


def test_a_total_is_traced_to_the_units_totals(collected: Office) -> None:
    found = origin(collected, "新收申请")
    assert found.field.id == "app.new.total"
    assert found.ok
    own = [v for k, v in collected.figures(2).items() if k.startswith("app.new.")]
    assert found.shares[2].value == sum(own)


def test_a_figure_left_out_names_its_unit(collected: Office) -> None:
    numbers = range(5)
    values = [collected.figures(n)["rev.uphold"] for n in numbers]
    number = next(n for n in numbers if values[n])
    change(collected.output, "A6", -int(values[number]))
    found = origin(collected)
    assert found.difference == -values[number]
    assert any("少计了" in clue and collected.members[number].name in clue for clue in found.clues)


def test_a_figure_counted_twice_names_its_unit(collected: Office) -> None:
    value = next(v for n in range(5) if (v := collected.figures(n)["rev.uphold"]))
    change(collected.output, "A6", int(value))
    assert any("多计了一次" in clue for clue in origin(collected).clues)


def test_a_change_that_no_unit_explains_says_so(collected: Office) -> None:
    change(collected.output, "A6", 5000)
    assert "任何一个单位" in origin(collected).clues[0]


def test_a_changed_total_is_traced_to_the_entry_that_was_changed(collected: Office) -> None:
    change(collected.output, "A6", 5000)
    found = origin(collected, "rev.total")
    assert not found.ok
    assert "差在“行政复议·结果维持”（复议诉讼!A6）" in found.clues[0]


def test_a_total_typed_over_is_found(collected: Office) -> None:
    book = openpyxl.load_workbook(collected.output)
    book["复议诉讼"]["E6"].value = 1
    book.save(collected.output)
    assert not origin(collected, "rev.total").ok


def test_a_unit_that_changed_its_workbook_since_is_named_with_both_values(collected: Office) -> None:
    change(collected.folder / f"{collected.members[2].short}.xlsx", "A6", 9)
    found = origin(collected)
    assert found.ok
    share = found.shares[2]
    assert share.file_state is FileState.CHANGED
    assert share.value is not None
    assert share.now == share.value + 9
    assert any(collected.members[2].name in clue and "重新汇总" in clue for clue in found.clues)


def test_a_sum_put_right_after_a_unit_s_change_is_explained_by_it(collected: Office) -> None:
    change(collected.folder / f"{collected.members[2].short}.xlsx", "A6", 9)
    change(collected.output, "A6", 9)
    clue = next(clue for clue in origin(collected).clues if "相符" in clue)
    assert collected.members[2].name in clue


def test_a_unit_left_out_for_its_faults_explains_a_sum_that_was_put_right(office: Office) -> None:
    office.send_all(but=[4])
    office.send(4, values=office.figures(4) | {"app.next.natural": Decimal(77), "rev.uphold": Decimal(31)})
    office.collect()
    change(office.output, "A6", 31)
    clue = next(clue for clue in origin(office).clues if "没有计入" in clue)
    assert office.members[4].name in clue


def test_units_whose_folder_is_gone_are_still_told(collected: Office) -> None:
    collected.folder.rename(collected.root / "搬走")
    found = origin(collected)
    assert {share.file_state for share in found.shares[:5]} == {FileState.GONE}
    assert found.shares[0].value == collected.figures(0)["rev.uphold"]
    moved = Tracer(collected.output, collected.root / "搬走")
    assert moved.origin(moved.field("rev.uphold")).shares[0].file_state is FileState.SAME


def test_a_figure_that_stands_elsewhere_in_a_unit_s_workbook_is_told_by_its_own_cell(office: Office) -> None:
    office.send_all()
    path = office.folder / f"{office.members[1].short}.xlsx"
    book = openpyxl.load_workbook(path)
    book["复议诉讼"].insert_rows(3)
    book.save(path)
    office.collect()
    found = origin(office)
    assert str(found.shares[1].place) == "复议诉讼!A7"
    assert str(found.shares[2].place) == "复议诉讼!A6"
    assert found.shares[1].value == office.figures(1)["rev.uphold"]


def test_all_changed_figures_can_be_listed(collected: Office) -> None:
    assert Tracer(collected.output).changed_fields() == ()
    change(collected.output, "A6", 1)
    change(collected.output, "F6", 2)
    assert [f.id for f in Tracer(collected.output).changed_fields()] == ["rev.uphold", "suit.direct.uphold"]


def test_a_workbook_that_was_not_collected_is_refused(office: Office) -> None:
    path = office.send(0)
    with pytest.raises(InputError, match="汇总来源"):
        Tracer(path)


def test_the_sheet_itself_shows_a_difference(collected: Office) -> None:
    sheet = openpyxl.load_workbook(collected.output)["汇总来源"]
    ids = [cell.value for cell in sheet[3]]
    column = ids.index("rev.uphold") + 1
    letters = sheet.cell(3, column).column_letter
    assert sheet.cell(6, column).value == f"=SUM({letters}10:{letters}15)"
    assert sheet.cell(7, column).value == "=N('复议诉讼'!$A$6)"
    assert sheet.cell(8, column).value == f"=ROUND({letters}7-{letters}6,6)"
    values = openpyxl.load_workbook(collected.output, data_only=True)["汇总来源"]
    assert (
        values.cell(6, column).value == values.cell(7, column).value == collected.sums(range(5))["rev.uphold"]
    )
    assert values.cell(8, column).value == 0
