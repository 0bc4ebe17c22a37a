"""Bookmarks: the title and the headings, each with its page and height (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.typesetting.units import Pt
from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.values import Dictionary, number, text


@dataclass
class Bookmark:
    """One entry. `level` counts from 1 and never skips; `top` is measured from the foot of the page."""

    title: str
    level: int
    page: Dictionary
    top: Pt
    children: list[Bookmark] = field(default_factory=list)


def add_outline(bookmarks: Sequence[Bookmark], file: ArchivalFile) -> None:
    """Enter the bookmarks in the catalog, all of them unfolded, and have readers show them."""
    roots = _nest(bookmarks)
    if not roots:
        return
    outline = Dictionary({"Type": "/Outlines", "Count": len(bookmarks)})
    _link(outline, roots, file)
    file.root["Outlines"] = file.refer(outline)
    file.root["PageMode"] = "/UseOutlines"


def _nest(bookmarks: Sequence[Bookmark]) -> list[Bookmark]:
    """The entries of the first level, each with those below it."""
    roots: list[Bookmark] = []
    path: list[Bookmark] = []
    for bookmark in bookmarks:
        del path[bookmark.level - 1 :]
        (path[-1].children if path else roots).append(bookmark)
        path.append(bookmark)
    return roots


def _link(parent: Dictionary, bookmarks: Sequence[Bookmark], file: ArchivalFile) -> None:
    """Chain the entries of one level to each other and to their parent."""
    entries = [_entry(bookmark, parent, file) for bookmark in bookmarks]
    parent["First"], parent["Last"] = file.refer(entries[0]), file.refer(entries[-1])
    for before, after in pairwise(entries):
        before["Next"], after["Prev"] = file.refer(after), file.refer(before)


def _entry(bookmark: Bookmark, parent: Dictionary, file: ArchivalFile) -> Dictionary:
    entry = Dictionary(
        {
            "Title": text(bookmark.title),
            "Parent": file.refer(parent),
            "Dest": f"[{file.refer(bookmark.page)}/XYZ 0 {number(bookmark.top)} null]",
        }
    )
    if bookmark.children:
        entry["Count"] = _count(bookmark)
        _link(entry, bookmark.children, file)
    return entry


def _count(bookmark: Bookmark) -> int:
    """How many entries show below this one when it is unfolded."""
    return sum(1 + _count(child) for child in bookmark.children)
