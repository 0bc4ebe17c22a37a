"""Two documents as one: what stands where, and with which mark."""

from dataclasses import replace

from generator.batch.comparison.aligning import align
from generator.batch.comparison.merging import Merged, merge
from generator.document import compose
from generator.document.model import Block, Document, Heading, Imprint, Letterhead, Paragraph, Span, Table
from tests.compare.versions import new, old


def documents() -> tuple[Document, Document]:
    reports = old().report, new().report
    assert reports[0] is not None
    assert reports[1] is not None
    return compose(reports[0]), compose(reports[1])


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def of(document: Document, *blocks: Block) -> Document:
    return replace(document, blocks=blocks)


def version(merged: tuple[Merged, ...], mark: str) -> list[str]:
    """The texts of one of the two versions, read off the marks."""
    texts = []
    for item in merged:
        if isinstance(item.block, Paragraph | Heading) and item.whole in ("same", mark):
            text = "".join(p.text for p in item.pieces if p.mark in ("same", mark))
            block = item.block
            whole = block.text if isinstance(block, Paragraph) else block.number + block.text
            texts.append(text if item.pieces else whole)
    return [text for text in texts if text]


def texts(document: Document) -> list[str]:
    return [
        block.text if isinstance(block, Paragraph) else block.number + block.text
        for block in document.blocks
        if isinstance(block, Paragraph | Heading)
    ]


def test_both_versions_can_be_read_off_the_merged_one() -> None:
    before, after = documents()
    merged = merge(before, after)
    assert version(merged, "deleted") == texts(before)
    assert version(merged, "inserted") == texts(after)


def test_a_deleted_paragraph_stands_before_what_replaces_it() -> None:
    before, after = documents()
    one, two = paragraph("编制重点领域公开事项清单。"), paragraph("没有收取信息处理费。")
    merged = merge(of(before, one), of(after, two))
    assert [(m.block, m.whole) for m in merged] == [(one, "deleted"), (two, "inserted")]


def test_paragraphs_that_are_alike_are_versions_of_one_another_even_after_an_inserted_one() -> None:
    first, second = paragraph("全年主动公开政府信息3119条。"), paragraph("全年主动公开政府信息3120条。")
    added = paragraph("依申请公开均按期答复。")
    assert align([first], [added, second]) == [(None, added), (first, second)]


def test_a_paragraph_is_no_version_of_a_heading() -> None:
    words = "下一步改进措施"
    assert align([paragraph(words)], [Heading(2, "", words)]) == [
        (paragraph(words), None),
        (None, Heading(2, "", words)),
    ]


def test_a_changed_figure_shows_both_values_in_its_cell() -> None:
    shown = {
        cell.field: cell.text
        for item in merge(*documents())
        if isinstance(item.block, Table)
        for cell in item.block.cells
        if (cell.row, cell.col) in item.cells
    }
    assert shown["app.new.natural"] == "412→417"
    assert shown["app.new.total"] == "564→569"


def test_a_run_in_heading_keeps_its_typeface_where_text_behind_it_changes() -> None:
    before, after = documents()
    runs = [block for block in before.blocks if isinstance(block, Paragraph) and len(block.spans) > 1]
    first = runs[0]
    other = replace(first, spans=(first.spans[0], Span(first.spans[1].text.replace("。", "！"))))
    block = merge(of(before, first), of(after, other))[0].block
    assert isinstance(block, Paragraph)
    assert block.spans[0] == first.spans[0]
    assert {span.role for span in block.spans[1:]} == {None}


def test_letterhead_and_imprint_stand_once_as_they_are_now() -> None:
    before, after = documents()
    merged = merge(
        of(before, Letterhead("文件", "南政发〔2016〕3号"), Imprint("", "办公室", "2016年2月3日印发")),
        of(after, Letterhead("文件", "南政发〔2016〕4号"), Imprint("", "办公室", "2016年2月4日印发")),
    )
    assert [m.whole for m in merged] == ["inserted", "inserted"]


def test_a_table_of_another_shape_is_shown_twice() -> None:
    before, after = documents()
    table = next(block for block in after.blocks if isinstance(block, Table))
    shorter = replace(
        table, rows=table.rows - 1, cells=tuple(c for c in table.cells if c.row < table.rows - 1)
    )
    merged = merge(of(before, table), of(after, shorter))
    assert [m.whole for m in merged] == ["deleted", "inserted"]
