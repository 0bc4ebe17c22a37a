"""Stretches of a paragraph that no mend may touch, and how a rule sees them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.narrative.mending.blanks import kept_blanks

Span = tuple[int, int]

_URL = re.compile(r"(?:(?:https?|ftp)://|www\.)[!#-;=?-~]+", re.IGNORECASE | re.ASCII)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII
)
_REFERENCE = re.compile(r"\[\[[^\[\]]*\]\]")
_TRAILING = ".,;:!?)"

_LATIN, _DIGIT, _GAP, _TITLE = "a", "0", "\ue000", "某"
"""What a rule sees in place of an address, of a figure's reference, of a kept blank, of a quoted title."""


def addresses(text: str) -> tuple[Span, ...]:
    """URLs (ASCII only, without the mark that closes the sentence) and e-mail addresses."""
    urls = [(m.start(), m.start() + len(m.group().rstrip(_TRAILING))) for m in _URL.finditer(text)]
    return tuple(urls + [m.span() for m in _EMAIL.finditer(text)])


def references(text: str) -> tuple[Span, ...]:
    """The [[…]] that stand for figures."""
    return tuple(m.span() for m in _REFERENCE.finditer(text))


def titles(text: str) -> tuple[Span, ...]:
    """The insides of all 《…》; an unclosed 《 protects nothing, since its end is unknown."""
    spans: list[Span] = []
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == "《":
            opened.append(at)
        elif char == "》" and opened:
            spans.append((opened.pop() + 1, at))
    return tuple(spans)


@lru_cache(maxsize=64)
def masked(text: str, with_titles: bool) -> str:
    """`text` of the same length with the protected stretches replaced by neutral characters.

    A figure's reference looks like a digit to the rules, an address like a Latin word. `with_titles`
    also masks the insides of 《…》. Kept, since most rules leave the text as it is for the next one.
    """
    seen = _filled(without_addresses(text), kept_blanks(text), _GAP)
    return _filled(seen, titles(text), _TITLE) if with_titles else seen


def without_addresses(text: str) -> str:
    """`text` of the same length with addresses as Latin letters and references as digits."""
    return _filled(_filled(text, addresses(text), _LATIN), references(text), _DIGIT)


def _filled(text: str, spans: Iterable[Span], char: str) -> str:
    for start, end in spans:
        text = text[:start] + char * (end - start) + text[end:]
    return text
