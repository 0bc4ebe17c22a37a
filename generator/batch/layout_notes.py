"""What the typesetter could not make better, told as notices with the cell of the text: 孤字, a page of one line …"""

from generator.document.model import Paragraph, Table
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Report
from generator.typesetting.model import Layout, Remark

_MOST = 5
"""A report tells no more of them one by one: they are matters of looks."""
_ENDING = 4
"""Characters of a paragraph that must agree at least, so that it is taken for the block's."""


def layout_notes(report: Report, layout: Layout) -> tuple[Finding, ...]:
    """One notice for each remark of the layout, `layout.text`, `layout.table` or `layout.page`; the first few only."""
    told = [
        Finding(
            Severity.NOTICE,
            f"layout.{remark.kind}",
            f"排版：{remark.message}",
            _place(report, layout, remark),
        )
        for remark in layout.remarks[:_MOST]
    ]
    left = len(layout.remarks) - len(told)
    if left:
        told.append(
            Finding(
                Severity.NOTICE, "layout.text", f"排版：另有{left}处类似的情况，没有逐一列出。请改正后再看。"
            )
        )
    return tuple(told)


def _place(report: Report, layout: Layout, remark: Remark) -> Place | None:
    """The cell of the paragraph, or the sheet of the table, that the remark is about."""
    block = layout.document.blocks[remark.block]
    if isinstance(block, Table):
        return next((Place(table.sheet) for table in report.format.tables if table.id == block.id), None)
    if not isinstance(block, Paragraph):
        return None
    for chapter in report.chapters:
        for paragraph in chapter.paragraphs:
            if len(paragraph.text) >= _ENDING and block.text.endswith(paragraph.text):
                return paragraph.place or chapter.place
    return None
