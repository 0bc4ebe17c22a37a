"""The empty signature field that `sign` fills: laid down here, since only here can it be tagged."""

from generator.typesetting.model import SignatureBox
from generator.typesetting.units import Pt
from generator.writers.pdf.file import ArchivalFile
from generator.writers.pdf.structure import Annotated, Element, StructureRoot
from generator.writers.pdf.values import Dictionary, Stream, number, numbers, text

FIELD_NAME = "签章"
"""The field's name, by which a signer finds it."""

FIELD_LABEL = "签章处"
"""What a reader shows, and a screen reader says, for the field (ISO 14289-1, 7.18.1 and 7.18.4)."""

_PRINT_AND_LOCKED = 4 + 128
"""Annotation flags (ISO 32000-1, table 165): printed, and not to be moved."""


def add_signature_field(
    box: SignatureBox, page: Dictionary, height: Pt, element: Element, root: StructureRoot, file: ArchivalFile
) -> None:
    """Put the field on its page and in the catalog's form; `element` is its Form element."""
    lower, upper = height - box.y - box.height, height - box.y
    look = Stream(
        b"",
        {"Type": "/XObject", "Subtype": "/Form", "BBox": f"[0 0 {number(box.width)} {number(box.height)}]"},
    )
    widget = Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": text(FIELD_NAME),
            "TU": text(FIELD_LABEL),
            "F": _PRINT_AND_LOCKED,
            "Rect": numbers(box.x, lower, box.x + box.width, upper),
            "P": file.refer(page),
            "AP": f"<</N {file.refer(look)}>>",
            "StructParent": root.add_annotation(element),
        }
    )
    element.kids.append(Annotated(page, widget))
    page["Annots"] = f"[{file.refer(widget)}]"
    file.root["AcroForm"] = f"<</Fields[{file.refer(widget)}]/SigFlags 0>>"
