"""The command line in a forked child that can be killed: fifty runs cost the time of their work, not of their imports."""

import importlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from generator.batch.one import shipped_fonts
from generator.cli.main import main

KILLED = -signal.SIGKILL
EPOCH = {"SOURCE_DATE_EPOCH": "1737331200"}
"""20 January 2025, so that each run gives the same bytes."""
_AT_WORK = (
    "archive.filing",
    "batch.collection.collect",
    "batch.many",
    "cli.archive_command",
    "cli.build_command",
    "cli.collect_command",
    "cli.sign_command",
    "signing.p12",
    "signing.signer",
    "writers.docx",
    "writers.html",
    "writers.json_writer",
    "writers.pdf",
)
"""What the commands import when they need it, imported once here, for all children."""
_CHANGES = frozenset(("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate"))


for _name in _AT_WORK:
    importlib.import_module(f"generator.{_name}")
shipped_fonts()


def started(
    arguments: Sequence[object],
    said: Path,
    killed_at: tuple[int, Path] | None = None,
    more: Mapping[str, str] = EPOCH,
    user: int | None = None,
) -> int:
    """The child's number. With `killed_at` it is killed just before its so many-th change in that folder."""
    child = os.fork()
    if child == 0:
        os.environ.update(more)
        said.touch()
        said.chmod(0o666)
        if user is not None:
            os.seteuid(user)
        _live(arguments, said, killed_at)
    return child


def ended(child: int) -> int:
    """The exit code; `KILLED` for one that was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(
    arguments: Sequence[object],
    said: Path,
    killed_at: tuple[int, Path] | None = None,
    more: Mapping[str, str] = EPOCH,
) -> int:
    """Started and ended."""
    return ended(started(arguments, said, killed_at, more))


def killed_after(seconds: float, arguments: Sequence[object], said: Path) -> int:
    """Killed from outside so many seconds after its start, unless it was done by then."""
    child = started(arguments, said)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child)


def _live(arguments: Sequence[object], said: Path, killed_at: tuple[int, Path] | None) -> NoReturn:
    code = 70
    try:
        stream = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        if killed_at:
            _die_at(*killed_at)
        main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 71
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _die_at(number: int, folder: Path) -> None:
    """Count what changes the folder, and end as by a power cut before the so many-th."""
    left = [number]

    def watch(event: str, details: tuple[object, ...]) -> None:
        writing = event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in _CHANGES or writing) and any(str(folder) in str(detail) for detail in details):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def tree(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of every file, without temporary ones, which carry a mark of their own."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".nianbao-" not in str(path)
    }
