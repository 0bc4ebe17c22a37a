"""What the blocks are made into: paragraphs and tables in order, and the variants that measures ask for."""

from dataclasses import dataclass

from generator.typesetting.model import BlockMeasure, Layout
from generator.typesetting.units import BASELINE, TOP, Pt
from generator.typesetting.units import PITCH as PITCH_PT
from generator.writers.docx.markup import NONE, Markup, node, paragraph, switch
from generator.writers.docx.place import block_lines
from generator.writers.docx.stylebook import PITCH, SPACING, exact, letter_spacing
from generator.writers.docx.styles import Difference, StyleSheet


@dataclass(frozen=True)
class Text:
    """A paragraph to be; it may yet have to carry the end of a section."""

    style: str
    content: tuple[Markup, ...] = ()

    def markup(self, section: Markup = NONE) -> Markup:
        """The `w:p` element."""
        return paragraph(self.style, *self.content, section=section)


Piece = Text | Markup
"""A paragraph, or a table as it stands."""


@dataclass(frozen=True)
class Context:
    """One block in its surroundings."""

    layout: Layout
    sheet: StyleSheet
    index: int

    @property
    def measure(self) -> BlockMeasure:
        """What the layout says of the block."""
        return self.layout.blocks[self.index]

    def next_top(self) -> int:
        """Where the block after this one begins, its space above included: twips below the type area's top."""
        lines = block_lines(self.layout, self.index + 1)
        row = round(Pt(lines[0].line.baseline - TOP) / PITCH_PT - BASELINE)
        return (row - self.layout.blocks[self.index + 1].space_before_lines) * PITCH

    def style(self, base: str, *more: Difference, keep: bool | None = None, first: bool = True) -> str:
        """The variant of `base` that the measure asks for.

        `keep` overrides the measure's keep_next; a paragraph that is not the block's `first` has neither
        page break nor space above.
        """
        differences = [*_spacing(self.measure), *more]
        if first:
            differences += [*_above(self.measure)]
        if self.measure.keep_next if keep is None else keep:
            differences.append(Difference("keep", "与下段同页", (switch("keepNext", True),)))
        return self.sheet.variant(base, tuple(differences))


def _spacing(measure: BlockMeasure) -> list[Difference]:
    """字距二, 字距三 … name the layout's other choices of letter spacing by their tenths of a point."""
    twips = measure.spacing_twips
    if twips == SPACING:
        return []
    return [Difference(f"s{-twips}", f"字距{twips / 20:+g}磅", run=(letter_spacing(twips),))]


def _above(measure: BlockMeasure) -> list[Difference]:
    found = []
    if measure.break_before:
        found.append(Difference("break", "另页起", (switch("pageBreakBefore", True),)))
    if measure.space_before_lines:
        lines = measure.space_before_lines
        found.append(Difference(f"gap{lines}", f"段前{lines}行", (exact(PITCH, before=lines * PITCH),)))
    return found


def indents(left: int = 0, right: int = 0) -> Difference:
    """Fixed indents in twips."""
    given = {side: value for side, value in (("left", left), ("right", right)) if value}
    name = "、".join(f"{'左' if side == 'left' else '右'}缩{value / 20:g}磅" for side, value in given.items())
    ident = "".join(f"{side[0]}{value}" for side, value in given.items())
    return Difference(ident or "i0", name or "不缩进", (node("ind", **given),))
