"""Many workbooks: found, built in one or several processes or on a cluster, each result written as it comes.

A bad workbook never stops the others; an interrupted run leaves whole files only.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.batch.guarded import build_bytes, build_file, lost_workbook
from generator.batch.interrupts import deferred
from generator.batch.one import Built
from generator.errors import SetupError
from generator.files import write_together
from generator.report.finding import Finding, Severity, has_errors

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""What a folder is searched for; the content decides, not the name."""
LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True)
class Order:
    """What `build` was asked to do."""

    workbooks: tuple[Path, ...]
    output: Path
    kinds: tuple[str, ...]
    jobs: int = 1
    previous: Path | None = None
    engine: str | None = None


@dataclass(frozen=True)
class Result:
    """What came of one workbook, after its files were written."""

    workbook: Path
    draft: bool
    findings: tuple[Finding, ...]
    files: dict[str, Path] = field(default_factory=dict)
    setup_failed: bool = False

    @property
    def ok(self) -> bool:
        """Whether the report was made and written."""
        return not has_errors(self.findings)

    def as_json(self) -> dict[str, object]:
        """The result in the form of the contract."""
        return {
            "workbook": str(self.workbook),
            "status": "ok" if self.ok else "error",
            "draft": self.draft,
            "files": {kind: str(path) for kind, path in self.files.items()},
            "findings": [f.as_json() for f in self.findings],
        }


def find_workbooks(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files given, and all workbooks in the folders given, sorted, without those that are passed over."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            children = (p for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES)
            found.update(dict.fromkeys(p for p in children if p.is_file() and not passed_over(p)))
        else:
            found[path] = None
    return tuple(found)


def passed_over(path: Path) -> bool:
    """Whether a file is none of the clerk's: lock files (~$, .~), hidden ones, what file managers leave behind."""
    return path.name.startswith(("~$", ".")) or path.name.lower() in LEFT_BEHIND or "__MACOSX" in path.parts


def build_many(order: Order) -> Generator[Result, None, None]:
    """The results in the order of the workbooks. Closing the iterator ends the workers.

    Raises SetupError if the cluster cannot be used.
    """
    taken: dict[str, Path] = {}
    for built in _built(order):
        yield _written(built, order.output, taken)


def _built(order: Order) -> Iterator[Built]:
    """The files of every report, in order, as bytes."""
    if order.engine is None:
        build = partial(build_file, kinds=order.kinds, previous=order.previous)
        if order.jobs == 1 or len(order.workbooks) == 1:
            return map(build, order.workbooks)
        from generator.batch.workers import in_order

        return in_order(build, order.workbooks, order.jobs, lost_workbook)
    from generator.batch.cluster import build_on_cluster

    previous = (order.previous, order.previous.read_bytes()) if order.previous else None
    build_there = partial(build_bytes, kinds=order.kinds, previous=previous)
    return build_on_cluster(build_there, order.workbooks, order.engine)


def _written(built: Built, output: Path, taken: dict[str, Path]) -> Result:
    """Write the files of one report, unless another workbook of this run has the same title."""
    if not built.ok:
        return Result(built.workbook, built.draft, built.findings, {}, built.setup_failed)
    for name, _ in built.files.values():
        if name.lower() in taken:
            message = f"标题与“{taken[name.lower()]}”的报告相同，不能写入同一文件。请检查单位名称和标题。"
            return _not_written(built, "batch.same_title", message, setup=False)
    files = {kind: output / name for kind, (name, _) in built.files.items()}
    try:
        with deferred():
            write_together({files[kind]: data for kind, (_, data) in built.files.items()})
    except SetupError as error:
        return _not_written(built, "environment", str(error), setup=True)
    taken.update({name.lower(): built.workbook for name, _ in built.files.values()})
    return Result(built.workbook, built.draft, built.findings, files)


def _not_written(built: Built, rule: str, message: str, setup: bool) -> Result:
    finding = Finding(Severity.ERROR, rule, message)
    return Result(built.workbook, built.draft, (finding, *built.findings), {}, setup)
