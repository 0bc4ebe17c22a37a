"""Costs of whole processes: CPU with all children, wall time, peak memory; medians of interleaved runs."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """What one run took. `peak_mb` is the largest single process."""

    cpu_ms: float
    wall_ms: float
    peak_mb: float

    def per(self, count: int) -> "Cost":
        """The cost of one of `count` equal parts; memory is not shared out."""
        return Cost(self.cpu_ms / count, self.wall_ms / count, self.peak_mb)


def run(command: Sequence[object], environment: Mapping[str, str] | None = None, check: bool = True) -> Cost:
    """Run a command to its end. Raises RuntimeError with its last lines where it fails and `check` is set."""
    started = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment() | dict(environment or {}),
        cwd=ROOT,
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if check and process.returncode:
        raise RuntimeError(
            f"{command[:4]} ended with {process.returncode}: {said[-600:].decode(errors='replace')}"
        )
    wall = (time.monotonic() - started) * 1000
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, wall, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """As where everything is installed: modules are read from their bytecode, which this run keeps for itself."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _bytecode().name}


@cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="nianbao-bytecode-")


def interleaved(ways: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """Each way `runs` times in turn, after one run that is not counted; the median of each figure."""
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    for number in range(runs + 1):
        for name, way in ways.items():
            cost = way()
            if number:
                found[name].append(cost)
    return {name: median(costs) for name, costs in found.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        statistics.median(c.cpu_ms for c in costs),
        statistics.median(c.wall_ms for c in costs),
        statistics.median(c.peak_mb for c in costs),
    )


def python(*arguments: object) -> list[object]:
    """A command of this interpreter."""
    return [sys.executable, *arguments]


def nianbao(*arguments: object) -> list[object]:
    """The command as it is installed beside this interpreter."""
    installed = Path(sys.executable).with_name("nianbao")
    return [installed, *arguments] if installed.exists() else python("-m", "generator", *arguments)


def machine() -> str:
    """The machine in one line: processors, memory, system, Python."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        "?",
    )
    total = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    system = os.uname()
    return (
        f"{os.cpu_count()} × {model}, {total / 1048576:.0f} GB, {system.sysname} {system.release}, "
        f"Python {sys.version.split()[0]}"
    )


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
