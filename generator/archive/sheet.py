"""The 核对单: what was checked and how it came out, set by the program's own typesetter on a page."""

from collections.abc import Sequence
from datetime import date

from generator import __version__, clock
from generator.archive.proof.outcome import RESULT_NAMES, Check, Item, Result
from generator.document.model import Block, Document, Paragraph, Span, Table, TableCell, Title
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.writers.pdf import write_pdf

TITLE = "核对单"
_NONE = "—"
_WIDTH = 156.0
_MOST_FAULTS = 8
_LONGEST = 90
_KINDS = {"pdf": "PDF", "docx": "DOCX", "json": "JSON", "html": "网页"}


def write_sheet(items: Sequence[Item], today: date) -> bytes:
    """The sheet as PDF. Raises SetupError if a font is missing, InputError for a character without glyph."""
    layout = typeset(sheet(items, today), load_fonts())
    return write_pdf(layout, signature_field=False)


def sheet(items: Sequence[Item], today: date) -> Document:
    """The sheet as blocks: one report in detail, one package in detail, or a list of many."""
    blocks: list[Block] = [Title(TITLE), _text(_summary(items, today))]
    if _is_one_report(items):
        blocks += [_files(items), _matrix(items)]
    elif len(items) == 1:
        blocks += [_text(_facts(items[0])), _two_columns(items[0].checks)]
    else:
        blocks.append(_overview(items))
    blocks += [_text(fault) for fault in _faults(items)]
    blocks.append(_text("未检测的项目不等于通过；通过只表示上列各项没有发现问题。"))
    blocks.append(_text("核对人：　　　　　　　　　　日期："))
    return Document(
        title=TITLE,
        unit="",
        blocks=tuple(blocks),
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


def _text(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _summary(items: Sequence[Item], today: date) -> str:
    counts = "，".join(f"{RESULT_NAMES[r]} {sum(i.count(r) for i in items)} 项" for r in Result)
    title = next((i.facts["题名"] for i in items if "题名" in i.facts), "")
    named = f"《{title}》，" if title and len({i.facts.get("题名") for i in items}) == 1 else ""
    verdict = "没有发现问题" if all(i.ok for i in items) else "发现问题"
    day = f"{today.year}年{today.month}月{today.day}日"
    return f"{day}用 nianbao {__version__} 核对{named}共 {len(items)} 个对象，{verdict}：{counts}。"


def _facts(item: Item) -> str:
    return f"对象：{_short(item.path)}。" + "，".join(f"{k} {v}" for k, v in item.facts.items() if v) + "。"


def _short(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _files(items: Sequence[Item]) -> Table:
    """The files with their digests, so that the sheet is about these and no others."""
    rows = [["文件", "SHA-256"]]
    rows += [[_KINDS[i.kind], i.facts.get("SHA-256", "")] for i in items]
    return _table("files", rows, (20.0, _WIDTH - 20.0))


def _matrix(items: Sequence[Item]) -> Table:
    """Checks down, files across."""
    names = {c.id: c.name for item in items for c in item.checks}
    rows = [["项目", *(_KINDS[item.kind] for item in items)]]
    for ident, name in names.items():
        rows.append([f"{ident} {name}", *(_result_of(item, ident) for item in items)])
    width = min(22.0, 90.0 / len(items))
    return _table("checks", rows, (_WIDTH - width * len(items), *([width] * len(items))))


def _result_of(item: Item, ident: str) -> str:
    found = next((c for c in item.checks if c.id == ident), None)
    return RESULT_NAMES[found.result] if found else _NONE


def _two_columns(checks: Sequence[Check]) -> Table:
    """The rows of one object, in two halves side by side."""
    half = (len(checks) + 1) // 2
    rows = [["项目", "结果", "项目", "结果"]]
    for left, right in zip(checks[:half], [*checks[half:], None], strict=False):
        more = [f"{right.id} {right.name}", RESULT_NAMES[right.result]] if right else ["", ""]
        rows.append([f"{left.id} {left.name}", RESULT_NAMES[left.result], *more])
    return _table("checks", rows, (58.0, 20.0, 58.0, 20.0))


def _overview(items: Sequence[Item]) -> Table:
    rows = [["对象", "结果", *(RESULT_NAMES[r] for r in Result)]]
    for item in items:
        verdict = RESULT_NAMES[Result.PASSED if item.ok else Result.FAILED]
        rows.append([_short(item.path), verdict, *(str(item.count(r)) for r in Result)])
    return _table("items", rows, (_WIDTH - 72.0, 18.0, 18.0, 18.0, 18.0))


def _faults(items: Sequence[Item]) -> list[str]:
    failed = [(item, check) for item in items for check in item.failed]
    shown = [f"未通过：{_short(i.path)}，{c.name}：{c.message}"[:_LONGEST] for i, c in failed[:_MOST_FAULTS]]
    if len(failed) > _MOST_FAULTS:
        shown.append(f"另有 {len(failed) - _MOST_FAULTS} 项未通过，见 nianbao verify --json 的结果。")
    return shown


def _table(ident: str, rows: Sequence[Sequence[str]], widths: tuple[float, ...]) -> Table:
    cells = tuple(
        TableCell(
            row=r,
            col=c,
            rowspan=1,
            colspan=1,
            kind="header" if r == 0 else "label" if c % 2 == 0 and len(text) > 4 else "unit",
            text=text,
            scope="Column" if r == 0 else "Row" if c == 0 else None,
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(ident, "", len(rows), len(rows[0]), 1, cells, widths)
