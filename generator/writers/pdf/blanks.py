"""Blanks that vanish where a line is broken: unseen on paper, but without them two words read as one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from generator.document.model import Document, Heading, Paragraph, Table, TableNote, Title
from generator.typesetting.model import Layout, Line

_Place = tuple[int, tuple[int, int] | None]
"""A block's index, and the row and column of the cell if it is a table."""


def lines_with_blanks(layout: Layout) -> Mapping[int, Line]:
    """Lines whose block goes on with blanks that they do not show, with these blanks at the end.

    The keys are the identities of the layout's own lines.

    The lines are held against the block's own text; a line that is set otherwise than it is written gets
    none, and neither does the last line of a block.
    """
    texts = _texts(layout.document)
    done: dict[_Place, int] = defaultdict(int)
    mended: dict[int, Line] = {}
    for line in (line for page in layout.pages for line in page.lines if line.runs and not line.repeated):
        place = line.block, line.cell
        text, start = texts.get(place, ""), done[place]
        if not text.startswith(line.text, start):
            continue
        end = start + len(line.text)
        following = text[end:].lstrip(" ")
        vanished = len(text) - end - len(following)
        if vanished and following:
            mended[id(line)] = _with_blanks(line, vanished)
        done[place] = end + vanished
    return mended


def _with_blanks(line: Line, count: int) -> Line:
    """The line with blanks after its last character, where that character's face has a blank."""
    *before, last = line.runs
    if not last.face.covers(" "):
        return line
    return replace(line, runs=(*before, replace(last, text=last.text + " " * count)))


def _texts(document: Document) -> dict[_Place, str]:
    """What each block and each table cell says; blocks without running text are left out."""
    texts: dict[_Place, str] = {}
    for index, block in enumerate(document.blocks):
        match block:
            case Title() | Paragraph() | TableNote():
                texts[index, None] = block.text
            case Heading():
                texts[index, None] = block.number + block.text
            case Table():
                texts.update({(index, (cell.row, cell.col)): cell.text for cell in block.cells})
    return texts
