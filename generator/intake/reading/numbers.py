"""Figures as clerks write them → Decimal. What can be read for certain is read and said; the rest is refused."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.formats.model import Field
from generator.intake.reading.book import RawCell
from generator.intake.reading.texts import shortened

Outcome = Literal["blank", "plain", "coerced", "zero_word", "unit", "refused"]

LARGEST = Decimal(10) ** 12
"""No count and no amount of a form reaches this."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad'’‘`]+")
_ZERO_WORDS = frozenset(
    (
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "―",
        "–",
        "_",
        "无",
        "没有",
        "暂无",
        "空",
        "无此项",
        "o",
        "oo",
        "零",
        "〇",
        "○",
        "n/a",
        "na",
        "nil",
        "null",
        "×",
        "x",
    )
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"[+-]? ?\d{1,3}(?: \d{3})*(?:\.\d+)? ?(?:万元|\D)?")
"""A number whose groups of three are parted by blanks; other blanks inside a number make it doubtful."""
_UNITS = re.compile(
    r"(?P<number>[^一-鿿]+?)(?P<unit>万元|亿元|千元|元|人次|[件条次个人篇项份例宗起家户种类部本])"
)
_DIGIT_WORDS = "〇一二三四五六七八九"
_LOOKALIKES = str.maketrans("oOlI|", "00111")


@dataclass(frozen=True)
class Reading:
    """What a figure's cell says. `value` is None unless it is certain; `fault` and `mend` explain a refusal."""

    outcome: Outcome
    value: Decimal | None = None
    fault: str = ""
    mend: str = ""


def read_figure(cell: RawCell, field: Field) -> Reading:
    """The value of an entry cell: a number as it is; a text where it can mean one number only."""
    if cell.blank:
        return Reading("blank")
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return _plausible(Reading("plain", cell.value))
    if cell.kind == "blank":
        return Reading(
            "refused", fault="是没有计算结果的公式", mend="请直接填写数字，或在 Excel 中重新计算并保存"
        )
    if cell.kind == "error":
        return Reading("refused", fault=f"是公式错误值“{cell.text}”", mend="请直接填写数字")
    if cell.kind == "date":
        return Reading(
            "refused", fault=f"是日期（{cell.text}）", mend="请把单元格格式改为“常规”，重新填写数字"
        )
    if cell.kind == "boolean":
        return Reading("refused", fault=f"是“{cell.text}”", mend="请填写数字")
    return _from_text(cell.text, field)


def _from_text(text: str, field: Field) -> Reading:
    folded = _fold(text)
    if folded.lower() in _ZERO_WORDS or not folded:
        return Reading("zero_word", fault=f"写的是“{_short(text)}”", mend="没有发生的请填0")
    number = _number(folded)
    if number is not None:
        return _plausible(Reading("coerced", number))
    united = _UNITS.fullmatch(folded)
    if united and _number(united["number"]) is not None:
        return _with_unit(text, united["unit"], _number(united["number"]), field)
    return Reading("refused", fault=f"写的是“{_short(text)}”，不是数字", mend=_suggestion(folded))


def _fold(text: str) -> str:
    """Width folded, blanks and invisible characters out, one kind of minus sign."""
    folded = "".join(map(_width_folded, _INVISIBLE.sub("", _circled_kept(text)))).strip()
    if _SPACED.fullmatch(folded):
        folded = folded.replace(" ", "")
    return re.sub("[−‐‑‒–－]", "-", folded).replace("，", ",")


def _width_folded(char: str) -> str:
    """A full-width or no-break form as its plain one; ¹ and ½ stay: they are no digits of a figure."""
    kind = unicodedata.decomposition(char).partition(" ")[0]
    return unicodedata.normalize("NFKC", char) if kind in ("<wide>", "<narrow>", "<noBreak>") else char


def _circled_kept(text: str) -> str:
    """Circled and bracketed numbers are ordinals, not figures: folding must not turn ② into 2."""
    return "".join(f"“{char}”" if "①" <= char <= "⓿" or "❶" <= char <= "➓" else char for char in text)


def _number(text: str) -> Decimal | None:
    if not text.isascii():
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    return Decimal(text.replace(",", "")) if _GROUPED.fullmatch(text) else None


def _with_unit(text: str, unit: str, number: Decimal | None, field: Field) -> Reading:
    """A number with its unit: fine where it is the field's own, refused where it would change the value."""
    if unit == field.unit or (field.type == "integer" and "元" not in unit):
        return _plausible(Reading("unit" if field.type == "money" else "coerced", number))
    return Reading(
        "refused",
        fault=f"写的是“{_short(text)}”，单位与本项不同",
        mend=f"本项单位是{field.unit}，请折算后只填数字",
    )


def _plausible(reading: Reading) -> Reading:
    if reading.value is not None and abs(reading.value) >= LARGEST:
        return Reading(
            "refused", fault=f"写的是{_short(f'{reading.value:f}')}，过大", mend="请核对数字和单位"
        )
    return reading


def _short(text: str) -> str:
    return shortened(text, 20)


def _suggestion(folded: str) -> str:
    """How to mend it, with the number probably meant where one can be guessed."""
    plain = folded.replace("“", "").replace("”", "")
    meant = _number(plain.translate(_LOOKALIKES))
    if meant is None and len(plain) == 1 and plain in _DIGIT_WORDS:
        meant = Decimal(_DIGIT_WORDS.index(plain))
    if meant is None and len(plain) == 1 and unicodedata.numeric(plain, -1) >= 0:
        value = unicodedata.numeric(plain)
        meant = Decimal(int(value)) if value == int(value) else None
    guess = f"（是否为{meant:f}？）" if meant is not None else ""
    return f"请填写阿拉伯数字，不带单位、符号和文字{guess}"
