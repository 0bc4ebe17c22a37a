"""Objects out of object streams, each stream unpacked once: the library reads its index anew for every object."""

from collections import defaultdict
from io import BytesIO

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import NumberObject, Reference, StreamObject, read_object
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

MOST_OBJECTS = 200_000


def unpack(reader: PdfFileReader) -> None:
    """Put every object of the newest revision that lies in a stream into the reader's cache.

    Raises ValueError where a stream's index is not what the cross-reference table says (ISO 32000-1, 7.5.7).
    """
    for number, wanted in _by_stream(reader).items():
        stream = Reference(number, 0, reader).get_object()
        if not isinstance(stream, StreamObject) or stream.get("/Type") != "/ObjStm":
            raise ValueError("not an object stream")
        data = bytes(stream.read_data(DecodePurpose.OBJECT_STREAM))
        first = int(stream["/First"])
        index = [int(word) for word in data[:first].split()]
        places = list(zip(index[::2], index[1::2], strict=True))
        content = BytesIO(data + b"\n")
        for position, ident in wanted.items():
            found, offset = places[position]
            if found != ident:
                raise ValueError("object at another place in its stream")
            content.seek(first + offset)
            reader.resolved_objects[0, ident] = read_object(content, Reference(ident, 0, reader))


def _by_stream(reader: PdfFileReader) -> dict[int, dict[int, int]]:
    """Object streams with the objects wanted of them: position in the stream → object number."""
    size = reader.trailer_view["/Size"]
    if not isinstance(size, NumberObject) or not 0 < size <= MOST_OBJECTS:
        raise ValueError("too many objects")
    wanted: dict[int, dict[int, int]] = defaultdict(dict)
    for ident in range(1, int(size)):
        try:
            place = reader.xrefs[Reference(ident, 0, reader)]
        except (KeyError, ValueError):
            continue
        if isinstance(place, ObjStreamRef):
            wanted[place.obj_stream_id][place.ix_in_stream] = ident
    return wanted
