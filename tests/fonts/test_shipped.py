"""The shipped files: what they cover, how wide their characters are, whether they are the recorded ones."""

import hashlib
from pathlib import Path

import pytest

from generator.document.model import Role
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.fonts.coverage import gb2312_han, measure, tgh
from generator.typesetting.fonts.truetype import TrueTypeFace

FULL_WIDTH = "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·～℃‰％￥×°§①㈠"


def test_every_font_file_is_the_recorded_one(folder: Path) -> None:
    recorded = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.ttf")}
    assert found == recorded


def test_the_two_character_sets_are_complete() -> None:
    assert len(tgh()) == len(set(tgh())) == 8105
    assert len(gb2312_han()) == len(set(gb2312_han())) == 6763


@pytest.mark.parametrize("role", list(Role))
def test_every_role_covers_both_character_sets(fonts: FontSet, role: Role) -> None:
    assert [c.missing for c in measure(fonts.chains[role])] == ["", ""]


@pytest.mark.parametrize("role", list(Role))
def test_the_first_font_of_a_role_has_all_of_gb2312(fonts: FontSet, role: Role) -> None:
    _, gb2312 = measure(fonts.chains[role])
    assert gb2312.first == gb2312.total


@pytest.mark.parametrize("role", list(Role))
def test_han_and_chinese_marks_are_one_em_wide(fonts: FontSet, role: Role) -> None:
    for char in tgh() + FULL_WIDTH:
        assert fonts.face(role, char).advance(char) == 1, char


def test_latin_has_the_widths_of_times_new_roman(latin: TrueTypeFace) -> None:
    widths = {c: round(latin.advance(c), 3) for c in "0123456789.,%-( "}
    assert {widths[c] for c in "0123456789"} == {0.5}
    assert (widths["."], widths[","], widths["%"], widths["-"], widths["("]) == (
        0.25,
        0.25,
        0.833,
        0.333,
        0.333,
    )


def test_no_shipped_font_forbids_embedding(fonts: FontSet) -> None:
    assert all(face.embeddable for face in fonts.faces())


def test_every_shipped_font_has_a_name_of_its_own(fonts: FontSet) -> None:
    keys = [face.key for face in fonts.faces()]
    assert len(set(keys)) == len(keys) == 8
    assert {face.family for face in fonts.faces()} == {
        "Nianbao Fang",
        "Nianbao Kai",
        "Nianbao Brush",
        "Nianbao Title",
        "Nianbao Hei",
        "Nianbao Song",
        "Nianbao Rare",
        "Liberation Serif",
    }


def test_every_font_has_its_licence_text(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for font in folder.glob("*.ttf"):
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{font.name}`")]
        assert row
    texts = {p.name for p in (folder / "licences").iterdir()}
    assert len(texts) == 6
    assert all(f"`{name}`" in readme for name in texts)
