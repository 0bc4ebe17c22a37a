"""Runs every check on one report, in a fixed order: figures, text against figures, text, the report as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from generator.checks import (
    arithmetic,
    chapters,
    citations,
    copies,
    enumerations,
    lists,
    plausibility,
    preamble,
    previous,
    privacy,
    titling,
    years,
)
from generator.checks.catalogue import CATALOGUE
from generator.checks.context import Context
from generator.checks.registry import CODE_CHECKS, KINDS
from generator.checks.text_figures import changes, parts, phrases, shares, twice
from generator.checks.wording import review
from generator.report.finding import Finding, Severity
from generator.report.model import Report

MODULES: tuple[ModuleType, ...] = (
    arithmetic, plausibility, shares, parts, twice, changes, years, enumerations, lists, preamble, chapters, previous,
    citations, privacy, copies, titling,
)  # fmt: skip
"""The modules that hold checks; importing them here fills the registry."""


def check(
    report: Report, previous: Report | None = None, others: Sequence[Report] = ()
) -> tuple[Finding, ...]:
    """Everything that is wrong or doubtful in a report.

    `previous` is last year's report of the same unit, in any format; `others` are the other reports of a batch.
    A warning that the clerk has explained (确认说明) carries the explanation; errors cannot be confirmed.
    """
    context = Context(report, previous, others)
    findings = [*_rules(context), *phrases.check_phrases(context), *phrases.check_claims(context)]
    findings += [*_code_checks(context), *review(report)]
    return tuple(_confirmed(finding, report.confirmations) for finding in _once(findings))


def _rules(context: Context) -> Iterator[Finding]:
    """The rules of the format, in its order."""
    for rule in context.format.rules:
        yield from KINDS[rule.kind](context, rule)


def _code_checks(context: Context) -> Iterator[Finding]:
    for check_function, keys in CODE_CHECKS.items():
        if any(CATALOGUE[key].applies(context.format) for key in keys):
            yield from check_function(context)


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """The findings without repetitions: the same rule about the same words at the same place."""
    seen = set()
    for finding in findings:
        key = (finding.rule, finding.place, finding.quote, finding.message)
        if key not in seen:
            seen.add(key)
            yield finding


def _confirmed(finding: Finding, confirmations: Mapping[str, str]) -> Finding:
    """A warning with the explanation given for its rule."""
    note = confirmations.get(finding.rule, "").strip()
    return replace(finding, confirmed=note) if note and finding.severity is Severity.WARNING else finding
