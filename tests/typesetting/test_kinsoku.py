"""The sets of characters that may not begin or end a line, to the letter."""

import pytest

from generator.typesetting.kinsoku import NOEND, NOSTART, may_break


def test_the_sets_are_those_of_the_typography_notes() -> None:
    assert set("、，。．；：？！）〕］｝〉》」』】〗”’…—～·‰％℃°/／,.;:!?)]}%") == NOSTART
    assert set("（〔［｛〈《「『【〖“‘￥¥＄$№/／([{") == NOEND


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [("公", "开", True), ("开", "，", False), ("“", "云", False), ("开", "（", True), ("”", "的", True)],
)
def test_a_break_needs_both_sides_free(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed
