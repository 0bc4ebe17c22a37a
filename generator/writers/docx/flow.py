"""What the blocks are made into: paragraphs and tables in order, and the variants that measures ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.document.model import Heading, Table, Title
from generator.typesetting.model import BlockMeasure, Layout
from generator.typesetting.units import BASELINE, TOP, Pt
from generator.typesetting.units import PITCH as PITCH_PT
from generator.writers.docx.markup import NONE, Markup, node, paragraph
from generator.writers.docx.place import block_lines, free_lines
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
    """Here ends a section. The pages after it are landscape ones if `turned` (clause 8), `silent` ones without
    number (7.5).
    """

    turned: bool = False
    silent: bool = False


Piece = Text | SectionEnd | Markup
"""A paragraph, the end of a section, or a table as it stands."""


@dataclass(frozen=True)
class Context:
    """One block in its surroundings."""

    layout: Layout
    sheet: StyleSheet
    index: int
    last_pages: Mapping[int, int]
    turned: Sequence[bool]
    """For each block whether it stands on landscape pages."""

    @property
    def keeps(self) -> bool:
        """Whether the block stays with the next: where the layout had to part them nothing must hold them."""
        last_page = self.last_pages.get(self.index, self.measure.first_page)
        following = self.layout.blocks[self.index + 1 : self.index + 2]
        parted = any(measure.first_page > last_page for measure in following)
        return self.measure.keep_next and not parted

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
            keep=self.keeps if keep is None else keep,
            page_break=above is None and self.page_break,
            before=self._lines_above() if above is None else above,
            after=self._lines_below() if last else 0,
            place=place,
        )
        return self.sheet.vary(style, variation)

    def text_style(self, style: str, keep: bool | None = None) -> str:
        """The id of a text style with the measure's letter spacing."""
        spacing = self.measure.spacing_twips
        variation = Variation(
            keep=self.keeps if keep is None else keep,
            page_break=self.page_break,
            before=self._lines_above(),
            after=self._lines_below(),
            spacing=None if spacing == SPACING else spacing,
        )
        return self.sheet.vary(style, variation)

    @property
    def page_break(self) -> bool:
        """Whether the block must be told to begin a page.

        A table that is higher than what the page before has left goes over by itself, and headings above it
        go with it.
        """
        return self.measure.break_before and not self.opens_section and not self._too_high_table()

    @property
    def opens_section(self) -> bool:
        """Whether the pages turn before the block, to landscape or back."""
        return self.index > 0 and self.turned[self.index] != self.turned[self.index - 1]

    def _too_high_table(self) -> bool:
        height = 0
        for index in range(self.index, len(self.layout.blocks)):
            block, measure = self.layout.document.blocks[index], self.layout.blocks[index]
            height += measure.space_before_lines
            if isinstance(block, Table):
                if self.turned[index]:
                    return False
                height += round(sum(self.layout.tables[index].row_heights) / PITCH_PT)
                return height > free_lines(self.layout.pages[self.measure.first_page - 2])
            if not isinstance(block, Heading):
                return False
            height += len(measure.lines)
        return False

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


def right_indent(twips: int) -> Setting:
    """Aligned to the right, so far from the type area's edge."""
    properties = (node("ind", left=0, right=twips), node("jc", val="right"))
    return Setting(f"r{twips}", f"右缩{twips / 20:g}磅", properties)
