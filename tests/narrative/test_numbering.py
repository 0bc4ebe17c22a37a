"""T29: ordinals typed by hand are recognised and replaced by computed ones (GB/T 9704 7.3.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.narrative.numbering import number_items
from generator.narrative.ordinals import typed_ordinal, written
from generator.report.finding import Finding
from generator.report.model import Level, Paragraph
from tests.narrative.builder import Row, paragraph


def numbered(*rows: Row) -> tuple[list[tuple[str, str]], list[Finding]]:
    """Number and text of each paragraph, and the findings."""
    items, findings = number_items(paragraph(row, n) for n, row in enumerate(rows, 2))
    return [(item.number, item.text) for item in items], list(findings)


@pytest.mark.parametrize(
    ("typed", "level", "value", "rest"),
    [
        ("（一）主动公开", Level.TWO, 1, "主动公开"),
        ("(二) 主动公开", Level.TWO, 2, "主动公开"),
        ("（十一）、主动公开", Level.TWO, 11, "主动公开"),
        ("㈢主动公开", Level.TWO, 3, "主动公开"),
        ("1.主动公开", Level.THREE, 1, "主动公开"),
        ("２．主动公开", Level.THREE, 2, "主动公开"),
        ("3、主动公开", Level.THREE, 3, "主动公开"),
        ("⒋主动公开", Level.THREE, 4, "主动公开"),
        ("12. 主动公开", Level.THREE, 12, "主动公开"),
        ("（1）主动公开", Level.FOUR, 1, "主动公开"),
        ("(2)主动公开", Level.FOUR, 2, "主动公开"),
        ("⑶主动公开", Level.FOUR, 3, "主动公开"),
        ("4）主动公开", Level.FOUR, 4, "主动公开"),
        ("\u3000\u3000（一）主动公开", Level.TWO, 1, "主动公开"),
        ("二、主动公开", None, 2, "主动公开"),
    ],
)
def test_every_way_of_typing_an_ordinal_is_recognised(
    typed: str, level: Level | None, value: int, rest: str
) -> None:
    ordinal = typed_ordinal(typed)
    assert ordinal is not None
    assert (ordinal.level, ordinal.value, ordinal.rest) == (level, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我区主动公开",
        "1.5万件",
        "1、2号楼已经公开",
        "3·15活动",
        "（2023）第一号",
        "（一）至（三）项的规定",
        "（一）、（二）两项",
        "（一）项所列信息",
        "一是加强领导",
        "十分重视",
        "（一）",
        "第一，加强领导",
        "①加强领导",
        "100.全部",
        "",
    ],
)
def test_numbers_that_are_no_ordinals_are_left_alone(text: str) -> None:
    assert typed_ordinal(text) is None


def test_items_are_numbered_by_level_and_count_anew_below_each_parent() -> None:
    items, findings = numbered(
        ("（一）", "甲"),
        ("1.", "子"),
        ("1.", "丑"),
        ("（1）", "寅"),
        ("（1）", "卯"),
        ("1.", "辰"),
        ("（1）", "巳"),
        ("（一）", "乙"),
        ("1.", "午"),
    )
    assert [number for number, _ in items] == [
        "（一）",
        "1.",
        "2.",
        "（1）",
        "（2）",
        "3.",
        "（1）",
        "（二）",
        "1.",
    ]
    assert not findings


def test_body_text_between_items_stays_body_text_and_does_not_stop_the_count() -> None:
    items, _ = numbered(("1.", "甲"), "说明文字。", ("1.", "乙"))
    assert items == [("1.", "甲"), ("", "说明文字。"), ("2.", "乙")]


def test_the_right_number_typed_as_it_is_printed_is_taken_away_without_a_word() -> None:
    items, findings = numbered(("（一）", "（一）甲"), ("1.", "1.子"), ("（一）", "（二）乙"))
    assert items == [("（一）", "甲"), ("1.", "子"), ("（二）", "乙")]
    assert not findings


@pytest.mark.parametrize("typed", ["(一)甲", "（一）、甲", "㈠甲"])
def test_the_right_number_in_another_writing_is_a_notice(typed: str) -> None:
    items, findings = numbered(("（一）", typed))
    assert items == [("（一）", "甲")]
    assert [(f.rule, f.severity) for f in findings] == [("T29", "notice")]


def test_a_number_that_differs_is_replaced_with_a_warning_that_names_both_and_the_cell() -> None:
    items, findings = numbered(("（一）", "（一）甲"), ("（一）", "（三）乙"))
    assert items[1] == ("（二）", "乙")
    assert [(f.rule, f.severity, str(f.place)) for f in findings] == [("T29", "warning", "正文!C3")]
    assert "“（三）”" in findings[0].message
    assert "“（二）”" in findings[0].message


def test_a_row_without_a_level_gets_it_from_the_ordinal_that_is_typed() -> None:
    items, findings = numbered("（一）甲", "1.子", "（1）丑", "正文。", "（二）乙")
    assert [number for number, _ in items] == ["（一）", "1.", "（1）", "", "（二）"]
    assert not findings


def test_a_chapters_ordinal_on_an_item_is_replaced_too() -> None:
    items, findings = numbered(("（一）", "四、人员和收支情况"))
    assert items == [("（一）", "人员和收支情况")]
    assert findings[0].severity == "warning"


def test_a_list_typed_from_one_after_a_colon_is_a_new_list() -> None:
    items, findings = numbered("主要问题：", "1.甲", "2.乙", "改进措施：", "1.丙", "2.丁")
    assert [number for number, _ in items] == ["", "1.", "2.", "", "1.", "2."]
    assert not findings


def test_generated_items_are_numbered_without_findings() -> None:
    generated = [Paragraph(Level.BODY, "（五）监督保障。", generated=True)]
    items, findings = number_items(generated)
    assert (items[0].number, items[0].text) == ("（一）", "监督保障。")
    assert not findings


@given(st.lists(st.sampled_from([Level.TWO, Level.THREE, Level.FOUR, Level.BODY]), max_size=30))
def test_numbering_twice_changes_nothing_and_typed_numbers_do_not_matter(levels: list[Level]) -> None:
    plain = [Paragraph(level, f"内容{n}") for n, level in enumerate(levels)]
    once, _ = number_items(plain)
    typed = [Paragraph(p.level, p.number + p.text) for p in once]
    again, findings = number_items(typed)
    assert again == once
    assert not findings


@given(st.sampled_from([Level.TWO, Level.THREE, Level.FOUR]), st.integers(1, 40))
def test_what_is_printed_is_recognised_again(level: Level, value: int) -> None:
    ordinal = typed_ordinal(written(level, value) + "内容")
    assert ordinal is not None
    assert (ordinal.level, ordinal.value, ordinal.rest) == (level, value, "内容")
