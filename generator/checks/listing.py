"""All rules of a format in one list, wherever they live: for `nianbao rules` and for the test that none is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.catalogue import CATALOGUE
from generator.checks.wording import RULES as WORDING
from generator.formats.model import Format
from generator.intake.rules import READER_RULES
from generator.narrative.catalogue import narrative_rules
from generator.narrative.mending import RULES as MENDS


@dataclass(frozen=True)
class ListedRule:
    """A rule as people read it. `group` says at which step it is checked."""

    id: str
    severity: str
    group: str
    meaning: str
    mend: str
    source: str = ""


def all_rules(fmt: Format) -> tuple[ListedRule, ...]:
    """Every rule that can speak on a report of this format, in the order in which the steps follow."""
    rules = (*_reader(fmt), *_narrative(fmt), *_figures(fmt), *_phrases(fmt), *_code(fmt), *_wording())
    return tuple({rule.id: rule for rule in reversed(rules)}.values())[::-1]


def _reader(fmt: Format) -> Iterator[ListedRule]:
    for rule in READER_RULES.values():
        yield ListedRule(f"{fmt.id}.{rule.key}", str(rule.severity), "读取", rule.meaning, rule.mend)


def _narrative(fmt: Format) -> Iterator[ListedRule]:
    for rule in narrative_rules(fmt):
        yield ListedRule(rule.id, rule.severity, "正文", rule.meaning, rule.mend, rule.source)


def _figures(fmt: Format) -> Iterator[ListedRule]:
    for rule in fmt.rules:
        yield ListedRule(rule.id, rule.severity, "数字", rule.meaning, rule.mend, rule.source)


def _phrases(fmt: Format) -> Iterator[ListedRule]:
    mend = "请核对正文与表，改正有误的一处"
    for rule in fmt.text_rules:
        yield ListedRule(rule.id, rule.severity, "文表一致", rule.meaning, mend, "正文与表")


def _code(fmt: Format) -> Iterator[ListedRule]:
    for entry in CATALOGUE.values():
        if entry.applies(fmt):
            group = "文字数字" if entry.key.startswith("txt.") else "全文"
            mend = entry.mend.replace("{right}", "正确的写法")
            yield ListedRule(entry.id(fmt), str(entry.severity), group, entry.meaning, mend, entry.source)


def _wording() -> Iterator[ListedRule]:
    mends = [(rule.id, rule.severity, rule.meaning, rule.mend) for rule in MENDS]
    reports = [(rule.id, rule.severity, rule.meaning, rule.mend) for rule in WORDING]
    for id, severity, meaning, mend in sorted(mends + reports):
        yield ListedRule(id, str(severity), "用字标点", meaning, mend, "GB/T 15834、15835、9704")
