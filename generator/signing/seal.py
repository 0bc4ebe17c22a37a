"""The picture of the seal (印章图样): the office's own PNG, checked, or a demo seal that says so.

GB/T 9704, 7.3.5.1: the seal is red, upright, and pressed on name and date. The layout made the place for it;
the picture is multiplied onto the page, as ink would be, so that black text stays black under red strokes.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, UnidentifiedImageError
from PIL.ImageStat import Stat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.images import pil_image
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.stamp import StaticStampStyle

from generator.errors import InputError
from generator.signing.demo_seal import draw_demo_seal

_dictionary: Any = generic.DictionaryObject
"""Untyped in its library."""

LARGEST_FILE = 8 * 1024 * 1024
LARGEST_SIDE = 6000
"""Pixels: a scan of 45 mm at 3000 dpi. More is a mistake, or meant to exhaust memory."""
SMALLEST_SIDE = 200
"""Pixels: 45 mm at 113 dpi; less shows steps in print."""
KEPT_SIDE = 1200
"""Pixels kept: about 680 dpi on 45 mm; more is not seen."""
NO_PLACE = (
    "工作簿“基本信息”没有填“印章直径”，落款按不盖章排的（GB/T 9704 7.3.5.2），印章压在上面会偏高。"
    "请填写直径（如 45）重新生成，再签名。"
)
"""Said where a report whose sign-off was set for no seal is signed all the same."""


@dataclass(frozen=True)
class Seal:
    """A checked picture, RGBA. `demo`: drawn by this program, with no office behind it."""

    image: Image.Image
    demo: bool


def read_seal(png: bytes | None) -> Seal:
    """The office's picture, or the demo seal if there is none.

    Raises InputError if the picture would not look like a seal, or would hide the text under it.
    """
    if png is None:
        return Seal(draw_demo_seal(), demo=True)
    image = _open(png)
    _check_size(image)
    picture = image.convert("RGBA")
    _check_transparency(picture)
    _check_colour(picture)
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    return Seal(picture, demo=False)


def _open(png: bytes) -> Image.Image:
    if not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise InputError("印章图样不是 PNG 图片。请给出背景透明的 PNG。")
    if len(png) > LARGEST_FILE:
        raise InputError("印章图样文件过大（超过 8 MB）。请缩小后再用。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of huge pictures: refused below
            image = Image.open(io.BytesIO(png), formats=("PNG",))
            _check_size(image)
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError("印章图样打不开，文件可能已损坏。请重新制作 PNG。") from error
    return image


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > LARGEST_SIDE:
        raise InputError(f"印章图样过大（{width}×{height} 像素）。请缩小到 {LARGEST_SIDE} 像素以内。")
    if min(width, height) < SMALLEST_SIDE:
        raise InputError(
            f"印章图样过小（{width}×{height} 像素），印出来不清楚。请给出边长 {SMALLEST_SIDE} 像素以上的图片。"
        )
    if max(width, height) > 1.1 * min(width, height):
        raise InputError(
            f"印章图样不是方的（{width}×{height} 像素），会变形或偏斜。请裁成正方形，印章居中、端正。"
        )


def _check_transparency(picture: Image.Image) -> None:
    """Ink on nothing: without a transparent ground the seal would hide name and date."""
    alpha = picture.getchannel("A")
    inked = Stat(alpha).mean[0] / 255
    if Stat(alpha).extrema[0][0] > 10:
        raise InputError("印章图样没有透明背景，会遮住署名和日期。请把白底去掉，另存为透明背景的 PNG。")
    if inked > 0.7:
        raise InputError("印章图样几乎没有透明处，会遮住署名和日期。请把印章线条以外的部分改为透明。")
    if inked < 0.01:
        raise InputError("印章图样是空白的（全部透明）。请检查图片。")


def _check_colour(picture: Image.Image) -> None:
    """Red (7.3.5.1), measured on the inked parts."""
    red, green, blue, alpha = picture.split()
    means = [Stat(band, alpha.point(_inked)).mean[0] for band in (red, green, blue)]
    strongest_other = Stat(ImageChops.lighter(green, blue), alpha.point(_inked)).mean[0]
    if means[0] < 120 or means[0] < 1.5 * strongest_other:
        raise InputError("印章图样不是红色。印章用红色（GB/T 9704 7.3.5.1）。请更换图片。")


def _inked(alpha: int) -> int:
    return 255 if alpha > 128 else 0


class SealContent(PdfContent):
    """The picture as PDF content, in a box of its own size, multiplied onto what lies below."""

    def __init__(self, image: Image.Image) -> None:
        super().__init__(box=BoxConstraints(width=image.width, height=image.height))
        self._image = image

    def render(self) -> bytes:
        """The operators; the image becomes an object of the file to be signed."""
        name = generic.pdf_name
        reference = pil_image(self._image, self._ensure_writer)
        state = _dictionary({name("/BM"): name("/Multiply")})
        self.set_resource(ResourceType.XOBJECT, name("/Seal"), reference)
        self.set_resource(ResourceType.EXT_G_STATE, name("/Ink"), state)
        return b"/Ink gs %d 0 0 %d 0 0 cm /Seal Do" % (self._image.width, self._image.height)


def stamp_style(seal: Seal) -> StaticStampStyle:
    """The look of the signature field: the picture, upright, as large as the field allows, and nothing else."""
    middle = AxisAlignment.ALIGN_MID
    whole_box = SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins())
    return StaticStampStyle(
        border_width=0,
        background=SealContent(seal.image),
        background_opacity=1.0,
        background_layout=whole_box,
    )
