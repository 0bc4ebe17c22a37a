"""Numbers in Han numerals: 四十三件, 两项, 一百零六条, 三万件."""

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

_COUNTED = (
    "人次|件次|条次|件(?!事)|条(?!例|款|龙|规定)|次(?!性|日|序|要)|项(?!目)|个|篇|期(?!间|限|望)|场(?!所|景)|份(?!子)|"
    "起(?!草|来|到|步|诉)|宗|例|名|户|家|处(?!理|分|置|罚)|册"
)
_NUMERAL = "一二两三四五六七八九十百千万亿零〇"
HAN_NUMBER = rf"(?P<han>(?<![第之几数〔{_NUMERAL}])[{_NUMERAL}]+)(?={_COUNTED})"
"""A numeral before a counting word; ordinals (第三条) and words (一些, 一次性, 一件事) are none."""

_PLAIN = re.compile("[零〇一二三四五六七八九]{2,}")


def han_value(text: str) -> Decimal | None:
    """The value of a Han numeral, or None if it is none: 四十三 → 43, 二〇二三 → 2023, 一百零六 → 106."""
    if _PLAIN.fullmatch(text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total, section, digit = 0, 0, None
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            above = total if char == "亿" else 0
            total += (above + section + (digit or 0)) * _LARGE[char] - above
            section, digit = 0, None
    value = total + section + (digit or 0)
    return Decimal(value) if value or text in ("零", "〇") else None
