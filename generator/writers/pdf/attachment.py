"""Files inside the PDF (ISO 19005-3, 6.8): the workbook that the report came from, and its data."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.values import Dictionary, Stream, date, name, text, text_bytes


@dataclass(frozen=True)
class Attachment:
    """A file to carry inside the PDF.

    `relationship`: Source is what the report was made from, Data what it shows as data, Supplement what
    completes it. `description` tells a reader in Chinese what the file is.
    """

    name: str
    mime: str
    data: bytes
    relationship: Literal["Source", "Data", "Supplement"]
    description: str


def embed(attachments: Sequence[Attachment], modified: datetime, file: ArchivalFile) -> None:
    """Enter the attachments in the catalog: associated files, and the name tree that readers list."""
    specifications = [
        (item.name, file.refer(_specification(number, item, modified, file)))
        for number, item in enumerate(attachments, 1)
    ]
    file.root["AF"] = f"[{' '.join(reference for _, reference in specifications)}]"
    specifications.sort(key=lambda pair: text_bytes(pair[0]))
    names = "".join(text(title) + reference for title, reference in specifications)
    file.root["Names"] = f"<</EmbeddedFiles<</Names[{names}]>>>>"


def _specification(number: int, item: Attachment, modified: datetime, file: ArchivalFile) -> Dictionary:
    stream = Stream(
        item.data,
        {
            "Type": "/EmbeddedFile",
            "Subtype": name(item.mime),
            "Params": Dictionary(
                {
                    "Size": len(item.data),
                    "ModDate": date(modified),
                    "CheckSum": f"<{hashlib.md5(item.data, usedforsecurity=False).hexdigest()}>",
                }
            ),
        },
    )
    reference = file.refer(stream)
    return Dictionary(
        {
            "Type": "/Filespec",
            "F": text(_ascii_name(number, item.name)),
            "UF": text(item.name),
            "EF": f"<</F {reference}/UF {reference}>>",
            "Desc": text(item.description),
            "AFRelationship": name(item.relationship),
        }
    )


def _ascii_name(number: int, title: str) -> str:
    """A name for readers that know no Unicode: the file's own if it is ASCII, else `attachment-1.xlsx`."""
    return title if title.isascii() else f"attachment-{number}{PurePath(title).suffix}"
