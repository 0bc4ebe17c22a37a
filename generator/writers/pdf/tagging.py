"""Which structure element each line of the layout belongs to; the elements stand in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.document.model import Heading, SignOff, Table, Title
from generator.typesetting.model import Layout, Line
from generator.writers.pdf.signature_field import FIELD_LABEL
from generator.writers.pdf.structure import Element
from generator.writers.pdf.table_tags import add_rows
from generator.writers.pdf.values import text

Place = tuple[int, tuple[int, int] | int]
"""A block's index, with a table cell's (row, column) or else the number of the block's part."""


class Tagging:
    """The elements of one document, made before anything is drawn.

    `headings` maps the blocks of titles and headings that are printed to their levels, which never skip
    (ISO 14289-1, 7.4.2). `signature` is the Form element after the last sign-off, if one was asked for.
    """

    def __init__(self, layout: Layout, with_signature: bool) -> None:
        self.top = Element("Document")
        self.headings: dict[int, int] = {}
        self.signature: Element | None = None
        self._elements: dict[Place, Element] = {}
        self._build(layout, with_signature)
        self._order = {id(e): n for n, e in enumerate(self.top.walk())}

    def element(self, line: Line) -> Element | None:
        """The line's element; None if the line is an artifact."""
        return None if line.block < 0 or line.repeated else self._elements[_place(line)]

    def by_element(self, lines: Iterable[Line]) -> Iterator[tuple[Element | None, list[Line]]]:
        """A page's lines, grouped by element in the order of the tree; artifacts come last."""
        groups: dict[int, tuple[Element | None, list[Line]]] = {}
        for line in lines:
            element = self.element(line)
            order = len(self._order) if element is None else self._order[id(element)]
            groups.setdefault(order, (element, []))[1].append(line)
        for order in sorted(groups):
            yield groups[order]

    def _build(self, layout: Layout, with_signature: bool) -> None:
        blocks = layout.document.blocks
        parts = _parts_by_block(layout)
        sign_offs = [i for i, block in enumerate(blocks) if isinstance(block, SignOff)]
        signed_after = sign_offs[-1] if sign_offs else len(blocks) - 1
        for index in range(len(blocks)):
            self._add_block(index, layout, sorted(parts[index]))
            if index == signed_after and with_signature:
                self.signature = self.top.add(Element("Form", alt=FIELD_LABEL))

    def _add_block(self, index: int, layout: Layout, parts: list[int]) -> None:
        block = layout.document.blocks[index]
        parent, kind = self.top, "P"
        if isinstance(block, Table):
            summary = f"<</O/Table/Summary{text(block.title)}>>" if block.title else ""
            parent, kind = self.top.add(Element("Table", summary)), "Caption"
        elif isinstance(block, Title | Heading) and parts:
            self.headings[index] = self._next_level(block)
            kind = f"H{self.headings[index]}"
        for part in parts:
            self._elements[index, part] = parent.add(Element(kind))
        if isinstance(block, Table):
            cells = add_rows(parent, block, f"t{index}")
            self._elements.update({(index, place): cell for place, cell in cells.items()})

    def _next_level(self, block: Title | Heading) -> int:
        """The block's own level, or the next below the heading before it where that would skip one."""
        wanted = 1 if isinstance(block, Title) else block.level + 1
        above = next(reversed(self.headings.values()), 0)
        return min(wanted, above + 1)


def _place(line: Line) -> Place:
    return (line.block, line.part if line.cell is None else line.cell)


def _parts_by_block(layout: Layout) -> Mapping[int, set[int]]:
    """The parts of each block that are printed outside table cells; a table's own part is its caption."""
    parts: dict[int, set[int]] = defaultdict(set)
    for page in layout.pages:
        for line in page.lines:
            if line.block >= 0 and line.cell is None and not line.repeated:
                parts[line.block].add(line.part)
    return parts
