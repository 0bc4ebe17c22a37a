"""Many workbooks: found, built in one or several processes, each result written as it comes.

A bad workbook never stops the others; an interrupted run leaves whole files only.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.batch.one import Built, build_report
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


def build_many(order: Order) -> Iterator[Result]:
    """The results in the order of the workbooks. Stopping the iteration ends the workers."""
    build = partial(_build_guarded, kinds=order.kinds, previous=order.previous)
    taken: dict[str, Path] = {}
    for built in _run(build, order):
        yield _write(built, order.output, taken) if isinstance(built, Built) else built


def _run(build: Callable[[Path], "Built | Result"], order: Order) -> "Iterator[Built | Result]":
    if order.engine:
        raise SetupError("还不能使用集群。请去掉 --engine，改用 --jobs。")
    jobs = min(order.jobs, len(order.workbooks))
    if jobs <= 1:
        yield from map(build, order.workbooks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        futures: list[Future[Built | Result]] = [pool.submit(build, w) for w in order.workbooks]
        try:
            for future in futures:
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _build_guarded(workbook: Path, kinds: Sequence[str], previous: Path | None) -> "Built | Result":
    """One report; a fault of the surroundings becomes a result, so that the batch goes on."""
    try:
        return build_report(workbook, kinds, previous)
    except SetupError as error:
        return _failed(workbook, False, (), "environment", str(error), setup=True)


def _failed(
    workbook: Path, draft: bool, findings: tuple[Finding, ...], rule: str, message: str, setup: bool = False
) -> Result:
    finding = Finding(Severity.ERROR, rule, message)
    return Result(workbook, draft, (finding, *findings), setup_failed=setup)


def _write(built: Built, output: Path, taken: dict[str, Path]) -> Result:
    """Write the files of one report, unless another workbook of this run has the same title."""
    if not built.ok:
        return Result(built.workbook, built.draft, built.findings)
    for name, _ in built.files.values():
        if name.lower() in taken:
            message = f"标题与“{taken[name.lower()]}”的报告相同，不能写入同一文件。请检查单位名称和标题。"
            return _failed(built.workbook, built.draft, built.findings, "batch.same_title", message)
    files = {kind: output / name for kind, (name, _) in built.files.items()}
    try:
        write_together({files[kind]: data for kind, (_, data) in built.files.items()})
    except SetupError as error:
        return _failed(built.workbook, built.draft, built.findings, "environment", str(error), setup=True)
    taken.update({name.lower(): built.workbook for name, _ in built.files.values()})
    return Result(built.workbook, built.draft, built.findings, files)
