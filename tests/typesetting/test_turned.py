"""Tables on landscape pages (clause 8): D23, and tables that no upright page can hold whole."""

from dataclasses import replace

import pytest

from generator.document.model import AnnexMark, Heading, Imprint, Letterhead, SignOff, Table, Title
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.model import Layout, Page
from generator.typesetting.units import PITCH, TURNED_LINES
from tests.typesetting.build import MM, block_lines, document, table, text

HEADING = Heading(1, "三、", "收到和处理申请情况")


def with_figures(block: Table, figure: str) -> Table:
    cells = (replace(cell, text=figure) if cell.kind == "figure" else cell for cell in block.cells)
    return replace(block, cells=tuple(cells))


def turned(layout: Layout) -> list[bool]:
    return [page.turned for page in layout.pages]


def frame(page: Page) -> tuple[float, float, float, float]:
    """Left, top, right, lower edge of the rules, millimetres on the page as it is turned for reading."""
    return (
        min(rule.x0 for rule in page.rules) / MM,
        min(rule.y0 for rule in page.rules) / MM,
        max(rule.x1 for rule in page.rules) / MM,
        max(rule.y1 for rule in page.rules) / MM,
    )


def test_a_table_that_is_wanted_so_stands_on_a_landscape_page_with_its_heading(fonts: FontSet) -> None:
    wide = replace(table(6), landscape=True)
    layout = typeset(document(text("上文。"), HEADING, wide, text("下文。")), fonts)
    assert turned(layout) == [False, True, False]
    assert [block_lines(layout, block)[0][0] for block in range(4)] == [1, 2, 2, 3]


def test_it_is_as_wide_as_the_type_area_is_high_with_its_head_at_the_left_of_the_sheet(
    fonts: FontSet,
) -> None:
    """Turned for reading, the sheet's lower margin is on the left and its left margin at the top."""
    layout = typeset(document(HEADING, replace(table(6), landscape=True)), fonts)
    left, top, right, _ = frame(layout.pages[0])
    assert (left, right) == pytest.approx((35, 35 + 225), abs=0.2)
    assert top == pytest.approx(28 + 225 / 22, abs=0.01)


@pytest.mark.parametrize("before", [2, 3])
def test_head_and_page_number_stand_alike_on_odd_and_even_pages(before: int, fonts: FontSet) -> None:
    """D23: the head at the sheet's left edge on both; the number where it is on all other pages."""
    texts = [text("第一页。"), *(AnnexMark("附件") for _ in range(before - 1)), text("前文。")]
    layout = typeset(document(*texts, replace(table(6), landscape=True)), fonts)
    page = layout.pages[-1]
    assert page.turned
    assert page.number == before + 1
    assert frame(page)[1] == pytest.approx(28, abs=0.01)
    (folio,) = page.folios
    plain = typeset(document(*(AnnexMark("附件") for _ in range(before + 1))), fonts).pages[-1]
    assert folio == plain.folios[0]


def test_figures_that_an_upright_page_would_cut_stand_whole_on_a_landscape_page(fonts: FontSet) -> None:
    layout = typeset(document(HEADING, with_figures(table(4, cols=15), "987654321")), fonts)
    assert turned(layout) == [True]
    assert not layout.remarks
    lines = layout.tables[1].cell_lines
    assert all(lines[row, col] == ("987654321",) for row in range(1, 4) for col in range(1, 15))


def test_a_table_whose_figures_fit_stays_upright(fonts: FontSet) -> None:
    assert turned(typeset(document(HEADING, with_figures(table(4, cols=15), "9876")), fonts)) == [False]


def test_figures_too_wide_for_any_page_are_cut_and_reported(fonts: FontSet) -> None:
    layout = typeset(document(HEADING, with_figures(table(3, cols=15), "9" * 20)), fonts)
    assert [remark.kind for remark in layout.remarks] == ["table"]


def test_a_long_table_breaks_between_rows_on_landscape_pages(fonts: FontSet) -> None:
    layout = typeset(document(HEADING, replace(table(40), landscape=True)), fonts)
    assert len(layout.pages) > 1
    assert all(turned(layout))
    assert all(frame(page)[3] <= 28 + TURNED_LINES * PITCH / MM + 0.01 for page in layout.pages)
    assert [part.first for part in layout.tables[1].parts][1:] == [p.last for p in layout.tables[1].parts][
        :-1
    ]


def test_an_annex_goes_with_its_table_its_title_in_the_middle(fonts: FontSet) -> None:
    blocks = (AnnexMark("附件"), Title("统计表"), replace(table(6), landscape=True))
    layout = typeset(document(*blocks), fonts)
    assert turned(layout) == [True]
    (_, mark), (_, title) = block_lines(layout, 0)[0], block_lines(layout, 1)[0]
    assert mark.runs[0].x / MM == pytest.approx(35)
    middle = title.runs[0].x + 1.5 * title.runs[0].size
    assert middle / MM == pytest.approx(297 - 37 - 225 / 2, abs=0.3)


def test_imprint_and_sign_off_never_stand_on_a_landscape_page(fonts: FontSet) -> None:
    wide = replace(table(4), landscape=True)
    layout = typeset(document(wide, Imprint("", "南岗区人民政府办公室", "2016年3月1日印发")), fonts)
    assert turned(layout) == [True, False]
    assert turned(typeset(document(wide, SignOff(("南岗区人民政府",), "2016年3月1日")), fonts)) == [
        True,
        False,
    ]


def test_on_even_pages_of_a_mirrored_document_the_head_keeps_to_the_other_margin(fonts: FontSet) -> None:
    blocks = (text("第一页。"), replace(table(4), landscape=True))
    layout = typeset(document(*blocks, mirror=True), fonts)
    assert frame(layout.pages[1])[1] == pytest.approx(26, abs=0.01)


def test_letterhead_and_title_of_the_document_never_stand_on_a_landscape_page(fonts: FontSet) -> None:
    blocks = (
        Letterhead("区政府文件", "南政发〔2016〕3号"),
        Title("年度报告"),
        HEADING,
        replace(table(4), landscape=True),
    )
    layout = typeset(document(*blocks), fonts)
    assert turned(layout) == [False, True]
    assert [block_lines(layout, block)[0][0] for block in range(4)] == [1, 1, 2, 2]
