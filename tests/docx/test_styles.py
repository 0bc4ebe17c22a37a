"""Styles: the grid of GB/T 9704, named variants, and nothing formatted by hand."""

import pytest
from lxml import etree

from generator.document.model import Heading, Paragraph, Role, Span, Title
from generator.typesetting.model import BlockMeasure
from generator.writers.docx import write_docx
from tests.docx.sample import LONG, W, layout, xml

TEXT = Paragraph((Span(LONG),))


def style(data: bytes, id_: str) -> etree._Element:
    return xml(data, "word/styles.xml").find(f"{W}style[@{W}styleId='{id_}']")


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


def used(data: bytes) -> list[str]:
    """The paragraph styles of the body in order."""
    return [e.get(f"{W}val") for e in xml(data).iter(f"{W}pStyle")]


def with_measure(**given: int | bool) -> bytes:
    return write_docx(layout((TEXT, BlockMeasure((LONG,), 1, **given))))


def test_the_base_style_has_an_exact_line_pitch_of_579_twips_and_does_not_snap(data: bytes) -> None:
    base = style(data, "Normal")
    assert value(base, "pPr/spacing", "line") == "579"
    assert value(base, "pPr/spacing", "lineRule") == "exact"
    assert value(base, "pPr/snapToGrid") == "0"
    assert value(base, "rPr/spacing") == "-8"
    assert value(base, "rPr/sz") == "32"


def test_marks_do_not_hang_neither_in_libreoffice_nor_in_word(data: bytes) -> None:
    assert value(style(data, "Normal"), "pPr/overflowPunct") == "1"
    compatibility = xml(data, "word/settings.xml").find(f"{W}compat")
    assert compatibility.find(f"{W}doNotWrapTextWithPunct") is not None


def test_a_body_paragraph_is_indented_by_two_characters_in_both_units(data: bytes) -> None:
    body = style(data, "BodyText")
    assert (value(body, "pPr/ind", "firstLine"), value(body, "pPr/ind", "firstLineChars")) == ("640", "200")


@pytest.mark.parametrize(("level", "font"), [(1, "黑体"), (2, "楷体_GB2312")])
def test_headings_are_built_in_styles_with_an_outline_level(data: bytes, level: int, font: str) -> None:
    heading = style(data, f"Heading{level}")
    assert value(heading, "name") == f"heading {level}"
    assert value(heading, "pPr/outlineLvl") == str(level - 1)
    assert value(heading, "rPr/rFonts", "eastAsia") == font
    assert heading.find(f"{W}pPr/{W}keepNext") is not None


def test_the_title_is_2hao_xiaobiaosong_centred_with_lines_broken_as_laid_out() -> None:
    title = (Title("南岗区年度报告"), BlockMeasure(("南岗区", "年度报告"), 1))
    data = write_docx(layout(title))
    assert value(style(data, "Title"), "rPr/sz") == "44"
    assert value(style(data, "Title"), "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert value(style(data, "Title"), "pPr/jc") == "center"
    paragraph = xml(data).find(f"{W}body/{W}p")
    assert [
        "br" if r.find(f"{W}br") is not None else r.findtext(f"{W}t") for r in paragraph.iter(f"{W}r")
    ] == [
        "南岗区",
        "br",
        "年度报告",
    ]


def test_latin_and_chinese_fonts_are_the_official_ones(data: bytes) -> None:
    defaults = xml(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == "仿宋_GB2312"
    assert fonts.get(f"{W}ascii") == "Times New Roman"
    assert value(defaults, "lang", "eastAsia") == "zh-CN"


def test_marks_of_no_script_are_in_the_chinese_font_in_every_slot(data: bytes) -> None:
    fonts = style(data, "MarkFang").find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"仿宋_GB2312"}
    assert fonts.get(f"{W}hint") == "eastAsia"


def test_another_letter_spacing_is_a_variant_of_the_style() -> None:
    data = with_measure(spacing_twips=-14)
    assert used(data) == ["BodyText-s14"]
    variant = style(data, "BodyText-s14")
    assert (value(variant, "basedOn"), value(variant, "rPr/spacing")) == ("BodyText", "-14")
    assert value(variant, "name") == "正文（字距-0.7磅）"


def test_a_page_break_and_space_above_are_variants_too() -> None:
    data = with_measure(break_before=True, space_before_lines=2)
    (name,) = used(data)
    variant = style(data, name)
    assert value(variant, "pPr/pageBreakBefore") == "1"
    assert value(variant, "pPr/spacing", "before") == str(2 * 579)
    assert value(variant, "pPr/spacing", "line") == "579"


def test_a_paragraph_that_must_stay_with_the_next_says_so() -> None:
    (name,) = used(with_measure(keep_next=True))
    assert value(style(with_measure(keep_next=True), name), "pPr/keepNext") == "1"


def test_equal_variants_are_one_style() -> None:
    pair = (TEXT, BlockMeasure((LONG,), 1, spacing_twips=-10))
    data = write_docx(layout(pair, pair, Heading(1, "一、", "概述"), pair))
    assert used(data) == ["BodyText-s10", "BodyText-s10", "Heading1", "BodyText-s10"]
    ids = [s.get(f"{W}styleId") for s in xml(data, "word/styles.xml").iter(f"{W}style")]
    assert len(ids) == len(set(ids))


def test_a_run_in_heading_has_no_outline_level_of_its_own() -> None:
    data = write_docx(layout(Paragraph((Span("（一）公开。", Role.KAI), Span("全年。")))))
    assert used(data) == ["BodyText"]
