"""Blanks that mending must leave: a word or figure may be missing there, or the blank is meant (T02, T03, T62)."""

import pytest

from generator.narrative.mending import mend_paragraph
from generator.narrative.mending.blanks import kept_blanks, spread_words, unfilled_blanks

WANTS_NUMBER = (
    "共 计 收到 受理 办理 公开 发布 答复 办结 制发 新增 达 达到 为 发放 接待 回应 解读 转载 报送 编发 信息 申请 "
    "文件 许可 处罚 案件 建议 提案 占 增长 下降"
)
MEASURES = "件 条 份 篇 次 项 期 个 % 万元 亿元 元"
WIDE_ONLY = "人 家 户 场 名 例 宗 起 月 日 号"


@pytest.mark.parametrize("word", WANTS_NUMBER.split())
def test_a_single_blank_stays_where_the_word_before_it_wants_a_number(word: str) -> None:
    text = f"全年{word} 件，其中"
    assert unfilled_blanks(text) == ((2 + len(word), 3 + len(word)),)
    assert mend_paragraph(text).text == text


@pytest.mark.parametrize("measure", MEASURES.split())
def test_a_single_blank_stays_before_a_counting_word(measure: str) -> None:
    for after in (
        "，其中",
        "。",
        "",
        "的单位",
        "和其他",
        "其余",
        "占比",
        "均已",
        "已办",
        "并公开",
        "较上年",
        "比上年",
        "同比",
    ):
        text = f"全年受理 {measure}{after}"
        assert mend_paragraph(text).text == text


@pytest.mark.parametrize("measure", (MEASURES + " " + WIDE_ONLY).split())
@pytest.mark.parametrize("blank", ["\u3000", "  ", "\u00a0 ", "\t\t"])
def test_a_wide_blank_stays_before_any_counting_word(measure: str, blank: str) -> None:
    text = f"参加活动{blank}{measure}，其中"
    assert unfilled_blanks(text) == ((4, 4 + len(blank)),)
    assert mend_paragraph(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "依据〔2021〕 号",
        "依据〔2021〕\u3000条",
        "第 号公告",
        "2023年 月 日",
        "20\u3000年",
        "20  年",
        "由\u3000\u3000编制",
        "由    编制",
        "电话： ，邮编",
        "联系人：  ）",
        "邮编: 。",
    ],
)
def test_other_blanks_of_a_form_stay(text: str) -> None:
    assert unfilled_blanks(text)
    assert " ".join(mend_paragraph(text).text.split()) == " ".join(text.replace(":", "：").split())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("今 年，全区", "今年，全区"),  # a plain blank beside a word that wants no number
        ("修订 文件", "修订文件"),
        ("参加活动 人，其中", "参加活动人，其中"),
        ("政府信息\u3000公开", "政府信息公开"),
        ("信息公开\u3000条例", "信息公开条例"),  # 条 here is no counting word
        ("受理 条例", "受理条例"),
        ("申请 人，可以", "申请人，可以"),
        ("文件 名，可以", "文件名，可以"),
        ("由  编制", "由编制"),  # two blanks are a slip, four are a gap
        ("由   编制", "由编制"),
        ("工作 年限", "工作年限"),
        ("电话： 82345678", "电话：82345678"),
        ("近20 年来", "近20年来"),
        ("第 一章", "第一章"),
        ("共 18 件", "共18件"),
    ],
)
def test_stray_blanks_go(typed: str, expected: str) -> None:
    assert not unfilled_blanks(typed)
    assert mend_paragraph(typed).text == expected


@pytest.mark.parametrize(
    "text", ["王\u3000平", "王\u3000\u3000平", "李\u3000明、张\u3000强", "填报人：王\u3000平", "概\u3000述"]
)
def test_names_and_headings_spread_by_a_wide_blank_stay(text: str) -> None:
    assert spread_words(text)
    assert mend_paragraph(text).text == text


@pytest.mark.parametrize(
    "text", ["王\u3000平受理", "今\u3000年全区", "全区今\u3000年", "王 平", "目\u3000\u3000\u3000录"]
)
def test_words_of_running_text_are_not_spread_names(text: str) -> None:
    assert not spread_words(text)


def test_all_kept_blanks_are_those_of_both_kinds() -> None:
    assert set(kept_blanks("王\u3000平，共受理 件，")) == {(1, 2), (7, 8)}
