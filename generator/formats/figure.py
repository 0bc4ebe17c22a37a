"""How a figure is printed, in tables and in text (formats.md 8: no grouping, 万元 with its own decimals)."""

from decimal import Decimal

from generator.formats.model import Field


def printed(field: Field, value: Decimal) -> str:
    """Digits only: no thousands separator, no padded zeros, `-` for a decrease; shares with their decimals."""
    if field.formula is not None and field.formula.op == "percent":
        return f"{value:.{field.formula.decimals}f}"
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
