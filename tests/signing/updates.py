"""Revisions that somebody appends to a file, signed or not; the bytes before them are left alone."""

import io
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils import generic

from generator.signing.report_writer import ReportWriter
from tests.signing.damage import holes

N = generic.pdf_name

Update = Callable[[Any, Any], None]
"""Changes the catalog through the writer."""


def updated(pdf: bytes, change: Update) -> bytes:
    make: Any = ReportWriter
    writer = make(io.BytesIO(pdf))
    change(writer, writer.root)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _page(root: Any, index: int = 0) -> Any:
    return root["/Pages"]["/Kids"][index]


def _dictionary(**entries: Any) -> Any:
    make: Any = generic.DictionaryObject
    return make({N(f"/{key}"): value for key, value in entries.items()})


def _stream(data: bytes, **entries: Any) -> Any:
    make: Any = generic.StreamObject
    return make(_dictionary(**entries), stream_data=data)


def _numbers(*values: float) -> Any:
    make: Any = generic.ArrayObject
    return make(generic.FloatObject(v) for v in values)


def _text(value: str) -> Any:
    return generic.TextStringObject(value)


def annotated(pdf: bytes) -> bytes:
    """A note on the first page."""

    def change(writer: Any, root: Any) -> None:
        note = _dictionary(
            Type=N("/Annot"),
            Subtype=N("/Text"),
            Rect=_numbers(100, 700, 120, 720),
            Contents=_text("改为 99 件"),
        )
        page = _page(root)
        array: Any = generic.ArrayObject
        page[N("/Annots")] = array([writer.add_object(note)])
        writer.update_container(page)

    return updated(pdf, change)


def content_covered(pdf: bytes) -> bytes:
    """A white square and other text drawn over the first page."""

    def change(writer: Any, root: Any) -> None:
        page = _page(root)
        array: Any = generic.ArrayObject
        page[N("/Contents")] = array(
            [page.raw_get("/Contents"), writer.add_object(_stream(b"1 g 0 0 600 400 re f"))]
        )
        writer.update_container(page)

    return updated(pdf, change)


def content_replaced(pdf: bytes) -> bytes:
    """Another content stream under the same object number."""

    def change(writer: Any, root: Any) -> None:
        stream = _page(root)["/Contents"]
        stream._data = stream.data.replace(b"Tj", b"Tj % changed\n", 1)
        stream._encoded_data = None
        writer.update_container(stream)

    return updated(pdf, change)


def page_appended(pdf: bytes) -> bytes:
    def change(writer: Any, root: Any) -> None:
        pages = root["/Pages"]
        page = _dictionary(Type=N("/Page"), Parent=root.raw_get("/Pages"), MediaBox=_numbers(0, 0, 595, 842))
        pages["/Kids"].append(writer.add_object(page))
        pages[N("/Count")] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return updated(pdf, change)


def page_removed(pdf: bytes) -> bytes:
    def change(writer: Any, root: Any) -> None:
        pages = root["/Pages"]
        del pages["/Kids"][-1]
        pages[N("/Count")] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return updated(pdf, change)


def pages_swapped(pdf: bytes) -> bytes:
    def change(writer: Any, root: Any) -> None:
        kids = root["/Pages"]["/Kids"]
        first, second = kids.raw_get(0), kids.raw_get(1)
        kids[0], kids[1] = second, first
        writer.update_container(root["/Pages"])

    return updated(pdf, change)


def another_page_tree(pdf: bytes) -> bytes:
    """Shadow attack, hide and replace: the catalog shows other pages, the signed ones remain in the file."""

    def change(writer: Any, root: Any) -> None:
        array: Any = generic.ArrayObject
        page = _dictionary(Type=N("/Page"), MediaBox=_numbers(0, 0, 595, 842))
        tree = _dictionary(Type=N("/Pages"), Count=generic.NumberObject(1))
        reference = writer.add_object(tree)
        page[N("/Parent")] = reference
        tree[N("/Kids")] = array([writer.add_object(page)])
        root[N("/Pages")] = reference
        writer.update_root()

    return updated(pdf, change)


def attachment_replaced(pdf: bytes) -> bytes:
    """The attached workbook exchanged for another."""
    return _file_exchanged(pdf, "/Source", b"PK\x03\x04 another workbook")


def data_replaced(pdf: bytes) -> bytes:
    """The attached data exchanged for others."""
    return _file_exchanged(pdf, "/Data", b'{"figures": {}}')


def _file_exchanged(pdf: bytes, relationship: str, data: bytes) -> bytes:
    def change(writer: Any, root: Any) -> None:
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = [names[index] for index in range(1, len(names), 2)]
        file = next(file for file in files if file["/AFRelationship"] == relationship)
        stream = writer.add_object(_stream(data, Type=N("/EmbeddedFile")))
        file["/EF"][N("/F")] = file["/EF"][N("/UF")] = stream
        writer.update_container(file)

    return updated(pdf, change)


def metadata_overwritten(pdf: bytes) -> bytes:
    """Another packet under the object number of the old one."""

    def change(writer: Any, root: Any) -> None:
        old = root.raw_get("/Metadata").reference
        packet = root["/Metadata"].data.replace("哈尔滨".encode(), "齐哈尔".encode())
        writer.objects[(old.generation, old.idnum)] = _stream(packet, Type=N("/Metadata"), Subtype=N("/XML"))

    return updated(pdf, change)


def title_replaced(pdf: bytes) -> bytes:
    """Another title in the Info dictionary."""

    def change(writer: Any, root: Any) -> None:
        info = writer.trailer["/Info"]
        info[N("/Title")] = _text("另一份报告")
        writer.update_container(info)

    return updated(pdf, change)


def metadata_replaced(pdf: bytes) -> bytes:
    def change(writer: Any, root: Any) -> None:
        packet = root["/Metadata"].data.replace(b"2015", b"2019")
        root[N("/Metadata")] = writer.add_object(_stream(packet, Type=N("/Metadata"), Subtype=N("/XML")))
        writer.update_root()

    return updated(pdf, change)


def hidden_object_added(pdf: bytes) -> bytes:
    """An object that nothing refers to: nobody sees it, and another revision may bring it up."""
    return updated(pdf, lambda writer, root: writer.add_object(_stream(b"another text" * 20)))


def version_raised(pdf: bytes) -> bytes:
    return _catalog_entry(pdf, "/Version", lambda writer: N("/2.0"))


def tagging_denied(pdf: bytes) -> bytes:
    return _catalog_entry(pdf, "/MarkInfo", lambda writer: _dictionary())


def extension_declared(pdf: bytes) -> bytes:
    return _catalog_entry(
        pdf, "/Extensions", lambda writer: _dictionary(XX=_dictionary(BaseVersion=N("/1.7")))
    )


def strange_validation_data(pdf: bytes) -> bytes:
    """Something else under the name of validation data."""

    def store(writer: Any) -> Any:
        array: Any = generic.ArrayObject
        return writer.add_object(_dictionary(CRLs=array([writer.add_object(_stream(b"another text"))])))

    return _catalog_entry(pdf, "/DSS", store)


def _catalog_entry(pdf: bytes, key: str, value: Callable[[Any], Any]) -> bytes:
    def change(writer: Any, root: Any) -> None:
        root[N(key)] = value(writer)
        writer.update_root()

    return updated(pdf, change)


def fields_to_be_drawn_anew(pdf: bytes) -> bytes:
    """Readers are told to draw the form fields themselves, the seal among them."""

    def change(writer: Any, root: Any) -> None:
        root["/AcroForm"][N("/NeedAppearances")] = generic.BooleanObject(True)
        writer.update_root()

    return updated(pdf, change)


def fonts_written_again(pdf: bytes) -> bytes:
    """A revision that changes nothing, but has no business there."""
    return updated(pdf, lambda writer, root: writer.update_container(_page(root)["/Resources"]["/Font"]))


def action_added(pdf: bytes) -> bytes:
    """A script that runs when the file is opened."""

    def change(writer: Any, root: Any) -> None:
        root[N("/OpenAction")] = _dictionary(S=N("/JavaScript"), JS=_text("app.alert(1)"))
        writer.update_root()

    return updated(pdf, change)


def layers_added(pdf: bytes) -> bytes:
    """Optional content: parts that a reader may show or hide."""

    def change(writer: Any, root: Any) -> None:
        array: Any = generic.ArrayObject
        layer = writer.add_object(_dictionary(Type=N("/OCG"), Name=_text("层")))
        root[N("/OCProperties")] = _dictionary(OCGs=array([layer]), D=_dictionary())
        writer.update_root()

    return updated(pdf, change)


def text_field_added(pdf: bytes) -> bytes:
    """A form field with text over the first page, whose value may be changed after the signature."""

    def change(writer: Any, root: Any) -> None:
        look = writer.add_object(
            _stream(b"", Type=N("/XObject"), Subtype=N("/Form"), BBox=_numbers(0, 0, 90, 20))
        )
        field = _dictionary(
            Type=N("/Annot"), Subtype=N("/Widget"), FT=N("/Tx"), T=_text("件数"), V=_text("36"),
            Rect=_numbers(100, 500, 190, 520), AP=_dictionary(N=look), F=generic.NumberObject(4),
        )  # fmt: skip
        reference = writer.add_object(field)
        page = _page(root)
        array: Any = generic.ArrayObject
        page[N("/Annots")] = array([reference])
        root["/AcroForm"]["/Fields"].append(reference)
        writer.update_container(page)
        writer.update_root()

    return updated(pdf, change)


def text_field_changed(pdf: bytes) -> bytes:
    """Shadow attack, replace: the value of the field changed after the signature."""

    def change(writer: Any, root: Any) -> None:
        fields = root["/AcroForm"]["/Fields"]
        field = next(fields[i] for i in range(len(fields)) if fields[i].get("/T") == "件数")
        field[N("/V")] = _text("63")
        writer.update_container(field)

    return updated(pdf, change)


def cover_removed(pdf: bytes) -> bytes:
    """Shadow attack, hide: the white square that lay over the text is taken away."""

    def change(writer: Any, root: Any) -> None:
        page = _page(root)
        page[N("/Contents")] = page["/Contents"].raw_get(0)
        writer.update_container(page)

    return updated(pdf, change)


def _signature_field(root: Any) -> Any:
    fields = root["/AcroForm"]["/Fields"]
    return next(fields[i] for i in range(len(fields)) if fields[i].get("/T") == "签章")


def field_emptied(pdf: bytes) -> bytes:
    """The signature taken out of its field."""

    def change(writer: Any, root: Any) -> None:
        field = _signature_field(root)
        del field["/V"]
        if "/Perms" in root:
            del root["/Perms"]
        writer.update_container(field)
        writer.update_root()

    return updated(pdf, change)


def form_removed(pdf: bytes) -> bytes:
    """The whole form taken away, and the signature with it."""

    def change(writer: Any, root: Any) -> None:
        del root["/AcroForm"]
        writer.update_root()

    return updated(pdf, change)


def seal_replaced(pdf: bytes) -> bytes:
    """Another picture under the number of the seal's."""

    def change(writer: Any, root: Any) -> None:
        seal = _seal(_signature_field(root)["/AP"]["/N"])
        seal._data = bytes(255 - byte for byte in seal.data)
        seal._encoded_data = None
        writer.update_container(seal)

    return updated(pdf, change)


def _seal(look: Any) -> Any:
    return look["/Resources"]["/XObject"]["/Seal"]


def transplanted(pdf: bytes, donor: bytes) -> bytes:
    """The signature of another file put into this one's field, value and range as they are there."""
    first, second = holes(donor)[0]
    value = bytes.fromhex(donor[first + 1 : second - 1].decode())

    def change(writer: Any, root: Any) -> None:
        array: Any = generic.ArrayObject
        numbers = (0, first, second, len(donor) - second)
        field = _signature_field(root)
        field[N("/V")] = writer.add_object(
            _dictionary(
                Type=N("/Sig"), Filter=N("/Adobe.PPKLite"), SubFilter=N("/ETSI.CAdES.detached"),
                ByteRange=array(generic.NumberObject(number) for number in numbers),
                Contents=generic.ByteStringObject(value),
            )
        )  # fmt: skip
        writer.update_container(field)

    return updated(pdf, change)


def look_replaced(pdf: bytes) -> bytes:
    """The signature field made to look like nothing."""

    def change(writer: Any, root: Any) -> None:
        field = _signature_field(root)
        look = _stream(b"", Type=N("/XObject"), Subtype=N("/Form"), BBox=_numbers(0, 0, 119, 119))
        field[N("/AP")] = _dictionary(N=writer.add_object(look))
        writer.update_container(field)

    return updated(pdf, change)


def seal_moved(pdf: bytes) -> bytes:
    """The seal put elsewhere on the page."""

    def change(writer: Any, root: Any) -> None:
        field = _signature_field(root)
        field[N("/Rect")] = _numbers(50, 50, 169, 169)
        writer.update_container(field)

    return updated(pdf, change)
