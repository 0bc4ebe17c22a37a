"""Ways of tampering with a PDF: each returns changed bytes. Made with unrelated libraries where they help."""

import json
import re
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.archive.made import opened, saved

Change = Callable[[bytes], bytes]
_OBJECT = re.compile(rb"(\d+) 0 obj\n(<<.*?>>)\s*stream\n", re.S)


def flip(pdf: bytes, at: int) -> bytes:
    """One bit of one byte."""
    return pdf[:at] + bytes([pdf[at] ^ 0x10]) + pdf[at + 1 :]


def flip_in(mark: bytes, without: bytes = b"\0") -> Change:
    """A bit in the middle of the first stream whose dictionary has the mark."""

    def change(pdf: bytes) -> bytes:
        for match in _OBJECT.finditer(pdf):
            head = match[2][-400:]
            if mark in head and without not in head:
                end = pdf.index(b"endstream", match.end())
                return flip(pdf, (match.end() + end) // 2)
        raise AssertionError(f"no stream with {mark!r}")

    return change


def flip_holding(words: bytes) -> Change:
    """A bit in the middle of the first stream that inflates to something with these words."""

    def change(pdf: bytes) -> bytes:
        for match in _OBJECT.finditer(pdf):
            end = pdf.index(b"endstream", match.end())
            try:
                if words in zlib.decompress(pdf[match.end() : end]):
                    return flip(pdf, (match.end() + end) // 2)
            except zlib.error:
                continue
        raise AssertionError(f"no stream holds {words!r}")

    return change


def flip_header(pdf: bytes) -> bytes:
    return flip(pdf, 10)


def flip_trailer(pdf: bytes) -> bytes:
    return flip(pdf, pdf.rindex(b"startxref") + 11)


def flip_tenth(tenth: int) -> Change:
    """A bit at a tenth of the file, whatever stands there."""
    return lambda pdf: flip(pdf, len(pdf) * tenth // 10)


def junk(pdf: bytes) -> bytes:
    return pdf + b"%%more than there was\n"


def cut_off(pdf: bytes) -> bytes:
    return pdf[:-200]


def empty(pdf: bytes) -> bytes:
    return b""


def with_password(pdf: bytes) -> bytes:
    return saved(opened(pdf), encryption=pikepdf.Encryption(owner="a", user="b"))


def resaved(pdf: bytes) -> bytes:
    """Nothing changed, but written anew by another program."""
    return saved(opened(pdf))


def swapped_figures(pdf: bytes) -> bytes:
    """Two codes of glyphs exchanged in the last page with a table: another number is shown and read."""
    with opened(pdf) as file:
        for page in reversed(file.pages):
            content = page.Contents.read_bytes()
            found = re.search(rb"/TD<</MCID \d+>>BDC\nBT\n.*?<([0-9A-F]{8,})>Tj", content, re.S)
            if found and found[1][:4] != found[1][4:8]:
                codes = found[1]
                turned = codes[4:8] + codes[:4] + codes[8:]
                page.Contents = file.make_stream(content[: found.start(1)] + turned + content[found.end(1) :])
                return saved(file)
    raise AssertionError("no figure of two digits")


def covered(pdf: bytes) -> bytes:
    """A white rectangle over the first page."""
    with opened(pdf) as file:
        page = file.pages[0]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\nq 1 g 80 300 200 200 re f Q\n")
        return saved(file)


def pale(pdf: bytes) -> bytes:
    """The text of the first page in white: there for a reader of text, not for the eye."""
    with opened(pdf) as file:
        page = file.pages[0]
        page.Contents = file.make_stream(page.Contents.read_bytes().replace(b"0 g", b"1 g", 1))
        return saved(file)


def extra_text(pdf: bytes) -> bytes:
    """A line that is shown but in no structure element."""
    with opened(pdf) as file:
        page = file.pages[0]
        line = b"\n/Artifact<</Type/Layout>>BDC BT /F1 12 Tf 1 0 0 1 90 60 Tm<00010002>Tj ET EMC\n"
        page.Contents = file.make_stream(page.Contents.read_bytes() + line)
        return saved(file)


def dropped_paragraph(pdf: bytes) -> bytes:
    """A paragraph taken out of the structure tree: the eye sees it, a reader of the text does not."""
    with opened(pdf) as file:
        top = file.Root.StructTreeRoot.K
        del top.K[3]
        return saved(file)


def actual_text(pdf: bytes) -> bytes:
    """Other words for a screen reader than those on the page."""
    with opened(pdf) as file:
        file.Root.StructTreeRoot.K.K[1].ActualText = pikepdf.String("别的话")
        return saved(file)


def remapped(pdf: bytes) -> bytes:
    """A font whose codes mean other characters: the page shows one thing and says another."""
    with opened(pdf) as file:
        for font in file.pages[-1].Resources.Font.values():
            cmap = font.ToUnicode.read_bytes()
            if b"<0031>" in cmap and b"<0032>" in cmap:
                cmap = cmap.replace(b"<0031>", b"<XXXX>").replace(b"<0032>", b"<0031>")
                font.ToUnicode = file.make_stream(cmap.replace(b"<XXXX>", b"<0032>"))
        return saved(file)


def unembedded(pdf: bytes) -> bytes:
    with opened(pdf) as file:
        for font in file.pages[0].Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor.FontFile2
        return saved(file)


def script(pdf: bytes) -> bytes:
    with opened(pdf) as file:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        file.Root.OpenAction = action
        return saved(file)


def hidden_layer(pdf: bytes) -> bytes:
    with opened(pdf) as file:
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary())
        return saved(file)


def no_attachments(pdf: bytes) -> bytes:
    with opened(pdf) as file:
        del file.Root.AF
        del file.Root.Names
        return saved(file)


def one_more_attachment(pdf: bytes) -> bytes:
    with opened(pdf) as file:
        file.attachments["more.txt"] = b"more"
        return saved(file)


def _replaced(pdf: bytes, relationship: str, change: Change) -> bytes:
    with opened(pdf) as file:
        for specification in file.Root.AF:
            if specification.AFRelationship == f"/{relationship}":
                old = specification.EF.F
                stream = file.make_stream(change(old.read_bytes()))
                stream.Type, stream.Subtype = old.Type, old.Subtype
                stream.Params = pikepdf.Dictionary(Size=len(change(old.read_bytes())))
                specification.EF.F = specification.EF.UF = stream
        return saved(file)


def other_data(pdf: bytes) -> bytes:
    """The JSON inside with one figure changed."""

    def change(data: bytes) -> bytes:
        raw = json.loads(data)
        figure = next(f for f in raw["figures"].values() if f["value"])
        figure["value"] += 1
        return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()

    return _replaced(pdf, "Data", change)


def other_workbook(pdf: bytes) -> bytes:
    """The workbook inside replaced by some other ZIP file."""
    return _replaced(pdf, "Source", lambda data: data[:-30] + bytes(30))


def broken_data(pdf: bytes) -> bytes:
    return _replaced(pdf, "Data", lambda data: data[: len(data) // 2])


def appended(change: Callable[[IncrementalPdfFileWriter], None]) -> Change:
    """An incremental update: the old bytes stay, new ones follow."""

    def apply(pdf: bytes) -> bytes:
        file = IncrementalPdfFileWriter(BytesIO(pdf))
        change(file)
        out = BytesIO()
        file.write(out)
        return out.getvalue()

    return apply


def _first_page(file: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page = file.root["/Pages"]["/Kids"].raw_get(0)
    file.mark_update(page)
    found = page.get_object()
    assert isinstance(found, generic.DictionaryObject)
    return found


def _write_over(file: IncrementalPdfFileWriter) -> None:
    page = _first_page(file)
    more = generic.StreamObject(stream_data=b"\nBT /F1 30 Tf 1 0 0 1 100 400 Tm<00010001>Tj ET\n")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), file.add_object(more)])


def _annotate(file: IncrementalPdfFileWriter) -> None:
    page = _first_page(file)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 200))),
            generic.pdf_name("/Contents"): generic.pdf_string("作废"),
        }
    )
    page["/Annots"] = generic.ArrayObject([file.add_object(note)])


def _retitle(file: IncrementalPdfFileWriter) -> None:
    info = file.trailer.raw_get("/Info")
    file.mark_update(info)
    info.get_object()[generic.pdf_name("/Title")] = generic.pdf_string("别的报告")


def _more_pages(file: IncrementalPdfFileWriter) -> None:
    content = file.add_object(generic.StreamObject(stream_data=b"BT ET"))
    file.insert_page(writer.PageObject(contents=content, media_box=(0, 0, 595, 842)))


written_over, annotated, retitled, more_pages = map(appended, (_write_over, _annotate, _retitle, _more_pages))

FLIPS: dict[str, tuple[Change, str]] = {
    "header": (flip_header, "文件头"),
    "object-stream": (flip_in(b"/ObjStm"), "PDF"),
    "cross-reference-stream": (flip_in(b"/XRef"), "PDF"),
    "page-content": (flip_holding(b"BDC\nBT"), ""),
    "font-program": (flip_in(b"/Length1"), "字体程序"),
    "way-back-to-text": (flip_holding(b"beginbfchar"), ""),
    "xmp": (flip_in(b"/Metadata"), "XMP"),
    "colour-profile": (flip_in(b"/N 3"), "色彩特性文件"),
    "attached-json": (flip_in(b"json"), ""),
    "attached-workbook": (flip_in(b"spreadsheetml"), ""),
    "trailer": (flip_trailer, ""),
    **{f"at-{tenth}0-percent": (flip_tenth(tenth), "") for tenth in range(1, 10)},
}
"""A flipped bit in every kind of object, and words of the message where they are certain."""

EDITS: dict[str, tuple[Change, str, str]] = {
    "junk-after-the-end": (junk, "C01", "文件结束标记之后还有"),
    "cut-off": (cut_off, "C01", "PDF 无法读取"),
    "empty": (empty, "C01", "不是 PDF 文件"),
    "with-password": (with_password, "C01", "密码"),
    "resaved": (resaved, "C07", "与由内嵌采集表重新生成的PDF 不同"),
    "another-figure": (swapped_figures, "C05.3", "文件中是"),
    "covered": (covered, "C02.3", "绘图指令 re"),
    "pale": (pale, "C02.3", "看不见的浅色"),
    "text-outside-the-tree": (extra_text, "C02.3", "不属于正文的文字"),
    "paragraph-out-of-the-tree": (dropped_paragraph, "C05.2", "缺少"),
    "other-words-for-screen-readers": (actual_text, "C02.3", "ActualText"),
    "codes-with-other-meanings": (remapped, "C05.3", "应为"),
    "fonts-not-embedded": (unembedded, "C02.2", "没有嵌入"),
    "script": (script, "C02.3", "OpenAction"),
    "hidden-layer": (hidden_layer, "C02.3", "OCProperties"),
    "attachments-removed": (no_attachments, "C04", "没有 AFRelationship"),
    "attachment-added": (one_more_attachment, "C04", "多出附件"),
    "json-replaced": (other_data, "C07", "内嵌的 JSON 与由内嵌采集表重新生成的不同"),
    "json-broken": (broken_data, "C05.4", "内嵌的 JSON 不可用"),
    "workbook-replaced": (other_workbook, "C05.5", "JSON 所记为"),
    "update-over-the-text": (written_over, "C01", "没有签名，却有 1 次增量修改"),
    "update-with-annotation": (annotated, "C02.3", "FreeText"),
    "update-of-the-title": (retitled, "C05.1", "别的报告"),
    "update-with-a-page": (more_pages, "C01", "没有签名，却有 1 次增量修改"),
}
"""A change, the check that must fail, and words of its message."""

AFTER_SIGNING: dict[str, Change] = {
    "junk-after-the-end": junk,
    "update-over-the-text": written_over,
    "update-with-annotation": annotated,
    "update-of-the-title": retitled,
    "update-with-a-page": more_pages,
    "attachment-replaced": other_data,
    "resaved": resaved,
    "bit-in-the-signed-range": flip_tenth(5),
}
"""What an attacker may do to a signed file."""
