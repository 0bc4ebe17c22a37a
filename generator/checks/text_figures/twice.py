"""The same figure given twice in the narrative with different values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.context import Context, Passage
from generator.checks.reading import Number
from generator.checks.registry import for_keys
from generator.checks.text_figures import scope
from generator.checks.text_figures.phrases import admissible, mentions
from generator.checks.values import plain
from generator.report.finding import Finding

_PHRASES = (
    re.compile(
        r"主动公开(?:各类|各种)?(?:政府|政务)?信息(?:共计|共|总计|总数|总量|数量|数|达到|达|为)*(\d+)条"
    ),
    re.compile(
        r"(?:举办|开展|组织)(?:政府信息公开|政务公开)(?:工作|业务)?培训(?:班|会)?(?:共计|共)?(\d+)(?:次|期|场)"
    ),
    re.compile(
        r"(?:召开|组织召开)(?:政府信息公开|政务公开)(?:工作)?(?:会议|推进会|专题会)(?:共计|共)?(\d+)次"
    ),
)
"""Figures of the narrative that no table holds."""


@dataclass(frozen=True)
class Said:
    """One place where a figure is given."""

    passage: Passage
    start: int
    number: Number

    @property
    def quote(self) -> str:
        """The phrase with its number, as typed."""
        return self.passage.reading.quote(self.start, self.number.stop)


@for_keys("txt.twice")
def check_twice(context: Context) -> Iterator[Finding]:
    """What is told twice is told with the same number (a figure of the table is compared with the table)."""
    for said in (*_untabled(context), *_own_phrases(context)):
        first = said[0]
        for other in said[1:]:
            if other.number.value != first.number.value:
                yield _difference(context, first, other)
                break


def _own_phrases(context: Context) -> Iterator[list[Said]]:
    for phrase in _PHRASES:
        said = [s for passage in context.passages for s in _matches(context, passage, phrase)]
        if said:
            yield said


def _matches(context: Context, passage: Passage, phrase: re.Pattern[str]) -> Iterator[Said]:
    reading = passage.reading
    for match in phrase.finditer(passage.text):
        number = reading.number_at(match.start(1))
        start, _ = reading.clause(match.start())
        if (
            number is None
            or number.hedged
            or number.grain > 1
            or scope.narrowed(reading.text[start : match.start()])
        ):
            continue
        elsewhere = scope.other_time(reading, match.start(), context.year) or scope.other_organ(
            reading, match.start(), context.report
        )
        if (
            not elsewhere
            and not scope.planned(reading, match.start())
            and "其中" not in reading.text[start : match.start()]
        ):
            yield Said(passage, match.start(), number)


def _untabled(context: Context) -> Iterator[list[Said]]:
    """Phrases of the format whose figures the report does not give."""
    by_rule: dict[str, list[Said]] = {}
    for mention in (readings[0] for readings in mentions(context)):
        if not admissible(context, mention.rule) and mention.number.grain <= 1:
            said = Said(mention.passage, mention.start, mention.number)
            by_rule.setdefault(mention.rule.id, []).append(said)
    yield from by_rule.values()


def _difference(context: Context, first: Said, other: Said) -> Finding:
    place = first.passage.place
    return context.say(
        "txt.twice",
        other.passage.place,
        quote=other.quote,
        other=first.quote,
        where=str(place) if place else first.passage.chapter.heading,
        diff=plain(abs(first.number.value - other.number.value)),
    )
