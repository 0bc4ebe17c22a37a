"""What a cell holds and what it means: figures, dates, texts."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import formats
from generator.formats.model import Format
from generator.intake.addresses import field_place
from generator.intake.reading.book import RawCell
from generator.intake.reading.days import day_of
from generator.intake.reading.numbers import read_figure
from generator.intake.reading.texts import clean, unescape
from generator.intake.reading.xlsx import named_place, number_of
from generator.report.finding import Place
from tests.intake.conftest import filled, read, severities, sound_figures, with_cells

FORM = formats.load("2021")
COUNT, MONEY = FORM.fields["app.new.natural"], FORM.fields["pub.fee.amount"]
CHANGE = formats.load("2019").fields["pub.permit.change"]

READ_WITH_A_NOTICE = {
    "12": 12,
    "１２": 12,
    " 12 ": 12,
    "　12　": 12,
    "\u200b12\xa0": 12,
    "12件": 12,
    "12 件": 12,
    "1,234": 1234,
    "１，２３４": 1234,
    "1 234": 1234,
    "012": 12,
    "+5": 5,
    "－8": -8,
    "12\n": 12,
    "0": 0,
    "０": 0,
}
NO_NUMBER = (
    "②",
    "三",
    "十二",
    "12％",
    "1O",
    "--253",
    "1,23",
    "12 34",
    "1.2.3",
    "约12",
    "12元",
    "12、13",
    "½",
    "1e5",
    "=1+1",
)
WORDS_FOR_ZERO = ("—", "——", "-", "/", "／", "无", "没有", "O", "o", "零", "〇", "\\")


def text(value: str) -> RawCell:
    return RawCell("text", value)


@pytest.mark.parametrize(("written", "meant"), READ_WITH_A_NOTICE.items())
def test_a_text_that_can_mean_one_number_only_is_read_as_it(written: str, meant: int) -> None:
    reading = read_figure(text(written), COUNT)
    assert (reading.outcome, reading.value) == ("coerced", meant)


@pytest.mark.parametrize("written", NO_NUMBER)
def test_a_text_that_is_no_plain_number_is_refused_with_a_way_to_mend_it(written: str) -> None:
    reading = read_figure(text(written), COUNT)
    assert (reading.outcome, reading.value) == ("refused", None)
    assert reading.mend.startswith(("请", "本项单位"))


@pytest.mark.parametrize("written", WORDS_FOR_ZERO)
def test_a_word_for_nothing_is_not_a_zero(written: str) -> None:
    assert read_figure(text(written), COUNT).outcome == "zero_word"


def test_the_number_probably_meant_is_named() -> None:
    assert "是否为10" in read_figure(text("1O"), COUNT).mend
    assert "是否为2" in read_figure(text("②"), COUNT).mend
    assert "是否为3" in read_figure(text("三"), COUNT).mend


def test_a_unit_counts_only_where_it_is_the_fields_own() -> None:
    assert read_figure(text("103.3879万元"), MONEY).value == Decimal("103.3879")
    assert read_figure(text("103元"), MONEY).outcome == "refused"
    assert read_figure(text("12万元"), COUNT).outcome == "refused"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (RawCell("error", "#REF!"), "公式错误值"),
        (RawCell("date", date(2024, 1, 2)), "日期"),
        (RawCell("boolean", True), "TRUE"),
        (RawCell("blank", None, formula=True), "没有计算结果的公式"),
        (RawCell("number", Decimal(10) ** 15), "过大"),
    ],
)
def test_what_is_no_figure_at_all_is_named_for_what_it_is(cell: RawCell, said: str) -> None:
    reading = read_figure(cell, COUNT)
    assert reading.value is None
    assert said in reading.fault


@given(st.integers(-(10**9), 10**9))
def test_any_whole_number_written_plainly_or_grouped_or_wide_is_read_back(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
    for written in (str(number), f"{number:,}", wide, f" {number} "):
        assert read_figure(text(written), CHANGE).value == number


@pytest.mark.parametrize("written", ["¹", "1¹", "½", "3²", "٣"])
def test_a_raised_or_foreign_digit_is_no_digit_of_a_figure(written: str) -> None:
    assert read_figure(text(written), COUNT).value is None


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_and_none_is_read_as_more_than_it_says(written: str) -> None:
    reading = read_figure(text(written), COUNT)
    if reading.value is not None:
        digits = [c for c in written if c.isdecimal()]
        assert len(digits) >= len(str(abs(int(reading.value))))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_stored_number_is_read_to_the_fifteen_digits_that_excel_shows(number: float) -> None:
    assert number_of(repr(number)) == Decimal(f"{number:.15g}")


DATES = {
    "2016年2月3日": False,
    "2016-02-03": True,
    "2016.2.3": True,
    "2016/2/3": True,
    "2016年02月03日": True,
    "２０１６年２月３日": True,
    "二〇一六年二月三日": True,
    "二○一六年二月三日": True,
    "20160203": True,
    "2016 年 2 月 3 日": True,
    "2016-02-03T00:00:00": True,
    "2016年2月3号": True,
}


@pytest.mark.parametrize(("written", "rewritten"), DATES.items())
def test_a_complete_date_is_read_in_any_form(written: str, rewritten: bool) -> None:
    day = day_of(text(written))
    assert (day.day, day.rewritten, day.fault) == (date(2016, 2, 3), rewritten, "")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2016年2月23", "缺“日”"),
        ("2016年2月", "不完整"),
        ("16年2月3日", "四位数字"),
        ("16.2.3", "四位数字"),
        ("2016年2月30日", "没有2016年2月30日这一天"),
        ("二〇一六年二月三十日", "没有2016年2月30日这一天"),
        ("2016-13-01", "没有"),
        ("1016年2月3日", "不合情理"),
        ("年后", "不是日期"),
    ],
)
def test_an_incomplete_or_impossible_date_is_refused(written: str, fault: str) -> None:
    day = day_of(text(written))
    assert day.day is None
    assert fault in day.fault


def test_a_date_cell_and_a_serial_number_are_the_day_they_stand_for() -> None:
    assert day_of(RawCell("date", date(2026, 1, 20))).day == date(2026, 1, 20)
    assert day_of(RawCell("number", Decimal(46042))).day == date(2026, 1, 20)
    assert day_of(RawCell("number", Decimal(12))).day is None


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_its_official_form(day: date) -> None:
    assert day_of(text(f"{day.year}年{day.month}月{day.day}日")).day == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_dates(written: str) -> None:
    assert (day_of(text(written)).day is None) == bool(day_of(text(written)).fault)


def test_texts_are_freed_of_escapes_line_ends_and_what_no_document_can_hold() -> None:
    assert clean(unescape("甲_x000D_\n乙")) == "甲\n乙"
    assert clean(unescape("甲_x0001_乙")) == "甲乙"
    assert clean("甲\r\n乙\r丙\x0b丁\x00") == "甲\n乙\n丙\n丁"
    assert clean(unescape("_xD842__xDFB7_野家")) == "𠮷野家"
    assert clean(unescape("甲_xD842_乙")) == "甲乙"


def test_a_defined_name_is_understood_with_and_without_quotes() -> None:
    assert named_place("'表 三'!$B$2") == named_place("'表 三'!B2") == Place("表 三", "B2")
    assert named_place("表三!$B$2") == Place("表三", "B2")
    assert named_place("'甲''乙'!$B$2:$D$2") == Place("甲'乙", "B2")
    assert named_place("#REF!") is None
    assert named_place("'表三'!#REF!") is None


def in_cell(value: object) -> tuple[Decimal | None, set[str]]:
    result = read(with_cells(filled(FORM), "申请办理", {"D6": value}))
    assert result.report is not None
    return result.report.figures.get("app.new.natural"), severities(result, "app.new.natural")


def test_findings_carry_the_place_the_field_and_its_label(form_2021: Format) -> None:
    result = read(with_cells(filled(form_2021), "申请办理", {"D6": "无"}))
    finding = next(f for f in result.findings if f.field == "app.new.natural")
    assert finding.rule == "2021.num.blank"
    assert finding.place == field_place(form_2021, "app.new.natural")
    assert "一、本年新收政府信息公开申请数量·自然人" in finding.message
    assert "请填0" in finding.message
    assert result.report is not None
    assert result.report.unreadable == {"app.new.natural"}


def test_a_number_stored_as_text_is_read_with_a_notice() -> None:
    assert in_cell("12件") == (12, {"notice"})


def test_a_figure_cell_that_became_a_date_is_an_error() -> None:
    assert in_cell(datetime(2024, 1, 2)) == (None, {"error"})


def test_a_formula_in_an_entry_cell_without_a_value_is_an_error() -> None:
    assert in_cell("=1+1") == (None, {"error"})


def test_an_error_value_is_an_error() -> None:
    assert in_cell("#DIV/0!") == (None, {"error"})


def test_a_blank_cell_gives_no_figure_and_no_total_above_it(form_2021: Format) -> None:
    figures = sound_figures(form_2021)
    del figures["app.new.natural"]
    report = read(filled(form_2021, figures)).report
    assert report is not None
    assert "app.new.natural" not in report.figures
    assert "app.new.total" not in report.figures
    assert report.figures["app.prev.total"] == 0


def test_a_change_may_be_written_with_its_sign() -> None:
    form = formats.load("2019")
    result = read(with_cells(filled(form), "主动公开", {"C9": "+3", "C10": -8}))
    assert result.report is not None
    changes = (result.report.figures["pub.permit.change"], result.report.figures["pub.service.change"])
    assert changes == (3, -8)
    assert not severities(result, "pub.permit.change")


def test_money_with_its_unit_is_read_with_a_warning() -> None:
    form = formats.load("2019")
    result = read(with_cells(filled(form), "主动公开", {"C20": "103.3879万元"}))
    assert result.report is not None
    assert result.report.figures["pub.purchase.amount"] == Decimal("103.3879")
    assert severities(result, "pub.purchase.amount") == {"warning"}
