"""Many workbooks in one run: a bad one stops no other, nothing is left half done."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.batch.many import Order, Result, build_many, find_workbooks
from generator.checks.examine import read_last_year
from tests.collect.district import figures, members, mould

KINDS = ("docx", "pdf", "json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six sound workbooks, a faulty one, a broken one and a copy."""
    place = tmp_path / "in"
    place.mkdir()
    made = mould()
    for number, member in enumerate(members(6)):
        (place / f"{number}.xlsx").write_bytes(made.cast(member, figures(made.fmt, number)))
    faulty = figures(made.fmt, 6) | {"app.next.natural": Decimal(99)}
    (place / "3b.xlsx").write_bytes(made.cast(members(7)[6], faulty))
    (place / "4b.xlsx").write_bytes(b"PK\x03\x04")
    shutil.copy(place / "1.xlsx", place / "5b.xlsx")
    return place


def order(folder: Path, output: Path, jobs: int = 1, kinds: tuple[str, ...] = ("json",)) -> Order:
    return Order(find_workbooks([folder]), output, kinds, jobs)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def verdicts(results: Iterator[Result]) -> list[tuple[str, bool]]:
    return [(result.workbook.name, result.ok) for result in results]


EXPECTED = [
    ("0.xlsx", True), ("1.xlsx", True), ("2.xlsx", True), ("3.xlsx", True), ("3b.xlsx", False),
    ("4.xlsx", True), ("4b.xlsx", False), ("5.xlsx", True), ("5b.xlsx", False),
]  # fmt: skip


def test_bad_workbooks_stop_no_other(folder: Path, tmp_path: Path) -> None:
    assert verdicts(build_many(order(folder, tmp_path / "out"))) == EXPECTED
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_two_reports_of_one_title_do_not_overwrite_each_other(folder: Path, tmp_path: Path) -> None:
    results = {r.workbook.name: r for r in build_many(order(folder, tmp_path / "out"))}
    assert results["5b.xlsx"].findings[0].rule == "batch.same_title"
    assert "1.xlsx" in results["5b.xlsx"].findings[0].message


def test_two_processes_make_the_same_bytes_as_one(folder: Path, tmp_path: Path) -> None:
    one = verdicts(build_many(order(folder, tmp_path / "a", 1, KINDS)))
    two = verdicts(build_many(order(folder, tmp_path / "b", 2, KINDS)))
    assert one == two == EXPECTED
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_workbook_that_vanishes_is_one_failure(folder: Path, tmp_path: Path) -> None:
    given = order(folder, tmp_path / "out")
    (folder / "2.xlsx").unlink()
    results = {r.workbook.name: r for r in build_many(given)}
    assert "没有文件" in results["2.xlsx"].findings[0].message
    assert results["3.xlsx"].ok


def test_a_killed_worker_costs_no_report(folder: Path, tmp_path: Path) -> None:
    running = build_many(order(folder, tmp_path / "out", 2))
    done = [next(running)]
    victim = multiprocessing.active_children()[0]
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)
    done += running
    assert [(r.workbook.name, r.ok) for r in done] == EXPECTED


def test_a_folder_is_searched_to_the_bottom_without_what_is_no_workbook(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    for name in (
        "一.xlsx",
        "二.XLSX",
        "三.ods",
        "~$一.xlsx",
        ".~一.xlsx",
        "._一.xlsx",
        "注.txt",
        "旧.xls",
        "表.et",
    ):
        (deep / name).touch()
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "一.xlsx").touch()
    names = [path.name for path in find_workbooks([tmp_path])]
    assert sorted(names) == sorted(["一.xlsx", "二.XLSX", "三.ods", "旧.xls", "表.et"])
    assert find_workbooks([deep / "注.txt"]) == (deep / "注.txt",)


def test_last_year_s_workbook_is_compared_in_every_process(folder: Path, tmp_path: Path) -> None:
    last = tmp_path / "去年.xlsx"
    made = mould("2021", 2023)
    last.write_bytes(made.cast(members(1)[0], figures(made.fmt, 50)))
    assert read_last_year(last).report is not None
    given = Order((folder / "0.xlsx", folder / "2.xlsx"), tmp_path / "out", ("json",), 2, last)
    results = list(build_many(given))
    assert all(any(f.rule == "2021.t3.carry_in" for f in r.findings) for r in results)


def gone(group: int) -> bool:
    """Whether no process of the group is left; the last ones need a moment to see that their parent has ended."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "generator", "build", *map(str, arguments)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_whole_reports_and_no_process(
    tmp_path: Path, jobs: int, number: signal.Signals
) -> None:
    place, out = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    made = mould()
    for n, member in enumerate(members(60)):
        (place / f"{n:02}.xlsx").write_bytes(made.cast(member, figures(made.fmt, n)))
    process = subprocess.Popen(
        command(place, "-o", out, "--jobs", jobs),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while len(list(out.glob("*.json"))) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err.decode()
    assert "Traceback" not in err.decode()
    assert "已中断" in err.decode()
    stems = {path.stem for path in out.iterdir()}
    assert len(stems) < 60
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{s}.{k}" for s in stems for k in KINDS)
    assert gone(process.pid)


def test_progress_is_plain_lines_and_a_summary_where_there_is_no_terminal(
    folder: Path, tmp_path: Path
) -> None:
    run = subprocess.run(
        command(folder, "-o", tmp_path / "out", "--only", "json", "--jobs", 2, "--json"),
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 1
    assert "共 9 个工作簿：生成 6 份，未生成 3 份" in run.stderr
    assert "\r" not in run.stderr
    data = json.loads(run.stdout)
    assert [r["status"] for r in data["reports"]] == ["ok" if ok else "error" for _, ok in EXPECTED]
