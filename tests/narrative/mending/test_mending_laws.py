"""What holds for every text: mending is idempotent, touches no figure, and leaves addresses alone."""

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.narrative.mending import mend_heading, mend_paragraph

FRAGMENTS = (
    list("公开一二年月日件条第元万章某张占，。、；：？！“”‘’（）《》〈〉〔〕【】…—～·")
    + list(",.;:!?()[]{}\"'-~_/\\%+=@#&* \u00a0\u3000\t\u2003\u200b\ufeff\u00ad")
    + list("０１９ＡｚＯ％．－＂○〇◯Oo∼〜−–─•・‧")
    + list("㈠㈩⑴⒇⒈⒛①⑳⾏⻓\uf900")
    + [
        "2023年",
        "2019-2023年",
        "100%",
        "1,234",
        "10:30",
        "10：30",
        "1：50",
        "函(2021)30号",
        "第一章 ",
        "一、",
    ]
    + ["http://a.cn/x,y;z.html", "www.b.cn", "gk@hrb.gov.cn", "[[新收 合计]]", "《条例》", "二○一五年", "PDF"]
    + [
        "...",
        "。。。",
        "--",
        "━━",
        "“三审三校”",
        "共受理　　件",
        "王　平",
        "\u3000\u3000",
        "1、",
        "(一)",
        "ab c",
    ]
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
LAW = settings(max_examples=300, deadline=None)

ZEROS = "0〇○◯Oo"


def digits(text: str) -> str:
    """The digits of a text in order, width folded; without zeros, since 〇 may replace what stands for one."""
    return re.sub(r"[^1-9]", "", unicodedata.normalize("NFKC", text))


def zeros(text: str) -> int:
    return sum(map(unicodedata.normalize("NFKC", text).count, ZEROS))


@LAW
@given(TEXTS)
@example("1、 、")
@example("（一）、，完善")
@example("()…,")
def test_mending_a_mended_paragraph_changes_nothing(text: str) -> None:
    once = mend_paragraph(text)
    assert mend_paragraph(once.text).changes == ()
    assert mend_paragraph(once.text).text == once.text


@LAW
@given(TEXTS)
def test_mending_a_mended_heading_changes_nothing(text: str) -> None:
    once = mend_heading(text)
    assert mend_heading(once.text).changes == ()


@LAW
@given(TEXTS)
def test_no_digit_is_lost_added_or_moved(text: str) -> None:
    mended = mend_heading(text).text
    assert digits(mended) == digits(text)
    assert zeros(mended) == zeros(text)


@LAW
@given(TEXTS)
def test_han_and_latin_text_is_never_lost(text: str) -> None:
    def letters(value: str) -> str:
        plain = unicodedata.normalize("NFKC", value)
        return "".join(char for char in plain if char.isalpha() and char not in "Oo〇⻓长")

    assert letters(mend_paragraph(text).text) == letters(text)


@LAW
@given(TEXTS, st.sampled_from(["http://a.cn/x,y;z.html", "gk@hrb.gov.cn", "[[新收, 合计]]"]), TEXTS)
def test_addresses_and_references_stay_as_they_are(head: str, kept: str, tail: str) -> None:
    text = f"{head}，{kept}，{tail}"
    if not re.search(r"\[\[(?!新收)|[A-Za-z0-9._%+-]，", head):
        assert kept in mend_paragraph(text).text


@LAW
@given(TEXTS)
def test_every_difference_is_told(text: str) -> None:
    mended = mend_paragraph(text)
    assert (mended.text != text) == bool(mended.changes)
    assert all(change.before != change.after for change in mended.changes)
