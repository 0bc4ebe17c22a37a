"""The folder of packages: one writer at a time, a package whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import InputError, SetupError
from generator.files import reason, write_together

LOCK = ".归档登记表.lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process at a time writes packages and register. Raises SetupError while another does."""
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError as error:
        raise SetupError(
            f"另一个归档正在“{folder}”中进行。请等它结束再试；如确知没有（上次被强行中断），请删除文件“{path.name}”。"
        ) from error
    except OSError as error:
        raise SetupError(f"无法写入“{folder}”：{reason(error)}。请换一个可以写入的文件夹。") from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def write_package(target: Path, files: Mapping[str, bytes], register: Mapping[Path, bytes]) -> None:
    """Put the package in place, then the register that names it; a failure leaves neither.

    The package is written beside its target, flushed to the disk and renamed. Raises InputError if the
    target exists, SetupError where the disk refuses.
    """
    if os.path.lexists(target):
        raise InputError(
            f"“{target.name}”已经存在，但登记表中没有（可能是上次归档中断留下的）。请核对后移走该文件夹再试。"
        )
    staging: Path | None = None
    try:
        staging = Path(tempfile.mkdtemp(prefix=".nianbao-", dir=target.parent))
        _fill(staging, files)
        staging.chmod(0o755)
        staging.rename(target)
        _flush(target.parent)
    except OSError as error:
        raise SetupError(f"归档包无法写入“{target.parent}”：{reason(error)}。请检查磁盘。") from error
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
    try:
        write_together(register)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files, each on disk."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for below in sorted({(folder / path).parent for path in files}):
        _flush(below)


def _flush(folder: Path) -> None:
    """The folder's own entries on disk, where the system lets a folder be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
