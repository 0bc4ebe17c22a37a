"""The tables' cells → figures: entries as they mean, totals recomputed, typed totals kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.formats.model import Field, Format
from generator.intake.reading.book import Book, RawCell
from generator.intake.reading.locating import Located
from generator.intake.reading.numbers import Reading, read_figure
from generator.intake.reading.texts import shortened
from generator.intake.rules import say
from generator.intake.totals import with_totals
from generator.intake.workbook.formulas import areas, plain, split_cell
from generator.report.finding import Finding, Place, Severity


@dataclass
class Figures:
    """What the tables say."""

    values: dict[str, Decimal] = field(default_factory=dict)
    typed_totals: dict[str, Decimal] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    unreadable: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_figures(fmt: Format, book: Book, located: Located) -> Figures:
    """Every figure of the format. A table counts as given if it is not optional, or anything stands in it."""
    found = Figures()
    entries: dict[str, Decimal] = {}
    filled: set[str] = set()
    for key, place in located.places.items():
        cell = book.sheets[place.sheet].cells.get(split_cell(place.cell), RawCell())
        if fmt.fields[key].computed:
            _total(fmt, found, key, cell, place, book)
            continue
        if not cell.blank:
            filled.add(fmt.fields[key].table)
        value = _entry(fmt, found, fmt.fields[key], cell, place)
        if value is not None:
            entries[key] = value
    found.findings += _deleted(fmt, book, located)
    found.given = frozenset(t.id for t in fmt.tables if not t.optional or t.id in filled)
    found.values = with_totals(fmt, entries)
    for key, value in _altered(fmt, found, book, located):
        found.typed_totals[key] = value
    return found


def _altered(fmt: Format, found: Figures, book: Book, located: Located) -> Iterator[tuple[str, Decimal]]:
    """Totals whose formula is another than the form's and shows another number: they count as typed.

    What the form's own formula showed when the file was saved is of no account: it is calculated anew.
    """
    for key, place in located.places.items():
        formula = fmt.fields[key].formula
        cell = book.sheets[place.sheet].cells.get(split_cell(place.cell), RawCell())
        if formula is None or not cell.source or not isinstance(cell.value, Decimal):
            continue
        terms = [located.places[term] for term in formula.of if term in located.places]
        own = _plain_formula(f"SUM({areas(terms, with_sheet=any(t.sheet != place.sheet for t in terms))})")
        if key in found.values and cell.value != found.values[key] and _plain_formula(cell.source) != own:
            yield key, cell.value


_MOST_CELLS = 6
"""A message names no more cells than these."""


def _deleted(fmt: Format, book: Book, located: Located) -> Iterator[Finding]:
    """One notice for each table whose totals were deleted: they are calculated anew, the cells stay empty."""
    empty: dict[str, list[str]] = {}
    for key, place in located.places.items():
        cell = book.sheets[place.sheet].cells.get(split_cell(place.cell), RawCell())
        if fmt.fields[key].computed and cell.blank and book.has_names:
            empty.setdefault(fmt.fields[key].table, []).append(key)
    for keys in empty.values():
        cells = "、".join(located.places[key].cell for key in keys[:_MOST_CELLS])
        more = "等" if len(keys) > _MOST_CELLS else ""
        count = f"{len(keys)}个合计格" if len(keys) > 1 else f"合计格“{fmt.fields[keys[0]].label}”"
        what = f"{count}的公式被删除（{cells}{more}），已按各项数字计算。请恢复公式，以后改动各项时合计会跟着变。"
        place = located.places[keys[0]]
        yield _finding(fmt, "num.formula", Severity.NOTICE, what, fmt.fields[keys[0]], place)


def _plain_formula(text: str) -> str:
    """A formula without what programs write in ways of their own."""
    return re.sub(r"[\s$'=]", "", text).upper()


def _entry(fmt: Format, found: Figures, figure: Field, cell: RawCell, place: Place) -> Decimal | None:
    reading = read_figure(cell, figure)
    finding = _told(fmt, figure, cell, place, reading)
    if finding:
        found.findings.append(finding)
    if reading.outcome in ("refused", "zero_word"):
        found.unreadable.add(figure.id)
    if cell.formula and reading.value is not None:
        what = f"“{figure.label}”是公式，按其显示的{plain(reading.value)}读取"
        found.findings.append(say(fmt, "num.formula_in_entry", what, place, figure.id))
    return reading.value


def _told(fmt: Format, figure: Field, cell: RawCell, place: Place, reading: Reading) -> Finding | None:
    """What to say of a figure's cell; rules are those of the format (`num.*`)."""
    if reading.outcome in ("plain", "blank") or (figure.signed and cell.text == f"+{reading.value}"):
        return None
    if reading.value is not None:
        money = reading.outcome == "unit"
        what = f"“{figure.label}”写的是“{shortened(cell.text)}”，按{plain(reading.value)}读取"
        key = "num.money" if money else "num.integer"
        plus = cell.text.strip()[:1] in ("+", "＋") and not figure.signed
        severity = Severity.WARNING if money or plus else Severity.NOTICE
        mend = "请核对是否把增减数填错了列，并去掉加号" if plus else "请只写阿拉伯数字，不带单位和空格"
        return _finding(fmt, key, severity, f"{what}。{mend}。", figure, place)
    key = "num.blank" if reading.outcome == "zero_word" else "num.integer"
    text = f"“{figure.label}”{reading.fault}。{reading.mend}。"
    return _finding(fmt, key, Severity.ERROR, text, figure, place)


def _finding(fmt: Format, key: str, severity: Severity, message: str, figure: Field, place: Place) -> Finding:
    return Finding(severity, f"{fmt.id}.{key}", message, place, figure.id)


def _total(fmt: Format, found: Figures, key: str, cell: RawCell, place: Place, book: Book) -> None:
    """A total is a formula; a number typed in its place is kept for the checks, a text is refused.

    Files that keep no formulas (old kinds) show a total's number only: it is not taken as typed.
    """
    if cell.formula or cell.blank or not book.has_names:
        return
    reading = read_figure(cell, fmt.fields[key])
    if reading.value is not None:
        found.typed_totals[key] = reading.value
        return
    what = f"合计格“{fmt.fields[key].label}”的公式被文字“{shortened(cell.text)}”覆盖。请恢复该格的公式。"
    found.findings.append(_finding(fmt, "num.formula", Severity.ERROR, what, fmt.fields[key], place))
