"""A package as it lies there: its files, read within bounds, and whatever is wrong with their names."""

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive.package import layout
from generator.archive.reading.limits import Refused, read_bounded

MOST_FILES = 500
LARGEST_TOTAL = 512 * 1024 * 1024
_FOLDERS = ("data", "metadata", "metadata/formats")
_LEFTOVERS = frozenset([".DS_Store", "Thumbs.db", "desktop.ini", ".directory"])
"""What file managers leave behind: named for what they are, but wrong in a package all the same."""


@dataclass(frozen=True)
class Package:
    """One package. `path` is empty for one that is not written yet. `faults` are about names and kinds."""

    name: str
    files: Mapping[str, bytes]
    path: Path | None = None
    faults: tuple[str, ...] = ()
    folders: tuple[str, ...] = field(default=())

    @property
    def payload(self) -> dict[str, bytes]:
        """The files under data/."""
        return {path: data for path, data in self.files.items() if path.startswith(layout.PAYLOAD)}

    def text(self, path: str) -> str:
        """A text file. Raises Refused where it is missing or no UTF-8."""
        if path not in self.files:
            raise Refused(f"缺少 {path}")
        try:
            return self.files[path].decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(f"{path} 不是 UTF-8 编码") from error


def is_package(folder: Path) -> bool:
    """Whether a folder is a package, or was one before something was taken out of it."""
    marks = (layout.BAGIT, layout.MANIFEST, layout.TAG_MANIFEST, layout.METADATA)
    return any(os.path.lexists(folder / mark) for mark in marks)


def open_package(folder: Path) -> Package:
    """Read a package of any origin: no link is followed, nothing outside is touched, sizes are bounded."""
    files: dict[str, bytes] = {}
    faults: list[str] = []
    folders: list[str] = []
    total = 0
    if folder.is_symlink():
        return Package(folder.name, {}, folder, ("包文件夹是一个链接，不予读取",))
    for path, entry in _walk(folder, ""):
        faults += _about_name(path, entry)
        kind = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(kind):
            folders.append(path)
        elif stat.S_ISREG(kind):
            total += entry.stat(follow_symlinks=False).st_size
            if len(files) >= MOST_FILES or total > LARGEST_TOTAL:
                return Package(folder.name, {}, folder, (*faults, "文件过多或过大，不予读取"), tuple(folders))
            _read(Path(entry.path), path, files, faults)
    faults += _twins([*files, *folders])
    return Package(folder.name, files, folder, tuple(dict.fromkeys(faults)), tuple(folders))


def _walk(folder: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below the folder with its path inside the package; links are named, never entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        path = below + entry.name
        yield path, entry
        if entry.is_dir(follow_symlinks=False) and below.count("/") < 6:
            yield from _walk(Path(entry.path), path + "/")


def _read(place: Path, path: str, files: dict[str, bytes], faults: list[str]) -> None:
    try:
        files[path] = read_bounded(place)
    except Refused as error:
        faults.append(str(error))


def _about_name(path: str, entry: os.DirEntry[str]) -> Iterator[str]:
    kind = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(kind):
        yield f"“{path}”是链接（指向“{os.readlink(entry.path)[:60]}”），不予读取"
    elif not stat.S_ISDIR(kind) and not stat.S_ISREG(kind):
        yield f"“{path}”是设备或管道，不予读取"
    if stat.S_ISREG(kind) and entry.stat(follow_symlinks=False).st_nlink > 1:
        yield f"“{path}”与别处的文件共用存储（硬链接）"
    if entry.name != unicodedata.normalize("NFC", entry.name):
        yield f"“{path}”的名称不是 NFC 形式"
    if len(entry.name.encode(errors="surrogateescape")) > layout.LONGEST_NAME:
        yield f"“{path[:40]}…”的名称超过 {layout.LONGEST_NAME} 字节"
    if any(c.isspace() or not c.isprintable() for c in entry.name):
        yield f"“{path!r}”的名称中有空格或不可见字符"


def _twins(paths: list[str]) -> Iterator[str]:
    """Names that differ only in case or in their form of Unicode."""
    seen: dict[str, str] = {}
    for path in paths:
        key = unicodedata.normalize("NFKC", path).casefold()
        if key in seen:
            yield f"“{seen[key]}”与“{path}”只有大小写或字符形式之别"
        seen.setdefault(key, path)


def unexpected(package: Package) -> Iterator[str]:
    """Files and folders that the layout does not know."""
    for folder in package.folders:
        if folder not in _FOLDERS and not folder.startswith(layout.FORMATS):
            yield f"多出文件夹“{folder}”"
    for path in package.files:
        if path.rpartition("/")[2] in _LEFTOVERS:
            yield f"“{path}”是文件管理器留下的，请删除"
        elif not _known(path):
            yield f"多出“{path}”"


def _known(path: str) -> bool:
    return (
        path in layout.ROLES
        or path in layout.TAG_FILES
        or path == layout.TAG_MANIFEST
        or bool(layout.FORMAT_FILE.fullmatch(path))
    )


def missing(package: Package) -> Iterator[str]:
    """Files that every package has."""
    for path in (*layout.TAG_FILES, layout.TAG_MANIFEST, *layout.OBLIGATORY):
        if path not in package.files:
            yield f"缺少“{path}”"
