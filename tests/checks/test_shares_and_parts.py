"""Numbers inside one sentence: shares of a whole, their sum, rates, parts of a whole."""

import pytest

from generator.report.finding import Severity
from tests.checks.reports import about, found, keys, report

RIGHT_SHARES = """
全年公开政府信息14393条。其中，政府网站公开817条，占5.7%；政务微博公开11650条，占80.9%；办事大厅公开14条，占0.1%；其他方式公开1912条，占13.3%。
共发布解读材料74篇，其中图解38篇、占51.4%，视频21篇、占28.4%，问答15篇、占20.3%。
收到申请43件，网络申请26件（占60.5%），信函申请17件（占39.5%）。
公开信息530条，其中业务动态类信息528条，占总体的比例为99.62%。
收到申请3件，其中自然人1件，占33.3%，企业1件，占33.3%，其他1件，占33.3%。
收到申请8件，其中予以公开1件，占12.5%。
公开信息900条，其中街道动态300条，占33%。
受理申请49件，当面递交2件，占4.1%。
图解和视频解读占全部解读材料的79.7%，整改问题94个。
区级部门公开信息830条，占全市公开信息总量的12%。
办理热线转办事项26871件，按期办结率为99.7%，群众满意率为96.2%。
主动公开信息3637条，比上年增加838条，增长29.9%。
收到申请130件，其中约一半涉及征地，占比近50%。
全年培训860人次，参训率为98%，其中街道工作人员占35%。
"""
WRONG_SHARES = """
公开信息530条，其中业务动态类信息528条，占总体的比例为99.61%。
收到申请43件，网络申请26件（占60.4%），信函申请17件（占39.5%）。
共发布解读材料74篇，其中图解38篇、占51.4%，视频21篇、占28.4%，问答15篇、占20.2%。
全年公开信息224条，其中机构职能类13条，占比5.8%；规划计划类1条，占比0.5%；部门动态类86条，占比38.4%。
收到申请130件，其中予以公开59件，占45.3%。
答复申请50件，其中予以公开12件，占34%。
公开信息524条，其中工作动态类信息248条，占总体比例约为47.3%，通知公告96条，占20.3%。
"""


@pytest.mark.parametrize("sentence", [s for s in RIGHT_SHARES.split("\n") if s])
def test_a_share_that_its_numbers_bear_out_passes(sentence: str) -> None:
    assert [k for k in about(sentence) if k.startswith("txt.p")] == []


@pytest.mark.parametrize("sentence", [s for s in WRONG_SHARES.split("\n") if s])
def test_a_wrong_share_is_an_error_with_the_right_one(sentence: str) -> None:
    told = [f for f in found(report(2024, sentence)) if f.rule == "2021.txt.percent"]
    assert [f.severity for f in told] == [Severity.ERROR]


def test_the_message_names_part_whole_and_the_right_share() -> None:
    told = found(report(2024, "公开信息530条，其中业务动态类信息528条，占总体的比例为99.61%。"))
    message = next(f.message for f in told if f.rule == "2021.txt.percent")
    assert message == (
        "“其中业务动态类信息528条，占总体的比例为99.61%”：528条占530条应为99.62%，写的是99.61%。"
        "请改正百分比，或核对两个数字。"
    )


def test_a_share_given_as_about_so_much_is_only_doubted() -> None:
    text = "公开信息524条，其中工作动态类信息248条，占总体比例约为47.20%。"
    told = [f for f in found(report(2024, text)) if f.rule == "2021.txt.percent"]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert about(text.replace("47.20", "47.33")) == []


def test_shares_over_several_paragraphs_are_one_list() -> None:
    text = (
        "全年公开政府信息1000条。其中：\n政府网站公开700条，占公开总量的70%；\n"
        "微信公开200条，占公开总量的20%；\n公示栏公开100条，占公开总量的11%。"
    )
    assert about(text) == ["txt.percent", "txt.percent_sum"]


def test_shares_of_all_parts_add_up_to_a_hundred_but_for_rounding() -> None:
    right = "收到申请7件，其中甲类3件，占42.9%，乙类2件，占28.6%，丙类2件，占28.6%。"
    assert about(right) == []
    wrong = right.replace("42.9", "43.9")
    assert about(wrong) == ["txt.percent", "txt.percent_sum"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("从申请人看，自然人占73.0%，企业占15.4%，其他组织占11.6%。", False),
        ("从申请人看，自然人占73.1%，企业占15.4%，其他组织占12.6%。", True),
        ("申请内容中，征地占33.3%，规划占33.3%，社保占33.3%。", False),
        ("公开信息300条，动态类占50%，公告类占30%，其他占25%。", True),
        ("公开信息300条，动态类占50%，公告类占30%，其他占20%。", False),
        ("公开信息300条，动态类占50%，公告类占30%，其他占25%，另有解读8篇。", False),
        ("申请内容主要是征地占41%，规划占22%，社保占17%。", False),
    ],
)
def test_a_list_of_shares_without_numbers_adds_up_to_a_hundred_where_it_was_meant_to(
    sentence: str, told: bool
) -> None:
    assert ("txt.percent_list" in about(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("全区共收到申请40件，已办结36件，办结率90%。", False),
        ("全区共收到申请40件，已办结36件，办结率92%。", True),
        ("全区共收到申请40件，已办结36件，按时办结率100%。", False),
        ("收到申请21件，结转1件，办结率100%。", False),
        ("收到建议86件，答复86件，答复率100%。", False),
        ("收到建议86件，答复85件，答复率100%。", True),
    ],
)
def test_a_rate_is_the_part_done_of_what_came_in(sentence: str, told: bool) -> None:
    assert ("txt.rate" in about(sentence)) == told


RIGHT_PARTS = """
公开信息100条：动态50条、公告30条、其他20条。
提出25项措施：完善制度5项，开展培训3次。
主动公开信息73条，其中网站公开73条；微信公众号公开73条；公开栏公开73条。
全年受理审批服务事项485318件，其中审批事项101189件，服务事项384129件；街道一口受理930件。
全年共受理审批服务事项485318件，审批事项101189件，服务事项384129件；街道一口受理930件。
公开信息22条，其中人事信息2条，动态信息2条，财务信息2条（其中预算1条、决算1条），计划总结5条，其他信息11条。
产生行政复议案件3件、行政诉讼案件3件，其中行政复议结果维持3件、行政诉讼结果维持3件。
收到申请44件（其中：网上申请42件，现场申请0件，邮寄2件），上年结转0件，办结39件。
主动公开信息203条，其中工作动态172条，党务公开11条，人事信息4条，公告16条，更新组织机构信息15条。
公开信息3637条，其中许可信息3121条，比上年减少838条；处罚信息412条，采购信息30条，服务信息29条。另有政策解读45条。
新收申请317件，上年结转3件。其中，予以公开184件，部分公开18件，不予公开8件，无法提供57件，不予处理18件，其他处理22件，结转下年度13件。
主动公开信息6391条，其中概况类信息1105条；动态类信息2896条；文件、报告等其他信息共计2390条。
发布信息30条，其中网站公开18条，合计推送5次，微信公开12条。
发布信息15248条，其中工作动态14119条，文件法规75条，重点领域信息253条。
公开信息193条，全文电子化率达100%。其中机构职能类11条，工作动态类105条，政令公告3条，政策法规30条，其他信息44条。
全区培训860人次，其中区级部门320人次，街道540人次。
举办培训4场，召开会议6次，共培训860人次。
共收到8份申请，均为自然人申请。其中，予以公开2件，部分公开2件，过程性信息1件，不掌握2件，其他1件。
收到申请100件，其中涉及征地的40件，涉及规划的25件。
网络申请26件、信函申请17件，合计43件。
受理申请5件，其中网络申请3件，当面申请2件，已全部答复。
公开信息1000条，其中甲类600条，乙类369条。
网络申请260件、信函申请170件，合计415件。
受理申请43件，其中网络申请26件。信函申请16件另行统计。
公开各类信息近1700条，其中督导检查872条，资格认定581条。
"""
WRONG_PARTS = """
公开信息100条：动态50条、公告30条、其他30条。
主动公开信息6391条，其中概况类信息1105条；动态类信息2896条；文件、报告等其他信息共计2004条。
在已答复的9件申请中，同意公开7件，部分公开1件，不予公开1件，信息不存在1件。
全年受理审批服务事项485318件，其中审批事项101189件，服务事项384192件。
收到申请43件，其中网络申请26件，信函申请16件。
答复9件，其中同意公开5件，部分公开4件，不予公开2件，信息不存在1件。
收到申请44件（其中：网上申请42件，现场申请1件，邮寄2件）。
主动公开信息数为286条，其中通过网站公开160条，公告栏公开120条。
收到申请50件，其中自然人41件，法人和其他组织8件。
网络申请26件、信函申请17件、当面申请1件，合计43件。
公开信息1000条，其中甲类600条，乙类371条。
共受理事项430件，甲类260件，乙类169件；另受理咨询12件。
公开信息64条，其中部门工作59条、政策文件3条、财务公开1条、其他信息2条。
主动公开政府信息50条。全年运行正常。在主动公开的信息中，政策法规类4条，业务工作类10条，信息公开类30条，统计数据类7条。
全年公开信息1559条，其中通过政府网站公开1549条，通过12316平台公开15条。
全年公开政府信息115条，其中包括：通知公告30条，财政信息2条，政策文件10条，部门文件27条，其他信息51条。
"""


@pytest.mark.parametrize("sentence", [s for s in RIGHT_PARTS.split("\n") if s])
def test_parts_that_add_up_or_are_not_all_the_parts_pass(sentence: str) -> None:
    assert "txt.parts_sum" not in about(sentence)


@pytest.mark.parametrize("sentence", [s for s in WRONG_PARTS.split("\n") if s])
def test_parts_that_do_not_add_up_are_told(sentence: str) -> None:
    assert about(sentence).count("txt.parts_sum") == 1


def test_parts_over_several_paragraphs_are_added_up() -> None:
    text = "全年公开信息100条。其中：\n网站公开60条；\n微信公开30条；\n其他方式公开11条。"
    told = [f for f in found(report(2024, text)) if f.rule == "2021.txt.parts_sum"]
    assert "各项60+30+11=101，总数为100条，相差1" in told[0].message


def test_a_paragraph_divides_what_the_one_before_it_counts() -> None:
    text = "全年主动公开信息915条，电子化率达100%。\n在主动公开的信息中，文件类113条，动态类507条，其他信息294条。"
    told = [f for f in found(report(2015, text)) if f.rule == "2008.txt.parts_sum"]
    assert ["113+507+294=914，总数为915条，相差1" in f.message for f in told] == [True]
    assert "txt.parts_sum" not in about(text.replace("294", "295"), 2015)


def test_answers_in_paragraphs_of_their_own_are_added_up() -> None:
    text = (
        "在已经答复的9件申请中，“同意公开”的7件，占总数的70%，主要是审批信息。\n"
        "“部分公开”1件，占总数的10%，涉及规划。\n“信息不存在”的1件，占总数的10%。\n"
        "“不予公开”的1件，占总数的10%。主要是内部文件。"
    )
    told = [f for f in found(report(2015, text)) if f.rule == "2008.txt.parts_sum"]
    assert ["各项7+1+1+1=10，总数为9件，相差1" in f.message for f in told] == [True]
    broken = text.replace("申请中，“", "申请中，\n“")
    assert "txt.parts_sum" in about(broken, 2015)
    right = text.replace("“不予公开”的1件，占总数的10%", "“不予公开”的0件，占总数的0%")
    assert "txt.parts_sum" not in about(right, 2015)


def test_the_text_that_the_program_writes_from_the_figures_raises_nothing() -> None:
    text = (
        "2024年，新收政府信息公开申请564件，上年结转19件，办理562件，结转下年度继续办理21件。"
        "其中，予以公开201件，部分公开80件，不予公开95件，无法提供133件，不予处理38件，其他处理15件。"
    )
    assert keys(report(2024, text), prefix="txt.") == []
