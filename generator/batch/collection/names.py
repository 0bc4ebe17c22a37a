"""Names of units and credit codes compared as people mean them: width, blanks and capitals do not count."""

import re
import unicodedata
from collections.abc import Sequence

from generator.intake.reading.labels import folded

_CODE = re.compile(r"[^0-9A-Z]")


def folded_name(name: str) -> str:
    """A unit's name without blanks and without differences of width."""
    return folded(name).casefold()


def folded_code(code: str) -> str:
    """A 统一社会信用代码 in capitals, without blanks and hyphens."""
    return _CODE.sub("", unicodedata.normalize("NFKC", code).upper())


def some(items: Sequence[str], most: int = 8, measure: str = "个") -> str:
    """The first few of a list, and how many there are in all."""
    shown = "、".join(items[:most])
    return shown if len(items) <= most else f"{shown}等{len(items)}{measure}"
