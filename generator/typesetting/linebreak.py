"""Breaking a paragraph into lines: greedy, by pushing out, never by squeezing or hanging.

A line takes characters while they fit; if it may not break there, it goes back to the last place where it
may. What fits and where a break may stand are functions, so that the same loop serves the cell model of the
standard's test cases (`cells`), the real layout in twips (`paragraph`) and the models of LibreOffice and Word.
"""

from collections.abc import Callable

from generator.typesetting.kinsoku import NOSTART, may_break
from generator.typesetting.unbreakable import Glue, glue

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
        self._glue = _loosen(glue(text, soft), wide)

    def allows(self, at: int) -> bool:
        """Whether a line may begin with character `at`."""
        text = self._text
        after = text[at]
        if after == " " or self._glue.glued[at]:
            return False
        before = text[at - 1]
        if before == " ":
            return after not in NOSTART
        return may_break(before, after) or self._inside_long(at)

    def _inside_long(self, at: int) -> bool:
        return any(at in found.breaks for found in self._glue.longs)

    def following(self, start: int, limit: int) -> int:
        """The start of the next line: the last allowed one, else an emergency cut."""
        limit = skip_spaces(self._text, limit)
        for at in range(limit, start, -1):
            if self.allows(at):
                return at
        return self._emergency(start, limit)

    def _emergency(self, start: int, limit: int) -> int:
        """Nothing may break: cut an over-long run, still by kinsoku if that can be had."""
        for at in range(limit, start, -1):
            if may_break(self._text[at - 1], self._text[at]) and self._text[at] != " ":
                return at
        return max(limit, start + 1)


def _loosen(found: Glue, wide: Callable[[int, int], bool]) -> Glue:
    """Open the addresses that are wider than a line at their own break places; keep the others whole."""
    opened = tuple(a for a in found.longs if wide(a.start, a.end))
    for address in opened:
        for at in address.breaks:
            found.glued[at] = 0
    return Glue(found.glued, opened)


def skip_spaces(text: str, at: int) -> int:
    """The first place from `at` on that is no space: a space that does not fit vanishes."""
    while at < len(text) and text[at] == " ":
        at += 1
    return at
