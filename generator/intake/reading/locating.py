"""Where each figure stands in a workbook that people have worked on.

Defined names come first; the printed labels beside a cell must bear them out. Where a name is lost (#REF!), a
row was inserted, or the names were left behind, the labels decide and a finding says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from generator.formats.model import Format, Table
from generator.intake.addresses import TABLE_TOP, NamedCell, a1, sheet_names
from generator.intake.reading.book import Book, Sheet
from generator.intake.reading.labels import folded, same_label
from generator.intake.reading.texts import shortened
from generator.intake.rules import say
from generator.intake.workbook.formulas import split_cell
from generator.report.finding import Finding, Place, Severity

PRINTED = ("caption", "header", "label", "note", "unit")
"""The cells of a form that carry printed text."""


@dataclass
class Located:
    """Field id or name → its place; `lost`: fields whose row or sheet is gone; and what there is to say."""

    places: dict[str, Place] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def locate_tables(fmt: Format, book: Book) -> Located:
    """Every field of the format's tables."""
    located = Located()
    for table in fmt.tables:
        sheet = book.sheets.get(table.sheet)
        if sheet is None:
            located.findings.append(missing_sheet(fmt, book, table.sheet))
            located.lost |= {cell.field for cell in table.cells if cell.field}
        else:
            _locate_table(fmt, table, sheet, book, located)
    return located


def missing_sheet(fmt: Format, book: Book, name: str, severity: Severity = Severity.ERROR) -> Finding:
    """The finding for a sheet that is not there, naming the one it may have been renamed to."""
    known = {folded(sheet) for sheet in sheet_names(fmt)}
    renamed = sorted(
        {
            place.sheet
            for place in book.names.values()
            if place and place.sheet in book.sheets and folded(place.sheet) not in known
        }
        or {sheet for sheet in book.sheets if folded(sheet) not in known}
    )
    near = [sheet for sheet in book.sheets if sheet != name and folded(sheet) == folded(name)] or renamed
    named = "”“".join(shortened(sheet) for sheet in near[:3] if sheet)
    hint = f"，可能被改名为“{named}”" if named else ""
    return say(fmt, "book.sheet", f"缺少工作表“{name}”{hint}", Place(name), severity=severity)


def _locate_table(fmt: Format, table: Table, sheet: Sheet, book: Book, located: Located) -> None:
    rows = _RowMap(fmt, table, sheet)
    located.findings += rows.findings
    lost_names: list[str] = []
    for cell in table.cells:
        if not cell.field:
            continue
        named = _named(book, cell.field, sheet.name)
        row = rows.actual.get(cell.row)
        if row is None:
            located.lost.add(cell.field)
            continue
        by_label = Place(sheet.name, a1(row, cell.col + 1))
        located.places[cell.field] = by_label
        if book.has_names and named != by_label:
            lost_names.append(cell.field)
    if lost_names:
        located.findings.append(_names_lost(fmt, table, located, lost_names))


def _named(book: Book, name: str, sheet: str) -> Place | None:
    place = book.names.get(name)
    return place if place and place.sheet == sheet else None


def _names_lost(fmt: Format, table: Table, located: Located, fields: Sequence[str]) -> Finding:
    first = fields[0]
    count = f"等{len(fields)}格" if len(fields) > 1 else ""
    what = f"“{table.sheet}”中“{fmt.fields[first].label}”{count}的单元格名称丢失或移位，已按旁边的文字找到"
    return say(fmt, "book.name", what, located.places[first], first)


class _RowMap:
    """Rows of the form → rows of the sheet, matched by their printed texts."""

    def __init__(self, fmt: Format, table: Table, sheet: Sheet) -> None:
        self.actual: dict[int, int] = {}
        self.findings: list[Finding] = []
        self._fmt, self._table, self._sheet = fmt, table, sheet
        self._expected = [self._printed(row) for row in range(table.rows)]
        if all(self._as_printed(row) for row in range(table.rows)):
            self.actual = {row: TABLE_TOP + row for row in range(table.rows)}
        else:
            self._align()

    def _printed(self, row: int) -> dict[int, str]:
        """Column → printed text of one row of the form."""
        return {c.col: c.text for c in self._table.cells if c.row == row and c.kind in PRINTED and c.text}

    def _as_printed(self, row: int) -> bool:
        """Whether the row stands in its place, every printed text as it should be."""
        return self._matches(row, TABLE_TOP + row)

    def _matches(self, row: int, sheet_row: int) -> bool:
        variants = self._fmt.label_variants
        return all(
            same_label(self._sheet.at(sheet_row, column + 1).text, text, variants)
            for column, text in self._expected[row].items()
        )

    def _align(self) -> None:
        """Match the rows in order; what is left over in pairs is a changed label, else a lost row."""
        wanted = ["\n".join(map(folded, texts.values())) for texts in self._expected]
        found = [self._signature(row) for row in self._sheet_rows()]
        matcher = SequenceMatcher(None, wanted, found, autojunk=False)
        for kind, w1, w2, f1, f2 in matcher.get_opcodes():
            if kind == "equal":
                self.actual |= {w1 + n: TABLE_TOP + f1 + n for n in range(w2 - w1)}
            elif kind == "replace" and w2 - w1 == f2 - f1:
                self._changed(range(w1, w2), f1 - w1)
            else:
                self._lost(range(w1, w2))

    def _sheet_rows(self) -> range:
        last = max(self._sheet.last_row, TABLE_TOP + self._table.rows - 1)
        return range(TABLE_TOP, min(last, TABLE_TOP + 3 * self._table.rows) + 1)

    def _signature(self, sheet_row: int) -> str:
        """The printed texts of a sheet row, variants turned into the form's own wording."""
        columns = range(1, self._table.cols + 1)
        cells = [self._sheet.at(sheet_row, column) for column in columns]
        return "\n".join(self._official(cell.text) for cell in cells if self._is_print(cell.text))

    def _is_print(self, text: str) -> bool:
        return bool(text) and self._official(text) in self._official_texts

    @cached_property
    def _official_texts(self) -> set[str]:
        """All printed texts of the table."""
        return {folded(text) for texts in self._expected for text in texts.values()}

    def _official(self, text: str) -> str:
        plain = folded(text)
        for official, variants in self._fmt.label_variants.items():
            if plain in map(folded, variants):
                return folded(official)
        return plain

    def _changed(self, rows: range, offset: int) -> None:
        """Rows whose place is plain but whose texts differ: a changed label, or columns that were moved."""
        for row in rows:
            self.actual[row] = TABLE_TOP + row + offset
            for column, text in self._expected[row].items():
                place = Place(self._sheet.name, a1(self.actual[row], column + 1))
                written = self._sheet.at(self.actual[row], column + 1).text
                if not same_label(written, text, self._fmt.label_variants):
                    self.findings.append(self._label_finding(text, written, place))

    def _label_finding(self, text: str, written: str, place: Place) -> Finding:
        sheet = self._table.sheet
        if self._is_print(written):
            what = f"“{sheet}”表中应为“{text}”的地方是“{shortened(written)}”，行或列被移动或删除"
            return say(self._fmt, "book.row", what, place)
        now = f"被改为“{shortened(written)}”" if written else "被删去"
        return say(
            self._fmt, "book.label", f"“{sheet}”表中印好的文字“{text}”{now}，仍按原来的意思读取", place
        )

    def _lost(self, rows: range) -> None:
        for row in rows:
            if any(cell.field for cell in self._table.cells if cell.row == row):
                name = "·".join(self._row_labels(row)) or f"第{row + 1}行"
                what = f"“{self._table.sheet}”表中“{name}”一行不见了"
                self.findings.append(say(self._fmt, "book.row", what, Place(self._sheet.name)))

    def _row_labels(self, row: int) -> Iterator[str]:
        for cell in self._table.cells:
            if cell.kind == "label" and cell.row <= row < cell.row + cell.rowspan:
                yield cell.text


def locate_named(fmt: Format | None, book: Book, sheet_name: str, items: Sequence[NamedCell]) -> Located:
    """The value cells of 基本信息 or 签发: by name where its label stands beside it, else by the label."""
    located = Located()
    sheet = book.sheets.get(sheet_name)
    if sheet is None:
        located.lost |= {item.name for item in items}
        return located
    labels = _label_rows(sheet)
    moved = []
    for item in items:
        named = _named(book, item.name, sheet_name)
        row = labels.get(folded(item.label))
        if named is not None and (row is None or row == split_cell(named.cell)[0]):
            located.places[item.name] = named
        elif row is not None:
            located.places[item.name] = Place(sheet_name, a1(row, 2))
            moved.append(item)
        elif not book.has_names:
            located.places[item.name] = Place(sheet_name, item.cell)
        else:
            located.lost.add(item.name)
    if moved and book.has_names:
        labels_text = "、".join(item.label for item in moved[:3]) + ("等" if len(moved) > 3 else "")
        what = f"“{sheet_name}”中“{labels_text}”的单元格名称丢失或移位，已按旁边的文字找到"
        located.findings.append(say(fmt, "book.name", what, located.places[moved[0].name], moved[0].name))
    return located


def _label_rows(sheet: Sheet) -> Mapping[str, int]:
    """Label in column A → its row, the first one."""
    found: dict[str, int] = {}
    for (row, column), text in sorted(sheet.texts()):
        if column == 1:
            found.setdefault(folded(text), row)
    return found


def extra_sheets(fmt: Format, book: Book) -> list[Finding]:
    """Sheets that look like copies of the form's own: what was filled in there is not read."""
    own = sheet_names(fmt)
    copies = [name for name in book.sheets if name not in own and name.startswith(own)]
    return [
        say(fmt, "book.extra_sheet", f"多出工作表“{name}”，其中的内容没有读取", Place(name))
        for name in copies
    ]
