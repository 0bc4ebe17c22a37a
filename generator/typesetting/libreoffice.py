"""Where LibreOffice 7.4 ends a line by itself: a model found by experiment, so that DOCX and PDF break alike.

It decides in two ways. Where the character that no longer fits belongs to Han text, it steps back over its
own fixed sets of forbidden characters. Where it belongs to Latin text (the letter or digit at or before it
decides), it takes the last opportunity of the Unicode line breaking rules (UAX 14, an old revision: a closing
mark is not parted from a digit or letter that follows, a break is possible after a slash and a hyphen). A
break found inside an earlier portion makes it try again from that portion's last character.
"""

from functools import cache

from generator.typesetting.measure import Measured

_NOSTART = frozenset("、。〉》」』】〕〗〞﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝､～￠々‖•·ˇˉ―’”:!),.;?]}¢-'\"")
_NOEND = frozenset("〈《「『【〔〖（［｛￡￥〝﹙﹛﹝“‘‵([{£¥'\"")

_CLASSES = {
    "CL": "、。，．》」』】〕〗〉）］｝}",
    "CP": ")]",
    "OP": "（《「『【〔〖〈［｛([{",
    "QU": "“”‘’\"'",
    "NS": "：；・々",
    "EX": "！？!?",
    "IS": ",.;:",
    "SY": "/",
    "HY": "-",
    "BA": "|–",
    "B2": "—",
    "IN": "…",
    "PO": "%‰℃％′″",
    "PR": "￥＄$№±−+\\",
    "NU": "0123456789",
    "AL": "‖·°×→■□●○★※",
    "SP": " ",
}
_CLASS_OF = {char: name for name, chars in _CLASSES.items() for char in chars}
_NEVER_BEFORE = frozenset({"SP", "CL", "CP", "EX", "IS", "SY", "QU", "HY", "BA", "NS"})
_NEVER_AFTER = frozenset({"OP", "QU"})
_KEPT_AFTER = {
    "AL": ("AL", "NU", "PR", "OP", "IN"),
    "NU": ("AL", "NU", "PO", "PR", "OP", "IN"),
    "ID": ("PO", "IN"),
    "PR": ("AL", "NU", "ID"),
    "PO": ("AL", "NU"),
    "IS": ("AL", "NU"),
    "CL": ("AL", "NU"),
    "CP": ("AL", "NU"),
    "B2": ("B2",),
    "IN": ("IN",),
}
"""Class → classes never parted from it when they follow."""
SLASH_REACH = 66
"""After a slash it looks back this many characters for a space, and breaks there instead."""


class LibreOffice:
    """The breaks that LibreOffice makes in one measured paragraph."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._text = measured.text

    def following(self, start: int, limit: int) -> int:
        """The start of the next line where `limit` is the first character that does not fit."""
        at = limit
        while True:
            portion = self._measured.portions[self._measured.portion_of[at]]
            found = self._guess(at, start)
            if found < start or portion.start <= start == found:
                return self._after_spaces(limit)
            if found >= max(start + 1, portion.start):
                return self._after_spaces(found)
            at = portion.start - 1

    def _after_spaces(self, at: int) -> int:
        while at < len(self._text) and self._text[at] == " ":
            at += 1
        return at

    def _guess(self, at: int, start: int) -> int:
        """Where it would break if the character `at` did not fit; before `start`, the line's own, for nowhere."""
        if self._text[at] == " ":
            return at
        return self._unicode_break(at, start) if self._latin(at) else self._han_break(at)

    def _latin(self, at: int) -> bool:
        """Whether the letter or digit at or before `at` is set as Latin; a mark is as what precedes it."""
        while at > 0 and not self._text[at].isalnum():
            at -= 1
        while at > 0 and self._kind(at) == "mark" and self._text[at] >= "\u0530":
            at -= 1
        return self._kind(at) == "latin" or self._text[at] < "\u0530"

    def _kind(self, at: int) -> str:
        return self._measured.portions[self._measured.portion_of[at]].kind

    def _han_break(self, at: int) -> int:
        text = self._text
        while at > 0 and (text[at] in _NOSTART or text[at - 1] in _NOEND):
            at -= 1
        return at

    def _unicode_break(self, at: int, start: int) -> int:
        text = self._text
        if text[at - 1] == "/":
            at -= 1
        while at > 0 and at >= start and not self._opportunity(at):
            at -= 1
        if at > 0 and text[at - 1] == "/":
            space = text.rfind(" ", max(0, at - SLASH_REACH), at)
            return space + 1 if space >= 0 else at
        return at

    def _opportunity(self, at: int) -> bool:
        """Whether the Unicode rules allow a break before character `at`."""
        before, after = _class(self._text[at - 1]), _class(self._text[at])
        if after in _NEVER_BEFORE or before in _NEVER_AFTER:
            return False
        if before == "SP":
            return not self._opened(at)
        if after in _KEPT_AFTER.get(before, ()):
            return False
        if (before, after) == ("SY", "NU"):
            return not self._in_number(at - 1)
        if after == "OP" and before in ("PO", "PR"):
            return not self._text[at + 1 : at + 2].isdecimal()
        if before in ("CL", "CP") and after in ("PO", "PR"):
            return not self._in_number(at - 1)
        return True

    def _opened(self, at: int) -> bool:
        """Whether an opening bracket stands before the spaces that precede `at`."""
        before = self._text[:at].rstrip(" ")
        return bool(before) and _class(before[-1]) == "OP"

    def _in_number(self, at: int) -> bool:
        """Whether the mark at `at` continues a numeral such as 1/3 or 3,985."""
        while at > 0 and _class(self._text[at - 1]) in ("SY", "IS"):
            at -= 1
        return at > 0 and _class(self._text[at - 1]) == "NU"


@cache
def _class(char: str) -> str:
    """The line breaking class of UAX 14, as far as Chinese reports need it."""
    known = _CLASS_OF.get(char)
    if known:
        return known
    return "AL" if char < "\u0530" or "\u2100" <= char <= "\u2bff" else "ID"
