"""The short notation of the data files: sets of id parts, patterns over them, and sums written as text.

`app.{row}.total` names one id per member of the set `row`. A rule for `each = "row"` binds `{row}` to one
member after the other; every other name in braces stands for all members at once, as a sum.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

Op = Literal["=", "<=", ">=", "both_zero"]
Sets = Mapping[str, tuple[str, ...]]

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+")
"""A field id: dotted parts, legal as an Excel defined name (formats.md 4)."""
LOOKS_LIKE_CELL = re.compile(r"(?i)[a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*")
"""No part of an id may look like a cell: LibreOffice's own notation is sheet.cell."""

_NAME = re.compile(r"\{(\w+)\}")
_COMPARISON = re.compile(r"(?P<left>.+?)\s+(?P<op>=|<=|>=|both_zero)\s+(?P<right>.+)")
_TERM = re.compile(r"([+-]?)\s*([^\s+-]+)")


class NotationError(ValueError):
    """A pattern or sum is not written as it should be; the message is Chinese."""


@dataclass(frozen=True)
class Comparison:
    """Σ left op Σ right; terms as in `model.Instance`."""

    left: tuple[str, ...]
    op: Op
    right: tuple[str, ...]


def is_id(text: str) -> bool:
    """Whether `text` is a field id, legal as a defined name and unlike a cell in every part."""
    return bool(ID.fullmatch(text)) and not any(LOOKS_LIKE_CELL.fullmatch(p) for p in text.split("."))


def expand(pattern: str, sets: Sets) -> tuple[str, ...]:
    """All ids that a pattern stands for, in the order of its sets. Raises NotationError."""
    found = _NAME.search(pattern)
    if not found:
        return (pattern,)
    members = member_list(found[1], sets)
    replaced = (pattern[: found.start()] + member + pattern[found.end() :] for member in members)
    return tuple(id for one in replaced for id in expand(one, sets))


def member_list(name: str, sets: Sets) -> tuple[str, ...]:
    """The members of a set; a member `{other}` stands for that whole set. Raises NotationError."""
    if name not in sets:
        raise NotationError(f"用到了没有定义的集合 {{{name}}}")
    rest = {key: value for key, value in sets.items() if key != name}
    return tuple(id for member in sets[name] for id in expand(member, rest))


def comparisons(text: str, each: str, sets: Sets) -> Iterator[tuple[str, Comparison]]:
    """One comparison for each member of the set `each` (or one with the key "" without it)."""
    for member in member_list(each, sets) if each else ("",):
        bound = text.replace(f"{{{each}}}", member) if each else text
        yield member, comparison(bound, sets)


def comparison(text: str, sets: Sets) -> Comparison:
    """A sum compared with a sum: `a.b + c.d <= prev:e.f - g.h`; a right side `0` is empty."""
    match = _COMPARISON.fullmatch(text.strip())
    if not match:
        raise NotationError("不是“左 = 右”“左 <= 右”“左 >= 右”的写法")
    op = cast(Op, match["op"])
    return Comparison(terms(match["left"], sets), op, terms(match["right"], sets))


def terms(text: str, sets: Sets) -> tuple[str, ...]:
    """The terms of a sum, each expanded; `-` before a term subtracts it."""
    if text.strip() == "0":
        return ()
    found = [(sign, pattern) for sign, pattern in _TERM.findall(text.strip())]
    return tuple(("-" if sign == "-" else "") + id for sign, pattern in found for id in expand(pattern, sets))


def bare(term: str) -> str:
    """The field id of a term, without `-` and `prev:`."""
    return term.removeprefix("-").removeprefix("prev:")
