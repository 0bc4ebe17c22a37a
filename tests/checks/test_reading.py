"""How the checks read a paragraph: numbers of every spelling, and where they stood in what was typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.cells import cell_list
from generator.checks.numerals import han_value
from generator.checks.reading import Number, read
from generator.checks.similarity import likeness
from generator.checks.values import decimals, plain
from generator.report.finding import Place


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收到申请143件", "143", "件"),
        ("收到申请１４３件", "143", "件"),
        ("收到申请 143 件", "143", "件"),
        ("收到申请一百四十三件", "143", "件"),
        ("收到申请十件", "10", "件"),
        ("举办培训两次", "2", "次"),
        ("公开信息1,234条", "1234", "条"),
        ("公开信息12,345,678条", "12345678", "条"),
        ("公开信息1.2万条", "12000", "条"),
        ("培训三万五千人次", "35000", "人次"),
        ("兑现奖补资金3.45亿元", "3.45", "亿元"),
        ("收费2846.75万元", "2846.75", "万元"),
        ("占比5.8％", "5.8", "%"),
        ("发布解读二〇二三篇", "2023", "篇"),
    ],
)
def test_a_number_of_any_spelling_has_its_value_and_its_unit(text: str, value: str, unit: str) -> None:
    number = read(text).numbers[-1]
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["近100件", "约100件", "100余件", "100多件", "100件以上", "100件左右", "超过100件"]
)
def test_a_number_that_is_only_about_so_much_is_hedged(text: str) -> None:
    assert read(text).numbers[0].hedged


@pytest.mark.parametrize(
    "text", ["第三条", "一次性告知", "高效办成一件事", "一些", "统一", "一批文件", "二十条例"]
)
def test_ordinals_and_words_are_no_numbers(text: str) -> None:
    assert read(text).numbers == ()


def test_half_width_marks_are_read_as_full_width_but_not_inside_numbers_times_and_addresses() -> None:
    assert read("收到43件,其中网上26件;信函17件(含1件)").text == "收到43件，其中网上26件；信函17件（含1件）"
    assert read("http://a.gov.cn:80/x,12:30").text == "http://a.gov.cn:80/x,12:30"


def test_a_quote_is_what_was_typed() -> None:
    reading = read("共收到申请 四十三 件，其中１７件")
    first, second = reading.numbers
    assert reading.quote(first.start, first.stop) == "四十三 件"
    assert reading.quote(second.start, second.stop) == "１７件"
    assert reading.quote(3, 3) == ""


@given(st.text(alphabet="收到申请共件条，。（）12３四十百万.%, 近余", max_size=40))
def test_every_character_of_a_reading_stands_somewhere_in_the_original(text: str) -> None:
    reading = read(text)
    assert len(reading.places) == len(reading.text)
    assert all(0 <= place < len(text) for place in reading.places)
    assert list(reading.places) == sorted(reading.places)
    for number in reading.numbers:
        assert reading.text[number.start : number.end]
        assert reading.number_at(number.start) == number


def in_han(number: int) -> str:
    """A whole number below 100 000 000 as it is said."""
    if number == 0:
        return "零"
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")

    def below_ten_thousand(n: int) -> str:
        text, gap = "", False
        for power in (3, 2, 1, 0):
            digit = n // 10**power % 10
            if digit:
                text += ("零" if gap and text else "") + digits[digit] + units[power]
            gap = digit == 0
        return text

    high, low = divmod(number, 10000)
    text = f"{below_ten_thousand(high)}万" if high else ""
    return text + ("零" if high and 0 < low < 1000 else "") + below_ten_thousand(low)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_any_number_said_in_han_is_understood(number: int) -> None:
    assert han_value(in_han(number)) == number


def test_what_is_no_numeral_has_no_value() -> None:
    assert han_value("十一二") is None
    assert han_value("百") == 100


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_is_printed_plainly(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith(("0", ".")))
    assert decimals(value) == (len(text.partition(".")[2]))


def test_cells_are_told_as_short_ranges_by_sheet() -> None:
    places = [Place("表", "D9"), Place("表", "D10"), Place("表", "D11"), Place("表", "F9"), Place("乙", "A1")]
    assert cell_list(places) == "表!D9:D11、F9；乙!A1"
    assert cell_list([Place("表", "A1"), Place("表", "B1"), Place("表", "C2")]) == "表!A1:B1、C2"
    many = [Place("表", f"A{row}") for row in range(1, 40, 2)]
    assert cell_list(many).endswith("等")


def test_a_number_ends_with_its_unit() -> None:
    number = read("共43件").numbers[0]
    assert isinstance(number, Number)
    assert (number.start, number.end, number.stop) == (1, 3, 4)


def test_likeness_counts_shared_pairs_of_characters_and_no_figures() -> None:
    assert likeness("公开信息120条", "公开信息350条") == 1.0
    assert likeness("公开", "监督") == 0.0
    assert likeness("", "") == 0.0
    assert 0 < likeness("主动公开政府信息情况", "依申请公开政府信息情况") < 1
