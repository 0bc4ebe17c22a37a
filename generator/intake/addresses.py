"""Where everything stands in the intake workbook: the one map that writer, reader, `fields` and `collect` share.

Pure: a format and an id give a sheet and a cell. Rows and columns of a statutory table keep their order; the
grid starts at row `TABLE_TOP`, column A, below the sheet's own title and hint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.formats.model import Cell, Format
from generator.report.finding import Place

GUIDE = "填报说明"
BASIC = "基本信息"
NARRATIVE = "正文"
CHECKS = "校验"
APPROVAL = "签发"
META = "_meta"

NOT_FILLED_IN: Mapping[str, int] = {GUIDE: 0, "问题清单": 0, "汇总来源": 0, "催报": 0, META: 3}
"""Sheets that the program writes and no clerk fills in → the rows of them that the reader needs."""

NARRATIVE_HEADER = ("章", "层级", "内容")
PREAMBLE_NAME = "前言"
CHECKS_HEADER = ("规则编号", "核对内容", "性质", "结果", "何处", "转到", "确认说明")

TABLE_TOP = 3
"""The sheet row of a statutory table's first row: row 1 is the title, row 2 the hint."""

NamedKind = Literal["year", "text", "code", "date", "number", "choice"]


@dataclass(frozen=True)
class NamedCell:
    """A value cell with a workbook-level defined name on 基本信息 or 签发: label in A, value in B, note in C."""

    name: str
    label: str
    kind: NamedKind
    row: int
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """The value's cell in A1 notation."""
        return f"B{self.row}"


PARTICULARS: tuple[NamedCell, ...] = (
    NamedCell("report_year", "报告年度", "year", 3, "报告所属年度，四位数字，如 2025", required=True),
    NamedCell("unit_name", "单位全称", "text", 4, "机关全称，如 哈尔滨市南岗区人民政府", required=True),
    NamedCell("unit_short", "标题用简称", "text", 5, "写进标题的名称，如 南岗区", required=True),
    NamedCell("title", "报告标题", "text", 6, "可不填：按“简称＋年度＋政府信息公开工作年度报告”生成"),
    NamedCell("scope", "报告范围", "text", 7, "可不填，如 本报告汇总了区政府及其部门、乡镇、街道的情况"),
    NamedCell("signatory", "署名", "text", 8, "落款单位，如 哈尔滨市南岗区人民政府办公室", required=True),
    NamedCell("issue_date", "成文日期", "date", 9, "年、月、日齐全，如 2026年1月20日", required=True),
    NamedCell("doc_number", "发文字号", "text", 10, "可不填；填写后套红头，如 南政办发〔2026〕2号"),
    NamedCell("addressee", "主送机关", "text", 11, "可不填，如 市政府办公室"),
    NamedCell("website", "公布网址", "text", 12, "电子版下载网址"),
    NamedCell("address", "联系地址", "text", 13),
    NamedCell("region_code", "行政区划代码", "code", 14, "6 位，镇街 9 位或 12 位数字"),
    NamedCell("credit_code", "统一社会信用代码", "code", 15, "18 位"),
    NamedCell("contact", "联系人或联系机构", "text", 16),
    NamedCell("phone", "联系电话", "code", 17, "如 0451-82700000"),
)
"""Sheet 基本信息, the names of the contract in their order."""

EXTRAS: tuple[NamedCell, ...] = (
    NamedCell("mark", "发文机关标志", "text", 20, "红头文字；不填则用“单位全称＋文件”"),
    NamedCell("signers", "签发人", "text", 21, "上行文填写；多人之间用顿号隔开"),
    NamedCell("copies_to", "抄送机关", "text", 22, "填写后在末页印版记"),
    NamedCell("issuer", "印发机关", "text", 23, "填写后在末页印版记"),
    NamedCell("seal_diameter", "印章直径（毫米）", "number", 24, "落款处留出印章位置，如 42；不盖章的不填"),
    NamedCell("mirror", "双面印刷", "choice", 25, "选“是”时偶数页左右边距对调", choices=("是", "否")),
    NamedCell(
        "layout",
        "版式",
        "choice",
        26,
        "不填则自动：有发文字号的套红头，没有的不套",
        choices=("普通", "红头", "附件", "信函"),
    ),
)
"""Layout choices below the contract's names, all optional; they go to `Particulars.extra`."""

APPROVALS: tuple[NamedCell, ...] = (
    NamedCell("drafted_by", "起草人", "text", 3, "填写姓名"),
    NamedCell("checked_by", "审核人", "text", 4, "填写姓名"),
    NamedCell("approved_by", "签发人", "text", 5, "签发领导姓名；未填的按送审稿生成"),
    NamedCell("approved_on", "签发日期", "date", 6, "如 2026年1月25日；未填的按送审稿生成"),
)
"""Sheet 签发."""

META_CELLS: Mapping[str, str] = {"format": "B1", "schema": "B2", "program": "B3"}
"""Hidden sheet `_meta`: format id, workbook schema version, program version."""

SCHEMA = "1"
"""The workbook layout's version: raised when a cell of this module moves."""


def column_letters(column: int) -> str:
    """Column number from 1 as letters: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def a1(row: int, column: int) -> str:
    """Row and column from 1 in A1 notation."""
    return f"{column_letters(column)}{row}"


def sheet_cell(cell: Cell) -> str:
    """A1 address of a table's cell (its top left, where it is merged)."""
    return a1(TABLE_TOP + cell.row, cell.col + 1)


def field_places(fmt: Format) -> dict[str, Place]:
    """Every entry and total field of the format's tables → its place, in the order of the sheets."""
    return {
        cell.field: Place(table.sheet, sheet_cell(cell))
        for table in fmt.tables
        for cell in table.cells
        if cell.field
    }


def field_place(fmt: Format, field_id: str) -> Place:
    """The place of one field. Raises KeyError for an id that has no cell (derived figures have none)."""
    return field_places(fmt)[field_id]


def named_places() -> dict[str, Place]:
    """Every defined name of 基本信息 and 签发 → its place."""
    basic = {item.name: Place(BASIC, item.cell) for item in (*PARTICULARS, *EXTRAS)}
    return basic | {item.name: Place(APPROVAL, item.cell) for item in APPROVALS}


def all_places(fmt: Format) -> dict[str, Place]:
    """`named_places` and `field_places` together: every defined name of the contract."""
    return named_places() | field_places(fmt)


def sheet_names(fmt: Format) -> tuple[str, ...]:
    """The workbook's sheets in order, the hidden one last."""
    return (GUIDE, BASIC, NARRATIVE, *(table.sheet for table in fmt.tables), CHECKS, APPROVAL, META)


def quoted(sheet: str) -> str:
    """The sheet's name as a formula writes it, always in quotes: a name with a blank or a bracket needs them."""
    return "'" + sheet.replace("'", "''") + "'"


def reference(place: Place, absolute: bool = True) -> str:
    """A place as a formula writes it: '申请办理'!$D$6."""
    letters = place.cell.rstrip("0123456789")
    row = place.cell[len(letters) :]
    cell = f"${letters}${row}" if absolute else place.cell
    return f"{quoted(place.sheet)}!{cell}"
