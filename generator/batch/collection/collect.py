"""`collect` as a whole: a folder of workbooks and a roster → the units, their sums, and the district's workbook."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator import formats
from generator.batch.collection.across import across_units
from generator.batch.collection.aggregates import add_up, traps
from generator.batch.collection.district import Collected, District, district_workbook, read_district
from generator.batch.collection.gathering import gather, sensible_jobs
from generator.batch.collection.judging import Judge
from generator.batch.collection.lastyear import LastYear, read_last_year
from generator.batch.collection.matching import match
from generator.batch.collection.model import Collection, Roster, Submission
from generator.batch.collection.roster import read_roster
from generator.batch.collection.scanning import scan
from generator.errors import UsageError
from generator.formats.model import Format
from generator.report.finding import Finding


@dataclass(frozen=True)
class Request:
    """What `collect` was asked to do. `year` and `district` only where roster and `into` do not say them.

    `names`: how files of the folder are called in results, where they lie there under other names.
    """

    folder: Path
    output: Path
    roster: Path | None = None
    into: Path | None = None
    previous: Path | None = None
    year: int | None = None
    district: str = ""
    jobs: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def collect(
    request: Request, today: date, seen: Callable[[int, int], None] = lambda done, total: None
) -> Collected:
    """Read, match, judge and add up. `seen` is told how many workbooks of how many are read.

    The workbook is made even where units are missing or faulty: their figures are left out, and it says so.
    Raises UsageError where there is nothing to collect, InputError for a roster, `into` or `previous` that
    cannot be used.
    """
    roster = read_roster(request.roster) if request.roster else None
    into = read_district(request.into) if request.into else None
    last_year = (
        read_last_year(request.previous, roster.members if roster else ()) if request.previous else None
    )
    folder = scan(request.folder, _own_files(request))
    if not folder.workbooks and roster is None:
        raise UsageError(f"“{request.folder}”中没有工作簿（.xlsx、.xls、.et、.ods）。请检查路径。")
    submissions = _read(request, folder.workbooks, last_year, seen)
    year = request.year or (into.year if into else None) or (roster.year if roster else None)
    year = year or _usual_year(submissions)
    fmt = formats.for_year(year)
    collection = _judged(fmt, year, roster, submissions, folder.findings, last_year)
    district = District(into, request.district or (roster.district if roster else ""), last_year, today)
    return district_workbook(collection, district, relative(request.folder, request.output))


def _own_files(request: Request) -> frozenset[Path]:
    """Files that may lie in the folder but are no unit's workbook."""
    own = (request.output, request.roster, request.into, request.previous)
    return frozenset(path.resolve() for path in own if path)


def _read(
    request: Request,
    workbooks: Sequence[Path],
    last_year: LastYear | None,
    seen: Callable[[int, int], None],
) -> list[Submission]:
    submissions = []
    jobs = request.jobs or sensible_jobs(len(workbooks))
    for submission in gather(workbooks, request.folder, last_year, jobs):
        submissions.append(_named(submission, request.names))
        seen(len(submissions), len(workbooks))
    return submissions


def _named(submission: Submission, names: Mapping[str, str]) -> Submission:
    """The submission under the name that people know its file by."""
    name = names.get(submission.file)
    if name is None:
        return submission
    told = (replace(f, message=f.message.replace(submission.file, name)) for f in submission.findings)
    return replace(submission, file=name, findings=tuple(told))


def _usual_year(submissions: Sequence[Submission]) -> int:
    """The year of most workbooks, the later one of two."""
    counts = Counter(s.year for s in submissions if s.year is not None)
    if not counts:
        raise UsageError(
            "看不出汇总哪个年度：没有一个工作簿能读出报告年度。请用 --year 写明，或在名册中填写。"
        )
    return max(counts, key=lambda year: (counts[year], year))


def _judged(
    fmt: Format,
    year: int,
    roster: Roster | None,
    submissions: Sequence[Submission],
    about_folder: Sequence[Finding],
    last_year: LastYear | None,
) -> Collection:
    matches = match(roster, submissions)
    judge = Judge(fmt, year)
    units = judge.units(matches)
    counted = [unit for unit in units if unit.counted]
    findings = (
        *(roster.findings if roster else ()),
        *about_folder,
        *judge.findings,
        *matches.findings,
        *across_units(fmt, counted, last_year, year),
        *traps(fmt, counted),
    )
    deadline = (roster.deadline if roster else None) or usual_deadline(fmt, year)
    return Collection(fmt, year, units, add_up(fmt, counted), findings, roster is not None, deadline)


def usual_deadline(fmt: Format, year: int) -> date | None:
    """The day by which departments publish, by the form's own statement; None where it states none."""
    stated = str(fmt.wording.get("deadline_department", ""))
    if not stated:
        return None
    month, day = stated.split("-")
    return date(year + 1, int(month), int(day))


def relative(folder: Path, output: Path) -> str:
    """The folder as seen from the collected workbook, with `/`; whole where there is no way between them."""
    try:
        return Path(os.path.relpath(folder.resolve(), output.resolve().parent)).as_posix()
    except ValueError:
        return folder.resolve().as_posix()
