"""Rules that are one regular expression."""

from collections.abc import Callable, Iterable, Iterator

from generator.checks.wording.model import Hit, Line
from generator.narrative.mending.late import Late
from generator.report.finding import Severity

Find = Callable[[Line], Iterator[Hit]]


def by_pattern(
    pattern: str, note: str = "", severity: Severity | None = None, signs: Iterable[str] = ()
) -> Find:
    """A rule that hits every match of `pattern` in the masked text; group 1, if any, is what it quotes.

    `signs`: each match has one of them.
    """
    late = Late(pattern, signs)

    def find(line: Line) -> Iterator[Hit]:
        for match in late.finditer(line.seen):
            yield Hit(*match.span(match.lastindex or 0), note, severity)

    return find


def all_of(*finds: Find) -> Find:
    """One rule made of several."""

    def find(line: Line) -> Iterator[Hit]:
        for each in finds:
            yield from each(line)

    return find
