"""A subset is a font program whose i-th glyph draws the i-th character, exactly as the face does."""

import io
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import resources
from generator.typesetting.fonts.subset import Subset, subset
from generator.typesetting.fonts.truetype import TrueTypeFace

ACCENTED = "éAèÀ½e§"
"""Composite glyphs whose parts are used by themselves too."""


def opened(cut: Subset) -> TTFont:
    """The program as a complete font: fontTools asks for nothing more than is there."""
    return TTFont(io.BytesIO(cut.program), checkChecksums=2, recalcBBoxes=False)


def outline(font: TTFont, glyph: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value


@pytest.mark.parametrize(
    ("name", "chars"),
    [
        ("latin.ttf", "2015" + ACCENTED + "%.,-()"),
        ("fang.ttf", "南岗区年度报告，。“”—…·℃"),
        ("title.ttf", "政府信息公开2015"),
        ("brush.ttf", "鿍㑇㑊"),
        ("rare.ttf", "𠮷𣘼"),
    ],
)
def test_every_glyph_has_the_outline_and_advance_of_its_character(
    folder: Path, name: str, chars: str
) -> None:
    chars = "".join(dict.fromkeys(c for c in chars if TrueTypeFace(folder / name).covers(c)))
    cut = subset(TrueTypeFace(folder / name), chars)
    small, whole = opened(cut), TTFont(folder / name)
    order, mapped, em = small.getGlyphOrder(), whole.getBestCmap(), whole["head"].unitsPerEm
    for i, char in enumerate(chars, 1):
        assert outline(small, order[i]) == outline(whole, mapped[ord(char)]), char
        assert small["hmtx"][order[i]] == whole["hmtx"][mapped[ord(char)]]
        assert cut.widths[i] == whole["hmtx"][mapped[ord(char)]][0] * 1000 / em


def test_glyph_0_is_notdef_and_the_widths_are_those_of_all_characters(latin: TrueTypeFace) -> None:
    cut = subset(latin, "ab")
    assert len(cut.widths) == 3
    assert cut.chars == "ab"
    assert outline(opened(cut), opened(cut).getGlyphOrder()[0]) == outline(
        TTFont(latin.path), TTFont(latin.path).getGlyphOrder()[0]
    )


def test_the_parts_of_composites_come_after_the_characters(latin: TrueTypeFace) -> None:
    cut = subset(latin, "é")
    assert opened(cut)["maxp"].numGlyphs > len(cut.widths) == 2


def test_two_characters_that_share_a_glyph_have_a_glyph_each(tmp_path: Path) -> None:
    font = TTFont(resources.fonts() / "latin.ttf")
    for table in font["cmap"].tables:
        table.cmap[0x212A] = table.cmap[ord("K")]
    font.save(tmp_path / "a.ttf")
    cut = subset(TrueTypeFace(tmp_path / "a.ttf"), "K\u212a")
    small = opened(cut)
    assert cut.widths[1] == cut.widths[2]
    assert outline(small, small.getGlyphOrder()[1]) == outline(small, small.getGlyphOrder()[2]) != []


def test_a_character_that_the_face_lacks_is_refused(latin: TrueTypeFace) -> None:
    with pytest.raises(KeyError):
        subset(latin, "a中")


def test_a_character_given_twice_is_refused(latin: TrueTypeFace) -> None:
    with pytest.raises(ValueError, match="once"):
        subset(latin, "aba")


def test_an_empty_subset_has_notdef_alone(latin: TrueTypeFace) -> None:
    assert len(subset(latin, "").widths) == 1


LATIN = TrueTypeFace(resources.fonts() / "latin.ttf")
LETTERS = [chr(c) for c in range(0x21, 0x250) if LATIN.covers(chr(c))]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(LETTERS), unique=True, max_size=40))
def test_any_subset_is_a_sound_font_and_the_same_each_time(chars: list[str]) -> None:
    cut = subset(LATIN, "".join(chars))
    small = opened(cut)
    for glyph in small.getGlyphOrder():
        outline(small, glyph)
    assert cut == subset(LATIN, "".join(chars))
    assert small["maxp"].numGlyphs >= len(cut.widths) == len(chars) + 1
