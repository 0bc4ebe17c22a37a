"""The facts of one report, free of spreadsheets and of layout.

`intake` makes it from a workbook, `narrative` completes and mends its text, `checks` looks at it,
`document` turns it into blocks. Every value knows the cell that it came from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.formats.model import Format
from generator.report.finding import Place


class Level(StrEnum):
    """The level of a paragraph: body text, or an item 二级 to 四级 (GB/T 9704 7.3.3)."""

    BODY = "正文"
    TWO = "（一）"
    THREE = "1."
    FOUR = "（1）"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `number` is the ordinal that the program made (（一）, 1. …); `text` has none.

    `generated` is true for text that the format's template wrote from the figures.
    """

    level: Level
    text: str
    place: Place | None = None
    number: str = ""
    generated: bool = False


@dataclass(frozen=True)
class Chapter:
    """A chapter of the narrative. `section` is the format's section id, `preamble`, or "" for a chapter of
    the unit's own (formats with open chapters). `heading` carries no ordinal; `typed_heading` is what stood
    in the workbook, with its ordinal if one was typed.
    """

    section: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    place: Place | None = None
    typed_heading: str = ""


@dataclass(frozen=True)
class Particulars:
    """Sheet 基本信息. Empty strings for what was not given; `issue_date` None when absent or unreadable."""

    report_year: int
    unit_name: str
    unit_short: str
    title: str
    signatory: str
    issue_date: date | None
    scope: str = ""
    doc_number: str = ""
    addressee: str = ""
    website: str = ""
    address: str = ""
    region_code: str = ""
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Layout choices a format or the workbook may add: mirror, seal_diameter, copies_to, issuer …"""


@dataclass(frozen=True)
class Approval:
    """Sheet 签发."""

    drafted_by: str = ""
    checked_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None

    @property
    def draft(self) -> bool:
        """Whether the report is a 送审稿: not yet approved by name and date."""
        return not (self.approved_by and self.approved_on)


@dataclass(frozen=True)
class Source:
    """The workbook that the report was read from."""

    name: str
    sha256: str
    schema: str = ""
    program: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that one workbook says.

    `figures`: field id → value of entries that hold a number, and of all totals and derived figures,
    recomputed (never a cached formula value). A figure that is missing is absent.
    `typed_totals`: totals that someone typed over the formula. `given_tables`: ids of tables that count as
    given. `places`: a field id or a name of 基本信息/签发 → its cell. `confirmations`: rule id → 确认说明.
    """

    format: Format
    particulars: Particulars
    chapters: tuple[Chapter, ...]
    figures: Mapping[str, Decimal]
    given_tables: frozenset[str]
    places: Mapping[str, Place]
    approval: Approval
    source: Source
    typed_totals: Mapping[str, Decimal] = field(default_factory=dict)
    confirmations: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    """Fields whose cell holds no number, or whose row is gone; the reader has said so, no figure is there."""

    def chapter(self, section: str) -> Chapter | None:
        """The chapter of that section id, or None."""
        return next((c for c in self.chapters if c.section == section), None)

    def paragraphs(self) -> Iterator[tuple[Chapter, Paragraph]]:
        """Every paragraph with its chapter, in order."""
        for chapter in self.chapters:
            for paragraph in chapter.paragraphs:
                yield chapter, paragraph

    @property
    def draft(self) -> bool:
        """Whether this is a 送审稿."""
        return self.approval.draft
