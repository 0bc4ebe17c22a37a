"""The report as a whole: preamble, chapters, letters, laws, copies, title, signature, date."""

from dataclasses import replace
from datetime import date

import pytest

from generator.report.finding import Severity
from generator.report.model import Report
from tests.checks.reports import about, found, keys, report

SIX = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
)


@pytest.mark.parametrize(
    "sentence",
    [
        f"本报告由{SIX}等六个部分组成。",
        f"本报告由{SIX}6个部分组成。",
        f"全文包括{SIX}。",
        f"全文包括{SIX.replace('情况、主', '情况；主').replace('情况、收', '情况；收').replace('、存', '；存').replace('、其', '；其')}。",
        f"《报告》分六部分，包括{SIX}。",
        f"全文主要包括六个部分：{SIX}。",
        "本报告由总体情况、主动公开政府信息情况等六个部分组成。",
        "本年报全文由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”“其他需要报告的事项”六个部分组成。",
        "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议和提起行政诉讼情况、存在问题及改进情况，以及其他需要报告的事项。",
        "报告全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况等内容。",
        f"全文包括{SIX.replace('、其他', '，以及其他')}，各项数据统计期限为2024年1月1日至12月31日。",
        "本报告由区政府办公室编制，从公开、管理、平台三个方面反映情况。",
    ],
)
def test_a_preamble_that_names_the_parts_rightly_passes(sentence: str) -> None:
    assert about(sentence, section="preamble", prefix="pre.") == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"本报告由{SIX}等七个部分组成。", "写明7个部分，列出的却是6个"),
        (f"《报告》分七部分，包括{SIX}。", "写明7个部分，列出的却是6个"),
        (
            "全文包括（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况；"
            "（四）政府信息公开行政复议、行政诉讼情况；（五）存在的主要问题及改进情况。",
            "没有写“其他需要报告的事项”",
        ),
        (
            "全文包括政府信息主动公开情况；依申请公开和不予公开情况；行政复议和行政诉讼情况；存在的主要问题和改进情况。",
            "没有写“总体情况”",
        ),
        (f"本报告由{SIX.replace('总体情况、', '')}等六个部分组成。", "列出的却是5个"),
        (
            f"本报告由{SIX.replace('、政府信息公开行政复议、行政诉讼情况', '')}等五个部分组成。",
            "没有写“政府信息公开行政复议、行政诉讼情况”",
        ),
        (
            "本报告由总体情况、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、收费及减免情况、存在的主要问题及改进情况六个部分组成。",
            "收费及减免情况",
        ),
    ],
)
def test_a_preamble_that_counts_or_names_the_parts_wrongly_is_told(sentence: str, words: str) -> None:
    told = [f for f in found(report(2024, sentence, section="preamble")) if f.rule == "2021.pre.parts"]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert words in told[0].message


def test_in_the_older_form_only_the_count_is_looked_at() -> None:
    six = "本报告由概述、主动公开政府信息情况、依申请公开情况、收费及减免情况、复议诉讼情况、存在的问题及改进措施等六部分组成。"
    assert about(six, 2015, section="preamble", prefix="pre.") == []
    assert about(six.replace("六", "七"), 2015, section="preamble", prefix="pre.") == ["pre.parts"]


@pytest.mark.parametrize(
    ("number", "told"), [("四", []), ("五", []), ("六", ["pre.parts"]), ("三", ["pre.parts"])]
)
def test_matters_to_explain_and_annexed_tables_may_count_as_one_part_or_two(
    number: str, told: list[str]
) -> None:
    text = f"本报告由概述、主动公开政府信息情况、依申请公开情况、需要说明的事项与附表共{number}个部分组成。"
    assert about(text, 2015, section="preamble", prefix="pre.") == told
    text = f"本报告由概况，主动公开政府信息情况，依申请公开政府信息情况和不予公开政府信息的情况，附表等{number}部分组成。"
    assert about(text, 2015, section="preamble", prefix="pre.") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("无。", True),
        ("无", True),
        ("暂无问题。", True),
        ("本单位不存在问题。", True),
        ("一是解读形式不够丰富，将增加图解和视频。", False),
        ("无障碍浏览功能不够完善，各平台的检索结果不一致，下一步将统一改版，逐项整改，完善标准。", False),
    ],
)
def test_the_chapter_of_problems_is_never_nothing(text: str, told: bool) -> None:
    assert ("chapter.empty" in keys(report(2024, text, section="s5"))) == told


def test_problems_without_measures_and_measures_without_problems_are_a_notice() -> None:
    only = "公开的及时性和全面性与群众的期待相比还有差距，有的单位重发布、轻说明，个别栏目内容陈旧。"
    assert keys(report(2024, only, section="s5"), prefix="s5.") == ["s5.both"]
    both = only + "下一步将细化目录，增加解读。"
    assert keys(report(2024, both, section="s5"), prefix="s5.") == []


def test_topics_that_the_form_prescribes_are_missed_in_one_notice() -> None:
    told = [
        f for f in found(report(2024, "主动公开政府信息。办理依申请公开。")) if f.rule == "2021.s1.topics"
    ]
    assert "政府信息管理、政府信息公开平台建设、监督保障" in told[0].message
    full = "主动公开。依申请公开。政府信息管理。政府信息公开平台建设。监督保障。"
    assert keys(report(2024, full), prefix="s1.topics") == []
    assert keys(report(2020, "主动公开。"), prefix="s1.topics") == []


def test_a_government_tells_of_assessment_review_and_accountability() -> None:
    told = [f for f in found(report(2024, "将公开工作纳入绩效考核。")) if f.rule == "2021.s1.evaluation"]
    assert "社会评议、责任追究" in told[0].message
    full = "将公开工作纳入绩效考核，开展社会评议，没有需要追究责任的情形。"
    assert keys(report(2024, full), prefix="s1.evaluation") == []
    assert keys(report(2024, "主动公开。", unit_name="梧桐区教育局"), prefix="s1.evaluation") == []


def test_a_first_chapter_that_is_too_long_is_a_notice() -> None:
    assert keys(report(2024, "公开" * 501), prefix="s1.length") == ["s1.length"]
    assert keys(report(2024, "公开" * 500), prefix="s1.length") == []


def test_a_statutory_item_that_the_older_form_never_mentions_is_a_notice() -> None:
    text = "主动公开。依申请公开。未收取费用。没有行政复议和行政诉讼。存在的问题和改进措施。"
    assert keys(report(2015, text), prefix="chapter.missing") == []
    assert keys(report(2015, text.replace("未收取费用。", "")), prefix="chapter.missing") == [
        "chapter.missing"
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("现将2024年度政府信息公开工作情况报告如下，请审阅。", True),
        ("特此报告。", True),
        ("现报送我局2024年度报告，妥否，请批示。", True),
        ("清源市政府办公室：", True),
        ("现将2024年政府信息公开工作年度报告公布如下。", False),
        ("特向社会公布2024年政府信息公开工作年度报告。", False),
        ("现将本年度工作情况报告如下。", False),
    ],
)
def test_phrases_of_a_covering_letter_are_told(sentence: str, told: bool) -> None:
    assert ("letter.phrase" in keys(report(2024, sentence, section="preamble"))) == told


def test_instructions_left_from_a_template_are_a_notice() -> None:
    told = [
        f for f in found(report(2024, "该部分以表格形式报告。表格如下：")) if f.rule == "2021.txt.leftover"
    ]
    assert [f.severity for f in told] == [Severity.NOTICE]
    assert about("统计表附后。") == []


@pytest.mark.parametrize(
    ("year", "sentence", "key"),
    [
        (2024, "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）编制。", ""),
        (2024, "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。", ""),
        (2024, "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "law.wrong"),
        (2024, "根据国办公开办函〔2019〕60号文件编制。", "law.wrong"),
        (2024, "根据国办公开办函〔2022〕30号文件编制。", "law.wrong"),
        (2024, "根据国办公开办函〔2021〕31号文件编制。", "law.wrong"),
        (2024, "根据国办公开办〔2021〕30号文件编制。", "law.wrong"),
        (2024, "根据《中华人民共和国信息公开条例》编制。", "law.wrong"),
        (2020, "根据《中华人民共和国政府信息公开工作条例》编制。", "law.wrong"),
        (2024, "根据国务院令第717号《中华人民共和国政府信息公开条例》编制。", "law.wrong"),
        (2024, "根据国务院令第711号《中华人民共和国政府信息公开条例》编制。", ""),
        (2024, "根据国办公开办函〔2021〕60号文件编制。", "law.wrong"),
        (
            2024,
            "根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）编制。",
            "law.wrong",
        ),
        (2024, "按照《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）建设。", ""),
        (2024, "依据《条例》第三十一条关于年度报告的规定编制。", "law.wrong"),
        (2024, "根据《中华人民共和国政府信息公开条例》（国务院令第717号）编制。", "law.number"),
        (
            2024,
            "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕31号）编制。",
            "law.number",
        ),
        (2020, "根据国办公开办函〔2021〕30号文件编制。", "law.wrong"),
        (2020, "根据国办公开办函〔2019〕60号文件编制。", ""),
        (2015, "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。", "law.wrong"),
        (2015, "根据《条例》第三十一条的规定编制。", ""),
    ],
)
def test_laws_and_numbers_of_the_reports_own_time(year: int, sentence: str, key: str) -> None:
    told = keys(report(year, sentence, section="preamble"), prefix="law.")
    assert (key in told) if key else told == []


LONG = (
    "全区坚持以公开为常态、不公开为例外，围绕高质量发展和民生实事主动公开政府信息，规范办理公开申请，加强政府信息管理。"
    "各部门、各街道按照目录逐项公开，做到内容完整、更新及时、查询方便，群众满意程度不断提高。"
    "区政府办公室每季度检查一次公开情况，对更新不及时的单位发出整改通知，年底将检查结果纳入综合考核，促进各项任务落到实处。"
)


def test_a_chapter_taken_over_from_last_year_is_told_and_a_rewritten_one_is_not() -> None:
    now = report(2024, LONG.replace("每季度", "2024年每季度"))
    assert keys(now, report(2023, LONG.replace("每季度", "2023年每季度")), prefix="copy.") == [
        "copy.previous"
    ]
    other = (
        "本年度着力拓展公开渠道，新建公开专区十三个，改版门户网站，增加智能检索和无障碍浏览，举办政策解读直播二十场。"
        * 3
    )
    assert keys(now, report(2023, other), prefix="copy.previous") == []


def test_a_chapter_taken_over_from_another_unit_of_the_batch_is_told() -> None:
    mine = report(2024, LONG)
    theirs = report(2024, LONG.replace("全区", "全镇"), unit_name="清源市梧桐区柳河镇人民政府")
    theirs = replace(theirs, source=replace(theirs.source, sha256="1" * 64))
    told = [f.message for f in found(mine, others=(theirs,)) if f.rule == "2021.copy.other"]
    assert "柳河镇人民政府" in told[0]
    assert [f for f in found(mine, others=(mine,)) if f.rule == "2021.copy.other"] == []


def test_a_paragraph_or_a_long_sentence_that_stands_twice_is_told_once() -> None:
    twice = f"{LONG}\n（一）|其他\n{LONG}"
    assert keys(report(2024, twice), prefix="copy.within") == ["copy.within"]
    sentence = "各部门、各街道按照目录逐项公开，做到内容完整、更新及时、查询方便。"
    assert keys(report(2024, f"主动公开。{sentence}\n平台建设。{sentence}"), prefix="copy.") == [
        "copy.within"
    ]
    assert keys(report(2024, f"{LONG}\n依法公开。"), prefix="copy.") == []


def test_a_chapter_of_customary_sentences_is_too_short_to_have_been_copied() -> None:
    short = LONG[:149]
    assert keys(report(2024, short), report(2023, short), prefix="copy.") == []
    assert keys(report(2024, LONG[:150]), report(2023, LONG[:150]), prefix="copy.") == ["copy.previous"]


def test_the_preamble_is_the_same_every_year() -> None:
    preamble = {"preamble": LONG}
    assert keys(report(2024, preamble), report(2023, preamble), prefix="copy.") == []
    assert keys(report(2024, {"preamble": f"{LONG}\n{LONG}"}), prefix="copy.") == []


def test_a_paragraph_half_rewritten_and_a_short_sentence_twice_are_no_copies() -> None:
    rewritten = (
        LONG.replace("高质量发展", "乡村振兴").replace("查询方便", "易于检索").replace("每季度", "每月")
    )
    assert keys(report(2024, f"{LONG}\n{rewritten}"), prefix="copy.") == []
    assert keys(report(2024, "依法公开，及时公开。\n依法公开，及时公开。"), prefix="copy.") == []


def titled(**particulars: object) -> list[str]:
    return [k for k in keys(report(2024, **particulars)) if k.startswith(("title.", "sign.", "date."))]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", []),
        ("梧桐区2024年政府信息公开工作年度报告", []),
        ("2024年梧桐区政府信息公开工作年度报告", []),
        ("清源市梧桐区人民政府2024年度政府信息公开工作年度报告", []),
        ("梧桐区2023年政府信息公开工作年度报告", ["title.year"]),
        ("梧桐区政府信息公开工作年度报告", ["title.year"]),
        ("梧桐区2024年政府信息公开工作总结", ["title.name"]),
        ("梧桐区2024年政府信息公开年度报告", ["title.name"]),
        ("松岭县2024年政府信息公开工作年度报告", ["title.unit"]),
    ],
)
def test_a_typed_title_has_year_name_and_unit(title: str, told: list[str]) -> None:
    assert titled(title=title) == told


@pytest.mark.parametrize(
    ("signatory", "told"),
    [
        ("清源市梧桐区人民政府办公室", []),
        ("梧桐区政务公开办公室", []),
        ("梧桐区人民政府", []),
        ("区政府办公室", []),
        ("松岭县人民政府办公室", ["sign.unit"]),
    ],
)
def test_the_signature_is_that_of_the_organ_or_its_office(signatory: str, told: list[str]) -> None:
    assert titled(signatory=signatory) == told


@pytest.mark.parametrize(
    ("day", "unit", "told"),
    [
        (date(2025, 1, 20), "清源市梧桐区人民政府", []),
        (date(2025, 3, 31), "清源市梧桐区人民政府", []),
        (date(2025, 4, 1), "清源市梧桐区人民政府", ["date.late"]),
        (date(2025, 1, 31), "清源市梧桐区教育局", []),
        (date(2025, 2, 1), "清源市梧桐区教育局", ["date.late"]),
        (date(2024, 12, 31), "清源市梧桐区教育局", ["date.early"]),
        (date(2025, 1, 1), "清源市梧桐区教育局", []),
        (date(2025, 3, 31), "清源市梧桐区汉正街道办事处", []),
        (date(2025, 2, 1), "清源市人民政府办公厅财政局", ["date.late"]),
        (date(2099, 1, 20), "清源市梧桐区教育局", ["date.future"]),
        (None, "清源市梧桐区教育局", []),
    ],
)
def test_the_date_lies_between_the_end_of_the_year_and_the_deadline(
    day: date | None, unit: str, told: list[str]
) -> None:
    assert titled(issue_date=day, unit_name=unit, signatory=unit, unit_short=unit) == told


def test_before_2019_departments_too_had_until_the_end_of_march() -> None:
    rep = report(2015, issue_date=date(2016, 3, 31), unit_name="梧桐区教育局", signatory="梧桐区教育局")
    assert keys(rep, prefix="date.") == []


def fee_note(text: str, **more: object) -> list[Severity]:
    return [f.severity for f in found(report(2024, {"s6": text}, **more)) if f.rule == "2021.s6.fee_note"]


def test_the_last_chapter_tells_of_the_fee() -> None:
    assert fee_note("无其他需要报告的事项。") == [Severity.WARNING]
    assert fee_note("2024年未收取政府信息公开信息处理费。") == []
    assert fee_note("我区未向公众收取政府信息处理相关费用。") == []


def test_requests_dropped_for_an_unpaid_fee_and_nothing_to_report_cannot_both_be() -> None:
    from decimal import Decimal

    unpaid = {"app.misc.unpaid.natural": Decimal(1), "app.misc.other.natural": Decimal(4)}
    assert fee_note("无。", figures=unpaid) == [Severity.ERROR]
    assert fee_note("发出收费通知1件，应收20元，实收0元，信息处理费未缴。", figures=unpaid) == []


def confirmed(note: dict[str, str]) -> Report:
    return report(2024, "全年新收政府信息公开申请546件。未收到政府信息公开申请。", confirmations=note)


def test_an_explanation_confirms_a_warning_and_never_an_error() -> None:
    notes = {"2021.txt.app_new": "含区政府办公室代收", "2021.txt.app_none": "确实没有"}
    told = {f.rule: f for f in found(confirmed(notes)) if f.rule in notes}
    assert told["2021.txt.app_new"].confirmed == "含区政府办公室代收"
    assert told["2021.txt.app_new"].as_json()["confirmed"] == "含区政府办公室代收"
    assert told["2021.txt.app_none"].confirmed == ""
