"""T18, T20, T24: brackets, quotation marks and title marks, always both halves or none."""

import re
from collections.abc import Iterator

from generator.narrative.mending.characters import BLANK, has_han, is_chinese
from generator.narrative.mending.model import Edit, MendRule
from generator.report.finding import Severity

_CANNOT_OPEN = re.compile(f"[，。、；：？！）》”{BLANK}]")
_CANNOT_CLOSE = re.compile(f"[（《“{BLANK}]")


def _matched(text: str, opening: str, closing: str) -> list[tuple[int, int]]:
    """Index pairs of brackets that match, by nesting; a stray one is left out."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in opening:
            opened.append(at)
        elif char in closing and opened:
            pairs.append((opened.pop(), at))
    return sorted(pairs)


def _brackets(text: str) -> Iterator[Edit]:
    """Full width where the inside has Han or Han stands before; f(x) and WTO(World …) stay."""
    for start, end in _matched(text, "(（", ")）"):
        inside, before = text[start + 1 : end], text[:start].rstrip(BLANK)[-1:]
        mixed = (text[start] == "(") != (text[end] == ")")
        if mixed or has_han(inside) or is_chinese(before):
            yield Edit(start, start + 1, "（")
            yield Edit(end, end + 1, "）")


def _quotes(text: str) -> Iterator[Edit]:
    """Straight quotes by turns; none where one of them may be an inch mark or stands the wrong way."""
    places = [at for at, char in enumerate(text) if char in '"＂']
    if len(places) % 2 or not has_han(text):
        return
    if not all(_opens(text, at) for at in places[::2]) or not all(_closes(text, at) for at in places[1::2]):
        return
    for turn, at in enumerate(places):
        yield Edit(at, at + 1, "”" if turn % 2 else "“")


def _opens(text: str, at: int) -> bool:
    return not text[at - 1 : at].isdigit() and not _CANNOT_OPEN.match(text[at + 1 : at + 2])


def _closes(text: str, at: int) -> bool:
    return not _CANNOT_CLOSE.match(text[at - 1 : at])


def _title_marks(text: str) -> Iterator[Edit]:
    """《 outside, 〈 inside, by turns with the depth; 《《A》》 is a slip of the finger and reported."""
    if text.count("《") != text.count("》") or "《《" in text:
        return
    for start, end in _matched(text, "《〈", "》〉"):
        inner = _depth(text, start) % 2
        yield Edit(start, start + 1, "〈" if inner else "《")
        yield Edit(end, end + 1, "〉" if inner else "》")


def _depth(text: str, at: int) -> int:
    head = text[:at]
    return sum(head.count(char) for char in "《〈") - sum(head.count(char) for char in "》〉")


RULES = (
    MendRule(
        "T18", Severity.NOTICE, "中文里用了半角括号，或一对括号全角半角不一", "改为全角括号", _brackets, in_titles=True,
    ),
    MendRule("T20", Severity.WARNING, "用了直引号", "按先后改为“”", _quotes),
    MendRule(
        "T24", Severity.NOTICE, "书名号里又用了双书名号", "里层改为〈〉", _title_marks, in_titles=True
    ),
)  # fmt: skip
