"""The model of LibreOffice's line breaking against lines that LibreOffice 7.4 really made."""

import json
from pathlib import Path

import pytest

from generator.document.model import Role
from generator.typesetting.breaking import FIRST, FULL
from generator.typesetting.libreoffice import LibreOffice
from generator.typesetting.linebreak import cut, greedy
from generator.typesetting.measure import Measured, Setter
from generator.typesetting.units import SIZE_3

RECORDED = json.loads((Path(__file__).parent / "libreoffice_lines.json").read_text("utf-8"))["paragraphs"]
CASES = [
    pytest.param(entry["text"], int(spacing), lines, id=f"{entry['text'][:8]}{spacing}")
    for entry in RECORDED
    for spacing, lines in entry["lines"].items()
]


def lines_by_model(measured: Measured, spacing: int) -> list[str]:
    fits, office = measured.fitter(spacing), LibreOffice(measured)
    starts = greedy(measured.text, lambda s: fits(s, FULL if s else FIRST), office.following)
    return [line.replace(" ", "") for line in cut(measured.text, starts)]


@pytest.mark.parametrize(("text", "spacing", "lines"), CASES)
def test_lines_are_those_of_libreoffice(text: str, spacing: int, lines: list[str], setter: Setter) -> None:
    assert lines_by_model(setter.measure_text(text, Role.BODY, SIZE_3), spacing) == lines


def following(text: str, limit: int, setter: Setter) -> str:
    """What begins the next line where the character at `limit` does not fit."""
    office = LibreOffice(setter.measure_text(text, Role.BODY, SIZE_3))
    return text[office.following(0, limit) :]


@pytest.mark.parametrize(
    ("text", "first_left_out", "next_line"),
    [
        ("依法公开信息，2015年", "15年", "息，2015年"),
        ("公开、12项", "2项", "开、12项"),
        ("占总数的99.5%以上", "5%以上", "99.5%以上"),
        ("公开为常态——不公开", "—不公开", "—不公开"),
        ("公开“云平台”", "云平台”", "“云平台”"),
        ("第1项“3·15”活动", "15”活动", "“3·15”活动"),
        ("收费￥40元", "0元", "￥40元"),
        ("网址www.gov.cn/a/b", "/b", "a/b"),
        ("网址www.gov.cn/ab/c", "b/c", "ab/c"),
        ("使用 PDF", " PDF", "PDF"),
    ],
)
def test_where_a_line_goes_back_to(text: str, first_left_out: str, next_line: str, setter: Setter) -> None:
    assert following(text, text.index(first_left_out), setter) == next_line
