"""What the file says of itself: the Info dictionary and the XMP packet, from the same strings."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from generator import __version__
from generator.document.model import Document
from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.values import Stream, date, text

LANGUAGE = "zh-CN"
"""The language of all text (RFC 3066)."""

PROGRAM = f"nianbao {__version__}"
"""Producer and Creator."""


@dataclass(frozen=True)
class Metadata:
    """The strings that Info and XMP share. `part` is the part of ISO 19005: 3 with attachments, else 2."""

    title: str
    author: str
    subject: str
    keywords: str
    created: datetime
    part: Literal[2, 3]


def metadata_of(document: Document, attached: bool) -> Metadata:
    """What the document says of itself."""
    return Metadata(
        title=document.title,
        author=document.unit,
        subject=f"{document.unit}{document.report_year}年度报告",
        keywords="，".join(document.keywords),
        created=document.created,
        part=3 if attached else 2,
    )


def add_metadata(metadata: Metadata, file: ArchivalFile) -> None:
    """Enter Info and XMP in the file; they agree in every entry (ISO 19005-2 and -3, 6.6.3)."""
    created = date(metadata.created)
    entries = {
        "Title": text(metadata.title),
        "Author": text(metadata.author),
        "Subject": text(metadata.subject),
        "Keywords": text(metadata.keywords) if metadata.keywords else None,
        "Creator": text(PROGRAM),
        "Producer": text(PROGRAM),
        "CreationDate": created,
        "ModDate": created,
    }
    for key, value in entries.items():
        if value is not None:
            file.information[key] = value
    packet = xmp(metadata).encode()
    file.root["Metadata"] = file.refer(Stream(packet, {"Type": "/Metadata", "Subtype": "/XML"}, plain=True))


def xmp(metadata: Metadata) -> str:
    """The XMP packet (ISO 16684-1), with the schema that ISO 19005 asks for to explain `pdfuaid`."""
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            _description(metadata),
            _PDFUA_SCHEMA,
            "</rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="r"?>',
        )
    )


def _description(metadata: Metadata) -> str:
    moment = escape(metadata.created.isoformat(timespec="seconds"))
    title = f'<rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li>'
    subject = f'<rdf:li xml:lang="x-default">{escape(metadata.subject)}</rdf:li>'
    keywords = f"<pdf:Keywords>{escape(metadata.keywords)}</pdf:Keywords>\n" if metadata.keywords else ""
    return f"""\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>{metadata.part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt>{subject}</rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
{keywords}<pdf:Producer>{escape(PROGRAM)}</pdf:Producer>
<xmp:CreatorTool>{escape(PROGRAM)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>"""


_PDFUA_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
"""The extension schema of ISO 19005-2 and -3, 6.6.2.3."""
