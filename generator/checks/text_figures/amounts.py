"""Which numbers of a text are amounts, and which of them count the same thing."""

from dataclasses import replace
from decimal import Decimal

from generator.checks.reading import Number

_NO_AMOUNTS = frozenset(
    (
        "",
        "%",
        "年",
        "月",
        "日",
        "号",
        "万元",
        "亿元",
        "元",
        "章",
        "节",
        "个工作日",
        "工作日",
        "天",
        "级",
        "岁",
        "点",
    )
)
"""Units that tell a date, a place in a list, a rate or money."""
CASES = frozenset(("件", "份", "宗", "起", "例"))
"""Counting words for requests and cases, used one for the other."""


def counts(number: Number) -> bool:
    """Whether the number counts things."""
    return number.unit not in _NO_AMOUNTS


def same_unit(one: Number, other: Number) -> bool:
    """Whether two numbers count the same kind of thing."""
    return one.unit == other.unit or (one.unit in CASES and other.unit in CASES)


def exact(*numbers: Number) -> bool:
    """Whether all of them are exact: neither rounded (1.2万) nor hedged (近, 余)."""
    return not any(n.grain > 1 or n.hedged for n in numbers)


_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
"""Units of money in 万元."""


def in_unit(number: Number, unit: str) -> Number:
    """An amount of money in the unit of the table (0.28亿元 as 2800万元); any other number as it is."""
    if number.unit == unit or number.unit not in _MONEY or unit not in _MONEY:
        return number
    times = _MONEY[number.unit] / _MONEY[unit]
    end = number.stop - len(unit)
    return replace(number, end=end, value=number.value * times, grain=number.grain * times, unit=unit)
