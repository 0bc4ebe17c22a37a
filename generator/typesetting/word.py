"""Where Word ends a line by itself, from the specifications: used only to prefer a letter spacing.

Word charges letter spacing after every character, sets 1/4 em between Han and Latin, never parts Latin
characters except at a space or hyphen, and obeys the kinsoku sets that the DOCX carries (ours).
"""

from bisect import bisect_right
from itertools import accumulate, count, repeat
from operator import add, mul

from generator.typesetting.kinsoku import may_break
from generator.typesetting.linebreak import greedy, skip_spaces
from generator.typesetting.measure import GAP, Measured

_GAP = 0.25
"""Word's Han-Latin gap in em."""


def word_starts(measured: Measured, spacing: float, first: float, rest: float) -> tuple[int, ...]:
    """The starts of the lines as Word would break the paragraph, measures in twips."""
    text = measured.text
    wider = accumulate(map(mul, measured.gaps, repeat(_GAP / GAP - 1)), initial=0.0)
    reach = list(map(add, map(add, measured.natural, wider), map(mul, count(), repeat(spacing))))

    def fit(start: int) -> int:
        begin = reach[start] + measured.gaps[start] * _GAP / GAP
        return bisect_right(reach, begin + (rest if start else first)) - 1

    def following(start: int, limit: int) -> int:
        at = skip_spaces(text, limit)
        while at > start and not _allows(text, at):
            at -= 1
        return at if at > start else max(limit, start + 1)

    return greedy(text, fit, following)


def _allows(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after == " ":
        return False
    if before == " ":
        return True
    if before.isascii() and after.isascii():
        return before == "-"
    return may_break(before, after)
