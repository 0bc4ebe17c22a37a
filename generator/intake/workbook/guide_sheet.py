"""Sheet 填报说明: what this workbook is for and how to fill it in, on one page."""

from openpyxl.styles import PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from generator.formats.model import Format
from generator.intake.addresses import APPROVAL, BASIC, CHECKS, NARRATIVE, quoted
from generator.intake.workbook import look

WIDTHS = (5, 16, 84)


def fill_guide(sheet: Worksheet, fmt: Format, year: int) -> None:
    """Write the sheet: the steps with links, rules for figures and text, the colours, the legal basis."""
    look.banner(
        sheet,
        f"{year}年政府信息公开工作年度报告填报工作簿",
        f"{fmt.name}。依据：" + "；".join(fmt.basis) + "。",
        WIDTHS,
    )
    row = 4
    row = _part(sheet, row, "填报步骤", _steps(fmt), linked=True)
    row = _part(sheet, row + 1, "数字", FIGURES)
    row = _part(sheet, row + 1, "文字", TEXTS)
    row = _part(sheet, row + 1, "校验和签发", CHECKING)
    row = _colours(sheet, row + 1)
    look.set_widths(sheet, WIDTHS)
    look.protect(sheet)
    look.print_setup(sheet, one_page=True)


def _steps(fmt: Format) -> tuple[tuple[str, str], ...]:
    tables = tuple((table.sheet, _table_step(table.optional, table.title)) for table in fmt.tables)
    return (
        (BASIC, "填写单位名称、署名、成文日期等。"),
        *tables,
        (NARRATIVE, "按章填写文字，一段一行。留空的章，能由数字生成的自动生成。"),
        (CHECKS, "看各项结果。“不平”的改到“通过”，点“转到”直达所在格。"),
        (APPROVAL, "领导审定后填写签发人和签发日期。填写之前生成的是送审稿。"),
    )


def _table_step(optional: bool, title: str) -> str:
    return f"{title}。可以整表不填；要填则各格都填。" if optional else f"{title}。照公布的表逐格填写。"


FIGURES = (
    ("零", "没有发生的填 0。不留空，不写“无”“/”“—”。"),
    ("写法", "只写阿拉伯数字，不带单位，不加千分号。金额按表头的单位（万元或元）。"),
    ("合计", "灰色格自动计算，不必填写。从旧表整块粘贴时，粘贴白色格部分，用“只粘贴数值”。"),
    ("改表", "不增删行列，不改工作表名称。工作表的保护没有密码，只为防止误改。"),
)
TEXTS = (
    ("粘贴", "从文档复制多段文字后，选中“内容”列的一格，用“只粘贴文本”，各段自动落到下面各行。"),
    (
        "层级",
        "一级标题即章，不必写。二级选“（一）”，三级选“1.”，四级选“（1）”。序号由程序编排，手写的会自动替换。",
    ),
    ("引用", "文中引用表内数字，写[[名称]]或[[编号]]，如[[新收申请]]，生成时换成表中数字，文表必定一致。"),
    ("增减", "行不够时插入行；多余的空行不影响结果。"),
)
CHECKING = (
    ("警告", "经查属实、不需要改的警告，在“校验”表“确认说明”一列写明理由，随报告一并留存。"),
    ("错误", "“不平”等错误须改正，否则不能生成报告。"),
    ("上年数", "“需上年工作簿”的各项，由程序用上一年度的工作簿核对。"),
)


def _part(
    sheet: Worksheet, row: int, title: str, lines: tuple[tuple[str, str], ...], linked: bool = False
) -> int:
    for cell in look.block(sheet, row, 1, 1, 3):
        look.dress(cell, look.font(11.5, bold=True, colour="FFFFFF"), look.ACCENT_FILL, look.LEFT)
    sheet.cell(row, 1).value = title
    sheet.row_dimensions[row].height = 22
    for number, (name, text) in enumerate(lines, 1):
        row += 1
        _line(sheet, row, number, name, text, linked)
    return row + 1


def _line(sheet: Worksheet, row: int, number: int, name: str, text: str, linked: bool) -> None:
    cells = [sheet.cell(row, column) for column in (1, 2, 3)]
    look.dress(cells[0], look.font(colour=look.QUIET), None, look.CENTRE, look.BOX)
    look.dress(cells[1], look.font(bold=True), None, look.LEFT, look.BOX)
    look.dress(cells[2], look.font(), None, look.LEFT, look.BOX)
    cells[0].value = number
    cells[1].value = name
    cells[2].value = text
    if linked:
        cells[1].hyperlink = Hyperlink(ref=cells[1].coordinate, location=f"{quoted(name)}!A1")
        cells[1].font = look.font(bold=True, colour=look.ACCENT, underline=True)
    sheet.row_dimensions[row].height = 15 * look.lines_needed(text, WIDTHS[2]) + 7


def _colours(sheet: Worksheet, row: int) -> int:
    """The legend: each colour as it looks, and its meaning."""
    legend = (
        (look.BLANK_FILL, "待填", "还没有填的格。"),
        (look.WRONG_FILL, "有误", "相互不平的格、不是数字的格、被覆盖的合计。"),
        (look.TOTAL_FILL, "合计", "自动计算，锁定。"),
    )
    row = _part(sheet, row, "颜色", tuple((name, text) for _, name, text in legend))
    for offset, (fill, _, _) in enumerate(legend):
        sheet.cell(row - len(legend) + offset, 2).fill = PatternFill("solid", fgColor=fill)
    return row
