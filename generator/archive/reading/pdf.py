"""A report's PDF read back: its text by the structure tree, its attachments, its own particulars."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyhanko.pdf_utils.generic import IndirectObject, PdfObject
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.archive.reading.content import Content, Piece, bounded, folded
from generator.archive.reading.limits import Refused
from generator.archive.reading.pdf_content import PageText, ToUnicode, read_page
from generator.archive.reading.pdf_objects import entry, guarded, items, open_pdf, pages, raw_entries, stream
from generator.archive.reading.pdf_parts import (
    Embedded,
    FontUse,
    Particulars,
    embedded_files,
    font_use,
    foreign_parts,
    particulars,
)
from generator.archive.reading.pdf_raw import damaged_object
from generator.archive.reading.pdf_tree import read_tree

DRAFT = "送审稿"
_END = re.compile(rb"(?<=[\r\n])%%EOF")
_FOLIO = re.compile(r"—\s*(\d+)\s*—")


@dataclass(frozen=True)
class PdfFile:
    """Everything that is read off one PDF. `foreign`: what no report of this program contains, in Chinese.

    `draft_pages`: the pages that bear the mark 送审稿. `revisions` counts the incremental updates, the
    first included; `signed` says whether there is a filled signature field. `strays` is what stands behind
    the last end-of-file mark.
    """

    content: Content
    pages: int
    revisions: int
    signed: bool
    strays: bytes
    draft_pages: tuple[int, ...]
    particulars: Particulars
    first_particulars: Particulars
    embedded: tuple[Embedded, ...]
    fonts: tuple[FontUse, ...]
    foreign: tuple[str, ...]


def read_pdf(data: bytes) -> PdfFile:
    """Read a PDF of any origin. Raises Refused where it cannot be understood."""
    reader = open_pdf(data)
    try:
        return guarded(lambda: _read(reader, data), "PDF 的内部结构已损坏")
    except Refused as error:
        broken = damaged_object(data)
        raise Refused(f"{error}：{broken}的数据不能展开" if broken else str(error)) from error


def _read(reader: PdfFileReader, data: bytes) -> PdfFile:
    leaves = pages(reader)
    texts, fonts = _texts(leaves)
    sequences = {
        (number, s.mcid): s.text
        for number, page in enumerate(texts, 1)
        for s in page.sequences
        if s.mcid is not None
    }
    numbers = {p.idnum: n for n, p in enumerate(leaves, 1) if isinstance(p, IndirectObject)}
    tree = read_tree(entry(reader.root, "/StructTreeRoot"), numbers, sequences)
    foreign = [*foreign_parts(reader, leaves), *tree.foreign, *_misused(sequences, tree.used)]
    drafts, odd = _artifacts(texts, tree.pieces)
    info = particulars(reader)
    return PdfFile(
        content=bounded(Content(tuple(tree.pieces), info.info.get("Title", ""), bool(drafts))),
        pages=len(leaves),
        revisions=reader.xrefs.total_revisions,
        signed=bool(reader.embedded_signatures),
        strays=_strays(data, reader.xrefs.total_revisions),
        draft_pages=drafts,
        particulars=info,
        first_particulars=_first(reader, data, info),
        embedded=embedded_files(reader),
        fonts=font_use(fonts),
        foreign=tuple(dict.fromkeys([*foreign, *odd])),
    )


def _texts(leaves: list[PdfObject]) -> tuple[list[PageText], dict[str, PdfObject]]:
    """The text of every page, and the fonts by object number or, for lack of one, by place."""
    maps: dict[str, ToUnicode] = {}
    fonts: dict[str, PdfObject] = {}
    texts = []
    for number, page in enumerate(leaves, 1):
        resources = entry(page, "/Resources", "/Font")
        named: dict[str, ToUnicode] = {}
        for key, raw in raw_entries(resources):
            font = str(raw.idnum) if isinstance(raw, IndirectObject) else f"{number}{key}"
            if font not in maps:
                maps[font] = ToUnicode(stream(entry(raw, "/ToUnicode")))
                fonts[font] = raw
            named[key.removeprefix("/")] = maps[font]
        content = b"\n".join(stream(part) for part in items(entry(page, "/Contents")))
        texts.append(read_page(content, named))
    return texts, fonts


def _misused(sequences: Mapping[tuple[int, int], str], used: Mapping[tuple[int, int], int]) -> list[str]:
    """Text that the structure tree leaves out or takes twice."""
    found = [
        f"第{page}页有不在结构树中的文字“{text[:20]}”"
        for (page, mcid), text in sequences.items()
        if text and (page, mcid) not in used
    ]
    found += [f"结构树两次引用第{page}页的同一段文字" for (page, _), count in used.items() if count > 1]
    found += [f"结构树引用了第{page}页不存在的文字" for page, mcid in used if (page, mcid) not in sequences]
    return found


def _artifacts(texts: list[PageText], pieces: list[Piece]) -> tuple[tuple[int, ...], list[str]]:
    """The pages marked 送审稿; what else outside the text is neither page number nor repeated table head."""
    cells = sorted({folded(c.text) for p in pieces for c in p.cells if c.text}, key=len, reverse=True)
    drafts, odd = [], []
    for number, page in enumerate(texts, 1):
        odd += [f"第{number}页有{what}" for what in page.foreign]
        for sequence in page.sequences:
            if sequence.mcid is not None or not sequence.text:
                continue
            folio = _FOLIO.fullmatch(sequence.text.strip())
            if DRAFT in sequence.text and len(sequence.text) < 20:
                drafts.append(number)
            elif not (folio and int(folio[1]) == number) and not _consists_of(folded(sequence.text), cells):
                odd.append(f"第{number}页有不属于正文的文字“{sequence.text[:20]}”")
    return tuple(dict.fromkeys(drafts)), odd


def _consists_of(text: str, parts: list[str]) -> bool:
    """Whether the text is put together of the parts, each used as often as need be."""
    for part in parts:
        text = text.replace(part, "\0")
    return not text.strip("\0")


def _strays(data: bytes, revisions: int) -> bytes:
    """What stands behind the last revision's end-of-file mark and its line end.

    More marks than revisions: somebody appended what no reader gets to see, say a second report.
    """
    marks = [match.end() for match in _END.finditer(data)]
    if not marks:
        return data[-32:]
    return data[marks[min(revisions, len(marks)) - 1] :].strip(b"\r\n")


def _first(reader: PdfFileReader, data: bytes, current: Particulars) -> Particulars:
    """The particulars as the program wrote them: before any signature was added."""
    if reader.xrefs.total_revisions == 1:
        return current
    first = _first_revision(reader, data)
    return particulars(open_pdf(first)) if first else current


def _first_revision(reader: PdfFileReader, data: bytes) -> bytes:
    """The bytes of the file as it was before any update."""
    end = data.find(b"%%EOF")
    return data[: end + 6] if end >= 0 and reader.xrefs.total_revisions > 1 else b""
