"""The 核对单: what was checked and how it came out, set by the program's own typesetter on a page.

All of it below the title is one table, since the typesetter fits a table onto its page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Literal

from generator import __version__, clock
from generator.archive.proof.outcome import RESULT_NAMES, Check, Item, Result
from generator.document.model import CellKind, Document, Table, TableCell, Title
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.writers.pdf import write_pdf

TITLE = "核对单"
_NONE = "—"
_WIDTH = 156.0
_MOST_FAULTS = 6
_LONGEST = 120
_KINDS = {"pdf": "PDF", "docx": "DOCX", "json": "JSON", "html": "网页"}
_ADVICE = "未检测的项目不等于通过；通过只表示上列各项没有发现问题。"
_SIGNED = "核对人：　　　　　　　　　　　　　　　　日期："


@dataclass(frozen=True)
class _Line:
    """A row of the sheet: cells side by side, or one text across. `head` rows name the columns."""

    cells: tuple[str, ...]
    head: bool = False

    @property
    def across(self) -> bool:
        """Whether it is one text over the whole width."""
        return len(self.cells) == 1


def write_sheet(items: Sequence[Item], today: date) -> bytes:
    """The sheet as PDF. Raises SetupError if a font is missing, InputError for a character without glyph."""
    layout = typeset(sheet(items, today), load_fonts())
    return write_pdf(layout, signature_field=False)


def sheet(items: Sequence[Item], today: date) -> Document:
    """The sheet as blocks: one report in detail, one package in detail, or a list of many."""
    if _is_one_report(items):
        width = min(22.0, 90.0 / len(items))
        widths, body = (_WIDTH - width * len(items), *([width] * len(items))), [*_matrix(items)]
    elif len(items) == 1:
        widths, body = (58.0, 20.0, 58.0, 20.0), [*_two_columns(items[0])]
    else:
        widths, body = (_WIDTH - 72.0, 18.0, 18.0, 18.0, 18.0), [*_overview(items)]
    lines = [_Line((_summary(items, today),)), *body, *_faults(items), _Line((_ADVICE,)), _Line((_SIGNED,))]
    return Document(
        title=TITLE,
        unit="nianbao",
        blocks=(Title(TITLE), _table(lines, widths)),
        draft=False,
        issue_date=today,
        created=clock.document_time(today),
        format_id="",
        report_year=today.year,
    )


def _is_one_report(items: Sequence[Item]) -> bool:
    titles = {item.facts.get("题名") for item in items}
    kinds = [item.kind for item in items]
    return set(kinds) <= set(_KINDS) and len(titles) == 1 and len(set(kinds)) == len(kinds)


def _summary(items: Sequence[Item], today: date) -> str:
    counts = "，".join(f"{RESULT_NAMES[r]} {sum(i.count(r) for i in items)} 项" for r in Result)
    titles = {i.facts.get("题名", "") for i in items}
    named = f"《{next(iter(titles))}》，" if len(titles) == 1 and titles != {""} else ""
    verdict = "没有发现问题" if all(i.ok for i in items) else "发现问题"
    day = f"{today.year}年{today.month}月{today.day}日"
    return f"{day}用 nianbao {__version__} 核对{named}共 {len(items)} 个对象，{verdict}：{counts}。"


def _short(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _matrix(items: Sequence[Item]) -> Iterator[_Line]:
    """The files with their digests, so that the sheet is about these; checks down, files across."""
    for item in items:
        yield _Line((f"{_KINDS[item.kind]} 的 SHA-256：{item.facts.get('SHA-256', '')}",))
    yield _Line(("项目", *(_KINDS[item.kind] for item in items)), head=True)
    for ident, name in sorted({c.id: c.name for item in items for c in item.checks}.items()):
        yield _Line((f"{ident} {name}", *(_result_of(item, ident) for item in items)))


def _result_of(item: Item, ident: str) -> str:
    found = next((c for c in item.checks if c.id == ident), None)
    return RESULT_NAMES[found.result] if found else _NONE


def _two_columns(item: Item) -> Iterator[_Line]:
    """The rows of one object, in two halves side by side."""
    yield _Line((f"对象：{_short(item.path)}",))
    for name, value in item.facts.items():
        if name not in ("包名称", "文件", "题名"):
            yield _Line((f"{name}：{value}",))
    yield _Line(("项目", "结果", "项目", "结果"), head=True)
    checks = sorted(item.checks, key=lambda c: c.id)
    half = (len(checks) + 1) // 2
    for left, right in zip_longest(checks[:half], checks[half:]):
        yield _Line((*_said(left), *(_said(right) if right else ("", ""))))


def _said(check: Check) -> tuple[str, str]:
    return f"{check.id} {check.name}", RESULT_NAMES[check.result]


def _overview(items: Sequence[Item]) -> Iterator[_Line]:
    yield _Line(("对象", "结果", *(RESULT_NAMES[r] for r in Result)), head=True)
    for item in items:
        verdict = RESULT_NAMES[item.verdict]
        yield _Line((_short(item.path), verdict, *(str(item.count(r)) for r in Result)))


def _faults(items: Sequence[Item]) -> Iterator[_Line]:
    failed = [(item, check) for item in items for check in item.failed]
    for item, check in failed[:_MOST_FAULTS]:
        text = f"未通过：{_short(item.path)}，{check.name}：{check.message}"
        yield _Line((text if len(text) <= _LONGEST else text[:_LONGEST] + "……",))
    if len(failed) > _MOST_FAULTS:
        yield _Line((f"另有 {len(failed) - _MOST_FAULTS} 项未通过，见 nianbao verify 的结果。",))


def _table(lines: Sequence[_Line], widths: tuple[float, ...]) -> Table:
    cells = tuple(cell for row, line in enumerate(lines) for cell in _cells(row, line, len(widths)))
    return Table("sheet", TITLE, len(lines), len(widths), 0, cells, widths)


def _cells(row: int, line: _Line, columns: int) -> Iterator[TableCell]:
    if line.across:
        yield TableCell(row, 0, 1, columns, "note", line.cells[0])
        return
    for column, text in enumerate(line.cells):
        kind: CellKind = "header" if line.head else "label" if _is_label(line, column) else "unit"
        scope: Literal["Column", "Row"] | None = "Column" if line.head else "Row" if column == 0 else None
        yield TableCell(row, column, 1, 1, kind, text, scope)


def _is_label(line: _Line, column: int) -> bool:
    """The first of every pair of columns in a sheet of two halves, else the first column."""
    return column == 0 or (column == 2 and " " in line.cells[column])
