"""Figures typed in the narrative against the tables: what is compared, and what speaks of something else."""

from decimal import Decimal

import pytest

from generator.report.finding import Severity
from tests.checks.reports import about, found, report

RIGHT = """
2024年，全区共收到政府信息公开申请564件，上年结转19件，办结562件，结转下年度继续办理21件。
全年新收政府信息公开申请五百六十四件，均按照规定登记。
新收申请５６４件，较上年增加43件。
新收政府信息公开申请564宗。
依申请公开方面，全年受理政府信息公开申请564件，按时答复率100%。
收到申请583件（含上年结转19件），涉及征地、规划和教育等方面。
21件结转下年度继续办理。
有21件申请结转至下一年度办理。
自然人申请412件，商业企业申请87件。
予以公开201件，部分公开80件，不予公开95件。
全年共收到申请564件，均已登记。
收到公民、法人和其他组织的政府信息公开申请564件。
收到依申请信息公开564件。
全年受理564件政府信息公开申请。
不予公开95件，无法提供133件，不予处理38件，其他处理15件。
予以公开和部分公开共281件。
属于国家秘密1件，其他法律行政法规禁止公开4件，危及“三安全一稳定”2件，保护第三方合法权益26件。
属于三类内部事务信息不予公开的8件，属于四类过程性信息的16件，属于行政执法案卷23件，属于行政查询事项15件。
本机关不掌握相关政府信息111件，没有现成信息需要另行制作13件，补正后申请内容仍不明确9件。
信访举报投诉类申请21件，无正当理由大量反复申请1件，逾期不补正的5件。
自然人申请412件，法人和其他组织申请152件。
因政府信息公开引发行政复议20件，行政诉讼16件。
行政复议和行政诉讼共36件。
被申请行政复议20件，其中结果维持11件，结果纠正2件。
行政复议结果维持11件，行政诉讼结果纠正1件。
全区制发行政规范性文件9件，废止行政规范性文件6件，现行有效行政规范性文件58件。
全区作出行政许可决定41873件、行政处罚决定3506件、行政强制决定287件。
全区作出行政许可决定4.2万件。
全区作出行政许可决定4.19万件。
全年行政事业性收费2846.75万元。
"""
"""Sentences that agree with the tables."""

ELSEWHERE = """
与2024年相比，2023年全区新收政府信息公开申请521件。
上年新收政府信息公开申请521件，今年新收564件。
上半年，全区新收政府信息公开申请301件。
截至6月底，新收政府信息公开申请301件。
第四季度新收政府信息公开申请90件。
1—6月新收政府信息公开申请301件。
新收网络申请310件，信函申请200件，当面申请54件。
其中，区住建局新收政府信息公开申请88件。
区政府办公室共收到政府信息公开申请43件。
梧桐街道收到政府信息公开申请12件。
全年收到政府信息公开申请近600件。
收到政府信息公开申请560余件。
涉及土地征收的不予公开12件。
经复议维持的政府信息公开案件11件。
行政诉讼败诉1件。
未发生行政复议被纠错、行政诉讼败诉的情况。
未发生因行政诉讼败诉被通报的情况。
区教育局制发行政规范性文件2件。
区司法局办理行政复议案件312件。
行政诉讼比上年减少3件。
全年办理行政复议案件312件，审结率100%。
区政府负责人出庭应诉行政诉讼案件88件。
2025年计划制发行政规范性文件5件。
无法提供有关行政复议的材料。
与2023年未发生行政诉讼案件相比，2024年压力加大。
区档案馆未收到政府信息公开申请。
未收到法人提出的申请。
未收到要求减免信息公开费用的申请。
平均每月收到政府信息公开申请47件。
较2023年新收521件增加43件。
通过互联网受理政府信息公开申请310件。
近三年累计收到政府信息公开申请1430件。
未收到因政府信息公开申请引起的行政诉讼败诉通报。
未收到因政府信息公开申请引起的信访。
受理申请材料1200件，办理证照860件。
区信访局未收到信访件，行政复议20件均按期审结。
力争将新收政府信息公开申请控制在500件以内。
全年受理重复的政府信息公开申请23件。
2023年结转至2024年2件，2024年共受理政府信息公开申请564件。
上年度的申请结转至2024年办理3件。
全区制发政府信息1300件，其中主动公开180件，部分公开8件，不予公开1112件。
公文总数412件，主动公开文件100件，依申请公开229件，不予公开文件83件。
全区各街道未制定规范性文件，区政府部门制发的由区司法局统一备案。
"""
"""Sentences whose numbers are about a part, another year, another organ, a plan: never compared."""

WRONG = """
2024年，全区共收到政府信息公开申请546件。|txt.app_received
全年新收政府信息公开申请五百六十五件。|txt.app_new
收到公民、法人和其他组织提出的政府信息公开申请565件。|txt.app_received
全年收到546件信息依申请公开，均已答复。|txt.app_received_before
结转至2025年继续办理20件。|txt.app_next
2024年度无政府信息公开申请。|txt.app_none
梧桐区人民政府新收政府信息公开申请546件。|txt.app_new
清源市梧桐区人民政府及其部门新收政府信息公开申请546件。|txt.app_new
梧桐区新收政府信息公开申请546件。|txt.app_new
新收申请５６３件，较上年增加43件。|txt.app_new
新收到政府信息公开申请583件。|txt.app_new
全区共收到政府信息公开申请五百四十六宗。|txt.app_received
上年结转18件，办结562件，结转下年度继续办理21件。|txt.app_prev
结转下年度继续办理20件。|txt.app_next
20件结转下年度继续办理。|txt.app_next_before
全年答复政府信息公开申请526件。|txt.app_done
新收564件，上年结转19件，办理561件，结转下年度继续办理21件。|txt.app_done_after
予以公开210件，部分公开80件。|txt.app_open
依法部分公开81件。|txt.app_partial
不予公开96件，无法提供133件，不予处理38件，其他处理15件。|txt.app_deny
无法提供131件。|txt.app_unable
不予处理83件。|txt.app_refuse
其他处理16件。|txt.app_misc
自然人申请421件，商业企业申请87件。|txt.app_natural
法人或其他组织申请125件。|txt.app_organizations
属于国家秘密2件。|txt.deny_secret
其他法律行政法规禁止公开3件。|txt.deny_law
危及“三安全一稳定”1件。|txt.deny_safety
保护第三方合法权益62件。|txt.deny_third
属于三类内部事务信息不予公开的9件。|txt.deny_internal
属于四类过程性信息61件。|txt.deny_process
属于行政执法案卷32件。|txt.deny_casefile
属于行政查询事项16件。|txt.deny_query
本机关不掌握相关政府信息101件。|txt.unable_nothold
没有现成信息需要另行制作12件。|txt.unable_create
补正后仍不明确8件。|txt.unable_unclear
信访举报投诉类申请12件。|txt.refuse_petition
要求提供公开出版物1件。|txt.refuse_publication
无正当理由大量反复申请2件。|txt.refuse_mass
要求行政机关确认或重新出具已获取信息4件。|txt.refuse_confirm
逾期不补正的6件。|txt.misc_uncured
商业企业申请78件。|txt.app_company
因政府信息公开引发行政复议21件，行政诉讼16件。|txt.rev_total
被提起行政诉讼17件。|txt.suit_total
行政复议和行政诉讼共39件。|txt.case_total
行政复议结果维持12件。|txt.rev_uphold
行政复议结果纠正3件。|txt.rev_correct
行政诉讼结果维持8件。|txt.suit_uphold
行政诉讼结果纠正2件。|txt.suit_correct
全区制发行政规范性文件8件。|txt.doc_made
废止行政规范性文件5件。|txt.doc_repealed
现行有效的规范性文件57件。|txt.doc_valid
全区作出行政许可决定41783件。|txt.permit
全区作出行政许可决定4.3万件。|txt.permit
全区作出行政许可决定4.1万件。|txt.permit
全区作出行政许可决定4.18万件。|txt.permit
全区作出行政处罚决定3560件。|txt.penalty
全区作出行政强制决定278件。|txt.coercion
全年行政事业性收费2864.75万元。|txt.fee_amount
2024年，未收到政府信息公开申请。|txt.app_none
没有收到公民、法人和其他组织提出的政府信息公开申请。|txt.app_none
未接到任何形式的信息公开申请。|txt.app_none
未发生因政府信息公开被申请行政复议的情况。|txt.rev_none
2024年，没有发生行政诉讼案件。|txt.suit_none
无上年结转申请。|txt.prev_none
没有结转下年度的申请。|txt.next_none
2024年没有制发行政规范性文件。|txt.doc_none
全年共收到申请546件。|txt.app_received_short
全年受理546件政府信息公开申请。|txt.app_received_before
没有因政府信息公开引起行政复议的情况。|txt.rev_none
"""
"""A sentence and the phrase that finds it wrong."""


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("sentence", lines(RIGHT))
def test_a_figure_that_agrees_with_the_table_passes(sentence: str) -> None:
    assert about(sentence) == []


@pytest.mark.parametrize("sentence", lines(ELSEWHERE))
def test_a_number_that_speaks_of_something_else_is_not_compared(sentence: str) -> None:
    assert about(sentence) == []


@pytest.mark.parametrize("case", lines(WRONG))
def test_a_figure_or_a_claim_that_the_table_does_not_bear_out_is_told(case: str) -> None:
    sentence, _, key = case.partition("|")
    assert about(sentence) == [key]


def test_every_phrase_of_the_format_has_a_sentence_that_it_finds_wrong() -> None:
    used = {case.partition("|")[2] for case in lines(WRONG)}
    assert used == {rule.id.removeprefix("2021.") for rule in report(2024).format.text_rules}


def test_the_message_quotes_the_sentence_and_names_both_numbers_and_the_cell() -> None:
    told = [f for f in found(report(2024, "全年新收政府信息公开申请546件。")) if f.rule == "2021.txt.app_new"]
    assert told[0].message == (
        "正文写“新收政府信息公开申请546件”，表中“新收申请”为564件，相差18件（申请办理!J6）。"
        "请核对正文与表，改正有误的一处。"
    )
    assert told[0].severity is Severity.WARNING
    assert str(told[0].place) == "正文!C2"
    assert told[0].quote == "新收政府信息公开申请546件"


def test_a_claim_of_none_against_the_table_is_an_error() -> None:
    told = [f for f in found(report(2024, "未收到政府信息公开申请。")) if f.rule == "2021.txt.app_none"]
    assert [f.severity for f in told] == [Severity.ERROR]
    assert "却是564件" in told[0].message


def test_reviews_and_suits_named_in_short_are_claimed_together() -> None:
    for sentence in (
        "全年没有因政府信息公开引起的复议和诉讼。",
        "全年未发生复议、诉讼案件。",
        "政府信息公开行政复议、行政诉讼均为0件。",
        "全年行政复议和行政诉讼案件均为零件。",
        "实现零复议、零诉讼。",
    ):
        assert about(sentence) == ["txt.rev_none", "txt.suit_none"], sentence
    assert about("实现零申请。") == ["txt.app_none"]
    assert about("推行零投诉、零差错服务，10申请人参加座谈。") == []


def test_a_claim_of_none_passes_where_the_table_is_zero() -> None:
    nothing = {
        id: Decimal(0) for id in report(2024).format.fields if id.startswith(("app.", "rev.", "suit."))
    }
    text = "未收到政府信息公开申请，无上年结转申请。未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。"
    assert about(text, figures=nothing) == []


def test_a_figure_that_the_table_does_not_give_is_not_compared() -> None:
    assert about("全年新收政府信息公开申请546件。", without=("app.new.natural",)) == []


def test_a_sentence_with_two_wrong_figures_gives_two_findings() -> None:
    assert about("予以公开210件，部分公开81件。") == ["txt.app_open", "txt.app_partial"]


RIGHT_2008 = """
全年主动公开政府信息14393条，其中政府网站公开信息817条，政务微博公开信息11650条。
2015年共收到依申请公开信息43件，其中网络申请26件，信函申请17件。
答复申请43件，其中同意公开29件，同意部分公开5件，不同意公开3件，以其他方式答复6件。
未发生因政府信息公开被申请行政复议的案件，发生行政诉讼4件，均未审结。
"""
WRONG_2008 = """
全年主动公开政府信息14339条。|txt.pub_total
政府网站公开信息871条。|txt.site
政务微博公开信息11560条。|txt.weibo
政务微信公开信息5条。|txt.wechat
政府公报公开信息5条。|txt.gazette
服务办事大厅公开信息41条。|txt.hall
其他方式公开信息1921条。|txt.other
2015年共收到申请42件。|txt.req_total
网络申请25件。|txt.req_net
信函申请16件。|txt.req_letter
当面申请1件。|txt.req_inperson
传真申请1件。|txt.req_fax
答复申请41件。|txt.answered
同意公开28件。|txt.open
同意部分公开6件。|txt.partial
不同意公开2件。|txt.deny
发生行政诉讼3件。|txt.suit_total
发生行政复议1件。|txt.rev_total
未发生行政诉讼案件。|txt.suit_none
2015年未收到政府信息公开申请。|txt.req_none
"""


@pytest.mark.parametrize("sentence", lines(RIGHT_2008))
def test_figures_of_the_older_form_that_agree_pass(sentence: str) -> None:
    assert about(sentence, 2015) == []


@pytest.mark.parametrize("case", lines(WRONG_2008))
def test_figures_of_the_older_form_that_do_not_agree_are_told(case: str) -> None:
    sentence, _, key = case.partition("|")
    assert about(sentence, 2015) == [key]


def test_without_the_sheet_of_main_figures_the_text_of_the_older_form_stands_alone() -> None:
    fmt = report(2015).format
    assert about("全年主动公开政府信息14339条。", 2015, without=tuple(fmt.fields), tables=frozenset()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年主动公开政府信息1136条。\n2024年主动公开政府信息共1163条。", True),
        ("全年主动公开政府信息1136条。\n2024年主动公开政府信息共1136条。", False),
        ("全年主动公开政府信息1136条。\n通过微信公众号主动公开政府信息402条。", False),
        ("全年主动公开政府信息1136条。\n上半年主动公开政府信息502条。", False),
        ("全年主动公开政府信息1136条。\n其中区教育局主动公开政府信息88条。", False),
        ("组织政务公开培训4次。\n全年开展政务公开业务培训5次。", True),
    ],
)
def test_a_figure_given_twice_is_the_same_both_times(text: str, told: bool) -> None:
    assert ("txt.twice" in about(text)) == told


@pytest.mark.parametrize("subject", ["梧桐区教育局", "区教育局", "我局", "本机关", "全局"])
def test_a_bureau_that_speaks_of_itself_by_any_name_speaks_of_the_whole(subject: str) -> None:
    unit = {"unit_name": "清源市梧桐区教育局", "unit_short": "区教育局", "signatory": "梧桐区教育局"}
    assert about(f"{subject}新收政府信息公开申请546件。", **unit) == ["txt.app_new"]
    assert about(f"区住建局转来的与{subject}有关，新收政府信息公开申请564件。", **unit) == []


def test_without_tables_a_figure_given_twice_must_still_be_the_same() -> None:
    fmt = report(2015).format
    blank = {"without": tuple(fmt.fields), "tables": frozenset()}
    twice = "2015年共收到政府信息公开申请43件。\n全区共收到政府信息公开申请34件。"
    assert about(twice, 2015, **blank) == ["txt.twice"]
    assert about(twice.replace("34", "43"), 2015, **blank) == []
    assert about(twice.replace("全区共", "其中区教育局"), 2015, **blank) == []
    assert about(twice.replace("34件", "近40件"), 2015, **blank) == []
