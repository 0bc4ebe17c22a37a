"""Documents of blocks in any order, from a seed: headings, paragraphs, tables of all shapes, notes, endings."""

import random
from collections.abc import Iterator

from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Table,
    TableCell,
    TableNote,
    Title,
)
from tests.parity.corpus import paragraph

_HEADS = ("项目", "数量（件）", "本年新公开数量", "总计")
_LABELS = (
    "一、主动公开",
    "（一）予以公开",
    "1.属于国家秘密",
    "其中：重点领域信息公开的数量（按条例第二十条规定统计）",
)
_NAMES = ("南岗区人民政府", "南岗区财政局", "南岗区教育局")


def mixture(seed: int, forms: list[Table]) -> tuple[Block, ...]:
    """The blocks of one document; `forms` are the statutory tables that may stand in it."""
    chance = random.Random(seed)
    opening: list[Block] = [Title("南岗区2015年政府信息公开工作年度报告")]
    if chance.random() < 0.3:
        signers = ("王某某",) * chance.randint(0, 3)
        opening.insert(0, Letterhead("南岗区人民政府文件", "南政发〔2016〕3号", signers))
    body = [block for _ in range(chance.randint(3, 14)) for block in _body(chance, forms)]
    return (*opening, *body, *_ending(chance, forms))


def _body(chance: random.Random, forms: list[Table]) -> Iterator[Block]:
    kind = chance.random()
    if kind < 0.2:
        yield Heading(1, "一、", "概述" * chance.randint(1, 9))
    elif kind < 0.35:
        yield Heading(2, "（一）", "主动公开“五公开”12件")
    elif kind < 0.8:
        yield Paragraph(paragraph(chance.randint(10000, 90000)))
    else:
        yield _table(chance, forms)
        if chance.random() < 0.4:
            yield TableNote("注：数据截至2015年12月31日。" * chance.randint(1, 4))


def _table(chance: random.Random, forms: list[Table]) -> Table:
    """A statutory table, or one of up to 45 rows and nine columns."""
    if chance.random() < 0.4:
        return chance.choice(forms)
    rows, columns = chance.randint(2, 45), chance.randint(3, 9)
    cells = [TableCell(0, c, 1, 1, "header", chance.choice(_HEADS), "Column") for c in range(columns)]
    for row in range(1, rows):
        label = chance.choice(_LABELS)
        cells.append(TableCell(row, 0, 1, 1, "label", label, "Row", level=chance.randint(0, 2)))
        for column in range(1, columns):
            figure = str(chance.randint(0, 10 ** chance.randint(1, 7)))
            cells.append(TableCell(row, column, 1, 1, "figure", figure))
    return Table("t", "各单位情况", rows, columns, 1, tuple(cells))


def _ending(chance: random.Random, forms: list[Table]) -> Iterator[Block]:
    if chance.random() < 0.3:
        yield AnnexList(("统计表",) * chance.randint(1, 3))
    if chance.random() < 0.8:
        yield SignOff(_NAMES[: chance.randint(1, 3)], "2016年3月1日", chance.choice((0, 42, 45)))
    if chance.random() < 0.3:
        yield AnnexMark("附件")
        yield Title("统计表")
        yield _table(chance, forms)
    if chance.random() < 0.3:
        yield Imprint("区委办公室。" * chance.randint(1, 6), "南岗区人民政府办公室", "2016年3月1日印发")
