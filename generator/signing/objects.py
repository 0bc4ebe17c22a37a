"""Which objects of a PDF are in use: those that the catalog and the Info dictionary lead to."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

Number = tuple[int, int]
"""Object number and generation."""

CONTAINERS = ("/ObjStm", "/XRef")
"""Objects that only hold others together; nothing refers to them."""


def values_in_use(reader: Any) -> Iterator[tuple[Number | None, Any]]:
    """Every value that can be reached, once, with the number of the object if it is one."""
    seen: set[Number] = set()
    waiting: list[Any] = [reader.trailer.raw_get(key) for key in ("/Root", "/Info") if key in reader.trailer]
    while waiting:
        value, number = waiting.pop(), None
        if isinstance(value, generic.IndirectObject):
            number = (value.idnum, value.generation)
            if number in seen:
                continue
            seen.add(number)
            value = reader.get_object(value.reference)
        yield number, value
        if isinstance(value, generic.DictionaryObject):
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, generic.ArrayObject):
            waiting += [value.raw_get(index) for index in range(len(value))]


def written_in(reader: Any, revision: int) -> set[Number]:
    """The objects that a revision holds, but for containers."""
    present = set()
    for reference in reader.xrefs.explicit_refs_in_revision(revision):
        value = reader.get_object(reference, revision)
        kind = value.get("/Type") if isinstance(value, generic.DictionaryObject) else None
        if kind not in CONTAINERS:
            present.add((reference.idnum, reference.generation))
    return present
