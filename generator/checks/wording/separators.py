"""T52: grouping of digits, which must be the same throughout a report (GB/T 15835 4.3, 5.1.1)."""

import re
from collections.abc import Iterable

from generator.checks.wording.model import Line, WordingRule
from generator.report.finding import Finding, Severity

_COUNTED = "[余多]?(?:件|条|次|个|份|人|元|万|亿|户|项|篇|期|家|户)"
_GROUPED = re.compile(rf"(?<![\d,.])[1-9]\d{{0,2}}(?:,\d{{3}})+(?=(?:\.\d+)?{_COUNTED})")
_PLAIN = re.compile(rf"(?<![\d,.])[1-9]\d{{4,}}(?=(?:\.\d+)?{_COUNTED})")

RULES = (
    WordingRule(
        "T52", Severity.NOTICE, "全文的数字有的用了千分撇，有的没有用",
        "请统一：五位及以上的数字或都用，或都不用", lambda line: (),
    ),
)  # fmt: skip


def mixed_separators(lines: Iterable[Line]) -> tuple[Finding, ...]:
    """One finding for the whole report, at the first number that differs from those before it.

    Numbers of four digits need no grouping and do not count.
    """
    seen: dict[bool, str] = {}
    for line in lines:
        numbers = [(m.start(), m.group(), True) for m in _GROUPED.finditer(line.seen) if len(m.group()) > 5]
        numbers += [(m.start(), m.group(), False) for m in _PLAIN.finditer(line.seen)]
        for _, number, grouped in sorted(numbers):
            seen.setdefault(grouped, number)
            if len(seen) == 2:
                (rule,) = RULES
                message = f"{rule.meaning}：“{seen[True]}”、“{seen[False]}”。{rule.mend}。"
                return (Finding(rule.severity, rule.id, message, line.place, quote=number),)
    return ()
