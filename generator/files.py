"""Writing files: a reader sees the old file or the whole new one; the same bytes each time; safe names."""

import contextlib
import errno
import io
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from generator.errors import SetupError, UsageError
from generator.locks import folder_lock

ZIP_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP entry can carry (APPNOTE 4.4.6)."""
_PATIENCE = 30.0
"""Seconds to wait for another process that renames its files, which takes it a moment."""


def write_atomic(path: Path, data: bytes) -> None:
    """Write one file; see `write_together`."""
    write_together({path: data})


def write_together(files: Mapping[Path, bytes], alone: bool = False) -> None:
    """Write several files that belong together: all are staged beside their targets, then renamed.

    A failure before the first rename (disk full, no permission) leaves everything as it was. Two processes
    never rename in one folder at the same time, so that what lies there is of one run; `alone` says that the
    caller holds the folder's lock already. Raises SetupError with a Chinese message.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            staged[path] = _stage(path, data)
        with contextlib.ExitStack() as locks:
            for folder in () if alone else sorted({path.parent for path in files}):
                _keep_others_out(locks, folder)
            for path, temporary in staged.items():
                _rename(temporary, path)
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink()


def _keep_others_out(locks: contextlib.ExitStack, folder: Path) -> None:
    try:
        held = locks.enter_context(folder_lock(folder, _PATIENCE))
    except OSError:  # a folder that may be written to, not listed
        return
    if not held:
        raise SetupError(f"另一个程序一直在向“{folder}”写入。请等它结束再试。")


def _stage(path: Path, data: bytes) -> Path:
    """A temporary file beside `path` with `data` in it, on disk."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".nianbao-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise SetupError(f"无法写入“{path.parent}”：{reason(error)}。请换一个可以写入的文件夹。") from error
    return temporary


def _rename(temporary: Path, path: Path) -> None:
    try:
        os.replace(temporary, path)
    except PermissionError as error:
        raise SetupError(
            f"无法写入“{path}”：文件正被其他程序打开，或没有写入权限。请先关闭该文件再试。"
        ) from error
    except OSError as error:
        raise SetupError(f"无法写入“{path}”：{reason(error)}。请换一个可以写入的文件夹。") from error


def _umask() -> int:
    """The process's umask; POSIX has no way to read it but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_REASONS = {
    errno.EPERM: "没有权限",
    errno.EACCES: "没有权限，或正被其他程序打开",
    errno.ENOENT: "文件夹不存在",
    errno.EIO: "存储介质有错误",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EINVAL: "文件名里有这个磁盘不允许的字符",
    errno.EMFILE: "打开的文件太多",
    errno.EFBIG: "文件超过这个磁盘允许的大小",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "所在磁盘只读",
    errno.ENAMETOOLONG: "文件名或路径过长",
    errno.ELOOP: "路径中的链接成了环",
    errno.EDQUOT: "磁盘配额已满",
}
_TOO_LONG = 206
"""Windows' own number for a path of more than 260 characters; its errno says that there is no such folder."""


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese, whatever language the system speaks."""
    if getattr(error, "winerror", None) == _TOO_LONG:
        return _REASONS[errno.ENAMETOOLONG]
    refused = errno.EACCES if isinstance(error, PermissionError) else 0
    return _REASONS.get(error.errno or refused, "系统错误")


def read_whole(path: Path) -> bytes:
    """The bytes of a file that the user named.

    Raises UsageError if it is not there or is a folder, SetupError if it may not be read or is held open by
    another program.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"没有文件“{path}”。请核对路径。") from error
    except OSError as error:
        if path.is_dir():  # on Windows a folder is refused like a file that is held open
            raise UsageError(f"“{path}”是文件夹，不是文件。请指明文件。") from error
        raise SetupError(f"无法读取“{path}”：{reason(error)}。请先关闭该文件再试。") from error


def zip_bytes(entries: Iterable[tuple[str, bytes]], when: datetime) -> bytes:
    """A ZIP archive whose bytes depend on names, contents, order and `when` only.

    `when` is clamped to 1980; entries are deflated at level 6 and carry no attributes.
    """
    stamp = max(when.timetuple()[:6], ZIP_EARLIEST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data, compresslevel=6)
    return buffer.getvalue()


_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_LONGEST = 180
"""Bytes of UTF-8 left for a name: 255 of the file system less suffixes and the temporary file's own."""


def safe_name(title: str) -> str:
    """`title` as a file name that Windows and Linux both take, without a suffix.

    Characters that either forbids become _, control and direction characters vanish, names of devices get
    a leading _, and a long name is cut at a whole character.
    """
    visible = "".join(c for c in title if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = _FORBIDDEN.sub("_", re.sub(r"\s+", " ", visible)).strip(" .")
    if _RESERVED.match(name):
        name = "_" + name
    while len(name.encode()) > _LONGEST:
        name = name[:-1]
    return name.rstrip(" .") or "未命名"
