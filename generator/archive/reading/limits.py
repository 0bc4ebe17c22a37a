"""Bounds for files of unknown origin: nothing is read, inflated or parsed without an end."""

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from generator.errors import InputError

LARGEST_FILE = 128 * 1024 * 1024
"""Bytes of one file; a report has less than one million."""
LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one inflated part of a ZIP file."""
LARGEST_TOTAL = 256 * 1024 * 1024
MOST_PARTS = 2000
_MEGABYTE = 1 << 20


class Refused(InputError):
    """The file cannot be read, or will not be: damaged, far too large, or made to do harm."""


def read_bounded(path: Path) -> bytes:
    """The file's bytes. Raises Refused for a link, a device, or a file beyond the limit."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Refused(f"“{path.name}”不是普通文件（链接、设备或文件夹），不予读取。")
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(f"“{path.name}”超过 {LARGEST_FILE // _MEGABYTE} MB，不予读取。")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"“{path.name}”无法读取：没有权限，或存储介质有错误。") from error


def unzip(data: bytes) -> dict[str, bytes]:
    """All parts of a ZIP file by name. Raises Refused for a damaged one, a bomb, or names said twice."""
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_PARTS:
                raise Refused(f"压缩文件里有 {len(infos)} 个部件，不予读取。")
            for info in infos:
                if info.flag_bits & 1:
                    raise Refused("文件设有密码。")
                if info.filename in parts:
                    raise Refused(f"压缩文件里有两个“{info.filename}”。")
                with archive.open(info) as stream:
                    parts[info.filename] = stream.read(LARGEST_PART + 1)
                total += len(parts[info.filename])
                if len(parts[info.filename]) > LARGEST_PART or total > LARGEST_TOTAL:
                    raise Refused("文件解压后过大，不予读取（可能是压缩炸弹）。")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise Refused("文件已损坏，不是完整的压缩文件。") from error
    return parts


def parse_xml(data: bytes, what: str) -> etree._Element:
    """An XML document without document type, entities or network. Raises Refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"{what}不是完整的 XML：{_first_line(error)}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(f"{what}带有文档类型声明（DOCTYPE），不予读取。")
    return root


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
