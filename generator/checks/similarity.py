"""How alike two texts are, by the pairs of characters that they share."""

import re
from collections import Counter
from functools import lru_cache

_NOISE = re.compile(r"[^\u4e00-\u9fff]")


def likeness(one: str, other: str) -> float:
    """0 to 1: twice the shared pairs of Han characters over all pairs (Dice's measure). Digits count nothing."""
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> Counter[str]:
    letters = han_only(text)
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1))


def han_only(text: str) -> str:
    """The text's Han characters."""
    return _NOISE.sub("", text)
