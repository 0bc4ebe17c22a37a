"""The report for posting: one self-contained HTML file with the same text and figures, no scripts.

Semantic (one h1, sections, table headers with scope), readable at 320 px, in print, and when a site's editor
pastes only its body. Figures carry `data-field`, so that verification can read them back.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.model import (
    AnnexList,
    AnnexMark,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Table,
    TableCell,
    TableNote,
    Title,
)

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
_ADDRESS = re.compile("[!-~]{12,}")
"""A web or mail address: so long a word that the line before it would be spread wide."""
_SCOPES = {"Column": "col", "Row": "row", "Both": "col"}


def write_html(document: Document) -> bytes:
    """The whole page as UTF-8. Same document, same bytes."""
    page = _template().render(
        document=document,
        blocks=[_view(block) for block in document.blocks],
        style=(_FOLDER / "report.css").read_text(encoding="utf-8"),
    )
    return page.encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = _words
    return environment.get_template("report.html.j2")


def _words(text: str) -> list[str]:
    """The text in parts between which a line may end though there is no blank: inside long addresses."""
    parts, end = [""], 0
    for match in _ADDRESS.finditer(text):
        first, *more = re.split(r"(?<=[/@.?&=])(?=[^/])", match[0])
        parts[-1] += text[end : match.start()] + first
        parts += more
        end = match.end()
    parts[-1] += text[end:]
    return parts


def _view(block: object) -> dict[str, object]:
    """A block as the template sees it. Heading level 1 is h2, level 2 is h3: h1 is the title."""
    match block:
        case Title(text):
            return {"kind": "title", "text": text}
        case Heading(level, number, text):
            return {"kind": "heading", "level": level + 1, "text": number + text}
        case Paragraph():
            return {"kind": "paragraph", "spans": block.spans, "flush": block.flush}
        case Table():
            return {
                "kind": "table",
                "caption": block.title,
                "head": _rows(block, 0, block.header_rows),
                "body": _rows(block, block.header_rows, block.rows),
            }
        case TableNote(text):
            return {"kind": "note", "text": text}
        case SignOff():
            return {"kind": "signoff", "names": block.signatories, "date": block.date}
        case Letterhead():
            return {
                "kind": "letterhead",
                "mark": block.mark,
                "number": block.number,
                "signers": block.signers,
            }
        case AnnexMark(text):
            return {"kind": "annex", "text": text}
        case AnnexList(names):
            return {"kind": "annexes", "names": names}
        case Imprint():
            return {"kind": "imprint", "block": block}
    raise TypeError(type(block).__name__)


def _rows(table: Table, first: int, last: int) -> list[list[dict[str, object]]]:
    """The cells of rows [first, last), row by row, from left to right."""
    rows: list[list[dict[str, object]]] = []
    for row in range(first, last):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.col)
        rows.append([_cell(c) for c in cells])
    return rows


def _cell(cell: TableCell) -> dict[str, object]:
    return {
        "tag": "th" if cell.scope else "td",
        "scope": _SCOPES.get(cell.scope or "", ""),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "field": cell.field,
        "classes": " ".join(
            [
                cell.kind,
                *(["stacked"] if cell.stacked else []),
                *([f"level-{cell.level}"] if cell.level else []),
            ]
        ),
    }
