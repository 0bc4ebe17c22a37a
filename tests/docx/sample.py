"""Layouts made by hand, and the parts of a finished file, for the tests of the DOCX writer."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from lxml import etree

from generator.clock import CHINA
from generator.document.model import (
    Block,
    Document,
    Heading,
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
    Folio,
    Layout,
    Line,
    Page,
    Run,
    TableMeasure,
    TablePart,
)
from generator.typesetting.units import LEFT, PITCH, SIZE_3, SIZE_4, TOP, TYPE_HEIGHT, TYPE_WIDTH, Pt, mm

FONTS = load_fonts()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "全区主动公开政府信息3119件，同比增长12.5%，“三审三校”制度全面落实，依申请公开均按期答复。"
TABLE = Table(
    "t2",
    "主动公开政府信息情况",
    rows=5,
    cols=4,
    header_rows=2,
    cells=(
        TableCell(0, 0, 2, 2, "header", "项目", "Both"),
        TableCell(0, 2, 1, 2, "header", "数量", "Column"),
        TableCell(1, 2, 1, 1, "header", "件数", "Column"),
        TableCell(1, 3, 1, 1, "header", "金额（单位：万元）", "Column"),
        TableCell(2, 0, 3, 1, "label", "办理", "Row", stacked=True),
        *(TableCell(r, 1, 1, 1, "label", f"{r}.项目", "Row", level=r % 2) for r in (2, 3, 4)),
        *(TableCell(r, c, 1, 1, "figure", f"{r * c}") for r in (2, 3, 4) for c in (2, 3)),
    ),
)
CELL_LINES = {
    **{(c.row, c.col): (c.text,) for c in TABLE.cells},
    (1, 3): ("金额", "（单位：万元）"),
    (2, 0): ("办", "理"),
}


def table_measure(*parts: TablePart) -> TableMeasure:
    """Row heights of odd fractions that add up to four line pitches."""
    heights = tuple(Pt(PITCH * share) for share in (1.1, 0.9, 0.7, 0.65, 0.65))
    whole = TablePart(1, 0, TABLE.rows, LEFT, TOP, Pt(sum(heights)))
    return TableMeasure(
        columns=(mm(8), mm(70), mm(39), mm(39)),
        row_heights=heights,
        size=Pt(10.5),
        figure_size=Pt(9),
        line_pitch=Pt(13),
        padding_x=mm(0.8),
        padding_y=mm(0.7),
        parts=parts or (whole,),
        cell_lines=CELL_LINES,
    )


def layout(
    *blocks: Block | tuple[Block, BlockMeasure],
    tables: Mapping[int, TableMeasure] | None = None,
    pages: Sequence[Page] = (),
    draft: bool = False,
    mirror: bool = False,
) -> Layout:
    """A layout of blocks, each with its measure if it has an uncommon one."""
    pairs = [b if isinstance(b, tuple) else (b, measure(b)) for b in blocks]
    document = Document(
        title="南岗区2015年政府信息公开工作年度报告",
        unit="哈尔滨市南岗区人民政府",
        blocks=tuple(block for block, _ in pairs),
        draft=draft,
        issue_date=date(2016, 3, 28),
        created=datetime(2016, 3, 28, tzinfo=CHINA),
        format_id="2008",
        report_year=2015,
        mirror=mirror,
        keywords=("政府信息公开", "年度报告"),
    )
    found = {i: table_measure() for i, (block, _) in enumerate(pairs) if isinstance(block, Table)}
    return Layout(
        document, tuple(pages) or (page(1),), tuple(m for _, m in pairs), found | dict(tables or {}), None
    )


def measure(block: Block) -> BlockMeasure:
    """An ordinary measure: the block's text as one line."""
    match block:
        case Heading():
            return BlockMeasure((block.number + block.text,), 1, keep_next=True)
        case Paragraph() | Title() | TableNote():
            return BlockMeasure((block.text,), 1)
        case _:
            return BlockMeasure((), 1)


def page(number: int, *lines: Line, numbered: bool = True, draft: bool = False) -> Page:
    """A page with its number, and the draft mark if asked for."""
    folios = [Folio("page_number", line(f"— {number} —", TOP + TYPE_HEIGHT + mm(8.5), LEFT, -1, SIZE_4))]
    if draft:
        folios.append(Folio("draft_mark", line("送审稿", mm(22), LEFT, -1, SIZE_4)))
    return Page(number, lines, (), tuple(folios) if numbered else (), numbered)


def line(text: str, baseline: float, x: float, block: int, size: Pt = SIZE_3, part: int = 0) -> Line:
    """A line of one run."""
    return Line(Pt(baseline), (Run(FONTS.face(Role.BODY, "字"), size, Pt(x), text),), block, part=part)


def right_line(text: str, row: int, cells: float, block: int, part: int = 0) -> Line:
    """A line that ends so many 字 of 16 pt before the type area's right edge."""
    natural = width(FONTS.face(Role.BODY, "字"), text, SIZE_3)
    x = LEFT + TYPE_WIDTH - cells * SIZE_3 - natural
    return line(text, TOP + (row + 0.8) * PITCH, x, block, part=part)


def full_layout(draft: bool = False) -> Layout:
    """One of every common block."""
    signature = SignOff(("南岗区人民政府",), "二〇一六年三月")
    lines = (
        right_line("南岗区人民政府", 15, 2, 6, 0),
        right_line("二〇一六年三月", 16, 4, 6, 1),
        line("注：说明。", TOP + 14 * PITCH, LEFT, 5, Pt(10.5)),
    )
    return layout(
        (Title("南岗区年度报告"), BlockMeasure(("南岗区", "年度报告"), 1, space_before_lines=2)),
        Heading(1, "一、", "概述"),
        Heading(2, "（一）", "主动公开"),
        Paragraph((Span("主动公开“情况”。", Role.KAI), Span(LONG))),
        TABLE,
        TableNote("注：说明。"),
        signature,
        pages=(page(1, *lines, draft=draft), page(2, draft=draft)),
        draft=draft,
    )


def parts(data: bytes) -> dict[str, bytes]:
    """The file's parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part, parsed."""
    return etree.fromstring(parts(data)[name])


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The file with one part's text changed; the change must change something."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts(data).items():
            text = content
            if part == name:
                text = change(content.decode()).encode()
                assert text != content
            archive.writestr(part, text)
    return buffer.getvalue()


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    """A change: the first match of a regular expression replaced."""
    return lambda text: re.sub(pattern, by, text, count=1, flags=re.S)
