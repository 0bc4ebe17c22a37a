"""Tables: the layout's measures in twips, merged cells, head rows, pages."""

import pytest
from lxml import etree

from generator.document.model import Paragraph, Span
from generator.typesetting.model import BlockMeasure, TablePart
from generator.typesetting.units import LEFT, TOP, Pt
from generator.writers.docx import write_docx
from tests.docx.sample import LONG, TABLE, W, layout, table_measure, xml

AFTER = Paragraph((Span(LONG),))


def table_of(data: bytes) -> etree._Element:
    return xml(data).find(f"{W}body/{W}tbl")


def attribute(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{p}" for p in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


@pytest.fixture(scope="module")
def table() -> etree._Element:
    return table_of(write_docx(layout(TABLE, AFTER)))


def rows(table: etree._Element) -> list[list[etree._Element]]:
    return [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]


def style_of(cell: etree._Element) -> str:
    return cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val")


def test_columns_are_the_layouts_in_twips(table: etree._Element) -> None:
    grid = [int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert grid == [454, 3968, 2211, 2211]
    assert attribute(table, "tblPr/tblLayout", "type") == "fixed"


def test_row_heights_are_exact_and_add_up_with_the_frame_to_whole_lines_of_579_twips(
    table: etree._Element,
) -> None:
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in table.findall(f"{W}tr")]
    assert {h.get(f"{W}hRule") for h in heights} == {"exact"}
    frame, rounding = 15, 5
    assert sum(int(h.get(f"{W}val")) for h in heights) + frame + rounding == 4 * 579


def test_head_rows_are_marked_as_such_and_no_row_is_cut(table: etree._Element) -> None:
    marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
    assert marked == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr"))


def test_the_table_bears_its_title_for_readers_who_cannot_see_it(table: etree._Element) -> None:
    assert attribute(table, "tblPr/tblCaption") == "主动公开政府信息情况"


def test_cells_are_merged_as_in_the_form(table: etree._Element) -> None:
    merged = [
        [(attribute(c, "tcPr/gridSpan"), c.find(f"{W}tcPr/{W}vMerge")) for c in row] for row in rows(table)
    ]
    seen = [[(span, None if m is None else m.get(f"{W}val", "on")) for span, m in row] for row in merged]
    assert seen == [
        [("2", "restart"), ("2", None)],
        [("2", "on"), (None, None), (None, None)],
        [(None, "restart"), (None, None), (None, None), (None, None)],
        [(None, "on"), (None, None), (None, None), (None, None)],
        [(None, "on"), (None, None), (None, None), (None, None)],
    ]


def test_cells_are_broken_where_the_layout_broke_them(table: etree._Element) -> None:
    cell = rows(table)[1][2]
    assert [r.findtext(f"{W}t") for r in cell.iter(f"{W}r")] == ["金额", None, "（单位：万元）"]
    stacked = rows(table)[2][0]
    assert "".join(stacked.itertext()) == "办理"
    assert len(list(stacked.iter(f"{W}br"))) == 1


def test_figures_have_their_own_size_and_lower_levels_stand_in(table: etree._Element) -> None:
    assert style_of(rows(table)[2][2]).startswith("TableFigure18x228")
    assert style_of(rows(table)[3][1]).startswith("TableLabel21x260-level1")
    assert style_of(rows(table)[2][1]) == "TableLabel21x260"


def test_all_rows_but_the_last_stay_with_the_next(table: etree._Element) -> None:
    kept = ["nokeep" not in style_of(cells[-1]) for cells in rows(table)]
    assert kept == [True, True, True, True, False]


def test_the_last_row_stays_with_the_next_block_if_the_layout_says_so() -> None:
    kept = BlockMeasure((), 1, keep_next=True)
    last = rows(table_of(write_docx(layout((TABLE, kept), AFTER))))[-1][-1]
    assert "nokeep" not in style_of(last)


def test_on_a_further_page_a_merged_label_is_repeated_and_the_page_before_may_end() -> None:
    parts = (TablePart(1, 0, 4, LEFT, TOP, Pt(90)), TablePart(2, 4, 5, LEFT, TOP, Pt(20)))
    found = rows(table_of(write_docx(layout(TABLE, AFTER, tables={0: table_measure(*parts)}))))
    assert ["".join(row[0].itertext()) for row in found[2:]] == ["办理", "", "办理"]
    assert attribute(found[4][0], "tcPr/vMerge") == "restart"
    assert ["nokeep" not in style_of(row[-1]) for row in found] == [True, True, True, False, False]
