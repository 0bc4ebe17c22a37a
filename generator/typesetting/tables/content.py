"""The text of a table's cells: measured once in em, and broken into lines for any width.

Lines keep to NOSTART and NOEND (GB/T 15834 5.1) as body text does; beyond that
- a label that stands for a group of rows breaks after its ordinal only, so that its words stay whole;
- a stacked label has one character a line, marks staying with their character (三、);
- the lines of a head are as even as they can be (结果 / 维持, 社会 / 公益 / 组织);
- a figure is one line; it is cut only where no width that the page has would hold it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.document.model import Role, Table, TableCell
from generator.typesetting.fonts.catalogue import MissingGlyph
from generator.typesetting.kinsoku import may_break
from generator.typesetting.linebreak import Rules, cut, greedy
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.units import Pt

_UNIT = Pt(1)
"""Cells are measured at 1 pt, in twips: a twentieth of that is em."""
_ORDINAL = re.compile(r"(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}\.)")
_WHOLE = 6.0
"""Em: the words of a group's label up to this length are never cut."""
_LEAST_LABEL = 4.0
"""Em: a column of labels is never narrower, however short its words could be cut."""
_LEAST_HEAD = 2.0
"""Em: heads of narrow columns have two characters a line."""
_CHUNK = 8.0
"""Em: no unbreakable run counts for more; a longer one is cut."""
_ROOM = 1e-6
"""Em by which a sum of widths may exceed the room through rounding of floats."""


@dataclass(frozen=True)
class CellText:
    """A cell's text with its widths in em."""

    cell: TableCell
    measured: Measured
    _broken: dict[float, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def full(self) -> float:
        """Width of the whole text on one line (of the widest line where it is stacked)."""
        if self.cell.stacked:
            return max((self._width(a, b) for a, b in self._stack()), default=0.0)
        return self._width(0, len(self.cell.text))

    @cached_property
    def least(self) -> float:
        """The least width in which the text can be set well."""
        if self.cell.kind == "figure" or self.cell.stacked:
            return self.full
        chunk = min(max((self._width(a, b) for a, b in self._chunks()), default=0.0), _CHUNK)
        wanted = _LEAST_LABEL if self.cell.kind == "label" else _LEAST_HEAD
        if self._is_group:
            words = self._width(self._ordinal, len(self.cell.text))
            chunk = max(chunk, words if words <= _WHOLE else 0.0)
        return max(chunk, min(self.full, wanted))

    def lines(self, room: float) -> tuple[str, ...]:
        """The lines in a room of so many em. None is wider, unless a single character is."""
        if room not in self._broken:
            self._broken[room] = self._break(room)
        return self._broken[room]

    def _break(self, room: float) -> tuple[str, ...]:
        text = self.cell.text
        if not text:
            return ()
        if self.cell.stacked:
            return tuple(text[a:b] for a, b in self._stack())
        if self.full <= room + _ROOM:
            return (text,)
        if self.cell.kind == "figure":
            return self._cut_anywhere(room)
        if self._is_group and self._ordinal and self._width(0, self._ordinal) <= room + _ROOM:
            rest = self._flow(self._ordinal, room)
            return (text[: self._ordinal], *rest)
        return self._flow(0, room)

    def _flow(self, start: int, room: float) -> tuple[str, ...]:
        """Greedy lines; evened out where it is a head, or where the last line would be one character."""
        lines = self._greedy(start, room)
        if len(lines) > 1 and (self.cell.kind in ("header", "caption") or len(lines[-1]) < 2):
            lines = self._even(start, room, lines)
        return lines

    def _greedy(self, start: int, room: float) -> tuple[str, ...]:
        text = self.cell.text[start:]
        fit = self.measured.fitter(0)
        rules = Rules(text, lambda a, b: self._width(start + a, start + b) > room)
        starts = greedy(text, lambda a: fit(start + a, room * 20) - start, rules.following)
        return cut(text, starts)

    def _cut_anywhere(self, room: float) -> tuple[str, ...]:
        """A figure that is too wide for any column of the page, in as many lines as it takes."""
        fit = self.measured.fitter(0)
        starts = greedy(self.cell.text, lambda a: fit(a, room * 20), lambda a, limit: max(limit, a + 1))
        return cut(self.cell.text, starts)

    def _even(self, start: int, room: float, lines: tuple[str, ...]) -> tuple[str, ...]:
        """As many lines, in the least room that gives no more of them."""
        narrow = room
        for step in range(1, 40):
            tried = self._greedy(start, room * (1 - step / 40))
            if len(tried) > len(lines):
                break
            narrow, lines = room * (1 - step / 40), tried
        return self._greedy(start, narrow)

    def _width(self, start: int, end: int) -> float:
        return self.measured.width(start, end, 0) / 20

    @property
    def _is_group(self) -> bool:
        return self.cell.kind == "label" and self.cell.rowspan > 1 and not self.cell.stacked

    @property
    def _ordinal(self) -> int:
        """Length of the ordinal at the start of the text."""
        found = _ORDINAL.match(self.cell.text)
        return found.end() if found else 0

    def _chunks(self) -> Sequence[tuple[int, int]]:
        """The stretches that no line break may cut."""
        rules = Rules(self.cell.text, lambda a, b: True)
        return _stretches(self.cell.text, rules.allows)

    def _stack(self) -> Sequence[tuple[int, int]]:
        """One character a line, but marks stay with their character, and a numeral is whole."""
        text = self.cell.text
        return _stretches(
            text, lambda i: may_break(text[i - 1], text[i]) and not text[i - 1 : i + 1].isdigit()
        )


def _stretches(text: str, allows: Callable[[int], bool]) -> Sequence[tuple[int, int]]:
    starts = [0, *(i for i in range(1, len(text)) if allows(i))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if text else []


def contents(table: Table, setter: Setter) -> tuple[CellText, ...]:
    """The texts of all cells. Raises MissingGlyph, with the table's title and the cell as its place."""
    return tuple(CellText(cell, _measure(table, cell, setter)) for cell in table.cells)


def _measure(table: Table, cell: TableCell, setter: Setter) -> Measured:
    try:
        return setter.measure_text(cell.text, Role.SONG, _UNIT)
    except MissingGlyph as missing:
        raise missing.at(f"表“{table.title}”第{cell.row + 1}行第{cell.col + 1}列") from missing
