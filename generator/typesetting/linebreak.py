"""Breaking a paragraph into lines: greedy, by pushing out, never by squeezing or hanging.

A line takes characters while they fit; if it may not break there, it goes back to the last place where it
may. What fits and where a break may stand are functions, so that the same loop serves the cell model of the
standard's test cases (`cells`), the real layout in twips (`paragraph`) and the models of LibreOffice and Word.
"""

from collections.abc import Callable

from generator.typesetting.kinsoku import NOEND, NOSTART, may_break
from generator.typesetting.unbreakable import Long, glue

Fit = Callable[[int], int]
"""Start of a line → the largest end such that [start, end) fits."""
Following = Callable[[int, int], int]
"""Start of a line and its limit (the first character that does not fit) → start of the next line."""


def greedy(text: str, fit: Fit, following: Following) -> tuple[int, ...]:
    """The starts of all lines, the first being 0."""
    starts, start = [0], 0
    while True:
        limit = fit(start)
        if skip_spaces(text, limit) >= len(text):
            return tuple(starts)
        start = following(start, limit)
        starts.append(start)


def cut(text: str, starts: tuple[int, ...]) -> tuple[str, ...]:
    """The lines of `text`; a space at a break vanishes."""
    ends = (*starts[1:], len(text))
    return tuple(text[a:b].rstrip(" ") for a, b in zip(starts, ends, strict=True))


class Rules:
    """Where this project allows a line of `text` to begin: kinsoku and unbreakable runs.

    `wide(start, end)` tells whether a stretch is wider than a whole line: then a URL or e-mail may break.
    """

    def __init__(self, text: str, wide: Callable[[int, int], bool], soft: bool = False) -> None:
        self._text = text
        found = glue(text, soft)
        self._glued = found.glued
        self._addresses = found.longs
        self._open = {at for a in found.longs if wide(*self._with_marks(a)) for at in a.breaks}

    def _with_marks(self, address: Long) -> tuple[int, int]:
        """An address with the marks beside it that cannot be parted from it."""
        start, end = address.start, address.end
        while start > 0 and self._text[start - 1] in NOEND:
            start -= 1
        while end < len(self._text) and self._text[end] in NOSTART:
            end += 1
        return start, end

    def allows(self, at: int) -> bool:
        """Whether a line may begin with character `at`."""
        if at in self._open:
            return True
        before, after = self._text[at - 1], self._text[at]
        if after == " " or self._glued[at]:
            return False
        return after not in NOSTART if before == " " else may_break(before, after)

    def following(self, start: int, limit: int) -> int:
        """The start of the next line: the last allowed one, else an emergency cut."""
        limit = skip_spaces(self._text, limit)
        for at in range(limit, start, -1):
            if self.allows(at):
                return at
        return self.inside_address(start, limit) or self._emergency(start, limit)

    def inside_address(self, start: int, limit: int) -> int:
        """The last place in [start + 1, limit] where an address may break, whatever its width; 0 for none."""
        return max((at for a in self._addresses for at in a.breaks if start < at <= limit), default=0)

    def _emergency(self, start: int, limit: int) -> int:
        """Nothing may break: cut an over-long run, still by kinsoku if that can be had."""
        for at in range(limit, start, -1):
            if may_break(self._text[at - 1], self._text[at]) and self._text[at] != " ":
                return at
        return max(limit, start + 1)


def skip_spaces(text: str, at: int) -> int:
    """The first place from `at` on that is no space: a space that does not fit vanishes."""
    while at < len(text) and text[at] == " ":
        at += 1
    return at
