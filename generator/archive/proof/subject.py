"""The files of one report as they were read, and the reference that they are held against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from generator import formats
from generator.archive.proof.rebuilding import parse_created
from generator.archive.proof.rules import Ruling, rules_on_data
from generator.archive.reading.composed import Composed, composed
from generator.archive.reading.content import Content
from generator.archive.reading.docx import DocxFile, read_docx
from generator.archive.reading.html import HtmlFile, read_html
from generator.archive.reading.limits import Refused, read_bounded
from generator.archive.reading.pdf import PdfFile, read_pdf
from generator.archive.reading.pdf_parts import Embedded
from generator.archive.reading.report_json import ReportData, read_json
from generator.clock import document_time
from generator.errors import NianbaoError
from generator.formats.model import Format
from generator.report.model import Report

Kind = Literal["pdf", "docx", "json", "html"]
Reading = PdfFile | DocxFile | HtmlFile | ReportData

READERS: dict[Kind, Callable[[bytes], Reading]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "json": read_json,
    "html": read_html,
}
KIND_NAMES: dict[Kind, str] = {"pdf": "PDF", "docx": "DOCX", "json": "JSON", "html": "网页"}
SUFFIXES: dict[str, Kind] = {".pdf": "pdf", ".docx": "docx", ".json": "json", ".html": "html", ".htm": "html"}


_REPORT = "报告"
_NO_REPORT = "不是年度报告的 JSON"


@dataclass(frozen=True)
class Subject:
    """One file. `reading` is None where it cannot be read, and `error` then says why.

    `stem` is the file's name without suffix, empty where the name was not given by this program's build
    (inside a package).
    """

    path: str
    kind: Kind
    stem: str
    data: bytes
    reading: Reading | None
    error: str = ""

    @property
    def content(self) -> Content | None:
        """The text of a file that has one."""
        return self.reading.content if isinstance(self.reading, PdfFile | DocxFile | HtmlFile) else None

    @property
    def title(self) -> str:
        """What the file names as the report's title; empty for one that cannot be read."""
        if self.content is not None:
            return self.content.title
        return self.reading.title if isinstance(self.reading, ReportData) else ""

    @property
    def foreign(self) -> bool:
        """Whether nothing in name or content speaks of a report: another file that lies in the folder."""
        if _REPORT in self.stem or _REPORT in self.title:
            return False
        if self.content is None:
            return self.kind == "json" and self.reading is None and _NO_REPORT in self.error
        told = any(_REPORT in heading for heading in self.content.headings)
        return not told and not (isinstance(self.reading, PdfFile) and self.reading.embedded)


def load(path: Path, label: str | None = None, stem: str | None = None) -> Subject:
    """Read one file; whatever is wrong with it ends in `error`. Raises nothing for a bad file."""
    kind = SUFFIXES[path.suffix.lower()]
    shown = label or str(path)
    own = path.stem if stem is None else stem
    try:
        data = read_bounded(path)
    except Refused as error:
        return Subject(shown, kind, own, b"", None, str(error))
    return read_subject(shown, kind, own, data)


def read_subject(path: str, kind: Kind, stem: str, data: bytes) -> Subject:
    """The subject of bytes already at hand."""
    try:
        return Subject(path, kind, stem, data, _reading(kind, data))
    except Refused as error:
        return Subject(path, kind, stem, data, None, str(error))


@lru_cache(maxsize=4)
def _reading(kind: Kind, data: bytes) -> Reading:
    """Kept for a moment: a file that is filed is read before and after it is packed."""
    return READERS[kind](data)


@dataclass(frozen=True)
class Reference:
    """What the files of one report are held against: its data, as JSON says them.

    `origin` names the file that the data come from. `exact`: the form is the very one that made the report.
    `source` and `attached` are the PDF's two attachments, where there is a PDF.
    """

    origin: str
    data: ReportData
    json: bytes
    form: Format
    exact: bool
    report: Report
    expected: Composed
    created: datetime
    source: Embedded | None = None
    attached: Embedded | None = None

    @property
    def ruling(self) -> Ruling:
        """The rules on the data, worked out once for all files of the report."""
        return _ruling(self.json, _Form(self.form.sha256, self.form), self.exact)


@dataclass(frozen=True)
class _Form:
    """A form by its version, so that results can be kept by it."""

    version: str
    form: Format = field(compare=False)


@lru_cache(maxsize=4)
def _ruling(json: bytes, form: _Form, exact: bool) -> Ruling:
    return rules_on_data(read_json(json), form.form, exact)


Templates = Callable[[str, str], Sequence[Path | None]]


def own_templates(form: str, version: str) -> tuple[None]:
    """Only the forms that came with the program."""
    return (None,)


@dataclass(frozen=True)
class NoReference:
    """Why there is nothing to hold the files against."""

    why: str


def find_reference(
    subjects: Sequence[Subject], templates: Templates = own_templates
) -> Reference | NoReference:
    """The data inside the PDF, which a signature covers; without a PDF those of the JSON file.

    `templates`: see `Options`.
    """
    why = "没有可作对照的 JSON 数据"
    for subject in subjects:
        if isinstance(subject.reading, PdfFile):
            found = _from_pdf(subject, subject.reading, templates)
            if isinstance(found, Reference):
                return found
            why = found.why
    for subject in subjects:
        if isinstance(subject.reading, ReportData):
            return _reference(subject.path, subject.reading, subject.data, templates)
    return NoReference(why)


def _from_pdf(subject: Subject, pdf: PdfFile, templates: Templates) -> Reference | NoReference:
    attached = next((e for e in pdf.embedded if e.relationship == "Data"), None)
    if attached is None:
        return NoReference("PDF 中没有内嵌的 JSON 数据")
    try:
        data = read_json(attached.data)
    except Refused as error:
        return NoReference(f"PDF 内嵌的 JSON 不可用：{error}")
    source = next((e for e in pdf.embedded if e.relationship == "Source"), None)
    created = parse_created(pdf.first_particulars.info.get("CreationDate", ""))
    return _reference(
        f"{subject.path} 内嵌的 JSON", data, attached.data, templates, created, source, attached
    )


def _reference(
    origin: str,
    data: ReportData,
    json: bytes,
    templates: Templates,
    created: datetime | None = None,
    source: Embedded | None = None,
    attached: Embedded | None = None,
) -> Reference | NoReference:
    form = _form(data, templates)
    if form is None:
        return NoReference(f"没有编号为“{data.format_id}”的报告格式")
    try:
        report = data.report(form)
        expected = composed(report)
    except (NianbaoError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        return NoReference(f"JSON 数据不能排成报告：{error}")
    when = created or document_time(data.particulars.issue_date)
    exact = form.sha256 == data.provenance.format_sha256
    return Reference(origin, data, json, form, exact, report, expected, when, source, attached)


def _form(data: ReportData, templates: Templates) -> Format | None:
    """The form that made the report; else the first of that id; None where there is none."""
    version, found = data.provenance.format_sha256, None
    for root in templates(data.format_id, version):
        try:
            form = formats.load(data.format_id, root)
        except (NianbaoError, OSError, ValueError, KeyError, TypeError):
            continue
        if form.sha256 == version:
            return form
        found = found or form
    return found
