"""Two PDFs of one report held against each other, line by line: the same text at the same place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from tests.parity.lines import Char, TextLine, pages

_NEAR = 6
"""Points: baselines closer than this are held against each other."""
_SAME_X, _SAME_Y = 2.0, 1.0
"""Points within which a character stands at the same place."""


@dataclass(frozen=True)
class Difference:
    """A line of page `page` (from 1) that reads otherwise: None where one side has no such line."""

    page: int
    ours: str | None
    theirs: str | None

    def __str__(self) -> str:
        return f"page {self.page}:\n    PDF  {self.ours}\n    DOCX {self.theirs}"


@dataclass(frozen=True)
class Shift:
    """How far a line that is alike stands off, in points: its characters (the farthest), its baseline."""

    page: int
    text: str
    dx: float
    dy: float


@dataclass(frozen=True)
class Comparison:
    """What came out of one report. `shifts` are of the lines that are alike."""

    pages: tuple[int, int]
    lines: int
    differences: tuple[Difference, ...]
    shifts: tuple[Shift, ...]

    @property
    def share(self) -> float:
        """Share of lines that are alike."""
        return 1 - len(self.differences) / max(self.lines, 1)

    def __str__(self) -> str:
        x, y = ([getattr(shift, name) for shift in self.shifts] for name in ("dx", "dy"))
        shifts = f"{_spread('x', x)}, {_spread('y', y)}"
        head = f"pages {self.pages[0]}/{self.pages[1]}, {self.lines} lines, {len(self.differences)} differ; {shifts}"
        return "\n".join([head, *map(str, self.differences)])


def _spread(name: str, values: list[float]) -> str:
    if not values:
        return f"{name} –"
    worst = max(values, key=abs)
    return f"{name} {median(values):+.2f} pt (median), {worst:+.2f} (worst)"


def compare(ours: bytes, theirs: bytes) -> Comparison:
    """`ours`: the PDF writer's; `theirs`: what LibreOffice made of the DOCX."""
    left, right = pages(ours), pages(theirs)
    found: list[Difference] = []
    shifts: list[Shift] = []
    count = 0
    for number, (a, b) in enumerate(zip_longest(left, right, fillvalue=[]), 1):
        count += max(len(a), len(b))
        unlike = []
        for x, y in _pair(a, b):
            if x is not None and y is not None and x.text == y.text:
                shifts.append(_shift(number, x, y))
            else:
                unlike.append((x, y))
        found += _elsewhere(number, unlike)
    return Comparison((len(left), len(right)), count, tuple(found), tuple(shifts))


def _shift(page: int, ours: TextLine, theirs: TextLine) -> Shift:
    farthest = max((d.x - c.x for c, d in zip(ours.chars, theirs.chars, strict=True)), key=abs)
    return Shift(page, ours.text, farthest, theirs.baseline - ours.baseline)


Pair = tuple[TextLine | None, TextLine | None]


def _pair(a: list[TextLine], b: list[TextLine]) -> Iterator[Pair]:
    """Lines of a page in order. Where one is missing on one side the rest is not shifted."""
    rest = list(b)
    for line in a:
        near = next((o for o in rest if abs(o.baseline - line.baseline) < _NEAR), None)
        if near is not None:
            rest.remove(near)
        yield line, near
    for line in rest:
        yield None, line


def _elsewhere(page: int, pairs: list[Pair]) -> Iterator[Difference]:
    """Lines that are really unlike. Cells side by side whose baselines nearly agree may have been put into
    lines otherwise: where every character has its like at its place, nothing differs.
    """
    right = [char for _, line in pairs if line for char in line.chars]
    for x, y in pairs:
        lost = [char for char in (x.chars if x else ()) if not _take(char, right)]
        if lost:
            yield Difference(page, x.text if x else None, y.text if y else None)
    if right:
        yield Difference(page, None, "".join(char.text for char in right))


def _take(char: Char, others: list[Char]) -> bool:
    """Take the character's like out of `others`, if it stands there."""
    for other in others:
        if (
            other.text == char.text
            and abs(other.x - char.x) < _SAME_X
            and abs(other.baseline - char.baseline) < _SAME_Y
        ):
            others.remove(other)
            return True
    return False
