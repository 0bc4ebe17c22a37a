"""Locks of the operating system: they end with the process, however it ends, and leave nothing to clean up."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

_PAUSE = 0.05
"""Seconds between two attempts where the system cannot wait by itself."""


@contextlib.contextmanager
def folder_lock(folder: Path, patience: float = 0) -> Iterator[bool]:
    """Keep other processes of this program out of a folder: True while it is held.

    False where another process still holds it after `patience` seconds. On a file system without locks,
    True: there is nothing better to be had. Raises OSError where the folder cannot be opened.
    """
    handle = os.open(*_target(folder))
    try:
        held = _taken(handle)
        for _ in range(round(patience / _PAUSE)):
            if held:
                break
            time.sleep(_PAUSE)
            held = _taken(handle)
        yield held
    finally:
        os.close(handle)


def _target(folder: Path) -> tuple[Path, int]:
    """What is locked: the folder itself; on Windows, which locks only files, one of its own for each folder."""
    if sys.platform != "win32":
        return folder, os.O_RDONLY
    name = sha256(str(folder.resolve()).lower().encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"nianbao-{name}.lock"), os.O_RDWR | os.O_CREAT


def _taken(handle: int) -> bool:
    """Whether the lock is ours now, or the file system has none."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
