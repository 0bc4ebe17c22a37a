"""The table of mends: every input comes out exactly so, and mending again changes nothing."""

import pytest

from generator.narrative.mending import mend_heading, mend_paragraph

MENDS = [
    ("N01", "T05", "２０２４年，ＰＤＦ版本", "2024年，PDF版本"),
    ("N02", "T04", "全年受理 3119 件", "全年受理3119件"),
    ("N03", "T03", "今 年全区", "今年全区"),
    ("N04", "T02", "\u3000\u3000本报告由", "本报告由"),
    ("N05", "", "第一章 总则", "第一章 总则"),
    ("N06", "T02", "Open  Government Data", "Open Government Data"),
    ("N07", "T04", "共受理\u00a018件", "共受理18件"),
    ("N08", "T16", "2024年,我区严格落实", "2024年，我区严格落实"),
    ("N09", "T16", "办结率100%,同比持平", "办结率100%，同比持平"),
    ("N10", "", "收费1,234元", "收费1,234元"),
    ("N11", "", "会议于10:30召开", "会议于10:30召开"),
    ("N12", "T07", "上午10：30", "上午10:30"),
    ("N13", "", "比例为1:1", "比例为1:1"),
    ("N14", "", "详见http://www.hrb.gov.cn/a,b.html，谢谢", "详见http://www.hrb.gov.cn/a,b.html，谢谢"),
    (
        "N15",
        "T16",
        "联系邮箱:gk@hrb.gov.cn;电话:0451-82345678",
        "联系邮箱：gk@hrb.gov.cn；电话：0451-82345678",
    ),
    ("N16", "T16", "问:何时公开?", "问：何时公开？"),
    ("N17", "T12", "(一)主动公开情况", "（一）主动公开情况"),
    ("N18", "T12", "（一）、主动公开情况", "（一）主动公开情况"),
    ("N19", "T10", "1、完善制度", "1.完善制度"),
    ("N20", "T10", "1．完善制度", "1.完善制度"),
    ("N21", "T11", "一.总体情况", "一、总体情况"),
    ("N22", "T11", "一，总体情况", "一、总体情况"),
    ("N23", "T12", "(1)完善制度", "（1）完善制度"),
    ("N24", "T13", "①、完善制度", "①完善制度"),
    ("N25", "T08", "㈠主动公开", "（一）主动公开"),
    ("N26", "T08", "⑵依申请公开", "（2）依申请公开"),
    ("N27", "T18", "《条例》(国令第711号)", "《条例》（国令第711号）"),
    ("N28", "T18", "项目（含附件)说明", "项目（含附件）说明"),
    ("N29", "", "WTO(World Trade Organization)", "WTO(World Trade Organization)"),
    ("N30", "", "f(x)", "f(x)"),
    ("N31", "T19", "国办公开办函[2021]30号", "国办公开办函〔2021〕30号"),
    ("N32", "T19", "国办公开办函（2021）30号", "国办公开办函〔2021〕30号"),
    ("N33", "T14", "收到申请...答复", "收到申请……答复"),
    ("N34", "T14", "等等。。。", "等等……"),
    ("N35", "T14", "公开、解读…回应", "公开、解读……回应"),
    ("N36", "T15", "坚持公开为常态--不公开为例外", "坚持公开为常态——不公开为例外"),
    ("N37", "T15", "公开为常态──不公开为例外", "公开为常态——不公开为例外"),
    ("N38", "T20", '坚持"公开为常态"的"原则"', "坚持“公开为常态”的“原则”"),
    ("N39", "T21", "5%~8%", "5%～8%"),
    ("N40", "T22", "2019-2023年", "2019—2023年"),
    ("N41", "", "电话0451-82345678", "电话0451-82345678"),
    ("N42", "T23", "依法公开，，及时", "依法公开，及时"),
    ("N43", "T24", "《关于转发《条例》的通知》", "《关于转发〈条例〉的通知》"),
    ("N44", "T25", "二○一五年", "二〇一五年"),
    ("N45", "T25", "二0一五年", "二〇一五年"),
    ("N46", "T17", "公开情况良好.", "公开情况良好。"),
    ("N47", "T06", "3．5万元", "3.5万元"),
    ("N48", "T28", "“3•15”活动", "“3·15”活动"),
    ("N49", "", "公开……解读", "公开……解读"),
    ("N50", "", "GB/T 9704-2012", "GB/T 9704-2012"),
]

UNCHANGED = [
    ("R01", "公开（包括解读"),
    ("R02", "”云公开“平台"),
    ("R03", "，及时公开信息。"),
    ("R04", "政务公开工作取得成效"),
    ("R05", "取得成效。，下一步"),
    ("R06", "北京—上海"),
    ("R07", "增长15～30%"),
    ("R08", "投入9～16亿元"),
    ("R09", "90年以来"),
    ("R10", "共4千件"),
    ("R11", "占.46"),
    ("R12", "共1，234件"),
    ("R13", "新闻、解读、等"),
    ("R14", "包括规章、公报……等"),
    ("R15", "《条例》、《办法》"),
    ("R16", "首先、完善制度"),
    ("R17", "共受理××件"),
    ("R18", "共受理1O件"),
    ("R19", "南政发〔2016〕03号"),
]


@pytest.mark.parametrize(("case", "rules", "typed", "expected"), MENDS, ids=[case[0] for case in MENDS])
def test_a_typed_slip_is_mended_by_its_rule(case: str, rules: str, typed: str, expected: str) -> None:
    mended = mend_paragraph(typed)
    assert mended.text == expected
    assert sorted({change.rule for change in mended.changes}) == rules.split()


@pytest.mark.parametrize("expected", [case[3] for case in MENDS])
def test_mended_text_is_a_fixed_point(expected: str) -> None:
    assert mend_paragraph(expected).changes == ()
    assert mend_heading(expected).text == expected.removesuffix("。")


@pytest.mark.parametrize(("case", "text"), UNCHANGED, ids=[case[0] for case in UNCHANGED])
def test_what_is_only_reported_comes_out_unchanged(case: str, text: str) -> None:
    assert mend_paragraph(text).text == text
    assert mend_paragraph(text).changes == ()
