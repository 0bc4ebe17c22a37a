"""A statutory table drawn as text: the notation of `grid` in a table's file.

One line is one row, `|` parts the cells, `<` and `^` continue the cell to the left or above.
    # …   a header row            = …   a caption across the whole table
    note:…      the note in the head        stacked:…   a label set one character a line
    @ …   the clause the row comes from     ~ …         how sure its wording is (evidence)
Two blanks before a row's label are one level of indentation. A cell that holds a field id (or a pattern for
several) is an entry or a total; an empty one is not applicable.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.formats.expand import ID, NotationError, Sets, expand
from generator.formats.model import Cell, CellKind

LEFT, ABOVE = "<", "^"
NOTE, STACKED = "note:", "stacked:"
INDENT = "  "
EVIDENCE = ("label", "topic", "none")

_MARKS = re.compile(r"\s*(?:@\s*(?P<law>[^~@]+?))?\s*(?:~\s*(?P<evidence>\w+))?\s*")


@dataclass(frozen=True)
class Line:
    """One row as drawn. `kind` is `header`, `caption` or `row`."""

    kind: str
    cells: tuple[str, ...]
    law: str = ""
    evidence: str = ""
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """The cells of a table, and what its rows say besides."""

    rows: int
    cols: int
    header_rows: int
    label_cols: int
    cells: tuple[Cell, ...]
    laws: Mapping[int, str] = field(default_factory=dict)
    evidence: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def _labels(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.kind == "label")

    @cached_property
    def _headers(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.kind == "header")

    @cached_property
    def _header_rows(self) -> frozenset[int]:
        return frozenset(row for c in self._headers for row in range(c.row, c.row + c.rowspan))

    def row_labels(self, cell: Cell) -> tuple[str, ...]:
        """Labels to the left of a cell, the outermost first."""
        return tuple(c.text for c in self._labels if _beside(c, cell))

    def column_labels(self, cell: Cell) -> tuple[str, ...]:
        """Header cells above a cell in the nearest block of header rows, the outermost first."""
        last = max((row for row in self._header_rows if row < cell.row), default=-1)
        first = last
        while first - 1 in self._header_rows:
            first -= 1
        return tuple(c.text for c in self._headers if first <= c.row <= last and _above(c, cell))


def _beside(label: Cell, cell: Cell) -> bool:
    return label.col < cell.col and label.row <= cell.row < label.row + label.rowspan


def _above(header: Cell, cell: Cell) -> bool:
    return header.col <= cell.col < header.col + header.colspan


def draw(text: str, sets: Sets, totals: frozenset[str], unit_col: int | None = None) -> Grid:
    """The grid that `text` draws. Raises NotationError with the line's number."""
    lines = [read_line(line, sets) for line in text.splitlines() if line.strip()]
    cols = max((len(line.cells) for line in lines), default=0)
    rows = [_full_width(line, cols, number) for number, line in enumerate(lines, 1)]
    owners = _owners([line.cells for line in rows])
    cells = tuple(_cell(rows, at, span, totals, unit_col) for at, span in _spans(owners).items())
    fields = [cell.col for cell in cells if cell.field]
    return Grid(
        rows=len(rows),
        cols=cols,
        header_rows=next((n for n, line in enumerate(rows) if line.kind != "header"), len(rows)),
        label_cols=min(fields, default=cols),
        cells=cells,
        laws={n: line.law for n, line in enumerate(rows) if line.law},
        evidence={n: line.evidence for n, line in enumerate(rows) if line.evidence},
    )


def read_line(text: str, sets: Sets) -> Line:
    """One drawn row; patterns of ids are expanded to one cell each."""
    level = (len(text) - len(text.lstrip(" "))) // len(INDENT)
    kind = {"#": "header", "=": "caption"}.get(text.strip()[0], "row")
    body, law, evidence = _marks(text.strip().lstrip("#=") if kind != "row" else text.strip())
    cells = tuple(id for part in body.split("|") for id in _expanded(part.strip(), sets))
    return Line(kind, cells, law, evidence, level)


def _marks(text: str) -> tuple[str, str, str]:
    """A line without its marks, the clause, the evidence."""
    at = re.search(r"\s[@~]\s", text)
    if not at:
        return text, "", ""
    marks = _MARKS.fullmatch(text[at.start() :])
    if not marks or (marks["evidence"] or "label") not in EVIDENCE:
        raise NotationError(f"行末标记有误：{text[at.start() :].strip()}")
    return text[: at.start()], marks["law"] or "", marks["evidence"] or ""


def _expanded(cell: str, sets: Sets) -> tuple[str, ...]:
    return expand(cell, sets) if "{" in cell else (cell,)


def _full_width(line: Line, cols: int, number: int) -> Line:
    if line.kind == "caption":
        return Line("caption", (line.cells[0], *([LEFT] * (cols - 1))), line.law)
    if len(line.cells) != cols:
        raise NotationError(f"第{number}行有{len(line.cells)}格，应为{cols}格")
    return line


def _owners(rows: list[tuple[str, ...]]) -> list[list[tuple[int, int]]]:
    """For each position the top left position of its cell."""
    owners: list[list[tuple[int, int]]] = []
    for r, row in enumerate(rows):
        owners.append([])
        for c, text in enumerate(row):
            if (text == LEFT and c == 0) or (text == ABOVE and r == 0):
                raise NotationError(f"第{r + 1}行第{c + 1}格没有可以接续的格")
            before = owners[r][c - 1] if text == LEFT else owners[r - 1][c] if text == ABOVE else (r, c)
            owners[r].append(before)
    return owners


def _spans(owners: list[list[tuple[int, int]]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Top left position → rows and columns spanned. Raises NotationError for a cell that is no rectangle."""
    areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for r, row in enumerate(owners):
        for c, owner in enumerate(row):
            areas.setdefault(owner, []).append((r, c))
    spans = {}
    for (r, c), area in areas.items():
        height = max(y for y, _ in area) - r + 1
        width = max(x for _, x in area) - c + 1
        if height * width != len(area):
            raise NotationError(f"第{r + 1}行第{c + 1}格合并后不是矩形")
        spans[r, c] = (height, width)
    return spans


def _cell(
    rows: list[Line],
    at: tuple[int, int],
    span: tuple[int, int],
    totals: frozenset[str],
    unit_col: int | None,
) -> Cell:
    (r, c), line = at, rows[at[0]]
    text = line.cells[c]
    if line.kind == "row" and ID.fullmatch(text):
        return Cell(r, c, *span, kind="total" if text in totals else "entry", field=text)
    kind = _kind(line.kind, text, c == unit_col)
    level = line.level if kind == "label" and c == 0 else 0
    plain = text.removeprefix(NOTE).removeprefix(STACKED).strip()
    return Cell(r, c, *span, kind=kind, text=plain, level=level, stacked=text.startswith(STACKED))


def _kind(line_kind: str, text: str, unit: bool) -> CellKind:
    if line_kind == "caption":
        return "caption"
    if not text:
        return "blank"
    if text.startswith(NOTE):
        return "note"
    if line_kind == "header":
        return "header"
    return "unit" if unit else "label"
