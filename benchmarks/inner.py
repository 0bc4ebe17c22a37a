"""What can only be measured inside of a process; writes a JSON list of measurements to RESULT.

inner.py layout RESULT WORKBOOK RUNS        layout and PDF of one report, warm
inner.py typst RESULT FONTS FAMILIES CONTENT RUNS
inner.py growth RESULT WORKBOOK TIMES...    build of ever longer reports, by stage
inner.py workers RESULT FOLDER OUTPUT JOBS  memory and time of the workers while a folder is built
inner.py calamine RESULT FOLDER             the cells that `collect` reads, by python-calamine
"""

import contextlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def cpu_ms(work: Callable[[], object], runs: int) -> float:
    """Median CPU of a call in milliseconds, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        started = time.process_time()
        work()
        found.append((time.process_time() - started) * 1000)
    return statistics.median(found)


def layout(workbook: str, runs: str) -> list[dict[str, float]]:
    """Document to pages to PDF."""
    from benchmarks.content import document_of
    from generator.batch.one import shipped_fonts
    from generator.typesetting import typeset
    from generator.writers.pdf import write_pdf

    document, fonts = document_of(Path(workbook)), shipped_fonts()
    return [{"ms": cpu_ms(lambda: write_pdf(typeset(document, fonts)), int(runs))}]


def typst(fonts: str, families: str, content: str, runs: str) -> list[dict[str, float]]:
    """Source to PDF by Typst."""
    from benchmarks.rivals.typst_pdf import compile_pdf, source

    blocks = json.loads(Path(content).read_text(encoding="utf-8"))
    names = json.loads(Path(families).read_text(encoding="utf-8"))
    return [{"ms": cpu_ms(lambda: compile_pdf(source(blocks, names), Path(fonts)), int(runs))}]


def growth(workbook: str, *times: str) -> list[dict[str, float]]:
    """CPU per page of each stage, for reports that grow."""
    return [_per_page(Path(workbook), int(count)) for count in times]


def _per_page(workbook: Path, times: int) -> dict[str, float]:
    from benchmarks.workbooks import longer, report_of
    from generator.batch.one import shipped_fonts
    from generator.checks.run import check
    from generator.document import compose
    from generator.narrative import complete
    from generator.typesetting import typeset
    from generator.writers.docx import write_docx
    from generator.writers.pdf import write_pdf

    report, fonts = longer(report_of(workbook), times), shipped_fonts()
    completed = complete(report)[0]
    document = compose(completed)
    made = typeset(document, fonts)
    stages: dict[str, Callable[[], object]] = {
        "narrative": lambda: complete(report),
        "checks": lambda: check(completed),
        "layout": lambda: typeset(document, fonts),
        "docx": lambda: write_docx(made),
        "pdf": lambda: write_pdf(made),
    }
    pages, runs = len(made.pages), 5 if times < 20 else 1
    cost = {name: cpu_ms(work, runs) / pages for name, work in stages.items()}
    return {"pages": pages, **cost, "all": sum(cost.values())}


def workers(folder: str, output: str, jobs: str) -> list[dict[str, float]]:
    """Of the largest worker: peak memory after a tenth and after all of a folder's reports; the longest time."""
    from generator.batch.many import Order, build_many, find_workbooks

    workbooks = find_workbooks([Path(folder)])
    early: list[Worker] = []
    last: list[Worker] = []
    order = Order(workbooks, Path(output), ("docx", "pdf", "json"), int(jobs))
    for done, _ in enumerate(build_many(order), 1):
        last = running() or last
        if done == max(len(workbooks) // 10, 20):
            early = last
    return [
        {
            "early_mb": max(worker.peak_mb for worker in early),
            "late_mb": max(worker.peak_mb for worker in last),
            "busiest_ms": max(worker.cpu_ms for worker in last),
        }
    ]


@dataclass(frozen=True)
class Worker:
    """Peak resident memory and processor time so far of a process that builds."""

    peak_mb: float
    cpu_ms: float


def running() -> list[Worker]:
    """The processes that build at this moment."""
    import multiprocessing

    found = []
    for child in multiprocessing.active_children():
        with contextlib.suppress(OSError):
            folder = Path(f"/proc/{child.pid}")
            status = (folder / "status").read_text(encoding="utf-8")
            times = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
            seconds = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
            found.append(Worker(_kb(status, "VmHWM") / 1024, seconds * 1000))
    return found


def _kb(text: str, key: str) -> int:
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(key + ":")), 0)


def calamine(folder: str) -> list[dict[str, float]]:
    """Open every workbook and read the sheets that `collect` reads figures and particulars from."""
    import python_calamine

    wanted = {"基本信息", "主动公开", "申请办理", "复议诉讼"}
    cells = 0
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            if name in wanted:
                cells += sum(len(row) for row in book.get_sheet_by_name(name).to_python())
    return [{"cells": cells}]


MODES: dict[str, Callable[..., list[dict[str, float]]]] = {
    "layout": layout, "typst": typst, "growth": growth, "workers": workers, "calamine": calamine,
}  # fmt: skip

if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(MODES[sys.argv[1]](*sys.argv[3:])), encoding="utf-8")
