"""Columns, type and rows of fitted tables (typography 3.1–3.3)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from generator.document.model import Role, Table, TableCell
from generator.typesetting.fonts.catalogue import MissingGlyph, load_fonts
from generator.typesetting.kinsoku import NOEND, NOSTART
from generator.typesetting.measure import Setter
from generator.typesetting.tables import FittedTable, alignment, fit_table, left_edge, split_rows
from generator.typesetting.units import LEFT, PITCH, TYPE_HEIGHT, TYPE_WIDTH, Pt, mm
from tests.typesetting_tables.tables import STATUTORY, filled, made_up, statutory

SETTER = Setter(load_fonts())
PAGE_BELOW_HEADING = Pt(21 * PITCH)
EDGE = 1e-4


def fit(table: Table, height: Pt = PAGE_BELOW_HEADING) -> FittedTable:
    return fit_table(table, SETTER, height)


def room(fitted: FittedTable, cell: TableCell) -> float:
    return fitted.width(cell) - 2 * fitted.padding_x - fitted.indent(cell)


def natural(fitted: FittedTable, cell: TableCell, line: str) -> float:
    return SETTER.measure_text(line, Role.SONG, fitted.type_size(cell)).width(0, len(line), 0) / 20


def assert_nothing_overflows_and_nothing_is_lost(table: Table, fitted: FittedTable) -> None:
    for cell in table.cells:
        lines = fitted.cell_lines[cell.row, cell.col]
        assert "".join(lines) == cell.text
        for line in lines:
            assert natural(fitted, cell, line) <= room(fitted, cell) + EDGE, (cell.text, line)
        height = len(lines) * fitted.line_pitch + 2 * fitted.padding_y
        assert height <= fitted.height(cell.row, cell.row + cell.rowspan) + EDGE, cell.text


@pytest.mark.parametrize("table_id", STATUTORY)
def test_columns_fill_the_type_area_exactly(table_id: str) -> None:
    assert sum(fit(statutory(table_id)).columns) == pytest.approx(TYPE_WIDTH, abs=1e-9)


@pytest.mark.parametrize("table_id", [t for t in STATUTORY if t != "2008.annex"])
def test_a_table_of_one_page_takes_whole_lines_of_the_grid(table_id: str) -> None:
    fitted = fit(statutory(table_id))
    lines = fitted.height() / PITCH
    assert lines == pytest.approx(round(lines))
    assert lines <= 21


@pytest.mark.parametrize("table_id", ["2019.t3", "2021.t3"])
def test_the_table_of_applications_fits_under_its_heading_in_type_of_size_5(table_id: str) -> None:
    fitted = fit(statutory(table_id, lambda row, col: "98765"))
    assert (fitted.size, fitted.figure_size) == (10.5, 10.5)
    assert PITCH + fitted.height() <= 22 * PITCH + EDGE


@pytest.mark.parametrize(
    ("digits", "size"), [(1, 10.5), (5, 10.5), (6, 10), (7, 9), (8, 8.5), (9, 8), (10, 7.5)]
)
def test_larger_figures_shrink_the_type_of_the_whole_table(digits: int, size: float) -> None:
    fitted = fit(statutory("2021.t3", lambda row, col: "9" * (digits if (row, col) == (9, 5) else 1)))
    assert fitted.figure_size == size
    assert fitted.size <= fitted.figure_size + 1.5
    assert fitted.height() <= PAGE_BELOW_HEADING + EDGE
    assert fitted.remarks == ()


def test_columns_of_figures_stay_alike_when_one_needs_more() -> None:
    fitted = fit(statutory("2021.t3", lambda row, col: "1234567" if col == 9 else "1"))
    assert len({round(w, 6) for w in fitted.columns[3:]}) == 1
    assert fitted.columns[3] > mm(11)


def test_the_preferred_widths_stand_where_the_contents_allow_it() -> None:
    fitted = fit(statutory("2021.t2"))
    assert [round(w / mm(1), 6) for w in fitted.columns] == [57, 33, 33, 33]


def test_only_the_stacked_label_asks_for_more_than_the_preferred_width() -> None:
    """三、 is two characters on one line: 21 pt and the padding are 9 mm, not 8."""
    columns = [round(w / mm(1), 1) for w in fit(statutory("2021.t3")).columns]
    assert columns == [9.0, 17.0, 53.0, *[11.0] * 7]


def test_heads_of_the_table_of_reviews_have_two_characters_a_line() -> None:
    fitted = fit(statutory("2021.t4"))
    assert fitted.cell_lines[1, 0] == ("结果", "维持")
    assert fitted.cell_lines[2, 8] == ("尚未", "审结")
    assert fitted.cell_lines[1, 4] == ("总计",)


@pytest.mark.parametrize("digits", [5, 6, 7])
def test_heads_stay_even_when_the_type_shrinks(digits: int) -> None:
    fitted = fit(statutory("2021.t4", lambda row, col: "9" * digits))
    assert fitted.cell_lines[1, 0] == ("结果", "维持")
    assert fitted.figure_size >= 7.5


def test_labels_of_groups_break_after_their_ordinal_only() -> None:
    lines = fit(statutory("2021.t3")).cell_lines
    assert [lines[row, 1] for row in (7, 15, 18, 23)] == [
        ("（三）", "不予公开"),
        ("（四）", "无法提供"),
        ("（五）", "不予处理"),
        ("（六）", "其他处理"),
    ]


def test_the_stacked_label_has_one_character_a_line_and_its_mark_with_it() -> None:
    assert fit(statutory("2021.t3")).cell_lines[5, 0] == ("三、", "本", "年", "度", "办", "理", "结", "果")


def test_long_labels_wrap_by_the_rules_of_lines() -> None:
    lines = fit(statutory("2021.t3")).cell_lines
    assert lines[22, 2] == ("5.要求行政机关确认或重新出具", "已获取信息")
    assert lines[23, 2] == ("1.申请人无正当理由逾期不补", "正、行政机关不再处理其政府", "信息公开申请")
    assert lines[6, 1] == ("（二）部分公开（区分处理的，只计这一", "情形，不计其他情形）")


def test_labels_of_lower_levels_stand_in_by_one_character_a_level() -> None:
    table = statutory("2008.annex")
    fitted = fit(table)
    label = next(c for c in table.cells if c.text.startswith("涉及商业秘密"))
    assert fitted.indent(label) == 4 * fitted.size


def test_labels_stand_left_and_all_else_is_centred() -> None:
    table = statutory("2021.t3")
    found = {c.kind: alignment(c) for c in table.cells}
    assert found == {"note": "left", "header": "center", "label": "left", "figure": "center"}


def test_a_table_of_few_columns_is_set_larger() -> None:
    assert fit(statutory("2021.t2")).size == 12
    assert fit(statutory("2021.t3")).size == 10.5


def test_a_table_for_several_pages_is_set_in_size_5_with_rows_of_7_mm() -> None:
    fitted = fit(statutory("2008.annex"))
    assert fitted.size == 10.5
    assert fitted.height() > 22 * PITCH
    assert fitted.row_heights[1] == pytest.approx(mm(7.4), abs=0.1)


def test_less_room_makes_rows_lower_and_then_the_type_smaller() -> None:
    table = statutory("2021.t2")
    sizes = [fit(table, Pt(n * PITCH)).size for n in (21, 11, 10, 9, 7)]
    assert sizes == sorted(sizes, reverse=True)
    assert all(fit(table, Pt(n * PITCH)).height() <= n * PITCH + EDGE for n in (21, 11, 10, 9, 7))


def test_figures_too_long_for_any_column_are_cut_whole_and_reported() -> None:
    table = statutory("2021.t4", lambda row, col: "123456789012345")
    fitted = fit(table)
    assert fitted.figure_size == 7.5
    (remark,) = fitted.remarks
    assert "数字太长" in remark
    assert "请核对" in remark
    assert_nothing_overflows_and_nothing_is_lost(table, fitted)


def test_without_preferred_widths_the_contents_decide() -> None:
    table = replace(statutory("2021.t2"), widths_mm=())
    fitted = fit(table)
    label, *others = fitted.columns
    assert len({round(w, 6) for w in others}) == 1
    assert all(len(lines) <= 1 for lines in fitted.cell_lines.values())
    assert label > others[0]


def test_a_character_without_glyph_is_named_with_its_cell() -> None:
    table = statutory("2021.t2")
    cells = tuple(replace(c, text="规😀章") if c.text == "规章" else c for c in table.cells)
    with pytest.raises(MissingGlyph, match="表“二、主动公开政府信息情况”第3行第1列：字体里没有“😀”"):
        fit(replace(table, cells=cells))


def test_the_same_table_is_fitted_the_same_way_each_time() -> None:
    assert fit(statutory("2021.t3")) == fit(statutory("2021.t3"))


@settings(max_examples=60, deadline=None)
@given(filled())
def test_whatever_the_figures_nothing_overflows_and_nothing_is_lost(table: Table) -> None:
    fitted = fit(table)
    assert_nothing_overflows_and_nothing_is_lost(table, fitted)
    assert sum(fitted.columns) == pytest.approx(TYPE_WIDTH, abs=1e-9)
    assert 7.5 <= fitted.figure_size <= fitted.size <= 12


@settings(max_examples=60, deadline=None)
@given(filled())
def test_a_figure_is_one_line_unless_that_is_reported(table: Table) -> None:
    fitted = fit(table)
    broken = [c for c in table.cells if c.kind == "figure" and len(fitted.cell_lines[c.row, c.col]) > 1]
    assert bool(broken) == bool(fitted.remarks)


@settings(max_examples=100, deadline=None)
@given(made_up())
def test_whatever_the_labels_nothing_overflows_and_nothing_is_lost(table: Table) -> None:
    assert_nothing_overflows_and_nothing_is_lost(table, fit(table))


@settings(max_examples=60, deadline=None)
@given(filled())
def test_no_line_of_a_label_begins_or_ends_against_the_rules(table: Table) -> None:
    fitted = fit(table)
    for cell in table.cells:
        lines = fitted.cell_lines[cell.row, cell.col]
        if cell.kind != "figure":
            assert not any(line[0] in NOSTART for line in lines[1:])
            assert not any(line[-1] in NOEND for line in lines[:-1])
            assert not any(line.endswith(("1.", "2.", "、（")) for line in lines)


def long_list(rows: int, **more: object) -> Table:
    """A list as a card has it: a number and what it means, two side by side."""
    cells = [TableCell(0, col, 1, 1, "header", text, "Column") for col, text in enumerate(("编号", "内容"))]
    for row in range(1, rows):
        cells.append(TableCell(row, 0, 1, 1, "label", f"T{row:02}"))
        cells.append(TableCell(row, 1, 1, 1, "label", "各行各列的总计与各项之和一致"))
    return replace(Table("list", "清单", rows, 2, 1, tuple(cells)), **more)


def test_a_list_that_is_held_to_two_pages_shrinks_until_it_takes_no_more() -> None:
    sizes = {}
    for rows in (60, 90, 110):
        table = long_list(rows, most_pages=2)
        fitted = fit_table(table, SETTER, TYPE_HEIGHT)
        assert len(split_rows(table, fitted, TYPE_HEIGHT, TYPE_HEIGHT).parts) <= 2
        sizes[rows] = fitted.size
    assert sizes[60] > sizes[90] > sizes[110] >= 7.5


def test_a_list_that_no_size_holds_to_its_pages_is_set_in_the_smallest() -> None:
    fitted = fit_table(long_list(400, most_pages=2), SETTER, TYPE_HEIGHT)
    assert fitted.size == 7.5
    assert len(split_rows(long_list(400), fitted, TYPE_HEIGHT, TYPE_HEIGHT).parts) > 2


def test_a_list_may_hang_out_of_the_type_area_on_either_side() -> None:
    table = long_list(9, most_pages=1, hang_mm=8.0)
    assert sum(fit_table(table, SETTER, TYPE_HEIGHT).columns) == pytest.approx(TYPE_WIDTH + mm(16), abs=1e-9)
    assert left_edge(table) == pytest.approx(LEFT - mm(8))
    assert left_edge(long_list(9)) == LEFT
