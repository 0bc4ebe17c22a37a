"""Which numbers of a text are amounts, and which of them count the same thing."""

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
