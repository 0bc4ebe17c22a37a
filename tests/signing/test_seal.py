"""The picture of the seal: which pictures are taken, and how it looks on the page."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from generator.errors import InputError
from generator.signing.demo_seal import draw_demo_seal
from generator.signing.seal import KEPT_SIDE, read_seal
from generator.signing.signer import Wishes, sign
from generator.signing.unsigned import accept
from generator.typesetting.units import PAGE_HEIGHT
from tests.pdf.sample import full_layout
from tests.signing.conftest import Office
from tests.signing.pki import Pki
from tests.tools.verapdf import broken_rules

RED = (220, 20, 20, 255)


def picture(
    size: tuple[int, int] = (600, 600), ink: tuple[int, ...] = RED, mode: str = "RGBA"
) -> Image.Image:
    """A ring."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    box = (5, 5, size[0] - 5, size[1] - 5)
    ImageDraw.Draw(image).ellipse(box, outline=ink, width=max(size) // 30)
    return image.convert(mode)


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "PA"])
def test_a_red_ring_on_a_transparent_ground_is_a_seal(mode: str) -> None:
    image = picture()
    data = png(image if mode == "RGBA" else image.quantize(16))
    assert read_seal(data).image.mode == "RGBA"
    assert not read_seal(data).demo


def test_a_large_scan_is_made_smaller() -> None:
    assert max(read_seal(png(picture((3000, 3000)))).image.size) == KEPT_SIDE


def grounded() -> Image.Image:
    ground = Image.new("RGB", (600, 600), "white")
    ring = picture()
    ground.paste(ring, mask=ring)
    return ground


WRONG: list[tuple[bytes, str]] = [
    (b"", "不是 PNG"),
    (b"\xff\xd8\xff\xe0JFIF", "不是 PNG"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "打不开"),
    (png(picture())[:500], "打不开"),
    (png(grounded()), "没有透明背景"),
    (png(Image.new("RGBA", (600, 600), (*RED[:3], 128))), "没有透明背景"),
    (png(picture(ink=(20, 20, 220, 255))), "不是红色"),
    (png(picture(ink=(0, 0, 0, 255))), "不是红色"),
    (png(picture((100, 100))), "过小"),
    (png(picture((900, 600))), "不是方的"),
    (png(Image.new("RGBA", (600, 600), (0, 0, 0, 0))), "空白"),
    (png(Image.new("RGBA", (6001, 6001), (0, 0, 0, 0))), "过大"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * (9 * 1024 * 1024), "过大"),
]


@pytest.mark.parametrize(("data", "said"), WRONG, ids=[said + str(n) for n, (_, said) in enumerate(WRONG)])
def test_what_would_not_look_like_a_seal_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_seal(data)
    assert said in str(caught.value)
    assert "请" in str(caught.value) or "GB/T 9704" in str(caught.value)


def test_a_picture_that_covers_nearly_everything_is_refused() -> None:
    image = Image.new("RGBA", (600, 600), RED)
    image.paste((0, 0, 0, 0), (0, 0, 100, 100))
    with pytest.raises(InputError, match="几乎没有透明处"):
        read_seal(png(image))


def test_without_a_picture_the_demo_seal_is_used_and_marked() -> None:
    assert read_seal(None).demo


def test_the_demo_seal_is_the_same_each_time() -> None:
    first = draw_demo_seal().tobytes()
    draw_demo_seal.cache_clear()
    assert draw_demo_seal().tobytes() == first


def test_the_demo_seal_would_pass_as_a_picture_too() -> None:
    assert read_seal(png(draw_demo_seal())).image.size[0] == draw_demo_seal().size[0]


@pytest.fixture(scope="module")
def sealed(office: Office, pki: Pki, report: bytes) -> bytes:
    from freezegun import freeze_time

    from tests.signing.pki import NOW

    with freeze_time(NOW, real_asyncio=True):
        return sign(report, office.key(pki.ec), Wishes(read_seal(png(picture())))).pdf


def test_the_offices_picture_keeps_both_standards(sealed: bytes) -> None:
    assert broken_rules(sealed, "3a", "ua1") == ()


def rendered(pdf: bytes, page: int) -> Image.Image:
    """The page at 2 pixels a point, with its form fields, by a reader of another make."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document[page - 1].render(scale=2, may_draw_forms=True).to_pil().convert("RGB")


def test_the_seal_stands_upright_in_the_box_of_the_layout_and_nowhere_else(
    sealed: bytes, report: bytes
) -> None:
    box = full_layout().signature
    assert box is not None
    before, after = rendered(report, box.page), rendered(sealed, box.page)
    left, top, right, bottom = _difference(before, after)
    expected = (box.x, box.y, box.x + box.width, box.y + box.height)
    assert [side / 2 for side in (left, top, right, bottom)] == pytest.approx(expected, abs=2)
    assert bottom / 2 < PAGE_HEIGHT


def _difference(before: Image.Image, after: Image.Image) -> tuple[int, int, int, int]:
    from PIL import ImageChops

    box = ImageChops.difference(before, after).getbbox()
    assert box is not None
    return box


def test_black_text_under_red_strokes_stays_black(finished: bytes, office: Office, pki: Pki) -> None:
    """Ink over two thirds of the field: name and date under it stay dark, the paper turns red."""
    ink = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ink.paste(RED, (0, 0, 600, 400))
    signed = sign(finished, office.key(pki.ec), Wishes(read_seal(png(ink)))).pdf
    page = accept(finished).page
    before, after = rendered(finished, page), rendered(signed, page)
    area = _difference(before, after)
    dark = [place for place in _places(area) if _brightness(before, place) < 60]
    paper = [place for place in _places(area) if _brightness(before, place) == 765]
    assert len(dark) > 100
    assert max(_brightness(after, place) for place in dark) < 300
    assert {after.getpixel(place) for place in paper} >= {RED[:3]}


def _places(area: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    left, top, right, bottom = area
    return [(x, y) for x in range(left + 4, right - 4) for y in range(top + 4, bottom - 4)]


def _brightness(image: Image.Image, place: tuple[int, int]) -> int:
    pixel = image.getpixel(place)
    assert isinstance(pixel, tuple)
    return sum(int(band) for band in pixel)
