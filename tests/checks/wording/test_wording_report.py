"""The review of a whole report: what it looks at, what it leaves alone, and that clean text gives no alarm."""

import json
from pathlib import Path

import pytest

from generator.checks.wording import RULES, review
from generator.formats import load
from generator.narrative.mending import mend_findings, mend_paragraph
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars, Report, Source

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3].parent / "shared" / "reports"
ORDER = {"none": 0, "notice": 1, "warning": 2, "error": 3}


def report(*chapters: Chapter, doc_number: str = "") -> Report:
    particulars = Particulars(
        2024, "临江区人民政府", "临江区", "", "临江区人民政府办公室", None, doc_number=doc_number
    )
    places = {"doc_number": Place("基本信息", "B9")}
    nothing = frozenset[str]()
    return Report(load("2021"), particulars, chapters, {}, nothing, places, Approval(), Source("a.xlsx", ""))


def chapter(*texts: str, level: Level = Level.BODY, section: str = "", heading: str = "总体情况") -> Chapter:
    paragraphs = tuple(Paragraph(level, text, Place("正文", f"C{n}")) for n, text in enumerate(texts, 2))
    return Chapter(section, heading, paragraphs, Place("正文", "A2"))


def test_a_finding_carries_the_place_of_its_paragraph() -> None:
    (finding,) = review(report(chapter("公开情况良好。", "共受理××件。")))
    assert finding.place == Place("正文", "C3")


def test_headings_are_looked_at_with_their_place() -> None:
    (finding,) = review(report(chapter("公开情况良好。", heading="总体情况（上")))
    assert (finding.rule, finding.place) == ("T40", Place("正文", "A2"))


def test_text_that_the_program_wrote_is_left_alone() -> None:
    paragraph = Paragraph(Level.BODY, "共受理××件", generated=True)
    assert review(report(Chapter("", "总体情况", (paragraph,)))) == ()


def test_a_paragraph_without_a_place_takes_that_of_its_chapter() -> None:
    paragraph = Paragraph(Level.BODY, "共受理××件。")
    (finding,) = review(report(Chapter("", "总体情况", (paragraph,), Place("正文", "A7"))))
    assert finding.place == Place("正文", "A7")


def test_addresses_and_references_are_no_text() -> None:
    text = "详见http://a.gov.cn/XX--(1.html和[[新收 (合计]]，邮箱XX@a.cn。"
    assert review(report(chapter(text))) == ()


def test_the_end_of_a_list_is_seen_from_the_paragraph_that_follows() -> None:
    items = Chapter(
        "",
        "主动公开",
        (
            Paragraph(Level.BODY, "全年公开14393条。其中：", Place("正文", "C2")),
            Paragraph(Level.BODY, "网站公开817条；", Place("正文", "C3")),
            Paragraph(Level.BODY, "其他1912条；", Place("正文", "C4")),
        ),
    )
    (finding,) = review(report(items))
    assert (finding.rule, finding.place) == ("T43", Place("正文", "C4"))


def test_a_colon_before_the_table_of_a_section_is_right() -> None:
    fmt = load("2021")
    section = next(section for section in fmt.sections if section.tables)
    text = "具体情况如下："
    assert review(report(chapter(text, section=section.id))) == ()
    assert [f.rule for f in review(report(chapter(text)))] == ["T43"]
    without = next(section for section in fmt.sections if not section.tables)
    assert [f.rule for f in review(report(chapter(text, section=without.id)))] == ["T43"]


def test_levels_that_rise_above_the_first_are_told_once() -> None:
    levels = (Level.THREE, Level.THREE, Level.TWO, Level.THREE, Level.TWO)
    paragraphs = tuple(
        Paragraph(level, "强化组织领导", Place("正文", f"C{n}")) for n, level in enumerate(levels, 2)
    )
    findings = review(report(Chapter("", "总体情况", paragraphs)))
    assert [(f.rule, str(f.place)) for f in findings] == [("T57", "正文!C4")]


def test_t52_grouping_of_digits_is_compared_over_the_whole_report() -> None:
    findings = review(report(chapter("公开12,345条。", "访问量45678次。", "投入98765元。")))
    assert [(f.rule, f.severity, str(f.place)) for f in findings] == [("T52", Severity.NOTICE, "正文!C3")]
    assert "“12,345”、“45678”" in findings[0].message


@pytest.mark.parametrize(
    "texts",
    [
        ("公开12,345条。", "访问量45,678次。"),
        ("公开12345条。", "访问量45678次。"),
        ("公开12,345条。", "访问量4567次，邮编150001，电话82345678。"),
        ("公开1,234条。", "访问量45678次。"),
    ],
)
def test_t52_numbers_of_four_digits_and_codes_do_not_count(texts: tuple[str, ...]) -> None:
    assert review(report(chapter(*texts))) == ()


@pytest.mark.parametrize("number", ["南政发[2016]3号", "南政发〔2016〕03号", "南政发〔2016〕第3号", "3号"])
def test_t67_the_units_own_document_number_must_be_right(number: str) -> None:
    (finding,) = review(report(doc_number=number))
    assert (finding.rule, finding.severity) == ("T67", Severity.ERROR)
    assert (finding.field, finding.place) == ("doc_number", Place("基本信息", "B9"))


@pytest.mark.parametrize("number", ["", "南政发〔2016〕3号", "漳审综〔2026〕12号"])
def test_t67_a_right_document_number_passes(number: str) -> None:
    assert review(report(doc_number=number)) == ()


def test_a_paragraph_that_stands_twice_is_a_warning() -> None:
    text = "加强区政府网站的日常管理，及时更新各栏目的内容。"
    (finding,) = review(report(chapter(text, "公开情况良好。", text)))
    assert (finding.rule, finding.severity, str(finding.place)) == ("T61", Severity.WARNING, "正文!C4")
    assert "正文!C2" in finding.message
    assert review(report(chapter("本年度无。", "公开情况良好。", "本年度无。"))) == ()


def clean_lines() -> list[str]:
    text = (HERE / "clean_sentences.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_there_are_at_least_two_hundred_clean_sentences() -> None:
    assert len(set(clean_lines())) >= 200


@pytest.mark.parametrize("text", clean_lines(), ids=lambda text: text[:16])
def test_a_clean_sentence_is_neither_mended_nor_reported(text: str) -> None:
    mended = mend_paragraph(text)
    assert mended.text == text
    assert review(report(chapter(text))) == ()


def test_the_catalogue_lists_every_rule_once_in_order_with_meaning_and_mend_in_chinese() -> None:
    ids = [rule.id for rule in RULES]
    # T64 (years) is found from the figures and dates of the whole report.
    assert ids == [f"T{n}" for n in range(40, 70) if n != 64]
    for rule in RULES:
        assert rule.mend.startswith("请")
        assert any("\u4e00" <= char <= "\u9fff" for char in rule.meaning)


def published(name: str) -> tuple[Finding, ...]:
    """All that mending and review say of the narrative of a published report."""
    data = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    findings: list[Finding] = []
    chapters: dict[str, list[Paragraph]] = {}
    for row in data["narrative"]:
        mended = mend_paragraph(row["text"])
        place = Place("正文", row["text"])
        findings += mend_findings(mended, place)
        chapters.setdefault(row["section"], []).append(Paragraph(Level(row["level"]), mended.text, place))
    made = [Chapter("", name, tuple(paragraphs)) for name, paragraphs in chapters.items()]
    return (*findings, *review(report(*made)))


KINDS = {"stray_space", "end_punctuation", "punctuation", "quotes", "wording", "missing_character"}


def test_the_faults_of_published_reports_are_found_with_the_severity_expected() -> None:
    for path in SHARED.glob("errors.json"):
        for fault in json.loads(path.read_text(encoding="utf-8"))["errors"]:
            if fault["kind"] in KINDS and fault["testable"]:
                quote = fault["quote"].split("…")[0]
                severities = [
                    ORDER[finding.severity]
                    for finding in published(fault["report"])
                    if finding.place and quote in finding.place.cell
                ]
                assert max(severities, default=0) >= ORDER[fault["expect"]], fault


def test_published_reports_give_no_error_and_few_warnings() -> None:
    for path in SHARED.glob("20*_*.json"):
        findings = published(path.stem)
        assert not [finding for finding in findings if finding.severity is Severity.ERROR]
        assert len([finding for finding in findings if finding.severity is Severity.WARNING]) <= 7
