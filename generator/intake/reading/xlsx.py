"""XLSX and XLSM read straight from their XML: values, cached results, formulas, names.

Not through the library that writes: what matters here are values and names, and a broken or foreign style
sheet, a wrong dimension or a missing shared-string table must not keep a clerk's figures from being read.
"""

import contextlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from xml.etree import ElementTree

from generator.intake.addresses import a1
from generator.intake.reading.book import EPOCH_1900, EPOCH_1904, Book, RawCell, Sheet, serial_day
from generator.intake.reading.container import TOO_LARGE, Unreadable, open_archive
from generator.intake.reading.parts import Parts, Relations
from generator.intake.reading.safe_xml import NoDoctype, local, parse
from generator.intake.reading.texts import clean, shortened, unescape
from generator.report.finding import Place

LAST_ROW, LAST_COLUMN = 20_000, 400
"""Cells beyond are not looked at: no form reaches so far."""
MOST_CELLS = 400_000
"""Cells with something in them that a whole workbook may have."""
MOST_SHEETS, MOST_STRINGS = 255, 1_000_000
_AGAIN = "文件已损坏或没有传完。请在 Excel 或 WPS 中打开核实，另存为 xlsx 后再试。"

_NAME = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
)
_DATE_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in number formats that show a date or time, Chinese ones included (ECMA-376 18.8.30)."""


def read_xlsx(data: bytes, macros: bool = False, rows: Mapping[str, int] | None = None) -> Book:
    """The workbook's cells and names. Raises Unreadable where a part that is needed cannot be read.

    `rows`: sheets of which only so many rows are wanted.
    """
    with open_archive(data) as archive:
        parts = Parts(archive)
        main = parts.main()
        root = parts.tree(main)
        relations = parts.relations(main)
        strings = [_text(text, False) for text in _strings(parts, main, relations)]
        epoch = EPOCH_1904 if _flag(root, "workbookPr", "date1904") else EPOCH_1900
        reader = _SheetReader(parts, strings, _date_styles(parts, main, relations), epoch, rows or {})
        entries = list(root.iter("sheet"))
        titles = [entry.get("name", "") for entry in entries]
        _sound_titles(titles)
        sheets = {title: reader.read(entry, relations) for title, entry in zip(titles, entries, strict=True)}
        return Book(sheets, _names(root, titles), _properties(parts), macros=macros)


def _sound_titles(titles: list[str]) -> None:
    """Raises Unreadable for more sheets than any form has, and for two of one name."""
    if len(titles) > MOST_SHEETS:
        raise Unreadable(f"工作簿有{len(titles)}张工作表，不是正常的填报工作簿。请用空白工作簿重新填写。")
    twice = next((title for number, title in enumerate(titles) if title in titles[:number]), None)
    if twice is not None:
        raise Unreadable(f"有两张工作表都叫“{shortened(twice)}”，{_AGAIN}")


def _flag(root: ElementTree.Element, element: str, attribute: str) -> bool:
    found = root.find(element)
    return found is not None and found.get(attribute) in ("1", "true", "on")


class _StringTarget(NoDoctype):
    """The shared strings: runs joined, phonetic guides left out."""

    def __init__(self) -> None:
        self._strings: list[str] = []
        self._parts: list[str] = []
        self._phonetic = False
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        self._phonetic = self._phonetic or name == "rPh"
        self._in_text = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._in_text = False
        elif name == "si":
            self._strings.append("".join(self._parts))
            self._parts = []
            if len(self._strings) > MOST_STRINGS:
                raise Unreadable(TOO_LARGE)

    def data(self, text: str) -> None:
        """A stretch of text."""
        if self._in_text:
            self._parts.append(text)

    def close(self) -> list[str]:
        """All strings in order."""
        return self._strings


def _strings(parts: Parts, main: str, relations: Relations) -> list[str]:
    name = relations.first("sharedStrings", posixpath.join(posixpath.dirname(main), "sharedStrings.xml"))
    return parse(parts.read(name), _StringTarget(), name) if name in parts else []


def _date_styles(parts: Parts, main: str, relations: Relations) -> frozenset[int]:
    """Numbers of the cell styles that show a date; none where the style sheet is missing or broken."""
    name = relations.first("styles", posixpath.join(posixpath.dirname(main), "styles.xml"))
    try:
        root = parts.tree(name)
        custom = {int(item.get("numFmtId", "0")): item.get("formatCode", "") for item in root.iter("numFmt")}
        styles = root.find("cellXfs")
        numbers = [int(style.get("numFmtId", "0")) for style in (() if styles is None else styles)]
    except (Unreadable, ValueError):
        return frozenset()
    return frozenset(
        style
        for style, number in enumerate(numbers)
        if number in _DATE_IDS or _shows_day(custom.get(number, ""))
    )


def _shows_day(code: str) -> bool:
    """Whether a custom number format shows a day: y or d outside of quoted text and brackets."""
    return any(letter in _DATE_FORMAT.sub("", code.split(";", maxsplit=1)[0]).lower() for letter in "yd")


@dataclass(frozen=True)
class _SheetReader:
    parts: Parts
    strings: list[RawCell]
    date_styles: frozenset[int]
    epoch: date
    rows: Mapping[str, int]
    counts: list[int] = field(default_factory=list)
    """How many cells each sheet so far has given."""

    def read(self, sheet: ElementTree.Element, relations: Relations) -> Sheet:
        """One sheet; empty where no row is wanted, and for a chart sheet. Raises Unreadable for a lost part."""
        title, id = sheet.get("name", ""), sheet.get("id", "")
        rows = self.rows.get(title, LAST_ROW)
        if not rows or relations.kinds.get(id, "worksheet") != "worksheet":
            return Sheet(title)
        part = relations.parts.get(id, "")
        if part not in self.parts:
            raise Unreadable(f"工作表“{shortened(title)}”的内容在文件中缺失，{_AGAIN}")
        target = _CellTarget(self, title, rows)
        with contextlib.suppress(_Enough):
            parse(self.parts.read(part), target, part)
        cells = target.close()
        self.counts.append(len(cells))
        return Sheet(title, cells, target.beyond)


class _Enough(Exception):
    """All rows that are wanted have been read."""


class _CellTarget(NoDoctype):
    """The cells of one sheet, as the parser reports them."""

    def __init__(self, reader: _SheetReader, title: str, rows: int) -> None:
        self.beyond = ""
        self._reader = reader
        self._title = title
        self._rows = rows
        self._most = MOST_CELLS - sum(reader.counts)
        self._cells: dict[tuple[int, int], RawCell] = {}
        self._row = self._column = 0
        self._type = ""
        self._style = -1
        self._formula = False
        self._source: list[str] = []
        self._value: list[str] = []
        self._inline: list[str] = []
        self._into: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        if name == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._column = 0
            if self._row > self._rows < LAST_ROW:
                raise _Enough
        elif name == "c":
            self._begin(attributes)
        elif name == "f":
            self._formula = True
            self._into = self._source
        elif name == "rPh":
            self._phonetic = True
        elif name == "v":
            self._value = self._into = []
        elif name == "t" and not self._phonetic:
            self._into = self._inline

    def _begin(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        nowhere = LAST_COLUMN + 1 if reference else self._column + 1
        self._row, self._column = _position(reference or "") or (self._row, nowhere)
        self._type = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"))
        self._formula = False
        self._source, self._value, self._inline, self._into = [], [], [], None

    def data(self, text: str) -> None:
        """A stretch of text."""
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name in ("v", "t", "f"):
            self._into = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and (self._value or self._inline or self._formula):
            self._finish()

    def _finish(self) -> None:
        """A cell that holds something: kept, or noted as out of reach."""
        if not (0 < self._row <= self._rows and self._column <= LAST_COLUMN):
            self.beyond = self.beyond or f"第{self._row}行"
            return
        cell = self._cell()
        if self._source:
            cell = replace(cell, source="".join(self._source))
        if cell.kind != "blank" or cell.formula:
            self._keep(cell)

    def _keep(self, cell: RawCell) -> None:
        position = self._row, self._column
        if self._cells.setdefault(position, cell) != cell:
            raise self._damaged("出现两次，内容不同")
        if len(self._cells) > self._most:
            raise Unreadable("工作表内容过多，不是正常的填报工作簿。请用空白工作簿重新填写。")

    def _damaged(self, how: str) -> Unreadable:
        cell = a1(self._row, self._column)
        return Unreadable(f"工作表“{shortened(self._title)}”的{cell}单元格{how}，{_AGAIN}")

    def close(self) -> dict[tuple[int, int], RawCell]:
        """All cells that hold something."""
        return self._cells

    def _cell(self) -> RawCell:
        value = "".join(self._value)
        formula = self._formula
        if self._type == "inlineStr":
            return _text("".join(self._inline), formula)
        if not value:
            return RawCell(formula=formula)
        if self._type == "s":
            return self._shared(value.strip(), formula)
        if self._type in ("str", "d"):
            return _text(value, formula)
        if self._type == "b":
            return RawCell("boolean", value.strip() in ("1", "true"), formula)
        if self._type == "e":
            return RawCell("error", value, formula)
        return self._number(value, formula)

    def _shared(self, value: str, formula: bool) -> RawCell:
        """The text of a number in the table of texts; one that is not there would be lost without a word."""
        number = _whole(value) if value.isdigit() else -1
        if not 0 <= number < len(self._reader.strings):
            raise self._damaged("的文字在文件中缺失")
        text = self._reader.strings[number]
        return replace(text, formula=True) if formula else text

    def _number(self, value: str, formula: bool) -> RawCell:
        if self._style in self._reader.date_styles:
            number = number_of(value)
            day = serial_day(number, self._reader.epoch) if number is not None else None
            if day is not None:
                return RawCell("date", day, formula)
        return _number_cell(value, formula)


@lru_cache(maxsize=4096)
def _number_cell(value: str, formula: bool) -> RawCell:
    """A number as it is stored; the same few come again and again."""
    number = number_of(value)
    return _text(value, formula) if number is None else RawCell("number", number, formula)


def number_of(text: str) -> Decimal | None:
    """A stored number to the 15 digits that Excel shows; None for what is no finite number."""
    if "_" in text or not text.isascii():  # Python's own way of writing numbers, no workbook's
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return Decimal(format(number, ".15g")) if number - number == 0 else None


def _text(text: str, formula: bool) -> RawCell:
    cleaned = clean(unescape(text))
    return RawCell("text", cleaned, formula) if cleaned else RawCell(formula=formula)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@lru_cache(maxsize=16384)
def _position(reference: str) -> tuple[int, int] | None:
    letters = reference.rstrip("0123456789")
    if not letters or len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = _whole(reference[len(letters) :])
    return (row, column) if row else None


def _names(root: ElementTree.Element, titles: list[str]) -> dict[str, Place | None]:
    """Defined names of one cell. A name of the workbook counts before names of single sheets (copied sheets)."""
    found: dict[str, Place | None] = {}
    local_ones: dict[str, Place | None] = {}
    for element in root.iter("definedName"):
        name = element.get("name", "")
        place = named_place(element.text or "")
        if element.get("localSheetId") is None:
            found[name] = place
        elif place is not None and place.sheet in titles:
            local_ones.setdefault(name, place)
    return local_ones | {name: place or local_ones.get(name) for name, place in found.items()}


def named_place(text: str) -> Place | None:
    """The cell a defined name stands for (the first of a range); None for #REF! and what is no cell."""
    match = _NAME.fullmatch(text.strip().lstrip("="))
    if match is None:
        return None
    sheet = match[1].replace("''", "'") if match[1] else match[2]
    return Place(sheet, match[3] + match[4])


def _properties(parts: Parts) -> dict[str, str]:
    """Custom document properties; none where they cannot be read."""
    name = "docProps/custom.xml"
    if name not in parts:
        return {}
    try:
        root = parts.tree(name)
    except Unreadable:
        return {}
    return {item.get("name", ""): "".join(item.itertext()) for item in root.iter("property")}
