"""The short notation of the data files: drawn grids, sets, sums, figures as printed, headings."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import load
from generator.formats.expand import (
    Comparison,
    NotationError,
    comparison,
    comparisons,
    expand,
    is_id,
    terms,
)
from generator.formats.figure import printed
from generator.formats.grid import draw
from generator.formats.headings import from_han, han, section_for, split_ordinal

SETS = {"a": ("x", "y"), "b": ("1st", "2nd", "{a}")}


def test_a_drawn_table_becomes_cells_with_spans_labels_and_marks() -> None:
    grid = draw(
        """
        # note:勾稽 | < | 数量 | <
        # ^ | ^ | 甲 | 乙
        stacked:组 | 一项 | p.{a}    @ 第一条 ~ topic
        ^ | 二项 | q.{a}
        """.replace("\n        ", "\n"),
        SETS,
        frozenset({"q.y"}),
    )
    assert (grid.rows, grid.cols, grid.header_rows, grid.label_cols) == (4, 4, 2, 2)
    kinds = {(c.row, c.col): (c.kind, c.text or c.field, c.rowspan, c.colspan) for c in grid.cells}
    assert kinds[0, 0] == ("note", "勾稽", 2, 2)
    assert kinds[2, 0] == ("label", "组", 2, 1)
    assert kinds[3, 2] == ("entry", "q.x", 1, 1)
    assert kinds[3, 3] == ("total", "q.y", 1, 1)
    total = next(c for c in grid.cells if c.field == "q.y")
    assert grid.row_labels(total) == ("组", "二项")
    assert grid.column_labels(total) == ("数量", "乙")
    assert grid.laws == {2: "第一条"}
    assert grid.evidence == {2: "topic"}


def test_each_block_of_a_table_has_its_own_head() -> None:
    grid = draw("= 甲块\n# 内容 | 件数\n规章 | a.b\n= 乙块\n# 内容 | 金额\n收费 | a.c", {}, frozenset())
    fields = {c.field: grid.column_labels(c) for c in grid.cells if c.field}
    assert fields == {"a.b": ("件数",), "a.c": ("金额",)}
    assert grid.header_rows == 0


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ("# 甲 | 乙\n一 | a.b | a.c", "第1行有2格，应为3格"),
        ("^ | 甲", "第1行第1格没有可以接续的格"),
        ("甲 | 乙\n< | ^", "第2行第1格没有可以接续的格"),
        ("甲 | <\n^ | 乙", "第1行第1格合并后不是矩形"),
        ("甲 | a.{c}", "没有定义的集合 {c}"),
        ("甲 | a.b  ~ sure", "行末标记有误"),
    ],
)
def test_a_table_that_is_drawn_wrongly_is_refused_with_row_and_cell(drawn: str, message: str) -> None:
    with pytest.raises(NotationError, match=message):
        draw(drawn, SETS, frozenset())


@given(st.data())
def test_drawing_any_tiling_gives_back_its_rectangles(data: st.DataObject) -> None:
    rows, cols = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    rectangles = tiling(data, 0, 0, rows, cols)
    text = [["" for _ in range(cols)] for _ in range(rows)]
    for r, c, height, width in rectangles:
        for y, x in itertools.product(range(height), range(width)):
            text[r + y][c + x] = "<" if x else "^" if y else f"f.cell_{r}_{c}"
    grid = draw("\n".join(" | ".join(row) for row in text), {}, frozenset())
    assert sorted((c.row, c.col, c.rowspan, c.colspan) for c in grid.cells) == sorted(rectangles)


def tiling(data: st.DataObject, r: int, c: int, height: int, width: int) -> list[tuple[int, int, int, int]]:
    """A rectangle cut at random into rectangles."""
    if height > 1 and data.draw(st.booleans()):
        cut = data.draw(st.integers(1, height - 1))
        return tiling(data, r, c, cut, width) + tiling(data, r + cut, c, height - cut, width)
    if width > 1 and data.draw(st.booleans()):
        cut = data.draw(st.integers(1, width - 1))
        return tiling(data, r, c, height, cut) + tiling(data, r, c + cut, height, width - cut)
    return [(r, c, height, width)]


def test_a_pattern_stands_for_every_member_of_its_sets() -> None:
    assert expand("p.{a}.q", SETS) == ("p.x.q", "p.y.q")
    assert expand("p.{b}", SETS) == ("p.1st", "p.2nd", "p.x", "p.y")
    assert expand("plain.id", SETS) == ("plain.id",)


def test_a_sum_expands_its_patterns_and_keeps_signs_and_last_year() -> None:
    assert terms("p.{a} + q.r - prev:s.t", SETS) == ("p.x", "p.y", "q.r", "-prev:s.t")
    assert terms("0", SETS) == ()


def test_a_comparison_is_made_once_for_each_member_of_its_set() -> None:
    made = dict(comparisons("t.{a} = p.{a}.{b}", "a", {**SETS, "b": ("m", "n")}))
    assert made["y"] == Comparison(("t.y",), "=", ("p.y.m", "p.y.n"))


@pytest.mark.parametrize("text", ["a.b", "a.b == c.d", "a.b < c.d", "= a.b", ""])
def test_what_is_no_comparison_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        comparison(text, SETS)


@pytest.mark.parametrize("id", ["app.new.total", "pub.fee", "_x.y_1"])
def test_ids_of_words_and_dots_are_legal(id: str) -> None:
    assert is_id(id)


@pytest.mark.parametrize("id", ["total", "app.t3", "a.R1C1", "1a.b", "a..b", "a.b-c", "a.b.", "甲.乙"])
def test_ids_that_a_spreadsheet_could_mistake_for_a_cell_are_not(id: str) -> None:
    assert not is_id(id)


@pytest.mark.parametrize(
    ("id", "value", "text"),
    [
        ("app.new.total", "14069", "14069"),
        ("pub.permit.decisions", "11398889", "11398889"),
        ("pub.fee.amount", "96171.60", "96171.6"),
        ("pub.fee.amount", "12.000", "12"),
        ("pub.fee.amount", "0.00", "0"),
        ("pub.fee.amount", "1E+3", "1000"),
        ("pub.fee.amount", "0.000001", "0.000001"),
    ],
)
def test_figures_are_printed_without_grouping_and_without_padded_zeros(
    id: str, value: str, text: str
) -> None:
    assert printed(load("2021").fields[id], Decimal(value)) == text


def test_a_decrease_has_a_minus_sign_and_a_share_keeps_its_decimals() -> None:
    assert printed(load("2019").fields["pub.permit.change"], Decimal(-8)) == "-8"
    assert printed(load("2008").derived["pub.site.pct"], Decimal(5)) == "5.0"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_printed_figure_reads_back_as_the_same_number(value: Decimal) -> None:
    text = printed(load("2021").fields["pub.fee.amount"], value)
    assert Decimal(text) == value
    assert set(text) <= set("-0123456789.")
    assert "." not in text or not text.endswith(("0", "."))


@given(st.integers(1, 99))
def test_han_numerals_read_back(number: int) -> None:
    assert from_han(han(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("九十九", 99),
            ("一百", 100),
            ("一百零五", 105),
        ),
        *(("一百一十", 110), ("一千零一", 1001), ("一千零一十", 1010), ("一万零一", 10001)),
    ],
)
def test_han_numerals_are_written_as_people_do(text: str, value: int) -> None:
    assert han(value) == text


@pytest.mark.parametrize("text", ["", "百", "一二", "十十", "甲"])
def test_what_is_no_numeral_below_a_hundred_is_zero(text: str) -> None:
    assert from_han(text) == 0


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("一、总体情况", "s1"),
        ("总体情况", "s1"),
        ("二", "s2"),
        ("三、", "s3"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "s4"),
        ("四、政府信息公开行政复议,行政诉讼情况", "s4"),
        ("五、存在问题及改进情况", "s5"),
        ("六.其它需要报告的事项", "s6"),
        ("第一部分：总体情况", "s1"),
    ],
)
def test_headings_are_recognised_however_they_are_typed(typed: str, section: str) -> None:
    found = section_for(load("2021"), typed)
    assert found is not None
    assert found.id == section


@pytest.mark.parametrize("typed", ["", "七", "机构建设情况", "前言"])
def test_other_headings_mean_no_section(typed: str) -> None:
    assert section_for(load("2021"), typed) is None


def test_the_ordinal_of_a_heading_is_split_off() -> None:
    assert split_ordinal("十二、附则") == (12, "附则")
    assert split_ordinal("附则") == (0, "附则")
