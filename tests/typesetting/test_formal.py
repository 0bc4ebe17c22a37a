"""Letterhead, addressee, annex, imprint: places and parts (7.2, 7.3.2, 7.3.4, 7.3.7, 7.4)."""

import pytest

from generator.document.model import AnnexList, AnnexMark, Imprint, Letterhead, Role, SignOff, Title
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.fonts.face import width
from generator.typesetting.letterhead import MARK_HEIGHT
from generator.typesetting.model import Layout, Line, Rule
from generator.typesetting.units import LEFT, PITCH, SIZE_3, TYPE_WIDTH
from tests.typesetting.build import MM, block_lines, document, grid_line, left_cell, right_edge, table, text

MARK, NUMBER = "哈尔滨市南岗区人民政府文件", "南政发〔2016〕3号"
TITLE = Title("南岗区2015年政府信息公开工作年度报告")


def with_letterhead(fonts: FontSet, *signers: str, mark: str = MARK) -> Layout:
    return typeset(
        document(
            Letterhead(mark, NUMBER, signers), TITLE, text("各街道办事处：", flush=True), text("正文。")
        ),
        fonts,
    )


def red_rules(layout: Layout) -> list[Rule]:
    return [rule for page in layout.pages for rule in page.rules if rule.colour == "red"]


def parts(layout: Layout, block: int) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for _, line in block_lines(layout, block):
        found.setdefault(line.part, []).append(line)
    return found


def test_the_letterhead_stands_where_the_standard_puts_it(fonts: FontSet) -> None:
    """D17: mark 72 mm from the top, number two empty lines below, red line 4 mm below the number."""
    layout = with_letterhead(fonts)
    mark, number = (line for _, line in block_lines(layout, 0))
    top = mark.baseline - 0.85 * mark.runs[0].size
    assert top / MM == pytest.approx(72.0, abs=0.01)
    assert {run.colour for run in mark.runs} == {"red"}
    square_top = number.baseline - 0.88 * SIZE_3
    assert square_top - (PITCH - SIZE_3) / 2 - 2 * PITCH == pytest.approx(72 * MM + MARK_HEIGHT, abs=0.01)
    (line,) = red_rules(layout)
    assert (line.y0 - number.baseline - 0.12 * SIZE_3) / MM == pytest.approx(4.0, abs=0.01)
    assert (line.x1 - line.x0) / MM == pytest.approx(156)
    assert line.x0 / MM == pytest.approx(28)


def test_under_the_red_line_stand_title_addressee_and_text_on_the_grid(fonts: FontSet) -> None:
    """D17: two empty lines, title; one empty line, 主送机关; next line, text."""
    layout = with_letterhead(fonts)
    title, addressee, body = (block_lines(layout, i)[0][1] for i in (1, 2, 3))
    assert [round(grid_line(line), 6) for line in (title, addressee, body)] == [10, 12, 13]
    (line,) = red_rules(layout)
    title_top = title.baseline - 0.8 * PITCH
    assert (title_top - line.y0) / PITCH == pytest.approx(2.0, abs=0.1)
    assert left_cell(addressee) == pytest.approx(0)
    assert left_cell(body) == pytest.approx(2)


def test_mark_and_number_are_centred(fonts: FontSet) -> None:
    for _, line in block_lines(with_letterhead(fonts), 0):
        middle = (line.runs[0].x + right_edge(line.runs[-1])) / 2
        assert middle == pytest.approx(LEFT + TYPE_WIDTH / 2, abs=0.3)


@pytest.mark.parametrize("length", [9, 11, 13, 18, 25])
def test_a_long_mark_is_set_narrower_then_smaller_and_never_leaves_the_type_area(
    length: int, fonts: FontSet
) -> None:
    mark = block_lines(with_letterhead(fonts, mark="哈" * length), 0)[0][1]
    assert mark.runs[0].x >= LEFT - 0.01
    assert right_edge(mark.runs[-1]) <= LEFT + TYPE_WIDTH + 0.01
    assert 0.6 <= mark.runs[0].stretch <= 1
    assert (mark.runs[0].size < MARK_HEIGHT) == (mark.runs[0].stretch <= 0.6)


def test_with_signers_the_number_goes_left_and_the_names_stand_right(fonts: FontSet) -> None:
    """7.2.5, 7.2.6: two names a line; the number on the line of the last."""
    layout = with_letterhead(fonts, "张三", "李四光", "王五")
    found = parts(layout, 0)
    (number,), signers = found[1], found[2]
    assert number.runs[0].x == pytest.approx(LEFT + SIZE_3)
    assert [line.text for line in signers] == ["签发人：张三李四光", "王五"]
    assert number.baseline == signers[-1].baseline
    assert right_edge(signers[0].runs[-1]) == pytest.approx(LEFT + TYPE_WIDTH - SIZE_3, abs=0.01)
    kai = fonts.face(Role.KAI, "张")
    first_name = next(run for run in signers[0].runs if run.face is kai)
    assert signers[1].runs[0].x == pytest.approx(first_name.x)


def test_two_rows_of_signers_push_the_text_down_by_one_line(fonts: FontSet) -> None:
    one, two = (
        grid_line(block_lines(with_letterhead(fonts, *n), 3)[0][1]) for n in (("甲某",), ("甲某",) * 3)
    )
    assert two - one == pytest.approx(1)


def test_without_letterhead_nothing_is_red_and_the_title_is_on_line_three(fonts: FontSet) -> None:
    """D18."""
    layout = typeset(document(TITLE, text("正文。")), fonts)
    assert not red_rules(layout)
    assert all(run.colour == "black" for page in layout.pages for line in page.lines for run in line.runs)
    assert grid_line(block_lines(layout, 0)[0][1]) == pytest.approx(2)
    assert grid_line(block_lines(layout, 1)[0][1]) == pytest.approx(4)


def addressed_to(count: int, fonts: FontSet) -> Layout:
    names = "、".join(f"哈尔滨市南岗区第{i}街道办事处" for i in range(count)) + "："
    blocks = (Letterhead(MARK, NUMBER), TITLE, text(names, flush=True), text("依法公开政府信息。" * 30))
    return typeset(document(*blocks, SignOff(("南岗区人民政府",), "2016年3月1日")), fonts)


def test_twelve_addressees_leave_text_on_the_first_page(fonts: FontSet) -> None:
    """D19."""
    layout = addressed_to(12, fonts)
    assert block_lines(layout, 3)[0][0] == 1
    assert not any(isinstance(block, Imprint) for block in layout.document.blocks)


def test_too_many_addressees_move_to_the_imprint(fonts: FontSet) -> None:
    """D19, 7.3.2: 首页必须显示正文."""
    layout = addressed_to(30, fonts)
    blocks = layout.document.blocks
    assert block_lines(layout, 2)[0][0] == 1
    assert isinstance(blocks[-1], Imprint)
    lines = [line.text for _, line in block_lines(layout, len(blocks) - 1)]
    assert lines[0].startswith("主送：哈尔滨市南岗区第0街道办事处、")
    assert lines[-1].endswith("街道办事处。")


def test_the_second_line_of_an_annex_name_stands_under_its_first_character(fonts: FontSet) -> None:
    """D15."""
    blocks = (text("正文。"), AnnexList(("公" * 40, "第二个附件")))
    lines = [line for _, line in block_lines(typeset(document(*blocks), fonts), 1)]
    assert [line.text[:5] for line in lines] == ["附件：1.", "公公公公公", "2.第二个"]
    assert grid_line(lines[0]) == pytest.approx(2)
    head = lines[0].runs
    name_x = next(run.x for run in head if run.text.startswith("公"))
    assert lines[1].runs[0].x == pytest.approx(name_x, abs=0.5)
    assert lines[2].runs[0].x == pytest.approx(next(run.x for run in head if run.text == "1."), abs=0.5)
    assert left_cell(lines[0]) == pytest.approx(2)


def test_a_single_annex_has_no_number(fonts: FontSet) -> None:
    layout = typeset(document(text("正文。"), AnnexList(("统计表",))), fonts)
    assert [line.text for _, line in block_lines(layout, 1)] == ["附件：统计表"]


def test_an_annex_begins_a_page_with_its_mark_on_line_one_and_its_title_on_line_three(fonts: FontSet) -> None:
    """D16."""
    blocks = (text("正文。"), AnnexMark("附件1"), Title("统计表"), table(5))
    layout = typeset(document(*blocks), fonts)
    (page, mark), (_, title) = block_lines(layout, 1)[0], block_lines(layout, 2)[0]
    assert (page, round(grid_line(mark), 6), round(grid_line(title), 6)) == (2, 0, 2)
    assert left_cell(mark) == pytest.approx(0)
    assert mark.runs[0].face is fonts.face(Role.HEI, "附")
    assert layout.tables[3].parts[0].y == pytest.approx(37 * MM + 4 * PITCH)
    assert [folio.line.text for p in layout.pages for folio in p.folios] == ["— 1 —", "— 2 —"]


COPIES = "区委办公室，区人大常委会办公室，区政协办公室，区法院，区检察院，各街道办事处，区政府各部门。"
IMPRINT = Imprint(COPIES, "南岗区人民政府办公室", "2016年3月1日印发")


def test_the_imprint_ends_at_the_lower_edge_of_the_type_area(fonts: FontSet) -> None:
    """D20: rules 156 mm wide, 0.35 / 0.25 / 0.35 mm, the last one's lower edge at 262 mm."""
    (page,) = typeset(document(text("正文。"), IMPRINT), fonts).pages
    assert [round(rule.width / MM, 2) for rule in page.rules] == [0.35, 0.25, 0.35]
    assert all((rule.x1 - rule.x0) / MM == pytest.approx(156) for rule in page.rules)
    last = page.rules[-1]
    assert (last.y0 + last.width / 2) / MM == pytest.approx(262.0, abs=0.001)


def test_the_imprints_texts_are_one_character_in_and_hang_under_the_first_name(fonts: FontSet) -> None:
    layout = typeset(document(text("正文。"), IMPRINT), fonts)
    found = parts(layout, 1)
    copies, (issuer,), (day,) = found[1], found[2], found[3]
    assert [line.text[:3] for line in copies] == ["抄送：", copies[1].text[:3]]
    assert copies[0].runs[0].x == pytest.approx(LEFT + 14)
    assert copies[1].runs[0].x == pytest.approx(LEFT + 4 * 14)
    assert right_edge(copies[0].runs[-1]) == pytest.approx(LEFT + TYPE_WIDTH - 14, abs=0.01)
    assert issuer.runs[0].x == pytest.approx(LEFT + 14)
    assert right_edge(day.runs[-1]) == pytest.approx(LEFT + TYPE_WIDTH - 14, abs=0.01)
    assert issuer.baseline == day.baseline
    assert width(issuer.runs[0].face, "南", issuer.runs[0].size) == pytest.approx(14)


def test_an_imprint_without_room_takes_a_numbered_page_of_its_own(fonts: FontSet) -> None:
    layout = typeset(document(*(text("正文。") for _ in range(21)), IMPRINT), fonts)
    assert [page.numbered for page in layout.pages] == [True, True]
    assert layout.blocks[-1].first_page == 2


def test_neither_a_blank_page_nor_the_imprint_after_it_is_numbered(fonts: FontSet) -> None:
    """D21: printed on both sides, 版记 stands on an even page."""
    blocks = [text("正文。") for _ in range(43)]
    layout = typeset(document(*blocks, IMPRINT, mirror=True), fonts)
    assert [page.numbered for page in layout.pages] == [True, True, False, False]
    assert not layout.pages[2].lines
    assert layout.blocks[-1].first_page == 4


LONG_NAME = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府"


def test_an_issuer_that_leaves_no_room_for_the_date_takes_further_lines(fonts: FontSet) -> None:
    layout = typeset(document(text("正文。"), Imprint("", LONG_NAME, "2016年12月21日印发")), fonts)
    found = parts(layout, 1)
    assert "".join(line.text for line in found[2]) == LONG_NAME
    (day,) = found[3]
    assert day.baseline == found[2][-1].baseline
    assert all(right_edge(line.runs[-1]) < day.runs[0].x - 13 for line in found[2])
    (page,) = layout.pages
    assert (page.rules[-1].y0 + page.rules[-1].width / 2) / MM == pytest.approx(262.0, abs=0.001)
