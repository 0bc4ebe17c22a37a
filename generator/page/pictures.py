"""Pictures of pages, drawn by PDFium from the very PDF that would be written."""

import io
from importlib import import_module
from threading import Lock

_LOCK = Lock()
"""PDFium is not safe for threads."""
SCALE = 1.7
"""Pixels a point: a page is 1012 pixels wide, sharp on a screen at 150 %."""


def page_picture(pdf: bytes, page: int, scale: float = SCALE) -> bytes:
    """Page `page` (from 1) as a PNG. Raises IndexError for a page that is not there."""
    pdfium = import_module("pypdfium2")  # has no type information
    with _LOCK:
        document = pdfium.PdfDocument(pdf)
        try:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            picture = document[page - 1].render(scale=scale, prefer_bgrx=True).to_pil()
        finally:
            document.close()
    data = io.BytesIO()
    picture.convert("RGB").save(data, "PNG")
    return data.getvalue()
