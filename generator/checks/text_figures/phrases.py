"""Figures in the narrative against the tables (text_rules of the format), and sentences that claim a value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.checks.context import Context, Passage
from generator.checks.reading import Number
from generator.checks.stated import total_of
from generator.checks.text_figures import scope
from generator.checks.text_figures.amounts import CASES, in_unit
from generator.checks.values import inside_quotes, plain
from generator.formats.model import TextRule
from generator.report.finding import Finding, Severity


@dataclass(frozen=True)
class Mention:
    """A number of the narrative that a phrase ties to figures; `start` is where the phrase begins."""

    rule: TextRule
    passage: Passage
    start: int
    number: Number

    @property
    def gap(self) -> str:
        """The phrase up to the number."""
        return self.passage.text[self.start : self.number.start]

    @property
    def quote(self) -> str:
        """The phrase with its number, as typed."""
        return self.passage.reading.quote(self.start, self.number.stop)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=1)
def mentions(context: Context) -> tuple[list[Mention], ...]:
    """Every number that a phrase of the format finds and that speaks of the whole unit and year.

    A number may have several readings (属于内部事务信息不予公开的8件), the phrase nearest to it first. Several
    checks ask for those of the same report.
    """
    return tuple(_mentions(context))


def _mentions(context: Context) -> Iterator[list[Mention]]:
    for passage in context.passages:
        cases = _as_cases(passage)
        by_number: dict[int, list[Mention]] = {}
        for rule in context.format.text_rules:
            if rule.expect is None and rule.section in ("", passage.chapter.section):
                for mention in _found(context, rule, passage, cases):
                    by_number.setdefault(mention.number.start, []).append(mention)
        for at in sorted(by_number):
            fitting = [m for m in _alone(by_number[at]) if comparable(context, m)]
            if fitting:
                yield _readings(fitting)


def _alone(found: list[Mention]) -> list[Mention]:
    """Phrases that speak for themselves: one that is the last of several (…和行政诉讼共3件) does not."""
    joint = [m for m in found if scope.joined(m.passage.reading, m.start)]
    return [m for m in found if m not in joint and all(_covers(m, other) for other in joint)]


def _readings(fitting: list[Mention]) -> list[Mention]:
    """The readings, nearest first; of phrases that begin together (新收到, 收到) the format's first."""
    nearest = max(m.start for m in fitting)
    groups: dict[int, Mention] = {}
    for mention in fitting:
        groups.setdefault((nearest - mention.start) // 3, mention)
    return [groups[distance] for distance in sorted(groups)]


def _covers(mention: Mention, joint: Mention) -> bool:
    """Whether a phrase is not part of a joint one, or adds up all that the joint one names."""
    return joint.start < mention.start or set(joint.rule.figures) <= set(mention.rule.figures)


def _found(context: Context, rule: TextRule, passage: Passage, cases: str) -> Iterator[Mention]:
    field = context.format.fields.get(rule.figures[0]) if rule.figures else None
    for match in _compiled(rule.pattern).finditer(cases):
        number = passage.reading.number_at(match.start(1))
        if number is not None:
            yield Mention(rule, passage, match.start(), in_unit(number, field.unit if field else ""))


def _as_cases(passage: Passage) -> str:
    """The paragraph with the words that count requests and cases (份, 宗, 起, 例) all as 件."""
    text = list(passage.text)
    for number in passage.reading.numbers:
        if number.unit in CASES:
            text[number.end] = "件"
    return "".join(text)


def comparable(context: Context, mention: Mention) -> bool:
    """Whether the number speaks of the whole unit and the whole report year."""
    reading, start = mention.passage.reading, mention.start
    return not (
        mention.number.hedged
        or scope.a_change(mention.gap)
        or scope.narrowed(mention.gap, mention.rule.pattern)
        or scope.other_time(reading, start, context.year)
        or scope.other_organ(reading, mention.number.start, context.report)
        or scope.planned(reading, start)
        or _of_documents(mention)
        or _narrowed_before(mention)
        or _cases_of_any_kind(mention)
        or _INCLUDING.match(mention.passage.text, mention.number.stop)
    )


_CASES = re.compile(r"行政复议|行政诉讼")
_HANDLED = re.compile(r"办理|审理|审结|受理|收到|应诉|代理|出庭")


def _cases_of_any_kind(mention: Mention) -> bool:
    """Whether the sentence tells of all reviews or suits that an organ handled, not of those about disclosure."""
    reading = mention.passage.reading
    start, end = reading.sentence(mention.start)
    if not _CASES.search(mention.gap) or "公开" in reading.text[start:end]:
        return False
    clause, _ = reading.clause(mention.start)
    return bool(_HANDLED.search(reading.text[clause : mention.number.start]))


_FATE = re.compile("不予公开|部分公开")


def _of_documents(mention: Mention) -> bool:
    """Whether documents that are kept back are counted, not requests that are refused."""
    return bool(_FATE.match(mention.gap)) and scope.of_documents(mention.passage.reading, mention.start)


_INCLUDING = re.compile(r"[（，]?(?:含|包括|包含|其中含)")


def _narrowed_before(mention: Mention) -> bool:
    """Whether words of the clause before the phrase pick out a part (涉及征地的不予公开3件)."""
    start, _ = mention.passage.reading.clause(mention.start)
    return scope.narrowed(mention.passage.text[start : mention.start], mention.rule.pattern)


def check_phrases(context: Context) -> Iterator[Finding]:
    """A figure in the text is the one in the table."""
    for readings in mentions(context):
        sums = {reading.rule.id: admissible(context, reading.rule) for reading in readings}
        known = [reading for reading in readings if sums[reading.rule.id]]
        if known and not any(_agrees(reading, sums[reading.rule.id]) for reading in known):
            yield _mismatch(context, known[-1], sums[known[-1].rule.id][0])


def _agrees(mention: Mention, sums: list[Decimal]) -> bool:
    return any(scope.covers(mention.number, value) for value in sums)


def admissible(context: Context, rule: TextRule) -> list[Decimal]:
    """The values that the number may have; empty where the table does not give the first of them."""
    first = total_of(context.figures, rule.figures)
    if first is None or not _given(context, rule):
        return []
    others = (total_of(context.figures, group) for group in rule.any_of)
    return [first, *(value for value in others if value is not None)]


def _given(context: Context, rule: TextRule) -> bool:
    """Whether the tables of the figures count as given."""
    fields = {**context.format.fields, **context.format.derived}
    optional = {table.id for table in context.format.tables if table.optional}
    tables = {fields[id].table for id in rule.figures if id in fields}
    return not ((tables & optional) - context.report.given_tables)


def _mismatch(context: Context, mention: Mention, expected: Decimal) -> Finding:
    rule, number = mention.rule, mention.number
    names = "加".join(f"“{context.name(id)}”" for id in rule.figures[:3]) + (
        "等" if len(rule.figures) > 3 else ""
    )
    cells = context.cells(rule.figures)
    message = (
        f"正文写“{inside_quotes(mention.quote)}”，表中{names}为{plain(expected)}{number.unit}，"
        f"相差{plain(abs(number.value - expected))}{number.unit}（{cells}）。请核对正文与表，改正有误的一处。"
    )
    return Finding(
        Severity(rule.severity), rule.id, message, mention.passage.place, rule.figures[0], mention.quote
    )


_AFTER_CLAIM = re.compile(
    r"^(?:案件|案|申请)?(?:共|为|各)?\d"
    r"|^[^。；，]{0,16}?(?:败诉|被?纠错|被?纠正|被撤销|被确认违法|负面|被通报|超期|逾期|积压|被责令|未办结)"
    r"|^[^。；，、]{0,10}?(?:不当|引发|引起|导致|减免|费用|行政复议|行政诉讼|提起|发生变更)"
)
"""What after a claim of none narrows it: 未发生行政诉讼败诉案件, 未收到因公开申请引起的行政诉讼."""
_FALSE_NONE = re.compile(r"^无(?:法|论|需|须|关|效|偿|障|人员|正当|条件|私|疑|不|纸|线|差错|违)")


def check_claims(context: Context) -> Iterator[Finding]:
    """A sentence that says there was none (未收到申请) must find a zero in the table."""
    for passage in context.passages:
        for rule in context.format.text_rules:
            if rule.expect is None or rule.section not in ("", passage.chapter.section):
                continue
            sums = admissible(context, rule)
            if not sums or rule.expect in sums:
                continue
            for match in _compiled(rule.pattern).finditer(passage.text):
                if _claims_all(context, passage, match, rule):
                    yield _false_claim(context, rule, passage, match, sums[0])


_PLAIN_WORDS = re.compile(r"被?申请|提起|有关|关于|涉及")
"""Words of the claim that pick out nothing: 未发生涉及政府信息公开的行政复议."""


def _claims_all(context: Context, passage: Passage, match: re.Match[str], rule: TextRule) -> bool:
    """Whether the sentence claims it of the whole unit and year, and of the thing itself."""
    reading, words = passage.reading, match.group()
    after = passage.text[match.end() :]
    return not (
        _FALSE_NONE.match(words)
        or _AFTER_CLAIM.match(after)
        or ("结转" in words and "结转" not in rule.pattern)
        or _own_statement(words)
        or scope.narrowed(_PLAIN_WORDS.sub("", words))
        or scope.other_time(reading, match.start(), context.year)
        or scope.other_organ(reading, match.end(), context.report)
        or _narrowed_claim(passage, match)
    )


def _own_statement(words: str) -> bool:
    """Whether a comma cuts the negation off from what follows (无其他事项，行政复议…)."""
    _, comma, tail = words.rpartition("，")
    return bool(comma) and not re.match(
        r"(?:也|亦|均|且|以及|及)?(?:未|没有|无|不存在|提起|被|因|申请|行政)", tail
    )


def _narrowed_claim(passage: Passage, match: re.Match[str]) -> bool:
    start, _ = passage.reading.clause(match.start())
    return scope.narrowed(passage.text[start : match.start()])


def _false_claim(
    context: Context, rule: TextRule, passage: Passage, match: re.Match[str], value: Decimal
) -> Finding:
    quote = passage.reading.quote(match.start(), match.end())
    names = "加".join(f"“{context.name(id)}”" for id in rule.figures)
    message = (
        f"正文写“{inside_quotes(quote)}”，表中{names}却是{plain(value)}件（{context.cells(rule.figures)}），"
        f"相差{plain(value)}件。请改正正文或表。"
    )
    return Finding(Severity(rule.severity), rule.id, message, passage.place, rule.figures[0], quote)
