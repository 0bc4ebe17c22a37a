"""The structure tree of a tagged PDF with the text that each element holds, as a screen reader meets it.

from tests.tools.pdf_tree import read_tree
headings = [node.text for node in read_tree(pdf) if node.kind == "H1"]
"""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pikepdf

from tests.tools.pdf_lint import attributes, kids


@dataclass(frozen=True)
class Node:
    """A structure element: its kind (H1, P, TD …), the text below it, and the pages that it stands on."""

    kind: str
    text: str
    attributes: Mapping[str, object]
    pages: tuple[int, ...]
    alt: str
    children: tuple["Node", ...]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(pdf: bytes | Path) -> list[Node]:
    """All elements below the root, in reading order."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    text = _text_by_sequence(data)
    with pikepdf.open(io.BytesIO(data)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages, 1)}
        top = [_node(kid, pages, text) for kid in kids(opened.Root.StructTreeRoot)]
    return [node for root in top for node in root.walk()]


def _text_by_sequence(data: bytes) -> Mapping[tuple[int, int], str]:
    """(page number, MCID) → the text of that sequence."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    found[page.page_number, char["mcid"]].append(char["text"])
    return {key: "".join(chars) for key, chars in found.items()}


def _node(
    element: pikepdf.Dictionary,
    pages: Mapping[tuple[int, int], int],
    text: Mapping[tuple[int, int], str],
) -> Node:
    children, parts, on = [], [], []
    for kid in kids(element):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            owner, mcid = (element, kid) if isinstance(kid, int) else (kid, int(kid.MCID))
            on.append(pages[owner.Pg.objgen])
            parts.append(text.get((on[-1], mcid), ""))
        elif kid.get("/Type") == "/OBJR":
            on.append(pages[kid.get("/Pg", element.get("/Pg")).objgen])
        else:
            children.append(_node(kid, pages, text))
            parts.append(children[-1].text)
            on += children[-1].pages
    return Node(
        kind=str(element.S).removeprefix("/"),
        text="".join(parts),
        attributes=attributes(element),
        pages=tuple(dict.fromkeys(on)),
        alt=str(element.get("/Alt", "")),
        children=tuple(children),
    )
