"""`--engine`: a real Dask scheduler with two workers on this machine, one of them killed in mid-run."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.batch.cluster import AHEAD
from generator.batch.many import Order, build_many, find_workbooks
from generator.errors import SetupError, UsageError
from tests.collect.district import figures, members, mould

UNITS = 14


class Cluster:
    """Processes of `dask`, started and ended here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file"]
        self._file = folder / "scheduler.json"
        self.processes = [self._start([*scheduler, str(self._file)])]
        self.url = self._url().replace("tcp://", "dask://")
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> subprocess.Popen[bytes]:
        address = self.url.replace("dask://", "tcp://")
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)]
        self.workers.append(self._start(["worker", address, *options]))
        return self.workers[-1]

    def end(self) -> None:
        for process in (*self.workers, *self.processes):
            process.kill()
            process.wait()

    def _start(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": os.getcwd()}
        command = [sys.executable, "-m", "dask", *arguments]
        log = (self._folder / f"{arguments[0]}.log").open("ab")
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=self._folder)

    def _url(self) -> str:
        for _ in range(600):
            if self._file.exists() and (found := re.search(r"tcp://[0-9.:]+", self._file.read_text())):
                return found[0]
            time.sleep(0.05)
        raise AssertionError("no scheduler")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    place = tmp_path / "dask"
    place.mkdir()
    running = Cluster(place)
    yield running
    running.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    made = mould()
    for number, member in enumerate(members(UNITS)):
        (place / f"{number:02}.xlsx").write_bytes(made.cast(member, figures(made.fmt, number)))
    (place / "03b.xlsx").write_bytes(b"PK\x03\x04")
    return place


def order(folder: Path, output: Path, engine: str | None) -> Order:
    return Order(find_workbooks([folder]), output, ("docx", "pdf", "json"), 1, None, engine)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_worker_killed_in_mid_run_costs_no_report_and_no_byte(
    cluster: Cluster, folder: Path, tmp_path: Path
) -> None:
    cluster.add_worker()
    victim = cluster.add_worker()
    running = build_many(order(folder, tmp_path / "far", cluster.url))
    results = [next(running), next(running)]
    victim.send_signal(signal.SIGKILL)
    results += running
    near = list(build_many(order(folder, tmp_path / "near", None)))
    assert victim.wait(10) == -signal.SIGKILL
    assert [(r.workbook, r.ok, r.findings) for r in results] == [(r.workbook, r.ok, r.findings) for r in near]
    assert sum(r.ok for r in results) == UNITS > 2 + AHEAD
    assert contents(tmp_path / "far") == contents(tmp_path / "near")


def test_a_worker_that_comes_late_is_waited_for(cluster: Cluster, folder: Path, tmp_path: Path) -> None:
    running = build_many(order(folder, tmp_path / "out", cluster.url))
    cluster.add_worker()
    assert next(running).ok
    running.close()


@pytest.mark.parametrize(
    "url", ["tcp://127.0.0.1:8786", "dask://", "dask://host", "dask://a b:1", "ray://x:1"]
)
def test_a_wrong_address_is_wrong_usage(url: str, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dask://"):
        list(build_many(order(folder, tmp_path / "out", url)))


def test_a_cluster_that_cannot_be_reached_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.batch.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(SetupError, match="连不上集群"):
        list(build_many(order(folder, tmp_path / "out", "dask://127.0.0.1:9")))


def test_a_cluster_without_workers_is_given_up(
    cluster: Cluster, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.batch.cluster.NO_WORKER_SECONDS", 1)
    with pytest.raises(SetupError, match="没有可用的工作进程"):
        list(build_many(order(folder, tmp_path / "out", cluster.url)))


def test_a_scheduler_that_dies_is_told(cluster: Cluster, folder: Path, tmp_path: Path) -> None:
    cluster.add_worker()
    running = build_many(order(folder, tmp_path / "out", cluster.url))
    assert next(running).ok
    cluster.processes[0].kill()
    with pytest.raises(SetupError, match="集群"):
        list(running)


def test_the_command_line_says_in_one_line_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "generator", "build", folder, "-o", tmp_path / "out", "--engine", "ray://x:1"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.count("\n") <= 2
    assert "dask://" in run.stderr
