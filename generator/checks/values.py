"""Numbers and quotations as messages print them."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """No exponent, no trailing zeros: 140, 3.5, -8."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rounded(value: Decimal, places: int = 6) -> Decimal:
    """The value to so many decimals: binary tails of spreadsheet numbers vanish, nothing else does."""
    return round(value, places)


def decimals(value: Decimal) -> int:
    """How many decimals a number shows, trailing zeros not counted: 3.50 → 1."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def inside_quotes(text: str) -> str:
    """Text for a place between “ and ”: its own quotation marks become the inner ones (GB/T 15834 4.8.3.4)."""
    return text.translate(str.maketrans("“”", "‘’"))
