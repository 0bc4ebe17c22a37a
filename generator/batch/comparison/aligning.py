"""Which block of the old version became which of the new one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from generator.batch.comparison.texts import likeness
from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Table,
    TableNote,
    Title,
)

Pair = tuple[Block | None, Block | None]
"""A block before and after; one of them None where it was inserted or deleted."""

_SAME_BLOCK = 0.5
"""Paragraphs at least so alike are versions of one another."""


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """All blocks of both versions in reading order; what was deleted stands before what was inserted."""
    matcher = SequenceMatcher(None, [_key(b) for b in old], [_key(b) for b in new], autojunk=False)
    pairs: list[Pair] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(old[a:b], new[c:d], strict=True)
        else:
            pairs += _best(old[a:b], new[c:d])
    return pairs


def block_text(block: Block) -> str:
    """What a block says, as one text; a table says nothing here."""
    match block:
        case Title() | Paragraph() | TableNote() | AnnexMark():
            return block.text
        case Heading():
            return block.number + block.text
        case SignOff():
            return "、".join((*block.signatories, block.date))
        case Letterhead():
            return " ".join((block.mark, block.number, *block.signers))
        case AnnexList():
            return "；".join(block.names)
        case Imprint():
            return " ".join((block.addressee, block.copies_to, block.issuer, block.date))
    return ""


def _key(block: Block) -> tuple[object, ...]:
    """Blocks with equal keys say the same; tables are looked into later."""
    if isinstance(block, Table):
        return (Table, block.id)
    return (*_kind(block), block_text(block))


def _kind(block: Block) -> tuple[object, ...]:
    match block:
        case Heading():
            return Heading, block.level
        case Paragraph():
            return Paragraph, block.flush
        case Table():
            return Table, block.id
    return (type(block),)


def _best(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    """The alignment of two stretches with the greatest likeness in all, blocks keeping their order."""
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = _alike(old[i], new[j])
            score[i][j] = max(
                score[i + 1][j], score[i][j + 1], paired + score[i + 1][j + 1] if paired else 0.0
            )
    i = j = 0
    while i < len(old) or j < len(new):
        both = i < len(old) and j < len(new)
        paired = _alike(old[i], new[j]) if both else 0.0
        if paired and score[i][j] == paired + score[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or score[i][j] == score[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


@lru_cache(maxsize=4096)
def _alike(old: Block, new: Block) -> float:
    """How much two blocks gain by being paired; 0 where they are no versions of one another."""
    if _kind(old) != _kind(new):
        return 0.0
    if not isinstance(old, Heading | Paragraph | TableNote):
        return 1.0
    before, after = block_text(old), block_text(new)
    common = (Counter(before) & Counter(after)).total()
    if 2 * common < _SAME_BLOCK * (len(before) + len(after)):
        return 0.0
    found = likeness(before, after)
    return found if found >= _SAME_BLOCK else 0.0
