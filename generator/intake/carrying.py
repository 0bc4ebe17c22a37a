"""What carries over from one year's report into the next year's blank workbook."""

from decimal import Decimal

from generator.formats.model import Format, Instance
from generator.intake.workbook.content import Value
from generator.report.model import Particulars, Report

PREVIOUS = "prev:"
KEPT = (
    "unit_short",
    "scope",
    "signatory",
    "addressee",
    "website",
    "address",
    "region_code",
    "credit_code",
    "contact",
    "phone",
)
"""Particulars that stay the same from year to year. Title, date and document number do not."""
KEPT_EXTRAS = ("mark", "copies_to", "issuer", "seal_diameter", "mirror", "layout")


def carried_particulars(last: Particulars, unit_name: str) -> dict[str, Value]:
    """Names and contacts of last year's workbook; those of another unit are not taken over."""
    if last.unit_name != unit_name:
        return {}
    kept: dict[str, Value] = {name: getattr(last, name) for name in KEPT if getattr(last, name)}
    return kept | {name: last.extra[name] for name in KEPT_EXTRAS if last.extra.get(name)}


def carried_figures(fmt: Format, last: Report) -> dict[str, Decimal]:
    """Entry fields that a year-against-year rule of the form sets equal to last year's figures (上年结转 …)."""
    carried: dict[str, Decimal] = {}
    for rule in fmt.rules:
        if rule.kind != "compare" or rule.previous_format not in ("", last.format.id):
            continue
        for instance in rule.instances:
            value = _carried(instance, last)
            if value is not None and not fmt.fields[instance.left[0]].computed:
                carried[instance.left[0]] = value
    return carried


def _carried(instance: Instance, last: Report) -> Decimal | None:
    """The sum of last year's figures that the one field on the left must equal; None if it rests on others."""
    terms = instance.right
    if instance.op != "=" or len(instance.left) != 1 or not terms:
        return None
    if not all(term.removeprefix("-").startswith(PREVIOUS) for term in terms):
        return None
    fields = [term.removeprefix("-").removeprefix(PREVIOUS) for term in terms]
    if any(field not in last.figures for field in fields):
        return None
    signs = [-1 if term.startswith("-") else 1 for term in terms]
    return sum((sign * last.figures[f] for sign, f in zip(signs, fields, strict=True)), Decimal(0))
