"""Titles broken by meaning: real titles of one to four lines, and the shapes that are refused."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typesetting.title import HARD, SOFT, break_title, cells, cut_cost, shape_cost
from generator.typesetting.titlewords import words

REAL = """
南岗区2015年政府信息公开工作年度报告
哈尔滨市南岗区人民政府|2015年政府信息公开工作年度报告
哈尔滨市南岗区人民政府办公室|关于印发南岗区2015年政府信息公开|工作年度报告的通知
淮安市人民政府|2024年政府信息公开工作年度报告
洪泽区人民政府|2023年政府信息公开工作年度报告
江苏省金湖县人民政府|2023年政府信息公开工作年度报告
东直门街道办事处|2016年政府信息公开工作年度报告
北京市东城区人民政府东直门街道办事处|2016年政府信息公开工作年度报告
尼勒克县木斯镇人民政府|2023年政府信息公开工作年度报告
北京市通州区住房和城乡建设委员会|2019年政府信息公开工作年度报告
哈尔滨市南岗区人力资源和社会保障局|2023年政府信息公开工作年度报告
哈尔滨市南岗区市场监督管理局|2022年政府信息公开工作年度报告
梁山县人民政府两城镇人民政府|2020年政府信息公开工作年度报告
上海市浦东新区人民政府|2019年政府信息公开工作年度报告
深圳市龙岗区人民政府|2023年政府信息公开年度报告
广州市番禺区人民政府办公室|2024年政府信息公开工作年度报告
武汉市硚口区人民政府|2023年政府信息公开工作年度报告
无锡市梁溪区人民政府|2024年政府信息公开工作年度报告
浙江省湖州市德清县人民政府|2023年政府信息公开工作年度报告
国家税务总局哈尔滨市南岗区税务局|2023年政府信息公开工作年度报告
哈尔滨经济技术开发区管理委员会|2023年政府信息公开工作年度报告
哈尔滨市松北区利民街道办事处|2022年政府信息公开工作年度报告
大兴安岭地区呼玛县人民政府|2018年政府信息公开工作年度报告
苏州工业园区管理委员会|2023年政府信息公开工作年度报告
哈尔滨市公安局南岗分局|2023年政府信息公开工作年度报告
哈尔滨市南岗区公共资源交易中心|2023年政府信息公开工作年度报告
哈尔滨工业大学|2023年信息公开工作年度报告
新疆维吾尔自治区|伊犁哈萨克自治州尼勒克县人民政府|2023年政府信息公开工作年度报告
南岗区人民政府|2023年度法治政府建设年度报告
南岗区2008—2018年|政府信息公开工作情况总结
2014年度政府信息公开情况统计表
关于全面推进政务公开工作的意见
关于做好2023年政府信息公开工作|年度报告编制和发布工作的通知
南岗区人民政府关于2015年|法治政府建设情况的报告
国务院办公厅关于印发2021年|政务公开工作要点的通知
黑龙江省人民政府办公厅关于印发|2024年黑龙江省政务公开工作要点的通知
南岗区人民政府办公室关于转发|《哈尔滨市政务公开工作考核办法》的通知
北京市人民政府办公厅关于印发|《北京市政务公开工作要点》的通知
哈尔滨市南岗区人民政府关于印发南岗区|行政规范性文件管理办法的通知
哈尔滨市南岗区人民政府关于报送2015年|政府信息公开工作年度报告的报告
哈尔滨市南岗区教育局、|哈尔滨市南岗区卫生健康局|关于进一步加强学校卫生工作的意见
哈尔滨市南岗区发展和改革局|哈尔滨市南岗区财政局关于下达|2023年重大建设项目资金计划的通知
国务院办公厅政府信息与政务公开办公室|关于印发《中华人民共和国政府信息公开|工作年度报告格式》的通知
哈尔滨市南岗区人民政府办公室关于做好|“互联网+政务服务”平台建设工作的通知
关于征求《南岗区政府信息公开指南|（2016年版）》意见的函
南岗区人民政府办公室关于公布2015年|政府信息公开工作年度报告的公告
中共哈尔滨市南岗区委办公室|哈尔滨市南岗区人民政府办公室|关于全面推进基层政务公开标准化|规范化工作的实施意见
"""
TITLES = REAL.split()


@pytest.mark.parametrize("expected", TITLES, ids=lambda title: title.replace("|", "")[:24])
def test_real_titles(expected: str) -> None:
    assert "|".join(break_title(expected.replace("|", ""))) == expected


def test_a_title_within_the_soft_limit_is_one_line() -> None:
    """C01: 18 cells."""
    assert cells("南岗区2015年政府信息公开工作年度报告") == SOFT


def test_an_hourglass_is_refused() -> None:
    """C04."""
    assert shape_cost([12, 4, 12]) == inf
    assert shape_cost([12, 15, 9, 12]) == inf


@pytest.mark.parametrize("title", [title.replace("|", "") for title in TITLES])
def test_no_year_word_or_name_is_torn(title: str) -> None:
    """C05: a line ends between words, and a year stays with its 年."""
    lines = break_title(title)
    found, ends, at = [word.text for word in words(title)], set(), 0
    for word in found:
        at += len(word)
        ends.add(at)
    for i in range(1, len(lines)):
        assert sum(map(len, lines[:i])) in ends
        assert not (lines[i - 1][-1].isdigit() and lines[i][0] in "年月日")


@pytest.mark.parametrize("title", [title.replace("|", "") for title in TITLES])
def test_no_line_begins_with_a_particle_or_is_a_stub(title: str) -> None:
    """C06: never 的通知 at a line's start, never a last line of less than four cells."""
    lines = break_title(title)
    assert all(line[0] not in "的和与及等、》）”" for line in lines)
    assert cells(lines[-1]) >= 4


def test_lines_of_equal_length_are_avoided_where_another_cut_is_as_good() -> None:
    """C07."""
    assert shape_cost([12, 14]) < shape_cost([13, 13])
    block = [13, 13, 13]
    assert shape_cost([11, 15, 13]) < shape_cost(block)


def test_a_rhombus_and_a_trapezoid_are_liked_and_a_thin_line_is_not() -> None:
    assert shape_cost([12, 16, 13]) < shape_cost([17, 17, 6])
    assert shape_cost([10, 13, 16]) < shape_cost([4, 18, 17])


def test_a_place_is_not_parted_from_its_government() -> None:
    place, government = words("鄂伦春自治旗人民政府")
    office, next_place = words("南岗区人民政府东直门街道")[1:]
    assert cut_cost(place, government) > 2 * cut_cost(office, next_place)


@given(
    st.text(
        st.sampled_from("哈尔滨市南岗区人民政府办公室关于印发2015年《》（）的通知、工作ABC "), max_size=130
    )
)
def test_no_title_is_lost_or_too_wide(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(
        cells(line) <= HARD or not any(c.isalnum() and not c.isascii() for c in line) for line in lines
    )
