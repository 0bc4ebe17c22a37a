"""What kind of file it is, told by its first bytes and its parts, never by its name; limits against hostile ones."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from generator.errors import InputError

FileKind = Literal["xlsx", "xlsb", "xls", "ods"]

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
LARGEST_TOTAL = 192 * 1024 * 1024
MOST_PARTS = 4000
WORST_RATIO = 400
"""Deflate cannot do better than about 1000 to 1; a sheet with many formatted blank cells reaches 60 to 1."""
RATIO_FROM = 8 * 1024 * 1024
"""Smaller parts may shrink as they like."""

TOO_LARGE = "文件解压后过大，不是正常的填报工作簿。请用空白工作簿重新填写，或删去多余的空白行列后再试。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "工作簿设有打开密码，无法读取。请在 Excel 或 WPS 中取消密码，保存后再试。"
_RETRY = "请在 Excel 或 WPS 中打开核实，另存为“Excel 工作簿（*.xlsx）”后再试。"


class Unreadable(InputError):
    """The file is no workbook that can be read; the message says what it is and what to do."""


@dataclass(frozen=True)
class Container:
    """A recognised file. `macros`: it holds a macro project (never run)."""

    kind: FileKind
    data: bytes
    macros: bool = False


def recognise(data: bytes) -> Container:
    """The kind of workbook. Raises Unreadable with one clear message for anything else."""
    if not data:
        raise Unreadable("文件是空的（0 字节）。请重新保存或重新发送。")
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            f"文件有 {len(data) // 1048576} MB，超过 {LARGEST_FILE // 1048576} MB。请删去其中的图片和附件后再试。"
        )
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    raise Unreadable(_other(data))


def _compound(data: bytes) -> Container:
    """Files of the old compound format: stream names stand in them in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(_LOCKED)
    if "WordDocument".encode("utf-16-le") in data:
        raise Unreadable("这是 Word 文档，不是工作簿。请提交填报工作簿（.xlsx）。")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Container("xls", data)
    raise Unreadable("这不是电子表格文件，或文件已损坏、没有传完。" + _RETRY)


def _zipped(data: bytes) -> Container:
    with open_archive(data) as archive:
        names = {name.lower().replace("\\", "/") for name in archive.namelist()}
        if "xl/workbook.bin" in names:
            return Container("xlsb", data)
        if any(f"/{name}".endswith("/workbook.xml") for name in names):
            return Container("xlsx", data, macros=any(n.endswith("vbaproject.bin") for n in names))
        if "mimetype" in names and b"opendocument.spreadsheet" in read_part(archive, "mimetype"):
            _not_locked(archive, names)
            return Container("ods", data)
    raise Unreadable(_other_archive(names))


def _not_locked(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Raises Unreadable for an ODS with a password: its directory says so (ODF 1.2 part 3, 4.8)."""
    directory = "META-INF/manifest.xml"
    locked = directory in archive.namelist() and b"encryption-data" in read_part(archive, directory)
    if locked or "encrypted-package" in names:
        raise Unreadable(_LOCKED)


def _other_archive(names: set[str]) -> str:
    """What a ZIP archive that is no workbook seems to be."""
    if any(name.startswith("xl/") for name in names):
        return "工作簿内部缺少目录，文件已损坏或没有传完。" + _RETRY
    if any(name.startswith("word/") for name in names):
        return "这是 Word 文档，不是工作簿。请提交填报工作簿（.xlsx）。"
    if any(name.startswith("ppt/") for name in names):
        return "这是演示文稿，不是工作簿。请提交填报工作簿（.xlsx）。"
    return "这是压缩包或其他文件，不是工作簿。请先解压，再提交其中的填报工作簿（.xlsx）。"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, after a look at its directory. Raises Unreadable for a damaged or hostile one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"文件已损坏或没有传完，无法打开。{_RETRY}") from error
    parts = archive.infolist()
    total = sum(part.file_size for part in parts if _needed(part.filename))
    worst = max((_ratio(part) for part in parts if _needed(part.filename)), default=0)
    if len(parts) > MOST_PARTS or total > LARGEST_TOTAL or worst > WORST_RATIO:
        archive.close()
        raise Unreadable(TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts if _needed(part.filename)):
        archive.close()
        raise Unreadable(_LOCKED)
    return archive


def _needed(name: str) -> bool:
    """Pictures and the like are never inflated, so their size does not matter."""
    return name.endswith((".xml", ".rels", "mimetype", ".bin"))


def _ratio(part: zipfile.ZipInfo) -> float:
    return part.file_size / max(part.compress_size, 1) if part.file_size > RATIO_FROM else 0


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part inflated, no more than `LARGEST_PART` whatever the directory says. Raises Unreadable, KeyError."""
    try:
        with archive.open(name) as stream:
            data = stream.read(LARGEST_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(f"文件已损坏或没有传完（“{name}”无法读取）。{_RETRY}") from error
    if len(data) > LARGEST_PART:
        raise Unreadable(TOO_LARGE)
    return data


def _other(data: bytes) -> str:
    """What a file that is no workbook seems to be."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return "这是 PDF 文件，不是工作簿。请提交填报工作簿（.xlsx）。"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"mime-version")):
        return "这是网页（或网页表格改名的 .xls），不是工作簿。" + _RETRY
    if head.startswith(b"<?xml"):
        return "这是 XML 文件（如存成“XML 表格”），不是可以读取的工作簿。" + _RETRY
    if head.startswith(b"{\\rtf"):
        return "这是 RTF 文档，不是工作簿。请提交填报工作簿（.xlsx）。"
    if head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm")):
        return "这是图片，不是工作簿。请提交填报工作簿（.xlsx）。"
    if head.startswith((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "这是压缩包，不是工作簿。请先解压，再提交其中的填报工作簿（.xlsx）。"
    if _is_text(data[:65536]):
        return "这是文本文件（如 CSV），其中没有填报工作簿的各张工作表。请用空白填报工作簿填写。"
    return "这不是电子表格文件，或文件已损坏。" + _RETRY


def _is_text(sample: bytes) -> bool:
    if b"\x00" in sample and not sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            sample[: len(sample) - len(sample) % 2 or None].decode(encoding, "strict")
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                continue
        return True
    return False
