"""Runs that stay whole: which positions no line may begin at."""

from itertools import pairwise

import pytest

from generator.typesetting.unbreakable import glue


def pieces(text: str, soft: bool = False) -> list[str]:
    """The text cut at every position that is not glued."""
    glued = glue(text, soft).glued
    cuts = [0, *(i for i in range(1, len(text)) if not glued[i]), len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


@pytest.mark.parametrize(
    "run",
    [
        "3,985,758", "99.5%", "−12.5", "3.45亿", "120万", "2019—2023", "15%～30%", "1—3", "13万元～17万",
        "2019年—2023", "10:30", "1∶1", "1/3", "3·15", "2015-03-01", "〔2015〕8号", "0451-82345678",
        "（0451）82345678", "nangang@163.com", "Government", "GB/T", "——", "……", "http://www.gov.cn/a/b.html",
    ],
)  # fmt: skip
def test_a_run_is_whole(run: str) -> None:
    assert run in pieces(f"共有{run}等")


@pytest.mark.parametrize("text", ["2015年", "351件", "90号"])
def test_a_numeral_and_its_measure_word_are_one_only_by_the_soft_rule(text: str) -> None:
    assert text not in pieces(f"于{text}底")
    assert text in pieces(f"于{text}底", soft=True)


def test_a_range_longer_than_ten_cells_may_break_after_its_connector() -> None:
    assert pieces("为123456789万元～987654321万元") == ["为", "123456789万", "元", "～", "987654321万", "元"]


def test_a_hyphen_stays_with_what_stands_before_it() -> None:
    assert "表-" in "".join(pieces("见表-甲")[1:])
    assert pieces("气温-5度") == ["气", "温", "-5", "度"]


def test_an_ordinal_at_the_start_keeps_the_first_character() -> None:
    assert pieces("1.重点")[0] == "1.重"
    assert pieces("一、概述")[0] == "一、概"
    assert pieces("（二）依申请")[0] == "（二）依"


def test_a_url_may_break_after_a_slash_and_before_its_query_only() -> None:
    text = "见http://www.gov.cn/a-b/index.html?id=4&p=2#top。"
    address = glue(text).longs[0]
    assert text[address.start : address.end] == "http://www.gov.cn/a-b/index.html?id=4&p=2#top"
    cuts = [address.start, *address.breaks, address.end]
    assert [text[a:b] for a, b in pairwise(cuts)] == [
        "http://www.gov.cn/", "a-b/", "index.html", "?id", "=4", "&p", "=2", "#top",
    ]  # fmt: skip


def test_an_e_mail_may_break_before_the_at_sign_only() -> None:
    text = "寄nangang.office@example.gov.cn收"
    (address,) = glue(text).longs
    assert [text[i:] for i in address.breaks] == ["@example.gov.cn收"]
