"""The demo seal: a red ring that says 示例印章 so plainly that nobody takes it for an office's seal."""

import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from generator import resources

SIDE = 900
"""Pixels: 45 mm at 500 dpi."""
RED = (214, 28, 28)
RIM_TEXT = "仅供演示·不具效力·"
CENTRE_LINES = ("示例", "印章")


@lru_cache(maxsize=1)
def draw_demo_seal() -> Image.Image:
    """The picture, RGBA, transparent but for its strokes; the same pixels each time."""
    ink = Image.new("L", (SIDE, SIDE), 0)
    draw = ImageDraw.Draw(ink)
    width = SIDE // 45
    draw.ellipse((4, 4, SIDE - 5, SIDE - 5), outline=255, width=width)
    _write_centre(draw)
    _write_rim(ink, radius=SIDE * 0.39)
    picture = Image.new("RGBA", (SIDE, SIDE), (*RED, 0))
    picture.putalpha(ink)
    return picture


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.fonts() / "hei.ttf"), size)


def _write_centre(draw: ImageDraw.ImageDraw) -> None:
    font = _font(SIDE * 0.2)
    for row, text in enumerate(CENTRE_LINES):
        y = SIDE / 2 + (row - 0.5) * SIDE * 0.215
        draw.text((SIDE / 2, y), text, fill=255, font=font, anchor="mm")


def _write_rim(ink: Image.Image, radius: float) -> None:
    """The text round the rim, twice, each character standing on the circle."""
    text, font = RIM_TEXT * 2, _font(SIDE * 0.085)
    cell = round(SIDE * 0.12)
    for place, char in enumerate(text):
        turn = 360 * place / len(text)
        tile = Image.new("L", (cell, cell), 0)
        ImageDraw.Draw(tile).text((cell / 2, cell / 2), char, fill=255, font=font, anchor="mm")
        tile = tile.rotate(-turn, resample=Image.Resampling.BICUBIC)
        x = SIDE / 2 + radius * math.sin(math.radians(turn)) - cell / 2
        y = SIDE / 2 - radius * math.cos(math.radians(turn)) - cell / 2
        ink.paste(255, (round(x), round(y)), tile)
