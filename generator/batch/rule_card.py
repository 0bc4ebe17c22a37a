"""The rules of a format as a card for the wall: one table, two pages at most, in the program's own typesetting.

The steps of the work stand down the left edge, the severities beside them; the rules follow in two columns that
are read across. Some rules are set running, each number behind its content: those about the handling of the
workbook, those that differ in nothing but the figure they look at, and those whose number is long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.batch.one import shipped_fonts
from generator.checks.listing import ListedRule, all_rules
from generator.clock import document_time
from generator.document.model import Document, Table, TableCell, Title
from generator.formats.model import Format
from generator.report.finding import Severity
from generator.typesetting import typeset
from generator.typesetting.model import Layout

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
MOST_PAGES = 2
_LEGEND = (
    "编号前省略“{id}.”（T01—T69除外）。错误必须改正；警告经核实属实的，在“校验”表写确认说明；提示供核对。"
)
_HANG_MM = 8.0
_WIDTHS_MM = (6.5, 8.5, 12.5, 9.0, 57.0, 12.5, 9.0, 57.0)
"""Step and severity; then twice a number, the rest of a longer number, and the content."""
_STEP, _SEVERITY, _HALVES = 0, 1, (2, 5)
_SHORT, _LONG = 4, 17
"""Characters of a number that leaves the second column to the content; of one that its columns just hold."""
_HEAD_ROWS = 2
_RUNNING = frozenset(("读取", "正文"))
"""Steps whose rules are about the handling of the workbook."""
_SHAPE = re.compile(r"(?P<item>.+?)(?P<tail>(?:件数|条数|金额)?(?:之和)?与.+|的，.*应为0)")
"""“新收申请件数与表一致”: the figure, and what is said of it."""
_ALIKE = 3
"""So many rules of one shape are set running."""


@dataclass(frozen=True)
class _Entry:
    """A rule, or several that are set running with `id` empty."""

    id: str
    text: str


def rule_card(fmt: Format) -> Layout:
    """The card of one format, typeset: every rule stands on it, alone or in the entry of its shape."""
    title = f"{fmt.name}核对规则"
    document = Document(
        title=title,
        unit="nianbao",
        blocks=(Title(title, close=True), _table(title, fmt)),
        draft=False,
        issue_date=None,
        created=document_time(None),
        format_id=fmt.id,
        report_year=fmt.first_year,
    )
    return typeset(document, shipped_fonts())


def _table(title: str, fmt: Format) -> Table:
    cells = list(_head(fmt.id))
    row = _HEAD_ROWS
    for step, members in _steps(all_rules(fmt)):
        first = row
        for severity in Severity:
            rows = _rows(_entries(step, [r for r in members if r.severity == severity], fmt.id))
            if rows:
                cells.append(TableCell(row, 1, len(rows), 1, "header", SEVERITIES[severity], "Row"))
                cells += _set(rows, row)
                row += len(rows)
        cells.append(TableCell(first, 0, row - first, 1, "header", step, "Row", stacked=True))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    cols = len(_WIDTHS_MM)
    return Table("rules", title, row, cols, _HEAD_ROWS, tuple(cells), _WIDTHS_MM, MOST_PAGES, _HANG_MM)


def _head(format_id: str) -> Iterator[TableCell]:
    yield TableCell(0, 0, 1, len(_WIDTHS_MM), "note", _LEGEND.format(id=format_id), "Column")
    for col, span, text in ((_STEP, 1, "步骤"), (_SEVERITY, 1, "级别")):
        yield TableCell(1, col, 1, span, "header", text, "Column")
    for col in _HALVES:
        yield TableCell(1, col, 1, 2, "header", "编号", "Column")
        yield TableCell(1, col + 2, 1, 1, "header", "内容", "Column")


def _steps(rules: Sequence[ListedRule]) -> Iterator[tuple[str, list[ListedRule]]]:
    """The rules by the step at which they are checked, in the order of the steps."""
    order = list(dict.fromkeys(rule.group for rule in rules))
    arranged = sorted(rules, key=lambda rule: order.index(rule.group))
    for step, members in groupby(arranged, key=lambda rule: rule.group):
        yield step, list(members)


def _entries(step: str, rules: Sequence[ListedRule], format_id: str) -> list[_Entry]:
    """The rules in order; those that are set running together, where the first of them stands."""
    tails = [_tail(rule) for rule in rules]
    single: list[_Entry] = []
    running: dict[str, list[ListedRule]] = {}
    for rule in rules:
        tail, number = _tail(rule), _number(rule, format_id)
        if step not in _RUNNING and tail and tails.count(tail) >= _ALIKE:
            running.setdefault(tail, []).append(rule)
        elif step in _RUNNING or len(number) > _LONG:
            running.setdefault("", []).append(rule)
        else:
            single.append(_Entry(number, rule.meaning))
    return [*single, *(_Entry("", _running(alike, tail, format_id)) for tail, alike in running.items())]


def _running(rules: Sequence[ListedRule], tail: str, format_id: str) -> str:
    """“新收申请（txt.app_new）、上年结转（txt.app_prev）件数与表一致”."""
    named: dict[str, list[str]] = {}
    for rule in rules:
        named.setdefault(rule.meaning.removesuffix(tail), []).append(_number(rule, format_id))
    items = (f"{item}（{'、'.join(ids)}）" for item, ids in named.items())
    return ("、" if tail else "；").join(items) + tail


def _number(rule: ListedRule, format_id: str) -> str:
    return rule.id.removeprefix(f"{format_id}.")


def _tail(rule: ListedRule) -> str:
    """What a rule says of its figure; empty for a rule that is like no other."""
    shape = _SHAPE.fullmatch(rule.meaning)
    return shape["tail"] if shape else ""


def _rows(entries: Sequence[_Entry]) -> list[tuple[_Entry, ...]]:
    """Two rules a row; what is set running has a row of its own."""
    single = [entry for entry in entries if entry.id]
    pairs = [tuple(single[at : at + 2]) for at in range(0, len(single), 2)]
    return [*pairs, *((entry,) for entry in entries if not entry.id)]


def _set(rows: Sequence[tuple[_Entry, ...]], first: int) -> Iterator[TableCell]:
    """The cells of the rows; where all numbers are short, the contents have the more room."""
    span = 1 if all(len(entry.id) <= _SHORT for entries in rows for entry in entries) else 2
    for row, entries in enumerate(rows, first):
        for col, entry in zip(_HALVES, entries, strict=False):
            if entry.id:
                yield TableCell(row, col, 1, span, "label", entry.id)
                yield TableCell(row, col + span, 1, 3 - span, "label", entry.text)
            else:
                yield TableCell(row, col, 1, 6, "label", entry.text)
        if len(entries) == 1 and entries[0].id:
            yield TableCell(row, _HALVES[1], 1, 3, "blank", "")
