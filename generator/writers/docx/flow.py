"""What the blocks are made into: paragraphs and tables in order, and the variants that measures ask for."""

from dataclasses import dataclass

from generator.document.model import Table
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


@dataclass(frozen=True)
class SectionEnd:
    """Here ends a section whose pages are numbered; those after it are not (7.5)."""


Piece = Text | SectionEnd | Markup
"""A paragraph, the end of a section, or a table as it stands."""
NEW_PAGE = Difference("break", "另页起", (switch("pageBreakBefore", True),))


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

    def style(
        self,
        base: str,
        *more: Difference,
        keep: bool | None = None,
        first: bool = True,
        last: bool = True,
    ) -> str:
        """The variant of `base` that the measure asks for.

        `keep` overrides the measure's keep_next; `first`, `last`: where the paragraph stands in its block.
        """
        differences = [*more, *self._around(first, last)]
        if self.measure.keep_next if keep is None else keep:
            differences.append(Difference("keep", "与下段同页", (switch("keepNext", True),)))
        return self.sheet.variant(base, tuple(differences))

    def letter_spacing(self) -> tuple[Difference, ...]:
        """The layout's choice of letter spacing, where it is not that of the body style."""
        twips = self.measure.spacing_twips
        if twips == SPACING:
            return ()
        return (Difference(f"s{-twips}", f"字距{twips / 20:+g}磅", run=(letter_spacing(twips),)),)

    def _around(self, first: bool, last: bool) -> list[Difference]:
        """Page break and space above the block, and below it the space that a table cannot have above itself."""
        found = []
        if first and self.measure.break_before:
            found.append(NEW_PAGE)
        before = self.measure.space_before_lines if first else 0
        after = self._gap_of_table() if last else 0
        if before or after:
            name = "、".join(f"段{side}{n}行" for side, n in (("前", before), ("后", after)) if n)
            spacing = exact(PITCH, before * PITCH, after * PITCH)
            found.append(Difference(f"gap{before}x{after}", name, (spacing,)))
        return found

    def _gap_of_table(self) -> int:
        """Empty lines between the block and a table that follows on the same page."""
        following = self.index + 1
        if following >= len(self.layout.blocks):
            return 0
        measure = self.layout.blocks[following]
        is_table = isinstance(self.layout.document.blocks[following], Table)
        return measure.space_before_lines if is_table and not measure.break_before else 0


def indents(left: int = 0, right: int = 0) -> Difference:
    """Fixed indents in twips."""
    given = {side: value for side, value in (("left", left), ("right", right)) if value}
    name = "、".join(f"{'左' if side == 'left' else '右'}缩{value / 20:g}磅" for side, value in given.items())
    ident = "".join(f"{side[0]}{value}" for side, value in given.items())
    return Difference(ident or "i0", name or "不缩进", (node("ind", **given),))
