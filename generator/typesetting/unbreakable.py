"""Runs that a line break may not cut: numerals, ranges, document numbers, telephones, words, addresses.

Sources: GB/T 15835-2011 5.1.7.2 (a numeral stays on one line), GB/T 15834-2011 5.1.4–5.1.6 (—— and ……
whole, no connector at a line's start), and practice for the rest. Everything here is plain text work: a
glued position i means that no line may begin with character i.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[!-~²³¹À-ÖØ-öø-ɏͰ-ԯ]{2,}")
"""Latin words, numerals, dates, times, fractions, telephones, e-mails: no space, so no break."""

_SIGN = r"(?:[%％‰℃°]|[十百千]?[万亿]+)"
_UNIT = rf"(?:{_SIGN}元?|年(?:\d+月)?(?:\d+日)?|月(?:\d+日)?|[日时元件条人个页期号次])"
_DIGITS = r"\d+(?:[,.]\d+)*"
_FIRST = rf"(?:[+\-−±]|(?<!\d)(?<!\d[,.])){_DIGITS}"
"""From a number's own beginning only, so that a page of digits is not read once for each of them."""
_RANGE = re.compile(rf"{_FIRST}{_UNIT}?[—～–~\-][+\-−±]?{_DIGITS}{_SIGN}?")
_LONGEST_RANGE = 20
"""Half cells: a longer range may break after its connector."""

_NUMERAL = re.compile(
    r"[−±＋－]\d+(?:[∶：·×/]\d+)*"  # sign
    r"|\d[十百千]?[万亿]+"  # 3.45亿
    r"|(?<!\d)\d+(?:[∶：·×/]\d+)+"  # 1∶1, 3·15, 10：30
    r"|[〔\[]\d{4}[〕\]]第?\d+(?:-\d+)?号"  # 〔2015〕8号
    r"|（0\d{2,3}）\d{7,8}"  # （0451）82345678
)
_DOTS = re.compile(r"——|……")
_ORDINAL = re.compile(
    r"(?:\d{1,2}[.．]|[一二三四五六七八九十]{1,3}、|（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）)."
)
_COUNTED = re.compile(r"\d[年月日时分秒件条次个人名项期份号页场篇起宗户家种类元万亿]")
_HYPHEN = re.compile(r"(?<=[^\s])-(?!\d)|(?<=[!-~])-")

_URL = re.compile(r"(?:(?:https?|ftp)://|www\.)[!-~]+", re.ASCII)
_URL_TAIL = ".,;:!?)]}'\""
_URL_BREAK = re.compile(r"(?<![:/])/(?=[^/])|(?=[?&#=])")
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w.\-]+", re.ASCII)


@dataclass(frozen=True)
class Long:
    """A URL or e-mail address, and where it may break if it is wider than a whole line."""

    start: int
    end: int
    breaks: tuple[int, ...]


@dataclass(frozen=True)
class Glue:
    """`glued[i]` is 1 where no line may begin with character i; `longs` are the exceptions."""

    glued: bytearray
    longs: tuple[Long, ...]


def glue(text: str, soft: bool = False) -> Glue:
    """Find every unbreakable run of a paragraph.

    `soft` also keeps a numeral with its 年, 件, 号 … (a courtesy of the 1999 standard, dropped in 2012).
    """
    glued = bytearray(len(text) + 1)
    for pattern in (_WORD, _NUMERAL, _DOTS) if not soft else (_WORD, _NUMERAL, _DOTS, _COUNTED):
        for match in pattern.finditer(text):
            _seal(glued, match.start(), match.end())
    for match in _RANGE.finditer(text):
        if half_cells(match.group()) <= _LONGEST_RANGE:
            _seal(glued, match.start(), match.end())
    for match in _HYPHEN.finditer(text):
        glued[match.start()] = 1
    ordinal = _ORDINAL.match(text)
    if ordinal:
        _seal(glued, 0, ordinal.end())
    return Glue(glued, tuple(_longs(text)))


def _seal(glued: bytearray, start: int, end: int) -> None:
    glued[start + 1 : end] = b"\x01" * (end - start - 1)


def half_cells(text: str) -> int:
    """Width in half cells: an ASCII character is one, every other two."""
    return sum(1 if c.isascii() else 2 for c in text)


def _longs(text: str) -> list[Long]:
    """URLs (break after /, never inside ://, and before ? & # =) and e-mails (break before @)."""
    found = []
    for match in _URL.finditer(text):
        address = match.group().rstrip(_URL_TAIL)
        breaks = (m.start() + (m.group() == "/") for m in _URL_BREAK.finditer(address))
        inside = tuple(match.start() + b for b in breaks if 0 < b < len(address))
        found.append(Long(match.start(), match.start() + len(address), inside))
    urls = tuple(found)
    for match in _EMAIL.finditer(text):
        if not any(url.start <= match.start() < url.end for url in urls):
            at = match.start() + match.group().index("@")
            found.append(Long(match.start(), match.end(), (at,)))
    return found
