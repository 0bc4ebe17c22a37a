"""The figures as they stand in the workbook: what a reader of the tables would add up.

`Report.figures` holds totals that the program computed. Where someone typed over a formula, the cell shows
the typed number; the comparisons of the form are then made with what the cell shows, as the live checks do.
"""

from collections.abc import Mapping
from decimal import Decimal

from generator.formats.model import Field, Format
from generator.intake.totals import compute
from generator.report.model import Report


def stated_figures(report: Report) -> dict[str, Decimal]:
    """Entries, typed totals, and every other total and derived figure computed from these."""
    fmt = report.format
    stated = {id: value for id, value in report.figures.items() if not _computed(fmt, id)}
    stated |= report.typed_totals
    for id in (*fmt.fields, *fmt.derived):
        _figure(fmt, id, stated)
    return stated


def _computed(fmt: Format, id: str) -> bool:
    return id in fmt.derived or (id in fmt.fields and fmt.fields[id].computed)


def _figure(fmt: Format, id: str, stated: dict[str, Decimal]) -> Decimal | None:
    formula = field_of(fmt, id).formula
    if id not in stated and formula is not None:
        terms = [_figure(fmt, term, stated) for term in formula.of]
        known = [term for term in terms if term is not None]
        value = compute(formula, known) if len(known) == len(terms) else None
        if value is not None:
            stated[id] = value
    return stated.get(id)


def field_of(fmt: Format, id: str) -> Field:
    """The field or derived figure of that id. Raises KeyError."""
    return fmt.fields[id] if id in fmt.fields else fmt.derived[id]


def total_of(figures: Mapping[str, Decimal], ids: tuple[str, ...]) -> Decimal | None:
    """Σ of the figures; a term `-id` is subtracted. None if one of them is missing."""
    total = Decimal(0)
    for id in ids:
        value = figures.get(id.removeprefix("-"))
        if value is None:
            return None
        total += -value if id.startswith("-") else value
    return total
