"""The same text, figures and tables for everyone: a report's document as plain JSON."""

import json
from pathlib import Path

from generator.document import compose
from generator.document.model import Document, Heading, Paragraph, SignOff, Table, Title
from generator.intake import read_workbook
from generator.narrative import complete


def document_of(workbook: Path) -> Document:
    """The document of a workbook."""
    report = read_workbook(workbook).report
    if report is None:
        raise ValueError(workbook)
    return compose(complete(report)[0])


def plain(document: Document) -> list[dict[str, object]]:
    """Its blocks: kind and text; a table as rows of texts, a spanned cell's text in its first place."""
    found: list[dict[str, object]] = []
    for block in document.blocks:
        if isinstance(block, Title):
            found.append({"kind": "title", "text": block.text})
        elif isinstance(block, Heading):
            found.append({"kind": f"h{block.level}", "text": block.number + block.text})
        elif isinstance(block, Paragraph):
            found.append({"kind": "p", "text": block.text})
        elif isinstance(block, Table):
            found.append({"kind": "table", "rows": _rows(block), "header_rows": block.header_rows})
        elif isinstance(block, SignOff):
            found += [{"kind": "sign", "text": text} for text in (*block.signatories, block.date)]
    return found


def _rows(table: Table) -> list[list[str]]:
    grid = [["" for _ in range(table.cols)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def write_content(workbook: Path, target: Path) -> None:
    """The plain content of a workbook as a JSON file."""
    target.write_text(json.dumps(plain(document_of(workbook)), ensure_ascii=False), encoding="utf-8")
