"""The chain that build, check, page and collect share: a path → the report as printed, and every finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks.run import check
from generator.files import read_whole
from generator.intake import read_workbook
from generator.narrative import complete
from generator.report.finding import Finding, Severity, has_errors
from generator.report.model import Report


@dataclass(frozen=True)
class Examination:
    """What came of one workbook: `report` is None if it could not be read; `data` are the bytes read."""

    path: Path
    data: bytes
    report: Report | None
    findings: tuple[Finding, ...]

    @property
    def suffix(self) -> str:
        """The workbook's suffix, in small letters with its dot."""
        return self.path.suffix.lower()

    @property
    def draft(self) -> bool:
        """Whether the report is a 送审稿; an unreadable workbook is none."""
        return self.report.draft if self.report else False

    @property
    def ok(self) -> bool:
        """Whether nothing stops the report."""
        return not has_errors(self.findings)


@dataclass(frozen=True)
class LastYear:
    """Last year's report for comparison, or what kept it from being used."""

    report: Report | None = None
    findings: tuple[Finding, ...] = ()


def examine(
    path: Path,
    previous: Path | LastYear | None = None,
    data: bytes | None = None,
    others: Sequence[Report] = (),
) -> Examination:
    """Read, complete and check one workbook (`data` if given, else the file).

    `previous` is last year's workbook or what `read_last_year` made of it, `others` the other reports of a
    batch. Faults of the workbooks are findings. Raises UsageError if a file does not exist, SetupError if it
    may not be read.
    """
    last = previous if isinstance(previous, LastYear) else read_last_year(previous)
    return _judged(_prepared(path, data), last, others)


def examine_together(paths: Sequence[Path], previous: Path | None = None) -> tuple[Examination, ...]:
    """Several workbooks of one batch: each is also compared with the others (copied chapters).

    Raises what `examine` raises.
    """
    last = read_last_year(previous)
    prepared = [_prepared(path, None) for path in paths]
    reports = [p.report for p in prepared if p.report is not None]
    return tuple(_judged(one, last, [r for r in reports if r is not one.report]) for one in prepared)


def _prepared(path: Path, data: bytes | None) -> Examination:
    """A workbook read and its text completed, not yet checked."""
    content = data if data is not None else read_whole(path)
    result = read_workbook(path, content)
    if result.report is None:
        return Examination(path, content, None, result.findings)
    report, narrated = complete(result.report)
    return Examination(path, content, report, (*result.findings, *narrated))


def _judged(prepared: Examination, last: LastYear, others: Sequence[Report]) -> Examination:
    report, findings = prepared.report, (*prepared.findings, *last.findings)
    if report is not None:
        findings = (*prepared.findings, *check(report, last.report, others), *last.findings)
    return Examination(prepared.path, prepared.data, report, findings)


def read_last_year(path: Path | None, data: bytes | None = None) -> LastYear:
    """Last year's report, its text completed; one that cannot be read is a warning about this year's."""
    if path is None:
        return LastYear()
    result = read_workbook(path, data)
    if result.report is not None:
        return LastYear(complete(result.report)[0])
    why = result.findings[0].message if result.findings else "内容无法识别。"
    message = f"用来对照的上年工作簿“{path.name}”没有用上：{why}年度间的核对没有进行。"
    return LastYear(None, (Finding(Severity.WARNING, "previous.file", message),))
