"""One workbook to the files of one report: bytes in, bytes out, so that it runs in any process or machine."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator.batch.collection.detecting import with_units
from generator.batch.layout_notes import layout_notes
from generator.checks.examine import Examination, LastYear, examine, read_last_year
from generator.document import compose
from generator.document.model import Document
from generator.errors import InputError, SetupError
from generator.files import safe_name
from generator.report.finding import Finding, Place, Severity, has_errors
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet, MissingGlyph, load_fonts
from generator.typesetting.model import Layout

KINDS = ("docx", "pdf", "json", "html")
"""What `--only` may name."""
DEFAULT_KINDS = ("docx", "pdf", "json")
WORKBOOK_MIME = {
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".et": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""By suffix; all others are XLSX."""
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FONTS_VARIABLE = "NIANBAO_FONTS"
"""The environment variable that asks for the office's own fonts."""


@dataclass(frozen=True)
class Built:
    """What came of one workbook. `files` maps kind to (file name, bytes), empty if there were errors."""

    workbook: Path
    draft: bool
    findings: tuple[Finding, ...]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    setup_failed: bool = False
    """Whether the surroundings failed (a font, memory) and not the workbook."""

    @property
    def ok(self) -> bool:
        """Whether a report was made."""
        return not has_errors(self.findings)


def build_report(
    workbook: Path,
    kinds: Sequence[str] = DEFAULT_KINDS,
    previous: Path | None = None,
    data: bytes | None = None,
    previous_data: bytes | None = None,
) -> Built:
    """Examine the workbook (`data` if given, else the file) and, without errors, make the files asked for.

    `previous` is last year's workbook (`previous_data` if given, else the file), read once in a process.
    Raises SetupError if a font is missing, UsageError if a file is gone; faults of the workbook are findings.
    """
    last = _last_year(previous, previous_data) if previous else None
    examination = with_units(examine(workbook, previous=last, data=data))
    report = examination.report
    findings, layout = lay_out(examination)
    files = write_kinds(report, examination, layout, kinds) if report and layout else {}
    return Built(workbook, examination.draft, findings, files)


def lay_out(examination: Examination) -> tuple[tuple[Finding, ...], Layout | None]:
    """All findings, those of the pages too, and the layout, None where errors forbid it. Raises SetupError."""
    report = examination.report
    if report is None or not examination.ok:
        return examination.findings, None
    try:
        layout = typeset(compose(report), shipped_fonts())
    except InputError as error:
        place = place_of(report, error.char) if isinstance(error, MissingGlyph) else None
        finding = Finding(Severity.ERROR, f"{report.format.id}.layout", str(error), place)
        return (finding, *examination.findings), None
    return (*examination.findings, *layout_notes(report, layout)), layout


def place_of(report: Report, char: str) -> Place | None:
    """The cell of the first text that has the character: a paragraph's, else one of 基本信息."""
    for chapter in report.chapters:
        for paragraph in chapter.paragraphs:
            if char in paragraph.text:
                return paragraph.place
    named = vars(report.particulars) | dict(report.particulars.extra)
    return next((report.places.get(n) for n, v in named.items() if isinstance(v, str) and char in v), None)


@lru_cache(maxsize=1)
def _last_year(path: Path, data: bytes | None) -> LastYear:
    return read_last_year(path, data)


def write_kinds(
    report: Report, examination: Examination, layout: Layout, kinds: Sequence[str]
) -> dict[str, tuple[str, bytes]]:
    """The files asked for, by kind, in the order of `KINDS`."""
    stem = file_stem(layout.document)
    data = _json(report, examination, layout) if "pdf" in kinds or "json" in kinds else b""
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: _docx(layout),
        "pdf": lambda: _pdf(examination, layout, stem, data),
        "json": lambda: data,
        "html": lambda: _html(layout),
    }
    return {kind: (f"{stem}.{kind}", makers[kind]()) for kind in KINDS if kind in kinds}


def file_stem(document: Document) -> str:
    """The file name without suffix: the title made safe, and （送审稿） for a draft."""
    return safe_name(document.title) + ("（送审稿）" if document.draft else "")


@lru_cache(maxsize=1)
def shipped_fonts() -> FontSet:
    """The fonts that come with the program, opened once in a process: a report is the same on every machine.

    Where the environment says NIANBAO_FONTS=office, the office's own stand before them. Raises SetupError for
    any other value.
    """
    wanted = os.environ.get(FONTS_VARIABLE, "")
    if wanted not in ("", "office"):
        raise SetupError(
            f"环境变量 {FONTS_VARIABLE} 只能写 office（优先使用本机的办公字体），现在是“{wanted}”。请改正。"
        )
    return load_fonts(shipped_only=not wanted)


def _docx(layout: Layout) -> bytes:
    from generator.writers.docx import write_docx

    return write_docx(layout)


def _json(report: Report, examination: Examination, layout: Layout) -> bytes:
    from generator.writers.json_writer import write_json

    return write_json(report, examination.findings, layout)


def _html(layout: Layout) -> bytes:
    from generator.writers.html import write_html

    return write_html(layout.document)


def _pdf(examination: Examination, layout: Layout, stem: str, data: bytes) -> bytes:
    """The PDF with the workbook and the JSON attached (AFRelationship Source and Data)."""
    from generator.writers.pdf import Attachment, write_pdf

    mime = WORKBOOK_MIME.get(examination.suffix.lower(), XLSX_MIME)
    source = Attachment(f"{stem}{examination.suffix}", mime, examination.data, "Source", "填报工作簿")
    return write_pdf(
        layout, (source, Attachment(f"{stem}.json", "application/json", data, "Data", "报告数据"))
    )
