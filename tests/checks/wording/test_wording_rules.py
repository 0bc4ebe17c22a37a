"""Each rule that only reports: what it must find, with its severity, and the look-alikes it must pass by.

Clauses: GB/T 15834 (marks), GB/T 15835 (numerals), GB/T 9704 (official documents).
"""

from dataclasses import replace
from typing import Any

import pytest

from generator.checks.wording.model import Line
from generator.checks.wording.review import RULES, review_line
from generator.narrative.mending import mend_paragraph
from generator.narrative.mending.protect import without_addresses
from generator.report.finding import Finding, Severity
from generator.report.model import Level

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


def findings(text: str, **line: Any) -> list[Finding]:
    """What the rules say of one paragraph after mending; body text unless told otherwise."""
    mended = mend_paragraph(text).text
    body = Line(mended, without_addresses(mended), "body", None, Level.BODY)
    return list(review_line(replace(body, **line)))


def told(text: str) -> set[tuple[str, Severity]]:
    return {(finding.rule, finding.severity) for finding in findings(text)}


FOUND = [
    ("T40", E, "公开（包括解读"),
    ("T40", E, "公开《条例》和《办法。"),
    ("T40", E, "落实“三审三校制度。"),
    ("T40", E, "《关于印发“十四五》规划”的通知。"),
    ("T40", E, "落实条例）规定。"),
    ("T40", E, "公开’PDF格式。"),
    ("T40", E, "PDF’公开。"),
    ("T40", E, "喜迎’985。"),
    ("T40", E, "1》完善制度。"),
    ("T40", E, "”云公开“（平台。"),
    ("T40", E, "12完善）制度。"),
    ("T40", E, "《条例〉规定。"),
    ("T40", E, "办公室（滨河路18号]负责。"),
    ("T41", W, "”云公开“平台"),
    ("T41", W, "“云公开“平台。"),
    ("T41", W, '坚持"公开为常态。'),
    ("T41", W, '12"屏和10"屏的配备。'),
    ("T42", E, "，及时公开信息。"),
    ("T42", E, "）及时公开信息。"),
    ("T42", E, ",及时公开信息。"),
    ("T43", W, "政务公开工作取得成效"),
    ("T43", W, "如有疑问，请联系我们（电话：82345678）"),
    ("T43", W, "公开规范性文件9件，"),
    ("T43", W, "现将情况报告如下"),
    ("T44", W, "取得成效。，下一步"),
    ("T44", W, "公开、，解读。"),
    ("T44", W, "公开了吗？。"),
    ("T44", W, "公开，！"),
    ("T44", N, "会议强调“公开是常态。”。"),
    ("T45", N, "北京—上海"),
    ("T45", N, "公开———解读。"),
    ("T46", W, "哈尔滨-北京"),
    ("T46", W, "占5%-8%。"),
    ("T46", W, "为5.2-8.3分。"),
    ("T46", N, "进入首页-政务公开-年报查看。"),
    ("T47", W, "增长15～30%"),
    ("T47", W, "投入9～16亿元"),
    ("T47", W, "下降5-8%。"),
    ("T47", W, "增长5.1～8.3‰。"),
    ("T47", W, "投入9—16万元。"),
    ("T48", W, "90年以来"),
    ("T48", W, "23年底，全部办结。"),
    ("T48", W, "（20年初）开通。"),
    ("T48", W, "15年3月，开通。"),
    ("T48", W, "自90年以来。"),
    ("T48", W, "从18年末起。"),
    ("T48", W, "1999/12/31止。"),
    ("T48", W, "2015.10.20公布。"),
    ("T48", W, "202312月1日起。"),
    ("T48", W, "2023512日止。"),
    ("T48", W, "自15年底开通。"),
    ("T48", W, "于23年5月开通。"),
    ("T48", W, "’15年开通。"),
    ("T48", W, "截至2015.3.1，全部办结。"),
    ("T48", W, "自20231月1日起施行。"),
    ("T48", W, "至20151231日止。"),
    ("T49", N, "共4千件"),
    ("T49", N, "共3千5百件。"),
    ("T49", N, "推行“1十3”模式。"),
    ("T50", W, "占.46"),
    ("T51", E, "共1，234件"),
    ("T51", E, "共12，345，678条。"),
    ("T51", E, "共1,23,4件。"),
    ("T51", E, "共12,3456件。"),
    ("T51", E, "共3,120,45件。"),
    ("T51", E, "共1，234.5万元。"),
    ("T51", N, "2021,2022年两年。"),
    ("T51", W, "自2 023年起。"),
    ("T53", W, "等工作..有序推进。"),
    ("T53", W, "工作.下一步"),
    ("T53", W, "达100%.下一步。"),
    ("T53", W, "（含附件）.下一步。"),
    ("T53", W, "“12.4”宣传。"),
    ("T53", W, "开展“3.15”活动。"),
    ("T54", N, "新闻、解读、等"),
    ("T54", N, "包括规章、公报……等"),
    ("T54", N, "《条例》、《办法》"),
    ("T54", N, "“一网通办”、“一窗受理”改革。"),
    ("T54", N, "公民、或其他组织。"),
    ("T54", N, "走访工业大学、理工大学，金融学院等。"),
    ("T54", N, "走访第一中学、第二中学，实验学校和社区。"),
    ("T54", N, "走访公安局、司法局，民政局及社区。"),
    ("T54", N, "走访公安局、司法局，民政局。"),
    ("T54", N, "公开、或者解读；公开、和解读。"),
    ("T55", N, "首先、完善制度"),
    ("T55", N, "第一、完善制度；"),
    ("T55", N, "完善制度，其次、加强监督；"),
    ("T55", N, "再次、完善制度；"),
    ("T55", N, "完善制度。最后、加强监督。"),
    ("T55", N, "完善制度；二是：加强监督。"),
    ("T55", N, "一是，完善制度。"),
    ("T55", N, "一是、完善制度；二是、加强监督。"),
    ("T56", W, "会议指出：“要落实“三审三校”制度。”"),
    ("T56", W, "办公室（地址：滨河路18号（东侧））。"),
    ("T56", W, "《《条例》》规定。"),
    ("T56", W, "〔滨河路〔东侧〕〕。"),
    ("T56", W, "【滨河路【东侧】】。"),
    ("T57", W, "主要工作：（1）完善制度；（2）加强培训；（4）强化监督。"),
    ("T57", W, "主要工作：①完善制度；②加强培训；②强化监督。"),
    ("T57", W, "第一，完善制度；第三，强化监督。"),
    ("T57", W, "主要工作：1.完善制度；3.强化监督。"),
    ("T58", N, "召开《政务公开推进会》。"),
    ("T58", N, "上线《一网通办平台》。"),
    ("T58", N, "开设《政策解读》、《回应关切专栏》。"),
    ("T59", E, "公开\ufffd指南。"),
    ("T59", E, "公开\uf06c指南。"),
    ("T59", E, "公开■■指南。"),
    ("T59", E, "公开指南\U0001f600。"),
    ("T59", E, "公开指南&nbsp;如下。"),
    ("T59", E, "锟斤拷公开指南。"),
    ("T59", E, "烫烫烫公开指南。"),
    ("T59", E, "屯屯屯公开指南。"),
    ("T59", E, "â€œ公开指南。"),
    ("T59", E, "公开&#12;指南。"),
    ("T59", E, "公开<br/>指南</p>。"),
    ("T59", E, "公开_x000D_指南。"),
    ("T59", E, "公开□▲指南。"),
    ("T59", E, "公开\u0378指南。"),
    ("T60", W, "為民服務。"),
    ("T60", W, "囯务院文件。"),
    ("T61", N, "截止2015年底，全部办结。"),
    ("T61", W, "畅通申请受理渠。"),
    ("T62", E, "共受理　　件，全部办结。"),
    ("T62", E, "主动公开信息　条。"),
    ("T62", E, "共收到申请 件，已答复。"),
    ("T62", E, "共收到件，已答复。"),
    ("T62", E, "比上年增长%。"),
    ("T62", E, "依据国办发〔2021〕号文件。"),
    ("T62", E, "于2023年 月 日公布。"),
    ("T62", E, "于2023年月日公布。"),
    ("T62", E, "联系人：，电话：82345678。"),
    ("T62", E, "由　　　　编制。"),
    ("T62", E, "20　　年报告。"),
    ("T62", N, "填报人：王　平，审核人：李建国。"),
    ("T63", E, "共受理××件"),
    ("T63", E, "共受理XX件。"),
    ("T63", E, "20XX年全年公开。"),
    ("T63", E, "202X年全年公开。"),
    ("T63", E, "共受理2X件。"),
    ("T63", E, "共受理___件。"),
    ("T63", E, "共受理（ ）件。"),
    ("T63", E, "共受理（）件。"),
    ("T63", E, "【待补充】"),
    ("T63", E, "【此处填写主要做法】"),
    ("T63", E, "主要做法：待补充。"),
    ("T63", E, "○○街道办事处。"),
    ("T63", E, "共受理**件。"),
    ("T63", E, "共受理？？件。"),
    ("T63", E, "某某街道办事处编制。"),
    ("T63", E, "共受理N件。"),
    ("T63", N, "申请人王××不服。"),
    ("T65", E, "共受理1O件"),
    ("T65", E, "共受理l2件。"),
    ("T65", E, "共受理1l件。"),
    ("T65", E, "共O5件。"),
    ("T65", E, "占1OO%。"),
    ("T65", E, "共1I个。"),
    ("T65", E, "共I2个。"),
    ("T65", E, "使用P\u0420格式。"),
    ("T66", N, "面积300M2。"),
    ("T66", N, "投入5万万元。"),
    ("T66", N, "受理12件件。"),
    ("T66", N, "占百分之5%。"),
    ("T67", N, "南政发〔2016〕03号"),
    ("T67", N, "国办发〔2016〕第3号。"),
    ("T68", W, "坚持'公开'原则。"),
    ("T69", W, "•信息公开更加规范。"),
    ("T69", W, "● 信息公开更加规范。"),
    ("T69", W, "1）信息公开更加规范。"),
]

PASSED = [
    ("T40", "工作要点：1）完善制度；2）加强培训。"),
    ("T40", "喜迎’98新春，It’s open。"),
    ("T40", "1）完善制度；2）加强培训。"),
    ("T40", "a）完善制度；B）加强培训。"),
    ("T40", "一）完善制度，十二）加强培训。"),
    ("T40", "①）完善制度。"),
    ("T40", "”云公开“平台。"),
    ("T40", "公开（含《条例》“十问十答”）内容。"),
    ("T40", "详见http://a.cn/(x。"),
    ("T41", "会议指出：“落实‘三审三校’制度。”"),
    ("T41", 'print "x'),
    ("T41", '《关于"公开的通知》。'),
    ("T42", "“一网通办”全面推行。"),
    ("T42", "（一）主动公开。"),
    ("T43", "如有疑问，请与我们联系。（电话：82345678）"),
    ("T43", "（本报告可在网站查阅。）"),
    ("T43", "联系电话：0451-82345678"),
    ("T43", "详见http://a.gov.cn/nb"),
    ("T43", "2024年1月20日"),
    ("T43", "1.完善制度"),
    ("T44", "真的吗？！"),
    ("T44", "《公开，，解读》。"),
    ("T44", "公开、解读……。"),
    ("T45", "公开——解读。"),
    ("T45", "形成受理—登记—审核—答复机制。"),
    ("T45", "2019—2023年。"),
    ("T46", "电话0451-82345678。"),
    ("T46", "表2-8、GB/T 9704-2012、2015-03-01。"),
    ("T46", "参见1.2.3-4和5-6.7.8。"),
    ("T46", "占5.1-8.3%。"),
    ("T46", "日期为2011-5-6。"),
    ("T47", "增长15%～30%。"),
    ("T47", "投入9亿～16亿元。"),
    ("T47", "2022—2023年。"),
    ("T47", "2011-5-8亿。"),
    ("T47", "1.2.3-4万。"),
    ("T48", "近10年以来。"),
    ("T48", "满90年以来，第90年初。"),
    ("T48", "v1.2015.3.1和2015.3.1.2。"),
    ("T48", "2015.13.1和2015.3.32。"),
    ("T48", "2015/3.1。"),
    ("T48", "编号1202311日、120231月。"),
    ("T48", "有期徒刑15年6个月。"),
    ("T48", "使用年限70年以上。"),
    ("T48", "20世纪90年代以来。"),
    ("T48", "建成30年以来首次改造。"),
    ("T48", "2023年12月31日止。"),
    ("T48", "地址为192.168.1.1。"),
    ("T49", "共5千克、3千米、2百分点。"),
    ("T49", "共3.5万件、1亿元。"),
    ("T50", "占0.46%。"),
    ("T50", "下载x.7z文件。"),
    ("T51", "共1,234件，金额12,345.67元。"),
    ("T51", "邮编150001，电话82345678。"),
    ("T51", "2023年，305件。"),
    ("T51", "为3.5，120和1234，567，890。"),
    ("T51", "为1，2345和1，234，5。"),
    ("T51", "为99.5,98和5.8,0.5,38.4。"),
    ("T51", "热线：12345，119。"),
    ("T51", "分别为120，235件。"),
    ("T51", "依次为120，235件。"),
    ("T51", "热线12345，110；电话110，120。"),
    ("T51", "电话：82345678,13012345。"),
    ("T51", "拨打110，119，120求助。"),
    ("T51", "电话：0451 82345678。"),
    ("T51", "热线 0451 82345678。"),
    ("T51", "传真0451 82345678。"),
    ("T51", "邮编：150 001。"),
    ("T51", "号码12 34、编号12 34、代码12 34、账号12 34。"),
    ("T51", "拨打0451-8234 5678。"),
    ("T51", "执行GB 9704 2012。"),
    ("T53", "等等……有序推进。"),
    ("T53", "版本1.2.3。"),
    ("T53", "see...below"),
    ("T53", "“版本1.15”和“3.15期间”。"),
    ("T54", "解读、回应等工作。"),
    ("T54", "一、等级评定。"),
    ("T54", "《条例》《办法》。"),
    ("T54", "公开、和谐、及时。"),
    ("T54", "公开、或许、和平、和睦。"),
    ("T54", "走访公安局、理工大学，解决问题等。"),
    ("T54", "及时公开、解读，金融学院等。"),
    ("T54", "公开政府文件、通知公告，及时回应关切等。"),
    ("T55", "首先，完善制度；第一，加强监督。"),
    ("T55", "一是完善制度；二是加强监督。"),
    ("T55", "坚持首先、公开的次序。"),
    ("T55", "不是、也不应。"),
    ("T55", "分一是、二是。"),
    ("T55", "第一、二、三产业和第三、第四季度。"),
    ("T56", "会议指出：“落实‘三审三校’制度。”"),
    ("T56", "办公室（地址：滨河路〔东侧〕）。"),
    ("T57", "主要工作：（1）完善制度；（2）加强培训；（3）强化监督。"),
    ("T57", "第二十条第（一）（五）（六）（八）项。"),
    ("T57", "甲：（1）登记；（2）审核。乙：（1）受理；（2）答复。"),
    ("T57", "公布（三）项所列内容，（五）项除外。"),
    ("T58", "《政务公开工作会议制度》《公开平台管理办法》。"),
    ("T59", "面积30㎡，①登记；②审核。"),
    ("T59", "\U00020bb7野家。"),
    ("T60", "乾坤著述，后来居上。"),
    ("T62", "共受理3件，增长5%。"),
    ("T62", "公共项，列入目录。"),
    ("T62", "电话：82345678。"),
    ("T62", "1月日均访问量5000次。"),
    ("T63", "面积3×5米。"),
    ("T63", "推行“1+N项”制度，请填写《申请表》。"),
    ("T63", "HMC5010X型车辆。"),
    ("T63", "二〇〇八年、二○○九年。"),
    ("T63", "公民某某申请公开。"),
    ("T63", "“十四五”规划（2021年）。"),
    ("T63", "办理WXXK系统和IPv6改造。"),
    ("T65", "推行O2O模式和IPv6。"),
    ("T65", "容量5l的设备。"),
    ("T65", "O3浓度下降。"),
    ("T65", "型号A1O和1OA、lol。"),
    ("T65", "浓度为35μg，A类。"),
    ("T66", "面积300平方米，路程5公里。"),
    ("T66", "自公元元年起。"),
    ("T66", "共3亿5000万元。"),
    ("T66", "件件有着落。"),
    ("T67", "南政发〔2016〕3号。"),
    ("T67", "国务院令第711号。"),
    ("T68", "It's open。"),
    ("T69", "（一）主动公开。"),
    ("T69", "——坚持公开为常态。"),
]


EXACT = [
    ("”云公开“平台。", {("T41", W)}),
    ("，”云公开“平台。", {("T41", W), ("T42", E)}),
    ("”云公开平台。", {("T40", E), ("T42", E)}),
    ("进入首页-政务公开-年报查看。", {("T46", N)}),
    ("首页-政务公开-年报，哈尔滨-北京。", {("T46", N), ("T46", W)}),
    ("增长5-8%。", {("T47", W)}),
    ("受理—登记—审核—答复，北京—上海。", {("T45", N)}),
    ("2021,2022年两年。", {("T51", N)}),
    ("2022,2021年两年。", {("T51", E)}),
    ("2021,2021年两年。", {("T51", E)}),
]


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_one_fault_is_told_once_and_as_what_it_is(text: str, expected: set[tuple[str, Severity]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("rule", "severity", "text"), FOUND)
def test_the_rule_finds(rule: str, severity: Severity, text: str) -> None:
    assert (rule, severity) in told(text)


@pytest.mark.parametrize(("rule", "text"), PASSED)
def test_the_rule_passes_by(rule: str, text: str) -> None:
    assert rule not in {finding.rule for finding in findings(text)}


def test_every_rule_but_the_one_on_the_whole_report_has_both_kinds_of_case() -> None:
    ids = {rule.id for rule in RULES} - {"T52", "T61"}
    assert ids == {case[0] for case in FOUND} - {"T61"}
    assert ids == {case[0] for case in PASSED}


def test_each_finding_quotes_the_place_and_says_how_to_mend_it() -> None:
    (finding,) = findings("南政发〔2016〕03号文件印发。")
    assert finding.quote == "南政发〔2016〕03号"
    assert "“南政发〔2016〕03号文件印发。”" in finding.message
    for _, _, text in FOUND:
        for finding in findings(text):
            assert "请" in finding.message
            assert finding.message.endswith("。")
            assert finding.quote


def test_places_of_one_kind_are_told_together_with_their_number() -> None:
    text = "《甲》、《乙》、《丙》、《丁》、《戊》均已公开。"
    (finding,) = [f for f in findings(text) if f.rule == "T54"]
    assert finding.message.count("”、“") == 2
    assert "等4处" in finding.message


def test_a_long_place_is_shown_by_its_ends() -> None:
    text = "会议指出：“" + "落实“三审三校”制度，" + "公开" * 30 + "完。”"
    (finding,) = [f for f in findings(text) if f.rule == "T56"]
    assert "……" in finding.message
    assert len(finding.message) < 120


def test_an_unpaired_quotation_mark_that_runs_over_paragraphs_is_no_fault() -> None:
    first = findings("“公开是常态。", next_text="“不公开是例外。”")
    assert not [f for f in first if f.rule == "T40"]
    assert [f for f in findings("“公开是常态。", next_text="不公开是例外。") if f.rule == "T40"]
    assert [f for f in findings("公开“是常态。", next_text="“不公开是例外。”") if f.rule == "T40"]
    assert not findings("“公开”是常态。", next_text="“不公开”是例外。")
    (other,) = findings("“公开（是常态。", next_text="“不公开是例外。”")
    assert other.quote == "（"


@pytest.mark.parametrize("text", ["强化组织领导", "强化组织领导，健全工作机制", "主动公开情况"])
def test_headings_and_items_without_an_inner_sentence_need_no_final_mark(text: str) -> None:
    assert not findings(text, kind="heading", level=None)
    assert not findings(text, kind="item", level=Level.THREE)


def test_an_item_with_several_sentences_needs_one() -> None:
    (finding,) = findings("主动公开情况。全年公开9945条", kind="item", level=Level.TWO)
    assert (finding.rule, finding.severity) == ("T43", W)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({"last": True}, True),
        ({"next_level": Level.BODY}, False),
        ({"next_level": Level.TWO}, True),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.THREE}, False),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.TWO}, True),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.FOUR}, False),
        ({"level": Level.THREE, "kind": "item", "next_level": Level.BODY}, False),
    ],
)
def test_the_last_item_of_a_list_ends_in_a_full_stop(line: dict[str, object], found: bool) -> None:
    text = "其他方式公开政府信息1912条，占13.3%；"
    assert bool(findings(text, **line)) is found


def test_a_colon_may_end_a_chapter_only_before_its_table() -> None:
    assert findings("具体情况如下表：", last=True)
    assert not findings("具体情况如下表：", last=True, tables=True)
    assert not findings("具体情况如下：", next_level=Level.TWO)


def test_a_line_that_only_names_the_unit_needs_no_mark() -> None:
    assert not findings("临江区人民政府", own_names=frozenset({"临江区人民政府"}))
    assert findings("临江区人民政府")


def test_a_line_of_body_text_that_only_names_a_subject_looks_like_a_heading() -> None:
    (finding,) = findings("主动公开政府信息情况", next_level=Level.BODY)
    assert (finding.rule, finding.severity) == ("T43", N)
    for sentence in ("全年未出现收费情况", "我局健全了公开机制", "已公开9项内容"):
        assert ("T43", W) in {(f.rule, f.severity) for f in findings(sentence, next_level=Level.BODY)}
    assert ("T43", W) in {(f.rule, f.severity) for f in findings("主动公开政府信息情况", last=True)}


def test_levels_go_down_from_the_highest_one_used() -> None:
    (finding,) = findings("强化监督", kind="item", level=Level.TWO, outranked=True)
    assert (finding.rule, finding.severity) == ("T57", W)


def test_a_fault_in_the_units_own_document_numbers_is_an_error() -> None:
    text = "《通知》（南政发〔2016〕03号）印发。"
    (own,) = findings(text, own_number="南政发〔2017〕5号")
    (other,) = findings(text, own_number="北政发〔2017〕5号")
    assert (own.severity, other.severity) == (E, N)
