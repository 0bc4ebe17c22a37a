"""A report's PDF written anew after a change, and made to say that another version of the program wrote it.

So nothing gives the forgery away but what the file itself holds: no signature, no identifier, no rebuilding.
"""

import hashlib
import re
import struct
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from generator import __version__
from tests.signing.forgeries import forged

Change = Callable[[Pdf], None]


def of_another_version(pdf: Pdf) -> None:
    """The data name a program that is not at hand, so that the report cannot be made once more."""
    file = next(a for a in pdf.Root.AF if a.AFRelationship == Name.Data).EF.F
    was = file.read_bytes()
    data = was.replace(f'"nianbao {__version__}"'.encode(), b'"nianbao 0.0.1"')
    assert data != was
    file.write(data)
    checksum = String(hashlib.md5(data, usedforsecurity=False).digest())
    file.Params = Dictionary(Size=len(data), ModDate=file.Params.ModDate, CheckSum=checksum)


def forgery(report: bytes, change: Change) -> bytes:
    def both(pdf: Pdf) -> None:
        of_another_version(pdf)
        change(pdf)

    return forged(report, both)


def untouched(pdf: Pdf) -> None:
    """Nothing but the version."""


def page_entry(name: str, value: object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj[name] = value

    return change


def _content(pattern: bytes, new: bytes, pdf: Pdf) -> None:
    """The first match in the first page's operators."""
    content = pdf.pages[0].Contents
    was = content.read_bytes()
    assert re.search(pattern, was)
    content.write(re.sub(pattern, new, was, count=1))


def names_crossed(pdf: Pdf) -> None:
    """The name of one attachment leads to the other."""
    names = pdf.Root.Names.EmbeddedFiles.Names
    names[1], names[3] = names[3], names[1]


def renamed_attachment(pdf: Pdf) -> None:
    pdf.Root.AF[0].UF = String("别的.xlsx")


def two_faced_attachment(pdf: Pdf) -> None:
    """Readers that look at UF get another file than those that look at F."""
    pdf.Root.AF[0].EF.UF = pdf.Root.AF[1].EF.F


def _descendants(pdf: Pdf) -> Iterator[Any]:
    for font in pdf.pages[0].Resources.Font.values():
        yield font.DescendantFonts[0]


def other_glyphs(pdf: Pdf) -> None:
    """Codes draw other glyphs than those whose text they are."""
    glyphs = struct.pack(">300H", 0, *range(299, 0, -1))
    next(_descendants(pdf)).CIDToGIDMap = pdf.make_stream(glyphs)


def fonts_crossed(pdf: Pdf) -> None:
    one, other = list(pdf.pages[0].Resources.Font.values())[:2]
    one.DescendantFonts, other.DescendantFonts = other.DescendantFonts, one.DescendantFonts


def outlines_altered(pdf: Pdf) -> None:
    """A byte near the end of a font program: the outline of some character."""
    program = next(_descendants(pdf)).FontDescriptor.FontFile2
    was = program.read_bytes()
    program.write(was[:-40] + bytes([was[-40] ^ 0xFF]) + was[-39:])


def roles_mapped(pdf: Pdf) -> None:
    """For screen readers, every paragraph is called something else."""
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/P": Name.H6})


def other_language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en")


def turned_by_the_tree(pdf: Pdf) -> None:
    pdf.Root.Pages.Rotate = 180


FORGERIES: dict[str, tuple[Change, str, str]] = {
    "page-turned": (page_entry("/Rotate", 90), "C02.3", "第1页的 /Rotate"),
    "all-pages-turned": (turned_by_the_tree, "C02.3", "页面目录项 /Rotate"),
    "page-cropped": (page_entry("/CropBox", Array([0, 400, 595, 842])), "C02.3", "第1页的 /CropBox"),
    "page-narrowed": (page_entry("/MediaBox", Array([0, 0, 300, 842])), "C02.3", "第1页的页面大小不是 A4"),
    "page-enlarged": (page_entry("/UserUnit", 2), "C02.3", "第1页的 /UserUnit"),
    "text-off-the-page": (
        partial(_content, rb"1 0 0 1 ([\d.]+) [\d.]+ Tm", rb"1 0 0 1 \1 900 Tm"),
        "C02.3",
        "放到页面以外",
    ),
    "text-mirrored": (partial(_content, rb"1 0 0 1 (\S+ \S+) Tm", rb"-1 0 0 1 \1 Tm"), "C02.3", "倾斜的文字"),
    "text-too-small": (partial(_content, rb"/F(\d+) \S+ Tf", rb"/F\1 0.1 Tf"), "C02.3", "看不清的小字"),
    "names-of-attachments-crossed": (names_crossed, "C04", "在附件目录中名为"),
    "attachment-renamed": (renamed_attachment, "C04", "“别的.xlsx”在附件目录中名为"),
    "attachment-with-two-faces": (two_faced_attachment, "C04", "对不同的阅读器给出不同的内容"),
    "codes-draw-other-glyphs": (other_glyphs, "C02.2", "字符编码被改动"),
    "fonts-crossed": (fonts_crossed, "C02.2", "被换成另一种字体"),
    "outlines-altered": (outlines_altered, "C02.2", "字体程序被改动"),
    "roles-mapped": (roles_mapped, "C02.3", "结构树项 /RoleMap"),
    "other-language": (other_language, "C02.1", "语言应标明为 zh-CN"),
}
"""A change, the check that must fail, and words of its message."""
