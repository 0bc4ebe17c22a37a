"""Script portions of mixed text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typesetting.fonts.catalogue import is_western
from generator.typesetting.runs import kind, split


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("南", "han"), ("，", "han"), ("（", "han"), ("～", "han"), ("％", "han"), ("￥", "han"),
        ("〇", "han"), ("㎡", "han"), ("𠮷", "han"), ("〔", "han"), ("／", "han"),
        ("a", "latin"), ("9", "latin"), ("%", "latin"), (".", "latin"), (" ", "latin"), ("é", "latin"),
        ("²", "mark"), ("α", "mark"),
        ("“", "mark"), ("”", "mark"), ("‘", "mark"), ("’", "mark"), ("…", "mark"), ("—", "mark"),
        ("·", "mark"), ("℃", "mark"), ("‰", "mark"), ("①", "mark"), ("×", "mark"), ("°", "mark"),
        ("−", "mark"), ("№", "mark"),
    ],
)  # fmt: skip
def test_each_character_has_its_kind(char: str, expected: str) -> None:
    assert kind(char) == expected


def test_quotation_marks_are_portions_of_their_own() -> None:
    assert list(split("“2025”年“云公开”")) == [
        ("mark", "“"), ("latin", "2025"), ("mark", "”"), ("han", "年"), ("mark", "“"),
        ("han", "云公开"), ("mark", "”"),
    ]  # fmt: skip


def test_western_marks_are_parted_from_the_others() -> None:
    assert list(split("”×2")) == [("mark", "”"), ("mark", "×"), ("latin", "2")]


def test_a_space_belongs_to_what_stands_before_it() -> None:
    assert list(split("第一章 总则GB/T 9704")) == [("han", "第一章 总则"), ("latin", "GB/T 9704")]
    assert list(split("“ 甲 a")) == [("mark", "“ "), ("han", "甲 "), ("latin", "a")]


def test_latin_is_what_the_font_chains_call_western() -> None:
    western = {chr(code) for code in range(0x20, 0x3000) if is_western(chr(code))}
    assert {chr(code) for code in range(0x20, 0x3000) if kind(chr(code)) == "latin"} == western


@given(st.text(alphabet=st.sampled_from("南，“”—… ab9%℃𠮷（×·\u0e01")))
def test_portions_joined_are_the_text_and_neighbours_differ(text: str) -> None:
    portions = list(split(text))
    assert "".join(p for _, p in portions) == text
    assert all(a != b or a == "mark" for (a, _), (b, _) in pairwise(portions))
