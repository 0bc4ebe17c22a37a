"""What one renderer shows, another shows: no glyph is missing, cut off or misplaced in either."""

import io
import subprocess

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 100
DARK, GREY = 128, 192
"""What is ink for one renderer must be at least grey for the other: they blur hairlines differently."""
NEAR = 5
"""Side of the square in which a dark pixel must find its counterpart: two pixels each way."""
TOLERATED = 0.0001
"""Share of dark pixels; one lost character is twice that."""


def by_pdfium(pdf: bytes) -> list[Image.Image]:
    opened = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DPI / 72).to_pil().convert("L") for page in opened]


def by_poppler(pdf: bytes) -> list[Image.Image]:
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-"]
    stream = io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)
    pages = []
    while stream.readline():  # P5, size, largest value, pixels
        width, height = (int(v) for v in stream.readline().split())
        stream.readline()
        pages.append(Image.frombytes("L", (width, height), stream.read(width * height)))
    return pages


def stray_share(one: Image.Image, other: Image.Image) -> float:
    """The share of dark pixels of `one` that have no ink of `other` nearby."""
    dark = one.point(lambda v: 255 * (v < DARK))
    near = other.point(lambda v: 255 * (v < GREY)).filter(ImageFilter.MaxFilter(NEAR))
    return ImageChops.subtract(dark, near).histogram()[255] / max(1, dark.histogram()[255])


def test_two_renderers_agree_on_every_page(pdf: bytes) -> None:
    pages = list(zip(by_pdfium(pdf), by_poppler(pdf), strict=True))
    assert len(pages) == 4
    for first, second in pages:
        box = (0, 0, min(first.width, second.width), min(first.height, second.height))
        one, other = first.crop(box), second.crop(box)
        assert stray_share(one, other) <= TOLERATED
        assert stray_share(other, one) <= TOLERATED


def test_the_comparison_notices_one_character_that_is_gone(pdf: bytes) -> None:
    page = by_pdfium(pdf)[0]
    gone = page.copy()
    gone.paste(255, (130, 250, 150, 272))
    assert stray_share(page, gone) > TOLERATED
