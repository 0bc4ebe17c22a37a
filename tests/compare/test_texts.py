"""Two texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.comparison.texts import Piece, differences, likeness, unchanged

WORDS = st.lists(
    st.sampled_from(["政府", "信息", "公开", "12", "1.5%", "，", "。", "ABC", " ", "件", "→"])
).map("".join)


def version(pieces: tuple[Piece, ...], mark: str) -> str:
    return "".join(piece.text for piece in pieces if piece.mark in ("same", mark))


def told(old: str, new: str) -> str:
    """The merged text with [deleted] and {inserted}."""
    marks = {"same": "%s", "arrow": "%s", "deleted": "[%s]", "inserted": "{%s}"}
    return "".join(marks[piece.mark] % piece.text for piece in differences(old, new))


@given(WORDS, WORDS)
def test_what_stayed_and_what_was_deleted_is_the_old_text_and_with_what_was_inserted_the_new(
    old: str, new: str
) -> None:
    pieces = differences(old, new)
    assert version(pieces, "deleted") == old
    assert version(pieces, "inserted") == new


@given(WORDS)
def test_a_text_compared_with_itself_is_unchanged(text: str) -> None:
    assert unchanged(differences(text, text))
    assert likeness(text, text) == 1.0


def test_an_arrow_leads_from_an_old_figure_to_the_new_one() -> None:
    assert told("共18642条。", "共18662条。") == "共[18642]→{18662}条。"


def test_a_figure_is_never_cut_though_most_of_its_digits_stay() -> None:
    assert told("增长12.5%。", "增长12.8%。") == "增长[12.5%]→{12.8%}。"


def test_words_have_no_arrow() -> None:
    assert told("下一步改进措施安排", "下一步工作打算安排") == "下一步[改进措施]{工作打算}安排"


def test_a_stray_character_between_two_changes_is_taken_into_them() -> None:
    assert (
        told("积极推进政务公开平台建设", "大力推动政务公开平台建设") == "[积极推进]{大力推动}政务公开平台建设"
    )


def test_texts_with_little_in_common_are_replaced_altogether() -> None:
    assert (
        told("编制重点领域公开事项清单", "没有收取信息处理费")
        == "[编制重点领域公开事项清单]{没有收取信息处理费}"
    )


@pytest.mark.parametrize(("old", "new"), [("", "甲"), ("甲", ""), ("", "")])
def test_nothing_is_a_text_too(old: str, new: str) -> None:
    assert version(differences(old, new), "deleted") == old
    assert version(differences(old, new), "inserted") == new
