"""Text measured once for breaking and placing: the face and advance of every character, in twips.

The width of a stretch follows what LibreOffice 7.4 was measured to do (and the PDF does the same): a portion
(`runs.split`, cut also where the role changes) is charged letter spacing after each character but its last,
and a gap of 1/5 em stands where a Han character meets a Latin letter or digit.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from generator.document.model import Role, Span
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.fonts.face import Face
from generator.typesetting.runs import Kind, split
from generator.typesetting.units import Pt

GAP = 0.2
"""The Han-Latin gap in em: what LibreOffice always sets, between the nothing and 1/4 em of Word."""

Script = Literal["han", "latin"]

_WESTERN_END = "\u0530"
"""Characters below it (²  µ, Greek, Cyrillic) count as Latin for the gap, though set in the Chinese face."""

_EDGE = 0.01
"""Twips by which a sum of advances may exceed a measure through rounding of floats."""


@dataclass(frozen=True)
class Portion:
    """Characters [start, end) of one kind in one role."""

    kind: Kind
    role: Role
    start: int
    end: int


@dataclass(frozen=True)
class Measured:
    """A text with what placing it needs.

    `natural[i]` is the width in twips of the first i characters with their gaps, without letter spacing;
    `gaps[i]` the Han-Latin gap before character i; `portion_of[i]` the index of its portion. `scripts` are
    those of the portions: a mark has the script of what stands before it.
    """

    text: str
    size: Pt
    portions: tuple[Portion, ...]
    faces: tuple[Face, ...]
    advances: tuple[float, ...]
    natural: tuple[float, ...]
    gaps: tuple[float, ...]
    portion_of: tuple[int, ...]
    scripts: tuple[Script, ...]

    def width(self, start: int, end: int, spacing: float) -> float:
        """Width in twips of the characters [start, end) as one line, with `spacing` twips between them."""
        if start >= end:
            return 0.0
        charged = end - start - (self.portion_of[end - 1] - self.portion_of[start] + 1)
        return self.natural[end] - self.natural[start] - self.gaps[start] + spacing * charged

    def without_gaps(self) -> "Measured":
        """The same text without Han-Latin gaps, for what is counted in cells (the sign-off)."""
        natural = tuple(accumulate(self.advances, initial=0.0))
        return replace(self, natural=natural, gaps=(0.0,) * len(self.gaps))

    def fitter(self, spacing: float) -> Callable[[int, float], int]:
        """A function (start, width in twips) → the largest end so that [start, end) is not wider."""
        owner = self.portion_of
        reach = [0.0]
        reach += [w + spacing * (i - owner[i - 1]) for i, w in enumerate(self.natural[1:], 1)]

        def fit(start: int, width: float) -> int:
            base = self.natural[start] + self.gaps[start] + spacing * (start - owner[start] + 1)
            return bisect_right(reach, base + width + _EDGE) - 1

        return fit


Known = dict[str, tuple[Face, float]]
"""Character → its face and its advance in em."""


@lru_cache(maxsize=4)
def _known(fonts: tuple[Hashable, ...]) -> dict[Role, Known]:
    """What is known of the characters of one set of fonts, kept from document to document."""
    return {role: {} for role in Role}


class Setter:
    """Looks characters up in the fonts, each once. One setter serves one document.

    `fallbacks`: character → family that served it because the role's own face lacks it.
    """

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._known = _known((fonts.latin, *fonts.chains.items()))
        self._own = {role: {fonts.latin, chain[0]} for role, chain in fonts.chains.items()}
        self.fallbacks: dict[str, str] = {}
        self._texts: dict[tuple[str, Role, Pt], Measured] = {}

    def measure(self, spans: Iterable[Span], role: Role, size: Pt) -> Measured:
        """Measure `spans`; a span without a role takes `role`. Raises MissingGlyph."""
        text, faces, advances, portions = "", list[Face](), list[float](), list[Portion]()
        for span in spans:
            for kind, stretch in split(span.text):
                start, own = len(text), span.role or role
                text += stretch
                found = self._look_up(stretch, own, kind)
                faces += [face for face, _ in found]
                if not self._own[own].issuperset(faces[start:]):
                    self._note_fallbacks(stretch, own)
                advances += [advance * size * 20 for _, advance in found]
                portions.append(Portion(kind, own, start, len(text)))
        return _assemble(text, size, portions, faces, advances)

    def measure_text(self, text: str, role: Role, size: Pt) -> Measured:
        """Measure plain text of one role, each text once: a table has the same figure in many cells."""
        key = (text, role, size)
        if key not in self._texts:
            self._texts[key] = self.measure((Span(text),), role, size)
        return self._texts[key]

    def _look_up(self, text: str, role: Role, kind: Kind) -> list[tuple[Face, float]]:
        known = self._known[role]
        try:
            found = [known[char] for char in text]
        except KeyError:
            for char in text:
                if char not in known:
                    known[char] = self._find(role, char)
            found = [known[char] for char in text]
        return found if kind == "latin" or " " not in text else self._own_spaces(text, found)

    def _find(self, role: Role, char: str) -> tuple[Face, float]:
        face = self.fonts.face(role, char)
        return face, face.advance(char)

    def _note_fallbacks(self, text: str, role: Role) -> None:
        for char in text:
            if self.fonts.is_fallback(role, char):
                self.fallbacks[char] = self.fonts.face(role, char).family

    @staticmethod
    def _own_spaces(text: str, found: list[tuple[Face, float]]) -> list[tuple[Face, float]]:
        """A space after a Han character or mark is set in that character's face, as applications do."""
        for i, char in enumerate(text):
            if char == " " and i and found[i - 1][0].covers(" "):
                face = found[i - 1][0]
                found[i] = face, face.advance(" ")
        return found


def _assemble(
    text: str, size: Pt, portions: list[Portion], faces: list[Face], advances: list[float]
) -> Measured:
    gaps = [0.0] * (len(text) + 1)
    owner: list[int] = []
    portions, scripts = _joined(portions, _scripts(text, portions))
    for index, portion in enumerate(portions):
        owner += [index] * (portion.end - portion.start)
        if index and scripts[index] != scripts[index - 1] and _gapped(text, portion.start):
            gaps[portion.start] = GAP * size * 20
    natural, sum_ = [0.0], 0.0
    for gap, advance in zip(gaps, advances, strict=False):
        sum_ += gap + advance
        natural.append(sum_)
    owner.append(len(portions))
    return Measured(
        text,
        size,
        tuple(portions),
        tuple(faces),
        tuple(advances),
        tuple(natural),
        tuple(gaps),
        tuple(owner),
        tuple(scripts),
    )


def _gapped(text: str, at: int) -> bool:
    """Whether a letter or digit stands on either side of the border before character `at`.

    Of a character beyond the BMP (𠮷) LibreOffice looks at one half only, and sets no gap after it.
    """
    before, after = text[at - 1], text[at]
    return before.isalnum() and before <= "\uffff" and after.isalnum()


def _scripts(text: str, portions: list[Portion]) -> list[Script]:
    """The script in which each portion is set: a mark takes the one before it, as ① after a digit.

    At the very start of a paragraph it counts as Latin.
    """
    scripts: list[Script] = []
    for portion in portions:
        if portion.kind == "han":
            scripts.append("han")
        elif portion.kind == "latin" or text[portion.start] < _WESTERN_END:
            scripts.append("latin")
        else:
            scripts.append(scripts[-1] if scripts else "latin")
    return scripts


def _joined(portions: list[Portion], scripts: list[Script]) -> tuple[list[Portion], list[Script]]:
    """Marks of one script that stand side by side are one portion, as “ and ° after a digit."""
    joined: list[Portion] = []
    kept: list[Script] = []
    for portion, script in zip(portions, scripts, strict=True):
        last = joined[-1] if joined else None
        if last and last.kind == portion.kind == "mark" and (last.role, kept[-1]) == (portion.role, script):
            joined[-1] = replace(last, end=portion.end)
        else:
            joined.append(portion)
            kept.append(script)
    return joined, kept
