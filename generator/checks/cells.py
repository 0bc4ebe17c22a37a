"""Cells in messages: a long list of places as short ranges, 申请办理!D9:D29、D31."""

import re
from collections.abc import Iterable

from generator.intake.addresses import a1
from generator.report.finding import Place

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_MOST = 6
"""More ranges than this are cut off in a message."""


def cell_list(places: Iterable[Place]) -> str:
    """The places, grouped by sheet, neighbours of one row or one column joined."""
    by_sheet: dict[str, list[tuple[int, int]]] = {}
    for place in places:
        match = _CELL.fullmatch(place.cell)
        if match:
            by_sheet.setdefault(place.sheet, []).append((int(match[2]), _number(match[1])))
    return "；".join(f"{sheet}!{_ranges(cells)}" for sheet, cells in by_sheet.items())


def _ranges(cells: list[tuple[int, int]]) -> str:
    runs: list[list[tuple[int, int]]] = []
    for cell in dict.fromkeys(cells):
        if runs and _continues(runs[-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    parts = [a1(*run[0]) if len(run) == 1 else f"{a1(*run[0])}:{a1(*run[-1])}" for run in runs]
    return "、".join(parts[:_MOST]) + ("等" if len(parts) > _MOST else "")


def _continues(run: list[tuple[int, int]], cell: tuple[int, int]) -> bool:
    """Whether `cell` follows the run's last cell in the run's direction, allowing for merged steps of one."""
    row, column = run[-1]
    across = cell == (row, column + 1) and all(r == row for r, _ in run)
    down = cell == (row + 1, column) and all(c == column for _, c in run)
    return across or down


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
