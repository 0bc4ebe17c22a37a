"""A paragraph as the checks read it: width folded, blanks left out, every number in Arabic digits.

The clerk's text is never changed: a `Reading` knows for each of its characters where it stands in the
original, so that a finding can quote what was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.checks.numerals import HAN_NUMBER, han_value
from generator.checks.values import plain

UNITS = (
    "万元|亿元|人次|件次|条次|篇次|场次|户次|件|条|次|项|个|篇|期|场|份|起|宗|例|人|名|户|家|处|册|部|种|类|批|则|幅|张|本|"
    "台|套|辆|间|所|亩|吨|元|级|岁|分钟|小时|个工作日|工作日|天|日|月|年|号|章|节|周|季度|款|目|倍|届|楼|室|分|成|页|字|步|点"
)
"""What may follow a number and say what is counted; longer ones first."""

_FOLD = {ord(full): chr(ord(full) - 0xFEE0) for full in "０１２３４５６７８９％．－＋"}
_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_NUMBER = re.compile(
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千万亿]{1,2}(?![分元]))?|"
    + HAN_NUMBER
)
_SCALE = {"百": 2, "千": 3, "万": 4, "亿": 8}
_AFTER = re.compile(rf"(?P<more>余|多)?(?P<unit>{UNITS})?(?P<about>以上|左右|上下|以内|余)?")
_BEFORE = re.compile(r"(?:约|近|将近|接近|超|逾|超过|大约|达到近|不足|不少于|至少|多达|不低于|上|数)$")


@dataclass(frozen=True)
class Number:
    """A number of the text. `start`, `end` count in the reading. `grain`: the unit of its last digit shown.

    `unit` is the counting word after it (件, 条 …, % for shares), "" if none; `hedged`: 近, 约, 余 …
    """

    start: int
    end: int
    value: Decimal
    grain: Decimal
    unit: str = ""
    hedged: bool = False

    @property
    def stop(self) -> int:
        """Where the number ends with its unit."""
        return self.end + len(self.unit)


@dataclass(frozen=True)
class Reading:
    """`text` is the folded text, `places` the index in `original` of each of its characters."""

    original: str
    text: str
    places: tuple[int, ...]
    numbers: tuple[Number, ...]

    def quote(self, start: int, end: int) -> str:
        """The stretch of the original that `text[start:end]` stands for."""
        if start >= end or start >= len(self.places):
            return ""
        return self.original[self.places[start] : self.places[min(end, len(self.places)) - 1] + 1]

    def number_at(self, start: int) -> Number | None:
        """The number that begins there."""
        return next((n for n in self.numbers if n.start == start), None)

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence (up to 。！？) that holds position `at`."""
        return _stretch(self.text, at, "。！？")

    def clause(self, at: int) -> tuple[int, int]:
        """Start and end of the clause (up to ，；：。！？) that holds position `at`."""
        return _stretch(self.text, at, "，；：。！？")

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence in order, with its closing mark."""
        start = 0
        while start < len(self.text):
            _, end = self.sentence(start)
            yield start, end
            start = end


def _stretch(text: str, at: int, marks: str) -> tuple[int, int]:
    start = max((text.rfind(mark, 0, at) for mark in marks), default=-1) + 1
    ends = [found for mark in marks if (found := text.find(mark, at)) >= 0]
    return start, min(ends) + 1 if ends else len(text)


@lru_cache(maxsize=4096)
def read(original: str) -> Reading:
    """The reading of one paragraph."""
    text, places = _folded(original)
    out: list[str] = []
    index: list[int] = []
    numbers: list[Number] = []
    at = start = 0
    for match in _NUMBER.finditer(text):
        digits, grain = _value(match)
        if digits is None:
            continue
        out.append(text[at : match.start()])
        index += places[at : match.start()]
        start += match.start() - at
        shown = _shown(match, digits)
        numbers.append(_number(text, match, start, shown, digits, grain))
        out.append(shown)
        index += _spread(places, match.start(), match.end(), len(shown))
        start += len(shown)
        at = match.end()
    out.append(text[at:])
    index += places[at:]
    return Reading(original, "".join(out), tuple(index), tuple(numbers))


def _folded(original: str) -> tuple[str, list[int]]:
    """Width folded and blanks dropped; half-width marks beside Han become full-width ones."""
    chars: list[str] = []
    places: list[int] = []
    wide = original.translate(_FOLD)
    for at, char in enumerate(wide):
        blank = char.isspace() or char in "\u200b\ufeff\u2060"
        if blank and not _parts_words(wide, at):
            continue
        chars.append(" " if blank else _mark(wide, at) if char in _MARKS else char)
        places.append(at)
    return "".join(chars), places


def _parts_words(text: str, at: int) -> bool:
    """Whether the blank at `at` is the only thing between two Latin words or numbers."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _mark(text: str, at: int) -> str:
    """A half-width mark as its full-width form, except inside a number, a time or an address."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    inside = before.isascii() and after.isascii() and before.isalnum() and (after.isalnum() or after == "/")
    return text[at] if text[at] in ",:" and inside else _MARKS[text[at]]


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal]:
    if match["arabic"] is None:
        value = han_value(match["han"])
        return value, Decimal(1)
    digits = Decimal(match["arabic"].replace(",", ""))
    exponent = digits.as_tuple().exponent
    grain = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    for letter in match["scale"] or "":
        digits, grain = digits.scaleb(_SCALE[letter]), grain.scaleb(_SCALE[letter])
    return digits, grain


def _shown(match: re.Match[str], value: Decimal) -> str:
    """The number's characters in the reading: plain digits, with the decimals that were typed."""
    if match["arabic"] is not None and not match["scale"]:
        return match["arabic"].replace(",", "")
    return plain(value)


def _number(
    text: str, match: re.Match[str], start: int, shown: str, value: Decimal, grain: Decimal
) -> Number:
    end = start + len(shown)
    if text.startswith("%", match.end()):
        return Number(start, end, value, grain, "%", bool(_BEFORE.search(text[: match.start()])))
    after = _AFTER.match(text, match.end())
    more, unit, about = (after["more"], after["unit"], after["about"]) if after else (None, None, None)
    hedged = bool(more or about or _BEFORE.search(text[max(0, match.start() - 4) : match.start()]))
    return Number(start, end, value, grain, "" if more else unit or "", hedged)


def _spread(places: list[int], start: int, end: int, length: int) -> list[int]:
    """Places for `length` characters that stand for `text[start:end]`: the last one is the last character."""
    own = places[start:end]
    spread = [own[min(i, len(own) - 1)] for i in range(length)]
    spread[-1] = own[-1]
    return spread
