"""The engine as the page uses it: one report at a time, whoever asks, and none for longer than the limit."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from generator import formats
from generator.batch.comparison import Comparison, compare
from generator.batch.one import shipped_fonts, write_kinds
from generator.checks.examine import Examination
from generator.page.desk.helper import Ended, Helper
from generator.page.desk.work import Proof, examined, proved
from generator.report.finding import Finding, Severity, worst_first
from generator.report.model import Report
from generator.typesetting.model import Layout
from generator.writers.html import write_html

LOCK = Lock()
"""The writers keep state of their own while they write; and there is one helper."""
HELPER = Helper()


def look_at(
    name: str, data: bytes, previous: Path | None, others: Sequence[Report], seconds: float
) -> Examination:
    """Examine a workbook; its name is for messages only. It is held against the `others` of other units."""
    with LOCK:
        try:
            found = HELPER.do(seconds, examined, name, data, previous, tuple(others))
        except Ended:
            message = (
                f"核对这个工作簿用时过长（超过 {seconds:g} 秒）或内存不足，已停止。"
                "请检查有没有误填的大量内容；确实需要的，请用命令行 nianbao check 核对。"
            )
            return Examination(Path(name), data, None, (Finding(Severity.ERROR, "batch.input", message),))
    report = found.report
    return replace(found, report=replace(report, format=formats.load(report.format.id))) if report else found


def proof(examination: Examination, seconds: float) -> Proof:
    """The pages of an examined workbook."""
    findings = worst_first(examination.findings)
    report = examination.report
    if report is None:
        return Proof(findings, problem="工作簿无法读取，没有版面可看。")
    with LOCK:
        try:
            return HELPER.do(seconds, proved, report, examination.findings)
        except Ended:
            problem = (
                f"排版用时过长（超过 {seconds:g} 秒）或内存不足，已停止。请检查正文有没有误填的大量内容。"
            )
            return Proof(findings, problem=problem)


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
