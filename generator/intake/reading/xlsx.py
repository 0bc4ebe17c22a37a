"""XLSX and XLSM read straight from their XML: values, cached results, formulas, names.

Not through the library that writes: what matters here are values and names, and a broken or foreign style
sheet, a wrong dimension or a missing shared-string table must not keep a clerk's figures from being read.
"""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote
from xml.etree import ElementTree

from generator.intake.reading.book import BLANK, EPOCH_1900, EPOCH_1904, Book, RawCell, Sheet, serial_day
from generator.intake.reading.container import Unreadable, open_archive, read_part
from generator.intake.reading.safe_xml import NoDoctype, local, parse, tree
from generator.intake.reading.texts import clean, unescape
from generator.report.finding import Place

LAST_ROW, LAST_COLUMN = 20_000, 400
"""Cells beyond are not looked at: no form reaches so far."""
MOST_CELLS = 400_000

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
        parts = _Parts(archive)
        main = parts.main()
        root = tree(parts.read(main), main)
        relations = parts.relations(main)
        strings = [_text(text, False) for text in _strings(parts, main, relations)]
        epoch = EPOCH_1904 if _flag(root, "workbookPr", "date1904") else EPOCH_1900
        reader = _SheetReader(parts, strings, _date_styles(parts, main, relations), epoch, rows or {})
        titles = [sheet.get("name", "") for sheet in root.iter("sheet")]
        sheets = {
            sheet.get("name", ""): reader.read(sheet, posixpath.dirname(main), relations)
            for sheet in root.iter("sheet")
        }
        return Book(sheets, _names(root, titles), _properties(parts), macros=macros)


class _Parts:
    """The parts of a package, found without regard to case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """A part. Raises Unreadable where it is missing or damaged."""
        actual = self._names.get(name.lower())
        if actual is None:
            raise Unreadable(f"工作簿内部缺少“{name}”，文件已损坏。请在 Excel 或 WPS 中另存为 xlsx 后再试。")
        return read_part(self._archive, actual)

    def main(self) -> str:
        """The workbook part, as the package's relations name it."""
        if "xl/workbook.xml" in self:
            return "xl/workbook.xml"
        for target in self.relations("").values():
            if target.endswith("workbook.xml"):
                return target
        raise Unreadable("工作簿内部缺少目录，文件已损坏。请在 Excel 或 WPS 中另存为 xlsx 后再试。")

    def relations(self, part: str) -> Mapping[str, str]:
        """Relation id and type → the part meant."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self:
            return {}
        found = {}
        for relation in tree(self.read(file), file).iter("Relationship"):
            target = unquote(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id", "")] = posixpath.normpath(path)
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], posixpath.normpath(path))
        return found


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

    def data(self, text: str) -> None:
        """A stretch of text."""
        if self._in_text:
            self._parts.append(text)

    def close(self) -> list[str]:
        """All strings in order."""
        return self._strings


def _strings(parts: _Parts, main: str, relations: Mapping[str, str]) -> list[str]:
    name = relations.get("sharedStrings", posixpath.join(posixpath.dirname(main), "sharedStrings.xml"))
    return parse(parts.read(name), _StringTarget(), name) if name in parts else []


def _date_styles(parts: _Parts, main: str, relations: Mapping[str, str]) -> frozenset[int]:
    """Numbers of the cell styles that show a date; none where the style sheet is missing or broken."""
    name = relations.get("styles", posixpath.join(posixpath.dirname(main), "styles.xml"))
    try:
        root = tree(parts.read(name), name)
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
    parts: _Parts
    strings: list[RawCell]
    date_styles: frozenset[int]
    epoch: date
    rows: Mapping[str, int]

    def read(self, sheet: ElementTree.Element, folder: str, relations: Mapping[str, str]) -> Sheet:
        """One sheet; empty where no row is wanted, for chart sheets and for a sheet without a part."""
        title = sheet.get("name", "")
        part = relations.get(sheet.get("id", ""), "")
        rows = self.rows.get(title, LAST_ROW)
        if not rows or "worksheets" not in part or part not in self.parts:
            return Sheet(title)
        target = _CellTarget(self, rows)
        try:
            return Sheet(title, parse(self.parts.read(part), target, part))
        except _Enough:
            return Sheet(title, target.close())


class _Enough(Exception):
    """All rows that are wanted have been read."""


class _CellTarget(NoDoctype):
    """The cells of one sheet, as the parser reports them."""

    def __init__(self, reader: _SheetReader, rows: int) -> None:
        self._reader = reader
        self._rows = rows
        self._cells: dict[tuple[int, int], RawCell] = {}
        self._row = self._column = 0
        self._type = ""
        self._style = -1
        self._formula = False
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
        elif name == "rPh":
            self._phonetic = True
        elif name == "v":
            self._into = self._value
        elif name == "t" and not self._phonetic:
            self._into = self._inline

    def _begin(self, attributes: dict[str, str]) -> None:
        position = _position(attributes.get("r", ""))
        self._row, self._column = position or (self._row, self._column + 1)
        self._type = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"))
        self._formula = False
        self._value, self._inline, self._into = [], [], None

    def data(self, text: str) -> None:
        """A stretch of text."""
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name in ("v", "t"):
            self._into = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and 0 < self._row <= self._rows and self._column <= LAST_COLUMN:
            cell = self._cell()
            if cell.kind != "blank" or cell.formula:
                self._keep(cell)

    def _keep(self, cell: RawCell) -> None:
        self._cells[self._row, self._column] = cell
        if len(self._cells) > MOST_CELLS:
            raise Unreadable("工作表内容过多，不是正常的填报工作簿。请用空白工作簿重新填写。")

    def close(self) -> dict[tuple[int, int], RawCell]:
        """All cells that hold something."""
        return self._cells

    def _cell(self) -> RawCell:
        if not self._value and not self._inline and not self._formula:
            return BLANK
        value = "".join(self._value)
        formula = self._formula
        if self._type == "inlineStr":
            return _text("".join(self._inline), formula)
        if not value:
            return RawCell(formula=formula)
        if self._type == "s":
            number = _whole(value)
            known = 0 <= number < len(self._reader.strings)
            text = self._reader.strings[number] if known else BLANK
            return replace(text, formula=True) if formula else text
        if self._type in ("str", "d"):
            return _text(value, formula)
        if self._type == "b":
            return RawCell("boolean", value.strip() in ("1", "true"), formula)
        if self._type == "e":
            return RawCell("error", value, formula)
        return self._number(value, formula)

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


def _properties(parts: _Parts) -> dict[str, str]:
    """Custom document properties; none where they cannot be read."""
    name = "docProps/custom.xml"
    if name not in parts:
        return {}
    try:
        root = tree(parts.read(name), name)
    except Unreadable:
        return {}
    return {item.get("name", ""): "".join(item.itertext()) for item in root.iter("property")}
