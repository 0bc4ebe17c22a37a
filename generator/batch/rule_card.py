"""The rules of a format as a card to print: the program's own document model, typesetting and writers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.batch.one import shipped_fonts
from generator.checks.listing import ListedRule, all_rules
from generator.clock import document_time
from generator.document.model import Document, Table, TableCell, Title
from generator.formats.model import Format
from generator.typesetting import typeset
from generator.typesetting.model import Layout

SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}
HEADERS = ("编号", "级别", "含义", "怎样改正")
WIDTHS_MM = (34.0, 11.0, 59.0, 52.0)


def rule_card(fmt: Format) -> Layout:
    """The card of one format, typeset: one table, with a row across for each step at which rules are checked."""
    title = f"{fmt.name}核对规则"
    document = Document(
        title=title,
        unit="",
        blocks=(Title(title), _table(title, all_rules(fmt))),
        draft=False,
        issue_date=None,
        created=document_time(None),
        format_id=fmt.id,
        report_year=fmt.first_year,
    )
    return typeset(document, shipped_fonts())


def _table(title: str, rules: Sequence[ListedRule]) -> Table:
    cells = [TableCell(0, col, 1, 1, "header", text, "Column") for col, text in enumerate(HEADERS)]
    row = 0
    for group, members in groupby(sorted(rules, key=lambda r: r.group), key=lambda r: r.group):
        row += 1
        cells.append(TableCell(row, 0, 1, len(HEADERS), "caption", group, "Row"))
        for rule in members:
            row += 1
            cells += _row(row, (rule.id, SEVERITIES[rule.severity], rule.meaning, rule.mend))
    return Table("rules", title, row + 1, len(HEADERS), 1, tuple(cells), WIDTHS_MM)


def _row(row: int, texts: Iterable[str]) -> Iterator[TableCell]:
    for col, text in enumerate(texts):
        yield TableCell(row, col, 1, 1, "label", text, "Row" if col == 0 else None)
