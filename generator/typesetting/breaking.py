"""The lines of a real paragraph: where LibreOffice breaks by itself, corrected by the rules of this project.

A DOCX must break like the PDF. So each line takes the break that LibreOffice makes on its own, as long as the
project's rules allow it; where they forbid it (a range torn, a line that begins with …) or the line would
become very loose, the project's own break is taken and the line is marked for a soft break in the DOCX. A
choice of three letter spacings, which no eye can tell apart, avoids most of these and some of the last lines of
a single character (孤字), keeps every decision clear of rounding, and agrees with Word where it can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.typesetting.libreoffice import SLASH_REACH, LibreOffice
from generator.typesetting.linebreak import Rules, greedy
from generator.typesetting.measure import Measured
from generator.typesetting.word import word_starts

FULL, FIRST = 8845, 8205
"""Twips of a line and of a paragraph's first line (two characters in) in the DOCX."""
SPACINGS = (-8, -10, -14)
"""Letter spacings of the body styles, in twips, in order of preference."""

_LOOSE = 960
"""A line may stay this much short (three characters) before the project breaks it elsewhere."""
_GAIN = 640
"""… if its own break fills at least this much more."""
_LOOSEST = FULL / 4
"""A line does not lack more than this for the sake of a URL or e-mail that would be whole on the next."""
_SURE_INSIDE, _SURE_OUTSIDE = 1.0, 5.0
"""LibreOffice rounds: a character is taken or left for sure only this far inside or outside the measure."""


@dataclass(frozen=True)
class Broken:
    """A broken paragraph: where its lines start, at which letter spacing (twips), and which lines (by
    index) need a soft break after them. `doubts` counts decisions within rounding of the measure.
    """

    starts: tuple[int, ...]
    spacing: int
    forced: tuple[int, ...] = ()
    doubts: int = 0


def break_paragraph(
    measured: Measured, first: float = FIRST, rest: float = FULL, spacings: tuple[int, ...] = SPACINGS
) -> Broken:
    """Break a paragraph whose first line is `first` twips wide and all others `rest`."""
    rules = Rules(measured.text, lambda start, end: measured.width(start, end, spacings[0]) > rest)
    office = LibreOffice(measured)
    tried: list[tuple[tuple[int, int, bool, bool], Broken]] = []
    for spacing in spacings:
        broken = _break(measured, spacing, first, rest, rules, office)
        apart = word_starts(measured, spacing, first, rest) != broken.starts
        score = (broken.doubts, len(broken.forced), ends_lone(measured.text, broken.starts), apart)
        if not any(score):
            return broken
        tried.append((score, broken))
    return min(tried, key=lambda entry: entry[0])[1]


def ends_lone(text: str, starts: Sequence[int]) -> bool:
    """Whether the last line of several is a single character, with or without marks (孤字)."""
    return len(starts) > 1 and sum(char.isalnum() for char in text[starts[-1] :]) == 1


def _break(
    measured: Measured, spacing: int, first: float, rest: float, rules: Rules, office: LibreOffice
) -> Broken:
    chooser = _Chooser(measured, spacing, first, rest, rules, office)
    forced: list[int] = []

    def following(start: int, limit: int) -> int:
        at, own = chooser.choose(start, limit)
        if own:
            forced.append(start)
        return at

    starts = greedy(measured.text, chooser.fit, following)
    chooser.end(starts[-1])
    return Broken(starts, spacing, tuple(starts.index(start) for start in forced), chooser.doubts)


class _Chooser:
    """Chooses the end of one line after another, and counts the doubtful decisions."""

    def __init__(
        self,
        measured: Measured,
        spacing: int,
        first: float,
        rest: float,
        rules: Rules,
        office: LibreOffice,
    ) -> None:
        self._measured, self._spacing = measured, spacing
        self._first, self._rest = first, rest
        self._rules, self._office = rules, office
        self._fits = measured.fitter(spacing)
        self._soft_break = len(measured.text)
        self.doubts = 0

    def fit(self, start: int) -> int:
        """The largest end of the line that begins at `start`."""
        return self._fits(start, self._available(start))

    def choose(self, start: int, limit: int) -> tuple[int, bool]:
        """The start of the next line, and whether that is the project's own break, not LibreOffice's."""
        at, own = self._decide(start, limit)
        if not own and self._spoilt(start, at, limit):
            at, own = self._ours(start, limit), True
        if own:
            self._soft_break = at
            self.doubts += self._short(start, at) < _SURE_INSIDE
        else:
            self.doubts += self._doubtful(start, limit, chosen=at)
        return at, own

    def _decide(self, start: int, limit: int) -> tuple[int, bool]:
        theirs = self._office.following(start, limit)
        allowed = self._rules.allows(theirs) and not self._misled(theirs)
        if allowed and self._short(start, theirs) <= _LOOSE:
            return theirs, False
        ours = self._ours(start, limit)
        if ours == theirs:
            return theirs, self._misled(theirs)
        gain = self._short(start, theirs) - self._short(start, ours)
        return (theirs, False) if allowed and gain < _GAIN else (ours, True)

    def _ours(self, start: int, limit: int) -> int:
        """The project's own break. An address is torn, though it fits a line, before a line is left a quarter empty."""
        ours = self._rules.following(start, limit)
        if self._short(start, ours) > _LOOSEST:
            return max(ours, self._rules.inside_address(start, limit))
        return ours

    def _misled(self, at: int) -> bool:
        """Whether a soft break shortly before would pass for the space that it looks for before a slash."""
        return self._measured.text[at - 1] == "/" and 0 < at - self._soft_break < SLASH_REACH

    def _spoilt(self, start: int, at: int, limit: int) -> bool:
        """Whether a soft break after the line from `at` on would stand within this line's reach.

        LibreOffice, which went back to `at` for the sake of what follows, would then fill this line up to
        that soft break.
        """
        if at >= limit:
            return False
        after = self.fit(at)
        if after >= len(self._measured.text):
            return False
        following, own = self._decide(at, after)
        return own and following <= limit

    def end(self, start: int) -> None:
        """Count the last line's doubt: whether it surely holds all that is left."""
        self.doubts += self._short(start, len(self._measured.text)) < _SURE_INSIDE

    def _available(self, start: int) -> float:
        return self._rest if start else self._first

    def _short(self, start: int, end: int) -> float:
        """How much the line lacks to its measure, spaces at its end left out."""
        stripped = start + len(self._measured.text[start:end].rstrip(" "))
        return self._available(start) - self._measured.width(start, stripped, self._spacing)

    def _doubtful(self, start: int, limit: int, chosen: int) -> bool:
        """Whether rounding could make LibreOffice take one character less or more, and break elsewhere."""
        if self._short(start, limit) < _SURE_INSIDE:
            return limit - 1 > start and self._office.following(start, limit - 1) != chosen
        if self._short(start, limit + 1) > -_SURE_OUTSIDE:
            ends = limit + 1 >= len(self._measured.text)
            return ends or self._office.following(start, limit + 1) != chosen
        return False
