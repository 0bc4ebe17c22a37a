"""What the blocks are made into: paragraphs and tables in order, and the variants that measures ask for."""

from dataclasses import dataclass

from generator.document.model import Heading, Table, Title
from generator.typesetting.model import BlockMeasure, Layout
from generator.typesetting.units import BASELINE, TOP, Pt
from generator.typesetting.units import PITCH as PITCH_PT
from generator.writers.docx.markup import NONE, Markup, node, paragraph
from generator.writers.docx.place import block_lines
from generator.writers.docx.stylebook import SPACING
from generator.writers.docx.styles import PITCH, Setting, Style, StyleSheet, Variation


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
        style: Style | str,
        *,
        place: Setting | None = None,
        keep: bool | None = None,
        above: int | None = None,
        last: bool = True,
    ) -> str:
        """The id of the style with the variation that the measure asks for.

        `keep` overrides the measure's keep_next; `above` is given for a paragraph that is not its block's
        first: the empty lines between the two; `last`: whether it is the block's last.
        """
        variation = Variation(
            keep=self.measure.keep_next if keep is None else keep,
            page_break=above is None and self.measure.break_before,
            before=self._lines_above() if above is None else above,
            after=self._lines_below() if last else 0,
            place=place,
        )
        return self.sheet.vary(style, variation)

    def text_style(self, style: str, keep: bool | None = None) -> str:
        """The id of a text style with the measure's letter spacing."""
        heading = isinstance(self.layout.document.blocks[self.index], Heading)
        spacing = self.measure.spacing_twips
        variation = Variation(
            keep=heading or (self.measure.keep_next if keep is None else keep),
            page_break=self.measure.break_before and not self._heads_table(),
            before=self._lines_above(),
            after=self._lines_below(),
            spacing=None if spacing == SPACING else spacing,
        )
        return self.sheet.vary(style, variation)

    def _heads_table(self) -> bool:
        """Whether the block is the heading of a table: such a one goes over with it, without a page break."""
        blocks = self.layout.document.blocks[self.index :]
        following = next((block for block in blocks if not isinstance(block, Heading)), None)
        return isinstance(blocks[0], Heading) and isinstance(following, Table)

    def _lines_above(self) -> int:
        """Empty lines above the block, if they are not the title's own."""
        return 0 if self._follows_title(self.index) else self.measure.space_before_lines

    def _lines_below(self) -> int:
        """Empty lines below a title, and above a table, which has no space of its own."""
        following = self.index + 1
        blocks = self.layout.document.blocks
        if following == len(blocks) or self.layout.blocks[following].break_before:
            return 0
        carries = isinstance(blocks[following], Table) or self._follows_title(following)
        return self.layout.blocks[following].space_before_lines if carries else 0

    def _follows_title(self, index: int) -> bool:
        blocks = self.layout.document.blocks
        return (
            index > 0 and isinstance(blocks[index - 1], Title) and not self.layout.blocks[index].break_before
        )


def indents(left: int = 0, right: int = 0) -> Setting:
    """Fixed indents in twips."""
    given = {side: value for side, value in (("left", left), ("right", right)) if value}
    name = "、".join(f"{'左' if side == 'left' else '右'}缩{value / 20:g}磅" for side, value in given.items())
    ident = "".join(f"{side[0]}{value}" for side, value in given.items())
    return Setting(ident or "i0", name or "不缩进", (node("ind", **given),))
