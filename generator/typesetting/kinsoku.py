"""Which characters may not begin or end a line (避头尾): GB/T 15834-2011 5.1, in clreq's strict form."""

NOSTART = frozenset("、，。．；：？！）〕］｝〉》」』】〗”’…—～·‰％℃°/／,.;:!?)]}%")
"""Not at the start of a line (5.1.1–5.1.7, 5.1.9), with …… and —— and the unit signs of figures."""
NOEND = frozenset("（〔［｛〈《「『【〖“‘￥¥＄$№/／([{")
"""Not at the end of a line (5.1.3, 5.1.9), with currency and number signs."""


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with the character `before` and the next begin with `after`."""
    return after not in NOSTART and before not in NOEND
