"""Column widths of a table: as the format prefers them, changed only as far as the contents ask for.

The columns of figures are treated as one set: what one of them needs, all get, as long as the page has it.
What they need more comes from the columns of labels, whose text then wraps. All widths add up to the type
area's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.document.model import Table
from generator.typesetting.tables.content import CellText
from generator.typesetting.units import TYPE_WIDTH, Pt, mm

_FREE = 1.2
"""Where the format prefers no width, a figure column gets so many times what it needs."""


@dataclass(frozen=True)
class Sizes:
    """The measures that a set of columns is made for."""

    size: Pt
    figure_size: Pt
    padding_x: Pt

    def of(self, text: CellText) -> Pt:
        """Type size of a cell."""
        return self.figure_size if text.cell.kind == "figure" else self.size

    def needed(self, text: CellText) -> float:
        """The least width of a cell, from rule to rule."""
        return text.least * self.of(text) + self._around(text)

    def full(self, text: CellText) -> float:
        """The width of a cell with its text on one line, from rule to rule."""
        return text.full * self.of(text) + self._around(text)

    def _around(self, text: CellText) -> float:
        level = text.cell.level if text.cell.kind == "label" else 0
        return 2 * self.padding_x + level * self.size


def full_width(table: Table) -> Pt:
    """What all columns together take: the type area's width, and what hangs out on either side."""
    return Pt(TYPE_WIDTH + 2 * mm(table.hang_mm))


def figure_columns(table: Table) -> frozenset[int]:
    """The columns that hold figures of one column's width."""
    return frozenset(c.col for c in table.cells if c.kind == "figure" and c.colspan == 1)


def fit_columns(
    table: Table, texts: Sequence[CellText], sizes: Sizes, even: bool = True
) -> tuple[Pt, ...] | None:
    """Columns in which every figure is whole, or None if the page is too narrow for it at these sizes.

    `even`: what one column of figures needs all of them get; otherwise each gets what it needs itself.
    """
    figures = figure_columns(table)
    least = _least(table, texts, sizes, figures if even else frozenset())
    width = full_width(table)
    if sum(least) > width + 1e-6:
        return None
    wanted = [max(pair) for pair in zip(_preferred(table, texts, sizes, least), least, strict=True)]
    return _exact(_settle(wanted, least, figures, width), width)


def squeezed_columns(table: Table, texts: Sequence[CellText], sizes: Sizes) -> tuple[Pt, ...]:
    """Columns for figures that are too wide for the page: they get what the rest leaves, all alike."""
    figures = figure_columns(table) or frozenset(range(table.cols))
    others = [t for t in texts if t.cell.kind != "figure"]
    least = _least(table, others, sizes, figures)
    width = full_width(table)
    wanted = [width if i in figures else least[i] for i in range(table.cols)]
    scale = min(1.0, width / sum(least))
    return _exact(_settle(wanted, [w * scale for w in least], figures, width), width)


def _least(table: Table, texts: Sequence[CellText], sizes: Sizes, even: frozenset[int]) -> list[float]:
    """The least width of each column; those of `even` are made alike."""
    least = [0.0] * table.cols
    for text in texts:
        if text.cell.colspan == 1:
            least[text.cell.col] = max(least[text.cell.col], sizes.needed(text))
    _level(least, even)
    for text in sorted(texts, key=lambda t: t.cell.colspan):
        span = range(text.cell.col, text.cell.col + text.cell.colspan)
        lacking = sizes.needed(text) - sum(least[i] for i in span)
        for i in span if lacking > 0 else ():
            least[i] += lacking / len(span)
    _level(least, even)
    return least


def _level(widths: list[float], columns: frozenset[int]) -> None:
    widest = max((widths[i] for i in columns), default=0.0)
    for i in columns:
        widths[i] = widest


def _preferred(table: Table, texts: Sequence[CellText], sizes: Sizes, least: Sequence[float]) -> list[float]:
    """The format's widths, or widths by content: labels whole, figures with some room, heads if they can."""
    if table.widths_mm:
        return [mm(w) for w in table.widths_mm]
    figures = figure_columns(table)
    wanted = [w * _FREE if i in figures else w for i, w in enumerate(least)]
    single = [t for t in texts if t.cell.colspan == 1]
    _widen(wanted, [t for t in single if t.cell.col not in figures and t.cell.kind != "header"], sizes)
    generous = list(wanted)
    _widen(generous, single, sizes)
    _level(generous, figures)
    width = full_width(table)
    wanted = generous if sum(generous) <= width else wanted
    total = sum(wanted)
    return [w * width / total for w in wanted] if total < width else wanted


def _widen(widths: list[float], texts: Sequence[CellText], sizes: Sizes) -> None:
    """Make each column wide enough for these texts on one line."""
    for text in texts:
        widths[text.cell.col] = max(widths[text.cell.col], sizes.full(text))


def _settle(
    wanted: Sequence[float], least: Sequence[float], figures: frozenset[int], width: Pt
) -> list[float]:
    """Bring the sum to the full width: take where there is slack, first from labels; give to labels."""
    widths = list(wanted)
    labels = [i for i in range(len(widths)) if i not in figures]
    for group in (labels, sorted(figures)):
        over = sum(widths) - width
        slack = {i: widths[i] - least[i] for i in group}
        share = min(1.0, over / sum(slack.values())) if over > 0 and sum(slack.values()) > 0 else 0.0
        for i in group:
            widths[i] -= slack[i] * share
    missing = width - sum(widths)
    grow = labels or range(len(widths))
    total = sum(widths[i] for i in grow)
    for i in grow:
        widths[i] += missing * (widths[i] / total if total else 1 / len(grow))
    return widths


def _exact(widths: Sequence[float], width: Pt) -> tuple[Pt, ...]:
    """The widths with the last one closing the sum."""
    return (*(Pt(w) for w in widths[:-1]), Pt(width - sum(widths[:-1])))
