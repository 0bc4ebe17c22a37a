"""The office's settings: every key has its default, a wrong one is named, and the codes come out as ruled."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.package.layout import folder_name
from generator.archive.package.settings import (
    DEFAULT_PATTERN,
    PENDING,
    TEMPLATE,
    TERMS,
    Settings,
    parse_code,
    read_settings,
)
from generator.errors import InputError, UsageError


def written(folder: Path, text: str) -> Path:
    path = folder / "归档设置.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    settings = read_settings(None, tmp_path)
    assert settings == Settings()
    assert settings.code(2026, 1) == PENDING


def test_the_file_in_the_output_folder_is_found(tmp_path: Path) -> None:
    written(tmp_path, '[archive]\nfonds = "J001"\nretention = "30年"\n')
    assert read_settings(None, tmp_path).code(2026, 12) == "J001-WS·2026·D30·ZWGK-0012"


def test_the_template_is_valid_and_says_what_every_key_means(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, TEMPLATE), tmp_path)
    assert settings == Settings()
    for key in Settings.__dataclass_fields__:
        assert f"\n{key} = " in TEMPLATE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[archive]\nfond = "J001"', "“fond”不是已知的项目"),
        ('[archive]\nfonds = "J1"', "“fonds”应为 4 位"),
        ("[archive]\nfonds = 1", "“fonds”应为一行文字"),
        ('[archive]\nretention = "3年"', "“retention”应为 永久、30年、10年 之一"),
        ('[archive]\ncode_pattern = "{fonds}-{item:04d}"', "“code_pattern”应含 {year} 和 {item:04d}"),
        ('[archive]\ncode_pattern = "{year}/{item:04d}"', "“code_pattern”应含"),
        ('[archive]\ncode_pattern = "{year}{item:04d}{unit_name}"', "“code_pattern”应含"),
        ('[archive]\ncode_pattern = "{year.__class__}{item:04d}{year}"', "“code_pattern”应含"),
        ('[archive]\ncontrol = "秘密"', "“control”应为 开放、控制 之一"),
        ('[other]\nx = "1"', "只能有 [archive] 一节"),
        ("[archive", "无法读取"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_right(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(written(tmp_path, text), tmp_path)
    assert words in str(caught.value)
    assert "请" in str(caught.value)


def test_a_file_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_settings(tmp_path / "没有.toml", tmp_path)


@given(
    fonds=st.from_regex(r"[0-9A-Z]{4}", fullmatch=True),
    year=st.integers(1980, 2099),
    term=st.sampled_from(sorted(TERMS)),
    organization=st.from_regex(r"[0-9A-Z]{1,12}", fullmatch=True),
    item=st.integers(1, 999_999),
    pattern=st.sampled_from(
        [DEFAULT_PATTERN, "{fonds}-WS·{year}-{term}-{org}-{item:04d}", "{year}-{item:06d}", "X{item}.{year}"]
    ),
)
def test_a_code_gives_back_the_parts_that_it_was_made_of(
    fonds: str, year: int, term: str, organization: str, item: int, pattern: str
) -> None:
    settings = Settings(fonds=fonds, retention=term, organization=organization, code_pattern=pattern)
    parts = parse_code(pattern, settings.code(year, item))
    assert parts is not None
    assert int(parts["item"]) == item
    assert parts["year"] == str(year)
    assert parts.get("fonds", fonds) == fonds
    assert parts.get("term", TERMS[term]) == TERMS[term]
    assert parts.get("org", organization) == organization


@pytest.mark.parametrize(
    "code", ["J001-WS·2026·Y·ZWGK-12", "J001-WS·2026·Y·ZWGK-0012x", "j001-WS·2026·Y·ZWGK-0012", "待定", ""]
)
def test_what_does_not_follow_the_rule_has_no_parts(code: str) -> None:
    assert parse_code(DEFAULT_PATTERN, code) is None


def test_a_folder_takes_the_code_as_its_name() -> None:
    assert folder_name("J001-WS·2026·Y·ZWGK-0012") == "J001-WS.2026.Y.ZWGK-0012"
