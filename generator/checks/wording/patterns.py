"""Rules that are one regular expression."""

import re
from collections.abc import Callable, Iterator

from generator.checks.wording.model import Hit, Line
from generator.report.finding import Severity

Find = Callable[[Line], Iterator[Hit]]


def by_pattern(pattern: str, note: str = "", severity: Severity | None = None) -> Find:
    """A rule that hits every match of `pattern` in the masked text; group 1, if any, is what it quotes."""
    compiled = re.compile(pattern)

    def find(line: Line) -> Iterator[Hit]:
        for match in compiled.finditer(line.seen):
            yield Hit(*match.span(match.lastindex or 0), note, severity)

    return find


def all_of(*finds: Find) -> Find:
    """One rule made of several."""

    def find(line: Line) -> Iterator[Hit]:
        for each in finds:
            yield from each(line)

    return find
