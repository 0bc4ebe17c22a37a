"""T62, T63: every form of a gap, and what looks like one (formats: a number left out, a placeholder left in)."""

import pytest

from generator.checks.wording.model import Line
from generator.checks.wording.review import review_line
from generator.narrative.mending import mend_paragraph
from generator.report.finding import Severity


def severities(text: str, rule: str) -> set[Severity]:
    mended = mend_paragraph(text).text
    return {f.severity for f in review_line(Line(mended, mended, "body", None)) if f.rule == rule}


VERBS = [
    "收到",
    "新收",
    "受理",
    "办理",
    "公开",
    "发布",
    "答复",
    "办结",
    "制发",
    "公布",
    "结转",
    "发放",
    "印发",
    "收取",
    "投入",
]
COUNTED = ["件", "条", "份", "篇", "人次", "次", "万元", "亿元", "元", "项", "期", "个"]
LABELS = ["电话", "地址", "邮编", "邮政编码", "邮箱", "传真", "网址", "联系人"]


@pytest.mark.parametrize("verb", ["", *VERBS])
@pytest.mark.parametrize("total", ["共", "共计", "合计", "总计", "累计"])
def test_a_total_without_its_number_is_an_error(total: str, verb: str) -> None:
    for counted in COUNTED:
        assert severities(f"全年{total}{verb}{counted}，均已办结。", "T62") == {Severity.ERROR}
        assert severities(f"全年{total}{verb}3{counted}，均已办结。", "T62") == set()


@pytest.mark.parametrize("end", ["，", "。", "；", "、", "）", ""])
def test_only_a_counting_word_that_ends_there_lacks_its_number(end: str) -> None:
    assert severities(f"全年共收到件{end}", "T62") == {Severity.ERROR}
    assert severities("全年共公开条例两部。", "T62") == set()


@pytest.mark.parametrize("label", LABELS)
def test_a_label_without_its_value_is_an_error(label: str) -> None:
    for mark in "，。；、":
        assert severities(f"如有疑问请联系，{label}：{mark}下同", "T62") == {Severity.ERROR}
    assert severities(f"{label}：见附表。", "T62") == set()


@pytest.mark.parametrize(
    "text",
    [
        "比上年增长%。",
        "占%，其余",
        "依据〔2021〕号文件。",
        "公告第号发布。",
        "于2023年月日公布。",
        "于2023年月，公布。",
        "于2023年月公布，2024年月。",
        "于2023年1月日公布，自1月日起施行。",
        "自1月日至3月日止。",
        "于2023年1月日",
        "截至1月日，全部办结。",
        "截至1月日前。",
    ],
)
def test_a_date_share_or_number_without_figures_is_an_error(text: str) -> None:
    assert severities(text, "T62") == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        "占三成，十%为其他。",
        "于2023年1月1日公布。",
        "2023年月均公开信息95条。",
        "1月日均访问量5000次。",
        "第3号公告。",
        "公共项，列入目录。",
        "〔2021〕30号。",
    ],
)
def test_what_needs_no_figure_passes(text: str) -> None:
    assert severities(text, "T62") == set()


@pytest.mark.parametrize(
    "text",
    [
        "全年受理XX件。",
        "全年受理xxx件。",
        "全年受理××件。",
        "全年受理ХХ件。",
        "全年受理ΧΧ件。",
        "20XX年。",
        "XX",
        "202X年。",
        "2x",
        "1234×件。",
        "全年受理**件。",
        "全年受理##件。",
        "全年受理__件。",
        "全年受理＿件。",
        "【待补】",
        "【主要做法请填】",
        "【补充数据】",
        "【此处略】",
        "【请完善】",
        "【示例】",
        "【样例一】",
        "公开（）条。",
        "公开( )条。",
        "公开《》。",
        "落实“”制度。",
        "国办发〔〕30号。",
        "【】",
        "公开[ ]条。",
        "数据（待补充）如下。",
        "数据（待补）。",
        "数据（待填写，后续）。",
        "数据（待填）。",
        "主要做法：待定",
        "主要做法：待核实；",
        "主要做法：待确认。",
        "待补充",
        "待填写。",
        "待定",
        "此处填写单位名称。",
        "此处输入数字。",
        "此处插入图片。",
        "请填写单位名称。",
        "请填写内容。",
        "请输入数字。",
        "请填写。",
        "请输入",
        "请填写，谢谢",
        "点击输入文字。",
        "点击添加标题。",
        "某某街道办理3件。",
        "某某镇、某某乡。",
        "某某县某某区某某市。",
        "某某局某某委某某办。",
        "某某单位某某部门某某网站。",
        "○○街道。",
        "共◯件。",
        "〇〇街道。",
        "YYYY年。",
        "全年受理N件。",
        "全年受理NN条。",
        "NNN年。",
        "全年共？件。",
        "全年收到?条。",
        "合计？%。",
        "全年办理？？件。",
        "占比为？？%。",
        "于？？年。",
    ],
)
def test_a_placeholder_is_an_error(text: str) -> None:
    assert severities(text, "T63") == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        "Exxon和XXL码、AXXB。",
        "面积3×5米。",
        "HMC5010X型和12345X。",
        "5C#和1*2。",
        "【通知】",
        "公开（3）条。",
        "有待补充完善，待定事项2项。",
        "主要做法：待补充材料后公布。",
        "数据（待定稿后）公布。",
        "申请人请填写《申请表》。",
        "公民某某申请公开。",
        "二○○九年、一〇〇年、〇点。",
        "推行“1+N项”制度，CNN报道。",
        "是否公开？条例有规定。",
        "为什么？？请看解读。",
    ],
)
def test_what_looks_like_a_placeholder_passes(text: str) -> None:
    assert severities(text, "T63") == set()


@pytest.mark.parametrize(
    "name", ["申请人", "原告", "当事人", "被告", "居民", "村民", "市民", "群众", "王", "陈"]
)
def test_a_hidden_name_is_a_notice_but_not_before_a_thing(name: str) -> None:
    assert severities(f"{name}××不服。", "T63") == {Severity.NOTICE}
    for thing in "年月日镇乡街村局办区县市件":
        assert severities(f"{name}××{thing}。", "T63") == {Severity.ERROR}
