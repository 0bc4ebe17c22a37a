"""Lint of DOCX files for the defects that Open XML SDK and openxml-audit let pass.

    python tests/tools/docx_lint.py FILE.docx …

Prints one line a fault and exits with 1 if there is any. `faults(data)` is for tests.
"""

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W3CDTF = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$")
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def faults(data: bytes) -> list[str]:
    """What is wrong with a DOCX file, one sentence a fault; empty if nothing is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {n: etree.fromstring(archive.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    return [f"{name} stands twice in the package" for name, n in Counter(names).items() if n > 1] + [
        *_core(parts.get("docProps/core.xml")),
        *_styles(parts["word/styles.xml"]),
        *_uses(parts),
        *_body(parts["word/document.xml"]),
        *(f for name, root in parts.items() if name.startswith("word/") for f in _content(name, root)),
    ]


def _core(root: etree._Element | None) -> Iterator[str]:
    if root is None:
        yield "there are no core properties"
        return
    for name in ("created", "modified"):
        date = root.findtext(f"{{http://purl.org/dc/terms/}}{name}") or ""
        if not _W3CDTF.match(date):
            yield f"core property {name} is no W3CDTF date: {date!r}"
    for name in ("title", "creator", "language"):
        if not root.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield f"core property {name} is missing"


def _styles(root: etree._Element) -> Iterator[str]:
    styles = root.findall(f"{W}style")
    defaults = Counter(s.get(f"{W}type") for s in styles if s.get(f"{W}default") in ("1", "true", "on"))
    for kind in ("paragraph", "character", "table"):
        if defaults[kind] != 1:
            yield f"{defaults[kind]} default {kind} styles instead of one"
    names = Counter(_value(s, "name") for s in styles)
    yield from (f"{n} styles are named {name}" for name, n in names.items() if n > 1)
    parents = {s.get(f"{W}styleId"): _value(s, "basedOn") for s in styles}
    for style in parents:
        yield from _ancestry(style, parents)
    for fonts in root.iter(f"{W}rFonts"):
        missing = [slot for slot in _FONT_SLOTS if not fonts.get(f"{W}{slot}")]
        if missing:
            yield f"rFonts of {_owner(fonts)} lacks {', '.join(missing)}"
        if any("Theme" in str(key) for key, _ in fonts.items()):
            yield f"rFonts of {_owner(fonts)} refers to the theme"


def _ancestry(style: str, parents: dict[str, str]) -> Iterator[str]:
    seen, current = {style}, parents[style]
    while current:
        if current in seen:
            yield f"style {style} is based on itself"
            return
        if current not in parents:
            yield f"style {style} is based on {current}, which does not exist"
            return
        seen.add(current)
        current = parents[current]


def _owner(element: etree._Element) -> str:
    style = next(element.iterancestors(f"{W}style"), None)
    return "the defaults" if style is None else f"style {style.get(f'{W}styleId')}"


def _uses(parts: dict[str, etree._Element]) -> Iterator[str]:
    """Styles and fonts that are used without being defined."""
    styles = {s.get(f"{W}styleId") for s in parts["word/styles.xml"].findall(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for name, root in parts.items()
        if name.startswith("word/")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for element in root.iter(f"{W}{tag}")
    }
    yield from (f"style {style} is used but not defined" for style in sorted(used - styles))
    fonts = {f.get(f"{W}name") for f in parts["word/fontTable.xml"].iter(f"{W}font")}
    named = {e.get(f"{W}{slot}") for e in parts["word/styles.xml"].iter(f"{W}rFonts") for slot in _FONT_SLOTS}
    yield from (f"font {font} is not in the font table" for font in sorted(named - fonts - {None}))


def _content(name: str, root: etree._Element) -> Iterator[str]:
    """What may go wrong in the body, in heads and in feet alike."""
    if name in ("word/styles.xml", "word/fontTable.xml", "word/settings.xml"):
        return
    yield from (f"{name}: {fault}" for fault in _fields(root))
    yield from (f"{name}: {fault}" for fault in _bookmarks(root))
    yield from (f"{name}: {fault}" for fault in _direct(root))
    for table in root.iter(f"{W}tbl"):
        yield from (f"{name}: {fault}" for fault in _table(table))
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield f"{name}: a cell does not end with a paragraph"


def _fields(root: etree._Element) -> Iterator[str]:
    open_fields: list[str] = []
    for char in root.iter(f"{W}fldChar"):
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            yield f"a field has {kind} without begin"
        elif kind == "separate":
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
    if open_fields:
        yield "a field does not end"


def _bookmarks(root: etree._Element) -> Iterator[str]:
    starts = Counter(e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart"))
    ends = Counter(e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd"))
    for number in sorted(set(starts) | set(ends)):
        if (starts[number], ends[number]) != (1, 1):
            yield f"bookmark {number} opens {starts[number]} and closes {ends[number]} times"


def _direct(root: etree._Element) -> Iterator[str]:
    """Formatting that does not come from a named style. The end of a section is none."""
    allowed = {"pPr": {"pStyle", "sectPr"}, "rPr": {"rStyle"}}
    for tag, names in allowed.items():
        for properties in root.iter(f"{W}{tag}"):
            for child in properties:
                if etree.QName(child).localname not in names:
                    yield f"direct formatting: {etree.QName(child).localname}"
    if any(p.find(f"{W}pPr/{W}pStyle") is None for p in root.iter(f"{W}p")):
        yield "a paragraph has no style"


def _table(table: etree._Element) -> Iterator[str]:
    grid = [int(c.get(f"{W}w", "0")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is None or int(width.get(f"{W}w", "0")) != sum(grid):
        yield "the table's width is not the sum of its grid"
    merged: dict[int, int] = {}
    for number, row in enumerate(table.findall(f"{W}tr"), 1):
        if row.find(f"{W}trPr/{W}trHeight[@{W}hRule='exact']") is None:
            yield f"row {number} has no exact height"
        merged, found = _row(row, number, grid, merged)
        yield from found
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
    if heads != sorted(heads, reverse=True):
        yield "head rows are not the first rows"


def _row(
    row: etree._Element, number: int, grid: list[int], above: dict[int, int]
) -> tuple[dict[int, int], list[str]]:
    """Merged cells that may go on below (column → span), and what is wrong with the row."""
    column, merged, found = 0, {}, []
    for cell in row.findall(f"{W}tc"):
        span = int(_value(cell, "tcPr/gridSpan") or 1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None:
            if merge.get(f"{W}val") != "restart" and above.get(column) != span:
                found.append(f"row {number}: a cell goes on from above where none was merged")
            merged[column] = span
        given = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
        if given != sum(grid[column : column + span]):
            found.append(f"row {number}: a cell's width is not that of its columns")
        column += span
    if column != len(grid):
        found.append(f"row {number} has {column} columns, the grid {len(grid)}")
    return merged, found


def _body(root: etree._Element) -> Iterator[str]:
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or not size.get(f"{W}w") or not size.get(f"{W}h"):
            yield "a section has no paper size"
        if margins is None:
            yield "a section has no margins"
    body = root.find(f"{W}body")
    tags = [etree.QName(child).localname for child in body]
    if not tags or tags[-1] != "sectPr":
        yield "the body does not end with a section"
    if tags[-2:-1] == ["tbl"]:
        yield "no paragraph follows the last table"
    if any(pair == ("tbl", "tbl") for pair in pairwise(tags)):
        yield "two tables stand together without a paragraph between them"


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def main(paths: list[str]) -> int:
    """Lint files; returns the exit code."""
    count = 0
    for path in paths:
        for fault in faults(Path(path).read_bytes()):
            print(f"{path}: {fault}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
