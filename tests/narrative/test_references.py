"""[[名称或编号]] in the text stands for the figure of the table, or a line of 基本信息."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.narrative import complete
from generator.narrative.references import figure_names
from generator.report.finding import Place
from tests.narrative.builder import build

SECTION = "五、存在的主要问题及改进情况"
ENTRIES = {
    "app.new.natural": 20,
    "app.new.company": 1,
    "app.open.natural": 3,
    "app.deny.secret.natural": 2,
    "app.deny.query.natural": 4,
    "pub.fee.amount": "12.50",
    "suit.direct.uphold": 2,
    "suit.after.other": 3,
}


def written(text: str, format_id: str = "2021", **particulars: object) -> tuple[str, list[str]]:
    """What the text says when completed, and the errors about references."""
    report = build(format_id, ENTRIES if format_id == "2021" else None, {SECTION: [text]}, **particulars)
    completed, findings = complete(report)
    chapter = completed.chapter("s5")
    assert chapter is not None
    faults = [finding.message for finding in findings if finding.rule.endswith(".txt.reference")]
    return chapter.paragraphs[0].text, faults


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("[[app.new.total]]", "21"),
        ("[[APP.NEW.TOTAL]]", "21"),
        ("[[一、本年新收政府信息公开申请数量·总计]]", "21"),
        ("[[一、本年新收政府信息公开申请数量]]", "21"),
        ("[[新收申请]]", "21"),
        ("[[ 新收申请 ]]", "21"),
        ("［［新收申请］］", "21"),
        ("[[(一)予以公开·总计]]", "3"),
        ("[[予以公开]]", "3"),
        ("[[不予公开]]", "6"),
        ("[[app.deny.all.total]]", "6"),
        ("[[应办理申请]]", "21"),
        ("[[行政诉讼总计]]", "5"),
        ("[[行政事业性收费金额]]", "12.5"),
        ("[[规范性文件·现行有效件数]]", "0"),
        ("[[单位全称]]", "江北市南岗区人民政府"),
        ("[[report_year]]", "2023"),
        ("[[成文日期]]", "2024年1月20日"),
    ],
)
def test_a_name_or_id_becomes_the_figure(reference: str, text: str) -> None:
    assert written(f"其中{reference}。") == (f"其中{text}。", [])


def test_several_references_stand_in_one_paragraph() -> None:
    text, faults = written("新收[[新收申请]]件，予以公开[[予以公开]]件。")
    assert text == "新收21件，予以公开3件。"
    assert not faults


def test_an_unknown_name_stays_and_is_an_error_with_near_spellings() -> None:
    text, faults = written("新收[[新收申清]]件。")
    assert text == "新收[[新收申清]]件。"
    assert len(faults) == 1
    assert "“[[新收申清]]”不是本格式的填报项" in faults[0]
    assert "是否指“新收申请”" in faults[0]
    assert "请改为" in faults[0]


def test_the_error_names_the_cell_that_holds_the_reference() -> None:
    _, findings = complete(build("2021", None, {SECTION: ["前段。", "共[[没有]]件。"]}))
    fault = next(finding for finding in findings if finding.rule == "2021.txt.reference")
    assert fault.place == Place("正文", "C11")
    assert fault.quote == "[[没有]]"
    assert fault.severity == "error"


def test_a_figure_that_is_not_filled_in_is_an_error_and_not_a_zero() -> None:
    completed, findings = complete(build("2008", None, {"一、概述": ["共[[收到申请]]件。"]}, given=False))
    assert completed.chapters[1].paragraphs[0].text == "共[[收到申请]]件。"
    assert any("表中没有这个数" in finding.message for finding in findings)


def test_a_line_of_the_particulars_that_is_empty_is_an_error() -> None:
    text, faults = written("电话[[联系电话]]。")
    assert text == "电话[[联系电话]]。"
    assert "基本信息没有填写这一项" in faults[0]


@pytest.mark.parametrize(
    "trick", ["{{ 7*7 }}", "{% for x in y %}", "[[app.new.total]]", "=1+1", "\\1", "$(x)"]
)
def test_what_is_put_in_is_plain_text_and_is_not_read_again(trick: str) -> None:
    text, faults = written("由[[单位全称]]编制。", unit_name=trick)
    assert text == f"由{trick}编制。"
    assert not faults


@pytest.mark.parametrize("text", ["表[[", "见[[]]。", "数组a[0][1]。", "]]倒置[[。"])
def test_what_only_looks_like_a_reference_is_left_or_told_but_never_lost(text: str) -> None:
    assert written(text)[0].replace("。", "") == text.replace("。", "")


@given(value=st.integers(0, 10**9))
def test_text_and_table_cannot_part(value: int) -> None:
    report = build("2021", {"app.new.natural": value}, {SECTION: ["新收[[新收申请]]件。"]})
    completed, _ = complete(report)
    chapter = completed.chapter("s5")
    assert chapter is not None
    assert chapter.paragraphs[0].text == f"新收{report.figures['app.new.total']}件。"
    assert report.figures["app.new.total"] == Decimal(value)


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
def test_every_field_is_found_by_its_id_its_label_and_its_short_label(format_id: str) -> None:
    report = build(format_id)
    names = figure_names(report.format)
    for field in (*report.format.fields.values(), *report.format.derived.values()):
        from generator.narrative.references import fold

        assert all(names[fold(name)] == field.id for name in (field.id, field.label, field.short) if name)
