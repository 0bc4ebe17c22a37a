"""Rules that ask whether a figure can be meant: against last year's, against the unit, against the law."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.context import Context
from generator.checks.registry import for_kind
from generator.checks.values import plain
from generator.formats.model import Rule
from generator.intake.workbook.live import below_rule_power
from generator.report.finding import Finding, Severity


@for_kind("jump")
def check_jump(context: Context, rule: Rule) -> Iterator[Finding]:
    """A figure over five times or under a fifth of last year's is probably a slip of the hand."""
    times, at_least = _number(rule, "times", 5), _number(rule, "at_least", 10)
    for id, now, before in _both_years(context, rule):
        if min(now, before) >= at_least and (now > before * times or now * times < before):
            yield _against_last_year(context, rule, id, now, before)


@for_kind("same")
def check_same(context: Context, rule: Rule) -> Iterator[Finding]:
    """All figures as last year's: the wrong workbook. A unit with next to nothing to report is no such case."""
    pairs = list(_both_years(context, rule))
    telling = [now for _, now, _ in pairs if now > 1]
    if len(telling) >= _number(rule, "at_least", 3) and all(now == before for _, now, before in pairs):
        yield context.rule_finding(rule, {})


@for_kind("fee_unit")
def check_fee_unit(context: Context, rule: Rule) -> Iterator[Finding]:
    """An amount near ten thousand times last year's, or the inverse: 元 typed where 万元 is printed."""
    low, high = _number(rule, "from", 2000), _number(rule, "to", 20000)
    for id, now, before in _both_years(context, rule):
        if min(now, before) > 0 and low <= max(now, before) / min(now, before) <= high:
            yield _against_last_year(context, rule, id, now, before)


@for_kind("rule_power")
def check_rule_power(context: Context, rule: Rule) -> Iterator[Finding]:
    """规章 are made by provinces and by cities with districts; an organ below them has none."""
    if not below_rule_power(rule, vars(context.report.particulars)):
        return
    for instance in rule.instances:
        id = instance.left[0]
        value = context.figures.get(id)
        if value:
            yield context.rule_finding(rule, {**instance.names, "left": plain(value)}, id)


@for_kind("fee_note")
def check_fee_note(context: Context, rule: Rule) -> Iterator[Finding]:
    """The report says what 信息处理费 was charged (国办函〔2020〕109号), if only that none was.

    It is an error where requests ended because a fee was not paid and the chapter says there is nothing.
    """
    options = rule.options or {}
    section = str(options.get("section", ""))
    passages = context.chapter_passages(section)
    text = "".join(p.text for p in passages)
    unpaid = context.figures.get(str(options.get("unpaid")), Decimal(0))
    wrong = unpaid > 0 and text.rstrip("。") in context.word("nothing")
    told = re.search("|".join(context.word("fee_words")) or "费", text) or any(
        "信息处理费" in p.text for p in context.passages
    )
    if not passages or (told and not wrong):
        return
    severity = Severity.ERROR if wrong else None
    yield context.rule_finding(rule, {}, place=passages[0].place, severity=severity)


def _both_years(context: Context, rule: Rule) -> Iterator[tuple[str, Decimal, Decimal]]:
    for id in rule.fields:
        now, before = context.figures.get(id), context.last_figures.get(id)
        if now is not None and before is not None:
            yield id, now, before


def _against_last_year(context: Context, rule: Rule, id: str, now: Decimal, before: Decimal) -> Finding:
    slots = {"label": context.label(id), "left": plain(now), "right": plain(before)}
    return context.rule_finding(rule, slots, id)


def _number(rule: Rule, key: str, default: int) -> Decimal:
    value = (rule.options or {}).get(key, default)
    return Decimal(str(value))
