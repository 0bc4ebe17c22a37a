"""What a file says of itself (Info and XMP), at one of its revisions.

Signing programs may date each revision and name themselves; title, author and conformance must stay. The
library lets any change of metadata pass as harmless; for a record that is filed by its title, none is.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CHANGING = (
    *("/ModDate", "/Producer", "{http://ns.adobe.com/xap/1.0/}ModifyDate"),
    *("{http://ns.adobe.com/xap/1.0/}MetadataDate", "{http://ns.adobe.com/pdf/1.3/}Producer"),
)
"""What every program that writes a revision may set."""
_EXTENSIONS = ("{http://www.aiim.org/pdfa/ns/extension/}", "{http://ns.adobe.com/xap/1.0/mm/}")
"""Namespaces that describe the packet, not the document."""

Description = frozenset[tuple[str, str]]


def description_at(reader: Any, revision: int) -> Description:
    """Names and values at a revision. Raises ValueError where the packet is no plain XML."""
    view = reader.get_historical_resolver(revision)
    trailer = view.trailer_view
    entries: set[tuple[str, str]] = set()
    if "/Info" in trailer:
        entries.update(_info(view.get_object(trailer.raw_get("/Info").reference)))
    root = view.get_object(trailer.raw_get("/Root").reference)
    if "/Metadata" in root:
        packet = view.get_object(root.raw_get("/Metadata").reference)
        entries.update(_xmp(bytes(packet.data)))
    return frozenset(entry for entry in entries if entry[0] not in _CHANGING)


def _info(info: Any) -> Iterator[tuple[str, str]]:
    for key in info:
        yield str(key), str(info[key])


def _xmp(packet: bytes) -> Iterator[tuple[str, str]]:
    """Properties of all descriptions, whether written as attributes or as elements."""
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        raise ValueError("XMP with a document type")
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError as error:
        raise ValueError("XMP is no XML") from error
    tree = root if root.tag == f"{_RDF}RDF" else root.find(f"{_RDF}RDF")
    for description in () if tree is None else tree:
        for name, value in description.attrib.items():
            if not name.startswith((_RDF, *_EXTENSIONS)):
                yield name, value.strip()
        for element in description:
            if not element.tag.startswith(_EXTENSIONS):
                yield element.tag, "\n".join(t.strip() for t in element.itertext() if t.strip())
