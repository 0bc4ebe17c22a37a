"""Where tables break over pages (typography 3.4, cases D25 and D26)."""

import pytest
from hypothesis import given, settings

from generator.document.model import Table
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.measure import Setter
from generator.typesetting.tables import Split, fit_table, split_rows
from generator.typesetting.units import PITCH, Pt
from tests.typesetting_tables.tables import listed, made_up, statutory

SETTER = Setter(load_fonts())
PAGE = Pt(22 * PITCH)
EDGE = 1e-4


def split(table: Table, first: Pt = PAGE, available: Pt = PITCH) -> Split:
    """Break a table that is fitted so that it counts as too tall for one page."""
    return split_rows(table, fit_table(table, SETTER, available), first, PAGE)


def heights(table: Table, result: Split) -> list[float]:
    """The height of each part with its repeated head."""
    head = result.fitted.height(0, table.header_rows)
    return [result.fitted.height(a, b) + (head if a else 0) for a, b in result.parts]


def test_the_annex_of_2014_breaks_with_all_rows_in_order() -> None:
    table = statutory("2008.annex")
    result = split(table)
    rows = [row for a, b in result.parts for row in range(a, b)]
    assert rows == list(range(table.rows))
    assert len(result.parts) == 3
    assert not result.moved


def test_each_part_fits_its_page_and_the_last_ends_on_the_grid() -> None:
    table = statutory("2008.annex")
    found = heights(table, split(table, first=Pt(15 * PITCH)))
    assert found[0] <= 15 * PITCH + EDGE
    assert max(found) <= PAGE + EDGE
    assert found[-1] / PITCH == pytest.approx(round(found[-1] / PITCH))


def test_a_break_before_a_main_item_is_preferred() -> None:
    rows = [(0 if i in (0, 26) else 1, f"{i}.项目") for i in range(40)]
    assert split(listed(rows)).parts[0] == (0, 27)
    assert split(listed([(1, text) for _, text in rows])).parts[0] == (0, 30)


def test_parts_fill_their_pages_but_the_last() -> None:
    table = statutory("2008.annex")
    *full, last = heights(table, split(table, first=Pt(15 * PITCH)))
    assert full == pytest.approx([15 * PITCH - 2, 22 * PITCH - 2, *[22 * PITCH - 2] * (len(full) - 2)])
    assert last < 22 * PITCH


def test_rows_of_a_full_page_are_alike_and_the_head_has_one_height_on_all() -> None:
    table = listed([(1, f"{i}.项目") for i in range(100)])
    result = split(table)
    before = fit_table(table, SETTER, PITCH).row_heights
    assert result.fitted.row_heights[0] == before[0]
    for a, b in result.parts:
        assert len({round(h, 6) for h in result.fitted.row_heights[max(a, 1) : b]}) == 1


def test_a_main_item_far_above_the_end_of_the_page_does_not_empty_it() -> None:
    rows = [(0 if i in (0, 10) else 1, f"{i}.项目") for i in range(60)]
    assert split(listed(rows)).parts[0][1] > 25


def test_no_break_between_an_item_and_its_details() -> None:
    rows = [(1 if i in (0, 29) else 2, f"{i}.项目") for i in range(50)]
    end = split(listed(rows)).parts[0][1]
    assert end != 30 + 1


@pytest.mark.parametrize("rows", range(28, 36))
def test_no_row_is_left_alone(rows: int) -> None:
    result = split(listed([(1, f"{i}.项目") for i in range(rows)]))
    assert all(b - max(a, 1) >= 2 for a, b in result.parts)


def test_where_nothing_of_use_fits_the_table_begins_on_a_new_page() -> None:
    table = statutory("2008.annex")
    result = split(table, first=Pt(1.5 * PITCH))
    assert result.moved
    assert result.parts == split(table, first=PAGE).parts


def test_a_caption_inside_the_table_stays_with_what_it_heads() -> None:
    table = statutory("2021.t2")
    for lines in range(3, 11):
        result = split(table, first=Pt(lines * PITCH))
        ends = [b - 1 for _, b in result.parts]
        kinds = [{c.kind for c in table.cells if c.row == row} for row in ends]
        assert all("figure" in kind for kind in kinds), (lines, result.parts)


def test_a_group_is_not_cut_into_a_part_of_one_row_where_that_can_be_avoided() -> None:
    rows = [(1, f"{i}.项目") for i in range(60)]
    for start in range(24, 32):
        result = split(listed(rows, ((start, start + 5),)))
        for _, end in result.parts[:-1]:
            assert end not in (start + 1, start + 4)


def test_the_label_of_a_cut_group_has_room_on_both_sides() -> None:
    table = statutory("2021.t3", lambda row, col: "12")
    result = split(table, first=Pt(12 * PITCH))
    lines = result.fitted.cell_lines
    for cell in table.cells:
        for a, b in result.parts:
            shown = range(max(a, cell.row), min(b, cell.row + cell.rowspan))
            if shown:
                needed = len(lines[cell.row, cell.col]) * result.fitted.line_pitch
                assert needed <= result.fitted.height(shown[0], shown[-1] + 1) + EDGE


@settings(max_examples=80, deadline=None)
@given(made_up())
def test_whatever_the_table_its_rows_come_whole_in_order_and_fit_their_pages(table: Table) -> None:
    result = split(table)
    assert [row for a, b in result.parts for row in range(a, b)] == list(range(table.rows))
    found = heights(table, result)
    assert max(found) <= PAGE + EDGE
    assert found[-1] / PITCH == pytest.approx(round(found[-1] / PITCH))
