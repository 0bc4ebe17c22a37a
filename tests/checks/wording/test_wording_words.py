"""T61: slips and unsettled words, near misses of fixed phrases, words in the wrong context, repetitions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.wording.lookup import Form, Forms, doubled, listed
from generator.checks.wording.model import Line
from generator.checks.wording.review import review_line
from generator.checks.wording.slips import DOUBLED, TYPOS, UNSETTLED
from generator.checks.wording.usage import USAGES
from generator.checks.wording.vocabulary import ORDINARY, PHRASES, near_misses
from generator.report.finding import Finding, Severity

W, N = Severity.WARNING, Severity.NOTICE

CLEAN = (Path(__file__).parent / "clean_sentences.txt").read_text(encoding="utf-8")


COLLISIONS = """
答复意见及时送达 行政许可已全部办结 互联网战略合作 部门互联互通 下载休闲指南 重申清理要求 教授理论课
收回付款通知 答复复议机关 投诉诉求办理 自己建立的台账 当做用户反馈 把好做风险评估 沟通之后办理 决议见附件
创建义务教育 支付责任落实 环保章程 申报障碍 违规犯罪 回归定位 合规化管理 占领城市 督促近期工作 问题升级处置
大街到小巷 直接道歉 安徽信访 微心愿认领 通电活动 宣传直播 投资询价 宣传直观 初审合格 研究竞争机制 高档安装
法规摸底 规模索引 一线素质提升 示范筹建 交通迅速恢复 马上极少 分配至各单位 分配致使 行政求助 行政集中审批
各类形式公开 扩大形象 尚未端正 年末公开情况 周末能够办理 从末端抓起 系列人物 资深人士 标准话术 所在次序
签订期限 决定阅读范围 修订期间 公安微博 平安微信 削减化肥 电子板块 引进一部分 最近一步 系统记录 普遍制定
有关干部 自由干预 网络实名 各方按照 第三方按照 无法订阅 应急时间 问题高发 创建全国 构建全流程 搭建全方位
推行全覆盖 新建全民健身 按排名公布 办公步骤 信息诉求 每月分析 协力渡过 微信习惯 财政物资 开发部门
施工示意图 员工众多 注意实行 会议识别 形成序列 项目绿化 前提生效 机关健全制度 处理理由 服务务必 检查查处
保障障碍 法律律师 规定定期 提高高质量 落实实际 宣传传播 加强强化 通过程序 结转转入 收取取消 取得得到
减免免费 及时时间 积极极大 水平平稳
"""
"""Right words side by side, whose ends meet in the form of a slip."""


def words(text: str) -> list[Finding]:
    return [finding for finding in review_line(Line(text, text, "body", None)) if finding.rule == "T61"]


@pytest.mark.parametrize("form", listed(TYPOS) + doubled(DOUBLED), ids=lambda form: form.wrong)
def test_every_listed_slip_is_a_warning_that_names_the_right_word(form: Form) -> None:
    found = words(f"零{form.wrong}零。")
    assert (W, True) in {(f.severity, f"“{form.wrong}”应为“{form.right}”" in f.message) for f in found}


@pytest.mark.parametrize("form", listed(UNSETTLED), ids=lambda form: form.wrong)
def test_every_unsettled_form_is_a_notice_that_names_the_form_laid_down(form: Form) -> None:
    found = words(f"零{form.wrong}零。")
    assert (N, True) in {(f.severity, f"“{form.wrong}”应为“{form.right}”" in f.message) for f in found}


def test_no_form_is_listed_twice_or_with_itself_as_the_right_one() -> None:
    forms = listed(TYPOS) + doubled(DOUBLED) + listed(UNSETTLED)
    wrongs = [(form.wrong, form.not_after) for form in forms]
    assert len(wrongs) == len(set(wrongs))
    assert all(form.wrong != form.right and len(form.wrong) >= 2 for form in forms)


def test_no_listed_slip_stands_in_a_fixed_phrase_or_in_the_right_word_of_another() -> None:
    forms = listed(TYPOS) + doubled(DOUBLED)
    right = [*PHRASES, *(form.right for form in (*forms, *listed(UNSETTLED)))]
    for form in forms:
        assert not [phrase for phrase in right if form.wrong in phrase]


@pytest.mark.parametrize(
    "text",
    [
        "结合自己公开的承诺",  # 己公开
        "职工作风建设",
        "两条例行检查",
        "总结会议",
        "提供水电服务",
        "服务务实高效",
        "学习贯彻精神",
        "促进一步到位",
        "政府门户网络建设",
        "依申请公开目录",
        "夜深人静",
        "容纳人数",
        "机关干部",
        *COLLISIONS.split(),
    ],
)
def test_right_words_that_look_like_slips_pass(text: str) -> None:
    assert not words(f"{text}。")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("政府信息工开制度", "政府信息公开"),
        ("政府信公开制度", "政府信息公开"),
        ("政府信息公公开制度", "政府信息公开"),
        ("政府信公息开制度", "政府信息公开"),
        ("依申公开事项", "依申请公开"),
        ("依申请公事项", "依申请公开"),
        ("依审请公开事项", "依申请公开"),
        ("制定规范文性件", "规范性文件"),
        ("制定规范性文建", "规范性文件"),
        ("制定规范性文。", "规范性文件"),
        ("提起行诉政讼", "提起行政诉讼"),
        ("因此提起行政诉，", "行政诉讼"),
        ("申请行复政议", "行政复议"),
        ("主公动开信息", "主动公开"),
        ("中华人民共合国法律", "中华人民共和国"),
        ("中华人共和国法律", "中华人民共和国"),
        ("街道办事外负责", "街道办事处"),
        ("人民政发布", "人民政府"),
        ("政务新煤体运行", "新媒体"),
        ("开展政策解，", "政策解读"),
        ("推进信息公开工的开展", "信息公开工作"),
        ("存在的主耍问题", "存在的主要问题"),
        ("电子屏上幕滚动播放", "电子屏幕"),
    ],
)
def test_a_near_miss_of_a_fixed_phrase_is_a_warning_that_names_the_phrase(text: str, phrase: str) -> None:
    found = words(text)
    assert any(f.severity is W and f"“{phrase}”" in f.message for f in found)


@pytest.mark.parametrize("phrase", sorted({*PHRASES, *ORDINARY}))
def test_a_right_phrase_is_no_near_miss_of_another(phrase: str) -> None:
    assert not list(near_misses(f"关于{phrase}工作"))
    assert not list(near_misses(phrase))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([p for p in PHRASES if len(p) >= 5]), st.data())
def test_every_inner_change_of_a_long_phrase_is_found(phrase: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(phrase) - 2))
    kind = data.draw(st.sampled_from(["lost", "changed", "doubled", "exchanged"]))
    wrong = {
        "lost": phrase[:at] + phrase[at + 1 :],
        "changed": phrase[:at] + "龘" + phrase[at + 1 :],
        "doubled": phrase[: at + 1] + phrase[at:],
        "exchanged": phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :],
    }[kind]
    if wrong not in (phrase, *ORDINARY):
        assert list(near_misses(f"，{wrong}，"))


USED = [
    (N, "截止到去年底", "截至去年底"),
    (N, "截止12月31日", "申报截止日期"),
    (N, "按着工作流程办理", "按着手印确认"),
    (N, "群众反应的问题", "群众反应热烈"),
    (N, "收集反应的意见", "快速反应情况良好"),
    (N, "可通过意见箱反应或来电", "意见箱反应迅速"),
    (W, "行政复议、行政诉讼、情况。", "行政复议、行政诉讼、情况通报"),
    (W, "结合本剧实际", "本剧演员"),
    (
        W,
        "本年报由概述、主动公开政府信息情况、依申请公开情况、主要问题及改进措施。",
        "本年报由概述、主动公开政府信息情况、依申请公开情况、主要问题及改进措施组成。",
    ),
    (W, "自学方式对加强对新条例的学习", "对加强对外宣传提出要求"),
    (N, "如对本报告任何疑问", "如对本报告有任何疑问"),
    (N, "较好的保证了专栏内容", "较好的保证措施"),
    (N, "及时准确的公开行政权力", "及时准确的公开制度"),
    (N, "大大的提高了效率", "大大的院子"),
    (N, "工作做的还不够实", "工作做得还不够实"),
    (W, "取的明显成效", "采取的积极措施"),
    (N, "二零二三年全年", "增加二零个百分点"),
    (W, "报送2023政务公开情况", "共2023件政务信息"),
    (N, "公开504余条信息", "公开500余条信息"),
    (W, "收到政府信息件。", "收到政府信息3件。"),
    (W, "受理收到申请3件", "受理申请3件"),
    (W, "二是利通过公告公开", "项目顺利通过验收"),
    (W, "可通过可以通过网站查阅", "可以通过可视化终端查阅"),
    (N, "电子化率达100%在主动公开中", "90%在线办理"),
    (N, "国务院令711号", "国务院令第711号"),
    (
        N,
        "全文包括总体情况、主要问题和改进措施等六部分组成。",
        "全文包括总体情况和改进措施，由办公室组成小组编写。",
    ),
    (N, "本报告由区政府办公室根据条例编制此报告", "本报告由区政府办公室根据条例编制"),
    (N, "原因是人员不足造成的。", "原因是人员不足。"),
    (N, "防止类似问题不再发生", "防止类似问题再次发生"),
    (N, "约20件左右", "约20件"),
    (N, "超过90%以上", "达到90%以上"),
    (N, "数量减少2倍", "数量增加2倍"),
    (W, "畅通公开渠，方便群众", "修建水渠，方便群众"),
    (W, "提起行政讼，方便群众", "诉讼、应讼、讼争"),
    (W, "服务障措施", "服务保障措施、残障人士、清障车"),
]


@pytest.mark.parametrize(("severity", "wrong", "right"), USED)
def test_a_word_is_judged_by_its_context(severity: Severity, wrong: str, right: str) -> None:
    assert severity in {finding.severity for finding in words(wrong)}
    assert not words(right)


def test_every_usage_has_a_case() -> None:
    for usage in USAGES:
        assert [wrong for _, wrong, _ in USED if any(usage.pattern.finditer(wrong))], usage.note
        assert not [right for _, _, right in USED if any(usage.pattern.finditer(right))], usage.note


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("公开的的信息", "以此为目的的公开"),
        ("公开了了信息", "为了了解需求"),
        ("公开和和发布", "考验和和平"),
        ("进行进行公开", "一步一步推进"),
        ("主动公开主动公开信息", "公开公开栏内容"),
        ("公开收费情况、政府信息减免情况、政府信息减免情况保密审查", "政府信息减免情况、减免情况"),
        (
            "涵盖机构职能、政策法规、工作动态、政策法规、公共服务等领域",
            "涵盖政策法规、工作动态、规划计划、公共服务、政策法规解读等领域",
        ),
        ("加强业务培训加强业务培训", "进一步规范规范性文件"),
        ("及时公开重点领域信息，及时公开重点领域信息。", "公开，解读，公开。"),
    ],
)
def test_words_typed_twice_are_a_warning(wrong: str, right: str) -> None:
    assert W in {finding.severity for finding in words(wrong)}
    assert not words(right)


def test_forms_are_found_at_every_place_and_only_beside_the_right_neighbours() -> None:
    forms = Forms(listed("已公开: 自<己公开>栏\n网站: 网战"))
    places = [(at, form.wrong) for at, form in forms.find("己公开、自己公开、己公开栏、网战网战")]
    assert places == [(0, "己公开"), (14, "网战"), (16, "网战")]


def test_the_clean_sentences_hold_none_of_the_forms() -> None:
    forms = Forms(listed(TYPOS) + doubled(DOUBLED) + listed(UNSETTLED))
    assert not list(forms.find(CLEAN))


@pytest.mark.parametrize(
    "text",
    [
        "把政务公开作为转变政府职能的重要抓手。",
        "在区行政服务中心设立查阅点。",
        "针对2023年度报告提出的问题进行整改。",
        "推进企业信息公示工作。",
        "通过政府新媒体和政府门户网公开信息。",
        "2023年政府信息公开条数为1136条。",
        "收到处理政府信息公开申请3件。",
        "做好社会公共事业信息公开。",
        "群众到街道办事更加方便。",
        "全年主动公开政务信息186条，未收到政务信息依申请公开要求。",
    ],
)
def test_words_that_only_look_like_a_fixed_phrase_raise_no_warning(text: str) -> None:
    assert [f.message for f in words(text) if f.severity is not Severity.NOTICE] == []
