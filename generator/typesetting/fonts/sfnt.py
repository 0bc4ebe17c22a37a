"""A font file in the sfnt container (ISO/IEC 14496-22), mapped and read as asked: its tables and its names."""

import hashlib
import mmap
import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from generator.errors import SetupError

_MAC_ENCODINGS = {0: "mac_roman", 1: "shift_jis", 2: "big5", 3: "euc_kr", 25: "gb2312"}
_CHINESE = (0x0804, 33)
"""Language of simplified Chinese names: Windows, Macintosh."""
_RESTRICTED = 2
"""OS/2 fsType: the font must not be embedded without the owner's permission."""


class FontFileError(SetupError):
    """A font file that cannot be read or used; the message names the file and the reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"字体文件“{path}”不能使用：{reason}。请重新安装该字体，或把它移走。")
        self.path, self.reason = path, reason


class FontFile:
    """One face of a font file or collection, whatever its outlines. Raises FontFileError if it is no font."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self._path, self._index = path, index
        try:
            with path.open("rb") as stream:
                self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise FontFileError(path, "文件打不开或者是空的") from error
        self._tables = self._directory()
        if "name" not in self._tables:
            raise FontFileError(path, "没有名称表")

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Table tag → (offset, length)."""
        start = 0
        if self._data[:4] == b"ttcf":
            count = self._unpack(">L", 8)[0]
            if not 0 <= self._index < count:
                raise FontFileError(self._path, f"字体集合里没有第 {self._index + 1} 个字体")
            start = self._unpack(">L", 12 + 4 * self._index)[0]
        if self._data[start : start + 4] not in (b"\0\1\0\0", b"true", b"OTTO"):
            raise FontFileError(self._path, "不是字体文件，或者已经损坏")
        tables = {}
        for i in range(self._unpack(">H", start + 4)[0]):
            entry = start + 12 + 16 * i
            offset, length = self._unpack(">LL", entry + 8)
            if offset + length > len(self._data):
                raise FontFileError(self._path, "文件不完整")
            tables[self._data[entry : entry + 4].decode("latin-1")] = (offset, length)
        return tables

    def _unpack(self, layout: str, offset: int) -> tuple[int, ...]:
        """`struct.unpack_from` on the file; a truncated file is a FontFileError."""
        try:
            return struct.unpack_from(layout, self._data, offset)
        except struct.error as error:
            raise FontFileError(self._path, "文件不完整") from error

    def _at(self, tag: str, layout: str, offset: int) -> tuple[int, ...]:
        return self._unpack(layout, self._tables[tag][0] + offset)

    def table(self, tag: str) -> bytes:
        """A table's bytes, empty if the face has none."""
        offset, length = self._tables.get(tag, (0, 0))
        return self._data[offset : offset + length]

    @property
    def path(self) -> Path:
        """The font file."""
        return self._path

    @property
    def index(self) -> int:
        """Number of the face in a collection, from 0."""
        return self._index

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the font file, hex."""
        return hashlib.sha256(self._data).hexdigest()

    @cached_property
    def _names(self) -> tuple[tuple[int, int, str], ...]:
        """(name id, language, text) of every record of the name table that can be decoded."""
        return tuple(self._read_names())

    def _read_names(self) -> Iterator[tuple[int, int, str]]:
        start, length = self._tables["name"]
        _, count, storage = self._at("name", ">HHH", 0)
        for i in range(count):
            platform, encoding, language, name_id, size, offset = self._at("name", ">6H", 6 + 12 * i)
            if storage + offset + size > length:
                raise FontFileError(self._path, "名称表已经损坏")
            raw = self._data[start + storage + offset : start + storage + offset + size]
            codec = _MAC_ENCODINGS.get(encoding, "mac_roman") if platform == 1 else "utf-16-be"
            try:
                yield name_id, language, raw.decode(codec).strip("\0 ")
            except UnicodeDecodeError:
                continue

    @cached_property
    def names(self) -> frozenset[str]:
        """Every family, full and PostScript name, in all languages: what the face answers to."""
        return frozenset(text for name_id, _, text in self._names if name_id in (1, 4, 6, 16))

    @cached_property
    def key(self) -> str:
        """PostScript name, or the file's name if the face has none."""
        return next((text for name_id, _, text in self._names if name_id == 6), self._path.stem)

    @cached_property
    def family(self) -> str:
        """Family name: the Chinese one if there is one."""
        families = [(language in _CHINESE, text) for name_id, language, text in self._names if name_id == 1]
        return max(families, key=lambda f: f[0])[1] if families else self.key

    @cached_property
    def embeddable(self) -> bool:
        """Whether OS/2 fsType lets the face be embedded; this is not the licence."""
        return "OS/2" not in self._tables or self._at("OS/2", ">H", 8)[0] & 0xF != _RESTRICTED


def faces_in(path: Path) -> int:
    """How many faces a font file holds: more than one in a collection. Raises FontFileError."""
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError as error:
        raise FontFileError(path, "文件打不开") from error
    if len(head) < 12:
        raise FontFileError(path, "文件不完整")
    return int(struct.unpack(">L", head[8:])[0]) if head[:4] == b"ttcf" else 1
