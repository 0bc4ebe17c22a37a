"""The letter form (信函格式, 10.1): D22."""

import pytest

from generator.document.model import Imprint, Letterhead, Title
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.model import Layout, Rule
from tests.typesetting.build import MM, block_lines, document, grid_line, lines_of_text, right_cell, text

TITLE = Title("南岗区2015年政府信息公开工作年度报告")


def letter(fonts: FontSet, mark: str = "南岗区人民政府", lines: int = 3) -> Layout:
    head = Letterhead(mark, "南政函〔2016〕3号", letter=True)
    imprint = Imprint("区委办公室。", "", "", ruled=False)
    body = lines_of_text(lines)
    return typeset(document(head, TITLE, text("各街道办事处：", flush=True), *body, imprint), fonts)


def double_lines(layout: Layout) -> list[Rule]:
    return [rule for page in layout.pages for rule in page.rules]


@pytest.mark.parametrize("mark", ["南岗区人民政府", "哈尔滨市南岗区人民政府办公室", "哈" * 30])
def test_the_mark_begins_thirty_millimetres_below_the_papers_edge(mark: str, fonts: FontSet) -> None:
    line = block_lines(letter(fonts, mark), 0)[0][1]
    assert (line.baseline - 0.85 * line.runs[0].size) / MM == pytest.approx(30, abs=0.01)
    assert {run.colour for run in line.runs} == {"red"}
    assert line.runs[0].x / MM >= 21 - 0.01


def test_double_lines_stand_below_the_mark_and_twenty_millimetres_above_the_papers_edge(
    fonts: FontSet,
) -> None:
    layout = letter(fonts)
    rules = double_lines(layout)
    thick, thin, foot_thin, foot_thick = rules
    assert all(rule.colour == "red" for rule in rules)
    assert all((rule.x0 / MM, rule.x1 / MM) == pytest.approx((21, 191), abs=0.01) for rule in rules)
    assert thick.width > thin.width
    assert foot_thin.width < foot_thick.width
    mark = block_lines(layout, 0)[0][1]
    ink = mark.baseline + 0.095 * mark.runs[0].size
    assert (thick.y0 - thick.width / 2 - ink) / MM == pytest.approx(4, abs=0.01)
    assert (foot_thick.y0 + foot_thick.width / 2) / MM == pytest.approx(277, abs=0.01)


def test_the_number_is_at_the_right_edge_seven_eighths_of_a_character_below_the_line(fonts: FontSet) -> None:
    layout = letter(fonts)
    number = block_lines(layout, 0)[1][1]
    thin = double_lines(layout)[1]
    assert right_cell(number) == pytest.approx(28, abs=0.01)
    assert number.baseline - 0.88 * 16 - (thin.y0 + thin.width / 2) == pytest.approx(14, abs=0.01)


def test_the_title_stands_two_lines_below_the_number_on_the_grid(fonts: FontSet) -> None:
    layout = letter(fonts)
    number, title = block_lines(layout, 0)[1][1], block_lines(layout, 1)[0][1]
    assert grid_line(number) == pytest.approx(2)
    assert grid_line(title) == pytest.approx(5)


def test_the_first_page_has_no_number_and_the_second_is_two(fonts: FontSet) -> None:
    first, second = letter(fonts, lines=20).pages
    assert not first.numbered
    assert not first.folios
    assert "2" in second.folios[0].line.text


def test_its_imprint_has_no_rules_and_stands_at_the_very_foot(fonts: FontSet) -> None:
    layout = letter(fonts)
    (_, copies), *_ = block_lines(layout, len(layout.document.blocks) - 1)
    assert copies.text == "抄送：区委办公室。"
    assert round(grid_line(copies)) == 21
    assert len(double_lines(layout)) == 4


def test_names_that_leave_no_room_for_text_move_to_an_imprint_without_rules(fonts: FontSet) -> None:
    head = Letterhead("南岗区人民政府", "南政函〔2016〕3号", letter=True)
    names = text("各街道办事处，区政府各部门，" * 40 + "：", flush=True)
    layout = typeset(document(head, TITLE, names, text("正文。")), fonts)
    imprint = layout.document.blocks[-1]
    assert isinstance(imprint, Imprint)
    assert not imprint.ruled
