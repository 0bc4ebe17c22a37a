"""The engine as the page uses it: one report at a time, whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from generator.batch.collection.detecting import with_units
from generator.batch.comparison import Comparison, compare
from generator.batch.one import shipped_fonts, write_kinds
from generator.checks.examine import Examination, examine
from generator.document import compose
from generator.document.fingerprint import fingerprint
from generator.errors import InputError
from generator.page.placing import Box, Placer
from generator.report.finding import Finding, worst_first
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.model import Layout
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf

LOCK = Lock()
"""The writers keep state of their own while they write."""


@dataclass(frozen=True)
class Proof:
    """The pages of a report as they would print, with errors or without.

    `boxes`: where each finding stands, in the order of `findings`. `problem` says why there are no pages.
    """

    findings: tuple[Finding, ...]
    layout: Layout | None = None
    pdf: bytes = b""
    boxes: tuple[tuple[Box, ...], ...] = ()
    version: str = ""
    problem: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.layout.pages) if self.layout else 0


def look_at(
    name: str, data: bytes, previous: Path | None = None, others: Sequence[Report] = ()
) -> Examination:
    """Examine a workbook; its name is for messages only. It is held against the `others` of other units."""
    with LOCK:
        found = with_units(examine(Path(name), previous=previous, data=data))
        own = found.report.particulars.unit_name if found.report else ""
        rivals = [report for report in others if own and report.particulars.unit_name != own]
        if not rivals:
            return found
        return with_units(examine(Path(name), previous=previous, data=data, others=rivals))


def proof(examination: Examination) -> Proof:
    """The pages of an examined workbook."""
    findings = worst_first(examination.findings)
    report = examination.report
    if report is None:
        return Proof(findings, problem="工作簿无法读取，没有版面可看。")
    with LOCK:
        document = compose(report)
        try:
            layout = typeset(document, shipped_fonts())
        except InputError as error:
            return Proof(findings, problem=str(error))
        pdf = write_pdf(_drawable(layout), signature_field=False)
        placer = Placer(report, layout)
        boxes = tuple(placer.boxes(finding) for finding in findings)
    return Proof(findings, layout, pdf, boxes, fingerprint(document))


def _drawable(layout: Layout) -> Layout:
    """The layout with a title for the file's metadata, which a report with errors may lack."""
    document = layout.document
    return layout if document.title.strip() else replace(layout, document=replace(document, title="未命名"))


def written(examination: Examination, layout: Layout, kinds: Sequence[str]) -> dict[str, tuple[str, bytes]]:
    """The files of a report without errors, by kind: name and bytes."""
    assert examination.report is not None
    with LOCK:
        return write_kinds(examination.report, examination, layout, kinds)


def compared(old: Examination, new: Examination) -> Comparison:
    """What changed between two versions. Raises InputError where they are no versions of one report."""
    with LOCK:
        return compare(old, new, shipped_fonts())


def comparison_pdf(comparison: Comparison) -> bytes:
    """The 花脸稿."""
    with LOCK:
        return comparison.pdf()


def as_html(layout: Layout) -> bytes:
    """The report as one web page."""
    with LOCK:
        return write_html(layout.document)
