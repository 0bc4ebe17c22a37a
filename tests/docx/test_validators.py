"""What the schema validators and our own lint say of the writer's files, and that the lint bites."""

import io
import zipfile
from collections.abc import Callable

import pytest

from generator.typesetting import typeset
from generator.writers.docx import write_docx
from tests.docx.sample import FONTS, changed, full_layout, replaced
from tests.parity.documents import everything
from tests.tools.docx_lint import faults
from tests.tools.openxml import audit_complaints, sdk_complaints

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"

BREAKAGES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a merged cell without a beginning": (
        DOCUMENT,
        replaced('<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
        "goes on from above where none was merged",
    ),
    "a field that does not end": (
        "word/footer1.xml",
        replaced('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "a field does not end",
    ),
    "a field that ends twice": (
        "word/footer2.xml",
        replaced('(<w:r><w:fldChar w:fldCharType="end"/></w:r>)', r"\1\1"),
        "end without begin",
    ),
    "a bookmark that is never closed": (
        DOCUMENT,
        replaced("</w:pPr>", '</w:pPr><w:bookmarkStart w:id="1" w:name="a"/>'),
        "bookmark 1 opens 1 and closes 0 times",
    ),
    "two default paragraph styles": (
        STYLES,
        replaced('w:type="paragraph" w:styleId="Title"', 'w:type="paragraph" w:default="1" w:styleId="Title"'),
        "2 default paragraph styles",
    ),
    "a style based on itself by way of another": (
        STYLES,
        replaced(
            '(w:styleId="Normal"[^>]*><w:name w:val="Normal"/>)', r'\1<w:basedOn w:val="BodyText"/>'
        ),
        "style Normal is based on itself",
    ),
    "two styles of one name": (
        STYLES,
        replaced('<w:name w:val="heading 2"/>', '<w:name w:val="heading 1"/>'),
        "2 styles are named heading 1",
    ),
    "a date that is none": (
        "docProps/core.xml",
        replaced(r"2016-03-27T16:00:00Z", "2016年3月28日"),
        "no W3CDTF date",
    ),
    "no language": (
        "docProps/core.xml",
        replaced("<dc:language>.*?</dc:language>", ""),
        "core property language is missing",
    ),
    "paper without size": (DOCUMENT, replaced('<w:pgSz w:w="11906" w:h="16838"/>', "<w:pgSz/>"), "paper size"),
    "a row short of a column": (
        DOCUMENT,
        replaced('<w:gridSpan w:val="2"/>', ""),
        "row 1 has 3 columns, the grid 4",
    ),
    "a cell of another width than its columns": (
        DOCUMENT,
        replaced('<w:tcW w:w="454"', '<w:tcW w:w="455"'),
        "width is not that of its columns",
    ),
    "a table of another width than its grid": (
        DOCUMENT,
        replaced(r'<w:tblW w:w="\d+"', '<w:tblW w:w="9000"'),
        "not the sum of its grid",
    ),
    "a row of no fixed height": (DOCUMENT, replaced(' w:hRule="exact"', ""), "row 1 has no exact height"),
    "a cell without a paragraph": (
        DOCUMENT,
        replaced("(<w:vMerge/>.*?</w:tcPr>)<w:p>.*?</w:p>", r"\1"),
        "a cell does not end with a paragraph",
    ),
    "a head row below the head": (
        DOCUMENT,
        replaced("<w:tblHeader/>", ""),
        "head rows are not the first rows",
    ),
    "direct formatting of a run": (
        DOCUMENT,
        replaced("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"),
        "direct formatting: b",
    ),
    "direct formatting of a paragraph": (
        DOCUMENT,
        replaced("(<w:pStyle [^>]*/>)", r'\1<w:jc w:val="left"/>'),
        "direct formatting: jc",
    ),
    "a paragraph without a style": (
        DOCUMENT,
        replaced("<w:pPr><w:pStyle [^>]*/></w:pPr>", ""),
        "a paragraph has no style",
    ),
    "fonts of which one slot is missing": (STYLES, replaced(' w:cs="[^"]*"', ""), "lacks cs"),
    "fonts from the theme": (
        STYLES,
        replaced('<w:rFonts w:ascii', '<w:rFonts w:asciiTheme="minorHAnsi" w:ascii'),
        "refers to the theme",
    ),
    "a font that is not in the font table": (
        "word/fontTable.xml",
        replaced('<w:font w:name="黑体">.*?</w:font>', ""),
        "font 黑体 is not in the font table",
    ),
    "a style that does not exist": (
        DOCUMENT,
        replaced('<w:rStyle w:val="MarkFang"/>', '<w:rStyle w:val="Nobody"/>'),
        "style Nobody is used but not defined",
    ),
    "a table at the very end": (
        DOCUMENT,
        replaced("</w:tbl>.*<w:sectPr>", "</w:tbl><w:sectPr>"),
        "no paragraph follows the last table",
    ),
    "two tables that would flow into one": (
        DOCUMENT,
        replaced("(<w:tbl>.*?</w:tbl>)", r"\1\1"),
        "two tables stand together",
    ),
}  # fmt: skip


def test_the_validators_and_the_lint_are_content(data: bytes) -> None:
    assert (sdk_complaints(data), audit_complaints(data), faults(data)) == ([], [], [])


def test_a_draft_is_as_clean() -> None:
    draft = write_docx(full_layout(draft=True))
    assert (sdk_complaints(draft), audit_complaints(draft), faults(draft)) == ([], [], [])


LAYOUTS = ("letterhead with 3 signers", "duplex, 43 lines", "sign-off after 20 lines", "南岗区2015年度")
"""版头 and 版记; a section without numbers; a page that ends early; a table over several pages."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_kind_of_layout_is_clean(name: str) -> None:
    written = write_docx(typeset(everything()[name], FONTS))
    assert (sdk_complaints(written), audit_complaints(written), faults(written)) == ([], [], [])


@pytest.mark.parametrize("name", BREAKAGES)
def test_the_lint_finds(name: str, data: bytes) -> None:
    part, change, fault = BREAKAGES[name]
    found = faults(changed(data, part, change))
    assert any(fault in line for line in found), found


def test_the_lint_finds_a_part_that_stands_twice(data: bytes) -> None:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/theme/theme1.xml", archive.read("word/theme/theme1.xml"))
    assert "word/theme/theme1.xml stands twice in the package" in faults(buffer.getvalue())


def test_the_schema_validators_bite(data: bytes) -> None:
    broken = changed(data, DOCUMENT, replaced("<w:cantSplit/>", '<w:cantSplit w:val="perhaps"/>'))
    assert sdk_complaints(broken)
    assert audit_complaints(broken)
