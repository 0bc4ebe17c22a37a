"""署名, 成文日期 and seal: positions in cells and millimetres (7.3.5.1, 7.3.5.2)."""

import pytest

from generator.document.model import AnnexList, SignOff
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.model import Layout, SignatureBox
from generator.typesetting.units import PAGE_HEIGHT, PITCH
from tests.typesetting.build import MM, block_lines, document, grid_line, left_cell, right_cell, table, text


def signed(fonts: FontSet, *names: str, date: str = "2016年3月1日", seal: float = 0) -> Layout:
    return typeset(document(text("正文一行。"), SignOff(names, date, seal)), fonts)


def spans(layout: Layout) -> list[tuple[float, float, float]]:
    """(first cell, last cell, line) of each name and of the date."""
    lines = [line for _, line in block_lines(layout, 1)]
    return [
        (round(left_cell(line), 2), round(right_cell(line), 2), round(grid_line(line), 2)) for line in lines
    ]


def seal_of(layout: Layout) -> SignatureBox:
    assert layout.signature is not None
    return layout.signature


def test_without_seal_the_name_is_two_cells_in_and_the_date_begins_two_cells_further(fonts: FontSet) -> None:
    """D11."""
    assert spans(signed(fonts, "南岗区人民政府")) == [(19, 26, 2), (21, 27, 3)]


def test_a_date_longer_than_the_name_is_the_one_two_cells_in(fonts: FontSet) -> None:
    """D12."""
    assert spans(signed(fonts, "区政府", date="2016年2月23日")) == [(17.5, 20.5, 2), (19.5, 26, 3)]


def test_under_a_seal_the_date_is_four_cells_in_and_the_name_centred_on_it(fonts: FontSet) -> None:
    """D13."""
    layout = signed(fonts, "南岗区人民政府", seal=45)
    assert spans(layout) == [(17.5, 24.5, 3), (18, 24, 4)]
    box = seal_of(layout)
    text_bottom = 37 * MM + PITCH
    assert (box.x + box.width / 2) / MM == pytest.approx(145.0, abs=0.05)
    assert (box.y + box.height / 2 - text_bottom) / MM == pytest.approx(28.1, abs=0.05)
    assert 0 <= (box.y - text_bottom) / MM <= 10.2
    assert box.width / MM == pytest.approx(45)


@pytest.mark.parametrize(("seal", "clearance"), [(42, 7.1), (45, 5.6), (50, 3.1)])
def test_the_seals_top_is_within_one_line_of_the_text(seal: float, clearance: float, fonts: FontSet) -> None:
    box = seal_of(signed(fonts, "南岗区人民政府", seal=seal))
    assert (box.y - 37 * MM - PITCH) / MM == pytest.approx(clearance, abs=0.05)


def test_a_name_of_fourteen_characters_fits_beside_the_date(fonts: FontSet) -> None:
    """D14."""
    name, date = spans(signed(fonts, "哈尔滨市南岗区人民政府办公室", date="2016年2月23日", seal=45))
    assert name[:2] == (13.75, 27.75)
    assert date[:2] == (17.5, 24)


def test_a_longer_name_and_the_date_are_shifted_together_into_the_type_area(fonts: FontSet) -> None:
    """D14: the name ends one cell inside; both stay centred on one another."""
    name, date = spans(signed(fonts, "哈尔滨市南岗区市场监督管理局办公室", date="2016年2月23日", seal=45))
    assert name[1] == 27
    assert sum(name[:2]) == pytest.approx(sum(date[:2]), abs=0.02)


@pytest.mark.parametrize("seal", [0, 45])
def test_a_name_wider_than_the_type_area_is_broken_by_meaning_and_stays_inside(
    seal: float, fonts: FontSet
) -> None:
    layout = signed(fonts, "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府", seal=seal)
    *name, day = [line for _, line in block_lines(layout, 1)]
    assert [line.text for line in name] == [
        "内蒙古自治区呼伦贝尔市",
        "莫力达瓦达斡尔族自治旗尼尔基镇人民政府",
    ]
    assert {line.part for line in name} == {0}
    assert day.part == 1
    assert all(left_cell(line) >= 0 and right_cell(line) <= 28 for line in (*name, day))
    assert [round(grid_line(line) - grid_line(name[0]), 3) for line in (*name, day)] == [0, 1, 2]


def test_several_authorities_without_seal_stand_below_one_another(fonts: FontSet) -> None:
    assert spans(signed(fonts, "南岗区教育局", "南岗区财政局")) == [(20, 26, 2), (20, 26, 3), (22, 28, 4)]


def test_joint_seals_stand_side_by_side_and_do_not_touch(fonts: FontSet) -> None:
    placed = spans(signed(fonts, "南岗区教育局", "南岗区财政局", "南岗区民政局", seal=45))
    *names, date = placed
    middles = [(a + b) / 2 * 156 / 28 for a, b, _ in names]
    rows = [line for _, _, line in names]
    for i in range(len(names)):
        for j in range(i):
            apart = abs(middles[i] - middles[j]) if rows[i] == rows[j] else (rows[i] - rows[j]) * 225 / 22
            assert apart > 45
    assert all(22.5 < middle < 156 - 22.5 for middle in middles)
    assert date[2] == rows[-1] + 1


def test_joint_names_of_different_length_stand_side_by_side_where_they_have_room(fonts: FontSet) -> None:
    names = ("梧桐区人民政府办公室", "清源市梧桐区人民政府办公室", "梧桐区司法局")
    placed = spans(signed(fonts, *names, date="2025年1月22日", seal=42))
    *rows, day = placed
    assert rows[0][2] == rows[1][2] < rows[2][2]
    assert rows[0][1] < rows[1][0]
    middles = [(a + b) / 2 for a, b, _ in placed]
    assert middles[1] == pytest.approx(middles[2], abs=0.02)
    assert middles[2] == pytest.approx(middles[3], abs=0.02)
    assert day[2] == rows[2][2] + 1
    assert all(left >= 0 and right <= 28 for left, right, _ in placed)


@pytest.mark.parametrize("first", [7, 14, 17, 20, 24])
def test_no_joint_name_leaves_the_type_area_however_long_the_others_are(first: int, fonts: FontSet) -> None:
    for others in (("南岗区教育局",), ("南岗区教育局", "哈尔滨市南岗区人民政府办公室", "南岗区司法局")):
        placed = spans(signed(fonts, "甲" * first, *others, seal=45))
        assert all(left >= -0.01 and right <= 28.01 for left, right, _ in placed)


def test_without_a_seal_the_field_covers_name_and_date_and_stays_on_the_page(fonts: FontSet) -> None:
    for count in range(14, 20):
        body = [text(f"第{i}行。") for i in range(count)]
        layout = typeset(document(*body, SignOff(("南岗区人民政府",), "2016年3月1日")), fonts)
        box = seal_of(layout)
        lines = [line for page, line in block_lines(layout, count) if page == box.page]
        assert len(lines) == 2
        assert all(box.y < line.baseline < box.y + box.height for line in lines)
        assert box.y + box.height < PAGE_HEIGHT


def test_a_date_alone_stands_two_cells_in(fonts: FontSet) -> None:
    assert spans(signed(fonts)) == [(20, 26, 2)]


def test_a_name_alone_stands_two_cells_in(fonts: FontSet) -> None:
    assert spans(signed(fonts, "南岗区人民政府", date="")) == [(19, 26, 2)]


def test_nothing_to_sign_sets_nothing(fonts: FontSet) -> None:
    layout = signed(fonts, date="")
    assert layout.signature is None
    assert layout.blocks[1].lines == ()


def test_names_and_date_are_parts_in_order(fonts: FontSet) -> None:
    parts = [line.part for _, line in block_lines(signed(fonts, "甲局", "乙局"), 1)]
    assert parts == [0, 1, 2]


@pytest.mark.parametrize("seal", [0, 45])
@pytest.mark.parametrize("rows", [20, 25, 31, 35, 45, 60, 65])
def test_a_table_right_before_it_leaves_room_for_it_or_gives_it_its_last_rows(
    rows: int, seal: float, fonts: FontSet
) -> None:
    """D10: the last page never holds 署名 and date alone, whatever the table's height."""
    for above in (1, 12):
        blocks = (*(text("正文一行。") for _ in range(above)), table(rows, cols=5))
        annexes = AnnexList(("统计表",)) if rows % 2 else AnnexList(())
        layout = typeset(
            document(*blocks, annexes, SignOff(("南岗区人民政府",), "2016年3月1日", seal)), fonts
        )
        at_end = {line.block for line in layout.pages[-1].lines if not line.repeated}
        assert above in at_end
        assert len({line.cell for line in layout.pages[-1].lines if line.cell and not line.repeated}) >= 10
        assert not [remark for remark in layout.remarks if remark.kind == "page"]
