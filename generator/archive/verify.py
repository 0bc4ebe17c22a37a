"""Verification of whatever is given: reports against themselves and each other, packages, the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import clock
from generator.archive.inspection.inspect import by_people, check_package, package_item
from generator.archive.inspection.package import open_package
from generator.archive.inspection.register_checks import (
    DOUBLES,
    GAPS,
    check_against_register,
    check_register,
)
from generator.archive.package.register import CSV_NAME, Row, read_rows
from generator.archive.proof.outcome import Check, Item, Reason, Topic, guarded
from generator.archive.proof.report import Options, prove
from generator.archive.proof.subject import Subject, load
from generator.archive.reading.limits import Refused, read_bounded
from generator.archive.targets import Targets, find_targets

KNOWN = Topic("F01", "可验证的文件")


@dataclass(frozen=True)
class Request:
    """What `verify` was asked to do. `moment` is only a label: 归档, 移交 or 保存."""

    paths: tuple[Path, ...]
    options: Options
    moment: str = "归档"


def verify(request: Request) -> Iterator[Item]:
    """An item for each file of a report, each package and each register, as they come."""
    targets = find_targets(request.paths)
    for path in targets.unknown:
        yield _unknown(path)
    for group in _subjects(targets):
        if is_foreign(group, targets):
            yield _passed_over(group[0])
        else:
            yield from prove(group, request.options).items
    for folder in targets.registers:
        yield check_register(folder)[0]
    for folder in targets.packages:
        yield _package(folder, request)


def _unknown(path: Path) -> Item:
    message = "只能验证报告的 PDF、DOCX、JSON、HTML，归档包和归档登记表"
    if path.suffix.lower() in (".xlsx", ".xls", ".et", ".ods"):
        message += "；工作簿请用 nianbao check 核对"
    return Item(str(path), "unknown", (KNOWN.failed(f"{message}。"),))


def load_group(paths: Sequence[Path]) -> list[Subject]:
    """The files of one report, read."""
    return [load(path) for path in paths]


def is_foreign(group: list[Subject], targets: Targets) -> bool:
    """Whether a folder's file is no report at all: a 核对单, a list of rules, data of something else."""
    return len(group) == 1 and group[0].foreign and Path(group[0].path) not in targets.named


def _passed_over(subject: Subject) -> Item:
    message = "看不出是年度报告，没有检测；如确是报告，请单独指明这个文件"
    return Item(subject.path, "unknown", (KNOWN.not_run(Reason.NOT_APPLICABLE, message),))


def _subjects(targets: Targets) -> list[list[Subject]]:
    """The files of each report; under different names too, where one title binds files of different kinds."""
    groups: list[list[Subject]] = []
    by_title: dict[str, list[Subject]] = {}
    for group in map(load_group, targets.reports):
        title = next((s.title for s in group if s.title), "")
        known = by_title.get(title, [])
        if title and known and not {s.kind for s in known} & {s.kind for s in group}:
            known.extend(group)
            continue
        groups.append(group)
        by_title.setdefault(title, group)
    return groups


def _package(folder: Path, request: Request) -> Item:
    package = open_package(folder)
    rows = _rows_beside(folder)
    checks: list[Check] = list(guarded(check_package(package, request.options, clock.now().date())))
    against = check_against_register(package, rows)
    at = next((n for n, c in enumerate(checks) if not c.id.startswith("A")), len(checks))
    alone = [
        DOUBLES.not_run(Reason.NO_DATA, "单独一个包不能检测，见登记表的核对"),
        GAPS.not_run(Reason.NO_DATA, "单独一个包不能检测，见登记表的核对"),
    ]
    checks = [*checks[:at], against, *checks[at:], *alone, *by_people()]
    return package_item(package, tuple(checks), request.moment)


def _rows_beside(folder: Path) -> Sequence[Row] | None:
    """The register beside a package; an unreadable one has no rows, so that the package is missing in it."""
    path = folder.parent / CSV_NAME
    if not path.exists():
        return None
    try:
        return read_rows(read_bounded(path))
    except Refused:
        return ()
