"""Folders for visits: random names, for this user only, removed at the end; those of a crashed run at the next.

Each run has one folder in the system's place for temporary files and holds a lock in it. A folder whose lock
nobody holds was left by a run that crashed.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO

from generator.errors import SetupError

PREFIX = "nianbao-page-"
_LOCK = "lock"


class Rooms:
    """The folder of one run of the page, with a folder for each visit."""

    def __init__(self, parent: Path | None = None) -> None:
        """Remove what crashed runs left, then make this run's folder. Raises SetupError."""
        place = parent or Path(tempfile.gettempdir())
        remove_abandoned(place)
        try:
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
            self._lock = _hold(self.folder / _LOCK)
        except OSError as error:
            raise SetupError(f"无法在“{place}”建立临时文件夹。请检查磁盘空间和权限。") from error

    def new(self) -> Path:
        """A folder for one visit. Raises SetupError."""
        try:
            return Path(tempfile.mkdtemp(prefix="visit-", dir=self.folder))
        except OSError as error:
            raise SetupError("无法建立临时文件夹。请检查磁盘空间和权限。") from error

    def close(self) -> None:
        """Remove everything. Safe to call twice."""
        self._lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def remove_abandoned(place: Path) -> None:
    """Remove this user's folders whose run is gone. Others' folders, links and running pages are left alone."""
    for folder in place.glob(PREFIX + "*"):
        if folder.is_symlink() or not folder.is_dir() or not _own(folder):
            continue
        with contextlib.suppress(OSError):
            if not (folder / _LOCK).exists():
                continue
            _hold(folder / _LOCK).close()
            shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> bool:
    return sys.platform == "win32" or folder.stat().st_uid == os.getuid()


def _hold(path: Path) -> IO[bytes]:
    """Open and lock a file until it is closed or the process ends. Raises OSError where another holds it."""
    stream = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        raise
    return stream
