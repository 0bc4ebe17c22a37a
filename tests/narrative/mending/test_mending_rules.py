"""Each rule of mending with what it mends and what it must leave alone (clauses: GB/T 15834, 15835, 9704)."""

import pytest

from generator.narrative.mending import RULES, left_in_titles, mend_findings, mend_heading, mend_paragraph
from generator.report.finding import Place, Severity

MENDED = [
    ("T01", "公开\u200b指南\ufeff", "公开指南"),
    ("T01", "公开\u00ad指南\u2028", "公开指南\u2028"),
    ("T01", "公开\x07指南", "公开指南"),
    ("T01", "《公开\u200b指南》", "《公开指南》"),
    ("T02", "《Open  Data》", "《Open Data》"),
    ("T03", "《 公开指南》", "《公开指南》"),
    ("T04", "《公开 PDF》", "《公开PDF》"),
    ("T05", "《ＰＤＦ》", "《PDF》"),
    ("T06", "《第３．５节》", "《第3.5节》"),
    ("T02", "\t全年公开", "全年公开"),
    ("T02", "全年公开。\u3000", "全年公开。"),
    ("T02", "Open\u00a0Government\u3000Data", "Open Government Data"),
    ("T02", "第一章\u3000总则", "第一章 总则"),
    ("T02", " Open Data", "Open Data"),
    ("T02", "Open Data ", "Open Data"),
    ("T03", "审\u00a0批事项", "审批事项"),
    ("T03", "今　年全区", "今年全区"),
    ("T03", "依托 “一网通办”平台", "依托“一网通办”平台"),
    ("T03", "（一） 主动公开", "（一）主动公开"),
    ("T04", "共 18 件、占 5%", "共18件、占5%"),
    ("T04", "（ 18件 ）", "（18件）"),
    ("T04", "升级OA 系统", "升级OA系统"),
    ("T04", "共 [[新收]] 件", "共[[新收]]件"),
    ("T04", "1. 完善制度", "1.完善制度"),
    ("T05", "占５０％，Ａ类", "占50%，A类"),
    ("T06", "占９９．５％", "占99.5%"),
    ("T07", "于9：05召开", "于9:05召开"),
    ("T07", "至24：00止", "至24:00止"),
    ("T08", "⒊完善制度", "3.完善制度"),
    ("T08", "⒈完善制度", "1.完善制度"),
    ("T08", "⑴完善制度", "（1）完善制度"),
    ("T08", "第㈩项", "第（十）项"),
    ("T08", "⒇其他", "（20）其他"),
    ("T09", "⾏政机关", "行政机关"),
    ("T09", "主⻚", "主页"),
    ("T09", "\uf9f4业", "林业"),
    ("T09", "《⾏政许可法》", "《行政许可法》"),
    ("T10", "12、完善制度", "12.完善制度"),
    ("T11", "十二．其他", "十二、其他"),
    ("T12", "(十二)、其他", "（十二）其他"),
    ("T12", "（1）. 完善制度", "（1）完善制度"),
    ("T13", "②.完善制度", "②完善制度"),
    ("T14", "公开……………解读", "公开……解读"),
    ("T14", "公开······解读", "公开……解读"),
    ("T14", "《公报》...", "《公报》……"),
    ("T14", "...公开", "……公开"),
    ("T14", "公开．．．解读", "公开……解读"),
    ("T15", "公开为常态－－不公开为例外", "公开为常态——不公开为例外"),
    ("T15", "公开为常态⸺不公开为例外", "公开为常态——不公开为例外"),
    ("T15", "“公开”—-常态", "“公开”——常态"),
    ("T16", "公开了吗?没有!", "公开了吗？没有！"),
    ("T16", "推行C++,再推行Open Data!", "推行C++，再推行Open Data！"),
    ("T16", "（国令第711号),以下", "（国令第711号），以下"),
    ("T16", "使用PDF;其余", "使用PDF；其余"),
    ("T16", "占总数的13.3%;", "占总数的13.3%；"),
    ("T16", "占99.62%,2016年", "占99.62%，2016年"),
    ("T16", "《公开,解读》", "《公开，解读》"),
    ("T17", "坚持“公开为常态”.", "坚持“公开为常态”。"),
    ("T17", "会议指出“公开是常态.”", "会议指出“公开是常态。”"),
    ("T18", "公开(PDF)", "公开（PDF）"),
    ("T18", "PDF(版式文件)", "PDF（版式文件）"),
    ("T18", "PDF(新)", "PDF（新）"),
    ("T18", "(http://a.gov.cn)见附件(1)", "(http://a.gov.cn)见附件（1）"),
    ("T18", "x（1)", "x（1）"),
    ("T18", "政务公开网(http://a.gov.cn)", "政务公开网（http://a.gov.cn）"),
    ("T18", "《条例(修订)》", "《条例（修订）》"),
    ("T19", "国办函【2020】109号", "国办函〔2020〕109号"),
    ("T19", "国发(1999) 25号", "国发〔1999〕25号"),
    ("T19", "南政发﹝2016﹞第3号", "南政发〔2016〕第3号"),
    ("T20", '"公开为常态"，"不公开为例外"', "“公开为常态”，“不公开为例外”"),
    ("T20", '坚持" 公开为常态"', "坚持“公开为常态”"),
    ("T20", '实行"1+3"模式', "实行“1+3”模式"),
    ("T21", "3月~5月", "3月～5月"),
    ("T21", "3个月~5个月", "3个月～5个月"),
    ("T21", "15%∼30%", "15%～30%"),
    ("T21", "10〜20件", "10～20件"),
    ("T22", "2019~2023年", "2019—2023年"),
    ("T22", "2019年-2023年", "2019年—2023年"),
    ("T22", "2019–2023年", "2019—2023年"),
    ("T22", "1998-2003年", "1998—2003年"),
    ("T22", "1998-1999年", "1998—1999年"),
    ("T23", "公开、、解读；；回应", "公开、解读；回应"),
    ("T23", "已公开。。", "已公开。"),
    ("T23", "已公开：：如下", "已公开：如下"),
    ("T24", "《关于印发《关于落实《条例》的意见》的通知》", "《关于印发〈关于落实《条例》的意见〉的通知》"),
    ("T25", "二O二四年", "二〇二四年"),
    ("T25", "二〇二◯年", "二〇二〇年"),
    ("T28", "阿迪力•买买提", "阿迪力·买买提"),
    ("T28", "“12‧4”宪法日", "“12·4”宪法日"),
]

LEFT = [
    ("T02", "Open Government Data"),
    ("T02", "共受理　　件"),  # a missing figure: T62
    ("T02", "王　平"),  # a name spread to three characters
    ("T02", "李　明、王小红、张　强"),
    ("T02", "概　述"),
    ("T03", "第二节 依申请公开"),
    ("T03", "主动公开信息 条，其中"),
    ("T03", "电话： ，邮编"),
    ("T04", "第1章 总则"),
    ("T04", "执行GB/T 9704"),
    ("T05", "（一）主动公开～①：㎡²"),
    ("T06", "第．5项"),
    ("T06", "第3．x项"),
    ("T07", "比例为1：50"),
    ("T07", "按1：50配备"),
    ("T07", "共30：15"),
    ("T07", "共25：15"),
    ("T07", "编号110：30"),
    ("T07", "10：305"),
    ("T08", "共5⒈项"),
    ("T08", "共⒈5件"),  # 1.5 would be another figure
    ("T08", "①主动公开"),
    ("T10", "1、2号楼"),
    ("T10", "123、完善"),
    ("T11", "三.八妇女节"),
    ("T11", "一、总体情况"),
    ("T12", "（2021）年度"),
    ("T13", "①主动公开，"),
    ("T14", "1,2,...,n"),
    ("T14", "公开…………解读"),
    ("T14", "see...below"),
    ("T14", "《…公开》"),
    ("T15", "哈尔滨-北京"),
    ("T15", "公开为常态——不公开为例外"),
    ("T15", "公开———解读"),
    ("T15", "增减--253"),
    ("T15", "--公开为常态"),
    ("T15", "公开为常态--"),
    ("T15", "A--公开"),
    ("T16", "1,234件"),
    ("T16", "Hello, world"),
    ("T16", "使用PDF,OFD两种"),
    ("T16", "于10:30召开"),
    ("T16", "详见www.b.cn/a,b；谢谢"),
    ("T16", "详见ftp://a.cn/x,y；谢谢"),
    ("T16", "公开》和《条例》"),
    ("T16", "x,y;z"),
    ("T16", "Hello, world!"),
    ("T16", "占5%,x"),
    ("T17", "公开.pdf"),
    ("T17", "第3."),
    ("T18", "执行WTO (World Trade Organization)"),
    ("T18", "公开（PDF）"),
    ("T18", "公开)（解读"),
    ("T19", "全年（2021年）30号"),
    ("T19", "公开函（2021）统计"),
    ("T19", "公开函（2121）30号"),
    ("T19", "《国办函（2020）109号》"),
    ("T20", '坚持"公开为常态'),
    ("T20", "身高5'10\""),
    ("T20", '12"屏和10"屏'),
    ("T20", '公开"，为常态"的'),
    ("T20", 'print "x"'),
    ("T20", '《关于"公开"的通知》'),
    ("T21", "http://a.cn/~1~2"),
    ("T21", "GB/T1~x"),
    ("T22", "GB/T 1900-2012年版"),
    ("T22", "0451-2023年"),
    ("T22", "GB/T1.2019-2023年"),
    ("T22", "2019-2023"),
    ("T23", "好！！真的？？"),
    ("T23", "。。。"),
    ("T24", "《条例》和《办法》"),
    ("T24", "《关于《条例》的通知"),
    ("T24", "《《条例》》"),
    ("T25", "10年"),
    ("T25", "二0一五届"),
    ("T25", "三二0一五年"),
    ("T25", "二零一五年"),
    ("T28", "•信息公开"),
    ("T28", "3•号"),
    ("T28", "号•3"),
    ("T28", "“3.15”活动"),
]


@pytest.mark.parametrize(("rule", "typed", "expected"), MENDED)
def test_the_rule_mends(rule: str, typed: str, expected: str) -> None:
    mended = mend_paragraph(typed)
    assert mended.text == expected
    assert rule in {change.rule for change in mended.changes}


@pytest.mark.parametrize(("rule", "text"), LEFT)
def test_the_rule_leaves_alone(rule: str, text: str) -> None:
    assert mend_paragraph(text).text == text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("政府信息公开的收费及减免情况。", "政府信息公开的收费及减免情况"),
        ("（一）主动公开情况。全年公开1136条。", "（一）主动公开情况。全年公开1136条。"),
        ("怎么公开？", "怎么公开？"),
        ("一、总体情况", "一、总体情况"),
    ],
)
def test_t27_only_a_heading_of_one_sentence_loses_its_full_stop(typed: str, expected: str) -> None:
    assert mend_heading(typed).text == expected
    assert mend_paragraph(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "severity"),
    [
        ("审\u00a0批事项", Severity.WARNING),  # inside a word: what else is wrong there?
        ("\u00a03、涉农补贴", Severity.WARNING),  # one blank at the start is a slip
        ("申请人的理解。\u00a02015年", Severity.WARNING),  # beside a mark
        ("并以 “社区”", Severity.WARNING),
        ("\u3000\u3000全年公开", Severity.NOTICE),  # a typed indent is a habit
        ("\u00a0\u00a0\u00a0\u00a0全年公开", Severity.NOTICE),
        ("\t全年公开", Severity.NOTICE),
        ("全年公开\u00a0", Severity.NOTICE),
        (" ", Severity.NOTICE),
        ("受理 3119件", Severity.NOTICE),  # so is a blank beside a number
        ("（一） 主动公开", Severity.NOTICE),  # or after an ordinal
        ("一、 1+3模式", Severity.NOTICE),
        ("1、 完善制度", Severity.NOTICE),
        ("全面公开, 2020年", Severity.NOTICE),  # or after a half-width mark
        ('坚持"公开"', Severity.WARNING),
        ("公开，，解读", Severity.WARNING),
        ("２０２３年", Severity.NOTICE),
    ],
)
def test_a_slip_of_the_finger_is_a_warning_and_a_typing_habit_a_notice(typed: str, severity: str) -> None:
    assert mend_paragraph(typed).changes[0].severity is severity


def test_a_change_shows_the_place_before_and_after() -> None:
    (change,) = mend_paragraph("全年共受理审批事项485318件，审 批事项101189件，服务事项").changes
    assert (change.before, change.after) == ("318件，审 批事项101", "318件，审批事项101")


def test_both_halves_of_a_short_pair_are_one_change() -> None:
    (change,) = mend_paragraph("(一)主动公开情况").changes
    assert (change.before, change.after) == ("(一)主动公开情况", "（一）主动公开情况")


def test_findings_group_the_changes_of_one_rule_and_keep_the_place() -> None:
    mended = mend_paragraph("公开,解读,并在每一个工作日内及时回应,做好服务,管理和督查工作,推进审 批")
    findings = mend_findings(mended, Place("正文", "C5"))
    by_rule = {finding.rule: finding for finding in findings}
    assert set(by_rule) == {"T03", "T16"}
    assert "共3处" in by_rule["T16"].message
    assert by_rule["T16"].severity is Severity.NOTICE
    assert by_rule["T03"].severity is Severity.WARNING
    assert "审␣批" in by_rule["T03"].message
    assert all(finding.place == Place("正文", "C5") and "请" in finding.message for finding in findings)


@pytest.mark.parametrize("text", ["系统\u00a0OA", "升级OA\u00a0系统"])
def test_a_blank_beside_han_is_one_change(text: str) -> None:
    assert [change.rule for change in mend_paragraph(text).changes] == ["T04"]


def test_a_range_of_years_is_mended_by_its_own_rule() -> None:
    assert {change.rule for change in mend_paragraph("2019~2023年").changes} == {"T22"}


def test_changes_far_apart_or_of_other_severity_are_told_one_by_one() -> None:
    far = mend_paragraph("公开,解读和回应同步推进,督查")
    assert [change.before for change in far.changes] == ["公开,解读和回应同", "回应同步推进,督查"]
    near = mend_paragraph("公开,解读和回应推,督查")
    assert [change.before for change in near.changes] == ["公开,解读和回应推,督查"]
    edges = mend_paragraph(" 公开\u00a0")
    assert [change.severity for change in edges.changes] == [Severity.WARNING, Severity.NOTICE]


def test_a_finding_shows_at_most_three_places_and_counts_from_two() -> None:
    def message(text: str) -> str:
        (finding,) = mend_findings(mend_paragraph(text))
        return finding.message

    sentence = "推进公开解读和回应工作"
    assert message(f"{sentence},{sentence}").count("改为") == 1
    assert "共" not in message(f"{sentence},{sentence}")
    assert "（共2处）" in message(",".join([sentence] * 3))
    assert message(",".join([sentence] * 6)).count("改为") == 3


def test_what_cannot_be_seen_is_shown_by_a_mark() -> None:
    (finding,) = mend_findings(mend_paragraph("公开\u200b指南"))
    assert "“公开␣指南”改为“公开指南”" in finding.message
    (finding,) = mend_findings(mend_paragraph("公开\u00a0指南"))
    assert "“公开␣指南”" in finding.message


def test_slips_in_a_quoted_title_are_told_and_left() -> None:
    text = "《国办函（2020）109号》和“公开”"
    assert mend_paragraph(text).changes == ()
    (change,) = left_in_titles(text)
    assert (change.rule, change.after) == ("T19", "《国办函〔2020〕109号》和")
    assert left_in_titles("国办函〔2020〕109号") == ()


def test_the_severities_are_those_of_the_table_but_for_what_may_hide_a_fault() -> None:
    warnings = {rule.id for rule in RULES if rule.severity is Severity.WARNING}
    assert warnings == {"T03", "T20", "T23"}
    assert {rule.severity for rule in RULES} == {Severity.NOTICE, Severity.WARNING}


def test_inside_titles_only_rules_hold_that_change_no_word() -> None:
    titles = {rule.id for rule in RULES if rule.in_titles}
    assert titles == {"T01", "T02", "T03", "T04", "T05", "T06", "T09", "T16", "T18", "T24"}
    assert [rule.id for rule in RULES if rule.headings_only] == ["T27"]


def test_the_catalogue_lists_every_rule_once_in_order_with_meaning_and_mend_in_chinese() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == [f"T{n:02}" for n in range(1, 29) if n != 26]
    for rule in RULES:
        assert any("\u4e00" <= char <= "\u9fff" for char in rule.meaning)
        assert any("\u4e00" <= char <= "\u9fff" for char in rule.mend)
