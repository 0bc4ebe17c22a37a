"""T61: words. A slip is a warning, an unsettled form a notice with the form laid down."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.wording.lookup import Forms, doubled, listed
from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.slips import DOUBLED, TYPOS, UNSETTLED
from generator.checks.wording.usage import USAGES
from generator.checks.wording.vocabulary import near_misses
from generator.narrative.mending.characters import H
from generator.report.finding import Finding, Severity

_TYPOS = Forms(listed(TYPOS) + doubled(DOUBLED))
_UNSETTLED = Forms(listed(UNSETTLED))

_PARTICLES = re.compile(
    "|".join(
        (
            "(?<![目标])的的(?!确)",
            "(?<![除为不])了了(?![解然结不])",
            "(?<!暖)和和(?![气睦美平谐解])",
            "(?<!参)与与",
            "(?<![普涉以])及及(?!时)",
            "(?<!理)由由",
            "被被",
            "(?<!方)向向",
            "(?<!由)于于",
            "(?<![可予])以以(?!及)",
        )
    )
)
_AGAIN = re.compile(f"(?<![一很越])(?!一|多少|很|越|来越)({H}{{2,12}}?)(?<!着)\\1(?![长口地团性栏办室员])")
_CLAUSE_AGAIN = re.compile(
    r"(?:^|(?<=[，。；：]))([^，。；：]{8,})[，。；]\1(?=[，。；]|$)|(?:^|(?<=[，。；：、]))([^，。；：、]{8,})、\2"
)


_ENUMERATION = re.compile(f"{H}{{2,12}}(?:、{H}{{2,12}}){{3,}}")


def _listed_twice(line: Line) -> Iterator[Hit]:
    """机构职能、政策法规、工作动态、政策法规: a member that stands twice in one list."""
    for match in _ENUMERATION.finditer(line.seen):
        members = match.group().split("、")[1:-1]
        again = next((m for n, m in enumerate(members) if m in members[:n]), "")
        if again:
            yield Hit(*match.span(), f"同一组并列词语中“{again}”出现两次", Severity.WARNING)


def _typos(line: Line) -> Iterator[Hit]:
    for at, form in _TYPOS.find(line.seen):
        yield Hit(at, at + len(form.wrong), f"“{form.wrong}”应为“{form.right}”", Severity.WARNING)
    for start, end, phrase in near_misses(line.seen):
        yield Hit(start, end, f"“{line.seen[start:end]}”与“{phrase}”只差一字，可能有误", Severity.WARNING)


def _unsettled(line: Line) -> Iterator[Hit]:
    for at, form in _UNSETTLED.find(line.seen):
        yield Hit(at, at + len(form.wrong), f"“{form.wrong}”应为“{form.right}”")
    for usage in USAGES:
        for match in usage.pattern.finditer(line.seen):
            yield Hit(*match.span(), usage.note, usage.severity)


def _again(line: Line) -> Iterator[Hit]:
    for match in _PARTICLES.finditer(line.seen):
        yield Hit(*match.span(), "虚词重复", Severity.WARNING)
    for pattern in (_AGAIN, _CLAUSE_AGAIN):
        for match in pattern.finditer(line.seen):
            if len(set(match.group())) > 1:
                yield Hit(*match.span(), "词语重复", Severity.WARNING)


def _words(line: Line) -> Iterator[Hit]:
    for find in (_typos, _unsettled, _again, _listed_twice):
        yield from find(line)


_LONG_ENOUGH = 20
"""Shorter paragraphs may rightly stand twice (本年度未收到申请。)."""


def repeated_paragraphs(lines: Iterable[Line]) -> tuple[Finding, ...]:
    """Paragraphs that stand twice in the report word for word."""
    seen: dict[str, Line] = {}
    found = []
    for line in lines:
        first = seen.setdefault(line.text, line)
        if first is not line and len(line.text) >= _LONG_ENOUGH:
            where = f"（{first.place}）" if first.place else ""
            message = f"这一段与前面一段{where}完全相同：“{line.text[:12]}……”。请删去其中一段，或核对内容。"
            found.append(Finding(Severity.WARNING, "T61", message, line.place, quote=line.text))
    return tuple(found)


RULES = (
    WordingRule(
        "T61", Severity.NOTICE, "用词不当、错别字或词语重复",
        "请核对并改正", _words,
    ),
)  # fmt: skip
