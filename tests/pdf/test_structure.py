"""The structure tree says what the document says, in its order, with the right kinds of elements."""

import io

import pdfplumber
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.model import Span, Table, TableCell
from generator.typesetting.model import Layout
from generator.writers.pdf import write_pdf
from tests.pdf.sample import LONG_TEXT, TITLE_LINES, Composer, wide_table
from tests.tools import poppler
from tests.tools.pdf_lint import lint, marked
from tests.tools.pdf_tree import Node, read_tree


@pytest.fixture(scope="module")
def tree(pdf: bytes) -> list[Node]:
    return read_tree(pdf)


def texts(tree: list[Node], *kinds: str) -> list[str]:
    return [node.text for node in tree if node.kind in kinds]


def test_the_text_of_the_tree_is_the_text_of_the_document(layout: Layout, tree: list[Node]) -> None:
    lines = [line for page in layout.pages for line in page.lines if line.block >= 0 and not line.repeated]
    lines.sort(key=lambda line: (line.block, line.cell or (0, line.part)))
    assert tree[0].kind == "Document"
    assert tree[0].text == "".join(line.text for line in lines)


def test_another_reader_finds_the_same_text_in_the_tree(pdf: bytes, tree: list[Node]) -> None:
    assert "".join(poppler.structure(pdf)) == tree[0].text


def test_a_title_of_two_lines_is_one_heading(tree: list[Node]) -> None:
    assert texts(tree, "H1") == ["".join(TITLE_LINES), "统计表"]


def test_headings_have_the_level_of_their_number(tree: list[Node]) -> None:
    assert texts(tree, "H2") == ["一、概述", "二、收到和处理政府信息公开申请情况"]
    assert texts(tree, "H3") == ["（一）主动公开"]


def test_a_heading_whose_level_would_skip_one_takes_the_next() -> None:
    page = Composer()
    page.heading(2, "（一）", "甲")
    page.heading(2, "（二）", "乙")
    page.heading(1, "一、", "丙")
    page.title("丁")
    page.heading(2, "（一）", "戊")
    found = [(n.kind, n.text) for n in read_tree(write_pdf(page.layout())) if n.kind[0] == "H"]
    assert found == [
        ("H1", "（一）甲"),
        ("H2", "（二）乙"),
        ("H2", "一、丙"),
        ("H1", "丁"),
        ("H2", "（一）戊"),
    ]


def test_a_paragraph_that_runs_over_pages_is_one_element() -> None:
    page = Composer()
    page.paragraph(Span(LONG_TEXT * 9))
    nodes = [node for node in read_tree(write_pdf(page.layout())) if node.kind == "P"]
    assert [(node.text, node.pages) for node in nodes] == [(LONG_TEXT * 9, (1, 2))]


def test_each_part_of_letterhead_sign_off_and_imprint_is_a_paragraph_of_its_own(tree: list[Node]) -> None:
    paragraphs = texts(tree, "P")
    for part in ("签发人：王某", "哈尔滨市南岗区人民政府", "2016年3月28日", "附件", "南岗区政府办公室"):
        assert part in paragraphs


def test_every_header_cell_has_a_scope_and_every_span_is_stated(tree: list[Node]) -> None:
    table = next(node for node in tree if node.kind == "Table")
    cells = {node.text: node for row in table.children for node in row.children if node.text}
    assert {node.kind for node in table.children} == {"TR"}
    corner = cells["项目"]
    assert corner.kind == "TH"
    assert {k: corner.attributes[k] for k in ("/Scope", "/ColSpan", "/RowSpan")} == {
        "/Scope": "/Both",
        "/ColSpan": 2,
        "/RowSpan": 3,
    }
    assert cells["法人或其他组织"].attributes["/ColSpan"] == 11
    assert cells["办理结果"].attributes["/Scope"] == "/Row"
    assert cells["办理结果"].attributes["/RowSpan"] == 4


def test_a_table_tells_a_screen_reader_what_it_is_about(tree: list[Node]) -> None:
    tables = [node for node in tree if node.kind == "Table"]
    assert [str(node.attributes["/Summary"]) for node in tables] == ["收到和处理政府信息公开申请情况"] * 2


def test_an_empty_cell_is_an_element_all_the_same(tree: list[Node]) -> None:
    table = next(node for node in tree if node.kind == "Table")
    data_row = table.children[4]
    assert [cell.kind for cell in data_row.children] == ["TH"] + ["TD"] * 13
    assert [cell.text for cell in data_row.children if not cell.text] == ["", ""]


def test_a_data_cell_names_its_headers_in_all_head_rows_and_to_its_left(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = list(opened.Root.StructTreeRoot.IDTree.Names)
        by_name = {bytes(names[i]): names[i + 1].objgen for i in range(0, len(names), 2)}
    assert list(by_name) == sorted(by_name)
    table = Table("t", "", 2, 2, 1, (
        TableCell(0, 0, 1, 1, "header", "项", "Both"),
        TableCell(0, 1, 1, 1, "header", "数", "Column"),
        TableCell(1, 0, 1, 1, "label", "甲", "Row"),
        TableCell(1, 1, 1, 1, "figure", "7"),
    ))  # fmt: skip
    page = Composer()
    page.table(table)
    figure = next(n for n in read_tree(write_pdf(page.layout())) if n.text == "7" and n.kind == "TD")
    assert [str(name) for name in figure.attributes["/Headers"]] == ["t0r0c1", "t0r1c0"]


def test_a_line_of_a_table_outside_its_cells_is_its_caption() -> None:
    page = Composer()
    page.small(wide_table(), "单位：件")
    nodes = read_tree(write_pdf(page.layout()))
    table = next(node for node in nodes if node.kind == "Table")
    assert (table.children[0].kind, table.children[0].text) == ("Caption", "单位：件")


def test_the_signature_field_comes_after_the_sign_off(tree: list[Node]) -> None:
    kinds = [(node.kind, node.text) for node in tree if node.kind in ("P", "Form")]
    assert kinds[kinds.index(("P", "2016年3月28日")) + 1] == ("Form", "")
    form = next(node for node in tree if node.kind == "Form")
    assert (form.alt, form.pages) == ("签章处", (2,))


def artifacts(pdf: bytes) -> list[str]:
    """Page by page, the text of the artifacts."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return ["".join(c["text"] for c in p.chars if c["tag"] == "Artifact") for p in opened.pages]


def test_page_numbers_are_artifacts(pdf: bytes) -> None:
    found = artifacts(pdf)
    assert found[:3] == ["— 1 —", "— 2 —", "— 3 —"]
    assert found[3].endswith("— 4 —")


def test_a_repeated_head_is_an_artifact(pdf: bytes) -> None:
    assert artifacts(pdf)[3].startswith("项目申请人情况总计自然人")


def test_the_draft_mark_is_an_artifact_at_the_top() -> None:
    page = Composer()
    page.paragraph(Span("正文"))
    pdf = write_pdf(page.layout(draft=True))
    assert artifacts(pdf)[0].endswith("送审稿")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        content = opened.pages[0].Contents.read_bytes()
    assert b"/Subtype/Header/Attached[/Top]" in content


def test_nothing_is_painted_outside_marked_content(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            assert all(tag for tag, _, _ in marked(page))


TEXT = st.text(alphabet="甲乙丙𠮷a1 。（）", min_size=1, max_size=70)


@given(st.lists(st.tuples(st.sampled_from("TH2PRS"), TEXT), max_size=14))
@settings(max_examples=30, deadline=None)
def test_whatever_the_blocks_the_tree_holds_their_text_and_no_fault(blocks: list[tuple[str, str]]) -> None:
    page = Composer()
    for kind, content in blocks:
        match kind:
            case "T":
                page.title(content[:20])
            case "H" | "2":
                page.heading(1 if kind == "H" else 2, "一、", content[:20])
            case "P":
                page.paragraph(Span(content))
            case "R":
                page.table(wide_table(len(content)))
            case "S":
                page.sign_off(content[:20], "2016年3月28日")
    layout = page.layout()
    pdf = write_pdf(layout)
    lines = [line for laid in layout.pages for line in laid.lines if not line.repeated]
    lines.sort(key=lambda line: (line.block, line.cell or (0, line.part)))
    assert read_tree(pdf)[0].text == "".join(line.text for line in lines)
    assert lint(pdf) == []


def test_a_layout_without_blocks_still_makes_a_sound_file() -> None:
    pdf = write_pdf(Composer().layout())
    assert lint(pdf) == []
    assert [node.kind for node in read_tree(pdf)] == ["Document"]
