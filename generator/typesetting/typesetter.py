"""From a document to its layout: blocks are set as strips, strips go on pages, pages get their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document.model import Block, Document, Heading, Imprint, Letterhead, Paragraph, SignOff
from generator.typesetting.assemble import Assembly
from generator.typesetting.blocks import set_blocks
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.measure import Setter
from generator.typesetting.measures import block_measures
from generator.typesetting.model import Layout, Remark
from generator.typesetting.paginate import PlacedStrip, Sheet, paginate


def typeset(document: Document, fonts: FontSet) -> Layout:
    """Lay out a document by GB/T 9704-2012.

    主送机关 that leave the first page without text move to 版记 (7.3.2); the layout's `document` says so.
    Raises MissingGlyph (an InputError) for a character that no font of its chain has.
    """
    layout = _layout(document, fonts)
    return _layout(_addressee_moved(document), fonts) if _text_pushed_out(layout) else layout


def _layout(document: Document, fonts: FontSet) -> Layout:
    setter = Setter(fonts)
    done = set_blocks(document, setter)
    sheets = paginate(done.pieces)
    assembly = Assembly(document, setter, done.tables)
    assembly.add(sheets, done.imprint)
    return Layout(
        document=document,
        pages=tuple(assembly.pages),
        blocks=block_measures(len(document.blocks), sheets, done.imprint, len(assembly.pages), done.texts),
        tables={
            index: fitted.measure(assembly.parts.get(index, ())) for index, fitted in assembly.tables.items()
        },
        signature=assembly.signature,
        remarks=(*done.remarks, *_page_remarks(document.blocks, sheets)),
        fallbacks=setter.fallbacks,
    )


def _page_remarks(blocks: Sequence[Block], sheets: Sequence[Sheet]) -> Iterator[Remark]:
    """Pages that hold too little: the sign-off alone, or the last line of a paragraph alone."""
    for number, sheet in enumerate(sheets, 1):
        first = sheet.placed[0] if sheet.placed else None
        if number == 1 or not isinstance(first, PlacedStrip):
            continue
        if isinstance(blocks[first.strip.block], SignOff):
            yield Remark("page", first.strip.block, f"第{number}页只有署名和日期。请增删几行正文。")
        elif len(sheet.placed) == 1 and isinstance(blocks[first.strip.block], Paragraph):
            yield Remark("page", first.strip.block, f"第{number}页只有一行。请增删几个字。")


def _text_pushed_out(layout: Layout) -> bool:
    """Whether the first page shows no text although there is one, for the sake of 主送机关."""
    blocks = layout.document.blocks
    text = [i for i, block in enumerate(blocks) if isinstance(block, Heading) or _is_body(block)]
    addressed = any(isinstance(block, Paragraph) and block.flush for block in blocks)
    return addressed and bool(text) and layout.blocks[text[0]].first_page > 1


def _is_body(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.flush


def _addressee_moved(document: Document) -> Document:
    """The document with its 主送机关 in 版记."""
    flush = [block for block in document.blocks if isinstance(block, Paragraph) and block.flush]
    names = "".join(block.text for block in flush).rstrip("：:") + "。"
    rest: list[Block] = [b for b in document.blocks if not (isinstance(b, Paragraph) and b.flush)]
    if not any(isinstance(block, Imprint) for block in rest):
        letter = any(isinstance(block, Letterhead) and block.letter for block in rest)
        rest.append(Imprint("", "", "", ruled=not letter))
    blocks = tuple(replace(b, addressee=names) if isinstance(b, Imprint) else b for b in rest)
    return replace(document, blocks=blocks)
