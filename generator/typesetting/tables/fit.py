"""Fit a statutory table into the type area: columns and type shrink together until all is whole.

The largest type is taken at which every figure stands whole on one line in its column and the table, if any
size lets it, stands whole on one page (typography 3.3, 3.4). Figures never shrink one by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document.model import Table
from generator.typesetting.measure import Setter
from generator.typesetting.tables.columns import Sizes, fit_columns, squeezed_columns
from generator.typesetting.tables.content import CellText, contents
from generator.typesetting.tables.model import FittedTable
from generator.typesetting.tables.rows import least_row, row_heights, to_whole_pitches
from generator.typesetting.tables.split import split_rows
from generator.typesetting.units import PITCH, TYPE_HEIGHT, Pt, mm

_LARGE = Pt(12)
"""小四, for tables of few columns."""
_FEW_COLUMNS = 5
_STEPS = tuple(Pt(s) for s in (10.5, 10, 9.5, 9, 8.5, 8, 7.5))
"""Type sizes from 五号 down to 六号."""
_LINE_PITCH = {12: 15.5, 10.5: 13, 10: 12.5, 9.5: 12, 9: 11.5, 8.5: 10.5, 8: 10, 7.5: 9.5}
_LABEL_LEAD = Pt(1.5)
"""Labels are at most so much larger than figures."""
_PADDING_X, _PADDING_X_WIDE, _PADDING_X_TIGHT = mm(0.8), mm(1.5), mm(0.3)
"""Padding at the sides: of most tables, of those with few columns, in the last resort."""


@dataclass(frozen=True)
class _Spacing:
    """Padding above and below a cell's text, and the least height of a row."""

    padding_y: Pt
    least_row: Pt


_LOOSE = _Spacing(mm(1.1), Pt(0.725 * PITCH))
"""Rows of 7.4 mm."""
_TIGHT = _Spacing(mm(0.7), Pt(0))
_CLOSE = _Spacing(mm(0.25), Pt(0))
_CLOSE_PITCH = 1.2
"""Rows, and lines over type size, of a list that is held to so many pages."""


def fit_table(table: Table, setter: Setter, available_height: Pt) -> FittedTable:
    """The measures of `table`. `available_height` is what a page has for it (less its heading).

    A table that no size brings onto one page is set in 五号 and left for `split_rows`; its height is then
    not rounded. One that is held to some pages (`most_pages`) is set in the largest type that does it, or in
    the smallest. Raises MissingGlyph.
    """
    texts = contents(table, setter)
    if table.most_pages:
        return _held(table, texts, available_height)
    least = table.rows * least_row(Pt(_LINE_PITCH[_STEPS[-1]]), _TIGHT.padding_y)
    for fitted in _candidates(table, texts) if least <= available_height else ():
        if fitted.height() <= available_height + 1e-6:
            return _rounded(fitted)
    return next(_candidates(table, texts, small_only=True))


def _held(table: Table, texts: Sequence[CellText], available_height: Pt) -> FittedTable:
    """A list in the largest type in which it takes no more than its pages; in the smallest if none does."""
    for sizes in (Sizes(size, size, _PADDING_X) for size in _STEPS):
        columns = fit_columns(table, texts, sizes) or squeezed_columns(table, texts, sizes)
        for spacing, pitch in ((_TIGHT, _LINE_PITCH[sizes.size]), (_CLOSE, _CLOSE_PITCH * sizes.size)):
            fitted = _set(table, texts, sizes, columns, spacing, Pt(pitch))
            if fitted.height() <= available_height:
                return _rounded(fitted)
            if len(split_rows(table, fitted, available_height, TYPE_HEIGHT).parts) <= table.most_pages:
                return fitted
    return fitted


def _candidates(table: Table, texts: Sequence[CellText], small_only: bool = False) -> Iterator[FittedTable]:
    """Every way of setting the table, the best first."""
    few = table.cols <= _FEW_COLUMNS
    padding_x = _PADDING_X_WIDE if few else _PADDING_X
    if few and not small_only:
        yield from _at(table, texts, Sizes(_LARGE, _LARGE, padding_x), (_LOOSE,))
    for even in (True, False):
        for figure_size in _STEPS:
            for size in _label_sizes(figure_size):
                yield from _at(table, texts, Sizes(size, figure_size, padding_x), (_LOOSE, _TIGHT), even)
        smallest = Sizes(_STEPS[-1], _STEPS[-1], _PADDING_X_TIGHT)
        yield from _at(table, texts, smallest, (_LOOSE, _TIGHT), even)
    yield from _squeezed(table, texts, smallest)


def _label_sizes(figure_size: Pt) -> list[Pt]:
    return [s for s in _STEPS if figure_size <= s <= figure_size + _LABEL_LEAD]


def _at(
    table: Table, texts: Sequence[CellText], sizes: Sizes, spacings: Sequence[_Spacing], even: bool = True
) -> Iterator[FittedTable]:
    columns = fit_columns(table, texts, sizes, even)
    if columns:
        for spacing in spacings:
            yield _set(table, texts, sizes, columns, spacing)


def _squeezed(table: Table, texts: Sequence[CellText], sizes: Sizes) -> Iterator[FittedTable]:
    """The last resort, for figures that no column of this page can hold: they are cut, and reported."""
    columns = squeezed_columns(table, texts, sizes)
    for spacing in (_LOOSE, _TIGHT):
        fitted = _set(table, texts, sizes, columns, spacing)
        cut = [t.cell.text for t in texts if t.cell.kind == "figure" and _is_cut(fitted, t)]
        remark = f"表“{table.title}”的数字太长，一栏放不下，已分行：{'、'.join(cut)}。请核对数字和计量单位。"
        yield replace(fitted, remarks=(remark,))


def _is_cut(fitted: FittedTable, text: CellText) -> bool:
    return len(fitted.cell_lines[text.cell.row, text.cell.col]) > 1


def _set(
    table: Table,
    texts: Sequence[CellText],
    sizes: Sizes,
    columns: tuple[Pt, ...],
    spacing: _Spacing,
    pitch: Pt | None = None,
) -> FittedTable:
    """The table with its lines broken; the line pitch goes with the type size where none is given."""
    pitch = pitch or Pt(_LINE_PITCH[sizes.size])
    fitted = FittedTable(
        columns, (), sizes.size, sizes.figure_size, pitch, sizes.padding_x, spacing.padding_y, {}
    )
    lines = {(t.cell.row, t.cell.col): t.lines(_room(fitted, t)) for t in texts}
    heights = row_heights(table, lines, pitch, spacing.padding_y, spacing.least_row)
    return replace(fitted, row_heights=tuple(heights), cell_lines=lines)


def _room(fitted: FittedTable, text: CellText) -> float:
    """The width of a cell's text in em."""
    width = fitted.width(text.cell) - 2 * fitted.padding_x - fitted.indent(text.cell)
    return width / fitted.type_size(text.cell)


def _rounded(fitted: FittedTable) -> FittedTable:
    """Rows raised alike to a whole number of line pitches, so that the text below stays on the grid."""
    heights = list(fitted.row_heights)
    to_whole_pitches(heights, 0, len(heights))
    return replace(fitted, row_heights=tuple(heights))
