"""The file as a package (ISO/IEC 29500-2): parts, relationships, properties, and bytes that never vary.

Every part is written here: opening it once more with a library would take as long as writing it all. The tests
open each kind of document with python-docx and with the validators.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC

from generator.document.model import Document
from generator.files import zip_bytes
from generator.writers.docx.markup import escaped, plain_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_APPLICATION = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_DUBLIN = "http://purl.org/dc"
_CONTENT_TYPES = {"theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
"""Parts of other vocabularies."""
_LONGEST = 255
"""Characters of a core property that every reader takes."""


@dataclass
class Package:
    """The parts beside word/document.xml, in order; each gets its relationship id when it is added."""

    _parts: list[tuple[str, str, bytes]] = field(default_factory=list)

    def add(self, kind: str, name: str, data: bytes) -> str:
        """Put in the part word/`name` of the kind that names its relationship and content type."""
        self._parts.append((kind, name, data))
        return f"rId{len(self._parts)}"

    def finish(self, body: bytes, document: Document) -> bytes:
        """The finished file. `body` is the part word/document.xml."""
        entries = [
            ("[Content_Types].xml", self._content_types()),
            ("_rels/.rels", _package_relations()),
            ("word/document.xml", body),
            ("word/_rels/document.xml.rels", self._relations()),
            *((f"word/{name}", data) for _, name, data in self._parts),
            ("docProps/app.xml", _application(document)),
            ("docProps/core.xml", _core_properties(document)),
        ]
        return zip_bytes(entries, document.created)

    def _content_types(self) -> bytes:
        overrides = [
            ("/word/document.xml", f"{_WORD}.document.main+xml"),
            *(
                (f"/word/{name}", _CONTENT_TYPES.get(kind, f"{_WORD}.{kind}+xml"))
                for kind, name, _ in self._parts
            ),
            ("/docProps/app.xml", _APPLICATION),
            ("/docProps/core.xml", _CORE),
        ]
        return plain_part(
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
            + "</Types>"
        )

    def _relations(self) -> bytes:
        return _relations((f"{_OFFICE}/relationships/{kind}", name) for kind, name, _ in self._parts)


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    return plain_part(
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
            for i, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _package_relations() -> bytes:
    return _relations(
        (
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        )
    )


def _application(document: Document) -> bytes:
    return plain_part(
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>nianbao</Application>'
        f"<Company>{escaped(document.unit)}</Company></Properties>"
    )


def _core_properties(document: Document) -> bytes:
    """Title, author, language and dates; the time stamp is the document's own, never the clock's."""
    when = document.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    unit, keywords = document.unit[:_LONGEST], "；".join(document.keywords)[:_LONGEST]
    return plain_part(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{_DUBLIN}/elements/1.1/" '
        f'xmlns:dcterms="{_DUBLIN}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title[:_LONGEST])}</dc:title>"
        f"<dc:subject>{document.report_year}年度</dc:subject>"
        f"<dc:creator>{escaped(unit)}</dc:creator>"
        f"<cp:keywords>{escaped(keywords)}</cp:keywords>"
        f"<cp:lastModifiedBy>{escaped(unit)}</cp:lastModifiedBy>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        f"<cp:contentStatus>{'送审稿' if document.draft else '定稿'}</cp:contentStatus>"
        "<dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    )
