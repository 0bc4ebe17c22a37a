"""Where slack goes in a justified line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.model import Role
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.justify import place_line
from generator.typesetting.measure import Setter
from generator.typesetting.model import Run
from generator.typesetting.units import SIZE_3, Pt
from tests.typesetting.build import right_edge

SETTER = Setter(load_fonts())
X, WIDTH = Pt(100), Pt(442)


def placed(text: str, width: Pt | None = WIDTH) -> tuple[Run, ...]:
    return place_line(SETTER.measure_text(text, Role.BODY, SIZE_3), 0, len(text), X, -8, width)


def slack_after(text: str) -> dict[int, float]:
    """Index of a character → what justification adds after it, in points."""
    loose, tight = (_positions(placed(text, width)) for width in (WIDTH, None))
    grown = [(b - a) - (d - c) for a, b, c, d in zip(loose, loose[1:], tight, tight[1:], strict=False)]
    return {i: g for i, g in enumerate(grown) if g > 0.01}


def _positions(runs: tuple[Run, ...]) -> list[float]:
    found = []
    for run in runs:
        x = float(run.x)
        for char in run.text:
            found.append(x)
            x += run.face.advance(char) * run.size + run.spacing
    return found


def test_slack_is_shared_equally_after_han_and_after_a_whole_word() -> None:
    grown = slack_after("使用PDF格式")
    assert set(grown) == {0, 1, 4, 5}
    assert max(grown.values()) == pytest.approx(min(grown.values()))


def test_slack_follows_each_latin_word() -> None:
    assert set(slack_after("用Open Data版")) == {0, 5, 9}


def test_slack_comes_after_a_mark_that_follows_a_figure_and_not_before_it() -> None:
    assert set(slack_after("达15℃时")) == {0, 3}
    assert set(slack_after("于“2025”年")) == {0, 1, 6}


def test_no_slack_goes_inside_a_dash_or_an_ellipsis() -> None:
    assert set(slack_after("甲——乙……丙")) == {0, 2, 3, 5}


def test_a_mark_at_the_very_start_counts_as_latin() -> None:
    assert set(slack_after("“2025”年度")) == {5, 6}


@given(st.text(st.sampled_from("公开政府，。“”—…2015aB（）《》℃%①𠮷镕"), min_size=2, max_size=24))
def test_a_justified_line_keeps_its_text_and_ends_at_the_measure(text: str) -> None:
    runs = placed(text)
    assert "".join(run.text for run in runs) == text
    edges = [right_edge(run) for run in runs]
    assert all(b.x >= a - 0.5 for a, b in zip(edges, runs[1:], strict=False))
    if slack_after(text):
        assert edges[-1] == pytest.approx(X + WIDTH, abs=0.001)


@given(st.text(st.sampled_from("公开政府，“”2015aB（）"), min_size=1, max_size=20))
def test_an_unjustified_line_has_the_measured_width(text: str) -> None:
    measured = SETTER.measure_text(text, Role.BODY, SIZE_3)
    assert right_edge(placed(text, None)[-1]) - X == pytest.approx(measured.width(0, len(text), -8) / 20)


def test_spaces_at_a_lines_end_vanish() -> None:
    assert [run.text for run in placed("甲 ")] == ["甲"]


def test_a_space_between_han_is_set_in_the_chinese_face() -> None:
    (run,) = placed("第一章 总则", None)
    assert run.text == "第一章 总则"
