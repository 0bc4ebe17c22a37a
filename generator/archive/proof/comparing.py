"""One file's content against what it must be: headings, paragraphs, tables, and what surrounds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.archive.reading.composed import FILLERS, Composed
from generator.archive.reading.content import BREAK, Cell, Content, Piece, folded, same

_CONTEXT = 8
"""Characters of agreeing text shown on either side of a difference."""
_SHOWN = 30


@dataclass
class Differences:
    """Chinese sentences, by what they are about."""

    text: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


def compare(expected: Composed, found: Content) -> Differences:
    """Every difference between the expected content and a file's."""
    differences = Differences()
    extras: list[Piece] = []
    missing: list[Piece] = []
    for kind, wanted, given in _aligned(expected.content.pieces, found.pieces):
        if kind == "equal":
            for one, other in zip(wanted, given, strict=True):
                _compare_pair(one, other, differences)
        else:
            missing += wanted
            extras += given
    _report_unequal(missing, _surplus(extras, expected.formal, differences), differences)
    return differences


def _aligned(
    wanted: Sequence[Piece], given: Sequence[Piece]
) -> Iterator[tuple[str, Sequence[Piece], Sequence[Piece]]]:
    """Stretches of both sequences that agree or not. A table agrees with any table here."""
    matcher = SequenceMatcher(None, [_key(p) for p in wanted], [_key(p) for p in given], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind, wanted[a:b], given[c:d]


def _key(piece: Piece) -> tuple[str, str]:
    return piece.kind, "" if piece.kind == "table" else folded(piece.text)


def _compare_pair(one: Piece, other: Piece, differences: Differences) -> None:
    if one.kind == "table":
        differences.tables += compare_tables(one, other)
    elif not same(one.text, other.text):
        differences.text.append(f"空格不同：{_contrast(one.text, other.text.replace(BREAK, ''))}")


def compare_tables(one: Piece, other: Piece) -> list[str]:
    """Cell by cell; a label that is repeated on a further page, and an empty filler, are no differences."""
    wanted = {(c.row, c.col): c for c in one.cells}
    given = {(c.row, c.col): c for c in other.cells}
    faults = []
    for place, cell in wanted.items():
        if place not in given:
            faults.append(f"表“{_name(one)}”缺少{_where(cell)}")
        elif not _same_cell(cell, given[place]):
            text = given[place].text.replace(BREAK, "")
            faults.append(f"表“{_name(one)}”{_where(cell)}应为“{cell.text}”，文件中是“{text}”")
    labels = {folded(c.text) for c in one.cells} | {""}
    for place, cell in given.items():
        if place not in wanted and folded(cell.text) not in labels:
            faults.append(f"表“{_name(one)}”多出{_where(cell)}“{cell.text[:_SHOWN]}”")
    return faults


def _same_cell(one: Cell, other: Cell) -> bool:
    """Figures to the letter; labels without regard to blanks, since stacked ones stand a character a line."""
    return one.text == other.text if one.field else folded(one.text) == folded(other.text)


def _name(table: Piece) -> str:
    return next((c.text for c in table.cells if c.text), "无题")[:12]


def _where(cell: Cell) -> str:
    return f"第{cell.row + 1}行第{cell.col + 1}列"


def _surplus(extras: list[Piece], formal: Sequence[str], differences: Differences) -> list[Piece]:
    """The pieces that no formal text explains. Formal texts that are nowhere are reported."""
    rest = {id(p): folded(p.text) for p in extras if p.kind != "table"}
    for text in sorted(formal, key=len, reverse=True):
        if not _taken(rest, extras, folded(text)):
            differences.text.append(f"没有找到“{text[:_SHOWN]}”（落款、版头、附件或版记中的文字）")
    return [p for p in extras if p.kind == "table" or not _only_fillers(rest[id(p)])]


def _taken(rest: dict[int, str], extras: list[Piece], text: str) -> bool:
    """Take the text out of the piece that is it or has it, or out of neighbours that it was broken over."""
    for piece in sorted(extras, key=lambda p: rest.get(id(p), "") != text):
        if text in rest.get(id(piece), ""):
            rest[id(piece)] = rest[id(piece)].replace(text, "", 1)
            return True
    for start in range(len(extras)):
        joined = ""
        for end in range(start, min(start + 6, len(extras))):
            joined += rest.get(id(extras[end]), "")
            if joined == text:
                rest.update({id(p): "" for p in extras[start : end + 1]})
                return True
    return False


def _only_fillers(text: str) -> bool:
    for filler in FILLERS:
        text = text.replace(filler, "")
    return not text.strip("0123456789.．:：")


def _report_unequal(missing: list[Piece], extras: list[Piece], differences: Differences) -> None:
    """Pairs of what is missing and what is too much, told as changes where they resemble each other."""
    left = list(extras)
    for piece in missing:
        twin = max((p for p in left if p.kind != "table"), key=lambda p: _likeness(piece, p), default=None)
        if piece.kind == "table":
            differences.tables.append(f"缺少表“{_name(piece)}”")
        elif twin is not None and _likeness(piece, twin) > 0.5:
            left.remove(twin)
            differences.text.append(_change(piece, twin))
        else:
            differences.text.append(f"缺少{_called(piece)}“{piece.text[:_SHOWN]}”")
    for piece in left:
        if piece.kind == "table":
            differences.tables.append(f"多出一张表“{_name(piece)}”")
        else:
            differences.text.append(f"多出{_called(piece)}“{piece.text[:_SHOWN]}”")


def _likeness(one: Piece, other: Piece) -> float:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).quick_ratio()


def _called(piece: Piece) -> str:
    return "标题" if piece.kind == "heading" else "一段"


def _change(wanted: Piece, found: Piece) -> str:
    if folded(wanted.text) == folded(found.text):
        return f"{_called(wanted)}“{wanted.text[:_SHOWN]}”在文件中成了{_called(found)}"
    return f"{_called(wanted)}不同：{_contrast(wanted.text, found.text.replace(BREAK, ''))}"


def _contrast(wanted: str, found: str) -> str:
    """Where two texts first differ, with a little of what surrounds it."""
    start = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), None)
    if start is None:
        start = min(len(wanted), len(found))
    tail = 0
    shortest = min(len(wanted), len(found)) - start
    while tail < shortest and wanted[-1 - tail] == found[-1 - tail]:
        tail += 1
    one, other = (_excerpt(text, start, len(text) - tail) for text in (wanted, found))
    return f"应为“{one}”，文件中是“{other}”"


def _excerpt(text: str, start: int, end: int) -> str:
    shown = text[max(start - _CONTEXT, 0) : min(end + _CONTEXT, start + 2 * _SHOWN)]
    return ("…" if start > _CONTEXT else "") + shown + ("…" if end + _CONTEXT < len(text) else "")
