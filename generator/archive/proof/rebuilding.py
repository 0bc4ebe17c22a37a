"""The strongest proof there is: the workbook inside the PDF gives the same files again, byte by byte.

Possible only with the program, form and fonts that made the report; with others the check is not run. Where
only the machine's deflate differs, what the streams hold is compared instead of how they are packed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from generator import __version__
from generator.archive.reading.limits import unzip
from generator.archive.reading.pdf_parts import Embedded
from generator.archive.reading.pdf_raw import object_at
from generator.archive.reading.report_json import ReportData, read_json
from generator.checks.examine import examine
from generator.document import compose
from generator.errors import InputError
from generator.report.finding import has_errors
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet, load_fonts
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from generator.writers.json_writer import write_json
from generator.writers.pdf import Attachment, write_pdf

_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.S)


@dataclass(frozen=True)
class Rebuilt:
    """The files as the program makes them today, by kind; or the reason why it cannot."""

    files: Mapping[str, bytes]
    obstacle: str = ""
    fault: str = ""
    """Why the workbook gives no report: that is a failure, not an obstacle."""


def rebuild(
    data: ReportData, json: bytes, source: Embedded, attached: Embedded, created: datetime
) -> Rebuilt:
    """The files of the report once more, from the workbook `source`.

    `json` is the JSON as found, `attached` its specification in the PDF, `created` the files' time stamp.
    """
    program = f"nianbao {__version__}"
    if data.provenance.program != program:
        return Rebuilt({}, obstacle=f"文件由 {data.provenance.program} 生成，现用 {program}")
    return _rebuilt(json, source, attached, created)


@lru_cache(maxsize=4)
def _rebuilt(json: bytes, source: Embedded, attached: Embedded, created: datetime) -> Rebuilt:
    """Kept for the files of one report, which all ask for it."""
    data = read_json(json)
    examination = examine(Path(data.provenance.workbook_name), data=source.data)
    report = examination.report
    if report is None or has_errors(examination.findings):
        return Rebuilt({}, fault="内嵌的采集表不能通过核对，不会生成这份报告")
    if report.format.sha256 != data.provenance.format_sha256:
        return Rebuilt({}, obstacle="本程序的格式文件与生成时不同")
    try:
        layout = typeset(replace(compose(report), created=created), _fonts())
        if [face.sha256 for face in layout.faces()] != list(data.provenance.font_sha256):
            return Rebuilt({}, obstacle="本机的字体文件与生成时不同")
        attachments = tuple(_attachment(e) for e in (source, replace(attached, data=json)))
        files = {
            "json": write_json(report, data.findings, layout),
            "docx": write_docx(layout),
            "html": write_html(layout.document),
            "pdf": write_pdf(layout, attachments),
        }
    except InputError as error:
        return Rebuilt({}, fault=f"内嵌的采集表不能排版：{error}")
    return Rebuilt(files)


def _attachment(embedded: Embedded) -> Attachment:
    relationship = cast(Literal["Source", "Data", "Supplement"], embedded.relationship)
    return Attachment(embedded.name, embedded.mime, embedded.data, relationship, embedded.description)


@lru_cache(maxsize=1)
def _fonts() -> FontSet:
    return load_fonts()


def differences(kind: str, found: bytes, rebuilt: bytes) -> str:
    """What of the file is not as the program makes it, in Chinese; empty if nothing is.

    Of a signed PDF only the part before the signatures is compared.
    """
    if kind == "pdf":
        return _in_pdf(_unsigned(found), rebuilt)
    if found == rebuilt:
        return ""
    return _in_docx(found, rebuilt) if kind == "docx" else _in_text(found, rebuilt)


def _in_text(found: bytes, rebuilt: bytes) -> str:
    one, other = found.splitlines(), rebuilt.splitlines()
    for number, (line, wanted) in enumerate(zip(one, other, strict=False), 1):
        if line != wanted:
            shown, due = (text.decode(errors="replace").strip()[:60] for text in (line, wanted))
            return f"第{number}行应为“{due}”，文件中是“{shown}”"
    return f"应有 {len(other)} 行、{len(rebuilt)} 字节，文件中有 {len(one)} 行、{len(found)} 字节"


def _in_docx(found: bytes, rebuilt: bytes) -> str:
    parts, wanted = unzip(found), unzip(rebuilt)
    changed = [name for name in wanted if parts.get(name) != wanted[name]]
    changed += [name for name in parts if name not in wanted]
    if changed:
        return f"部件 {'、'.join(changed[:4])} 与生成的不同"
    return "压缩包的组织与生成的不同" if _packed_sizes(found) == _packed_sizes(rebuilt) else ""


def _packed_sizes(data: bytes) -> list[int]:
    """Sizes after deflate, by which its kind is known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [info.compress_size for info in archive.infolist()]


def _unsigned(pdf: bytes) -> bytes:
    """The file up to its first end-of-file mark where a signature stands behind it."""
    end = pdf.find(b"%%EOF\n")
    return pdf[: end + 6] if end >= 0 and b"/ByteRange" in pdf[end:] else pdf


def _in_pdf(found: bytes, rebuilt: bytes) -> str:
    if found == rebuilt:
        return ""
    streams, wanted = _STREAM.findall(found), _STREAM.findall(rebuilt)
    if len(streams) != len(wanted) or 2 * len(set(streams) & set(wanted)) >= len(wanted):
        return _first_difference(found, rebuilt)
    for number, (packed, due) in enumerate(zip(streams[:-1], wanted, strict=False), 1):
        if _unpacked(packed) != _unpacked(due):
            return f"第{number}个数据流的内容与生成的不同"
    return ""


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return packed


def _first_difference(found: bytes, rebuilt: bytes) -> str:
    """The first place where the bytes differ, by the object that stands there."""
    pairs = enumerate(zip(found, rebuilt, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(found), len(rebuilt)))
    return f"从第 {at + 1} 字节起不同，在{object_at(rebuilt, at)}"


def parse_created(text: str) -> datetime | None:
    """The ISO time stamp of a file's particulars; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
