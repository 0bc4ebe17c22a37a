"""The long work on one workbook, as functions that a process of its own can run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.batch.collection.detecting import with_units
from generator.batch.one import shipped_fonts
from generator.checks.examine import Examination, examine
from generator.document import compose
from generator.document.fingerprint import fingerprint
from generator.errors import InputError
from generator.page.placing import Box, Placer
from generator.report.finding import Finding, worst_first
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.model import Layout
from generator.writers.pdf import write_pdf


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


def examined(name: str, data: bytes, previous: Path | None, others: Sequence[Report]) -> Examination:
    """A workbook examined; its name is for messages only. It is held against the `others` of other units."""
    found = with_units(examine(Path(name), previous=previous, data=data))
    own = found.report.particulars.unit_name if found.report else ""
    rivals = [report for report in others if own and report.particulars.unit_name != own]
    if not rivals:
        return found
    return with_units(examine(Path(name), previous=previous, data=data, others=rivals))


def proved(report: Report, findings: tuple[Finding, ...]) -> Proof:
    """The pages of a report, with the places of the findings."""
    ordered = worst_first(findings)
    document = compose(report)
    try:
        layout = typeset(document, shipped_fonts())
    except InputError as error:
        return Proof(ordered, problem=str(error))
    pdf = write_pdf(_drawable(layout), signature_field=False)
    placer = Placer(report, layout)
    boxes = tuple(placer.boxes(finding) for finding in ordered)
    return Proof(ordered, layout, pdf, boxes, fingerprint(document))


def _drawable(layout: Layout) -> Layout:
    """The layout with a title for the file's metadata, which a report with errors may lack."""
    document = layout.document
    return layout if document.title.strip() else replace(layout, document=replace(document, title="未命名"))
