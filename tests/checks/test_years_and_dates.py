"""The right year in the report's name, its period and its sentences; days that exist."""

import pytest

from generator.report.finding import Severity
from tests.checks.reports import about, found, keys, report


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("根据《条例》要求，编制梧桐区2024年政府信息公开工作年度报告。", "preamble"),
        ("所列数据的统计期限为2024年1月1日至12月31日。", "preamble"),
        ("本报告数据统计期限自2024年1月1日起至2024年12月31日止。", "preamble"),
        ("按照《关于做好2023年政府信息公开工作年度报告编制工作的通知》要求编制。", "preamble"),
        ("2024年，梧桐区认真执行《条例》，各项工作取得进展。", "s1"),
        ("针对2023年度报告提出的问题，全区采取了三项措施，2024年全部整改到位。", "s1"),
        ("2023年以来，区政府连续两年开展专项检查。", "s1"),
        ("根据《2023年政务公开工作要点》，落实各项任务。", "s1"),
        ("与2023年相比，2024年申请量有所增加。", "s1"),
        ("截至2024年底，全区在用政务新媒体29个。", "s1"),
        ("2025年，将继续完善公开目录。", "s5"),
        ("2022年，区政府建成首个公开专区。", "s1"),
        ("2026年，规划全部到期。", "s1"),
        ("2024年，区政府将政务公开纳入年度考核，取得成效。", "s5"),
        ("2025年1月，区政府召开工作总结会。", "s1"),
        ("2024年6月1日至8月31日，区教育局开展招生政策集中公开，时间安排提前公布。", "s1"),
    ],
)
def test_the_right_year_passes(sentence: str, section: str) -> None:
    assert about(sentence, section=section) == []


@pytest.mark.parametrize(
    ("sentence", "section", "key"),
    [
        ("根据《条例》要求，编制梧桐区2023年政府信息公开工作年度报告。", "preamble", "txt.year"),
        ("现公布梧桐区2023年度政府信息公开年度报告。", "preamble", "txt.year"),
        ("所列数据的统计期限为2023年1月1日至12月31日。", "preamble", "txt.period"),
        ("统计期限自2024年1月1日起至2024年11月30日止。", "preamble", "txt.period"),
        ("统计期限自2023年1月1日起至2024年12月31日止。", "preamble", "txt.period"),
        ("统计数据时限由2024年1月2日至12月31日。", "preamble", "txt.period"),
        ("本报告涵盖2024年1月1日至12月21日的工作情况。", "preamble", "txt.period"),
        ("2023年，梧桐区认真执行《条例》，各项工作取得进展。", "s1", "txt.year"),
        ("2023年，全区未收取信息处理费。", "s6", "txt.year"),
        ("2025年，梧桐区认真执行《条例》，各项工作取得进展。", "s1", "txt.year"),
        ("截至2023年底，全区在用政务新媒体29个。", "s1", "txt.year"),
        ("2024年，我区将继续完善公开目录。", "s5", "txt.year"),
        ("2024年将从以下方面改进。", "s5", "txt.year"),
    ],
)
def test_the_wrong_year_is_told(sentence: str, section: str, key: str) -> None:
    assert about(sentence, section=section) == [key]


def test_a_wrong_period_and_a_wrong_name_stop_the_report_a_doubtful_sentence_does_not() -> None:
    def severities(text: str, section: str) -> list[Severity]:
        told = found(report(2024, text, section=section))
        return [f.severity for f in told if f.rule in ("2021.txt.year", "2021.txt.period")]

    assert severities("编制2023年政府信息公开工作年度报告。", "preamble") == [Severity.ERROR]
    assert severities("统计期限为2023年1月1日至12月31日。", "preamble") == [Severity.ERROR]
    assert severities("2023年，全区认真执行《条例》。", "s1") == [Severity.WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年2月29日，区政府召开会议。",
        "5月15日举办政务公开日活动。",
        "2024年1月1—3日，网站升级。",
        "2024年3月1、2日分别召开会议。",
        "2024年3月1日至4月30日征求意见。",
        "自2008年5月1日起开展政府信息公开工作。",
        "2015年5月被评为先进单位。",
        "4月2件、5月3件。",
    ],
)
def test_days_that_exist_pass(sentence: str) -> None:
    assert [k for k in about(sentence) if k.startswith("txt.date")] == []


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("2023年2月29日召开会议。", "txt.date"),
        ("统计到11月31日。", "txt.date"),
        ("2024年13月5日公布。", "txt.date"),
        ("2024年1月20，区政府召开会议。", "txt.date_part"),
        ("自2024年3月1至4月30日征求意见。", "txt.date_part"),
    ],
)
def test_days_that_do_not_exist_or_lack_their_word_are_errors(sentence: str, key: str) -> None:
    told = [f for f in found(report(2024, sentence)) if f.rule.startswith("2021.txt.date")]
    assert [f.rule for f in told] == [f"2021.{key}"]
    assert told[0].severity is Severity.ERROR


def test_text_that_the_program_wrote_is_trusted_with_its_years() -> None:
    assert keys(report(2024, {"s1": "2024年，全区认真执行《条例》。"}), prefix="txt.year") == []
