"""`nianbao fonts`, and the fontconfig file under which official names mean the shipped fonts."""

import json
import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from generator import resources
from generator.cli.fonts_command import command
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.fonts.fontconfig import configuration, write_configuration

OFFICIAL = {
    "仿宋_GB2312": "Nianbao Fang",
    "仿宋": "Nianbao Fang",
    "楷体_GB2312": "Nianbao Kai",
    "楷体": "Nianbao Kai",
    "黑体": "Nianbao Hei",
    "宋体": "Nianbao Song",
    "方正小标宋简体": "Nianbao Title",
    "Times New Roman": "Liberation Serif",
}


def test_json_names_the_files_of_each_role_and_what_they_cover(fonts: FontSet) -> None:
    result = CliRunner().invoke(command, ["--json"])
    roles = {role["role"]: role for role in json.loads(result.stdout)["roles"]}
    assert list(roles) == ["fang", "kai", "hei", "title", "song", "latin"]
    first = roles["fang"]["fonts"][0]
    face = fonts.chains["fang"][0]
    assert (first["family"], first["file"], first["sha256"]) == (face.family, str(face.path), face.sha256)
    assert [(c["set"], c["total"], c["all_fonts"], c["missing"]) for c in roles["kai"]["coverage"]] == [
        ("通用规范汉字表", 8105, 8105, ""),
        ("GB/T 2312", 6763, 6763, ""),
    ]


def test_the_list_is_chinese_and_shows_coverage() -> None:
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 0
    assert "仿宋（正文）" in result.stdout
    assert "通用规范汉字表：共 8105 字，首选字体有 6638 字，连同后备字体有 8105 字" in result.stdout


def test_the_configuration_lists_the_shipped_folder_only() -> None:
    root = ET.fromstring(configuration())
    assert [d.text for d in root.iter("dir")] == [str(resources.fonts().resolve())]
    assert not list(root.iter("include"))


def test_the_configuration_is_the_same_each_time() -> None:
    assert configuration() == configuration()


@pytest.mark.parametrize(("name", "family"), OFFICIAL.items())
def test_fontconfig_gives_the_shipped_font_for_an_official_name(
    tmp_path: Path, name: str, family: str
) -> None:
    write_configuration(tmp_path / "fonts.conf")
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "XDG_CACHE_HOME": str(tmp_path),
    }
    match = ["fc-match", "--format=%{family}|%{embolden}", f"{name}:bold"]
    found = subprocess.run(match, env=environment, capture_output=True, text=True, check=True).stdout
    assert found.split("|") == [family, ""]


def test_the_command_writes_the_configuration(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--json", "--fontconfig", str(tmp_path / "f.conf")])
    assert json.loads(result.stdout)["fontconfig"] == str(tmp_path / "f.conf")
    assert (tmp_path / "f.conf").read_text(encoding="utf-8") == configuration()


def test_a_folder_of_office_fonts_is_used_when_named(tmp_path: Path) -> None:
    font = TTFont(resources.fonts() / "brush.ttf")
    font["name"].setName("楷体_GB2312", 1, 3, 1, 0x804)
    font.save(tmp_path / "a.ttf")
    result = CliRunner().invoke(command, ["--json", "--folder", str(tmp_path)])
    kai = json.loads(result.stdout)["roles"][1]
    assert [f["family"] for f in kai["fonts"]][:2] == ["楷体_GB2312", "Nianbao Kai"]


def test_a_folder_that_is_not_there_is_wrong_usage() -> None:
    assert CliRunner().invoke(command, ["--folder", "没有这个文件夹"]).exit_code == 2
