"""Composition: what is printed, in the order of GB/T 9704 and of the statutory form."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from generator.document import compose
from generator.document.model import (
    AnnexList,
    AnnexMark,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Role,
    SignOff,
    Span,
    Table,
    Title,
)
from generator.narrative import complete
from generator.report.model import Approval, Report
from tests.narrative.builder import Row, build

PROBLEMS = "五、存在的主要问题及改进情况"


def composed(report: Report) -> Document:
    return compose(complete(report)[0])


def items(*rows: Row) -> list[Heading | Paragraph]:
    """The blocks of section five when it holds these rows."""
    blocks = composed(build("2021", None, {PROBLEMS: list(rows)})).blocks
    start = blocks.index(Heading(1, "五、", "存在的主要问题及改进情况")) + 1
    end = blocks.index(Heading(1, "六、", "其他需要报告的事项"))
    return [block for block in blocks[start:end] if isinstance(block, Heading | Paragraph)]


def kinds(document: Document) -> list[str]:
    return [type(block).__name__ for block in document.blocks]


def test_the_title_follows_the_formats_pattern_unless_it_is_typed() -> None:
    assert composed(build()).title == "南岗区2023年政府信息公开工作年度报告"
    typed = composed(build(title="2023年南岗区政府信息公开工作年度报告"))
    assert typed.title == "2023年南岗区政府信息公开工作年度报告"
    assert typed.blocks[0] == Title(typed.title)


def test_a_plain_report_is_title_preamble_chapters_and_sign_off() -> None:
    document = composed(build("2021", None, {PROBLEMS: ["有不足。"]}))
    assert kinds(document)[:2] == ["Title", "Paragraph"]
    assert kinds(document)[-1] == "SignOff"
    assert "Letterhead" not in kinds(document)


def test_chapters_are_numbered_and_each_table_stands_behind_the_text_of_its_section() -> None:
    document = composed(build("2021", None, {"二、主动公开政府信息情况": ["说明。"], PROBLEMS: ["有不足。"]}))
    headings = [block.number + block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[:2] == ["一、总体情况", "二、主动公开政府信息情况"]
    at = document.blocks.index(Heading(1, "二、", "主动公开政府信息情况"))
    assert document.blocks[at + 1] == Paragraph((Span("说明。"),))
    table = document.blocks[at + 2]
    assert isinstance(table, Table)
    assert table.id == "2021.t2"
    assert [block.id for block in document.blocks if isinstance(block, Table)] == [
        "2021.t2",
        "2021.t3",
        "2021.t4",
    ]


def test_a_short_first_sentence_of_a_second_level_item_is_run_in() -> None:
    block = items(("（一）", "公开不够及时。部分信息更新较慢。"))[0]
    assert block == Paragraph((Span("（一）公开不够及时。", Role.KAI), Span("部分信息更新较慢。")))


def test_a_second_level_item_alone_on_its_line_is_a_heading_without_full_stop() -> None:
    assert items(("（一）", "主要问题。"))[0] == Heading(2, "（一）", "主要问题")
    assert items(("（一）", "主要问题"))[0] == Heading(2, "（一）", "主要问题")


def test_a_long_sentence_of_the_second_level_is_a_paragraph_and_no_heading() -> None:
    text = "政府信息公开的及时性和全面性还不够，部分单位对这项工作的重要性认识不足。"
    assert items(("（一）", text))[0] == Paragraph((Span("（一）" + text),))
    assert items(("（一）", text + "下一步改进。"))[0] == Paragraph((Span("（一）" + text + "下一步改进。"),))


@pytest.mark.parametrize(("length", "run_in"), [(25, True), (26, False)])
def test_the_first_sentence_is_run_in_up_to_25_cells(length: int, run_in: bool) -> None:
    block = items(("（一）", "字" * length + "。后文。"))[0]
    assert isinstance(block, Paragraph)
    assert (len(block.spans) == 2) is run_in


def test_western_characters_count_half_a_cell() -> None:
    block = items(("（一）", "字" * 24 + "12。后文。"))[0]
    assert isinstance(block, Paragraph)
    assert len(block.spans) == 2


@pytest.mark.parametrize("level", ["1.", "（1）"])
def test_third_and_fourth_level_are_body_type_throughout(level: str) -> None:
    block = items((level, "加强培训。每季一次。"))[0]
    assert block == Paragraph((Span(level + "加强培训。每季一次。"),))


def test_figures_in_the_table_are_printed_as_given_and_zeros_as_zero() -> None:
    report = build("2021", {"pub.fee.amount": "96171.60", "app.new.natural": 14069})
    cells = {
        c.field: c.text for b in composed(report).blocks if isinstance(b, Table) for c in b.cells if c.field
    }
    assert cells["pub.fee.amount"] == "96171.6"
    assert cells["app.new.total"] == "14069"
    assert cells["rev.total"] == "0"
    assert set(cells) == set(report.format.fields)


def test_a_decrease_is_printed_with_a_minus_sign() -> None:
    blocks = composed(build("2019", {"pub.penalty.change": -253})).blocks
    cells = {c.field: c.text for b in blocks if isinstance(b, Table) for c in b.cells}
    assert cells["pub.penalty.change"] == "-253"


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
def test_every_head_cell_and_label_has_a_scope_and_no_figure_has_one(format_id: str) -> None:
    tables = [block for block in composed(build(format_id)).blocks if isinstance(block, Table)]
    assert tables
    for cell in (cell for table in tables for cell in table.cells):
        if cell.kind in ("header", "caption"):
            assert cell.scope == "Column"
        elif cell.kind == "label":
            assert cell.scope == "Row"
        else:
            assert cell.scope is None


def test_the_request_table_keeps_its_head_rows_widths_and_the_stacked_label() -> None:
    table = next(b for b in composed(build()).blocks if isinstance(b, Table) and b.id == "2021.t3")
    assert (table.rows, table.cols, table.header_rows) == (28, 10, 3)
    assert sum(table.widths_mm) == pytest.approx(156)
    assert [cell.text for cell in table.cells if cell.stacked] == ["三、本年度办理结果"]


def test_figures_of_2008_are_not_printed_and_the_annex_begins_a_new_page() -> None:
    document = composed(build("2008", {"st.deny.trade": 2}))
    assert [block.id for block in document.blocks if isinstance(block, Table)] == ["2008.annex"]
    assert kinds(document)[-5:] == ["AnnexList", "SignOff", "AnnexMark", "Title", "Table"]
    assert document.blocks[-3] == AnnexMark("附件")
    assert document.blocks[-2] == Title("政府信息公开情况统计表")
    assert AnnexList(("政府信息公开情况统计表",)) in document.blocks
    levels = {
        cell.text: cell.level for block in document.blocks if isinstance(block, Table) for cell in block.cells
    }
    assert levels["涉及商业秘密"] == 4


def test_an_annex_that_is_not_given_leaves_no_trace() -> None:
    report = replace(build("2008", {"st.fee": 0}), given_tables=frozenset({"2008.facts"}))
    assert not {"AnnexMark", "AnnexList", "Table"} & set(kinds(composed(report)))


def test_a_document_number_sets_the_letterhead_with_the_units_name() -> None:
    document = composed(build(doc_number="南政〔2024〕2号", addressee="市政府办公室："))
    assert document.blocks[0] == Letterhead("江北市南岗区人民政府文件", "南政〔2024〕2号")
    assert document.blocks[1] == Title(document.title)
    assert document.blocks[2] == Paragraph((Span("市政府办公室："),), flush=True)


def test_the_mark_and_the_signers_can_be_given() -> None:
    extra = {"mark": "南岗区人民政府", "signers": "张三、李四"}
    document = composed(build(doc_number="南政〔2024〕2号", extra=extra))
    assert document.blocks[0] == Letterhead("南岗区人民政府", "南政〔2024〕2号", ("张三", "李四"))


def test_a_letter_bears_the_authoritys_name_alone_and_its_imprint_the_copies_alone() -> None:
    """信函格式 (10.1): no 文件 in the mark, no 印发机关, date and rules in 版记."""
    extra = {
        "layout": "信函",
        "mark": "梧桐区人民政府文件",
        "copies_to": "区委办公室",
        "issuer": "区政府办公室",
    }
    blocks = composed(build(doc_number="梧政函〔2024〕2号", extra=extra)).blocks
    assert blocks[0] == Letterhead("梧桐区人民政府", "梧政函〔2024〕2号", letter=True)
    assert blocks[-1] == Imprint("区委办公室。", "", "", ruled=False)


def test_the_layout_that_is_chosen_overrides_the_number() -> None:
    plain = composed(build(doc_number="南政〔2024〕2号", extra={"layout": "普通"}))
    assert isinstance(plain.blocks[0], Title)
    annex = composed(build(extra={"layout": "附件"}))
    assert annex.blocks[0] == AnnexMark("附件")
    assert isinstance(annex.blocks[1], Title)


@pytest.mark.parametrize(
    ("typed", "diameter"), [("42", 42), ("45毫米", 45), ("50.5 mm", 50.5), ("", 0), ("大", 0), ("4", 0)]
)
def test_the_sign_off_has_name_date_without_leading_zeros_and_room_for_the_seal(
    typed: str, diameter: float
) -> None:
    report = build(issue_date=date(2024, 2, 3), extra={"seal_diameter": typed})
    assert composed(report).blocks[-1] == SignOff(("江北市南岗区人民政府办公室",), "2024年2月3日", diameter)


def test_authorities_that_issue_together_sign_one_below_the_other() -> None:
    block = composed(build(signatory="南岗区教育局；南岗区财政局")).blocks[-1]
    assert isinstance(block, SignOff)
    assert block.signatories == ("南岗区教育局", "南岗区财政局")


def test_the_imprint_stands_last_where_copies_or_an_issuing_office_are_named() -> None:
    extra = {"copies_to": "抄送：区委办公室。", "issuer": "区政府办公室"}
    document = composed(build("2008", extra=extra))
    assert document.blocks[-1] == Imprint("区委办公室。", "区政府办公室", "2016年1月20日印发")
    assert "Imprint" not in kinds(composed(build()))


def test_a_report_is_a_draft_until_it_is_approved_by_name_and_date() -> None:
    assert not composed(build()).draft
    assert composed(replace(build(), approval=Approval("张三", "李四", "王五"))).draft
    assert composed(replace(build(), approval=Approval(approved_on=date(2024, 1, 1)))).draft


def test_the_time_stamp_is_the_date_of_issue_or_what_the_environment_fixes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    china = timezone(timedelta(hours=8))
    assert composed(build()).created == datetime(2024, 1, 20, tzinfo=china)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert composed(build()).created == datetime(1970, 1, 1, 8, tzinfo=china)


def test_margins_are_mirrored_only_where_that_is_asked_for() -> None:
    assert composed(build(extra={"mirror": "是"})).mirror
    assert not composed(build(extra={"mirror": "否"})).mirror
    assert not composed(build()).mirror


def test_the_same_report_gives_the_same_document() -> None:
    report = build("2021", {"app.new.natural": Decimal(3)}, {PROBLEMS: ["有不足。"]})
    assert composed(report) == composed(report)
