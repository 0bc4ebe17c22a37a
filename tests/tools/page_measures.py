"""A page of a finished PDF, measured: where its lines, rules and signature field really stand, in millimetres.

Everything is read back from the file by pdfplumber, or from the ink that PDFium draws; nothing comes from the layout.
All lengths count from the page's upper left corner.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber
import pypdfium2

MM = 72 / 25.4
_SAME_LINE = 0.3
"""Millimetres between baselines that count as one."""
_INK = 600
"""Dots an inch at which ink is looked for."""
_DARK = 160
"""Grey below this is ink."""
_RED = (1.0, 0.0, 0.0)


@dataclass(frozen=True)
class MeasuredLine:
    """A line of text: baseline, left edge of its first and right edge of its last character, size in points."""

    text: str
    baseline: float
    left: float
    right: float
    size: float
    red: bool


@dataclass(frozen=True)
class MeasuredRule:
    """A straight line; `width` in millimetres."""

    left: float
    top: float
    right: float
    bottom: float
    width: float
    red: bool

    @property
    def across(self) -> bool:
        """Whether it is horizontal."""
        return abs(self.top - self.bottom) < 0.01


@dataclass(frozen=True)
class Field:
    """The rectangle of the signature field: where the seal goes."""

    left: float
    top: float
    right: float
    bottom: float


class MeasuredPage:
    """One page of a PDF."""

    def __init__(self, pdf: bytes, number: int) -> None:
        self.pdf, self.number = pdf, number
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            self.pages = len(opened.pages)
            page = opened.pages[number - 1]
            self.height = float(page.height)
            self._chars = [dict(char) for char in page.chars]
            self._lines = [dict(line) for line in page.lines]
            self._annotations = [dict(annotation) for annotation in page.annots]

    @cached_property
    def lines(self) -> tuple[MeasuredLine, ...]:
        """Lines of upright text from top to bottom; texts side by side on one baseline are one line."""
        upright = [c for c in self._chars if c["upright"] and c["text"].strip()]
        upright.sort(key=lambda char: (-char["matrix"][5], char["matrix"][4]))
        rows: list[list[dict[str, Any]]] = []
        for char in upright:
            if not rows or self._baseline(char) - self._baseline(rows[-1][0]) > _SAME_LINE:
                rows.append([])
            rows[-1].append(char)
        return tuple(self._line(sorted(row, key=lambda char: char["matrix"][4])) for row in rows)

    def _baseline(self, char: dict[str, Any]) -> float:
        return float(self.height - char["matrix"][5]) / MM

    def _line(self, row: list[dict[str, Any]]) -> MeasuredLine:
        return MeasuredLine(
            "".join(char["text"] for char in row),
            self._baseline(row[0]),
            float(row[0]["matrix"][4]) / MM,
            float(row[-1]["x1"]) / MM,
            float(row[0]["size"]),
            tuple(row[0]["non_stroking_color"] or ()) == _RED,
        )

    @cached_property
    def rules(self) -> tuple[MeasuredRule, ...]:
        """Straight lines from top to bottom."""
        found = [
            MeasuredRule(
                line["x0"] / MM,
                line["top"] / MM,
                line["x1"] / MM,
                line["bottom"] / MM,
                line["linewidth"] / MM,
                tuple(line["stroking_color"] or ()) == _RED,
            )
            for line in self._lines
        ]
        return tuple(sorted(found, key=lambda rule: (rule.top, rule.left)))

    @cached_property
    def field(self) -> Field | None:
        """The signature field, if it is on this page."""
        for found in self._annotations:
            return Field(found["x0"] / MM, found["top"] / MM, found["x1"] / MM, found["bottom"] / MM)
        return None

    @property
    def foot(self) -> MeasuredLine:
        """The page number."""
        return self.lines[-1]

    @property
    def body(self) -> tuple[MeasuredLine, ...]:
        """The lines of 3号 and 2号 type: text, headings and title."""
        return tuple(line for line in self.lines if line.size >= 15.9 and not line.red)

    def line(self, beginning: str) -> MeasuredLine:
        """The first line that begins so."""
        return next(line for line in self.lines if line.text.startswith(beginning))

    def pitch(self) -> float:
        """The distance between the baselines of neighbouring lines."""
        return median(b.baseline - a.baseline for a, b in pairwise(self.body))

    def ink(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        """Upper and lower edge of the ink within a rectangle."""
        scale = _INK / 25.4
        rows = [
            y
            for y in range(round(top * scale), round(bottom * scale))
            if self._dark(y, left * scale, right * scale)
        ]
        return rows[0] / scale, (rows[-1] + 1) / scale

    def _dark(self, y: int, left: float, right: float) -> bool:
        row: Sequence[int] = self._grey[y * self._grey_width + int(left) : y * self._grey_width + int(right)]
        return min(row) < _DARK

    @cached_property
    def _grey(self) -> bytes:
        with pypdfium2.PdfDocument(self.pdf) as opened:
            image = opened[self.number - 1].render(scale=_INK / 72).to_pil().convert("L")
        self._grey_width = image.width
        return image.tobytes()
