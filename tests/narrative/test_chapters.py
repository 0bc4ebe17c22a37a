"""Chapters in the format's order, under their official headings; own headings where the format is open."""

from dataclasses import replace

import pytest

from generator.formats.model import PREAMBLE
from generator.narrative import complete
from generator.report.finding import Finding
from generator.report.model import Report
from tests.narrative.builder import build

PROBLEMS = "五、存在的主要问题及改进情况"


def done(report: Report) -> tuple[list[tuple[str, str]], list[Finding]]:
    """Section and heading of each chapter, and the findings but those of generated text."""
    completed, findings = complete(report)
    chapters = [(chapter.section, chapter.heading) for chapter in completed.chapters]
    return chapters, [f for f in findings if not f.rule.endswith(".txt.generated")]


def texts(report: Report, section: str) -> list[str]:
    chapter = complete(report)[0].chapter(section)
    assert chapter is not None
    return [paragraph.text for paragraph in chapter.paragraphs]


def test_all_six_sections_stand_in_order_after_the_preamble() -> None:
    chapters, findings = done(build("2021", None, {PROBLEMS: ["有不足。"]}))
    assert [section for section, _ in chapters] == [PREAMBLE, "s1", "s2", "s3", "s4", "s5", "s6"]
    assert chapters[4] == ("s4", "政府信息公开行政复议、行政诉讼情况")
    assert not findings


def test_chapters_out_of_order_are_put_in_order_with_a_warning_at_the_first() -> None:
    report = build("2021", None, {PROBLEMS: ["有不足。"], "一、总体情况": ["总体。"], "前言": ["前言。"]})
    chapters, findings = done(report)
    assert [section for section, _ in chapters] == [PREAMBLE, "s1", "s2", "s3", "s4", "s5", "s6"]
    assert [(f.rule, f.severity, str(f.place)) for f in findings] == [
        ("2021.txt.order", "warning", "正文!A10")
    ]


@pytest.mark.parametrize("typed", ["五、存在问题及改进情况", "存在的问题及改进情况"])
def test_a_heading_of_another_wording_is_replaced_by_the_official_one_with_a_notice(typed: str) -> None:
    chapters, findings = done(build("2021", None, {typed: ["有不足。"]}))
    assert ("s5", "存在的主要问题及改进情况") in chapters
    assert [(f.rule, f.severity) for f in findings] == [("2021.txt.heading", "notice")]


@pytest.mark.parametrize("typed", ["五", "五、", PROBLEMS])
def test_a_heading_chosen_from_the_list_or_by_its_ordinal_is_no_finding(typed: str) -> None:
    chapters, findings = done(build("2021", None, {typed: ["有不足。"]}))
    assert ("s5", "存在的主要问题及改进情况") in chapters
    assert not findings


def test_a_chapter_that_the_form_does_not_know_loses_no_text_and_stands_last() -> None:
    chapters, findings = done(build("2021", None, {"机构建设": ["文字。"], PROBLEMS: ["有不足。"]}))
    assert chapters[-1] == ("", "机构建设")
    assert [f.rule for f in findings] == ["2021.txt.order"]


def test_a_warning_carries_the_clerks_explanation_and_an_error_cannot() -> None:
    note = {"2021.txt.generated": "已补写附后", "2021.txt.missing": "无问题"}
    report = replace(build("2021"), confirmations=note)
    confirmed = {(f.rule, str(f.severity)): f.confirmed for f in complete(report)[1]}
    assert confirmed["2021.txt.generated", "warning"] == "已补写附后"
    assert confirmed["2021.txt.missing", "error"] == ""


def test_two_stretches_of_one_chapter_are_joined() -> None:
    report = build("2021", None, {"五": ["甲。"], PROBLEMS: ["乙。"]})
    assert texts(report, "s5") == ["甲。", "乙。"]


def test_a_paragraph_that_only_repeats_the_chapters_heading_is_left_out_with_a_notice() -> None:
    report = build("2021", None, {PROBLEMS: ["存在的主要问题及改进情况", "有不足。"]})
    assert texts(report, "s5") == ["有不足。"]
    assert [(f.rule, f.severity) for f in done(report)[1]] == [("2021.txt.heading", "notice")]


def test_a_whole_report_pasted_under_one_heading_finds_its_chapters() -> None:
    pasted = ["总体。", "五、存在的主要问题及改进情况", "有不足。", "六、其他需要报告的事项", "无其他事项。"]
    report = build("2021", None, {"一、总体情况": pasted})
    assert texts(report, "s1") == ["总体。"]
    assert texts(report, "s5") == ["有不足。"]
    assert texts(report, "s6") == ["无其他事项。"]
    assert {f.rule for f in done(report)[1]} == {"2021.txt.heading"}


def test_a_paragraph_that_is_only_an_ordinal_or_blank_vanishes() -> None:
    assert texts(build("2021", None, {PROBLEMS: ["　", "有不足。", ("1.", " ")]}), "s5") == ["有不足。"]


@pytest.mark.parametrize("format_id", ["2019", "2021"])
def test_an_empty_section_five_is_an_error_since_figures_cannot_tell_it(format_id: str) -> None:
    _, findings = done(build(format_id))
    assert [(f.rule, f.severity) for f in findings] == [(f"{format_id}.txt.missing", "error")]
    assert f"“{PROBLEMS}”没有内容" in findings[0].message
    assert "请在“正文”中填写" in findings[0].message


def test_sections_that_are_only_a_table_need_no_text() -> None:
    report = build("2021", None, {PROBLEMS: ["有不足。"]})
    assert texts(report, "s2") == texts(report, "s3") == texts(report, "s4") == []


def test_the_clerks_rows_replace_the_generated_text() -> None:
    report = build(
        "2021", None, {"一、总体情况": ["自己写的。"], PROBLEMS: ["有不足。"], "前言": ["自己的前言。"]}
    )
    assert texts(report, "s1") == ["自己写的。"]
    assert texts(report, PREAMBLE) == ["自己的前言。"]


def test_a_unit_of_2008_keeps_its_own_chapters_in_its_own_order() -> None:
    report = build(
        "2008",
        None,
        {
            "前言": ["前言。"],
            "一、政府信息主动公开情况": ["公开。"],
            "二、机构建设和人员情况": ["人员。"],
            "三、存在的主要问题及改进情况": ["有不足。"],
        },
        given=False,
    )
    chapters, findings = done(report)
    assert chapters == [
        (PREAMBLE, ""),
        ("s2", "政府信息主动公开情况"),
        ("", "机构建设和人员情况"),
        ("s5", "存在的主要问题及改进情况"),
    ]
    assert {(f.rule, f.severity) for f in findings} == {("2008.txt.missing", "warning")}


def test_a_wrong_ordinal_of_an_own_chapter_is_replaced_with_a_warning() -> None:
    report = build("2008", None, {"一、概述": ["甲。"], "三、机构建设": ["乙。"]}, given=False)
    told = [f for f in done(report)[1] if f.rule == "T29"]
    assert [(f.severity, f.quote) for f in told] == [("warning", "三、机构建设")]


def test_a_heading_of_2008_pasted_into_the_text_begins_a_chapter() -> None:
    report = build(
        "2008", None, {"一、概述": ["甲。", ("（一）", "二、收费及减免情况。"), "免费。"]}, given=False
    )
    chapters, _ = done(report)
    assert chapters[1:] == [("s1", "概述"), ("", "收费及减免情况")]


def test_an_empty_section_five_of_2008_is_an_error_once_the_unit_has_chosen_it() -> None:
    report = build("2008", None, {"五、主要问题和改进措施": []}, given=False)
    assert ("2008.txt.missing", "error") in [(f.rule, f.severity) for f in done(report)[1]]


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
def test_completing_a_completed_report_changes_nothing_more(format_id: str) -> None:
    heading = build(format_id).format.sections[0].heading
    rows = ["前段,共[[单位全称]]。", ("（一）", "(二)甲。乙,丙。"), "1、丁", ("1.", "戊"), "（1）己"]
    once, _ = complete(build(format_id, None, {heading: rows}))
    again, findings = complete(once)
    assert again.chapters == once.chapters
    assert not [f for f in findings if f.rule.startswith("T") or f.rule.endswith((".heading", ".order"))]
