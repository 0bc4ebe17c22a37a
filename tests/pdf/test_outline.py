"""Bookmarks lead to the title and to every heading."""

import io

import pikepdf
import pytest

from generator.document.model import Span
from generator.typesetting.model import Layout
from generator.typesetting.units import PAGE_HEIGHT, SIZE_2, SIZE_3
from generator.writers.pdf import write_pdf
from tests.pdf.sample import TITLE_LINES, Composer


def entries(pdf: bytes) -> list[tuple[int, str, int, float]]:
    """Depth, title, page number and height of every bookmark."""
    found: list[tuple[int, str, int, float]] = []
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(opened.pages, 1)}

        def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
            for item in items:
                page, _, _, top, _ = item.destination
                found.append((depth, item.title, pages[page.objgen], float(top)))
                walk(item.children, depth + 1)

        walk(outline.root, 0)
    return found


def test_title_and_headings_are_nested_bookmarks_with_number_and_page(pdf: bytes) -> None:
    assert [entry[:3] for entry in entries(pdf)] == [
        (0, "".join(TITLE_LINES), 1),
        (1, "一、概述", 1),
        (2, "（一）主动公开", 1),
        (1, "二、收到和处理政府信息公开申请情况", 2),
        (0, "统计表", 3),
    ]


def test_a_bookmark_leads_to_just_above_its_first_line(layout: Layout, pdf: bytes) -> None:
    baselines = [
        next(line.baseline for page in layout.pages for line in page.lines if line.block == block)
        for block in (1, 2)
    ]
    tops = [entry[3] for entry in entries(pdf)[:2]]
    assert tops[0] == pytest.approx(PAGE_HEIGHT - baselines[0] + 1.5 * SIZE_2, abs=0.01)
    assert tops[1] == pytest.approx(PAGE_HEIGHT - baselines[1] + 1.5 * SIZE_3, abs=0.01)


def test_a_document_without_headings_has_no_bookmarks() -> None:
    page = Composer()
    page.paragraph(Span("正文"))
    with pikepdf.open(io.BytesIO(write_pdf(page.layout()))) as opened:
        assert "/Outlines" not in opened.Root
        assert "/PageMode" not in opened.Root
