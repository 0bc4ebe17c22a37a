"""Dimension lines over the picture of a page: what was measured, drawn as an engineer draws it."""

import io
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from generator import resources

SCALE = 4.2
"""Pixels a millimetre in the finished picture."""
_FINER = 2
"""It is drawn so many times larger, and made smaller in the end: smooth slanting lines."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 27.0, 13.0, 89.0, 7.0
"""Millimetres around the page for dimensions and notes."""
_PAPER, _DESK, _EDGE = "#ffffff", "#eceff3", "#b8c0cc"
_BLUE, _PALE, _RED = "#0b5cad", "#9cc3ea", "#e05a50"
_TEXT_HEIGHT = 3.5
_ARROW = 1.7
_NOTE_STEP = 1.5
COLOURS = 64
Point = tuple[float, float]


@dataclass
class Sheet:
    """A page with room around it. All places are millimetres from the page's upper left corner."""

    width: float
    height: float
    picture: Image.Image
    _notes: list[tuple[Point, str]] = field(default_factory=list)

    @classmethod
    def of(cls, pdf: bytes, number: int) -> "Sheet":
        """The picture of a page, nothing drawn on it yet."""
        with pypdfium2.PdfDocument(pdf) as opened:
            page = opened[number - 1]
            width, height = page.get_width() / 72 * 25.4, page.get_height() / 72 * 25.4
            shown = page.render(scale=_pixels(25.4) / 72).to_pil().convert("RGB")
        size = round(_pixels(_LEFT + width + _RIGHT)), round(_pixels(_TOP + height + _BOTTOM))
        picture = Image.new("RGB", size, _DESK)
        picture.paste(shown, (round(_pixels(_LEFT)), round(_pixels(_TOP))))
        sheet = cls(width, height, picture)
        sheet._frame(0, 0, width, height, _EDGE)
        return sheet

    def area(self, left: float, top: float, right: float, bottom: float) -> None:
        """A pale frame, such as that of the type area."""
        self._frame(left, top, right, bottom, _PALE)

    def circle(self, left: float, top: float, right: float, bottom: float) -> None:
        """A circle in a rectangle, such as a seal."""
        self._draw.ellipse((*_at((left, top)), *_at((right, bottom))), outline=_RED, width=3 * _FINER)

    def across(self, left: float, right: float, y: float, text: str, until: float | None = None) -> None:
        """A horizontal dimension at the height `y`; `until`: its guides come from there."""
        for x in (left, right):
            self._guide((x, y), (x, y if until is None else until))
        self._arrow((left, y), (right, y))
        self._write(((left + right) / 2, y - 2.4), text)

    def down(self, top: float, bottom: float, x: float, text: str, until: float | None = None) -> None:
        """A vertical dimension at `x`; the text stands beside it, on the left."""
        for y in (top, bottom):
            self._guide((x, y), (x if until is None else until, y))
        self._arrow((x, top), (x, bottom))
        self._write((x - 1.2, (top + bottom) / 2), text, "rm")

    def level(self, left: float, right: float, y: float) -> None:
        """A pale line across, such as a baseline."""
        self._guide((left, y), (right, y))

    def note(self, place: Point, text: str) -> None:
        """A remark on the right of the page with a line to the place that it is about."""
        self._notes.append((place, text))

    def png(self) -> bytes:
        """The finished picture in few colours."""
        self._place_notes()
        size = round(self.picture.width / _FINER), round(self.picture.height / _FINER)
        small = self.picture.resize(size, Image.Resampling.LANCZOS)
        data = io.BytesIO()
        palette = _with_swatch(small).quantize(COLOURS, dither=Image.Dither.NONE)
        small.quantize(palette=palette, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        return data.getvalue()

    def _place_notes(self) -> None:
        """Each beside its place, lower where another one is in its way."""
        x, free = self.width + 9.0, -_TOP
        for (px, py), text in sorted(self._notes, key=lambda note: note[0][1]):
            lines = text.split("\n")
            height = len(lines) * (_TEXT_HEIGHT + 1.1)
            top = max(py - height / 2, free)
            free = top + height + _NOTE_STEP
            middle = top + height / 2
            self._line((px, py), (self.width + 4.0, middle))
            self._line((self.width + 4.0, middle), (x - 1.2, middle))
            self._dot((px, py))
            for i, line in enumerate(lines):
                self._write((x, top + (i + 0.5) * (_TEXT_HEIGHT + 1.1)), line, "lm")

    def _frame(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self._draw.rectangle((*_at((left, top)), *_at((right, bottom))), outline=colour, width=_FINER)

    def _guide(self, a: Point, b: Point) -> None:
        self._draw.line((*_at(a), *_at(b)), fill=_PALE, width=_FINER)

    def _line(self, a: Point, b: Point) -> None:
        self._draw.line((*_at(a), *_at(b)), fill=_BLUE, width=_FINER)

    def _dot(self, at: Point) -> None:
        x, y = _at(at)
        self._draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=_BLUE)

    def _arrow(self, a: Point, b: Point) -> None:
        """A line with a head at both ends; the heads point inwards where there is no room for them."""
        self._line(a, b)
        length = abs(b[0] - a[0]) + abs(b[1] - a[1])
        outside = -1 if length < 3 * _ARROW else 1
        upright = a[0] == b[0]
        for (x, y), way in ((a, 1), (b, -1)):
            along, aside = way * outside * _ARROW, _ARROW / 3.2
            ends = (
                [(x - aside, y + along), (x + aside, y + along)]
                if upright
                else [(x + along, y - aside), (x + along, y + aside)]
            )
            self._draw.polygon([_at((x, y)), *(_at(end) for end in ends)], fill=_BLUE)

    def _write(self, at: Point, text: str, anchor: str = "mm") -> None:
        self._draw.text(
            _at(at),
            text,
            fill=_BLUE,
            font=_font(),
            anchor=anchor,
            stroke_width=5,
            stroke_fill=self._ground(at),
        )

    def _ground(self, at: Point) -> str:
        return _PAPER if 0 <= at[0] <= self.width and 0 <= at[1] <= self.height else _DESK

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.picture)


def _with_swatch(picture: Image.Image) -> Image.Image:
    """The picture with a strip of the seal's red below it, so that this gets a place among the few colours."""
    larger = Image.new("RGB", (picture.width, picture.height + 40), _RED)
    larger.paste(picture, (0, 0))
    return larger


def _pixels(millimetres: float) -> float:
    return millimetres * SCALE * _FINER


def _at(place: Point) -> Point:
    return _pixels(_LEFT + place[0]), _pixels(_TOP + place[1])


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.fonts() / "hei.ttf"), round(_pixels(_TEXT_HEIGHT)))
