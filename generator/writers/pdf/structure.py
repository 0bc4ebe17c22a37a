"""The structure tree (ISO 32000-1, 14.7 and 14.8): elements, their marked content, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFObject

from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.values import Dictionary, text


@dataclass(frozen=True)
class Marked:
    """A marked-content sequence: the page it stands on and its number there."""

    page: Dictionary
    mcid: int


@dataclass(frozen=True)
class Annotated:
    """An annotation as the content of an element."""

    page: Dictionary
    annotation: Dictionary


class Element(PDFObject):
    """One structure element. `attributes` and `alt` as in ISO 32000-1, table 323; `ident` names it for others.

    An element that runs over pages keeps one node: `/Pg` is its first page, the rest are content references.
    """

    __RefOnly__ = 1

    def __init__(self, kind: str, attributes: str = "", alt: str = "", ident: str = "") -> None:
        self.kind = kind
        self.attributes = attributes
        self.alt = alt
        self.ident = ident
        self.parent: Element | StructureRoot
        self.kids: list[Element | Marked | Annotated] = []

    def add(self, child: Element) -> Element:
        """Append a child and return it."""
        child.parent = self
        self.kids.append(child)
        return child

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def format(self, document: ArchivalFile) -> bytes:
        """The element's dictionary."""
        page = next((k.page for k in self.kids if not isinstance(k, Element)), None)
        parts = [f"<</S/{self.kind}/P {document.refer(self.parent)}"]
        if page is not None:
            parts.append(f"/Pg {document.refer(page)}")
        if self.kids:
            kids = [self._kid(kid, page, document) for kid in self.kids]
            parts.append("/K " + (kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"))
        if self.attributes:
            parts.append(f"/A{self.attributes}")
        if self.ident:
            parts.append(f"/ID({self.ident})")
        if self.alt:
            parts.append(f"/Alt{text(self.alt)}")
        return ("".join(parts) + ">>").encode("ascii")

    @staticmethod
    def _kid(kid: Element | Marked | Annotated, page: Dictionary | None, document: ArchivalFile) -> str:
        if isinstance(kid, Element):
            return document.refer(kid)
        if isinstance(kid, Annotated):
            return f"<</Type/OBJR/Obj {document.refer(kid.annotation)}/Pg {document.refer(kid.page)}>>"
        if kid.page is page:
            return str(kid.mcid)
        return f"<</Type/MCR/Pg {document.refer(kid.page)}/MCID {kid.mcid}>>"


class StructureRoot(PDFObject):
    """The root of the tree, with the parent tree that leads from content back to its element.

    Entry n of the parent tree is the list of page n's elements by marked-content number; the entries of
    annotations follow after the pages'.
    """

    __RefOnly__ = 1

    def __init__(self, top: Element) -> None:
        self.top = top
        top.parent = self
        self._pages: list[Sequence[Element]] = []
        self._annotations: list[Element] = []

    def add_page(self, elements: Sequence[Element]) -> int:
        """Enter a page's elements by MCID; the result is the page's `/StructParents`."""
        self._pages.append(elements)
        return len(self._pages) - 1

    def add_annotation(self, element: Element) -> int:
        """Enter an annotation's element, after all pages; the result is its `/StructParent`."""
        self._annotations.append(element)
        return len(self._pages) + len(self._annotations) - 1

    def format(self, document: ArchivalFile) -> bytes:
        """The StructTreeRoot dictionary."""
        rows = [f"{i}[{' '.join(map(document.refer, row))}]" for i, row in enumerate(self._pages)]
        rows += [f"{i} {document.refer(e)}" for i, e in enumerate(self._annotations, len(self._pages))]
        entries = Dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": document.refer(self.top),
                "ParentTree": f"<</Nums[{' '.join(rows)}]>>",
                "ParentTreeNextKey": len(rows),
            }
        )
        named = sorted((e.ident, e) for e in self.top.walk() if e.ident)
        if named:
            names = " ".join(f"({ident}){document.refer(element)}" for ident, element in named)
            entries["IDTree"] = f"<</Names[{names}]>>"
        return entries.format(document)
