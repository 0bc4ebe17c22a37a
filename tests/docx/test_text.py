"""Text into runs: marks in their own style, typefaces of stretches, breaks where the layout forces them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.document.model import Heading, Paragraph, Role, Span, Title
from generator.typesetting.model import BlockMeasure
from generator.writers.docx import write_docx
from generator.writers.docx.markup import MAIN
from generator.writers.docx.text import span_runs, with_breaks
from tests.docx.sample import W, layout, xml


def runs_of(*spans: Span, lines: tuple[str, ...] = (), forced: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    """(character style, text) of each run of a paragraph; a line break reads as a line feed."""
    block = Paragraph(spans)
    data = write_docx(layout((block, BlockMeasure(lines or (block.text,), 1, forced_breaks=forced))))
    found = []
    for run in xml(data).iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        text = "\n" if run.find(f"{W}br") is not None else run.findtext(f"{W}t") or ""
        found.append(("" if style is None else style.get(f"{W}val"), text))
    return found


def test_han_and_latin_stand_in_one_run_of_the_paragraphs_own_style() -> None:
    assert runs_of(Span("公开信息3119件")) == [("", "公开信息3119件")]


def test_quotation_marks_dashes_and_ellipses_have_a_style_of_their_own() -> None:
    assert runs_of(Span("落实“五公开”——2015年…")) == [
        ("", "落实"),
        ("MarkFang", "“"),
        ("", "五公开"),
        ("MarkFang", "”——"),
        ("", "2015年"),
        ("MarkFang", "…"),
    ]


def test_a_run_in_heading_is_in_kai_up_to_its_full_stop_and_its_marks_too() -> None:
    assert runs_of(Span("（一）“放管服”。", Role.KAI), Span("全年…")) == [
        ("SpanKai", "（一）"),
        ("MarkKai", "“"),
        ("SpanKai", "放管服"),
        ("MarkKai", "”"),
        ("SpanKai", "。"),
        ("", "全年"),
        ("MarkFang", "…"),
    ]


def test_marks_in_a_heading_are_in_the_headings_typeface() -> None:
    data = write_docx(layout(Heading(1, "一、", "“互联网＋”")))
    assert [e.get(f"{W}val") for e in xml(data).iter(f"{W}rStyle")] == ["MarkHei", "MarkHei"]


def test_a_forced_break_stands_after_its_line_and_the_blank_there_vanishes() -> None:
    found = runs_of(
        Span("使用Open Government Data理念"), lines=("使用Open", "Government", "Data理念"), forced=(1,)
    )
    assert found == [("", "使用Open Government"), ("", "\n"), ("", "Data理念")]


def test_a_break_between_two_typefaces_is_set_once() -> None:
    found = runs_of(Span("概况。", Role.KAI), Span("全年公开"), lines=("概况。", "全年公开"), forced=(0,))
    assert found == [("SpanKai", "概况。"), ("", "\n"), ("", "全年公开")]


def test_a_blank_that_spans_two_stretches_vanishes_whole() -> None:
    spans = with_breaks((Span("网址 ", Role.KAI), Span(" www.gov.cn")), ("网址", "www.gov.cn"), (0,))
    assert "".join(s.text for s in spans) == "网址\nwww.gov.cn"


def test_lines_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="全文"):
        with_breaks((Span("全年公开"),), ("全文", "公开"), (0,))


def test_control_characters_never_reach_the_file_and_markup_stays_text() -> None:
    text = "<w:p/>&amp;\x07\ufffe“]]>”"
    data = write_docx(layout(Paragraph((Span(text),))))
    shown = "".join(xml(data).itertext())
    assert re.sub(r"\s", "", shown) == "<w:p/>&amp;“]]>”"


def test_digits_of_a_title_are_in_the_titles_own_typeface_and_other_latin_is_not() -> None:
    title = (Title("2015年PDF3报告"), BlockMeasure(("2015年PDF3报告",), 1))
    runs = xml(write_docx(layout(title))).iter(f"{W}r")
    found = [(r.find(f"{W}rPr/{W}rStyle") is not None, r.findtext(f"{W}t")) for r in runs]
    assert found == [(True, "2015"), (False, "年PDF"), (True, "3"), (False, "报告")]


TEXTS = st.text(st.sampled_from("公开信息，。“”—…·（）《》2015abc%@/- 𠮷℃①"), min_size=1, max_size=60)


@given(TEXTS, st.sampled_from(Role), st.sampled_from(Role))
def test_no_character_is_lost_and_none_is_added(text: str, role: Role, own: Role) -> None:
    markup = "".join(span_runs((Span(text, role),), own))
    root = etree.fromstring(f'<x xmlns:w="{MAIN}">{markup}</x>')
    assert "".join(root.itertext()) == text


@given(TEXTS, st.data())
def test_forced_breaks_take_blanks_at_the_break_and_nothing_else(text: str, data: st.DataObject) -> None:
    places = [i for i in range(1, len(text)) if text[i] != " " and text[:i].strip(" ")]
    starts = [0, *sorted(data.draw(st.sets(st.sampled_from(places), max_size=4)) if places else [])]
    lines = [text[a:b].rstrip(" ") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    after = data.draw(st.sets(st.integers(0, len(lines) - 2))) if len(lines) > 1 else set()
    cut = data.draw(st.integers(0, len(text)))
    spans = with_breaks((Span(text[:cut], Role.KAI), Span(text[cut:])), lines, after)
    broken = "".join(span.text for span in spans)
    assert broken.count("\n") == len(after)
    assert broken.replace("\n", "").replace(" ", "") == text.replace(" ", "")
