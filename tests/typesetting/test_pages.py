"""Pages: the grid, what stays together, tables, page numbers, margins."""

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.document.model import Block, Heading, Paragraph, Role, SignOff, Span, TableNote, Title
from generator.errors import InputError
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet, load_fonts
from generator.typesetting.fonts.face import Face
from generator.typesetting.model import Layout
from generator.typesetting.units import LEFT, PITCH, TOP, TYPE_WIDTH
from tests.typesetting.build import (
    MM,
    block_lines,
    document,
    grid_line,
    left_cell,
    lines_of_text,
    right_edge,
    table,
    text,
)

TITLE = Title("南岗区2015年政府信息公开工作年度报告")
HEADING = Heading(1, "二、", "主动公开政府信息情况")
SIGN_OFF = SignOff(("南岗区人民政府",), "2016年3月1日")
FONTS = load_fonts()


def counts(layout: Layout) -> list[int]:
    """Lines of text on each page."""
    return [len(page.lines) for page in layout.pages]


def test_everything_stands_in_the_type_area(fonts: FontSet) -> None:
    """D01: x 28 … 184 mm, y 37 … 262 mm."""
    layout = typeset(document(TITLE, *(text("全年公开信息3119条，" * 12) for _ in range(9)), SIGN_OFF), fonts)
    for page in layout.pages:
        for line in page.lines:
            assert line.runs[0].x >= 28 * MM - 0.01
            assert right_edge(line.runs[-1]) <= 184 * MM + 0.01
            assert 37 * MM < line.baseline < 262 * MM


def test_a_page_holds_22_lines(fonts: FontSet) -> None:
    """D02."""
    assert counts(typeset(document(*lines_of_text(23)), fonts)) == [22, 1]


def test_baselines_are_those_of_the_even_grid(fonts: FontSet) -> None:
    (page,) = typeset(document(*lines_of_text(22)), fonts).pages
    for k, line in enumerate(page.lines):
        assert line.baseline / MM == pytest.approx(37 + (k + 0.8) * 225 / 22, abs=1e-6)


def test_the_first_line_holds_26_characters_from_39_mm_the_others_28_from_28_mm(fonts: FontSet) -> None:
    """D03."""
    lines = [line for _, line in block_lines(typeset(document(text("公" * 100)), fonts), 0)]
    assert [len(line.text) for line in lines] == [26, 28, 28, 18]
    assert lines[0].runs[0].x / MM == pytest.approx(39.14, abs=0.01)
    assert lines[1].runs[0].x / MM == pytest.approx(28, abs=0.001)


def test_full_lines_end_at_184_mm_and_the_last_one_is_natural(fonts: FontSet) -> None:
    """D04."""
    content = "2015年，全区共受理“依申请公开”事项3119件，其中PDF格式占99.5%——同比提高。" * 4
    *full, last = [line for _, line in block_lines(typeset(document(text(content)), fonts), 0)]
    assert all(right_edge(line.runs[-1]) / MM == pytest.approx(184, abs=0.001) for line in full)
    assert right_edge(last.runs[-1]) / MM < 183


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(fonts: FontSet) -> None:
    """D05, D06, D07."""
    odd, even = (page.folios[0].line for page in typeset(document(*lines_of_text(23)), fonts).pages)
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")
    assert right_edge(odd.runs[-1]) / MM == pytest.approx(179.06, abs=0.01)
    assert even.runs[0].x / MM == pytest.approx(32.94, abs=0.01)
    dash = odd.runs[0]
    assert dash.face is fonts.face(Role.SONG, "—")
    assert dash.size == 14
    assert (odd.baseline - _middle(dash.face) * 14) / MM == pytest.approx(269.0, abs=0.01)
    digit = next(run for run in odd.runs if "1" in run.text)
    assert digit.face.advance("1") == pytest.approx(0.5)


def _middle(face: Face) -> float:
    """Height of the dash above the baseline in em, read by another program."""
    font = TTFont(face.path)
    glyph = font["glyf"][font.getBestCmap()[ord("—")]]
    return float(glyph.yMin + glyph.yMax) / 2 / font["head"].unitsPerEm


def test_a_heading_never_ends_a_page(fonts: FontSet) -> None:
    """D08."""
    layout = typeset(document(*lines_of_text(21), HEADING, text("后文。")), fonts)
    assert counts(layout) == [21, 2]
    assert layout.blocks[21].break_before
    assert layout.blocks[21].keep_next


def test_two_headings_and_their_text_move_together(fonts: FontSet) -> None:
    level_two = Heading(2, "（一）", "公开情况")
    assert counts(typeset(document(*lines_of_text(20), HEADING, level_two, text("后文。")), fonts)) == [20, 3]


def test_the_sign_off_takes_the_last_two_lines_of_text_with_it(fonts: FontSet) -> None:
    """D09."""
    layout = typeset(document(*lines_of_text(21), SignOff(("南岗区人民政府",), "2016年3月1日", 45)), fonts)
    assert counts(layout) == [19, 2 + 2]
    assert layout.pages[1].lines[0].text == "第20行。"
    assert layout.blocks[19].break_before


def test_the_sign_off_breaks_a_paragraph_before_its_last_two_lines(fonts: FontSet) -> None:
    layout = typeset(document(*lines_of_text(17), text("公" * 120), SIGN_OFF), fonts)
    assert counts(layout) == [20, 2 + 2]
    assert layout.blocks[17].page_starts == (3,)
    assert layout.blocks[17].keep_next


@given(st.integers(1, 50), st.integers(1, 130), st.sampled_from([0, 42, 45, 50]))
def test_no_page_holds_the_sign_off_alone(rows: int, length: int, seal: float) -> None:
    """D10."""
    sign_off = SignOff(("南岗区人民政府",), "2016年3月1日", seal)
    layout = typeset(document(*lines_of_text(rows), text("公" * length), sign_off), FONTS)
    last = [line for line in layout.pages[-1].lines if line.block != rows + 1]
    assert len(last) >= 2
    assert "此页无正文" not in "".join(line.text for page in layout.pages for line in page.lines)
    assert layout.pages[-1].lines[-1].text == "2016年3月1日"


def test_a_run_in_heading_is_kai_up_to_its_full_stop(fonts: FontSet) -> None:
    """D28."""
    spans = (Span("（一）主动公开情况。", Role.KAI), Span("全年公开信息3119条。"))
    ((_, line),) = block_lines(typeset(document(Paragraph(spans)), fonts), 0)
    kai = fonts.face(Role.KAI, "开")
    assert "".join(run.text for run in line.runs if run.face is kai) == "（一）主动公开情况。"


@pytest.mark.parametrize(("level", "role"), [(1, Role.HEI), (2, Role.KAI)])
def test_headings_have_their_typeface_and_stand_two_cells_in(level: int, role: Role, fonts: FontSet) -> None:
    heading = Heading(1, "一、", "概述") if level == 1 else Heading(2, "（一）", "概述")
    ((_, line),) = block_lines(typeset(document(heading), fonts), 0)
    assert line.runs[0].face is fonts.face(role, "概")
    assert left_cell(line) == pytest.approx(2)


def test_the_draft_mark_changes_neither_lines_nor_pages(fonts: FontSet) -> None:
    """D29."""
    blocks = (TITLE, *lines_of_text(30), SIGN_OFF)
    plain, draft = (typeset(document(*blocks, draft=d), fonts) for d in (False, True))
    assert [page.lines for page in plain.pages] == [page.lines for page in draft.pages]
    marks = [folio.line for page in draft.pages for folio in page.folios if folio.kind == "draft_mark"]
    assert [mark.text for mark in marks] == ["送审稿"] * 2
    assert all((mark.baseline - 0.38 * 14) / MM == pytest.approx(22, abs=0.01) for mark in marks)


def test_a_table_that_does_not_fit_moves_with_its_heading(fonts: FontSet) -> None:
    """D24: heading and table on the next page, on one page."""
    layout = typeset(document(*lines_of_text(13), HEADING, table(28), text("后文。")), fonts)
    (part,) = layout.tables[14].parts
    assert (part.page, part.first, part.last) == (2, 0, 28)
    assert block_lines(layout, 13)[0][0] == 2
    assert part.y == pytest.approx(TOP + PITCH)
    assert layout.blocks[13].break_before


def test_a_table_is_whole_lines_high_and_the_text_goes_on_below_it(fonts: FontSet) -> None:
    layout = typeset(document(text("前文。"), table(8), text("后文。")), fonts)
    (part,) = layout.tables[1].parts
    assert part.height / PITCH == pytest.approx(round(part.height / PITCH), abs=1e-6)
    after = block_lines(layout, 2)[0][1]
    assert grid_line(after) == pytest.approx(1 + round(part.height / PITCH))


def test_a_long_table_breaks_between_rows_and_repeats_its_head(fonts: FontSet) -> None:
    """D25."""
    layout = typeset(document(*lines_of_text(5), HEADING, table(65), text("后文。")), fonts)
    parts = layout.tables[6].parts
    assert [part.page for part in parts] == list(range(1, len(parts) + 1))
    assert parts[0].first == 0
    assert parts[-1].last == 65
    assert all(a.last == b.first for a, b in pairwise(parts))
    assert all(part.last - part.first >= 2 for part in parts)
    for part in parts[1:]:
        page = layout.pages[part.page - 1]
        repeated = [line.text for line in page.lines if line.repeated]
        assert repeated == ["栏目0", "栏目1", "栏目2"]
        assert part.y == pytest.approx(TOP)
    after = block_lines(layout, 7)[0][1]
    height = parts[-1].height / PITCH
    assert height == pytest.approx(round(height), abs=1e-6)
    assert grid_line(after) == pytest.approx(round(height))


def test_the_label_of_a_group_is_repeated_where_the_table_goes_on(fonts: FontSet) -> None:
    """D26."""
    layout = typeset(document(table(65, group=(10, 50))), fonts)
    second = layout.pages[layout.tables[0].parts[1].page - 1]
    assert "项目10" in [line.text for line in second.lines if line.repeated]


def test_a_long_table_with_no_room_for_two_rows_begins_on_the_next_page(fonts: FontSet) -> None:
    layout = typeset(document(*lines_of_text(20), HEADING, table(65)), fonts)
    assert layout.tables[21].parts[0].page == 2
    assert block_lines(layout, 20)[0][0] == 2


def test_notes_under_a_table_are_smaller_and_flush(fonts: FontSet) -> None:
    layout = typeset(document(table(3), TableNote("注：" + "本表数据截至2015年12月31日。" * 4)), fonts)
    lines = [line for _, line in block_lines(layout, 1)]
    assert len(lines) == 2
    assert {run.size for line in lines for run in line.runs} == {10.5}
    assert left_cell(lines[0]) == pytest.approx(0)
    assert layout.blocks[1].spacing_twips == 0


def test_mirrored_margins_move_even_pages_only(fonts: FontSet) -> None:
    plain, mirrored = (typeset(document(*lines_of_text(30), mirror=m), fonts) for m in (False, True))
    assert plain.pages[0] == mirrored.pages[0]
    for a, b in zip(plain.pages[1].lines, mirrored.pages[1].lines, strict=True):
        assert (b.runs[0].x - a.runs[0].x) / MM == pytest.approx(-2)
    folio = mirrored.pages[1].folios[0].line
    assert folio.runs[0].x / MM == pytest.approx(26 + 4.94, abs=0.01)


def test_a_character_without_glyph_is_named_with_its_text(fonts: FontSet) -> None:
    with pytest.raises(InputError) as caught:
        typeset(document(text("政府信息公开\U0010fffd情况")), fonts)
    assert "政府信息公开" in str(caught.value)
    assert "U+10FFFD" in str(caught.value)


def test_rare_characters_are_set_and_reported(fonts: FontSet) -> None:
    layout = typeset(document(text("𠮷镇㙍村依法公开。")), fonts)
    assert set(layout.fallbacks) == {"𠮷", "㙍"}
    ((_, line),) = block_lines(layout, 0)
    assert line.text == "𠮷镇㙍村依法公开。"


def test_a_last_line_of_one_character_is_reported(fonts: FontSet) -> None:
    layout = typeset(document(text("公" * 27)), fonts)
    assert [remark.kind for remark in layout.remarks] == ["text"]
    assert "只有一个字" in layout.remarks[0].message


def test_a_last_page_of_one_line_is_reported(fonts: FontSet) -> None:
    layout = typeset(document(*lines_of_text(23)), fonts)
    assert [remark.message for remark in layout.remarks] == ["第2页只有一行。请增删几个字。"]


def test_an_empty_paragraph_takes_no_line(fonts: FontSet) -> None:
    assert counts(typeset(document(text("前文。"), text(""), text("后文。")), fonts)) == [2]


def test_measures_tell_lines_spaces_and_pages(fonts: FontSet) -> None:
    layout = typeset(document(TITLE, text("公" * 60), *lines_of_text(22)), fonts)
    title, first, *_, last = layout.blocks
    assert title.lines == (TITLE.text,)
    assert title.space_before_lines == 2
    assert title.keep_next
    assert (first.lines, first.space_before_lines) == (("公" * 26, "公" * 28, "公" * 6), 1)
    assert (last.first_page, last.break_before, last.space_before_lines) == (2, False, 0)


def test_dashes_are_not_parted_by_justification(fonts: FontSet) -> None:
    line = block_lines(
        typeset(document(text("坚持公开是常态——不公开是例外2015年全区各部门依法公开情况")), fonts), 0
    )[0][1]
    dash = next(run for run in line.runs if run.text == "——")
    others = [run for run in line.runs if len(run.text) > 2 and run.face is dash.face]
    assert all(dash.spacing < run.spacing for run in others)


BLOCKS = st.one_of(
    st.integers(1, 200).map(lambda n: text("公" * n)),
    st.just(HEADING),
    st.just(Heading(2, "（一）", "公开情况")),
    st.integers(2, 30).map(table),
    st.just(TableNote("注：本表数据由区政府办公室汇总。")),
)


@given(st.lists(BLOCKS, min_size=1, max_size=14))
def test_any_document_is_laid_out_whole_and_in_order(blocks: list[Block]) -> None:
    layout = typeset(document(TITLE, *blocks, SIGN_OFF), FONTS)
    order = [line.block for page in layout.pages for line in page.lines]
    assert order == sorted(order)
    for index, block in enumerate(layout.document.blocks):
        if isinstance(block, Paragraph):
            assert "".join(line.text for _, line in block_lines(layout, index)) == block.text
    for page in layout.pages:
        used = [round(grid_line(line), 3) for line in page.lines if line.cell is None]
        assert all(0 <= k <= 21 for k in used)
        assert len(set(used)) == len(used)


@given(st.lists(BLOCKS, min_size=1, max_size=14))
def test_no_heading_ends_a_page(blocks: list[Block]) -> None:
    layout = typeset(document(TITLE, *blocks, text("后文。")), FONTS)
    for page in layout.pages[:-1]:
        last = page.lines[-1]
        ends = isinstance(layout.document.blocks[last.block], Heading)
        assert not ends or all(isinstance(layout.document.blocks[line.block], Heading) for line in page.lines)


def test_the_right_edge_is_the_type_areas_even_beside_latin_words(fonts: FontSet) -> None:
    content = "使用WPS Office和Open Government Data等软件发布PDF、OFD两种版式文件并附GB/T 9704说明"
    line = block_lines(typeset(document(text(content)), fonts), 0)[0][1]
    assert right_edge(line.runs[-1]) == pytest.approx(LEFT + TYPE_WIDTH, abs=0.01)
