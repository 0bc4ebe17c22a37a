"""Each block of the document as strips, with the empty lines above it and what it must stay with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Role,
    SignOff,
    Span,
    Table,
    TableNote,
    Title,
)
from generator.typesetting.annex import set_annex_list, set_annex_mark
from generator.typesetting.fonts.catalogue import MissingGlyph
from generator.typesetting.imprint import set_imprint
from generator.typesetting.letter import set_letter
from generator.typesetting.letterhead import set_letterhead
from generator.typesetting.measure import Setter
from generator.typesetting.model import Remark
from generator.typesetting.paragraph import SetText, set_note, set_paragraph, set_title
from generator.typesetting.signoff import set_sign_off
from generator.typesetting.strips import LongTable, Piece, Strip
from generator.typesetting.tables import FittedTable, fit_table, left_edge, place_rows
from generator.typesetting.units import LEFT, LINES, PITCH, TURNED_LINES, TYPE_HEIGHT, TYPE_WIDTH, Pt, mm

_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
_WITH_SIGN_OFF = 2
"""Lines of text that go to the next page with the sign-off: none ever holds it alone (typography 1.9)."""


@dataclass
class SetBlocks:
    """All pieces in order; the imprint apart, as it stands at the foot of the last page.

    `texts`: block index → how its paragraph was broken. `remarks` tell what could not be done well.
    """

    pieces: list[Piece] = field(default_factory=list)
    imprint: Strip | None = None
    texts: dict[int, SetText] = field(default_factory=dict)
    tables: dict[int, FittedTable] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def set_blocks(document: Document, setter: Setter) -> SetBlocks:
    """Set every block. Raises MissingGlyph, which quotes the text that it stands in."""
    done = SetBlocks()
    for index, block in enumerate(document.blocks):
        gap = _gap(document.blocks, index)
        try:
            pieces = _set(index, document.blocks, setter, gap, done)
        except MissingGlyph as missing:
            raise missing if isinstance(block, Table) else missing.at(_quoted(block, missing.char)) from None
        done.pieces += _spaced(pieces, gap, opens=not done.pieces)
    _bind_sign_off(document.blocks, done.pieces)
    return done


def _set(index: int, blocks: Sequence[Block], setter: Setter, gap: int, done: SetBlocks) -> Sequence[Piece]:
    block = blocks[index]
    match block:
        case Title():
            return _noted(index, set_title(block.text, setter, index), done)
        case Heading():
            spans = (Span(block.number + block.text),)
            text = set_paragraph(spans, _HEADING_ROLES[block.level], setter, index)
            return [strip.kept() for strip in _noted(index, text, done)]
        case Paragraph():
            return _noted(index, set_paragraph(block.spans, Role.BODY, setter, index, block.flush), done)
        case TableNote():
            return _noted(index, set_note(block.text, setter, index), done)
        case Table():
            return [_table(index, block, blocks, setter, gap, done)]
        case SignOff():
            return [set_sign_off(block, setter, index)] if block.signatories or block.date else []
        case Letterhead():
            set_head = set_letter if block.letter else set_letterhead
            return [set_head(block, setter, index)]
        case AnnexMark():
            return [set_annex_mark(block, setter, index)]
        case AnnexList():
            return _noted(index, set_annex_list(block, setter, index), done)
        case Imprint():
            done.imprint = set_imprint(block, setter, index)
            return []
    assert_never(block)


def _noted(index: int, text: SetText, done: SetBlocks) -> Sequence[Strip]:
    done.texts[index] = text
    done.remarks += (Remark("text", index, fault) for fault in text.faults)
    return text.strips


def _sign_off_height(following: Sequence[Block], setter: Setter) -> int:
    """Lines of 附件说明 and sign-off, if they are what follows next: they must not stand alone on a page."""
    height = 0
    for block in following:
        if isinstance(block, AnnexList):
            height += 1 + sum(strip.height for strip in set_annex_list(block, setter, -1).strips)
        elif isinstance(block, SignOff) and (block.signatories or block.date):
            strip = set_sign_off(block, setter, -1)
            return height + strip.gap + strip.height
        else:
            break
    return 0


def _table(
    index: int, table: Table, blocks: Sequence[Block], setter: Setter, gap: int, done: SetBlocks
) -> Piece:
    """A table that fits a page with its heading is one strip; a taller one is left to the paginator.

    To a sign-off that follows at once it leaves room, or gives its last rows.
    """
    tail = _sign_off_height(blocks[index + 1 :], setter)
    room = LINES - gap - _kept_height(done.pieces) - tail
    fitted = fit_table(table, setter, Pt(room * PITCH))
    if table.landscape or fitted.remarks:
        _turn_headings(blocks, done.pieces)
        return _turned_table(index, table, setter, gap, done)
    done.tables[index] = fitted
    done.remarks += (Remark("table", index, message) for message in fitted.remarks)
    if fitted.height() > room * PITCH + 1e-6:
        return LongTable(index, table, fitted, tail=tail)
    rows = place_rows(table, fitted, setter, 0, table.rows, left_edge(table), Pt(0), index)
    return Strip(index, round(fitted.height() / PITCH), rows.lines, rows.rules)


_WIDER = Pt((TYPE_HEIGHT - TYPE_WIDTH) / 2)
"""On a turned page a table stands out so far on either side beyond the width of an upright one."""


def _turned_table(index: int, table: Table, setter: Setter, gap: int, done: SetBlocks) -> Piece:
    """A table on a landscape page (clause 8), its headings with it: wanted so, or too wide for an upright page."""
    widths = tuple(width * TYPE_HEIGHT / TYPE_WIDTH for width in table.widths_mm)
    wide = replace(table, widths_mm=widths, hang_mm=_WIDER / mm(1))
    room = TURNED_LINES - gap - _kept_height([piece for piece in done.pieces if piece.turned])
    fitted = fit_table(wide, setter, Pt(room * PITCH))
    done.tables[index] = fitted
    done.remarks += (Remark("table", index, message) for message in fitted.remarks)
    if fitted.height() > room * PITCH + 1e-6:
        return LongTable(index, wide, fitted, turned=True)
    rows = place_rows(wide, fitted, setter, 0, table.rows, LEFT, Pt(0), index)
    return Strip(index, round(fitted.height() / PITCH), rows.lines, rows.rules, turned=True)


def _turn_headings(blocks: Sequence[Block], pieces: list[Piece]) -> None:
    """Turn the headings that stay with the next piece; of titles only that of an annex, with 附件 above it."""
    for i in range(len(pieces) - 1, -1, -1):
        at = pieces[i].block
        annex = isinstance(blocks[at], Title) and at > 0 and isinstance(blocks[at - 1], AnnexMark)
        if not pieces[i].keep or not (annex or isinstance(blocks[at], Heading | AnnexMark)):
            break
        pieces[i] = replace(pieces[i], turned=True)
        if pieces[i].new_page:
            break


def _kept_height(pieces: Sequence[Piece]) -> int:
    """Lines of the headings that stand directly above what comes next, and stay with it."""
    height = 0
    for piece in reversed(pieces):
        if not piece.keep or isinstance(piece, LongTable):
            break
        height += piece.height + piece.gap
        if piece.new_page:
            break
    return height


def _gap(blocks: Sequence[Block], index: int) -> int:
    """Empty lines above a block (7.3.1, 7.3.2, 7.3.4, 7.3.7)."""
    block, before = blocks[index], blocks[index - 1] if index else None
    if isinstance(block, Title):
        if block.close:
            return 0
        return 1 if isinstance(before, AnnexMark) else 2
    return 1 if isinstance(before, Title) or isinstance(block, AnnexList) else 0


def _spaced(pieces: Sequence[Piece], gap: int, opens: bool) -> list[Piece]:
    """The pieces of a block with the empty lines above the first; those above the first title always show."""
    if not pieces or not gap:
        return list(pieces)
    return [replace(pieces[0], gap=gap, top_gap=opens), *pieces[1:]]


def _bind_sign_off(blocks: Sequence[Block], pieces: list[Piece]) -> None:
    """Keep the sign-off, and 附件说明 before it, with the last two lines of the text."""
    for at, piece in enumerate(pieces):
        if not isinstance(blocks[piece.block], SignOff):
            continue
        wanted = _WITH_SIGN_OFF
        for i in range(at - 1, -1, -1):
            if wanted == 0 or _is_head(blocks[pieces[i].block]):
                break
            pieces[i] = pieces[i].kept()
            if isinstance(blocks[pieces[i].block], Table):
                break
            wanted -= not isinstance(blocks[pieces[i].block], AnnexList)


def _is_head(block: Block) -> bool:
    """Whether a block stands above the text: it is no text itself."""
    return isinstance(block, Title | Letterhead | AnnexMark) or (isinstance(block, Paragraph) and block.flush)


def _quoted(block: Block, char: str) -> str:
    """The place of a missing character: some of the text around it."""
    text = next((t for t in _texts(block) if char in t), "")
    at = text.find(char)
    return f"“{text[max(0, at - 8) : at + 8]}”"


def _texts(block: Block) -> Sequence[str]:
    match block:
        case Title() | TableNote() | AnnexMark():
            return (block.text,)
        case Heading():
            return (block.number + block.text,)
        case Paragraph():
            return (block.text,)
        case SignOff():
            return (*block.signatories, block.date)
        case Letterhead():
            return (block.mark, block.number, *block.signers)
        case AnnexList():
            return block.names
        case Imprint():
            return (block.addressee, block.copies_to, block.issuer, block.date)
        case Table():
            return tuple(cell.text for cell in block.cells)
    assert_never(block)
