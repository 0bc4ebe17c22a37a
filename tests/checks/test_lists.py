"""一是…二是…三是, what is announced before a list, and names counted after them."""

import pytest

from generator.report.finding import Severity
from tests.checks.reports import about, found, report

RIGHT = """
在社区公开中做到“四个更加”：一是内容更加充实。二是时间更加及时。三是重点更加突出。四是程序更加完善。
主要存在以下三个方面的问题：一是解读形式单一。二是更新不够及时。三是队伍力量不足。
主要包括以下几个方面：一是涉及公众利益的；二是需要公众知晓的；三是各项活动的信息。
坚决做到“两个维护”。一是加强学习。二是完善制度。三是强化监督。
一是健全机制，包括：（1）例会；（2）通报；（3）考核。二是加强培训。三是严格审核。
主要体现在一是内容不够全面；二是解读不够深入；三是平台不够规范。
统一是前提，规范是基础。一是统一标准。二是规范流程。
一是加强学习，二要完善制度，三是强化监督。
共有三类：第一，文件类。第二，数据类。第三，服务类。
受理、承办和回复三个环节全部在网上完成。
从信息公开、电子政务和便民服务三个方面入手。
推进行政审批、财政资金、公共服务、环境保护、食品安全以及社会组织和中介机构等7大领域公开。
涉及教育、医疗、就业等6个领域的信息全部公开。
完善《保密审查办法》《责任追究办法》《社会评议制度（试行）》3个制度。
制定《管理办法》《实施细则》等5项制度。
"""


@pytest.mark.parametrize("sentence", [s for s in RIGHT.split("\n") if s])
def test_a_list_that_is_whole_and_has_as_many_items_as_announced_passes(sentence: str) -> None:
    assert about(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        (
            "做到“三个更加”：一是内容更加充实。二是时间更加及时。三是重点更加突出。四是程序更加完善。",
            Severity.ERROR,
        ),
        ("存在以下三个方面的问题：一是解读形式单一。二是更新不够及时。", Severity.ERROR),
        ("重点抓好4项工作：一是建章立制；二是强化培训；三是严格考核。", Severity.ERROR),
        ("下一步采取三项措施。一是建章立制；二是强化培训。", Severity.WARNING),
        ("共分四类：①文件类；②数据类；③服务类。", Severity.ERROR),
    ],
)
def test_a_list_with_more_or_fewer_items_than_announced_is_told(sentence: str, severity: Severity) -> None:
    told = [f for f in found(report(2024, sentence)) if f.rule == "2021.txt.claim"]
    assert [f.severity for f in told] == [severity]


def test_numbered_paragraphs_are_counted_too() -> None:
    text = "下一步做好以下三项工作：\n1.|加强培训。\n1.|完善制度。\n1.|严格考核。\n1.|扩大宣传。"
    assert about(text) == ["txt.claim"]
    assert about(text.replace("三项", "四项")) == []


def test_text_below_a_numbered_paragraph_is_no_item() -> None:
    text = "下一步做好以下两项工作：\n1.|加强培训。\n全年计划培训四期。\n1.|完善制度。\n（一）|其他"
    assert about(text) == []


@pytest.mark.parametrize(
    ("sentence", "severity", "words"),
    [
        ("一是加强学习。三是强化监督。", Severity.ERROR, "“一是”之后没有“二是”"),
        ("一是学习。二是培训。四是监督。", Severity.ERROR, "“二是”之后没有“三是”"),
        ("一是学习。二是培训。二是监督。", Severity.WARNING, "“二是”出现两次"),
    ],
)
def test_ordinals_that_are_left_out_or_doubled_are_told(
    sentence: str, severity: Severity, words: str
) -> None:
    told = [f for f in found(report(2024, sentence)) if f.rule == "2021.txt.ordinals"]
    assert [f.severity for f in told] == [severity]
    assert words in told[0].message


def test_a_list_may_run_over_several_paragraphs_and_hold_another() -> None:
    text = "一是加强领导。\n二是完善机制：一是例会，二是通报。\n三是强化考核。"
    assert about(text) == []
    assert about("一是加强领导。\n三是强化考核。") == ["txt.ordinals"]


def test_a_new_heading_begins_a_new_list() -> None:
    assert about("（一）|主动公开。一是网站。二是微信。\n（一）|监督保障。一是考核。二是培训。") == []


def test_ordinals_above_ten_are_named_as_they_are_said() -> None:
    names = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
    whole = "".join(f"{name}是完成第{at}项任务。" for at, name in enumerate(names))
    assert about(whole) == []
    told = [
        f.message
        for f in found(report(2024, whole.replace("十一是完成第10项任务。", "")))
        if "ordinals" in f.rule
    ]
    assert "“十是”之后没有“十一是”，就到了“十二是”" in told[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "从主动公开、政策解读、平台建设、监督保障三个方面入手。",
        "受理、承办、审核、回复三个环节全部在网上完成。",
        "涉及教育、医疗、就业、养老等3个领域的信息全部公开。",
        "完善《保密审查办法》《责任追究办法》《社会评议制度》4个制度。",
        "完善《保密审查办法》《责任追究办法》《社会评议制度》两项制度。",
        "完善《保密审查办法》《责任追究办法》《社会评议制度》等2项制度。",
    ],
)
def test_names_that_are_more_or_fewer_than_the_number_after_them_are_told(sentence: str) -> None:
    assert about(sentence) == ["txt.list"]


def test_words_in_quotation_marks_are_quoted_with_the_inner_marks() -> None:
    told = found(report(2024, "做到“三个更加”：一是充实。二是及时。三是突出。四是完善。"))
    message = next(f.message for f in told if f.rule == "2021.txt.claim")
    assert message == "“‘三个更加’：”说的是3项，后面列了4项。请改正数字，或增减所列的项。"
