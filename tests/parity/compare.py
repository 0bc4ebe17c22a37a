"""Two PDFs of one report held against each other, line by line: the same text at the same place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from tests.parity.lines import TextLine, pages


@dataclass(frozen=True)
class Difference:
    """A line of page `page` (from 1) that reads otherwise: None where one side has no such line."""

    page: int
    line: int
    ours: str | None
    theirs: str | None

    def __str__(self) -> str:
        return f"page {self.page} line {self.line}:\n    PDF  {self.ours}\n    DOCX {self.theirs}"


@dataclass(frozen=True)
class Comparison:
    """What came out: `dx`, `dy` are the distances of characters and baselines of equal lines, in points."""

    pages: tuple[int, int]
    lines: int
    differences: tuple[Difference, ...]
    dx: tuple[float, ...]
    dy: tuple[float, ...]

    @property
    def share(self) -> float:
        """Share of lines that are alike."""
        return 1 - len(self.differences) / max(self.lines, 1)

    def __str__(self) -> str:
        shifts = ", ".join(_spread(name, values) for name, values in (("x", self.dx), ("y", self.dy)))
        head = f"pages {self.pages[0]}/{self.pages[1]}, {self.lines} lines, {len(self.differences)} differ; {shifts}"
        return "\n".join([head, *map(str, self.differences)])


def _spread(name: str, values: tuple[float, ...]) -> str:
    if not values:
        return f"{name} –"
    worst = max(values, key=abs)
    return f"{name} {median(values):+.2f} pt (median), {worst:+.2f} (worst)"


def compare(ours: bytes, theirs: bytes) -> Comparison:
    """`ours`: the PDF writer's; `theirs`: what LibreOffice made of the DOCX."""
    left, right = pages(ours), pages(theirs)
    differences, dx, dy, count = [], [], [], 0
    for number, (a, b) in enumerate(zip_longest(left, right, fillvalue=[]), 1):
        count += max(len(a), len(b))
        for line, (x, y) in enumerate(_pair(a, b), 1):
            if x is None or y is None or x.text != y.text:
                differences.append(Difference(number, line, x and x.text, y and y.text))
            else:
                dy.append(y.baseline - x.baseline)
                dx += [d.x - c.x for c, d in zip(x.chars, y.chars, strict=True)]
    return Comparison((len(left), len(right)), count, tuple(differences), tuple(dx), tuple(dy))


def _pair(a: list[TextLine], b: list[TextLine]) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    """Lines of a page in order. Where one is missing on one side the rest is not shifted."""
    rest = list(b)
    for line in a:
        near = next((o for o in rest if abs(o.baseline - line.baseline) < 6), None)
        if near is not None:
            rest.remove(near)
        yield line, near
    for line in rest:
        yield None, line
