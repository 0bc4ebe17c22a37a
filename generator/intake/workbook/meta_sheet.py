"""Hidden sheet `_meta`: what made the workbook, the lists, last year's figures, the lines of the live checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from generator import __version__
from generator.formats.model import PREAMBLE, Format
from generator.intake.addresses import META, META_CELLS, NARRATIVE, SCHEMA, quoted
from generator.intake.workbook import look
from generator.intake.workbook.content import Shown
from generator.intake.workbook.live import LiveRule
from generator.intake.workbook.narrative_sheet import LAST_ROW, LEVELS, Row, chapter_names

CHAPTERS_COLUMN, LEVELS_COLUMN = "D", "E"
PREVIOUS_ID, PREVIOUS_VALUE = "G", "H"
RULE, NAME, TARGET, STATE, AMOUNT = "J", "K", "L", "M", "N"
HEADING, FIRST, LAST, PARAGRAPHS, CHARACTERS = "P", "Q", "R", "S", "T"

Cached = dict[str, int | float | str]


@dataclass
class MetaSheet:
    """What the other sheets need to know of `_meta`: cells of last year's figures, rows of each rule, counts."""

    rule_rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    counts: list[tuple[int, int]] = field(default_factory=list)
    cached: Cached = field(default_factory=dict)


def previous_cells(fields: Sequence[str]) -> dict[str, str]:
    """Last year's figure → its cell on `_meta`."""
    return {name: f"{PREVIOUS_VALUE}{row}" for row, name in enumerate(fields, 1)}


def fill_meta(
    sheet: Worksheet, shown: Shown, cells: Mapping[str, str], rules: Sequence[LiveRule], rows: Sequence[Row]
) -> MetaSheet:
    """Write the sheet and hide it from the sheet list of Excel altogether."""
    fmt = shown.fmt
    made = MetaSheet()
    for name, value in zip(META_CELLS, (fmt.id, SCHEMA, __version__), strict=True):
        cell = META_CELLS[name]
        sheet[f"A{cell[1:]}"] = name
        sheet[cell] = value
        sheet[cell].number_format = "@"
    for column, texts in ((CHAPTERS_COLUMN, chapter_names(fmt)), (LEVELS_COLUMN, LEVELS)):
        for row, text in enumerate(texts, 1):
            look.write_text(sheet[f"{column}{row}"], text)
            sheet[f"{column}{row}"].number_format = "@"
    for name, cell in cells.items():
        sheet[f"{PREVIOUS_ID}{cell[1:]}"] = name
        sheet[cell] = shown.previous.get(name)
    _lines(sheet, rules, made)
    _chapters(sheet, fmt, rows, made)
    sheet.sheet_state = "veryHidden"
    look.protect(sheet)
    return made


def list_reference(column: str, length: int) -> str:
    """What the defined name of a list stands for."""
    return f"{META}!${column}$1:${column}${length}"


def _lines(sheet: Worksheet, rules: Sequence[LiveRule], made: MetaSheet) -> None:
    row = 1
    for rule in rules:
        first = row
        for line in rule.lines:
            sheet[f"{RULE}{row}"] = rule.id
            sheet[f"{NAME}{row}"] = line.name
            look.write_text(sheet[f"{TARGET}{row}"], f"#{quoted(line.target.sheet)}!{line.target.cell}")
            sheet[f"{STATE}{row}"] = "=" + line.state_formula
            sheet[f"{AMOUNT}{row}"] = "=" + line.amount_formula
            made.cached[f"{STATE}{row}"] = int(line.state)
            made.cached[f"{AMOUNT}{row}"] = float(line.amount)
            row += 1
        made.rule_rows[rule.id] = (first, row - 1)


def _chapters(sheet: Worksheet, fmt: Format, rows: Sequence[Row], made: MetaSheet) -> None:
    """Where each chapter starts and ends on 正文, its paragraphs and characters."""
    headings = [pattern for _, pattern in chapter_patterns(fmt)]
    starts = [_start(rows, pattern) for pattern in headings]
    column = f"${FIRST}$1:${FIRST}${len(headings)}"
    for number, (pattern, start) in enumerate(zip(headings, starts, strict=True), 1):
        end = min((s for s in starts if s and start and s > start), default=LAST_ROW + 1) - 1
        texts = [row.text for row in rows[start - 2 : end - 1] if row.text] if start else []
        made.counts.append((len(texts), sum(len(text) for text in texts)))
        look.write_text(sheet[f"{HEADING}{number}"], pattern)
        area = f"INDEX({NARRATIVE}!$C$1:$C${LAST_ROW},{FIRST}{number}):INDEX({NARRATIVE}!$C$1:$C${LAST_ROW},{LAST}{number})"
        formulas: dict[str, tuple[str, int | str]] = {
            FIRST: (f'IFERROR(MATCH({HEADING}{number},{NARRATIVE}!$A$1:$A${LAST_ROW},0),"")', start or ""),
            LAST: (
                f'IF({FIRST}{number}="","",IFERROR(SMALL({column},COUNTIF({column},"<="&{FIRST}{number})+1)-1,{LAST_ROW}))',
                end if start else "",
            ),
            PARAGRAPHS: (f'IF({FIRST}{number}="",0,COUNTA({area}))', len(texts)),
            CHARACTERS: (f'IF({FIRST}{number}="",0,SUMPRODUCT(LEN({area})))', sum(map(len, texts))),
        }
        for letter, (formula, value) in formulas.items():
            sheet[f"{letter}{number}"] = "=" + formula
            made.cached[f"{letter}{number}"] = value


def chapter_patterns(fmt: Format) -> list[tuple[str, str]]:
    """Section id and the wildcard that its 章 cell matches: the ordinal and whatever heading follows."""
    prescribed = [(PREAMBLE, chapter_names(fmt)[0])]
    sections = [section for section in fmt.sections if not section.annex]
    return prescribed + [
        (
            section.id,
            section.heading.split("、", 1)[0] + "、*" if "、" in section.heading else section.heading,
        )
        for section in sections
    ]


def _start(rows: Sequence[Row], pattern: str) -> int:
    """The sheet row where MATCH finds the pattern, 0 if nowhere."""
    for number, row in enumerate(rows, 2):
        wild = pattern.endswith("*") and row.chapter.startswith(pattern[:-1])
        if row.chapter and (row.chapter == pattern or wild):
            return number
    return 0
