"""Goes through a report line by line with every rule of wording, and says what it found."""

from collections.abc import Iterator

from generator.checks.wording import characters, gaps, marks, numbers, separators, structure, words
from generator.checks.wording.lines import lines_of
from generator.checks.wording.model import Hit, Line, WordingRule
from generator.narrative.mending import RULES as MENDS
from generator.narrative.mending import left_in_titles
from generator.report.finding import Finding, Severity
from generator.report.model import Report

_FAMILIES = (marks, structure, numbers, separators, characters, words, gaps)
RULES: tuple[WordingRule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.id)
)
"""All rules that only report, by id."""

_MENDS = {rule.id: rule for rule in MENDS}
_STRETCH = 8
_EXAMPLES = 3
_LONG = 40


def review(report: Report) -> tuple[Finding, ...]:
    """Rules T40–T69 over all headings and paragraphs that the clerk wrote, after mending.

    Text that the program wrote and the cells of the tables are not looked at.
    """
    lines = tuple(lines_of(report))
    findings = [finding for line in lines for finding in review_line(line)]
    findings += words.repeated_paragraphs(lines)
    findings += separators.mixed_separators(lines)
    findings += numbers.own_document_number(report)
    return tuple(findings)


def review_line(line: Line) -> Iterator[Finding]:
    """The findings of one line, by rule; places of one kind are told together."""
    for rule in RULES:
        groups: dict[tuple[Severity, str], list[Hit]] = {}
        for hit in rule.find(line):
            groups.setdefault((hit.severity or rule.severity, hit.note), []).append(hit)
        for (severity, note), hits in groups.items():
            yield _finding(line, rule, severity, note, hits)
    yield from _in_titles(line)


def _in_titles(line: Line) -> Iterator[Finding]:
    """Slips inside 《…》 under the rule that would have mended them elsewhere."""
    for change in left_in_titles(line.text):
        meaning = _MENDS[change.rule].meaning
        message = f"书名号内的名称可能有误（{meaning}），因系引用未作改动：“{change.before}”。请核对原名。"
        quote = change.before if change.before in line.text else ""
        yield Finding(Severity.NOTICE, change.rule, message, line.place, quote=quote)


def _finding(line: Line, rule: WordingRule, severity: Severity, note: str, hits: list[Hit]) -> Finding:
    shown = "、".join(f"“{_stretch(line.text, hit)}”" for hit in hits[:_EXAMPLES])
    count = f"等{len(hits)}处" if len(hits) > _EXAMPLES else ""
    message = f"{note or rule.meaning}：{shown}{count}。{rule.mend}。"
    quote = line.text[hits[0].start : hits[0].end]
    return Finding(severity, rule.id, message, line.place, quote=quote)


def _stretch(text: str, hit: Hit) -> str:
    """The place with what stands around it; the middle of a long one is left out."""
    start, end = max(0, hit.start - _STRETCH), hit.end + _STRETCH
    if hit.end - hit.start <= _LONG:
        return text[start:end]
    return f"{text[start : hit.start + _STRETCH]}……{text[hit.end - _STRETCH : end]}"
