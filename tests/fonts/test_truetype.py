"""Reading a face gives what fontTools gives; a damaged file gives one clear error."""

import contextlib
import pickle
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator import resources
from generator.errors import SetupError
from generator.typesetting.fonts.sfnt import FontFileError, faces_in
from generator.typesetting.fonts.subset import subset
from generator.typesetting.fonts.truetype import TrueTypeFace

FILES = ["latin.ttf", "brush.ttf", "title.ttf", "rare.ttf"]
LATIN_BYTES = (resources.fonts() / "latin.ttf").read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_characters_and_advances_are_those_of_fonttools(folder: Path, name: str) -> None:
    face, other = TrueTypeFace(folder / name), TTFont(folder / name, lazy=True)
    mapped, em = other.getBestCmap(), other["head"].unitsPerEm
    codes = sorted(mapped)[:: max(1, len(mapped) // 400)]
    assert {c: face.advance(chr(c)) for c in codes} == {c: other["hmtx"][mapped[c]][0] / em for c in codes}
    assert [face.glyph(chr(c)) for c in codes] == [other.getGlyphID(mapped[c]) for c in codes]


def test_a_character_that_the_face_lacks_has_no_advance(latin: TrueTypeFace) -> None:
    assert not latin.covers("中")
    with pytest.raises(KeyError):
        latin.advance("中")


@pytest.mark.parametrize("name", FILES)
def test_metrics_are_in_thousandths_of_an_em(folder: Path, name: str) -> None:
    face, head = TrueTypeFace(folder / name), TTFont(folder / name, lazy=True)["head"]
    scale = 1000 / head.unitsPerEm
    assert face.metrics.bbox == tuple(v * scale for v in (head.xMin, head.yMin, head.xMax, head.yMax))
    assert face.metrics.descent < 0 < face.metrics.cap_height <= face.metrics.bbox[3]
    assert face.metrics.italic_angle == 0


def test_a_bolder_face_has_thicker_stems(folder: Path) -> None:
    regular, bold = (TrueTypeFace(folder / name).metrics.stem_v for name in ("song.ttf", "title.ttf"))
    assert 50 < regular < bold < 250


def test_names_come_from_the_file_and_not_from_its_file_name(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "whatever.ttf"
    copy.write_bytes((folder / "brush.ttf").read_bytes())
    face = TrueTypeFace(copy)
    assert (face.family, face.key) == ("Nianbao Brush", "NianbaoBrush-Regular")


def test_a_chinese_name_is_found_and_shown(tmp_path: Path) -> None:
    font = TTFont(resources.fonts() / "latin.ttf")
    font["name"].setName("仿宋_GB2312", 1, 3, 1, 0x804)
    font["name"].setName("FangSong_GB2312", 1, 3, 1, 0x409)
    font["name"].setName("仿宋 常规".encode("gb2312"), 4, 1, 25, 33)
    font.save(tmp_path / "a.ttf")
    face = TrueTypeFace(tmp_path / "a.ttf")
    assert face.family == "仿宋_GB2312"
    assert {"仿宋_GB2312", "FangSong_GB2312", "仿宋 常规"} <= face.names


def test_each_face_of_a_collection_is_read(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(resources.fonts() / n) for n in ("latin.ttf", "brush.ttf")]
    collection.save(tmp_path / "two.ttc")
    faces = [TrueTypeFace(tmp_path / "two.ttc", i) for i in range(faces_in(tmp_path / "two.ttc"))]
    assert [f.family for f in faces] == ["Liberation Serif", "Nianbao Brush"]
    assert [f.covers("鿍") for f in faces] == [False, True]
    with pytest.raises(FontFileError, match="没有第 3 个字体"):
        TrueTypeFace(tmp_path / "two.ttc", 2)


def test_a_face_survives_the_way_to_another_process(latin: TrueTypeFace) -> None:
    copy = pickle.loads(pickle.dumps(latin))
    assert (copy.key, copy.advance("A")) == (latin.key, latin.advance("A"))


def test_a_restricted_font_is_not_embeddable(tmp_path: Path) -> None:
    for bits, allowed in ((0, True), (2, False), (4, True), (8, True)):
        font = TTFont(resources.fonts() / "latin.ttf")
        font["OS/2"].fsType = bits
        font.save(tmp_path / "a.ttf")
        assert TrueTypeFace(tmp_path / "a.ttf").embeddable is allowed


def test_a_font_with_postscript_outlines_is_refused(tmp_path: Path) -> None:
    data = bytearray(LATIN_BYTES)
    data[data.index(b"glyf") : data.index(b"glyf") + 4] = b"CFF "
    (tmp_path / "a.otf").write_bytes(data)
    with pytest.raises(SetupError, match=r"a\.otf”不能使用：不是 TrueType 轮廓的字体（缺 glyf）"):
        TrueTypeFace(tmp_path / "a.otf")


@pytest.mark.parametrize("content", [b"", b"short", b"PK\x03\x04" + bytes(100), LATIN_BYTES[:4000]])
def test_a_file_that_is_no_font_gives_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏字体.ttf").write_bytes(content)
    with pytest.raises(SetupError, match=r"坏字体\.ttf”不能使用：.*请重新安装该字体"):
        TrueTypeFace(tmp_path / "坏字体.ttf")


def test_a_font_that_is_not_there_gives_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="文件打不开"):
        TrueTypeFace(tmp_path / "none.ttf")


def _positions() -> st.SearchStrategy[int]:
    """Places in the font's structure rather than in its outlines."""
    count = struct.unpack_from(">H", LATIN_BYTES, 4)[0]
    entries = [struct.unpack_from(">4sLLL", LATIN_BYTES, 12 + 16 * i) for i in range(count)]
    spans = [(0, 12 + 16 * count)]
    spans += [(o, o + min(n, 400)) for tag, _, o, n in entries if tag in (b"cmap", b"head", b"hhea", b"maxp")]
    spans += [(o, o + min(n, 400)) for tag, _, o, n in entries if tag in (b"name", b"loca", b"hmtx", b"OS/2")]
    return st.one_of([st.integers(a, b - 1) for a, b in spans])


@given(position=_positions(), value=st.integers(0, 255))
def test_a_damaged_font_never_fails_but_by_its_own_error(
    tmp_path_factory: pytest.TempPathFactory, position: int, value: int
) -> None:
    data = bytearray(LATIN_BYTES)
    data[position] = value
    path = tmp_path_factory.mktemp("damaged") / "a.ttf"
    path.write_bytes(data)
    with contextlib.suppress(FontFileError):
        face = TrueTypeFace(path)
        assert isinstance(face.names, frozenset)
        assert isinstance(face.embeddable, bool)
        assert len(face.metrics.bbox) == 4
        subset(face, "".join(c for c in "Aé%1" if face.covers(c)))
