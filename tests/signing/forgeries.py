"""Unsigned reports written anew after a change, with everything repaired that would give it away at once."""

import hashlib
import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.writers.pdf.file import HEADER


def forged(report: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """An unsigned report written anew after a change, with the header and identifier that the writer makes."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        change(pdf)
        return _write(pdf)


def _write(pdf: pikepdf.Pdf) -> bytes:
    body, offsets = bytearray(HEADER), {}
    for item in pdf.objects:
        kind = item.get("/Type") if isinstance(item, Dictionary | pikepdf.Stream) else None
        if item.is_indirect and kind not in ("/ObjStm", "/XRef"):
            offsets[item.objgen[0]] = len(body)
            body += b"%d 0 obj\n%s\nendobj\n" % (item.objgen[0], _unparsed(item))
    size = max(offsets) + 1
    sections = b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(offsets.items()))
    identifier = hashlib.md5(body, usedforsecurity=False).hexdigest()
    root, info = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
    trailer = f"<</Size {size}/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]>>"
    table = b"xref\n0 1\n0000000000 65535 f \n%strailer\n%s\n" % (sections, trailer.encode())
    return bytes(body) + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _unparsed(item: pikepdf.Object) -> bytes:
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=True)
    data = item.read_raw_bytes()
    entries = Dictionary(dict(item.stream_dict.items()))
    entries.Length = len(data)
    return entries.unparse(resolved=True) + b"\nstream\n" + data + b"\nendstream"


def forge_widget(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="件数", Rect=[0, 0, 1, 1])
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))


def forge_link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def forge_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def forge_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.AA = Dictionary(S=Name.JavaScript)


def forge_layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


def forge_hidden_page(pdf: pikepdf.Pdf) -> None:
    """Shadow attack, prepared: a second page tree that nothing shows yet."""
    pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=0))


def forge_page_entry(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary()


def forge_no_field(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm
