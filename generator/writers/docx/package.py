"""The file as a package (ISO/IEC 29500-2): parts, relationships, properties, and bytes that never vary.

python-docx opens what was assembled here and writes the core properties: what it cannot open, nobody gets.
Its own template is not used (Letter paper, 164 styles, theme fonts).
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC

import docx
from docx.document import Document as Opened

from generator.document.model import Document
from generator.files import zip_bytes
from generator.writers.docx.markup import escaped, plain_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_APPLICATION = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CONTENT_TYPES = {"theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
"""Parts of other vocabularies."""
_LONGEST = 255
"""Characters of a core property that python-docx takes."""


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
        ]
        opened = docx.Document(io.BytesIO(zip_bytes(entries, document.created)))
        _set_properties(opened, document)
        return _saved(opened, document)

    def _content_types(self) -> bytes:
        overrides = [
            ("/word/document.xml", f"{_WORD}.document.main+xml"),
            *(
                (f"/word/{name}", _CONTENT_TYPES.get(kind, f"{_WORD}.{kind}+xml"))
                for kind, name, _ in self._parts
            ),
            ("/docProps/app.xml", _APPLICATION),
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
        )
    )


def _application(document: Document) -> bytes:
    return plain_part(
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>nianbao</Application>'
        f"<Company>{escaped(document.unit)}</Company></Properties>"
    )


def _set_properties(opened: Opened, document: Document) -> None:
    """Title, author, language and dates; the time stamp is the document's own, never the clock's."""
    created = document.created.astimezone(UTC).replace(tzinfo=None)
    properties = opened.core_properties
    properties.title = document.title[:_LONGEST]
    properties.author = properties.last_modified_by = document.unit[:_LONGEST]
    properties.subject = f"{document.report_year}年度"
    properties.keywords = "；".join(document.keywords)[:_LONGEST]
    properties.language = "zh-CN"
    properties.content_status = "送审稿" if document.draft else "定稿"
    properties.created = properties.modified = created
    properties.revision = 1


def _saved(opened: Opened, document: Document) -> bytes:
    """What python-docx saves, zipped again without its clock."""
    buffer = io.BytesIO()
    opened.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        entries = [(name, saved.read(name)) for name in saved.namelist()]
    return zip_bytes(entries, document.created)
