"""What the data of a report must look like in print: the document's blocks as pieces to compare with."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive.reading.content import Cell, Content, Piece
from generator.document import compose
from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Table,
    TableNote,
    Title,
)
from generator.report.model import Report

FILLERS = ("签发人：", "附件：", "抄送：", "主送：", "；", "、")
"""Words and marks that writers put around the names of letterhead, annexes and imprint."""


@dataclass(frozen=True)
class Composed:
    """The expected content. `formal` are the texts around the report, each of which must be found once."""

    content: Content
    formal: tuple[str, ...]


def composed(report: Report) -> Composed:
    """The report as it must be printed. Pure; raises what `compose` raises for a report that cannot be."""
    document = compose(report)
    pieces = tuple(piece for block in document.blocks for piece in _pieces(block))
    return Composed(Content(pieces, document.title, document.draft), _formal(document))


def _pieces(block: Block) -> Iterator[Piece]:
    match block:
        case Title(text):
            yield Piece("heading", text)
        case Heading():
            yield Piece("heading", block.number + block.text)
        case Paragraph() if not block.flush:
            yield Piece("text", block.text)
        case TableNote(text):
            yield Piece("text", text)
        case Table():
            yield Piece("table", cells=tuple(Cell(c.row, c.col, c.text, c.field) for c in block.cells))


def _formal(document: Document) -> tuple[str, ...]:
    """主送机关 too: where there is no room for it on the first page it moves to the imprint."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Letterhead():
                found += [block.mark, block.number, *block.signers]
            case SignOff():
                found += [*block.signatories, block.date]
            case AnnexMark(text):
                found.append(text)
            case AnnexList(names):
                found += names
            case Imprint():
                found += [block.copies_to, block.issuer, block.date]
            case Paragraph() if block.flush:
                found.append(block.text.rstrip("：:"))
    return tuple(text for text in found if text)
