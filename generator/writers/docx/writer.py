"""A layout as DOCX: blocks in order, each in named styles, on the pages that the layout gave them."""

from collections.abc import Iterator, Sequence

from generator.document.model import (
    AnnexList,
    AnnexMark,
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
from generator.typesetting.model import Layout
from generator.writers.docx import formal, settings
from generator.writers.docx.drawing import NAMESPACES
from generator.writers.docx.flow import Context, Piece, SectionEnd, Text
from generator.writers.docx.imprint import imprint
from generator.writers.docx.letter import letter_head
from generator.writers.docx.letterhead import letterhead
from generator.writers.docx.markup import NONE, Markup, node, part
from generator.writers.docx.package import Package
from generator.writers.docx.pages import blank_foot
from generator.writers.docx.place import last_pages, turned_blocks
from generator.writers.docx.sections import Furniture, furnish, section
from generator.writers.docx.stylebook import (
    BODY,
    FLUSH,
    HEADING,
    TITLE,
    defaults,
    hairline,
    style_sheet,
)
from generator.writers.docx.styles import StyleSheet
from generator.writers.docx.table import Surroundings, note_style, table
from generator.writers.docx.text import lines_runs, span_runs, with_breaks
from generator.writers.docx.theme import theme

_HEADING_ROLE = {1: Role.HEI, 2: Role.KAI}


def write_docx(layout: Layout) -> bytes:
    """The report as a DOCX file: same layout, same bytes."""
    sheet, package = style_sheet(), Package()
    furniture = furnish(layout, sheet, package)
    pages = last_pages(layout)
    turned = turned_blocks(layout)
    contexts = (Context(layout, sheet, i, pages, turned) for i in range(len(layout.document.blocks)))
    pieces = [piece for context in contexts for piece in (*_turn(context), *_pieces(context))]
    body = _body(list(_apart(pieces, sheet)), furniture, turned[:1] == [True])
    package.add("styles", "styles.xml", sheet.part(defaults()))
    package.add("settings", "settings.xml", settings.settings(layout.document.mirror))
    package.add("fontTable", "fontTable.xml", settings.fonts())
    package.add("theme", "theme/theme1.xml", theme())
    document = part("document", node("body", *body), **NAMESPACES)
    return package.finish(document, layout.document)


def _body(pieces: Sequence[Piece], furniture: Furniture, turned: bool) -> Iterator[Markup]:
    """The pieces as markup; a section ends with its last paragraph, the last section with the body."""
    numbered, first = True, furniture.first
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        match piece:
            case Text():
                ends = isinstance(following, SectionEnd)
                yield piece.markup(section(furniture, numbered, turned, first) if ends else NONE)
            case SectionEnd():
                numbered, turned = numbered and not piece.silent, piece.turned
                first = {}
            case _:
                yield piece
    yield section(furniture, numbered, turned, first)


def _apart(pieces: Sequence[Piece], sheet: StyleSheet) -> Iterator[Piece]:
    """A paragraph of next to no height after a table that would else touch another one or end a section."""
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        yield piece
        if not isinstance(piece, Text) and not isinstance(following, Text):
            yield Text(sheet.add(hairline()))


def _turn(context: Context) -> Iterator[SectionEnd]:
    """The end of a section where the pages turn, to landscape or back (clause 8)."""
    if context.opens_section:
        next_page = context.layout.pages[context.last_pages[context.index - 1]]
        yield SectionEnd(context.turned[context.index], silent=not next_page.numbered)


def _pieces(context: Context) -> list[Piece]:
    """What one block becomes."""
    block = context.layout.document.blocks[context.index]
    match block:
        case Title():
            return [Text(context.style(TITLE), lines_runs(context.measure.lines, Role.TITLE))]
        case Heading():
            return [_heading(block, context)]
        case Paragraph():
            return [_paragraph(block, context)]
        case Table():
            return [_table(block, context)]
        case TableNote():
            return [_table_note(block, context)]
        case SignOff():
            return [*formal.sign_off(context)]
        case AnnexMark():
            return [*formal.annex_mark(context)]
        case AnnexList():
            return [*formal.annex_list(context)]
        case Letterhead():
            return [*(letter_head(context) if block.letter else letterhead(context))]
        case Imprint():
            return [*imprint(context)]


def _heading(block: Heading, context: Context) -> Text:
    role = _HEADING_ROLE[block.level]
    spans = with_breaks(
        (Span(block.number + block.text),), context.measure.lines, context.measure.forced_breaks
    )
    return Text(context.text_style(HEADING[block.level]), span_runs(spans, role))


def _paragraph(block: Paragraph, context: Context) -> Text:
    spans = with_breaks(block.spans, context.measure.lines, context.measure.forced_breaks)
    content = (*blank_foot(context), *span_runs(spans, Role.BODY))
    return Text(context.text_style(FLUSH if block.flush else BODY, _keep(context)), content)


def _keep(context: Context) -> bool | None:
    """A text that goes over a page's end is not held to the next: LibreOffice would move the whole of it."""
    return False if context.measure.page_starts else None


def _table(block: Table, context: Context) -> Markup:
    """The table; a hair line follows where no text does (`_apart`, and the one that the imprint hangs on)."""
    measure = context.layout.tables[context.index]
    following = context.layout.document.blocks[context.index + 1 : context.index + 2]
    hairline_below = not following or isinstance(following[0], (Table, Imprint))
    around = Surroundings(context.page_break, context.keeps, hairline_below)
    return table(block, measure, context.sheet, around)


def _table_note(block: TableNote, context: Context) -> Text:
    spans = with_breaks((Span(block.text),), context.measure.lines, context.measure.forced_breaks)
    return Text(
        context.style(note_style(), keep=_keep(context)), (*blank_foot(context), *span_runs(spans, Role.SONG))
    )
