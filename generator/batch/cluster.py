"""Building on an existing Dask cluster: workbooks' bytes go out, files' bytes come back, no shared disk is needed.

What a lost worker was at is done again by another. Only a few reports are under way for each thread of the
cluster, so that neither side fills its memory. A cluster runs whatever it is sent: use one that you trust.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from generator import __version__
from generator.batch.guarded import failed, lost_workbook
from generator.batch.one import Built
from generator.errors import SetupError, UsageError
from generator.files import reason

Build = Callable[[Path, bytes], Built]
Client = Any
"""`distributed.Client`, which is not typed."""
Future = Any
"""`distributed.Future` of a `Built`."""

URL = re.compile(r"dask://(\[[0-9A-Fa-f:]+\]|[^\s:/]+):([0-9]{1,5})/?")
CONNECT_SECONDS = 15
POLL_SECONDS = 2
NO_WORKER_SECONDS = 60
"""How long to wait for a worker where the cluster has none."""
AHEAD = 3
"""Reports under way for each thread of the cluster."""
RETRIES = 3


def build_on_cluster(build: Build, workbooks: Sequence[Path], url: str) -> Iterator[Built]:
    """The reports in the order of the workbooks. Raises UsageError for a wrong URL, SetupError where the cluster
    cannot be reached, has no worker for a minute, or runs another version of this program.
    """
    client = _connect(_address(url))
    try:
        _same_version(client)
        yield from _Run(client, build, workbooks).results()
    except (OSError, RuntimeError, ImportError, CancelledError) as error:
        raise SetupError(f"集群出错（{type(error).__name__}）。请检查集群后再试，或改用 --jobs。") from error
    finally:
        client.close(timeout=5)


def _address(url: str) -> str:
    match = URL.fullmatch(url)
    if match is None:
        raise UsageError(f"--engine 应写成 dask://主机:端口，如 dask://10.0.0.5:8786。请改正：{url}")
    return f"tcp://{match[1]}:{match[2]}"


def _connect(address: str) -> Client:
    try:
        import distributed
    except ImportError as error:
        raise SetupError("没有安装使用集群的组件。请安装：pip install 'nianbao[cluster]'。") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise SetupError(f"连不上集群 {address}。请核对地址，确认调度程序已启动，或改用 --jobs。") from error


def _same_version(client: Client) -> None:
    """Every worker must run this version, or the same workbook would give different files."""
    _wait_for_worker(client)
    found = client.run(program_version, on_error="return")
    others = sorted({str(v) if isinstance(v, str) else "没有安装" for v in found.values()} - {__version__})
    if others:
        raise SetupError(
            f"集群上的 nianbao 版本是{'、'.join(others)}，本机是 {__version__}。请在集群上安装同一版本。"
        )


def program_version() -> str:
    """The version where this runs."""
    return __version__


def _threads(client: Client) -> int:
    count: int = sum(client.nthreads().values())
    return count


def _wait_for_worker(client: Client) -> None:
    """Wait until the cluster has a worker. Raises SetupError after a minute without one."""
    until = time.monotonic() + NO_WORKER_SECONDS
    while not _threads(client):
        if client.status != "running":
            raise SetupError("与集群的连接中断。请检查调度程序后再试，或改用 --jobs。")
        if time.monotonic() > until:
            raise SetupError("集群里没有可用的工作进程。请启动工作进程后再试，或改用 --jobs。")
        time.sleep(POLL_SECONDS)


class _Run:
    """One batch on the cluster."""

    def __init__(self, client: Client, build: Build, workbooks: Sequence[Path]) -> None:
        self._client, self._build = client, build
        self._waiting = deque(workbooks)
        self._under_way: deque[tuple[Path, Future | Built]] = deque()

    def results(self) -> Iterator[Built]:
        """All reports in order; what is still under way is given up when the iterator is closed."""
        try:
            while self._waiting or self._under_way:
                self._send()
                workbook, future = self._under_way[0]
                yield future if isinstance(future, Built) else self._result(workbook, future)
                self._under_way.popleft()
        finally:
            futures = [f for _, f in self._under_way if not isinstance(f, Built)]
            if futures and self._client.status == "running":
                self._client.cancel(futures, force=True)

    def _send(self) -> None:
        """Keep every thread of the cluster busy."""
        most = AHEAD * max(_threads(self._client), 1)
        while self._waiting and len(self._under_way) < most:
            workbook = self._waiting.popleft()
            self._under_way.append((workbook, self._submitted(workbook)))

    def _submitted(self, workbook: Path) -> Future | Built:
        try:
            data = workbook.read_bytes()
        except OSError as error:
            return failed(workbook, "batch.input", f"无法读取“{workbook}”（{reason(error)}）。请检查文件。")
        return self._client.submit(self._build, workbook, data, pure=False, retries=RETRIES)

    def _result(self, workbook: Path, future: Future) -> Built:
        from distributed import KilledWorker

        try:
            return self._awaited(future)
        except KilledWorker:
            return lost_workbook(workbook)
        except (OSError, RuntimeError, ImportError) as error:
            raise SetupError(
                f"集群出错（{type(error).__name__}）。请检查集群后再试，或改用 --jobs。"
            ) from error

    def _awaited(self, future: Future) -> Built:
        """The result, however long it takes as long as there are workers."""
        while True:
            try:
                built: Built = future.result(timeout=POLL_SECONDS)
                return built
            except TimeoutError:
                _wait_for_worker(self._client)
