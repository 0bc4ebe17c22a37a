"""Two documents as one, with every character marked: stayed, deleted, inserted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.batch.comparison.aligning import align, block_text
from generator.batch.comparison.texts import Mark, Piece, differences, unchanged
from generator.document.model import (
    Block,
    CellKind,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Role,
    SignOff,
    Span,
    Table,
    TableCell,
    TableNote,
)

Place = tuple[int, int]
"""Row and column of a table cell."""


@dataclass(frozen=True)
class Merged:
    """A block to print. `whole` marks all of it; otherwise `pieces` mark its text, `cells` a table's."""

    block: Block
    whole: Mark = "same"
    pieces: tuple[Piece, ...] = ()
    cells: Mapping[Place, tuple[Piece, ...]] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything of it was deleted or inserted."""
        return self.whole != "same" or not unchanged(self.pieces) or bool(self.cells)


def merge(old: Document, new: Document) -> tuple[Merged, ...]:
    """All blocks to print, in reading order."""
    return tuple(block for pair in align(old.blocks, new.blocks) for block in _merged(*pair))


def _merged(old: Block | None, new: Block | None) -> Iterator[Merged]:
    if old is None or new is None:
        yield from _alone(old, "deleted")
        yield from _alone(new, "inserted")
    elif isinstance(old, Table) and isinstance(new, Table):
        yield from _table(old, new)
    elif block_text(old) == block_text(new):
        yield Merged(new)
    elif isinstance(new, Heading | Paragraph | TableNote):
        yield _text(old, new)
    elif isinstance(new, Letterhead | Imprint):
        yield Merged(new, "inserted")
    elif isinstance(old, SignOff) and isinstance(new, SignOff) and old.signatories == new.signatories:
        yield _dated(old, new)
    else:
        yield Merged(old, "deleted")
        yield Merged(new, "inserted")


def _alone(block: Block | None, mark: Mark) -> Iterator[Merged]:
    """A block of one version only. Letterhead and imprint have one place: a deleted one is told, not shown."""
    if block is not None and not (mark == "deleted" and isinstance(block, Letterhead | Imprint)):
        yield Merged(block, mark)


def _text(old: Block, new: Heading | Paragraph | TableNote) -> Merged:
    pieces = differences(block_text(old), block_text(new))
    text = "".join(piece.text for piece in pieces)
    if isinstance(new, Heading):
        return Merged(replace(new, number="", text=text), pieces=pieces)
    if isinstance(new, TableNote):
        return Merged(TableNote(text), pieces=pieces)
    spans = tuple(_spans(pieces, _roles(old), _roles(new)))
    return Merged(Paragraph(spans, new.flush), pieces=pieces)


def _dated(old: SignOff, new: SignOff) -> Merged:
    """A sign-off of which only the date changed."""
    pieces = differences(old.date, new.date)
    names = Piece("same", "".join(new.signatories))
    return Merged(replace(new, date="".join(piece.text for piece in pieces)), pieces=(names, *pieces))


def _roles(block: Block) -> list[Role | None]:
    """The role of every character."""
    spans = block.spans if isinstance(block, Paragraph) else ()
    return [span.role for span in spans for _ in span.text]


def _spans(pieces: Sequence[Piece], old: list[Role | None], new: list[Role | None]) -> Iterator[Span]:
    """The merged text, each character in the role that it had in its own version."""
    before = after = 0
    for piece in pieces:
        length = len(piece.text)
        if piece.mark == "arrow":
            yield Span(piece.text)
            continue
        roles = old[before:] if piece.mark == "deleted" else new[after:]
        yield from _stretches(piece.text, roles[:length])
        before += length if piece.mark != "inserted" else 0
        after += length if piece.mark != "deleted" else 0


def _stretches(text: str, roles: Sequence[Role | None]) -> Iterator[Span]:
    """The text as spans of one role each."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or roles[i] != roles[start]:
            yield Span(text[start:i], roles[start])
            start = i


def _table(old: Table, new: Table) -> Iterator[Merged]:
    """The table with its changed cells marked; one whose form changed is shown twice."""
    before = {(cell.row, cell.col): cell for cell in old.cells}
    if {(c.row, c.col): (c.rowspan, c.colspan) for c in new.cells} != {
        place: (c.rowspan, c.colspan) for place, c in before.items()
    }:
        yield Merged(old, "deleted")
        yield Merged(new, "inserted")
        return
    cells: dict[Place, tuple[Piece, ...]] = {}
    for cell in new.cells:
        place = (cell.row, cell.col)
        if before[place].text != cell.text:
            cells[place] = differences(before[place].text, cell.text)
    shown = tuple(_merged_cell(cell, cells.get((cell.row, cell.col), ())) for cell in new.cells)
    yield Merged(replace(new, cells=shown), cells=cells)


def _merged_cell(cell: TableCell, pieces: Sequence[Piece]) -> TableCell:
    """A changed figure may take two lines (12345→ / 12508), so that its column need not grow."""
    if not pieces:
        return cell
    kind: CellKind = "unit" if cell.kind == "figure" else cell.kind
    return replace(cell, text="".join(piece.text for piece in pieces), kind=kind)
