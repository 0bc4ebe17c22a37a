"""Documents for the parity proof: every layout of the standard, at every place on a page that may go wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from generator.clock import CHINA
from generator.document import compose
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
    TableNote,
    Title,
)
from generator.intake import read_workbook
from generator.narrative import complete
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.units import LINES, PITCH
from tests.checks import published
from tests.parity.corpus import FRAGMENTS, paragraph
from tests.parity.mixtures import mixture

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TITLE = Title("南岗区2015年政府信息公开工作年度报告")
TEXT = "全区各级行政机关认真贯彻落实条例各项规定主动公开政府信息回应社会关切"
NAMES = ("王某某", "欧阳某某", "李某", "司马某", "张某某")
PARAGRAPHS = 360
"""Paragraphs of the corpus, spread over documents of sixty."""
_IN_ONE = 60


def document(*blocks: Block, draft: bool = False, mirror: bool = False) -> Document:
    """A document of these blocks."""
    title = next((b.text for b in blocks if isinstance(b, Title)), "年度报告")
    issued = datetime(2016, 3, 1, tzinfo=CHINA)
    return Document(title, "南岗区人民政府", blocks, draft, date(2016, 3, 1), issued, "2008", 2015, mirror)


def lines_of_text(count: int, start: str = "") -> Paragraph:
    """A paragraph of so many full lines of Han characters, the last one short."""
    length = 26 + 28 * (count - 2) + 14 if count > 1 else 12
    return Paragraph((Span((start + TEXT * 30)[:length]),))


def corpus() -> Iterator[tuple[str, Document]]:
    """Generated paragraphs with a heading now and then, that is full of figures too."""
    for first in range(0, PARAGRAPHS, _IN_ONE):
        blocks: list[Block] = [TITLE]
        for seed in range(first, first + _IN_ONE):
            if seed % 15 == 0:
                blocks.append(Heading(1, "一、", "主动公开“五公开”情况——2015年"))
            if seed % 7 == 0:
                blocks.append(Heading(2, "（一）", "通过App、PDF等渠道公开12,860条"))
            blocks.append(Paragraph(paragraph(seed)))
        yield f"corpus {first}", document(*blocks)


def sign_offs() -> Iterator[tuple[str, Document]]:
    """Text that ends on each line of a page, signed with and without seal, by one or several."""
    for count in range(10, 24):
        sealed = SignOff(("南岗区人民政府",), "2016年3月1日", 45.0 if count % 2 else 0.0)
        yield f"sign-off after {count} lines", document(lines_of_text(count - 6), lines_of_text(6), sealed)
        joint = SignOff(
            ("南岗区人民政府", "南岗区财政局", "南岗区教育局"), "2016年12月21日", 42.0 * (count % 3 == 0)
        )
        yield f"joint sign-off after {count} lines", document(TITLE, lines_of_text(count), joint)
        annexes = AnnexList(("统计表", "南岗区政府信息公开工作年度报告名词解释及有关情况说明（2015年版）"))
        yield f"annexes after {count} lines", document(lines_of_text(count), annexes, sealed)


def tables_at_the_end() -> Iterator[tuple[str, Document]]:
    """Each form right before the sign-off, which it leaves room for or gives its last rows."""
    for i, table in enumerate(forms()):
        for seal in (0.0, 45.0):
            blocks = lines_of_text(12), Heading(1, "二、", table.title), table
            yield (
                f"table {i} at the end, seal {seal}",
                document(*blocks, SignOff(("区政府",), "2016年3月1日", seal)),
            )


def long_names() -> Iterator[tuple[str, Document]]:
    """Names wider than the type area, in sign-off and 版记."""
    name = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府"
    for seal in (0.0, 42.0):
        sign_off = SignOff(("尼尔基镇财政所", name), "2016年12月21日", seal)
        yield (
            f"long names, seal {seal}",
            document(TITLE, lines_of_text(3), sign_off, Imprint("", name, "2016年12月21日印发")),
        )


def landscapes() -> Iterator[tuple[str, Document]]:
    """Tables on landscape pages: wanted so, too wide for an upright page, at the end."""
    end = (
        SignOff(("南岗区人民政府",), "2016年3月1日"),
        Imprint("", "南岗区人民政府办公室", "2016年3月1日印发"),
    )
    for i, table in enumerate(forms()):
        figures = (replace(c, text="987654321") if c.kind == "figure" else c for c in table.cells)
        wide = replace(table, cells=tuple(figures))
        heading, turned = Heading(1, "二、", table.title), replace(wide, landscape=True)
        yield (
            f"landscape {i}",
            document(TITLE, lines_of_text(5), heading, turned, lines_of_text(7), heading, wide, *end),
        )
        annex = AnnexMark("附件"), Title(table.title), turned
        yield f"landscape annex {i}", document(lines_of_text(4), *annex, end[1])


def letterheads() -> Iterator[tuple[str, Document]]:
    """版头 and 版记: downward and upward, long and short, and an annex behind."""
    for i, signers in enumerate(((), NAMES[:1], NAMES[:2], NAMES[:3], NAMES)):
        mark = ("南岗区人民政府文件", "哈尔滨市南岗区人民政府办公室（政务公开办公室）文件")[i % 2]
        copies = "区委办公室，区人大常委会办公室，区政协办公室，区监委，区法院，区检察院，" * (i + 1)
        yield (
            f"letterhead with {len(signers)} signers",
            document(
                Letterhead(mark, "南政发〔2016〕3号", signers),
                TITLE,
                Paragraph(
                    (Span("各街道办事处，区政府各委、办、局，各直属单位，各乡镇人民政府：" * (1 + i % 2)),),
                    flush=True,
                ),
                *(Paragraph(paragraph(seed)) for seed in range(500 + 10 * i, 505 + 10 * i)),
                AnnexList(("南岗区2015年政府信息公开统计表",)),
                SignOff(("南岗区人民政府",), "2016年3月1日", 45),
                AnnexMark("附件"),
                Title("南岗区2015年政府信息公开统计表"),
                lines_of_text(5 + 4 * i),
                Imprint(
                    f"抄送：{copies[:-1]}。".removeprefix("抄送："),
                    "南岗区人民政府办公室",
                    "2016年3月1日印发",
                ),
                draft=i == 1,
            ),
        )


def letters() -> Iterator[tuple[str, Document]]:
    """信函格式: one page and several, short and long names, a draft, a landscape table in it."""
    end = (
        SignOff(("南岗区人民政府",), "2016年3月1日", 45),
        Imprint("区委办公室，区法院。", "", "", ruled=False),
    )
    addressee = Paragraph((Span("各街道办事处："),), flush=True)
    for count, mark in (
        (3, "南岗区人民政府"),
        (25, "哈尔滨市南岗区人民政府办公室"),
        (40, "哈尔滨市南岗区人民政府"),
    ):
        head = Letterhead(mark, "南政函〔2016〕3号", letter=True)
        blocks: list[Block] = [head, TITLE, addressee, lines_of_text(3), lines_of_text(count - 2)]
        if count == 25:
            blocks += [replace(forms()[-1], landscape=True), lines_of_text(3)]
        yield f"letter of {count} lines", document(*blocks, *end, draft=count == 40)


def duplex() -> Iterator[tuple[str, Document]]:
    """Printed on both sides: the other margin on even pages, 版记 on the last even page."""
    imprint = Imprint("区委办公室。", "南岗区人民政府办公室", "2016年3月1日印发")
    for count in (5, 21, 30, 43, 44):
        sign_off = SignOff(("南岗区人民政府",), "2016年3月1日")
        yield f"duplex, {count} lines", document(TITLE, lines_of_text(count), sign_off, imprint, mirror=True)


@lru_cache(maxsize=1)
def samples() -> dict[str, Document]:
    """The sample workbooks, through all the stages."""
    found = {}
    for path in sorted(SAMPLES.glob("*.xlsx")):
        report = read_workbook(path).report
        assert report is not None, path
        found[path.stem] = compose(complete(report)[0])
    return found


def forms() -> list[Table]:
    """The statutory tables of all formats, with the samples' figures."""
    return [block for sample in samples().values() for block in sample.blocks if isinstance(block, Table)]


def tables() -> Iterator[tuple[str, Document]]:
    """Each statutory table with its heading, begun on several lines of a page."""
    for i, table in enumerate(forms()):
        for above in (1, 13, 19):
            heading = Heading(1, "二、", table.title)
            text = lines_of_text(above)
            note = TableNote("注：数据截至2015年12月31日，“—”表示没有。")
            run_in = Paragraph((Span("（一）概况。", Role.KAI), Span(TEXT)))
            yield f"table {i} after {above} lines", document(text, heading, table, note, run_in, table)


def below_tables() -> Iterator[tuple[str, Document]]:
    """What follows a table that leaves one line of its page, or none."""
    fonts = load_fonts()
    heading = Heading(1, "二、", "概述")
    for i, table in enumerate(forms()):
        measure = typeset(document(table), fonts).tables[0]
        height = round(sum(measure.row_heights) / PITCH)
        for left in (0, 1) if height < LINES - 1 else ():
            above = lines_of_text(LINES - height - left)
            text = lines_of_text(3)
            yield f"text {left} lines below table {i}", document(above, table, text, text)
            yield f"heading {left} lines below table {i}", document(above, table, heading, text)


def mixtures() -> Iterator[tuple[str, Document]]:
    """Blocks in any order."""
    for seed in range(24):
        blocks = mixture(seed, forms())
        yield f"mixture {seed}", document(*blocks, draft=seed % 3 == 0, mirror=seed % 4 == 0)


def reports() -> dict[str, Document]:
    """Published reports, where they are at hand."""
    return {name: compose(published.load_report(name)) for name in published.names()}


def fragments() -> tuple[str, Document]:
    """What is hard to break, so that the line ends before, in and after it."""
    paragraphs = (
        Paragraph((Span(TEXT[:count] + fragment + "等工作取得了明显成效。"),))
        for fragment in FRAGMENTS
        for count in (21, 23, 24, 25, 26)
    )
    return "fragments", document(*paragraphs)


@lru_cache(maxsize=1)
def everything() -> dict[str, Document]:
    """All of them by name."""
    made = (
        *corpus(),
        *sign_offs(),
        *tables_at_the_end(),
        *long_names(),
        *landscapes(),
        *letterheads(),
        *letters(),
        *duplex(),
        *tables(),
        *below_tables(),
        *mixtures(),
    )
    return samples() | reports() | dict((fragments(), *made))
