"""Sheet 校验: one row a rule with its live result, a link to the place, and room for 确认说明."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.formatting.rule import Rule as FormatRule
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.formats.model import PREAMBLE, Format
from generator.intake.addresses import CHECKS_HEADER, META, NARRATIVE
from generator.intake.workbook import look, meta_sheet
from generator.intake.workbook.formulas import literal
from generator.intake.workbook.live import RESULT_TEXTS, LiveRule, State
from generator.intake.workbook.meta_sheet import MetaSheet
from generator.intake.workbook.narrative_sheet import chapter_names

HEADER = CHECKS_HEADER
WIDTHS = (23, 48, 7, 18, 30, 7, 30)
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}
FIRST_ROW = 4
SPARE_ROWS = 5
BY_PROGRAM = "由程序核对"
GENERATED = "可自动生成"
OPTIONAL = "可不填"

Cached = dict[str, int | float | str]


@dataclass
class _Sheet:
    """The sheet under way: the next row, and the values of the formulas written."""

    sheet: Worksheet
    row: int = FIRST_ROW
    cached: Cached = field(default_factory=dict)


def fill_checks(
    sheet: Worksheet, fmt: Format, rules: Sequence[LiveRule], meta: MetaSheet, confirmed: Mapping[str, str]
) -> Cached:
    """Write the sheet. Returns the cached value of each formula, by cell."""
    at = _Sheet(sheet)
    look.banner(sheet, "校验", "", WIDTHS)
    for column, title in enumerate(HEADER, 1):
        cell = sheet.cell(FIRST_ROW - 1, column, title)
        look.dress(cell, look.font(10.5, bold=True, colour="FFFFFF"), look.ACCENT_FILL, look.CENTRE, look.BOX)
    sheet.row_dimensions[FIRST_ROW - 1].height = 22
    for rule in rules:
        _rule_row(at, rule, meta.rule_rows[rule.id], confirmed.get(rule.id, ""))
    last = at.row - 1
    _summary(at, last, [rule.result() for rule in rules])
    _chapters(at, fmt, meta)
    _by_program(at, fmt, {rule.id for rule in rules}, confirmed)
    _finish(sheet, at.row - 1)
    return at.cached


def _rule_row(at: _Sheet, rule: LiveRule, span: tuple[int, int], note: str) -> None:
    states, amounts, names, targets = (
        f"{META}!${letter}${span[0]}:${letter}${span[1]}"
        for letter in (meta_sheet.STATE, meta_sheet.AMOUNT, meta_sheet.NAME, meta_sheet.TARGET)
    )
    failed, pending = int(State.FAILED), int(State.PENDING)
    amount = f"ABS(INDEX({amounts},MATCH({failed},{states},0)))"
    if rule.summed:
        amount = f"SUMIF({states},{failed},{amounts})"
    result = '""'
    for state, text in reversed(RESULT_TEXTS):
        result = f"IF(COUNTIF({states},{int(state)})>0,{literal(text)},{result})"
    unit = f"&{literal(rule.unit)}" if rule.unit else ""
    _cells(at, rule.id, rule.meaning, SEVERITIES[rule.severity], note)
    row = at.row
    wrong = f"{literal(rule.wrong)}&{amount}{unit}"
    _formula(at, f"D{row}", f"IF(COUNTIF({states},{failed})>0,{wrong},{result})", rule.result())
    _formula(at, f"E{row}", _where(states, names, failed, pending), rule.where())
    first = f"IFERROR(MATCH({failed},{states},0),IFERROR(MATCH({pending},{states},0),1))"
    _link(at, f'HYPERLINK(INDEX({targets},{first}),"转到")')
    _height(at, rule.meaning)


def _where(states: str, names: str, failed: int, pending: int) -> str:
    def first(state: int, otherwise: str) -> str:
        count = f"COUNTIF({states},{state})"
        many = f'IF({count}>1,"等"&{count}&"处","")'
        return f"IF({count}>0,INDEX({names},MATCH({state},{states},0))&{many},{otherwise})"

    return first(failed, first(pending, '""'))


def _cells(at: _Sheet, *values: str, unlocked: bool = False) -> None:
    """A row's fixed texts: id, meaning, severity, and the note."""
    identity, meaning, severity, note = values
    for column in range(1, len(HEADER) + 1):
        cell = at.sheet.cell(at.row, column)
        alignment = look.LEFT if column in (1, 2, 7) else look.SHRUNK if column == 5 else look.CENTRE
        free = column == len(HEADER) or (unlocked and column == 1)
        look.dress(
            cell,
            look.font(9.5 if column == 1 else 10.5, colour=look.QUIET if column == 1 else look.INK),
            None,
            alignment,
            look.BOX,
            look.UNLOCKED if free else None,
        )
    for column, text in ((1, identity), (2, meaning), (3, severity), (7, note)):
        if text:
            look.write_text(at.sheet.cell(at.row, column), text)


def _height(at: _Sheet, meaning: str) -> None:
    at.sheet.row_dimensions[at.row].height = 7 + 14 * look.lines_needed(meaning, WIDTHS[1])
    at.row += 1


def _formula(at: _Sheet, cell: str, formula: str, value: int | float | str) -> None:
    at.sheet[cell] = "=" + formula
    at.cached[cell] = value


def _link(at: _Sheet, formula: str) -> None:
    cell = f"F{at.row}"
    _formula(at, cell, formula, "转到")
    at.sheet[cell].font = look.font(10.5, colour=look.ACCENT, underline=True)


def _heading(at: _Sheet, text: str) -> None:
    for cell in look.block(at.sheet, at.row, 1, 1, len(HEADER)):
        look.dress(cell, look.font(10.5, bold=True, colour=look.ACCENT), look.PALE_FILL, look.LEFT, look.BOX)
    at.sheet.cell(at.row, 1).value = text
    at.sheet.row_dimensions[at.row].height = 22
    at.row += 1


def _chapters(at: _Sheet, fmt: Format, meta: MetaSheet) -> None:
    _heading(at, "正文各章")
    missing_texts = _missing_texts(fmt)
    ids = [section for section, _ in meta_sheet.chapter_patterns(fmt)]
    for number, (section, heading) in enumerate(zip(ids, chapter_names(fmt), strict=True), 1):
        paragraphs, characters = meta.counts[number - 1]
        missing = missing_texts[section]
        _cells(at, f"第{number - 1}章" if number > 1 else "前言", heading, "", "")
        at.sheet[f"G{at.row}"].protection = Protection(locked=True)
        count = f"{META}!${meta_sheet.PARAGRAPHS}${number}"
        letters = f"{META}!${meta_sheet.CHARACTERS}${number}"
        first = f"{META}!${meta_sheet.FIRST}${number}"
        _formula(
            at, f"D{at.row}", f'IF({count}>0,"通过",{literal(missing)})', "通过" if paragraphs else missing
        )
        _formula(at, f"E{at.row}", f'{count}&"段，"&{letters}&"字"', f"{paragraphs}段，{characters}字")
        _link(at, f'HYPERLINK("#\'{NARRATIVE}\'!A"&IF({first}="",2,{first}),"转到")')
        _height(at, heading)


def _missing_texts(fmt: Format) -> dict[str, str]:
    """What to say of a chapter without text: the program writes it, its table is enough, or it is wanting."""
    texts = {PREAMBLE: GENERATED if fmt.preamble else OPTIONAL}
    for section in fmt.sections:
        wanting = OPTIONAL if section.tables or not section.required else "待填"
        texts[section.id] = GENERATED if section.template else wanting
    return texts


def _by_program(at: _Sheet, fmt: Format, live: set[str], confirmed: Mapping[str, str]) -> None:
    """Rules that a formula cannot tell, so that their warnings can be confirmed too, and spare rows."""
    _heading(
        at, "由程序核对的规则（核对后仍有警告、经查属实的，在“确认说明”中写明理由；错误须改正，不能确认）"
    )
    rows = [(r.id, r.meaning, SEVERITIES[r.severity]) for r in fmt.rules if r.id not in live]
    rows += [(r.id, r.meaning, SEVERITIES[r.severity]) for r in fmt.text_rules]
    known = {identity for identity, _, _ in rows} | live
    rows += [(identity, "", "") for identity in confirmed if identity not in known]
    for identity, meaning, severity in rows:
        _cells(at, identity, meaning, severity, confirmed.get(identity, ""))
        at.sheet[f"D{at.row}"].value = BY_PROGRAM if meaning else None
        at.sheet[f"D{at.row}"].font = look.font(colour=look.QUIET)
        _height(at, meaning)
    for _ in range(SPARE_ROWS):
        _cells(at, "", "", "", "", unlocked=True)
        at.sheet[f"B{at.row}"].value = "其他警告：把问题清单中的规则编号填在左边一格"
        at.sheet[f"B{at.row}"].font = look.font(9.5, colour=look.QUIET)
        _height(at, "")


def _summary(at: _Sheet, last: int, results: list[str]) -> None:
    area = f"$D${FIRST_ROW}:$D${last}"
    passed = sum(result == "通过" for result in results)
    waiting = sum(result == "待填" for result in results)
    wrong = sum(result.startswith(("不平", "不符", "合计公式")) for result in results)
    formula = (
        f'"共"&ROWS({area})&"项：通过"&COUNTIF({area},"通过")&"项，有误"'
        f'&(COUNTIF({area},"不*")+COUNTIF({area},"合计公式*"))&"项，待填"&COUNTIF({area},"待填")&"项。'
        '数字改动后结果随即更新。"'
    )
    value = f"共{len(results)}项：通过{passed}项，有误{wrong}项，待填{waiting}项。数字改动后结果随即更新。"
    _formula(at, "A2", formula, value)
    at.sheet["A2"].font = look.font(10.5, colour=look.INK)


def _finish(sheet: Worksheet, last: int) -> None:
    look.set_widths(sheet, WIDTHS)
    area = f"D{FIRST_ROW}:D{last}"
    marks = (
        (
            'OR(LEFT(D{r},1)="不",LEFT(D{r},4)="合计公式")',
            look.difference(look.WRONG_FILL, look.WRONG_INK, True),
        ),
        ('D{r}="通过"', look.difference(colour=look.GOOD_INK)),
        ('D{r}="待填"', look.difference(look.BLANK_FILL, look.WAIT_INK)),
    )
    for formula, style in marks:
        rule = FormatRule(type="expression", dxf=style, formula=[formula.format(r=FIRST_ROW)])
        sheet.conditional_formatting.add(area, rule)
    note = DataValidation(
        showInputMessage=True,
        promptTitle="确认说明",
        prompt="警告经查属实、不需修改的，在此写明理由，随报告留存。错误须改正，写说明无效。",
    )
    note.add(f"G{FIRST_ROW}:G{last}")
    sheet.add_data_validation(note)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    look.protect(sheet)
    look.print_setup(sheet, landscape=True, titles=f"{FIRST_ROW - 1}:{FIRST_ROW - 1}")
