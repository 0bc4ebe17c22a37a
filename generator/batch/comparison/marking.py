"""The layout of the merged document with its changes drawn: underlined, struck out, a bar in the margin.

Colour never stands alone: what was inserted is red and underlined, what was deleted grey and struck out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.batch.comparison.merging import Merged, Place
from generator.batch.comparison.texts import Mark, Piece
from generator.typesetting.model import Colour, Layout, Line, Page, Rule, Run
from generator.typesetting.page import margin_shift
from generator.typesetting.units import LEFT, Pt

_COLOURS: Mapping[Mark, Colour] = {"same": "black", "arrow": "black", "deleted": "grey", "inserted": "red"}
_STRIKE, _UNDERLINE = 0.36, -0.16
"""Em above the baseline: the middle of a Han character, and just below it."""
_WEIGHT = 0.05
"""Em: how thick these lines are."""
_BAR_LEFT, _BAR_WIDTH = Pt(14), Pt(1.5)
"""The bar beside a changed line: how far left of the text, and how wide."""

_Key = tuple[int, Place | None]


def marked(layout: Layout, merged: Sequence[Merged]) -> Layout:
    """The layout, its runs coloured and ruled as `merged` says of its first blocks."""
    marks, mirror = _Marks(merged), layout.document.mirror
    pages = (_page(page, marks, Pt(LEFT + margin_shift(page.number, mirror))) for page in layout.pages)
    return replace(layout, pages=tuple(pages))


class _Marks:
    """The marks of each block's and cell's characters, taken in the order in which lines show them."""

    def __init__(self, merged: Sequence[Merged]) -> None:
        self._whole: dict[int, Mark] = {}
        self._waiting: dict[_Key, Iterator[tuple[str, Mark]]] = {}
        for index, block in enumerate(merged):
            if block.whole != "same":
                self._whole[index] = block.whole
            if block.pieces:
                self._waiting[index, None] = _characters(block.pieces)
            for place, pieces in block.cells.items():
                self._waiting[index, place] = _characters(pieces)

    def of(self, line: Line) -> list[Mark]:
        """One mark for each character of the line."""
        if line.block in self._whole:
            return [self._whole[line.block]] * len(line.text)
        waiting = self._waiting.get((line.block, line.cell))
        if waiting is None or line.repeated:
            return ["same"] * len(line.text)
        return [next((mark for char, mark in waiting if char == shown), "same") for shown in line.text]


def _characters(pieces: Sequence[Piece]) -> Iterator[tuple[str, Mark]]:
    return ((char, piece.mark) for piece in pieces for char in piece.text)


def _page(page: Page, marks: _Marks, left: Pt) -> Page:
    lines: list[Line] = []
    rules: list[Rule] = []
    bars: list[tuple[float, float]] = []
    for line in page.lines:
        found = marks.of(line)
        if all(mark == "same" for mark in found):
            lines.append(line)
            continue
        stretches = list(_stretches(line, found))
        lines.append(replace(line, runs=tuple(s.run for s in stretches)))
        rules += (rule for s in stretches for rule in _rules(s, line.baseline))
        size = max(run.size for run in line.runs)
        bars.append((line.baseline - size, line.baseline + 0.2 * size))
    return replace(page, lines=tuple(lines), rules=(*page.rules, *rules, *_bars(bars, left)))


@dataclass(frozen=True)
class _Stretch:
    """Part of a run in one colour, and where its last character ends."""

    run: Run
    end: float
    mark: Mark


def _stretches(line: Line, marks: Sequence[Mark]) -> Iterator[_Stretch]:
    """The line's runs, cut where the mark changes."""
    at = 0
    for run in line.runs:
        x: float = run.x
        for mark, same in groupby(marks[at : at + len(run.text)]):
            text = line.text[at : at + len(list(same))]
            width = sum(run.face.advance(char) for char in text) * run.size * run.stretch
            end = x + width + run.spacing * (len(text) - 1)
            part = replace(run, x=Pt(x), text=text, colour=_COLOURS[mark] if mark != "same" else run.colour)
            yield _Stretch(part, end, mark)
            x, at = end + run.spacing, at + len(text)


def _rules(stretch: _Stretch, baseline: Pt) -> Iterator[Rule]:
    heights = {"deleted": _STRIKE, "inserted": _UNDERLINE}
    if stretch.mark in heights and stretch.run.text.strip():
        size = stretch.run.size
        y = Pt(baseline - heights[stretch.mark] * size)
        colour = _COLOURS[stretch.mark]
        yield Rule(stretch.run.x, y, Pt(stretch.end), y, Pt(_WEIGHT * size), colour)


def _bars(spans: Sequence[tuple[float, float]], left: Pt) -> Iterator[Rule]:
    """Bars beside the changed lines; those that touch are one."""
    joined: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if joined and top <= joined[-1][1] + 14:
            joined[-1] = (joined[-1][0], max(bottom, joined[-1][1]))
        else:
            joined.append((top, bottom))
    x = Pt(left - _BAR_LEFT)
    return (Rule(x, Pt(top), x, Pt(bottom), _BAR_WIDTH, "red") for top, bottom in joined)
