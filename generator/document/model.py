"""The block model: what the report says, in order, before any measure is taken.

One `Document` feeds every writer. Roles name the typeface by its office (仿宋 …), not a font file.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """The typefaces of GB/T 9704: each is served by a chain of font files (fonts.toml)."""

    BODY = "fang"
    """仿宋: body text."""
    KAI = "kai"
    """楷体: second-level headings."""
    HEI = "hei"
    """黑体: first-level headings, 附件."""
    TITLE = "title"
    """小标宋: title, 发文机关标志."""
    SONG = "song"
    """宋体: page numbers, tables."""


@dataclass(frozen=True)
class Span:
    """A stretch of text in one typeface; `role` None means the block's own."""

    text: str
    role: Role | None = None


@dataclass(frozen=True)
class Title:
    """The report's title, 2号小标宋 (7.3.1); broken into lines by meaning in the layout.

    `close`: without the empty lines above it, over a list that is no official document.
    """

    text: str
    close: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading alone on its line. Level 1 一、黑体, level 2 （一）楷体; `number` includes its marks."""

    level: Literal[1, 2]
    number: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A body paragraph, first line two cells in. A run-in heading is a first span of its own role.

    `flush`: no first-line indent (主送机关).
    """

    spans: tuple[Span, ...]
    flush: bool = False

    @property
    def text(self) -> str:
        """All spans joined."""
        return "".join(s.text for s in self.spans)


CellKind = Literal["caption", "header", "label", "note", "unit", "figure", "blank"]


@dataclass(frozen=True)
class TableCell:
    """One printed cell, rows and columns from 0. `stacked`: one character a line, upright.

    `scope` makes it a TH (PDF/UA); None is a TD. `level` indents a row label by that many 字.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    kind: CellKind
    text: str
    scope: Literal["Column", "Row", "Both"] | None = None
    level: int = 0
    stacked: bool = False
    field: str = ""


@dataclass(frozen=True)
class Table:
    """A statutory table. `header_rows` repeat where it breaks; `widths_mm` sum to 156 or are empty (free).

    `hang_mm`: how far it stands out beyond the type area on either side; `widths_mm` then sum to twice that more.
    `most_pages`: a list that is to take no more pages than that; its type shrinks and its rows close up for it.
    0 is a statutory table, which stands on one page if any size brings it there.
    `landscape`: on a turned page (GB/T 9704, 8), even if it would fit an upright one.
    """

    id: str
    title: str
    rows: int
    cols: int
    header_rows: int
    cells: tuple[TableCell, ...]
    widths_mm: tuple[float, ...] = ()
    most_pages: int = 0
    hang_mm: float = 0
    landscape: bool = False


@dataclass(frozen=True)
class TableNote:
    """A note under a table, smaller than body text."""

    text: str


@dataclass(frozen=True)
class SignOff:
    """署名 and 成文日期 (7.3.5). `seal_mm` is the seal's diameter; 0 means without seal (7.3.5.2)."""

    signatories: tuple[str, ...]
    date: str
    seal_mm: float = 0


@dataclass(frozen=True)
class Letterhead:
    """版头 (7.2): red mark, 发文字号, 签发人 of upward documents, red line.

    `letter`: 信函格式 (10.1): the mark higher, double lines at head and foot of the first page, which has no number.
    """

    mark: str
    number: str
    signers: tuple[str, ...] = ()
    letter: bool = False


@dataclass(frozen=True)
class AnnexMark:
    """附件 and its number on line 1 of a new page, 黑体, flush left (7.3.7)."""

    text: str


@dataclass(frozen=True)
class AnnexList:
    """附件说明 under the text (7.3.4)."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Imprint:
    """版记 at the foot of the last page (7.4).

    `copies_to` ends in 。 and has no 抄送：; `date` ends in 印发. Either may be empty. `ruled`: with rules, which a
    letter has not (10.1).
    """

    copies_to: str
    issuer: str
    date: str
    addressee: str = ""
    ruled: bool = True


Block = (
    Title | Heading | Paragraph | Table | TableNote | SignOff | Letterhead | AnnexMark | AnnexList | Imprint
)


@dataclass(frozen=True)
class Document:
    """A report as blocks. `draft` marks every page 送审稿; `mirror` swaps margins on even pages.

    `created` is the time stamp that all files carry (成文日期 or SOURCE_DATE_EPOCH).
    """

    title: str
    unit: str
    blocks: tuple[Block, ...]
    draft: bool
    issue_date: date | None
    created: datetime
    format_id: str
    report_year: int
    mirror: bool = False
    keywords: tuple[str, ...] = field(default_factory=tuple)
