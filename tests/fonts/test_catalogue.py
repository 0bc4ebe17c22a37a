"""Which face sets which character: chains, the Latin face, missing characters, the office's own fonts."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator import resources
from generator.document.model import Role
from generator.errors import ExitCode, InputError, SetupError
from generator.typesetting.fonts.catalogue import FontSet, MissingGlyph, load_fonts

CHINESE_MARKS = "“”‘’—…·×℃‰～，。《》％"


def named(tmp_path: Path, file: str, family: str, like: str = "song.ttf", fs_type: int = 0) -> Path:
    """A copy of a shipped font under another family name."""
    font = TTFont(resources.fonts() / like, recalcBBoxes=False)
    font["name"].setName(family, 1, 3, 1, 0x804)
    font["OS/2"].fsType = fs_type
    font.save(tmp_path / file)
    return tmp_path / file


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.TITLE])
@pytest.mark.parametrize("char", list("AZaz09%.,-()/:@ "))
def test_western_characters_come_from_the_latin_face(fonts: FontSet, role: Role, char: str) -> None:
    assert fonts.face(role, char) is fonts.latin


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("char", list(CHINESE_MARKS))
def test_marks_of_chinese_text_come_from_the_chinese_face(fonts: FontSet, role: Role, char: str) -> None:
    assert fonts.face(role, char) is fonts.chains[role][0]


def test_the_year_in_the_title_is_set_in_the_title_face(fonts: FontSet) -> None:
    face = fonts.face(Role.TITLE, "2")
    assert face is fonts.chains[Role.TITLE][0]
    assert face.advance("2") == 0.5


@pytest.mark.parametrize("char", list("—0123456789"))
def test_the_page_number_is_set_in_song_with_half_width_digits(fonts: FontSet, char: str) -> None:
    face = fonts.folio_face(char)
    assert face is fonts.chains[Role.SONG][0]
    assert face.advance(char) == (1 if char == "—" else 0.5)


@pytest.mark.parametrize(
    ("char", "family"),
    [("南", "Nianbao Fang"), ("鿍", "Nianbao Brush"), ("鿿", "Nianbao Song"), ("𠮷", "Nianbao Rare")],
)
def test_a_character_is_set_by_the_first_font_that_has_it(fonts: FontSet, char: str, family: str) -> None:
    assert fonts.face(Role.BODY, char).family == family
    assert fonts.is_fallback(Role.BODY, char) == (char != "南")


def test_western_characters_are_no_fallback(fonts: FontSet) -> None:
    assert not fonts.is_fallback(Role.BODY, "2")


@pytest.mark.parametrize(("char", "code"), [("\ue000", "U+E000"), ("😀", "U+1F600"), ("𰀀", "U+30000")])
def test_a_character_without_glyph_is_named(fonts: FontSet, char: str, code: str) -> None:
    with pytest.raises(MissingGlyph, match=f"字体里没有“{char}”（U\\+{code[2:]}）") as caught:
        fonts.face(Role.BODY, char)
    assert isinstance(caught.value, InputError)
    assert caught.value.char == char


def test_the_place_of_a_missing_character_can_be_added() -> None:
    assert str(MissingGlyph("😀").at("工作表“正文” C3")).startswith("工作表“正文” C3：字体里没有“😀”")


def test_shipped_fonts_are_used_by_default_whatever_is_installed(tmp_path: Path) -> None:
    named(tmp_path, "a.ttf", "仿宋_GB2312")
    assert load_fonts([tmp_path]).face(Role.BODY, "南").family == "Nianbao Fang"


def test_an_office_font_takes_the_head_of_its_chain_when_asked_for(tmp_path: Path) -> None:
    path = named(tmp_path, "x.ttf", "仿宋_GB2312", like="brush.ttf")
    own = load_fonts([tmp_path], shipped_only=False)
    assert own.face(Role.BODY, "鿍").path == path
    assert own.face(Role.BODY, "南").family == "Nianbao Fang"


def test_the_earlier_name_of_the_list_is_preferred(tmp_path: Path) -> None:
    named(tmp_path, "a.ttf", "仿宋", like="brush.ttf")
    better = named(tmp_path, "b.ttf", "仿宋_GB2312", like="brush.ttf")
    assert load_fonts([tmp_path], shipped_only=False).face(Role.BODY, "鿍").path == better


def test_a_restricted_office_font_is_passed_over_with_a_note(tmp_path: Path) -> None:
    named(tmp_path, "a.ttf", "仿宋_GB2312", like="brush.ttf", fs_type=2)
    allowed = named(tmp_path, "b.ttf", "仿宋", like="brush.ttf", fs_type=4)
    own = load_fonts([tmp_path], shipped_only=False)
    assert own.face(Role.BODY, "鿍").path == allowed
    assert any("仿宋_GB2312" in note and "不许嵌入" in note for note in own.notes)


def test_a_broken_office_font_is_passed_over_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "坏.ttf").write_bytes(b"not a font at all")
    own = load_fonts([tmp_path], shipped_only=False)
    assert own.face(Role.BODY, "南").family == "Nianbao Fang"
    assert any("坏.ttf" in note for note in own.notes)


def test_a_page_number_face_without_half_width_digits_gives_way_to_latin(tmp_path: Path) -> None:
    font = TTFont(resources.fonts() / "brush.ttf")
    font["name"].setName("宋体", 1, 3, 1, 0x804)
    cmap = font.getBestCmap()
    for table in font["cmap"].tables:
        table.cmap[ord("1")] = cmap[ord("鿍")]
    font.save(tmp_path / "a.ttf")
    own = load_fonts([tmp_path], shipped_only=False)
    assert own.chains[Role.SONG][0].family == "宋体"
    assert own.folio_face("1") is own.latin


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fonts folder of the test's own (links to the shipped files)."""
    for file in resources.fonts().glob("*.t*"):
        (tmp_path / file.name).symlink_to(file)
    monkeypatch.setattr(resources, "fonts", lambda: tmp_path)
    return tmp_path


def test_without_the_rare_characters_the_rest_still_works_and_a_note_says_so(copied: Path) -> None:
    (copied / "rare.ttf").unlink()
    fonts = load_fonts()
    assert fonts.face(Role.BODY, "南").family == "Nianbao Fang"
    assert any("rare.ttf" in note for note in fonts.notes)


def test_a_role_without_any_font_is_a_failure_of_the_installation(copied: Path) -> None:
    for name in ("song.ttf", "rare.ttf"):
        (copied / name).unlink()
    with pytest.raises(
        SetupError, match=r"找不到“宋体（表格、页码）”所用的字体.*song\.ttf.*请重新安装"
    ) as caught:
        load_fonts()
    assert caught.value.exit_code == ExitCode.ENVIRONMENT


def test_a_damaged_shipped_font_is_named_and_replaced_by_the_next(copied: Path) -> None:
    (copied / "fang.ttf").unlink()
    (copied / "fang.ttf").write_bytes(b"\0\1\0\0" + bytes(40))
    fonts = load_fonts()
    assert any("fang.ttf" in note for note in fonts.notes)
    assert fonts.face(Role.BODY, "南").family == "Nianbao Song"


@pytest.mark.parametrize("text", ["[shipped]\n", "fang = [", ""])
def test_a_faulty_font_list_is_a_clear_error(copied: Path, text: str) -> None:
    (copied / "fonts.toml").unlink()
    (copied / "fonts.toml").write_text(text)
    with pytest.raises(SetupError, match=r"字体表“.*fonts\.toml”读不出来"):
        load_fonts()


def test_a_font_set_can_be_sent_to_another_process(fonts: FontSet) -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(fonts))
    assert copy.face(Role.KAI, "鿍").key == fonts.face(Role.KAI, "鿍").key


def test_the_font_folder_may_be_anywhere(tmp_path: Path) -> None:
    target = tmp_path / "字体 一"
    target.mkdir()
    shutil.copy(resources.fonts() / "latin.ttf", target / "西文.ttf")
    assert load_fonts([target]).latin.advance("0") == 0.5
