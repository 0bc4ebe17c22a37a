"""Dates as clerks write them → a day. What is incomplete, impossible or has a two-digit year is refused."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.intake.reading.book import RawCell, serial_day

EARLIEST, LATEST = 1990, 2100
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERIC = re.compile(
    r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(日|号)?(?:[T ]?0{1,2}:00(?::00)?(?:\.0+)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_SHORT_YEAR = re.compile(r"\d{2}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?")


@dataclass(frozen=True)
class Day:
    """The day, or why there is none (`fault`); `rewritten`: the text was not in the official form."""

    day: date | None
    fault: str = ""
    rewritten: bool = False


def day_of(cell: RawCell) -> Day:
    """The day that a cell of a date field means: a date, a serial number, or a text (typography T26)."""
    if cell.kind == "date" and isinstance(cell.value, date):
        return _plausible(cell.value)
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return _from_number(cell.value)
    if cell.kind == "error":
        return Day(None, "单元格是公式错误值")
    return _from_text(cell.text)


def _from_number(number: Decimal) -> Day:
    compact = _COMPACT.fullmatch(format(number, "f"))
    if compact:
        return _made(int(compact[1]), int(compact[2]), int(compact[3]), rewritten=True)
    day = serial_day(number)
    if day is None or not EARLIEST <= day.year <= LATEST:
        return Day(None, "不是日期")
    return Day(day)


def _from_text(text: str) -> Day:
    folded = re.sub(r"\s+(?=\D)|(?<=\D)\s+", "", unicodedata.normalize("NFKC", text).strip())
    numeric = _NUMERIC.fullmatch(folded) or _COMPACT.fullmatch(folded)
    if numeric:
        if "年" in folded and "日" not in folded and "号" not in folded:
            return Day(None, "日期不完整，缺“日”")
        year, month, day = (int(part) for part in numeric.groups()[:3])
        return _made(year, month, day, rewritten=text.strip() != f"{year}年{month}月{day}日")
    chinese = _CHINESE.fullmatch(folded)
    if chinese:
        year = int(chinese[1].translate(_DIGITS))
        return _made(year, _small(chinese[2]), _small(chinese[3]), rewritten=True)
    if _SHORT_YEAR.fullmatch(folded):
        return Day(None, "年份应写四位数字")
    if re.search(r"\d{4}\s*年", folded):
        return Day(None, "日期不完整，年、月、日应写全")
    return Day(None, "不是日期")


def _small(text: str) -> int:
    """A Chinese number up to 99 as in 十二, 二十, 三十一."""
    if "十" not in text:
        return int(text.translate(_DIGITS))
    tens, ones = text.split("十", 1)
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)


def _made(year: int, month: int, day: int, rewritten: bool) -> Day:
    try:
        made = date(year, month, day)
    except ValueError:
        return Day(None, f"没有{year}年{month}月{day}日这一天")
    plausible = _plausible(made)
    return Day(plausible.day, plausible.fault, rewritten)


def _plausible(day: date) -> Day:
    if not EARLIEST <= day.year <= LATEST:
        return Day(None, f"年份{day.year}不合情理")
    return Day(day)
