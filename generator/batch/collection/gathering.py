"""The folder of the units' workbooks: found, read and judged, each in whatever process is free."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.batch.collection.detecting import is_collected
from generator.batch.collection.lastyear import LastYear
from generator.batch.collection.model import Submission
from generator.batch.collection.names import folded_code
from generator.batch.collection.rules import say
from generator.batch.workers import in_order
from generator.checks.run import check
from generator.files import reason
from generator.formats.model import PREAMBLE, Format
from generator.intake import read_workbook
from generator.intake.addresses import field_places
from generator.narrative import complete
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Chapter, Report

WORTH_A_PROCESS = 24
"""Fewer workbooks than this for each process are read sooner without it."""
_DIGEST_FROM = 60
"""Han characters: a shorter chapter is made of customary sentences and proves nothing."""
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")


def sensible_jobs(workbooks: int) -> int:
    """How many processes pay for so many workbooks on this machine."""
    return max(1, min(os.cpu_count() or 1, workbooks // WORTH_A_PROCESS))


def gather(
    workbooks: Sequence[Path], folder: Path, last_year: LastYear | None, jobs: int
) -> Iterator[Submission]:
    """Every workbook as a submission, in the order given."""
    judge = partial(judge_workbook, folder=folder, last_year=last_year)
    return in_order(judge, workbooks, jobs, partial(_lost, folder=folder))


def judge_workbook(path: Path, folder: Path, last_year: LastYear | None) -> Submission:
    """Read one workbook and run every check on it; what cannot be read is a submission with an error."""
    name = path.relative_to(folder).as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        why = f"无法读取文件（{reason(error)}）。请检查权限，或关闭打开它的程序。"
        return Submission(name, "", (Finding(Severity.ERROR, "book.file", why),))
    digest = hashlib.sha256(data).hexdigest()
    if is_collected(data):
        return Submission(name, digest, (say("collected", "这是汇总工作簿，不是单位的工作簿。"),))
    result = read_workbook(path, data)
    if result.report is None:
        return Submission(name, digest, result.findings)
    return _judged(name, digest, result.report, result.findings, last_year)


def _judged(
    name: str, digest: str, report: Report, read: tuple[Finding, ...], last_year: LastYear | None
) -> Submission:
    completed, narrated = complete(report)
    facts = report.particulars
    code = folded_code(facts.credit_code)
    previous = last_year.report_of(facts.unit_name, code) if last_year else None
    return Submission(
        file=name,
        sha256=digest,
        findings=(*read, *narrated, *check(completed, previous)),
        format=report.format.id,
        year=facts.report_year,
        unit_name=facts.unit_name,
        credit_code=code,
        contact=facts.contact,
        phone=facts.phone,
        figures=dict(report.figures),
        places=_moved(report.format, report),
        chapters=_digests(report.chapters, (facts.unit_name, facts.unit_short)),
        draft=report.draft,
    )


def _moved(fmt: Format, report: Report) -> dict[str, Place]:
    """The figures' cells where they are not those of the blank workbook."""
    usual = field_places(fmt)
    return {
        id: report.places[id]
        for id in usual
        if id in report.figures and id in report.places and report.places[id] != usual[id]
    }


def _digests(chapters: Iterable[Chapter], names: Sequence[str]) -> dict[str, str]:
    """What each longer chapter says without the unit's name, figures and marks: equal digests, copied text."""
    found = {}
    for chapter in chapters:
        text = "".join(p.text for p in chapter.paragraphs)
        for name in filter(None, names):
            text = text.replace(name, "")
        han = _NOT_HAN.sub("", text)
        if chapter.section not in ("", PREAMBLE) and len(han) >= _DIGEST_FROM:
            found[chapter.section] = hashlib.sha256(han.encode()).hexdigest()[:16]
    return found


def _lost(path: Path, folder: Path) -> Submission:
    """What is said of a workbook that took its process down each time."""
    message = "读取这个工作簿时程序异常结束。请在 Excel 或 WPS 中打开核实，另存为 xlsx 后再试。"
    return Submission(
        path.relative_to(folder).as_posix(), "", (Finding(Severity.ERROR, "book.file", message),)
    )
