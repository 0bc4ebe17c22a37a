"""From a layout to the bytes of a PDF.

Conforms to PDF/A-3a (ISO 19005-3, GB/T 23286.3) and PDF/UA-1 (ISO 14289-1). reportlab numbers, formats and
packs the objects; fonts, structure, metadata and the file's form are made here, since it knows none of them.
"""

from collections.abc import Iterable

from generator.document.model import Block, Heading, Title
from generator.typesetting.model import Layout, Line, Page
from generator.typesetting.units import PAGE_HEIGHT, PAGE_WIDTH, Pt
from generator.writers.pdf.attachment import Attachment, embed
from generator.writers.pdf.blanks import lines_with_blanks
from generator.writers.pdf.composite import Faces
from generator.writers.pdf.content import PageContent
from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.icc import NAME, srgb_profile
from generator.writers.pdf.metadata import LANGUAGE, add_metadata, metadata_of
from generator.writers.pdf.outline import Bookmark, add_outline
from generator.writers.pdf.signature_field import add_signature_field
from generator.writers.pdf.structure import Marked, StructureRoot
from generator.writers.pdf.tagging import Tagging
from generator.writers.pdf.values import Dictionary, Stream, numbers, text


def write_pdf(
    layout: Layout, attachments: tuple[Attachment, ...] = (), signature_field: bool = True
) -> bytes:
    """The PDF of a layout: the same bytes for the same layout, anywhere.

    With attachments the file is PDF/A-3a, without PDF/A-2a, which allows none; it is PDF/UA-1 in both cases.
    `signature_field` puts an empty field where the layout has room for the seal.

    Raises SetupError if a face lacks a character, InputError for a character that cannot be filed.
    """
    return _Writer(layout, signature_field).write(attachments)


class _Writer:
    """One run: the file, its faces, its structure, and the pages as they are drawn."""

    def __init__(self, layout: Layout, signature_field: bool) -> None:
        self._layout = layout
        self._file = ArchivalFile()
        self._faces = Faces()
        self._fonts = Dictionary()
        self._page_tree = Dictionary({"Type": "/Pages"})
        self._pages: list[Dictionary] = []
        self._field = layout.signature if signature_field else None
        self._tagging = Tagging(layout, with_signature=self._field is not None)
        self._structure = StructureRoot(self._tagging.top)
        self._mended = lines_with_blanks(layout)

    def write(self, attachments: tuple[Attachment, ...]) -> bytes:
        """All parts, in the order in which they need each other."""
        document, file = self._layout.document, self._file
        self._add_catalog_entries()
        add_metadata(metadata_of(document, bool(attachments)), file)
        for page in self._layout.pages:
            self._add_page(page)
        self._page_tree.dict.update(Kids=self._references(self._pages), Count=len(self._pages))
        self._add_signature_field()
        add_outline(self._bookmarks(), file)
        if attachments:
            embed(attachments, document.created, file)
        self._fonts.dict.update(self._faces.fonts(file))
        return file.format()

    def _add_catalog_entries(self) -> None:
        """What makes the file a tagged one in Chinese, with a meaning for its colours (ISO 19005, 6.2.4.2)."""
        file = self._file
        profile = Stream(srgb_profile(), {"N": 3})
        intent = Dictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",
                "OutputConditionIdentifier": text(NAME),
                "Info": text(NAME),
                "DestOutputProfile": file.refer(profile),
            }
        )
        file.root.dict.update(
            Pages=file.refer(self._page_tree),
            Lang=text(LANGUAGE),
            MarkInfo="<</Marked true>>",
            StructTreeRoot=file.refer(self._structure),
            ViewerPreferences="<</DisplayDocTitle true/PrintScaling/None>>",
            OutputIntents=f"[{file.refer(intent)}]",
        )

    def _add_page(self, page: Page) -> None:
        file, content = self._file, PageContent(PAGE_HEIGHT, self._faces)
        entry = Dictionary(
            {
                "Type": "/Page",
                "Parent": file.refer(self._page_tree),
                "MediaBox": numbers(0, 0, PAGE_WIDTH, PAGE_HEIGHT),
                "Resources": f"<</Font {file.refer(self._fonts)}>>",
                "Tabs": "/S",
            }
        )
        self._draw(page, entry, content)
        entry["Contents"] = file.refer(Stream(content.operators()))
        entry["StructParents"] = self._structure.add_page(content.elements)
        self._pages.append(entry)

    def _draw(self, page: Page, entry: Dictionary, content: PageContent) -> None:
        """Text in reading order, one sequence an element; then what is no text."""
        content.turned = page.turned
        for element, lines in self._tagging.by_element(page.lines):
            if element is None:
                content.begin_artifact("repeated")
            else:
                element.kids.append(Marked(entry, content.begin(element)))
            for line in lines:
                content.line(self._mended.get(id(line), line))
            content.end()
        if page.rules:
            content.begin_artifact("rule")
            content.rules(page.rules)
            content.end()
        content.turned = False
        for folio in page.folios:
            content.begin_artifact(folio.kind)
            content.line(folio.line)
            content.end()

    def _add_signature_field(self) -> None:
        box, element = self._field, self._tagging.signature
        if box is None or element is None:
            return
        page = self._pages[[p.number for p in self._layout.pages].index(box.page)]
        add_signature_field(box, page, PAGE_HEIGHT, element, self._structure, self._file)

    def _bookmarks(self) -> list[Bookmark]:
        """One for each title and heading, where its first line stands."""
        bookmarks: list[Bookmark] = []
        waiting = dict(self._tagging.headings)
        for page, entry in zip(self._layout.pages, self._pages, strict=True):
            for line in page.lines:
                if line.block in waiting:
                    block = self._layout.document.blocks[line.block]
                    level = waiting.pop(line.block)
                    top = PAGE_HEIGHT if page.turned else _top(line)
                    bookmarks.append(Bookmark(_heading_text(block), level, entry, top))
        return bookmarks

    def _references(self, values: Iterable[Dictionary]) -> str:
        return f"[{' '.join(map(self._file.refer, values))}]"


def _heading_text(block: Block) -> str:
    match block:
        case Heading():
            return block.number + block.text
        case Title():
            return block.text
    return ""


def _top(line: Line) -> Pt:
    """Where a window that shows the line should begin: half a line above its characters."""
    return Pt(PAGE_HEIGHT - line.baseline + 1.5 * max(run.size for run in line.runs))
