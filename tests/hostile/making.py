"""What every hostile workbook is made with: a sound one, and ways to change its parts.

Every maker is a function without arguments, so that a case costs nothing until it is run.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from generator import formats
from generator.report.model import Chapter, Level, Paragraph
from tests.intake.conftest import filled, particulars, repacked

FORM = formats.load("2021")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
T1, T2, T3 = (table.sheet for table in FORM.tables[:3])


@dataclass(frozen=True)
class Case:
    """A file, what `build` must answer (None: 0 or 1, either is right), and words of its message."""

    make: Callable[[], bytes]
    code: int | None = None
    words: tuple[str, ...] = ()
    name: str = "上报表.xlsx"
    kinds: str = "json"


CHAPTERS = (
    Chapter("preamble", "", (Paragraph(Level.BODY, "根据条例规定，编制本报告。"),)),
    Chapter("s1", "", (Paragraph(Level.BODY, "各部门按时公开信息，逐项核对。"),)),
    Chapter("s5", "", (Paragraph(Level.BODY, "存在的问题是公开的深度还不够。改进措施是加强培训。"),)),
    Chapter("s6", "", (Paragraph(Level.BODY, "本年度没有收取政府信息公开信息处理费。"),)),
)


@cache
def sound(unit: str = "梧桐", phone: str = "0451-82700000") -> bytes:
    """A workbook without fault."""
    year = "2024年政府信息公开工作年度报告"
    names = {
        "unit_name": f"清源市{unit}区人民政府",
        "unit_short": f"{unit}区",
        "title": f"{unit}区{year}",
        "phone": phone,
    }
    return filled(FORM, particulars=particulars(FORM, **names), chapters=CHAPTERS)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(sound())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def changed_part(name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    return repacked(sound(), lambda part, data: change(data) if re.fullmatch(name, part) else data)
