"""A report's HTML page read back by the standard library's parser."""

from dataclasses import dataclass
from html.parser import HTMLParser

from generator.archive.reading.content import BREAK, Cell, Content, Piece, bounded
from generator.archive.reading.grid import Placer
from generator.archive.reading.limits import Refused

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = frozenset([*_HEADINGS, "p", "th", "td", "title", "caption"])
_UNSEEN = frozenset(["style", "script", "template"])
_ACTIVE = frozenset(
    ["script", "iframe", "object", "embed", "form", "input", "link", "base", "img", "svg", "audio", "video"]
)
_INLINE = frozenset(["span", "b", "strong", "em", "i", "a", "wbr", "br"])
_OUTER = frozenset(
    {"html", "head", "body", "main", "div", "section", "article", "meta", "title", "style", "table", "thead"}
    | {"tbody", "tr", "header", "footer", "figure", "colgroup", "col"}
    | _BLOCKS
)
_DRAFT = "送审稿"


@dataclass(frozen=True)
class HtmlFile:
    """What is read off one page. `foreign` names, in Chinese, what no posted report contains."""

    content: Content
    foreign: tuple[str, ...]


def read_html(data: bytes) -> HtmlFile:
    """Read a page of any origin. Raises Refused where it is no UTF-8 text or no page."""
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("网页不是 UTF-8 编码，或已损坏。") from error
    if "<html" not in page[:4096].lower():
        raise Refused("不是网页文件（没有 <html> 标记）。")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    content = bounded(Content(tuple(reader.pieces), reader.title, reader.draft))
    return HtmlFile(content, tuple(reader.foreign))


class _Reader(HTMLParser):
    """Collects the text of blocks and the cells of tables as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.title = ""
        self.draft = False
        self.foreign: list[str] = []
        self._block = ""
        self._attributes: dict[str, str] = {}
        self._words: list[str] = []
        self._unseen = 0
        self._cells: list[Cell] | None = None
        self._placer = Placer()
        self._place = (0, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        attributes = {name: value or "" for name, value in attrs}
        self._look_at(tag, attributes)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._cells, self._placer = [], Placer()
        elif tag == "tr":
            self._placer.start_row()
        elif tag == "br":
            self._words.append(BREAK)
        elif tag in _BLOCKS:
            self._begin(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table" and self._cells is not None:
            self.pieces.append(Piece("table", cells=tuple(self._cells)))
            self._cells = None
        elif tag == self._block:
            self._end()

    def handle_data(self, data: str) -> None:
        """A stretch of text."""
        if self._unseen:
            return
        if self._block:
            self._words.append(data)
        elif data.strip():
            self._blame(f"段落以外的文字“{data.strip()[:20]}”")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._block, self._attributes, self._words = tag, attributes, []
        if tag in ("th", "td"):
            spans = (attributes.get(key, "1") for key in ("rowspan", "colspan"))
            self._place = self._placer.place(*(int(s) if s.isdigit() and len(s) < 4 else 1 for s in spans))

    def _end(self) -> None:
        text, tag, attributes = "".join(self._words), self._block, self._attributes
        self._block, self._words = "", []
        if tag == "title":
            self.title = text
        elif tag in ("th", "td") and self._cells is not None:
            self._cells.append(Cell(*self._place, text, attributes.get("data-field", "")))
        elif attributes.get("class") == "draft" and text.strip() == _DRAFT:
            self.draft = True
        elif text.strip():
            self.pieces.append(Piece("heading" if tag in _HEADINGS else "text", text))

    def _look_at(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ACTIVE:
            self._blame(f"<{tag}> 元素")
        elif tag not in _OUTER and tag not in _INLINE:
            self._blame(f"本程序不写的 <{tag}> 元素")
        for name in attributes:
            if name.startswith("on") or name in ("style", "hidden", "src", "background"):
                self._blame(f"<{tag}> 的 {name} 属性")

    def _blame(self, what: str) -> None:
        if what not in self.foreign:
            self.foreign.append(what)
