"""Documents that the tests of the HTML report look at: the samples, and one with every kind of block."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from generator.checks.examine import examine
from generator.clock import CHINA
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
    TableCell,
    TableNote,
    Title,
)

SAMPLES = Path(__file__).parents[2] / "samples"
HOSTILE = "<script>alert(1)</script>&amp; {{ 7*7 }} \"'"


def samples() -> Iterator[Document]:
    """The documents of the sample workbooks."""
    for path in sorted(SAMPLES.glob("*.xlsx")):
        report = examine(path).report
        assert report is not None
        yield compose(report)


def everything(text: str = "全区主动公开政府信息3119条。", draft: bool = False) -> Document:
    """One of every kind of block; `text` stands wherever a clerk's words can stand."""
    cells = (
        TableCell(0, 0, 2, 2, "header", "项目", "Column"),
        TableCell(0, 2, 1, 1, "header", "数量", "Column"),
        TableCell(1, 2, 1, 1, "header", "件", "Column"),
        TableCell(2, 0, 2, 1, "label", "三、办理", "Row", stacked=True),
        TableCell(2, 1, 1, 1, "label", text, "Row", level=1),
        TableCell(2, 2, 1, 1, "figure", "12", field="app.one"),
        TableCell(3, 1, 1, 1, "label", "其他", "Row", level=4),
        TableCell(3, 2, 1, 1, "figure", "0", field="app.two"),
    )
    return Document(
        title="南岗区2015年政府信息公开工作年度报告",
        unit="哈尔滨市南岗区人民政府",
        blocks=(
            Letterhead("哈尔滨市南岗区人民政府文件", "南政发〔2016〕3号", ("王建国",)),
            Title("南岗区2015年政府信息公开工作年度报告"),
            Paragraph((Span("市政府办公室："),), flush=True),
            Heading(1, "一、", "概述"),
            Heading(2, "（一）", "主动公开"),
            Paragraph((Span("主动公开。", Role.KAI), Span(text))),
            Table("t", "办理情况", 4, 3, 2, cells),
            TableNote("注：单位为件。"),
            AnnexList(("统计表",)),
            SignOff(("哈尔滨市南岗区人民政府",), "2016年2月3日"),
            AnnexMark("附件"),
            Imprint("区委办公室。", "南岗区人民政府办公室", "2016年2月3日印发"),
        ),
        draft=draft,
        issue_date=date(2016, 2, 3),
        created=datetime(2016, 2, 3, tzinfo=CHINA),
        format_id="2008",
        report_year=2015,
    )
