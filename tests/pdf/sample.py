"""Layouts made by hand for the tests: a known character at a known place, without the typesetter's help."""

from datetime import date, datetime
from itertools import groupby
from typing import Literal

from generator.clock import CHINA
from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Role,
    SignOff,
    Span,
    Table,
    TableCell,
    TableNote,
    Title,
)
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.fonts.face import width
from generator.typesetting.model import (
    BlockMeasure,
    Colour,
    Folio,
    Layout,
    Line,
    Page,
    Rule,
    Run,
    SignatureBox,
)
from generator.typesetting.units import (
    BASELINE,
    CELL,
    CELLS,
    LEFT,
    LINES,
    PITCH,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_S5,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Pt,
    mm,
)

FONTS = load_fonts()
ISSUED = date(2016, 3, 28)
TITLE_LINES = ("哈尔滨市南岗区2015年", "政府信息公开工作年度报告")
LONG_TEXT = (
    "2015年，我区认真贯彻《中华人民共和国政府信息公开条例》，主动公开政府信息1,234条，比上年增长12.5%；"
    "受理依申请公开“𠮷”姓、“𣘼”姓等申请36件，均按期答复，网址为http://www.example.gov.cn/xxgk。"
)
GAP = float(CELL - SIZE_3)
"""Letter spacing that spreads 16 pt characters over the cells."""


def runs(
    role: Role, text: str, x: float, size: Pt = SIZE_3, spacing: float = 0, colour: Colour = "black"
) -> tuple[Run, ...]:
    """The text from `x` on, one run for each stretch in one face."""
    placed = []
    for face, chars in groupby(text, key=lambda char: FONTS.face(role, char)):
        part = "".join(chars)
        placed.append(Run(face, size, Pt(x), part, Pt(spacing), colour))
        x += width(face, part, size) + spacing * len(part)
    return tuple(placed)


class Composer:
    """Sets blocks on the grid, one after the other, and starts a new page when one is full."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[list[Line]] = [[]]
        self.rules: list[list[Rule]] = [[]]
        self.row = 0
        self.signature: SignatureBox | None = None

    def title(self, *lines: str) -> None:
        self.blocks.append(Title("".join(lines)))
        for text in lines:
            self._line(text, Role.TITLE, LEFT + (TYPE_WIDTH - SIZE_2 * len(text)) / 2, SIZE_2)

    def heading(self, level: Literal[1, 2], number: str, text: str) -> None:
        self.blocks.append(Heading(level, number, text))
        self._line(number + text, Role.HEI if level == 1 else Role.KAI, LEFT + 2 * CELL, spacing=GAP)

    def paragraph(self, *spans: Span) -> None:
        """Broken every 28 characters, whatever they are; the first line is indented by two."""
        self.blocks.append(Paragraph(spans))
        chars = [(span.role or Role.BODY, char) for span in spans for char in span.text]
        first, rest = chars[: CELLS - 2], chars[CELLS - 2 :]
        self._mixed(first, LEFT + 2 * CELL)
        for start in range(0, len(rest), CELLS):
            self._mixed(rest[start : start + CELLS], LEFT)

    def small(self, block: Block, *texts: str, role: Role = Role.SONG, colour: Colour = "black") -> None:
        """A block with one line a part."""
        self.blocks.append(block)
        for part, text in enumerate(texts):
            self._line(text, role, LEFT, SIZE_4, part=part, colour=colour)
        if isinstance(block, Letterhead):
            y = Pt(self._baseline() - PITCH / 2)
            self.rules[-1].append(Rule(LEFT, y, Pt(LEFT + TYPE_WIDTH), y, Pt(1.5), "red"))

    def sign_off(self, signatory: str, day: str) -> None:
        self.small(SignOff((signatory,), day, 42), signatory, day, role=Role.BODY)
        side = mm(42)
        y = Pt(self._baseline() - side)
        self.signature = SignatureBox(len(self.lines), Pt(LEFT + TYPE_WIDTH - side), y, side, side)

    def table(self, table: Table) -> None:
        """Rows one line pitch high; where the page is full the head is repeated on the next."""
        self.blocks.append(table)
        column = TYPE_WIDTH / table.cols
        for row in range(table.rows):
            if self.row == LINES:
                self.new_page()
                for head in range(table.header_rows):
                    self._table_row(table, head, column, repeated=True)
            self._table_row(table, row, column)

    def new_page(self) -> None:
        self.lines.append([])
        self.rules.append([])
        self.row = 0

    def layout(self, draft: bool = False) -> Layout:
        """The finished layout, with page numbers, and with draft marks if asked for."""
        title = next((b.text for b in self.blocks if isinstance(b, Title)), "年度报告")
        document = Document(
            title=title,
            unit="哈尔滨市南岗区人民政府",
            blocks=tuple(self.blocks),
            draft=draft,
            issue_date=ISSUED,
            created=datetime(2016, 3, 28, tzinfo=CHINA),
            format_id="2008",
            report_year=2015,
            keywords=("政府信息公开", "年度报告"),
        )
        pages = tuple(
            Page(number, tuple(lines), tuple(rules), tuple(_folios(number, draft)))
            for number, (lines, rules) in enumerate(zip(self.lines, self.rules, strict=True), 1)
        )
        measures = tuple(BlockMeasure((), 1) for _ in self.blocks)
        return Layout(document, pages, measures, {}, self.signature)

    def _baseline(self) -> Pt:
        return Pt(TOP + (self.row + BASELINE) * PITCH)

    def _line(
        self,
        text: str,
        role: Role,
        x: float,
        size: Pt = SIZE_3,
        *,
        part: int = 0,
        spacing: float = 0,
        colour: Colour = "black",
    ) -> None:
        self._add(runs(role, text, x, size, spacing, colour), part)

    def _mixed(self, chars: list[tuple[Role, str]], x: float) -> None:
        placed: tuple[Run, ...] = ()
        for role, group in groupby(chars, key=lambda pair: pair[0]):
            text = "".join(char for _, char in group)
            placed += runs(role, text, x, spacing=GAP)
            x = placed[-1].x + width(placed[-1].face, placed[-1].text, SIZE_3) + GAP * len(placed[-1].text)
        self._add(placed, 0)

    def _add(self, placed: tuple[Run, ...], part: int) -> None:
        if self.row == LINES:
            self.new_page()
        self.lines[-1].append(Line(self._baseline(), placed, len(self.blocks) - 1, part=part))
        self.row += 1

    def _table_row(self, table: Table, row: int, column: float, repeated: bool = False) -> None:
        for cell in table.cells:
            if cell.row != row or not cell.text:
                continue
            place = (cell.row, cell.col)
            x = LEFT + cell.col * column + 2
            chars = cell.text if cell.stacked else [cell.text]
            for step, text in enumerate(chars):
                baseline = Pt(self._baseline() + step * SIZE_S5)
                placed = runs(Role.SONG, text, x, SIZE_S5)
                block = len(self.blocks) - 1
                self.lines[-1].append(Line(baseline, placed, block, place, repeated=repeated))
        y = Pt(TOP + self.row * PITCH)
        self.rules[-1].append(Rule(LEFT, y, Pt(LEFT + TYPE_WIDTH), y, Pt(0.5)))
        self.row += 1


def _folios(number: int, draft: bool) -> list[Folio]:
    line = Line(Pt(TOP + TYPE_HEIGHT + mm(7)), runs(Role.SONG, f"— {number} —", LEFT + CELL, SIZE_4), -1)
    folios = [Folio("page_number", line)]
    if draft:
        mark = Line(mm(25), runs(Role.HEI, "送审稿", LEFT, SIZE_3, colour="grey"), -1)
        folios.append(Folio("draft_mark", mark))
    return folios


def wide_table(data_rows: int = 4) -> Table:
    """Fifteen columns under three header rows, with spans both ways, a stacked label and empty cells."""
    cells = [
        TableCell(0, 0, 3, 2, "header", "项目", "Both"),
        TableCell(0, 2, 1, 12, "header", "申请人情况", "Column"),
        TableCell(0, 14, 3, 1, "header", "总计", "Column"),
        TableCell(1, 2, 2, 1, "header", "自然人", "Column"),
        TableCell(1, 3, 1, 11, "header", "法人或其他组织", "Column"),
        *(TableCell(2, c, 1, 1, "header", f"类{c}", "Column") for c in range(3, 14)),
        TableCell(3, 0, data_rows, 1, "label", "办理结果", "Row", stacked=True),
    ]
    for row in range(3, 3 + data_rows):
        cells.append(TableCell(row, 1, 1, 1, "label", f"行{row}", "Row"))
        cells += [TableCell(row, c, 1, 1, "figure", f"{row * c}" if c % 5 else "") for c in range(2, 15)]
    return Table("t3", "收到和处理政府信息公开申请情况", 3 + data_rows, 15, 3, tuple(cells))


def full_composer() -> Composer:
    """Every kind of block, over four pages: what the samples and the negative files are made of."""
    page = Composer()
    page.small(
        Letterhead("南岗区人民政府文件", "南政发〔2016〕8号", ("王某",)),
        *("南岗区人民政府文件", "南政发〔2016〕8号", "签发人：王某"),
        role=Role.TITLE,
        colour="red",
    )
    page.title(*TITLE_LINES)
    page.heading(1, "一、", "概述")
    page.paragraph(Span(LONG_TEXT))
    page.heading(2, "（一）", "主动公开")
    for _ in range(4):
        page.paragraph(Span("主动公开情况。", Role.KAI), Span(LONG_TEXT))
    page.heading(1, "二、", "收到和处理政府信息公开申请情况")
    page.table(wide_table())
    page.small(TableNote("注：本表数据截至2015年12月31日。"), "注：本表数据截至2015年12月31日。")
    page.small(AnnexList(("统计表",)), "附件：统计表", role=Role.BODY)
    page.sign_off("哈尔滨市南岗区人民政府", "2016年3月28日")
    page.new_page()
    page.small(AnnexMark("附件"), "附件", role=Role.HEI)
    page.title("统计表")
    page.table(wide_table(24))
    page.small(
        Imprint("市政府办公厅。", "南岗区政府办公室", "2016年3月28日印发"),
        *("抄送：市政府办公厅。", "南岗区政府办公室", "2016年3月28日印发"),
        role=Role.BODY,
    )
    return page


def full_layout(draft: bool = False) -> Layout:
    """The layout of `full_composer`."""
    return full_composer().layout(draft)
