"""The classes of characters that the rules speak of, as bodies of regular-expression classes.

H of the rules is `HAN`, M is `MARK`; blanks are every space that may be typed or pasted.
"""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007\U00020000-\U0003fffd"
"""Han characters, with 〇."""

MARK = "，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』…—～·￥"
"""Chinese marks."""

BLANK = "\u0020\t\u00a0\u1680\u2002-\u200a\u202f\u205f\u3000"
"""Spaces of any width."""

NUMERAL = "一二三四五六七八九十"
"""Han numerals that ordinals are made of."""

H = f"[{HAN}]"
HM = f"[{HAN}{MARK}]"
B = f"[{BLANK}]"

ORDINAL = f"(?:第[{NUMERAL}百零〇\\d]{{1,5}}[章节条编])"
"""第一章, 第二节 …: a blank after it belongs there (GB/T 15834 B.3.6)."""


def is_han(char: str) -> bool:
    """Whether a character is of the class `HAN`."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char == "\u3007"
        or "\U00020000" <= char <= "\U0003fffd"
    )


def has_han(text: str) -> bool:
    """Whether a text has a Han character."""
    return any(map(is_han, text))


def is_chinese(char: str) -> bool:
    """Whether a character is Han or a Chinese mark; none (the empty string) is neither."""
    return is_han(char) or (char != "" and char in MARK)
