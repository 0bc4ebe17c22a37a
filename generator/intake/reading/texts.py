"""Cell texts made clean: escapes resolved, line ends alike, nothing that no document can hold."""

import re
import unicodedata

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line feed, lone surrogates, non-characters (XML 1.0, 2.2)."""


def unescape(text: str) -> str:
    """`_x000D_` and its like, as Excel writes what XML cannot hold (ECMA-376 22.4.2.4)."""
    if "_x" not in text:
        return text
    joined = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "ignore") if _pairs(joined) else joined


def _pairs(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def clean(text: str) -> str:
    """Line ends as \\n, forbidden characters dropped, vertical tab (a soft line break) as a line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _FORBIDDEN.sub("", lines)


def shortened(text: str, most: int = 40) -> str:
    """A value as a message quotes it: on one line, cut after `most` characters."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most and len(text) <= 4 * most else line[:most] + "…"


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))


def visible(text: str) -> bool:
    """Whether anything shows: a text of blanks, direction marks and zero-width characters is none."""
    return any(not char.isspace() and unicodedata.category(char) not in _UNSEEN for char in text)
