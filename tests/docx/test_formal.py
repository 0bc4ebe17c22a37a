"""Letterhead, sign-off, annex, imprint, sections: where the layout puts them, in twips."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest
from lxml import etree

from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Span,
    Title,
)
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from tests.docx.sample import FONTS, LONG, TABLE, W, parts, xml
from tests.parity.documents import document, lines_of_text
from tests.tools.docx_lint import faults
from tests.tools.openxml import audit_complaints, sdk_complaints

TITLE = Title("南岗区2015年政府信息公开工作年度报告")
TEXT = Paragraph((Span(LONG),))
HEAD = Letterhead("南岗区人民政府文件", "南政发〔2016〕3号", ("王某某", "李某"))
SIGNED = SignOff(("南岗区人民政府",), "2016年3月1日", 45)
UNSEALED = SignOff(("南岗区人民政府",), "2016年3月1日")
IMPRINT = Imprint(
    "区委办公室，区人大常委会办公室，" * 4 + "区法院。", "南岗区人民政府办公室", "2016年3月1日印发"
)
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"


@lru_cache(maxsize=8)
def written(*blocks: Block, mirror: bool = False, draft: bool = False) -> bytes:
    return write_docx(typeset(document(*blocks, mirror=mirror, draft=draft), FONTS))


def paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """(style name, text) of each paragraph of the body."""
    names = {
        s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val")
        for s in xml(data, "word/styles.xml").iter(f"{W}style")
    }
    for p in xml(data).find(f"{W}body").findall(f"{W}p"):
        yield names[p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")], "".join(p.itertext(f"{W}t"))


def property_of(data: bytes, style: str, path: str, attribute: str = "val") -> str | None:
    """A property of the style with that name."""
    for element in xml(data, "word/styles.xml").iter(f"{W}style"):
        if element.find(f"{W}name").get(f"{W}val") == style:
            found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
            return None if found is None else found.get(f"{W}{attribute}")
    raise AssertionError(f"no style {style}")


@pytest.mark.parametrize("mirror", [False, True])
def test_a_document_with_everything_is_clean(mirror: bool) -> None:
    blocks = (
        HEAD,
        TITLE,
        TEXT,
        AnnexList(("统计表", "说明")),
        SIGNED,
        AnnexMark("附件1"),
        Title("统计表"),
        TEXT,
        IMPRINT,
    )
    data = written(*blocks, mirror=mirror, draft=True)
    assert (sdk_complaints(data), audit_complaints(data), faults(data)) == ([], [], [])


def test_the_mark_is_red_and_the_red_line_is_a_border_across_the_type_area() -> None:
    data = written(HEAD, TITLE, TEXT)
    shown = list(paragraphs(data))
    assert shown[0] == ("发文机关标志", "南岗区人民政府文件")
    assert property_of(data, "发文机关标志", "rPr/color") == "FF0000"
    assert property_of(data, "发文机关标志", "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert shown[2] == ("版头分隔线", "")
    assert property_of(data, "版头分隔线", "pPr/pBdr/top", "color") == "FF0000"


def test_the_letterhead_ends_on_the_grid_of_lines() -> None:
    data = written(HEAD, TITLE, TEXT)
    height = 0
    for name in ("发文机关标志", "发文字号和签发人（1）", "版头分隔线"):
        height += sum(int(property_of(data, name, "pPr/spacing", a) or 0) for a in ("before", "line"))
    border = round(int(property_of(data, "版头分隔线", "pPr/pBdr/top", "sz") or 0) / 8 * 20)
    assert abs((height + border) - 8 * 579) <= 1


def test_signers_stand_on_the_numbers_line_their_names_in_kai() -> None:
    data = written(HEAD, TITLE, TEXT)
    line = xml(data).find(f"{W}body").findall(f"{W}p")[1]
    runs = [
        (
            r.find(f"{W}rPr/{W}rStyle") is not None,
            "\t" if r.find(f"{W}tab") is not None else r.findtext(f"{W}t"),
        )
        for r in line.iter(f"{W}r")
    ]
    plain = "".join(text for styled, text in runs if not styled)
    styled = [text for styled, text in runs if styled]
    assert plain == "南政发〔2016〕3号\t签发人：\t"
    assert styled == ["王某某", "李某"]


def test_the_date_is_centred_on_its_place_so_that_it_grows_alike_on_both_sides() -> None:
    """LibreOffice sets gaps beside its digits; Word and the PDF do not."""
    data = written(TITLE, TEXT, SIGNED)
    (_, name_text), (date, date_text) = list(paragraphs(data))[-2:]
    assert (name_text, date_text) == ("南岗区人民政府", "2016年3月1日")
    assert property_of(data, "Date", "pPr/jc") == "center"
    left, right = (int(property_of(data, date, "pPr/ind", side) or 0) for side in ("left", "right"))
    date_middle = (24 - 6 / 2) * 8845 / 28
    assert (left + 8845 - right) / 2 == pytest.approx(date_middle, abs=10)
    assert 8845 - left - right > 6 * 8845 / 28 + 5 * 64


def test_a_long_name_is_one_paragraph_of_several_lines() -> None:
    name = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府"
    data = written(TITLE, TEXT, SignOff((name,), "2016年3月1日"))
    (style, text), _ = list(paragraphs(data))[-2:]
    assert text == name
    assert property_of(data, style, "pPr/ind", "right") == str(round(2 * 8845 / 28))


def test_no_page_holds_the_sign_off_alone_a_box_keeps_the_page_before_free() -> None:
    data = written(lines_of_text(21), SIGNED)
    shapes = list(xml(data).iter(f"{WPS}wsp"))
    assert len(shapes) == 1
    extent = next(
        xml(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    )
    assert int(extent.get("cy")) == 3 * 579 * 635
    assert "与下段同页" not in next(paragraphs(data))[0]


def test_an_annex_begins_a_page() -> None:
    data = written(TITLE, TEXT, AnnexMark("附件"), Title("统计表"), TEXT)
    (mark,) = [name for name, text in paragraphs(data) if text == "附件"]
    assert property_of(data, mark, "pPr/pageBreakBefore") == "1"
    assert property_of(data, "附件标识", "rPr/rFonts", "eastAsia") == "黑体"


def test_annex_names_hang_under_their_first_character() -> None:
    data = written(TITLE, TEXT, AnnexList(("统计表", "长" * 40)), SIGNED)
    first, second = [name for name, text in paragraphs(data) if name.startswith("附件说明")]
    assert int(property_of(data, second, "pPr/ind", "hanging") or 0) > 200
    assert property_of(data, first, "pPr/spacing", "before") == "579"


def test_the_imprint_is_a_box_on_the_type_areas_lower_edge_with_three_rules() -> None:
    data = written(TITLE, TEXT, IMPRINT)
    shapes = list(xml(data).iter(f"{WPS}wsp"))
    assert len(shapes) == 4
    text = "".join(shapes[0].itertext())
    assert text.startswith("抄送：区委办公室，")
    assert text.endswith("南岗区人民政府办公室2016年3月1日印发")
    widths = [e.get("w") for e in xml(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ln")]
    assert widths == [None, "12600", "9000", "12600"]


def sections(data: bytes) -> list[etree._Element]:
    return list(xml(data).iter(f"{W}sectPr"))


def test_page_margins_are_those_of_the_standard() -> None:
    (section,) = sections(written(TITLE, TEXT))
    margins = section.find(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")] == [
        "2098",
        "1474",
        "1984",
        "1587",
    ]
    grid = section.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")


def test_odd_and_even_pages_have_feet_of_their_own_with_the_page_field() -> None:
    data = written(TITLE, TEXT)
    odd, even = (xml(data, f"word/footer{n}.xml") for n in (1, 2))
    for foot in (odd, even):
        assert "".join(foot.itertext()) == "—  PAGE 1 —"
    assert property_of(data, "页码（单页）", "pPr/jc") == "right"
    assert property_of(data, "页码（双页）", "pPr/jc") == "left"
    assert property_of(data, "页码（单页）", "rPr/rFonts", "ascii") == "宋体"
    assert xml(data, "word/settings.xml").find(f"{W}evenAndOddHeaders").get(f"{W}val") == "1"


def test_a_draft_says_so_in_the_head_and_a_signed_off_report_has_none() -> None:
    draft = written(TITLE, TEXT, draft=True)
    assert "".join(xml(draft, "word/header1.xml").itertext()) == "送审稿"
    assert not [name for name in parts(written(TITLE, TEXT)) if "header" in name]


def test_printed_on_both_sides_margins_change_and_a_blank_page_is_not_numbered() -> None:
    plain, duplex = (
        written(TITLE, lines_of_text(43), UNSEALED, IMPRINT, mirror=mirror) for mirror in (False, True)
    )
    assert xml(plain, "word/settings.xml").find(f"{W}mirrorMargins") is None
    assert xml(duplex, "word/settings.xml").find(f"{W}mirrorMargins").get(f"{W}val") == "1"
    assert len(sections(plain)) == 1
    feet = [
        [
            reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            for reference in s.findall(f"{W}footerReference")
        ]
        for s in sections(duplex)
    ]
    assert len(feet) == 2
    assert not set(feet[0]) & set(feet[1])
    assert "".join(xml(duplex, "word/footer3.xml").itertext()) == ""


def test_a_landscape_table_has_a_section_of_its_own_with_the_page_number_at_its_left_edge() -> None:
    """GB/T 9704, 8: the number stays where the sheet has it on all other pages."""
    wide = replace(TABLE, landscape=True)
    data = written(TEXT, wide, TEXT, SIGNED, draft=True)
    assert (sdk_complaints(data), audit_complaints(data), faults(data)) == ([], [], [])
    before, turned, after = list(xml(data).iter(f"{W}sectPr"))
    sizes = [
        (s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}orient"))
        for s in (before, turned, after)
    ]
    assert sizes == [("11906", None), ("16838", "landscape"), ("11906", None)]
    margins = turned.find(f"{W}pgMar")
    assert [int(margins.get(f"{W}{side}")) for side in ("top", "right", "left")] == [1587, 2098, 1984]
    for name in ("word/footer5.xml", "word/footer6.xml"):
        foot = xml(data, name)
        assert [box.get("vert") for box in foot.iter(f"{WPS}bodyPr")] == ["vert", "vert"]
        assert "PAGE" in "".join(foot.itertext(f"{W}instrText"))
        assert "送审稿" in "".join(foot.itertext(f"{W}t"))


def test_a_letters_first_page_has_a_foot_of_its_own_and_its_shapes_hang_on_the_number() -> None:
    """10.1: no page number on the first page; mark and double lines where the paper has them."""
    data = written(
        Letterhead("南岗区人民政府", "南政函〔2016〕3号", letter=True), TITLE, TEXT, SIGNED, draft=True
    )
    assert (sdk_complaints(data), audit_complaints(data), faults(data)) == ([], [], [])
    (section,) = xml(data).iter(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    first = [r for r in section if r.get(f"{W}type") == "first"]
    assert [etree.QName(r).localname for r in first] == ["headerReference", "footerReference"]
    assert "PAGE" not in "".join(xml(data, "word/footer7.xml").itertext())
    assert "送审稿" in "".join(xml(data, "word/header5.xml").itertext())
    paragraph = xml(data).find(f"{W}body/{W}p")
    assert len(list(paragraph.iter(f"{WPS}wsp"))) == 5
    assert "".join(paragraph.itertext(f"{W}t")) == "南岗区人民政府南政函〔2016〕3号"


def test_nothing_else_breaks_the_page_where_a_section_ends() -> None:
    data = written(TEXT, replace(TABLE, landscape=True), TEXT)
    assert not list(xml(data).iter(f"{W}pageBreakBefore"))
    assert not list(xml(data, "word/styles.xml").iter(f"{W}pageBreakBefore"))
