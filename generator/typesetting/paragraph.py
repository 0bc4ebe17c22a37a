"""Text blocks on the grid: title, headings, paragraphs, notes under tables; one strip a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.document.model import Role, Span
from generator.typesetting.breaking import FIRST, FULL, SPACINGS, break_paragraph, ends_lone
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.model import Line, Run
from generator.typesetting.page import baseline, cell_x
from generator.typesetting.strips import Strip
from generator.typesetting.title import break_title
from generator.typesetting.units import LEFT, SIZE_2, SIZE_3, SIZE_5, TYPE_WIDTH, Pt

INDENT = 2
"""左空二字 of a paragraph's first line (7.3.3)."""


@dataclass(frozen=True)
class SetText:
    """A block of text that is broken and placed. `spacing`, `forced` go into its `BlockMeasure`."""

    strips: tuple[Strip, ...]
    spacing: int
    forced: tuple[int, ...] = ()
    faults: tuple[str, ...] = ()


def set_paragraph(
    spans: Iterable[Span], role: Role, setter: Setter, block: int, flush: bool = False
) -> SetText:
    """A paragraph of 3号 type, justified, its first line two cells in unless `flush`."""
    measured = setter.measure(spans, role, SIZE_3)
    if not measured.text.strip():
        return SetText((), SPACINGS[0])
    broken = break_paragraph(measured, FULL if flush else FIRST, FULL)
    lines = place_lines(measured, broken.starts, broken.spacing, cell_x(0 if flush else INDENT), LEFT)
    strips = tuple(text_strip(runs, block) for runs in lines)
    return SetText(strips, broken.spacing, broken.forced, tuple(_faults(measured, broken.starts)))


def place_lines(
    measured: Measured, starts: tuple[int, ...], spacing: float, first: Pt, rest: Pt
) -> list[tuple[Run, ...]]:
    """The lines of a broken paragraph: the first begins at x `first`, the others at `rest`; all but the last
    are justified to the type area's right edge.
    """
    right = LEFT + TYPE_WIDTH
    placed = []
    for i, (start, end) in enumerate(zip(starts, (*starts[1:], len(measured.text)), strict=True)):
        x = rest if i else first
        width = None if i == len(starts) - 1 else Pt(right - x)
        placed.append(place_line(measured, start, end, x, spacing, width))
    return placed


def text_strip(runs: tuple[Run, ...], block: int, part: int = 0) -> Strip:
    """One line of the grid."""
    return Strip(block, 1, (Line(baseline(), runs, block, part=part),))


def set_note(text: str, setter: Setter, block: int) -> SetText:
    """A note under a table: 五号宋体, flush left, one grid line each."""
    measured = setter.measure_text(text, Role.SONG, SIZE_5)
    broken = break_paragraph(measured, FULL, FULL, spacings=(0,))
    lines = place_lines(measured, broken.starts, 0, LEFT, LEFT)
    return SetText(tuple(text_strip(runs, block) for runs in lines), 0, broken.forced)


def set_title(text: str, setter: Setter, block: int) -> SetText:
    """The title: 2号小标宋, centred, broken by meaning, one grid line each (7.3.1)."""
    strips = []
    for line in break_title(text):
        measured = setter.measure_text(line, Role.TITLE, SIZE_2)
        strips.append(text_strip(centred(measured), block).kept())
    return SetText(tuple(strips), 0)


def centred(measured: Measured) -> tuple[Run, ...]:
    """A line in the middle of the type area, at natural width."""
    width = natural_width(measured, 0, len(measured.text), 0)
    return place_line(measured, 0, len(measured.text), Pt(LEFT + (TYPE_WIDTH - width) / 2), 0)


def _faults(measured: Measured, starts: tuple[int, ...]) -> Iterable[str]:
    """What is not as it should be, in Chinese: 孤字, an over-long word that had to be cut."""
    if ends_lone(measured.text, starts):
        yield f"段末一行只有一个字“{measured.text[starts[-1] :]}”。请增删一两个字。"
    for start in starts[1:]:
        before, after = measured.text[start - 1], measured.text[start]
        if before.isalnum() and after.isalnum() and before.isascii() and after.isascii():
            yield f"“…{measured.text[start - 8 : start]}”处的字母或数字太长，一行排不下，已从中断开。"
