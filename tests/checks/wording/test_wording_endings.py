"""T43, T57: how a paragraph may end, and ordinals inside one paragraph; and that no text makes the review fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.wording.model import Line
from generator.checks.wording.review import review_line
from generator.narrative.mending.protect import without_addresses
from generator.report.finding import Finding, Severity
from generator.report.model import Level


def findings(text: str, rule: str, last: bool = False) -> list[Finding]:
    line = Line(text, without_addresses(text), "body", None, Level.BODY, last, None if last else Level.BODY)
    return [finding for finding in review_line(line) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("公开规范性文件9件，", "段落以句中的标点结尾"),
        ("公开规范性文件、", "段落以句中的标点结尾"),
        ("公开规范性文件9件；", "最后一项以分号结尾"),
        ("公开规范性文件9件：", "段落以冒号结尾"),
        ("公开规范性文件9件", "段末缺少句号等标点"),
        ("公开规范性文件（9件）", "段末缺少句号等标点"),
        ("（公开规范性文件9件）", "段末缺少句号等标点"),
        ("公开规范性文件《目录》", "段末缺少句号等标点"),
        ("公开9件PDF", "段末缺少句号等标点"),
    ],
)
def test_the_finding_says_what_is_wrong_with_the_end(text: str, said: str) -> None:
    (finding,) = findings(text, "T43", last=True)
    assert finding.message.startswith(said)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("mark", list("。！？…”"))
def test_a_paragraph_may_end_in_any_final_mark(mark: str) -> None:
    assert not findings(f"公开规范性文件{mark}", "T43", last=True)
    assert not findings(f"公开规范性文件（见附表{mark}）", "T43", last=True)
    assert not findings(f"公开规范性文件{mark}（见附表）", "T43", last=True)


LABELS = ["地址", "邮编", "邮箱", "电话", "传真", "网址", "联系人", "网站", "编码", "时间", "邮件"]
KINDS = [
    "",
    "联系",
    "办公",
    "通信",
    "通讯",
    "单位",
    "办理",
    "电子",
    "咨询",
    "监督",
    "投诉",
    "举报",
    "邮政",
    "官方",
]


@pytest.mark.parametrize("kind", KINDS)
def test_contact_lines_need_no_mark(kind: str) -> None:
    for label in LABELS:
        assert not findings(f"{kind}{label}：滨河路18号", "T43")


@pytest.mark.parametrize(
    "text", ["附：统计表", "附件：统计表", "附件1：统计表", "注：含街道办事处", "附2:统计表", "注:含街道"]
)
def test_notes_and_annexes_need_no_mark(text: str) -> None:
    assert not findings(text, "T43")


def test_a_whole_paragraph_that_begins_like_a_contact_line_needs_one() -> None:
    assert findings("电话咨询由专人接听，" + "做到件件有回音，事事有着落，" * 4 + "群众满意", "T43")


@pytest.mark.parametrize("date", ["2024年1月20日", "2024年12月3日", "二〇二四年一月二十日"])
def test_a_date_needs_no_mark(date: str) -> None:
    assert not findings(date, "T43")
    assert findings(f"于{date}公布", "T43")


@pytest.mark.parametrize(
    "end",
    [
        "情况",
        "方面",
        "措施",
        "问题",
        "工作",
        "概述",
        "建设",
        "管理",
        "保障",
        "公开",
        "渠道",
        "形式",
        "内容",
        "要求",
        "计划",
        "机制",
        "制度",
        "说明",
    ],
)
def test_a_line_that_names_a_subject_looks_like_a_heading(end: str) -> None:
    (finding,) = findings(f"信息平台{end}", "T43")
    assert finding.severity is Severity.NOTICE
    for sentence in (f"我局推进{end}", f"信息，平台{end}", f"信息3个{end}", f"推进{'公开信息' * 4}{end}"):
        (finding,) = findings(sentence, "T43")
        assert finding.severity is Severity.WARNING


def test_text_without_han_needs_no_mark() -> None:
    assert not findings("PDF, OFD", "T43")


@pytest.mark.parametrize(
    "text",
    [
        "（一）登记；（三）答复。",
        "（1）登记。（3）答复。",
        "1.登记；2.受理；4.答复。",
        "1、登记，3、答复。",
        "第一，登记；第二，受理；第二，答复。",
        "第十，登记；第一，登记；第三，答复。",
        "①登记；③答复。",
        "（一）登记！（三）答复？",
        "“登记”（一）受理，“审核”（三）答复，（乙）（四）归档。",
        "（九）登记；（一）受理；（二）审核；（四）答复。",
        "（一）甲；（二）乙；（三）丙；（四）丁；（五）戊；（六）己；（七）庚；（八）辛；（九）壬；（十）癸；（十二）子。",
    ],
)
def test_a_list_in_a_paragraph_that_skips_or_repeats_is_a_warning(text: str) -> None:
    found = findings(text, "T57")
    assert found
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    "text",
    [
        "（一）登记；（二）答复。（一）受理；（二）审核。",
        "（三）登记；（五）答复。",
        "（一）项、（三）项；（一）款，（三）款；（一）条，（三）条；（一）、（三）。",
        "（1）项，（3）项。",
        "1.5倍，3.5倍。",
        "1.登记；2.受理；3.答复。",
        "公布第一，第三，第五批。",
        "①登记；②受理。",
        "（十九）甲；（二十）乙；（二十一）丙。",
        "（一二十）甲；（十十）乙。",
        "共1.登记3.答复。",
    ],
)
def test_a_right_list_and_quoted_items_pass(text: str) -> None:
    assert not findings(text, "T57")


@pytest.mark.parametrize(("first", "word"), [("（二）", "不连续"), ("（一）", "重复")])
def test_the_finding_says_whether_a_number_is_lost_or_repeated(first: str, word: str) -> None:
    second = "（三）" if word == "不连续" else "（一）"
    text = f"（一）登记；{second}答复。" if word == "不连续" else f"（一）甲；（二）乙；{'（二）'}丙。"
    (finding,) = findings(text, "T57")
    assert word in finding.message


def test_twenty_one_items_count_on() -> None:
    numerals = [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
        "十七",
        "十八",
        "十九",
        "二十",
        "二十一",
    ]
    assert not findings("".join(f"（{numeral}）登记；" for numeral in numerals) + "完。", "T57")
    assert findings("".join(f"（{numeral}）登记；" for numeral in [*numerals, "二十三"]) + "完。", "T57")


FRAGMENTS = (
    list("公开一二十年月日件条第元某占，。、；：？！“”‘’（）《》〈〉〔〕【】…—～·")
    + list(",.;:!?()[]{}\"'-~_/%+*#& \u3000０１９ＡO○〇l×Xx●①⑳■國")
    + [
        "2023年",
        "20231月",
        "100%",
        "1,234",
        "1，234",
        "10:30",
        "〔2021〕",
        "第一",
        "一、",
        "首先、",
        "等",
        "〔2021〕03号",
    ]
    + [
        "http://a.cn/x",
        "gk@hrb.cn",
        "[[新收]]",
        "《条例》",
        "政府信息工开",
        "的的",
        "共件",
        "电话：",
        "1）",
        "（一）",
        "（一二十）",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join), st.booleans())
def test_no_text_makes_the_review_fail_and_every_quote_is_of_the_text(text: str, last: bool) -> None:
    line = Line(text, without_addresses(text), "body", None, Level.BODY, last, None if last else Level.TWO)
    for finding in review_line(line):
        assert finding.quote in text
        assert finding.message
