"""Lines of real paragraphs: laws that hold for any text, and where the project corrects LibreOffice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.model import Role, Span
from generator.typesetting.breaking import FIRST, FULL, Broken, break_paragraph
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.kinsoku import NOEND, NOSTART
from generator.typesetting.linebreak import cut
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.unbreakable import glue
from generator.typesetting.units import SIZE_3

SETTER = Setter(load_fonts())

HAN = st.text(
    st.sampled_from("依法公开政府信息受理办结答复年件条个区各部门工作制度平台"), min_size=1, max_size=9
)
FIGURES = st.sampled_from(
    [
        "2015年",
        "3,985,758条",
        "99.5%",
        "−12.5℃",
        "3.45亿元",
        "2019—2023年",
        "15%～30%",
        "10:30",
        "1/3",
        "1∶1",
        "351件",
    ]
)
MARKS = st.sampled_from(["，", "。", "；", "：", "、", "——", "……", "！"])
PIECES = st.one_of(
    HAN,
    FIGURES,
    MARKS,
    HAN.map(lambda t: f"“{t}”"),
    HAN.map(lambda t: f"《{t}》"),
    HAN.map(lambda t: f"（{t}）"),
    st.sampled_from(["PDF", "Open Data", "GB/T 9704", "〔2015〕8号", "0451-82345678", "gk@hrb.gov.cn"]),
    st.sampled_from(["http://www.hrbnangang.gov.cn/xxgk/nb/2015.html", "www.gov.cn"]),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(lambda pieces: "起" + "".join(pieces))


def measured(text: str) -> Measured:
    return SETTER.measure_text(text, Role.BODY, SIZE_3)


def broken_lines(text: str) -> tuple[Measured, Broken, tuple[str, ...]]:
    set_text = measured(text)
    broken = break_paragraph(set_text)
    return set_text, broken, cut(text, broken.starts)


@given(TEXTS)
def test_nothing_is_lost_but_spaces_at_breaks(text: str) -> None:
    _, broken, lines = broken_lines(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(a < b for a, b in pairwise(broken.starts))


@given(TEXTS)
def test_no_line_is_wider_than_the_measure(text: str) -> None:
    set_text, broken, lines = broken_lines(text)
    for start, line in zip(broken.starts, lines, strict=True):
        width = set_text.width(start, start + len(line), broken.spacing)
        assert width <= (FULL if start else FIRST) + 0.02


@given(TEXTS)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    _, _, lines = broken_lines(text)
    for line in lines[1:]:
        assert line[0] not in NOSTART or _crowded(line)
    for line in lines[:-1]:
        assert line[-1] not in NOEND or line.endswith("/")


def _crowded(line: str) -> bool:
    """A run of marks longer than a line has to be cut somewhere."""
    return all(char in NOSTART for char in line[:20])


@given(TEXTS)
def test_unbreakable_runs_are_whole_unless_an_address_is_wider_than_a_line(text: str) -> None:
    set_text, broken, _ = broken_lines(text)
    found = glue(text)
    opened = {at for address in found.longs for at in address.breaks}
    for start in broken.starts[1:]:
        if found.glued[start] and start not in opened:
            assert set_text.width(_run_start(found.glued, start), _run_end(found.glued, start), -8) > FIRST


def _run_start(glued: bytearray, at: int) -> int:
    while glued[at]:
        at -= 1
    return at


def _run_end(glued: bytearray, at: int) -> int:
    while at < len(glued) and glued[at]:
        at += 1
    return at


@given(TEXTS)
def test_the_same_text_always_breaks_alike(text: str) -> None:
    assert break_paragraph(measured(text)) == break_paragraph(measured(text))


def forced_lines(text: str) -> list[str]:
    _, broken, lines = broken_lines(text)
    return [lines[i] for i in broken.forced]


def test_a_plain_paragraph_needs_no_soft_break_and_keeps_the_usual_spacing() -> None:
    text = "全区各部门依法公开政府信息，及时受理和答复公民、法人和其他组织的申请，切实保障群众的知情权、参与权和监督权。"
    _, broken, _ = broken_lines(text)
    assert (broken.spacing, broken.forced, broken.doubts) == (-8, (), 0)


def test_a_full_line_of_han_holds_28_characters_and_the_first_26() -> None:
    _, _, lines = broken_lines("公" * 120)
    assert [len(line) for line in lines] == [26, 28, 28, 28, 10]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("公" * 23 + "2019—2023年", "2019—2023"),
        ("公" * 21 + "网址http://www.gov.cn/xxgk/nb/2015.html", "http://www.gov.cn/xxgk/nb/2015.html"),
        ("公" * 25 + "——不公开是例外", "——"),
        ("公" * 25 + "……以及其他信息", "……"),
        ("公" * 24 + "3.45亿元整", "3.45亿"),
    ],
)
def test_what_libreoffice_would_tear_is_kept_whole(text: str, kept: str) -> None:
    _, _, lines = broken_lines(text)
    assert sum(kept in line for line in lines) == 1


def test_a_line_that_libreoffice_would_end_elsewhere_is_marked_for_a_soft_break() -> None:
    assert forced_lines("公" * 24 + "2019—2023年间") == ["公" * 24]


def test_a_loose_line_takes_the_break_of_the_project() -> None:
    """LibreOffice does not part ，” from a figure and would carry all of this down."""
    text = "公" * 18 + "（一）（二）（三）2015年"
    _, _, lines = broken_lines(text)
    assert len(lines[0]) >= 23


def test_another_letter_spacing_saves_a_last_line_of_one_character() -> None:
    text = (
        "依"
        * 9
        + "2015年，我区共受理政府信息公开申请3119件，其中网络申请2026件、信函申请917件、当面申请176件，"
        "按期答复率为99.5%，同比提高1.25个百分点，收费￥12,345.60元，平台访问量3,985,758次，发布PDF文件482份。"
    )
    usual = break_paragraph(measured(text), spacings=(-8,))
    assert cut(text, usual.starts)[-1] == "份。"
    _, broken, lines = broken_lines(text)
    assert broken.spacing == -14
    assert len(lines) == len(usual.starts) - 1


def test_a_word_wider_than_the_line_is_cut() -> None:
    _, _, lines = broken_lines("见" + "a" * 200)
    assert "".join(lines) == "见" + "a" * 200
    assert len(lines) > 2


def test_portions_are_cut_where_the_typeface_changes() -> None:
    spans = (Span("（一）主动公开情况。", Role.KAI), Span("全年公开。"))
    set_text = SETTER.measure(spans, Role.BODY, SIZE_3)
    assert [(p.role, set_text.text[p.start : p.end]) for p in set_text.portions] == [
        (Role.KAI, "（一）主动公开情况。"), (Role.BODY, "全年公开。"),
    ]  # fmt: skip


def test_marks_of_one_script_are_one_portion_and_others_are_not() -> None:
    def marks(text: str) -> list[str]:
        set_text = measured(text)
        return [text[p.start : p.end] for p in set_text.portions if p.kind == "mark"]

    assert marks("用PDF”°——度") == ["”°——"]
    assert marks("度”×8") == ["”", "×"]


def test_the_gap_stands_between_han_and_figures_only() -> None:
    set_text = measured("于2015年“2016”，PDF格式①甲5①乙")
    gaps = [set_text.text[i - 1 : i + 1] for i in range(1, len(set_text.text)) if set_text.gaps[i]]
    assert gaps == ["于2", "5年", "F格", "甲5", "①乙"]


def test_a_url_in_brackets_that_fills_a_line_breaks_at_a_slash_not_inside_a_word() -> None:
    _, _, lines = broken_lines(
        "咨询方式为（https://www.hrbnangang.gov.cn/art/1536714/art_1536714_870.html），欢迎查询。"
    )
    assert lines[0].endswith("/")
    assert "art_1536714_870.html" in "".join(lines[1])


def test_a_url_is_torn_before_a_line_is_left_a_quarter_empty() -> None:
    _, _, lines = broken_lines("网址：http://www.hrbnangang.gov.cn/xxgk/zfxxgkzn/ndbg/nb2015.html")
    assert lines == ("网址：http://www.hrbnangang.gov.cn/xxgk/zfxxgkzn/ndbg/", "nb2015.html")


def test_a_url_that_leaves_a_well_filled_line_goes_down_whole() -> None:
    _, _, lines = broken_lines("公" * 18 + "网址http://www.hrbnangang.gov.cn/xxgk/zfxxgk/nb/")
    assert lines == ("公" * 18 + "网址", "http://www.hrbnangang.gov.cn/xxgk/zfxxgk/nb/")
