"""The rules of the form on the figures that a file really shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.archive.reading.content import Content, Piece
from generator.archive.reading.limits import Refused
from generator.archive.reading.report_json import ReportData, read_figure
from generator.checks.arithmetic import compared
from generator.checks.context import Context
from generator.checks.registry import KINDS
from generator.checks.run import check
from generator.formats.model import Format
from generator.intake.totals import compute
from generator.report.finding import Finding, Severity
from generator.report.model import Report

ON_FIGURES = ("integer", "nonnegative", "money", "formula", "compare")
"""Kinds of rules that need figures and nothing else."""


@dataclass(frozen=True)
class Ruling:
    """What the rules came to. `compared` counts the comparisons that were made."""

    faults: tuple[str, ...]
    compared: int


def figures_shown(expected: Content, found: Content, fields: Mapping[str, object]) -> dict[str, Decimal]:
    """Field id → the number that stands in the file where the form has that field.

    Raises Refused for a cell that holds no number.
    """
    shown: dict[str, Decimal] = {}
    for form, table in zip(expected.tables, found.tables, strict=False):
        cells = {(c.row, c.col): c.text for c in table.cells}
        for cell in form.cells:
            text = cells.get((cell.row, cell.col), "").strip()
            if cell.field in fields and text:
                shown[cell.field] = _number(text, form, cell.row, cell.col)
    return shown


def _number(text: str, table: Piece, row: int, col: int) -> Decimal:
    value = read_figure(text)
    if value is None:
        name = next((c.text for c in table.cells if c.text), "")[:12]
        raise Refused(f"表“{name}”第{row + 1}行第{col + 1}列的“{text[:20]}”不是数字")
    return value


def rules_on_figures(report: Report, shown: Mapping[str, Decimal]) -> Ruling:
    """Totals and comparisons on what a file shows; figures that only the text quotes are not in question."""
    context = Context(_showing(report, shown), None, ())
    rules = [rule for rule in report.format.rules if rule.kind in ON_FIGURES]
    found = [finding for rule in rules for finding in KINDS[rule.kind](context, rule)]
    faults = [_said(finding) for finding in found if finding.severity is Severity.ERROR]
    faults += _wrong_totals(report.format, shown)
    made = sum(
        compared(context, rule, instance) is not None
        for rule in report.format.rules
        if rule.kind == "compare"
        for instance in rule.instances
    )
    return Ruling(tuple(dict.fromkeys(faults)), made)


def _showing(report: Report, shown: Mapping[str, Decimal]) -> Report:
    totals = {id: shown[id] for id, field in report.format.fields.items() if field.computed and id in shown}
    return replace(report, figures=dict(shown), typed_totals=totals)


def _wrong_totals(fmt: Format, shown: Mapping[str, Decimal]) -> list[str]:
    """Totals and shares that do not follow from the figures beside them."""
    faults = []
    for id, field in (*fmt.fields.items(), *fmt.derived.items()):
        if field.formula is None or id not in shown or any(term not in shown for term in field.formula.of):
            continue
        due = compute(field.formula, [shown[term] for term in field.formula.of])
        if due is not None and due != shown[id]:
            faults.append(f"“{field.label}”应为 {due}，文件中是 {shown[id]}")
    return faults


def rules_on_data(data: ReportData, form: Format, exact: bool) -> Ruling:
    """The rules on all figures of the data; with the `exact` form every check of the program, text too.

    Another form's patterns are not applied to the text: they may ask for what was not asked for then.
    """
    report = data.report(form)
    ruling = rules_on_figures(report, {id: v for id, v in data.figures.items() if v is not None})
    more = [_said(f) for f in check(report) if f.severity is Severity.ERROR] if exact else []
    return Ruling(tuple(dict.fromkeys([*ruling.faults, *more])), ruling.compared)


def _said(finding: Finding) -> str:
    """The message without its advice to the clerk, which comes too late for a written file."""
    return f"{finding.message.partition('。')[0]}（{finding.rule}）"
