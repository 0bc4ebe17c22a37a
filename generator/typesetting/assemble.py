"""From filled sheets to pages: lines and rules at their place, page numbers, the imprint at the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.document.model import Document, Letterhead, Table, Title
from generator.typesetting.folio import draft_mark, page_number
from generator.typesetting.measure import Setter
from generator.typesetting.model import Folio, Line, Page, Rule, SignatureBox, TablePart
from generator.typesetting.page import line_top, margin_shift
from generator.typesetting.paginate import PlacedStrip, PlacedTable, Sheet
from generator.typesetting.strips import SealPlace, Strip
from generator.typesetting.tables import FittedTable, left_edge, place_rows
from generator.typesetting.units import LEFT, LINES, TOP, TURNED_LEFT, TYPE_HEIGHT, TYPE_WIDTH, Pt


@dataclass(frozen=True)
class _Origin:
    """How far what is set for the type area of an odd page is moved: even pages, turned pages."""

    x: Pt
    y: Pt


@dataclass
class Assembly:
    """The pages of a document, and where its tables and its seal came to stand."""

    document: Document
    setter: Setter
    tables: dict[int, FittedTable]
    pages: list[Page] = field(default_factory=list)
    parts: dict[int, list[TablePart]] = field(default_factory=dict)
    signature: SignatureBox | None = None

    def add(self, sheets: Sequence[Sheet], imprint: Strip | None) -> None:
        """Make pages of the sheets, in order, and put 版记 on the last."""
        endings = _with_imprint(sheets, imprint, self.document.mirror)
        blank = [not sheet.placed for sheet in endings]
        for number, sheet in enumerate(endings, 1):
            silent = (
                blank[number - 1] or (number > 1 and blank[number - 2]) or (number == 1 and self._is_letter)
            )
            self.pages.append(self._page(number, sheet, not silent))

    @property
    def _is_letter(self) -> bool:
        """Whether the first page has no number (10.1)."""
        return any(isinstance(block, Letterhead) and block.letter for block in self.document.blocks)

    def _page(self, number: int, sheet: Sheet, numbered: bool) -> Page:
        shift = margin_shift(number, self.document.mirror)
        origin = _Origin(shift, Pt(0))
        if sheet.turned:
            origin = _Origin(Pt(TURNED_LEFT - LEFT), Pt(LEFT - TOP + shift))
        lines: list[Line] = []
        rules: list[Rule] = []
        for placed in sheet.placed:
            if isinstance(placed, PlacedTable):
                self._rows(placed, number, origin, lines, rules)
            else:
                self._strip(placed, number, origin, lines, rules)
        folios = tuple(self._folios(number, shift, numbered))
        return Page(number, tuple(lines), tuple(rules), folios, numbered, sheet.turned)

    def _folios(self, number: int, shift: Pt, numbered: bool) -> Iterable[Folio]:
        if self.document.draft:
            yield draft_mark(self.setter.fonts, shift)
        if numbered:
            yield page_number(number, self.setter.fonts, shift)

    def _strip(
        self, placed: PlacedStrip, number: int, origin: _Origin, lines: list[Line], rules: list[Rule]
    ) -> None:
        strip, top = placed.strip, Pt(line_top(placed.line) + origin.y)
        shift = origin.x
        if strip.turned and isinstance(self.document.blocks[strip.block], Title):
            shift = Pt(shift + (TYPE_HEIGHT - TYPE_WIDTH) / 2)
        lines += (_moved_line(line, top, shift) for line in strip.lines)
        rules += (_moved_rule(rule, top, shift) for rule in strip.rules)
        if strip.seal:
            self.signature = _box(strip.seal, number, top, shift)
        table, fitted = self.document.blocks[strip.block], self.tables.get(strip.block)
        if fitted and isinstance(table, Table):
            x = Pt(left_edge(table) + origin.x)
            part = TablePart(number, 0, len(fitted.row_heights), x, top, fitted.height())
            self.parts.setdefault(strip.block, []).append(part)

    def _rows(
        self, placed: PlacedTable, number: int, origin: _Origin, lines: list[Line], rules: list[Rule]
    ) -> None:
        piece, y = placed.piece, Pt(line_top(placed.line) + origin.y)
        x = Pt((LEFT if piece.turned else left_edge(piece.table)) + origin.x)
        self.tables[piece.block] = placed.fitted
        rows = place_rows(
            piece.table, placed.fitted, self.setter, placed.first, placed.last, x, y, piece.block
        )
        lines += rows.lines
        rules += rows.rules
        part = TablePart(number, placed.first, placed.last, x, y, rows.height)
        self.parts.setdefault(piece.block, []).append(part)


def _with_imprint(sheets: Sequence[Sheet], imprint: Strip | None, duplex: bool) -> list[Sheet]:
    """The sheets with 版记 at the foot of the last one, on a page of its own if it does not fit there.

    Printed on both sides, it stands on the last even page, a blank page before it if need be (7.5).
    """
    endings = list(sheets)
    if imprint is None or not imprint.height:
        return endings
    if imprint.height > endings[-1].left or endings[-1].turned or (duplex and len(endings) % 2):
        endings.append(Sheet())
    if duplex and len(endings) % 2:
        endings.append(Sheet())
    last = endings[-1]
    foot = PlacedStrip(imprint, LINES - imprint.height)
    endings[-1] = Sheet([*last.placed, foot], LINES)
    return endings


def _moved_line(line: Line, top: Pt, shift: Pt) -> Line:
    runs = tuple(replace(run, x=Pt(run.x + shift)) for run in line.runs) if shift else line.runs
    return replace(line, baseline=Pt(top + line.baseline), runs=runs)


def _moved_rule(rule: Rule, top: Pt, shift: Pt) -> Rule:
    return replace(
        rule,
        x0=Pt(rule.x0 + shift),
        x1=Pt(rule.x1 + shift),
        y0=Pt(rule.y0 + top),
        y1=Pt(rule.y1 + top),
    )


def _box(seal: SealPlace, number: int, top: Pt, shift: Pt) -> SignatureBox:
    return SignatureBox(number, Pt(seal.x + shift), Pt(top + seal.y), seal.side, seal.side)
