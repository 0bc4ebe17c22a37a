"""Each rule that only reports: what it must find, with its severity, and the look-alikes it must pass by.

Clauses: GB/T 15834 (marks), GB/T 15835 (numerals), GB/T 9704 (official documents).
"""

from dataclasses import replace
from typing import Any

import pytest
from wording_cases import FOUND, PASSED

from generator.checks.wording.model import Line
from generator.checks.wording.review import RULES, review_line
from generator.narrative.mending import mend_paragraph
from generator.narrative.mending.protect import without_addresses
from generator.report.finding import Finding, Severity
from generator.report.model import Level

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


def findings(text: str, **line: Any) -> list[Finding]:
    """What the rules say of one paragraph after mending; body text unless told otherwise."""
    mended = mend_paragraph(text).text
    body = Line(mended, without_addresses(mended), "body", None, Level.BODY)
    return list(review_line(replace(body, **line)))


def told(text: str) -> set[tuple[str, Severity]]:
    return {(finding.rule, finding.severity) for finding in findings(text)}


EXACT = [
    ("”云公开“平台。", {("T41", W)}),
    ("，”云公开“平台。", {("T41", W), ("T42", E)}),
    ("”云公开平台。", {("T40", E), ("T42", E)}),
    ("进入首页-政务公开-年报查看。", {("T46", N)}),
    ("首页-政务公开-年报，哈尔滨-北京。", {("T46", N), ("T46", W)}),
    ("增长5-8%。", {("T47", W)}),
    ("受理—登记—审核—答复，北京—上海。", {("T45", N)}),
    ("2021,2022年两年。", {("T51", N)}),
    ("2022,2021年两年。", {("T51", E)}),
    ("2021,2021年两年。", {("T51", E)}),
]


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_one_fault_is_told_once_and_as_what_it_is(text: str, expected: set[tuple[str, Severity]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("rule", "severity", "text"), FOUND)
def test_the_rule_finds(rule: str, severity: Severity, text: str) -> None:
    assert (rule, severity) in told(text)


@pytest.mark.parametrize(("rule", "text"), PASSED)
def test_the_rule_passes_by(rule: str, text: str) -> None:
    assert rule not in {finding.rule for finding in findings(text)}


def test_every_rule_but_the_one_on_the_whole_report_has_both_kinds_of_case() -> None:
    ids = {rule.id for rule in RULES} - {"T52", "T61"}
    assert ids == {case[0] for case in FOUND} - {"T61"}
    assert ids == {case[0] for case in PASSED}


def test_each_finding_quotes_the_place_and_says_how_to_mend_it() -> None:
    (finding,) = findings("南政发〔2016〕03号文件印发。")
    assert finding.quote == "南政发〔2016〕03号"
    assert "“南政发〔2016〕03号文件印发。”" in finding.message
    for _, _, text in FOUND:
        for finding in findings(text):
            assert "请" in finding.message
            assert finding.message.endswith("。")
            assert finding.quote


def test_places_of_one_kind_are_told_together_with_their_number() -> None:
    text = "《甲》、《乙》、《丙》、《丁》、《戊》均已公开。"
    (finding,) = [f for f in findings(text) if f.rule == "T54"]
    assert finding.message.count("”、“") == 2
    assert "等4处" in finding.message


def test_a_long_place_is_shown_by_its_ends() -> None:
    text = "会议指出：“" + "落实“三审三校”制度，" + "公开" * 30 + "完。”"
    (finding,) = [f for f in findings(text) if f.rule == "T56"]
    assert "……" in finding.message
    assert len(finding.message) < 120


def test_an_unpaired_quotation_mark_that_runs_over_paragraphs_is_no_fault() -> None:
    first = findings("“公开是常态。", next_text="“不公开是例外。”")
    assert not [f for f in first if f.rule == "T40"]
    assert [f for f in findings("“公开是常态。", next_text="不公开是例外。") if f.rule == "T40"]
    assert [f for f in findings("公开“是常态。", next_text="“不公开是例外。”") if f.rule == "T40"]
    assert not findings("“公开”是常态。", next_text="“不公开”是例外。")
    (other,) = findings("“公开（是常态。", next_text="“不公开是例外。”")
    assert other.quote == "（"


@pytest.mark.parametrize("text", ["强化组织领导", "强化组织领导，健全工作机制", "主动公开情况"])
def test_headings_and_items_without_an_inner_sentence_need_no_final_mark(text: str) -> None:
    assert not findings(text, kind="heading", level=None)
    assert not findings(text, kind="item", level=Level.THREE)


def test_an_item_with_several_sentences_needs_one() -> None:
    (finding,) = findings("主动公开情况。全年公开9945条", kind="item", level=Level.TWO)
    assert (finding.rule, finding.severity) == ("T43", W)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({"last": True}, True),
        ({"next_level": Level.BODY}, False),
        ({"next_level": Level.TWO}, True),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.THREE}, False),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.TWO}, True),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.FOUR}, False),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.BODY}, False),
    ],
)
def test_the_last_item_of_a_list_ends_in_a_full_stop(line: dict[str, object], found: bool) -> None:
    text = "其他方式公开政府信息1912条，占13.3%；"
    assert bool(findings(text, **line)) is found


def test_a_colon_may_end_a_chapter_only_before_its_table() -> None:
    assert findings("具体情况如下表：", last=True)
    assert not findings("具体情况如下表：", last=True, tables=True)
    assert not findings("具体情况如下：", next_level=Level.TWO)
    assert findings("主要做法如下：", last=True)


@pytest.mark.parametrize(
    "text",
    [
        "现将有关情况报告如下：",
        "现将我办全年公开工作汇报如下：",
        "现将有关情况公布如下：",
        "结合工作实际，编制本年度报告：",
    ],
)
def test_a_sentence_that_opens_the_report_points_to_the_chapters(text: str) -> None:
    assert not findings(text, last=True)


def test_a_list_of_quoted_answers_may_follow_in_paragraphs_of_their_own() -> None:
    text = "在已经答复的1件申请中，"
    assert not findings(text, next_text="“同意公开”的1件，占总数的100%。", next_level=Level.BODY)
    assert findings(text, next_text="同意公开1件。", next_level=Level.BODY)


def test_a_line_that_only_names_the_unit_needs_no_mark() -> None:
    assert not findings("临江区人民政府", own_names=frozenset({"临江区人民政府"}))
    assert findings("临江区人民政府")


def test_a_line_of_body_text_that_only_names_a_subject_looks_like_a_heading() -> None:
    (finding,) = findings("主动公开政府信息情况", next_level=Level.BODY)
    assert (finding.rule, finding.severity) == ("T43", N)
    for sentence in ("全年未出现收费情况", "我局健全了公开机制", "已公开9项内容"):
        assert ("T43", W) in {(f.rule, f.severity) for f in findings(sentence, next_level=Level.BODY)}
    assert ("T43", W) in {(f.rule, f.severity) for f in findings("主动公开政府信息情况", last=True)}


def test_levels_go_down_from_the_highest_one_used() -> None:
    (finding,) = findings("强化监督", kind="item", level=Level.TWO, outranked=True)
    assert (finding.rule, finding.severity) == ("T57", W)


def test_a_fault_in_the_units_own_document_numbers_is_an_error() -> None:
    text = "《通知》（南政发〔2016〕03号）印发。"
    (own,) = findings(text, own_number="南政发〔2017〕5号")
    (other,) = findings(text, own_number="北政发〔2017〕5号")
    assert (own.severity, other.severity) == (E, N)
