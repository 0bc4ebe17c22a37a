"""Lengths. Positions on a page are points (Pt) from its top-left corner; the line breaker counts twips.

A bare float never crosses a function's border as a length: it is a `Pt` made by `mm()` or `Pt()`.
"""

from typing import NewType

Pt = NewType("Pt", float)
"""1/72 inch."""
Twip = NewType("Twip", int)
"""1/1440 inch, the unit of DOCX and of the line breaker."""


def mm(value: float) -> Pt:
    """Millimetres as points."""
    return Pt(value * 72 / 25.4)


def twips(value: Pt) -> Twip:
    """Points as whole twips, rounded to nearest."""
    return Twip(round(value * 20))


PAGE_WIDTH, PAGE_HEIGHT = mm(210), mm(297)
"""A4 (GB/T 9704 5.1)."""
TOP, LEFT = mm(37), mm(28)
"""天头 and 订口 (5.2.1)."""
TYPE_WIDTH, TYPE_HEIGHT = mm(156), mm(225)
"""版心 (5.2.1)."""
LINES, CELLS = 22, 28
"""Lines a page and characters a line (5.2.3)."""
PITCH = Pt(TYPE_HEIGHT / LINES)
"""Line pitch of the even grid, 28.99 pt."""
CELL = Pt(TYPE_WIDTH / CELLS)
"""One cell, 15.79 pt."""
BASELINE = 0.8
"""Share of a line's height above its baseline, as Word places exact lines."""

TURNED_LEFT = Pt(PAGE_HEIGHT - TOP - TYPE_HEIGHT)
"""Left edge of the type area on a turned page: the lower margin of the sheet."""
TURNED_LINES = int(TYPE_WIDTH / PITCH)
"""Lines of a turned page, 15."""

SIZE_2, SIZE_3, SIZE_4, SIZE_5, SIZE_S5 = Pt(22), Pt(16), Pt(14), Pt(10.5), Pt(9)
"""二号, 三号, 四号, 五号, 小五."""
