"""The report for posting: the same words and figures, as markup that means what it shows, and nothing active."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from generator.document.model import Document, Heading, Paragraph, Span, Table, Title
from generator.writers.html import write_html
from tests.html.documents import HOSTILE, everything, samples


class Outline(HTMLParser):
    """Collects elements with their attributes and texts."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in ("meta", "link", "br", "wbr"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def texts(self, *tags: str) -> list[str]:
        return ["".join(words) for tag, _, words in self.elements if tag in tags]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


DOCUMENTS = [everything(), everything(draft=True), *samples()]


@pytest.fixture(params=DOCUMENTS, ids=lambda d: d.title)
def document(request: pytest.FixtureRequest) -> Document:
    found: Document = request.param
    return found


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write_html(document) == write_html(document)


def test_every_paragraph_and_heading_stands_there_word_for_word(document: Document) -> None:
    outline = Outline(write_html(document))
    said = outline.texts("p", "h1", "h2", "h3")
    for block in document.blocks:
        match block:
            case Title() | Paragraph():
                assert block.text in said
            case Heading():
                assert block.number + block.text in said


def test_every_figure_stands_in_the_cell_that_carries_its_id(document: Document) -> None:
    outline = Outline(write_html(document))
    shown = {
        attributes["data-field"]: "".join(words)
        for tag, attributes, words in outline.elements
        if tag == "td" and "data-field" in attributes
    }
    figures = {
        cell.field: cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if cell.field
    }
    assert shown == figures


def test_headings_never_skip_a_level(document: Document) -> None:
    outline = Outline(write_html(document))
    levels = [int(tag[1]) for tag, _, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_head_cell_says_what_it_heads(document: Document) -> None:
    heads = Outline(write_html(document)).all("th")
    assert heads
    assert all(head.get("scope") in ("row", "col") for head in heads)


def test_it_is_chinese_and_has_a_title(document: Document) -> None:
    outline = Outline(write_html(document))
    assert outline.all("html") == [{"lang": "zh-CN"}]
    assert outline.texts("title") == [document.title]


def test_it_needs_nothing_from_anywhere(document: Document) -> None:
    """One file: no script, no picture, no style sheet, no address that a browser would fetch."""
    outline = Outline(write_html(document))
    assert not [tag for tag, _, _ in outline.elements if tag in ("script", "img", "link", "iframe", "form")]
    assert not [
        name for _, attributes, _ in outline.elements for name in attributes if name in ("src", "href")
    ]
    assert not re.search(r"url\(|@import", write_html(document).decode())


def test_a_long_address_may_end_a_line_and_a_figure_may_not() -> None:
    text = "网站（http://www.wutong.example.cn/xxgk?a=<1>）查阅，全年公开18642条，电话0588-6230018。"
    document = replace(everything(), blocks=(Paragraph((Span(text),)),))
    html = write_html(document).decode()
    assert "（http://<wbr>www.<wbr>wutong.<wbr>example.<wbr>cn/<wbr>xxgk?<wbr>a=<wbr>&lt;1&gt;）" in html
    assert "公开18642条，电话0588-6230018。" in html


def test_a_draft_says_so_and_a_report_that_is_signed_off_does_not() -> None:
    assert "送审稿" in Outline(write_html(everything(draft=True))).texts("p")
    assert "送审稿" not in Outline(write_html(everything())).texts("p")


def test_a_clerks_markup_stays_text() -> None:
    outline = Outline(write_html(everything(HOSTILE)))
    assert not outline.all("script")
    assert "主动公开。" + HOSTILE in outline.texts("p")
    assert HOSTILE in outline.texts("th")


def test_every_level_of_a_row_label_is_indented_further_than_the_one_above() -> None:
    style = write_html(everything()).decode()
    indents = re.findall(r"\.level-(\d) { padding-left: ([\d.]+)em", style)
    assert [level for level, _ in indents] == ["1", "2", "3", "4"]
    assert [float(indent) for _, indent in indents] == sorted({float(indent) for _, indent in indents})
