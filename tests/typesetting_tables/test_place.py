"""Placed lines and rules of a table."""

import itertools

import pytest
from hypothesis import given, settings

from generator.document.model import Role, Table, TableCell
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.measure import Setter
from generator.typesetting.model import Line
from generator.typesetting.tables import FittedTable, PlacedRows, fit_table, place_rows, split_rows
from generator.typesetting.units import LEFT, PITCH, TOP, TYPE_WIDTH, Pt, mm
from tests.typesetting_tables.tables import filled, listed, statutory

SETTER = Setter(load_fonts())
EDGE = 1e-4
PAGE = Pt(22 * PITCH)


def placed(table: Table) -> tuple[FittedTable, list[PlacedRows]]:
    """All parts of a table, each at the top of a page."""
    fitted = fit_table(table, SETTER, Pt(21 * PITCH))
    parts: tuple[tuple[int, int], ...] = ((0, table.rows),)
    if fitted.height() > 21 * PITCH + EDGE:
        result = split_rows(table, fitted, PAGE, PAGE)
        fitted, parts = result.fitted, result.parts
    return fitted, [place_rows(table, fitted, SETTER, a, b, LEFT, TOP, block=5) for a, b in parts]


def right(line: Line) -> float:
    run = line.runs[-1]
    return run.x + sum(run.face.advance(c) for c in run.text) * run.size


def cell_of(table: Table, line: Line) -> TableCell:
    return next(c for c in table.cells if (c.row, c.col) == line.cell)


def test_every_line_knows_its_cell_and_block() -> None:
    table = statutory("2021.t3")
    _, (part,) = placed(table)
    assert {line.block for line in part.lines} == {5}
    for cell in table.cells:
        assert "".join(line.text for line in part.lines if line.cell == (cell.row, cell.col)) == cell.text


def test_lines_come_cell_by_cell_in_reading_order() -> None:
    _, (part,) = placed(statutory("2021.t3"))
    cells = [line.cell for line in part.lines]
    assert cells == sorted(cells)
    for _, lines in itertools.groupby(part.lines, key=lambda line: line.cell):
        baselines = [line.baseline for line in lines]
        assert baselines == sorted(baselines)


def test_han_stand_centred_between_the_rules_whatever_the_font_file_says() -> None:
    table = statutory("2021.t2")
    fitted, (part,) = placed(table)
    line = next(line for line in part.lines if line.cell == (2, 0))
    middle = TOP + fitted.height(0, 2) + fitted.row_heights[2] / 2
    assert line.baseline - middle == pytest.approx(0.38 * fitted.size)


def test_labels_stand_left_with_their_indent_and_figures_in_the_middle() -> None:
    table = statutory("2008.annex")
    fitted, (part, *_) = placed(table)
    label = next(line for line in part.lines if line.cell == (3, 0))
    assert label.runs[0].x == pytest.approx(LEFT + fitted.padding_x + 2 * fitted.size)
    figure = next(line for line in part.lines if line.cell == (3, 2))
    left, middle = figure.runs[0].x, LEFT + TYPE_WIDTH - fitted.columns[2] / 2
    assert middle - left == pytest.approx(right(figure) - middle)


def test_the_characters_of_a_stacked_label_stand_below_each_other() -> None:
    _, (part,) = placed(statutory("2021.t3"))
    stacked = [line.runs[0].x for line in part.lines if line.cell == (5, 0)]
    assert len(stacked) == 8
    assert len(set(stacked)) == 1


def test_figures_are_set_in_the_latin_face_and_labels_in_song() -> None:
    _, (part,) = placed(statutory("2021.t3"))
    figure = next(line for line in part.lines if line.cell == (4, 3))
    label = next(line for line in part.lines if line.cell == (7, 2))
    assert [r.face.family for r in figure.runs] == ["Liberation Serif"]
    assert [r.face.family for r in label.runs] == ["Liberation Serif", "Nianbao Song"]
    assert [r.text for r in label.runs] == ["1.", "属于国家秘密"]


def test_runs_stand_where_the_measured_text_says() -> None:
    _, (part,) = placed(statutory("2021.t3"))
    label = next(line for line in part.lines if line.cell == (7, 2))
    measured = SETTER.measure_text(label.text, Role.SONG, label.runs[0].size)
    assert label.runs[1].x - label.runs[0].x == pytest.approx(measured.natural[2] / 20)
    assert right(label) - label.runs[0].x == pytest.approx(measured.width(0, len(label.text), 0) / 20)


def test_the_frame_is_heavier_than_the_inner_rules() -> None:
    fitted, (part,) = placed(statutory("2021.t4"))
    frame = [r for r in part.rules if r.width == 0.75]
    assert len(frame) == 4
    assert {r.width for r in part.rules} == {0.5, 0.75}
    assert sorted(r.y0 for r in frame if r.y0 == r.y1) == pytest.approx([TOP, TOP + fitted.height()])


def test_no_rule_crosses_a_merged_cell() -> None:
    table = statutory("2021.t3")
    fitted, (part,) = placed(table)
    edges = [LEFT + sum(fitted.columns[:i]) for i in range(table.cols + 1)]
    for cell in table.cells:
        x0, x1 = edges[cell.col], edges[cell.col + cell.colspan]
        y0, y1 = (TOP + fitted.height(0, r) for r in (cell.row, cell.row + cell.rowspan))
        for rule in part.rules:
            inside_x = rule.x0 < x1 - EDGE and rule.x1 > x0 + EDGE
            inside_y = rule.y0 < y1 - EDGE and rule.y1 > y0 + EDGE
            assert not (inside_x and inside_y), (cell.text, rule)


def test_every_cell_has_rules_on_all_four_sides() -> None:
    table = statutory("2021.t3")
    fitted, (part,) = placed(table)
    edges = [LEFT + sum(fitted.columns[:i]) for i in range(table.cols + 1)]
    for cell in table.cells:
        x0, x1 = edges[cell.col], edges[cell.col + cell.colspan]
        y0, y1 = (TOP + fitted.height(0, r) for r in (cell.row, cell.row + cell.rowspan))
        for y in (y0, y1):
            assert any(
                abs(r.y0 - y) + abs(r.y1 - y) < EDGE and r.x0 <= x0 + EDGE and r.x1 >= x1 - EDGE
                for r in part.rules
            )
        for x in (x0, x1):
            assert any(
                abs(r.x0 - x) + abs(r.x1 - x) < EDGE and r.y0 <= y0 + EDGE and r.y1 >= y1 - EDGE
                for r in part.rules
            )


def test_head_rows_repeat_on_each_further_page_and_are_marked() -> None:
    _, parts = placed(statutory("2008.annex"))
    heads = [
        [(line.text, line.repeated) for line in p.lines if line.cell and line.cell[0] == 0] for p in parts
    ]
    assert heads[0] == [("统计指标", False), ("单位", False), ("统计数", False)]
    assert heads[1:] == [[("统计指标", True), ("单位", True), ("统计数", True)]] * (len(parts) - 1)


def test_the_label_of_a_group_repeats_at_the_top_of_the_continuation() -> None:
    table = listed([(1, f"{i}.项目") for i in range(60)], ((10, 50),))
    _, parts = placed(table)
    labels = [[line for line in part.lines if line.cell == (10, 0)] for part in parts]
    assert [{line.repeated for line in lines} for lines in labels[:2]] == [{False}, {True}]
    assert "".join(line.text for line in labels[1]) == "（一）合并项目"


def test_the_height_is_that_of_the_rows_and_the_repeated_head() -> None:
    table = statutory("2008.annex")
    fitted, parts = placed(table)
    total = sum(part.height for part in parts)
    assert total == pytest.approx(fitted.height() + (len(parts) - 1) * fitted.height(0, 1))


def test_a_table_can_stand_anywhere() -> None:
    table = statutory("2021.t4")
    fitted = fit_table(table, SETTER, PAGE)
    here = place_rows(table, fitted, SETTER, 0, table.rows, LEFT, TOP)
    there = place_rows(table, fitted, SETTER, 0, table.rows, Pt(LEFT + mm(3)), Pt(TOP + mm(7)))
    for a, b in zip(here.lines, there.lines, strict=True):
        assert b.baseline - a.baseline == pytest.approx(mm(7))
        assert b.runs[0].x - a.runs[0].x == pytest.approx(mm(3))


@settings(max_examples=40, deadline=None)
@given(filled())
def test_whatever_the_figures_every_line_stands_inside_its_cell(table: Table) -> None:
    fitted, parts = placed(table)
    edges = [LEFT + sum(fitted.columns[:i]) for i in range(table.cols + 1)]
    for part in parts:
        for line in part.lines:
            cell = cell_of(table, line)
            assert edges[cell.col] < line.runs[0].x
            assert right(line) < edges[cell.col + cell.colspan]
            assert TOP < line.baseline < TOP + part.height


@settings(max_examples=40, deadline=None)
@given(filled())
def test_whatever_the_figures_each_text_is_placed_once(table: Table) -> None:
    _, parts = placed(table)
    shown: dict[tuple[int, int], str] = {}
    for line in (line for part in parts for line in part.lines if not line.repeated):
        assert line.cell
        shown[line.cell] = shown.get(line.cell, "") + line.text
    assert shown == {(c.row, c.col): c.text for c in table.cells if c.text}
