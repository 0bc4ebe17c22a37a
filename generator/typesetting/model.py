"""Layout: pages of placed text, made once for all writers.

Coordinates are points from the page's top-left corner, y downwards; writers convert, and never measure.
A `Run` is one stretch in one face at one letter spacing, so that a PDF text-showing operator or a DOCX run
can draw it as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.document.model import Document
from generator.typesetting.fonts.face import Face
from generator.typesetting.units import Pt

Colour = Literal["black", "red", "grey"]


@dataclass(frozen=True)
class Run:
    """Text set from `x` on: glyph advances are the face's × `size`, plus `spacing` after each character.

    `stretch` scales the glyphs (and their advances) horizontally: below 1 in a long 发文机关标志 only.
    """

    face: Face
    size: Pt
    x: Pt
    text: str
    spacing: Pt = Pt(0)
    colour: Colour = "black"
    stretch: float = 1.0


@dataclass(frozen=True)
class Line:
    """One line of text. `block` is the index into `document.blocks`, -1 for an artifact.

    `cell` is (row, column) of the table cell that the line stands in. `part` numbers the structure parts
    of one block where it has several (SignOff: 0… the names, last the date; Letterhead: mark, number, …).
    `repeated` marks text that repeats (head rows and group labels on a further page): an artifact.
    """

    baseline: Pt
    runs: tuple[Run, ...]
    block: int
    cell: tuple[int, int] | None = None
    part: int = 0
    repeated: bool = False

    @property
    def text(self) -> str:
        """The line's text in reading order."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True)
class Rule:
    """A straight line (table rule, red line, rule of 版记); always an artifact. Square ends."""

    x0: Pt
    y0: Pt
    x1: Pt
    y1: Pt
    width: Pt
    colour: Colour = "black"


@dataclass(frozen=True)
class Folio:
    """A page artifact outside the type area: page number or draft mark."""

    kind: Literal["page_number", "draft_mark"]
    line: Line


@dataclass(frozen=True)
class Page:
    """One page; `number` counts from 1, `numbered` false where 7.5 leaves the number out.

    `turned`: a landscape page (clause 8). Its lines and rules count from the upper left corner of the sheet as it
    is turned for reading, 297 mm wide, with its head where the sheet has its left edge; its folios are placed as on
    every other page.
    """

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    folios: tuple[Folio, ...]
    numbered: bool = True
    turned: bool = False


@dataclass(frozen=True)
class TablePart:
    """The rows [first, last) of a table that stand on one page, and its box there."""

    page: int
    first: int
    last: int
    x: Pt
    y: Pt
    height: Pt


@dataclass(frozen=True)
class TableMeasure:
    """How a table was fitted: the writers use these and nothing else.

    `row_heights` include padding and add up to whole line pitches, so that the text below stays on the
    grid; `cell_lines` maps (row, col) to the broken lines of that cell.
    """

    columns: tuple[Pt, ...]
    row_heights: tuple[Pt, ...]
    size: Pt
    figure_size: Pt
    line_pitch: Pt
    padding_x: Pt
    padding_y: Pt
    parts: tuple[TablePart, ...]
    cell_lines: Mapping[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True)
class BlockMeasure:
    """What the DOCX writer must know of one block.

    `lines`: the broken lines as text. `spacing_twips`: w:spacing of its body style (-8, -10, -14).
    `break_before`: the layout moved it to a new page although room was left.
    `keep_next`: it must stay with the block after it. `space_before_lines`: empty lines above it.
    `forced_breaks`: indices of lines after which a w:br is needed, because the applications left to
    themselves would break elsewhere (a URL, a range …). `page_starts`: indices of lines that begin a page
    within the block.
    """

    lines: tuple[str, ...]
    first_page: int
    spacing_twips: int = -8
    break_before: bool = False
    keep_next: bool = False
    space_before_lines: int = 0
    forced_breaks: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()


@dataclass(frozen=True)
class SignatureBox:
    """Where the seal goes (7.3.5.1): page number and square box; also the signature field's rectangle."""

    page: int
    x: Pt
    y: Pt
    width: Pt
    height: Pt


@dataclass(frozen=True)
class Remark:
    """Something the typesetter could not make better and reports: 孤字, a word wider than its line …"""

    kind: str
    block: int
    message: str


@dataclass(frozen=True)
class Layout:
    """The document with its pages.

    `fallbacks`: character → family that served it instead of the role's own.
    """

    document: Document
    pages: tuple[Page, ...]
    blocks: tuple[BlockMeasure, ...]
    tables: Mapping[int, TableMeasure]
    signature: SignatureBox | None
    remarks: tuple[Remark, ...] = ()
    fallbacks: Mapping[str, str] = field(default_factory=dict)

    def faces(self) -> tuple[Face, ...]:
        """Every face used, in order of first use."""
        seen: dict[str, Face] = {}
        for page in self.pages:
            for line in (*page.lines, *(f.line for f in page.folios)):
                for run in line.runs:
                    seen.setdefault(run.face.key, run.face)
        return tuple(seen.values())
