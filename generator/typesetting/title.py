"""Breaking a title by meaning (GB/T 9704-2012 7.3.1): whole words, and a shape that pleases.

词意完整, 排列对称, 长短适宜, 梯形或菱形. One line if it is not longer than 18 cells; otherwise the least
number of lines, cut between words where the sense parts most readily, in a trapezoid (each line longer, or each
shorter, than the one above) or a rhombus (the middle longest), never in an hourglass or a block.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf

from generator.typesetting.kinsoku import may_break
from generator.typesetting.titlewords import Word, WordKind, words

SOFT, HARD = 18.0, 20.0
"""Cells of a title's line: the usual most, and what the type area holds of 2号."""

_LEAST_LAST = 4.0
_RATIO = 0.4
"""The shortest line is at least this share of the longest."""
_MOST_LINES = 5

_COSTS: dict[WordKind, dict[WordKind, float]] = {
    "place": {"place": 10, "authority": 16, "year": 0, "about": 0, "noun": 2, "verb": 2, "other": 8},
    "authority": {"place": 3, "authority": 6, "year": 0, "about": 0, "noun": 2, "verb": 2, "other": 3},
    "year": {"noun": 3, "verb": 4, "other": 4, "place": 5, "authority": 5},
    "verb": {"noun": 5, "year": 5, "place": 5, "authority": 5, "other": 5, "verb": 6},
    "noun": {"noun": 4, "year": 2, "about": 1},
}
"""How much a cut between two kinds of words hurts the sense."""
_USUAL = 4.0
_AFTER_ABOUT = 12.0
_AFTER_PAUSE = -3.0
"""A cut after 、 or a closing title mark reads well."""
_IN_BRACKETS = 4.0
_INSIDE_WORD = 15.0
_OVER_SOFT = 2.5
"""For each cell over the soft limit."""
_STEP = 0.4
"""For each cell by which neighbouring lines differ."""
_EQUAL, _BLOCK, _THIN = 4.0, 20.0, 15.0
_EXTRA_LINE = 3.0


def break_title(title: str) -> tuple[str, ...]:
    """The lines of a title; joined they are the title without spaces at the breaks."""
    title = title.strip()
    if cells(title) <= SOFT:
        return (title,)
    found = words(title)
    best = _best(found)
    return best if best else _best(_characters(found)) or _filled(title)


def cells(text: str) -> float:
    """Width in cells of 2号: an ASCII character is half a cell."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _best(found: Sequence[Word]) -> tuple[str, ...]:
    """The best cut into the least number of lines; one line more only where it is clearly better."""
    chosen: tuple[float, tuple[str, ...]] = (inf, ())
    for count in range(2, _MOST_LINES + 1):
        cost, lines = min(_cuts(found, count), default=(inf, ()))
        if cost + (_EXTRA_LINE if chosen[1] else 0.0) < chosen[0]:
            chosen = (cost, lines)
        if chosen[1] and count > len(chosen[1]):
            break
    return chosen[1]


def _cuts(found: Sequence[Word], count: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    """All ways of cutting the words into `count` lines of at most 20 cells, with what each costs."""
    widths = [cells(word.text) for word in found]
    parts = [cut_cost(a, b) for a, b in pairwise(found)]

    def further(start: int, left: int) -> Iterator[tuple[float, tuple[tuple[int, int], ...]]]:
        if left == 1:
            if sum(widths[start:]) <= HARD:
                yield 0.0, ((start, len(found)),)
            return
        width = 0.0
        for end in range(start + 1, len(found)):
            width += widths[end - 1]
            if width > HARD:
                return
            for cost, rest in further(end, left - 1):
                yield parts[end - 1] + cost, ((start, end), *rest)

    for cost, spans in further(0, count):
        lines = tuple("".join(w.text for w in found[a:b]).strip() for a, b in spans)
        shape = shape_cost([cells(line) for line in lines])
        if shape < inf:
            yield cost + shape, lines


@lru_cache(maxsize=4096)
def cut_cost(before: Word, after: Word) -> float:
    """How much a line break between two words hurts the sense; a higher number is worse."""
    if before.kind == "about":
        return _AFTER_ABOUT
    cost = _COSTS.get(before.kind, {}).get(after.kind, _USUAL)
    if before.text[-1] in "、》":
        cost += _AFTER_PAUSE
    if min(before.depth, after.depth) and before.text[-1] not in "》）”":
        cost += _IN_BRACKETS
    return cost


def shape_cost(lengths: Sequence[float]) -> float:
    """How far the lines are from a trapezoid or rhombus; infinite for an hourglass or a stub at the end."""
    if lengths[-1] < _LEAST_LAST or _hourglass(lengths):
        return inf
    steps = [abs(a - b) for a, b in pairwise(lengths)]
    cost = _STEP * sum(steps) + _EQUAL * sum(step == 0 for step in steps)
    cost += _OVER_SOFT * sum(max(0.0, length - SOFT) for length in lengths)
    if len(lengths) > 2 and not any(steps):
        cost += _BLOCK
    if min(lengths) < _RATIO * max(lengths):
        cost += _THIN
    return cost


def _hourglass(lengths: Sequence[float]) -> bool:
    """Whether a line is shorter than some line above it and some line below it."""
    return any(
        length < max(lengths[:i], default=0) and length < max(lengths[i + 1 :], default=0)
        for i, length in enumerate(lengths)
    )


def _characters(found: Sequence[Word]) -> list[Word]:
    """Words cut into characters where a line may break, for a title that no word cut can set."""
    pieces: list[Word] = []
    for word in found:
        start = 0
        for i in range(1, len(word.text) + 1):
            ends = i == len(word.text)
            if ends or (not word.text[i].isascii() and may_break(word.text[i - 1], word.text[i])):
                pieces.append(Word(word.text[start:i], word.kind, word.depth))
                start = i
    return pieces


def _filled(title: str) -> tuple[str, ...]:
    """Lines as full as they go, for a title beyond five lines."""
    lines, line = [], ""
    for piece in _characters(words(title)):
        if line and cells(line + piece.text) > SOFT:
            lines.append(line.strip())
            line = ""
        line += piece.text
    return (*lines, line.strip())
