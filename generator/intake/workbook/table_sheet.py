"""One sheet per table of the form: it looks like the statutory table, entries open, totals as locked formulas."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule as FormatRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.formats.model import Cell, Field, Format, Instance, Rule, Table
from generator.intake.addresses import TABLE_TOP, a1, sheet_cell
from generator.intake.totals import entry_terms
from generator.intake.workbook import look
from generator.intake.workbook.content import Content, Shown
from generator.intake.workbook.formulas import areas, plain, split_cell
from generator.report.finding import Place

MM_TO_WIDTH = 0.62
"""A column of one millimetre on paper, in characters of the default typeface, somewhat wider than printed."""
ENTRY_WIDTH = 10.0
GROUP_WIDTH = 17.0
"""A label column is made wide enough for a short label to stay on one line, up to this."""
WIDE_TABLE = 12
"""From this many columns on a table is printed across the page."""
LINE_HEIGHT = 14.5
TALL_LABEL = 6
"""A label over so many rows in one column is set upright, one character a line."""


def fill_table(sheet: Worksheet, table: Table, content: Content, shown: Shown) -> dict[str, Decimal]:
    """Write the sheet. Returns the cached value of each formula, by cell."""
    fmt = shown.fmt
    widths = column_widths(table)
    look.banner(sheet, table.title, _hint(fmt, table), widths)
    look.set_widths(sheet, widths)
    for cell in table.cells:
        _write_cell(sheet, cell, content, shown)
    _row_heights(sheet, table, widths)
    _validations(sheet, table, fmt)
    _highlights(sheet, table, fmt)
    _comments(sheet, table, content, fmt)
    body = TABLE_TOP + table.header_rows
    sheet.freeze_panes = a1(body, table.label_cols + 1) if table.header_rows else a1(body, 1)
    look.protect(sheet)
    titles = f"1:{body - 1}" if table.header_rows else "1:2"
    look.print_setup(sheet, landscape=table.cols >= WIDE_TABLE, one_page=table.rows < 40, titles=titles)
    return {
        sheet_cell(cell): shown.value(cell.field)
        for cell in table.cells
        if cell.kind == "total" and cell.field not in shown.typed
    }


def _hint(fmt: Format, table: Table) -> str:
    units = sorted({fmt.fields[cell.field].unit for cell in table.cells if cell.field})
    unit = f"单位：{units[0]}。" if len(units) == 1 else ""
    hint = f"{unit}没有发生的填 0，不留空，不写“无”“/”。灰色格为合计，自动计算。填完请看“校验”表。"
    return "本表可不填；要填则各格都填。" + hint if table.optional else hint


def column_widths(table: Table) -> list[float]:
    """Widths in characters, from the printed measures; entry columns never too narrow for eight digits."""
    return [_column_width(table, column) for column in range(table.cols)]


def _column_width(table: Table, column: int) -> float:
    natural = _natural_width(table, column)
    width = table.widths_mm[column] * MM_TO_WIDTH if table.widths_mm else natural
    if any(cell.field and cell.col == column for cell in table.cells):
        return max(width, ENTRY_WIDTH)
    return max(width, min(natural, GROUP_WIDTH))


def _natural_width(table: Table, column: int) -> float:
    """What the texts of the column ask for, upright ones left out."""
    own = [cell for cell in table.cells if cell.col == column and cell.colspan == 1 and not upright(cell)]
    widest = max((look.text_width(cell.text) for cell in own if cell.text), default=2)
    return min(widest + 3.0, 46.0 if column < table.label_cols else 14.0)


def _write_cell(sheet: Worksheet, cell: Cell, content: Content, shown: Shown) -> None:
    face, fill, alignment, protection = _style(cell)
    row, column = TABLE_TOP + cell.row, cell.col + 1
    for part in look.block(sheet, row, column, cell.rowspan, cell.colspan):
        look.dress(part, face, fill, alignment, look.BOX, protection)
    target = sheet.cell(row, column)
    if cell.field in shown.typed:
        target.value = shown.typed[cell.field]
    elif cell.kind == "total":
        target.value = total_formula(shown.fmt, cell.field, shown.places)
    elif cell.kind == "entry":
        target.value = shown.entries.get(cell.field)
    elif cell.text:
        look.write_text(target, cell.text)


def total_formula(fmt: Format, field_id: str, places: Mapping[str, Place]) -> str:
    """The formula of a total: a SUM over the shortest list of ranges."""
    formula = fmt.fields[field_id].formula
    own = places[field_id].sheet
    terms = [places[term] for term in (formula.of if formula else ())]
    return f"=SUM({areas(terms, with_sheet=any(term.sheet != own for term in terms))})"


def _style(cell: Cell) -> tuple[Font, PatternFill | None, Alignment, Protection | None]:
    if cell.kind == "entry":
        return look.font(11), None, look.FIGURE, look.UNLOCKED
    if cell.kind == "total":
        return look.font(11, bold=True), look.GREY_FILL, look.FIGURE, None
    if cell.kind in ("caption", "header"):
        return look.font(10.5, bold=True), look.PALE_FILL, look.CENTRE, None
    if cell.kind == "blank":
        return look.font(), look.GREY_FILL, look.CENTRE, None
    if upright(cell):
        return look.font(10.5), None, look.UPRIGHT, None
    centred = cell.kind in ("note", "unit") or cell.rowspan > 1
    indent = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=cell.level + 1)
    return look.font(10.5), None, look.CENTRE if centred else indent, None


def upright(cell: Cell) -> bool:
    """Whether the label is set one character a line."""
    tall = cell.kind == "label" and cell.colspan == 1 and cell.rowspan >= TALL_LABEL and cell.col == 0
    return cell.stacked or (tall and len(cell.text) > 4)


def _row_heights(sheet: Worksheet, table: Table, widths: list[float]) -> None:
    heights = [18.0 if table.rows > 20 else 24.0] * table.rows
    for cell in table.cells:
        if cell.text and not upright(cell):
            width = sum(widths[cell.col : cell.col + cell.colspan]) - 1.5 * cell.level
            needed = LINE_HEIGHT * look.lines_needed(cell.text, width) + 4
            each = needed / cell.rowspan
            for row in range(cell.row, cell.row + cell.rowspan):
                heights[row] = max(heights[row], each)
    for row, height in enumerate(heights):
        sheet.row_dimensions[TABLE_TOP + row].height = round(height, 1)


def _entries(table: Table) -> list[Cell]:
    return [cell for cell in table.cells if cell.kind == "entry"]


def _validations(sheet: Worksheet, table: Table, fmt: Format) -> None:
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for cell in _entries(table):
        field = fmt.fields[cell.field]
        groups.setdefault((field.type, field.unit, field.signed), []).append(sheet_cell(cell))
    for (_, _, _), cells in groups.items():
        field = next(fmt.fields[c.field] for c in _entries(table) if sheet_cell(c) == cells[0])
        validation = entry_validation(field)
        validation.sqref = _sqref(table, cells)
        sheet.add_data_validation(validation)


def _sqref(table: Table, cells: list[str]) -> str:
    return (
        areas([Place(table.sheet, cell) for cell in cells], with_sheet=False)
        .replace("$", "")
        .replace(",", " ")
    )


def entry_validation(field: Field) -> DataValidation:
    """What an entry cell admits, and what Excel says before and after."""
    whole = field.type == "integer"
    kind = "整数" if whole else "数字，可有小数"
    sign = "，减少的填负数" if field.signed else ""
    unit = f"，单位：{field.unit}" if field.unit else ""
    return DataValidation(
        type="whole" if whole else "decimal",
        operator="between" if field.signed else "greaterThanOrEqual",
        formula1="-999999999999" if field.signed else "0",
        formula2="999999999999" if field.signed else None,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="这里要填" + ("整数" if whole else "数字"),
        error=f"请填{kind}{sign}{unit}。没有发生的填 0，不带单位，不写“无”“/”。",
        showInputMessage=True,
        promptTitle="填写要求",
        prompt=f"{kind}{sign}{unit}。没有发生的填 0。",
    )


def _highlights(sheet: Worksheet, table: Table, fmt: Format) -> None:
    """Red where figures do not add up, amber for text in a figure's cell, yellow for blanks."""
    wrong = look.difference(look.WRONG_FILL, look.WRONG_INK, bold=True)
    for cells, formula in _cross_footings(table, fmt):
        _add_format(sheet, table, cells, formula, wrong)
    totals = [sheet_cell(cell) for cell in table.cells if cell.kind == "total"]
    if totals:
        _add_format(sheet, table, totals, "NOT(_xlfn.ISFORMULA({cell}))", wrong)
    entries = [sheet_cell(cell) for cell in _entries(table)]
    text = look.difference(look.WRONG_FILL, look.WRONG_INK)
    _add_format(sheet, table, entries, "AND(NOT(ISNUMBER({cell})),NOT(ISBLANK({cell})))", text)
    some = areas([Place(table.sheet, cell) for cell in entries], with_sheet=False)
    blank = f"AND(ISBLANK({{cell}}),COUNT({some})>0)" if table.optional else "ISBLANK({cell})"
    _add_format(sheet, table, entries, blank, look.difference(look.BLANK_FILL))


def _add_format(
    sheet: Worksheet, table: Table, cells: list[str], formula: str, style: DifferentialStyle
) -> None:
    """A conditional format, one for each rectangle of cells; `{cell}` stands for its first cell, relative."""
    for area in _sqref(table, cells).split(" "):
        first = area.split(":")[0]
        rule = FormatRule(type="expression", dxf=style, formula=[formula.replace("{cell}", first)])
        sheet.conditional_formatting.add(area, rule)


def _cross_footings(table: Table, fmt: Format) -> Iterator[tuple[list[str], str]]:
    """The cells to mark and the formula that is true when a comparison within this table fails."""
    cells = {cell.field: sheet_cell(cell) for cell in table.cells if cell.field}
    for rule in fmt.rules:
        for instance in rule.instances:
            terms = [term.removeprefix("-") for term in (*instance.left, *instance.right)]
            if rule.kind == "compare" and rule.severity == "error" and all(term in cells for term in terms):
                yield _cross_footing(rule, instance, table, fmt, cells)


def _cross_footing(
    rule: Rule, instance: Instance, table: Table, fmt: Format, cells: Mapping[str, str]
) -> tuple[list[str], str]:
    def total(terms: tuple[str, ...]) -> str:
        parts = [f"{'-' if t.startswith('-') else '+'}{_dollars(cells[t.removeprefix('-')])}" for t in terms]
        plus = all(part[0] == "+" for part in parts)
        own = [Place(table.sheet, cells[t]) for t in terms if t in cells]
        return f"SUM({areas(own, with_sheet=False)})" if plus and own else "".join(parts) or "0"

    terms = [term.removeprefix("-") for term in (*instance.left, *instance.right)]
    entries = list(dict.fromkeys(entry for term in terms for entry in entry_terms(fmt, term)))
    left, right = total(instance.left), total(instance.right)
    test = {
        "=": f"ROUND({left}-({right}),6)<>0",
        "<=": f"{left}>{right}",
        ">=": f"{left}<{right}",
        "both_zero": f"({left}=0)<>({right}=0)",
    }[instance.op]
    filled = areas([Place(table.sheet, cells[entry]) for entry in entries], with_sheet=False)
    lone = len(instance.left) == 1 and instance.op == "=" and fmt.fields[instance.left[0]].computed
    marked = [cells[instance.left[0]]] if lone else [cells[term] for term in terms]
    return marked, f"AND(COUNT({filled})={len(entries)},{test})"


def _dollars(cell: str) -> str:
    row, _ = split_cell(cell)
    return f"${cell.rstrip('0123456789')}${row}"


def _comments(sheet: Worksheet, table: Table, content: Content, fmt: Format) -> None:
    for cell in table.cells:
        if cell.kind != "entry":
            continue
        lines = []
        if cell.field in content.previous and content.previous_year:
            value = plain(content.previous[cell.field])
            lines.append(f"{content.previous_year}年报告：{value}{fmt.fields[cell.field].unit}")
        if content.notes.get(cell.field):
            lines.append(content.notes[cell.field])
        if lines:
            sheet[sheet_cell(cell)].comment = _comment("\n".join(lines))


def _comment(text: str) -> Comment:
    rows = look.lines_needed(text, 26)
    return Comment(text, "nianbao", height=18 + 16 * rows, width=190)
