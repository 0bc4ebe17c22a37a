"""Totals and derived figures, recomputed from the entries: the program never trusts a cached formula value."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from generator.formats.model import Field, Format, Formula


def with_totals(fmt: Format, entries: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The entries, and every total and derived figure that can be computed from them.

    A total with a missing term is absent: the missing entry is the fault to report, not the sum. A percentage
    of nothing is absent too.
    """
    figures = {
        key: entries[key] for key, field in fmt.fields.items() if key in entries and not field.computed
    }
    for field_id in computed_fields(fmt):
        _figure(fmt, field_id, figures)
    return figures


def computed_fields(fmt: Format) -> tuple[str, ...]:
    """The ids of all totals, then of all derived figures, as the format lists them."""
    return (*(key for key, field in fmt.fields.items() if field.computed), *fmt.derived)


def field_of(fmt: Format, field_id: str) -> Field:
    """The field or derived figure of that id. Raises KeyError."""
    return fmt.fields[field_id] if field_id in fmt.fields else fmt.derived[field_id]


def entry_terms(fmt: Format, field_id: str) -> tuple[str, ...]:
    """The entry fields that a figure finally rests on: itself, or those of its formula's terms, each once."""
    formula = field_of(fmt, field_id).formula
    if formula is None:
        return (field_id,)
    return tuple(dict.fromkeys(entry for term in formula.of for entry in entry_terms(fmt, term)))


def _figure(fmt: Format, field_id: str, figures: dict[str, Decimal]) -> Decimal | None:
    formula = field_of(fmt, field_id).formula
    if field_id not in figures and formula is not None:
        terms = [_figure(fmt, term, figures) for term in formula.of]
        known = [term for term in terms if term is not None]
        value = compute(formula, known) if len(known) == len(terms) else None
        if value is not None:
            figures[field_id] = value
    return figures.get(field_id)


def compute(formula: Formula, terms: list[Decimal]) -> Decimal | None:
    """The formula's value; None for a percentage of nothing. Shares are rounded half up, as the law's tables are."""
    if formula.op == "sum":
        return sum(terms, Decimal(0))
    part, whole = terms
    if whole == 0:
        return None
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-formula.decimals), ROUND_HALF_UP)
