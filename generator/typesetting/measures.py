"""What the DOCX writer must know of each block, read off the filled sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.typesetting.model import BlockMeasure
from generator.typesetting.paginate import PlacedStrip, PlacedTable, Sheet
from generator.typesetting.paragraph import SetText
from generator.typesetting.strips import Piece, Strip


@dataclass
class _Found:
    """What is seen of one block while the sheets are gone through."""

    first_page: int = 1
    space: int = 0
    break_before: bool = False
    keep: bool = False
    lines: list[str] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)


def block_measures(
    count: int, sheets: Sequence[Sheet], imprint: Strip | None, pages: int, texts: Mapping[int, SetText]
) -> tuple[BlockMeasure, ...]:
    """One measure for each of `count` blocks; `pages` is where the imprint stands."""
    found: dict[int, _Found] = {}
    for number, sheet in enumerate(sheets, 1):
        for position, placed in enumerate(sheet.placed):
            _see(found, sheets, number, position, placed)
    if imprint is not None:
        found[imprint.block] = _Found(pages, lines=list(_texts(imprint)))
    return tuple(_measure(found.get(index, _Found()), texts.get(index)) for index in range(count))


def _see(
    found: dict[int, _Found],
    sheets: Sequence[Sheet],
    number: int,
    position: int,
    placed: PlacedStrip | PlacedTable,
) -> None:
    piece: Piece = placed.strip if isinstance(placed, PlacedStrip) else placed.piece
    seen = found.get(piece.block)
    if seen is None:
        moved = position == 0 and number > 1 and (piece.new_page or sheets[number - 2].left > 0)
        shown = position > 0 or piece.top_gap
        seen = found[piece.block] = _Found(number, piece.gap if shown else 0, moved)
    elif position == 0:
        seen.page_starts.append(len(seen.lines))
    seen.keep = piece.keep
    if isinstance(piece, Strip):
        seen.lines += _texts(piece)


def _texts(strip: Strip) -> Iterator[str]:
    """The text of each physical line; table cells are not lines of the block."""
    running = (line for line in strip.lines if line.cell is None)
    for _, same in groupby(running, key=lambda line: line.baseline):
        yield "".join(line.text for line in same)


def _measure(seen: _Found, text: SetText | None) -> BlockMeasure:
    return BlockMeasure(
        tuple(seen.lines),
        seen.first_page,
        text.spacing if text else 0,
        seen.break_before,
        seen.keep,
        seen.space,
        text.forced if text else (),
        tuple(seen.page_starts),
    )
