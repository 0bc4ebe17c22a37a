"""One report of many, so guarded that whatever happens to it is a result and the others go on."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from generator.batch.one import Built, build_report
from generator.errors import NianbaoError, SetupError
from generator.report.finding import Finding, Severity

_ONE_AT_A_TIME = threading.Lock()
"""A process of a cluster may run several threads; building is bound to one processor and shares opened fonts."""


def build_file(workbook: Path, kinds: Sequence[str], previous: Path | None) -> Built:
    """The report of a workbook that lies on this machine."""
    return _guarded(workbook, kinds, previous, None, None)


def build_bytes(
    workbook: Path, data: bytes, kinds: Sequence[str], previous: tuple[Path, bytes] | None
) -> Built:
    """The report of a workbook that was sent here; no file of this machine is touched."""
    last, last_data = previous or (None, None)
    with _ONE_AT_A_TIME:
        return _guarded(workbook, kinds, last, data, last_data)


def _guarded(
    workbook: Path,
    kinds: Sequence[str],
    previous: Path | None,
    data: bytes | None,
    previous_data: bytes | None,
) -> Built:
    try:
        return build_report(workbook, kinds, previous, data, previous_data)
    except SetupError as error:
        return failed(workbook, "environment", str(error), setup=True)
    except NianbaoError as error:
        return failed(workbook, "batch.input", str(error))
    except MemoryError:
        return failed(workbook, "environment", "内存不足，没有完成。请减少 --jobs 后再试。", setup=True)
    except Exception as error:
        if os.environ.get("NIANBAO_DEBUG"):
            raise
        kind = type(error).__name__
        message = f"程序内部出错（{kind}：{error}）。请把工作簿和这一行发给维护人员。"
        return failed(workbook, "batch.internal", message, setup=True)


def lost_workbook(workbook: Path) -> Built:
    """What is said of a workbook that took its process down each time."""
    message = "处理这个工作簿时进程异常结束（可能是内存不足）。请单独处理它，或减少 --jobs 后再试。"
    return failed(workbook, "environment", message, setup=True)


def failed(workbook: Path, rule: str, message: str, setup: bool = False) -> Built:
    """A report that was not made."""
    return Built(workbook, False, (Finding(Severity.ERROR, rule, message),), setup_failed=setup)
