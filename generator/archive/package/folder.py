"""The folder of packages: one writer at a time, a package whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import InputError, SetupError
from generator.files import reason, write_together
from generator.locks import folder_lock


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process at a time writes packages and register. Raises SetupError while another does."""
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            alone = held.enter_context(folder_lock(folder))
        except OSError as error:
            raise SetupError(f"无法写入“{folder}”：{reason(error)}。请换一个可以写入的文件夹。") from error
        if not alone:
            raise SetupError(f"另一个归档正在“{folder}”中进行。请等它结束再试。")
        yield


def write_package(target: Path, files: Mapping[str, bytes], register: Mapping[Path, bytes]) -> None:
    """Put the package in place, then the register that names it; a failure leaves neither.

    The package is written beside its target, flushed to the disk and renamed. The same package without its
    row, as a run leaves it that was cut off between the two, is taken as it stands. Raises InputError if
    another one stands there, SetupError where the disk refuses.
    """
    found = os.path.lexists(target)
    if found:
        if not _same(target, files):
            raise InputError(
                f"“{target.name}”已经存在，但登记表中没有（可能是上次归档中断留下的）。请核对后移走该文件夹再试。"
            )
    else:
        _place(target, files)
    try:
        write_together(register, alone=True)
    except BaseException:
        if not found:
            shutil.rmtree(target, ignore_errors=True)
        raise


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no others."""
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if not p.is_dir()}
    return there.keys() == files.keys() and all(
        not path.is_symlink() and path.read_bytes() == files[name] for name, path in there.items()
    )


def _place(target: Path, files: Mapping[str, bytes]) -> None:
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
