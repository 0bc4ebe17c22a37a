"""Published figures of a city for 2025, on which every identity of the form holds."""

from decimal import Decimal

from generator.formats import Format
from generator.intake.totals import with_totals

APPLICANTS = ("natural", "company", "research", "charity", "legal", "other")

CITY_2025 = """
new              13612 252 0 45 128 32
prev               535   6 0  1  18  0
open              5345 129 0 41  19 14
partial           2120  39 0  1   6  2
deny.secret         13   0 0  0   0  0
deny.law            30   0 0  0   0  0
deny.safety         11   0 0  0   0  0
deny.third          49   2 0  0   0  0
deny.internal      103   1 0  0   0  0
deny.process        84   1 0  0   0  0
deny.casefile      282   4 0  0   0  0
deny.query         147   0 0  0   1  2
unable.nothold    3075  50 0  0  89  8
unable.create      177   3 0  0   0  0
unable.unclear      19   0 0  0   0  0
refuse.petition    199   1 0  0   3  0
refuse.repeat      147   1 0  0   0  0
refuse.publication   0   0 0  0   0  0
refuse.mass        100   1 0  0   0  0
refuse.confirm       5   0 0  0   0  0
misc.uncured       315   3 0  0   0  0
misc.unpaid        202   0 0  1   0  0
misc.other         941  17 0  1   3  3
next               783   6 0  2  25  3
"""

OTHERS_2025 = {
    "pub.rule.made": 3,
    "pub.rule.repealed": 5,
    "pub.rule.valid": 74,
    "pub.doc.made": 564,
    "pub.doc.repealed": 984,
    "pub.doc.valid": 4185,
    "pub.permit.decisions": 11398889,
    "pub.penalty.decisions": 6937489,
    "pub.coercion.decisions": 166105,
    "pub.fee.amount": 316441,
    "rev.uphold": 376,
    "rev.correct": 97,
    "rev.other": 196,
    "rev.pending": 121,
    "suit.direct.uphold": 16,
    "suit.direct.correct": 1,
    "suit.direct.other": 12,
    "suit.direct.pending": 27,
    "suit.after.uphold": 74,
    "suit.after.correct": 1,
    "suit.after.other": 30,
    "suit.after.pending": 51,
}


def city_2025(fmt: Format) -> dict[str, Decimal]:
    """Every entry, total and derived figure of the city's report."""
    entries = {id: Decimal(value) for id, value in OTHERS_2025.items()}
    for line in CITY_2025.split("\n"):
        if line:
            row, *values = line.split()
            entries |= {f"app.{row}.{c}": Decimal(v) for c, v in zip(APPLICANTS, values, strict=True)}
    return with_totals(fmt, entries)
