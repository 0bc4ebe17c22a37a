"""Text written from the figures: right for zero and for any other figure, never against the table."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from generator.formats import load
from generator.formats.model import PREAMBLE, TextRule
from generator.narrative import complete
from generator.narrative.generate import generate
from generator.report.model import Report
from tests.narrative.builder import build

PROBLEMS = {"五、存在的主要问题及改进情况": ["有不足。"]}
FIGURES = st.one_of(st.just(0), st.just(1), st.integers(0, 10**6))


def text_of(report: Report, section: str) -> str:
    chapter = complete(report)[0].chapter(section)
    return "\n".join(p.number + p.text for p in chapter.paragraphs) if chapter else ""


def entry_ids(format_id: str) -> list[str]:
    return [field.id for field in load(format_id).fields.values() if not field.computed]


def agrees(rule: TextRule, text: str, report: Report) -> bool:
    """Whether every match of the phrase says what the table says."""

    def total(ids: tuple[str, ...]) -> Decimal:
        return sum((report.figures[id] for id in ids), Decimal(0))

    admitted = {total(ids) for ids in (rule.figures, *rule.any_of)}
    if rule.expect is not None:
        return not re.search(rule.pattern, text) or rule.expect in admitted
    return all(Decimal(number) in admitted for number in re.findall(rule.pattern, text))


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_generated_text_never_contradicts_the_table(format_id: str, data: st.DataObject) -> None:
    ids = entry_ids(format_id)
    filled = data.draw(st.lists(st.sampled_from(ids), max_size=12, unique=True))
    report = build(format_id, {id: data.draw(FIGURES) for id in filled}, PROBLEMS)
    completed, _ = complete(report)
    text = "\n".join(p.text for _, p in completed.paragraphs() if p.generated)
    assert text
    wrong = [rule.id for rule in report.format.text_rules if not agrees(rule, text, report)]
    assert not wrong, text


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_generated_sentences_are_whole(format_id: str, data: st.DataObject) -> None:
    filled = data.draw(st.lists(st.sampled_from(entry_ids(format_id)), max_size=12, unique=True))
    report = build(format_id, {id: data.draw(FIGURES) for id in filled}, PROBLEMS)
    for _, paragraph in complete(report)[0].paragraphs():
        if paragraph.generated:
            text = paragraph.text
            assert text.endswith("。")
            assert not re.search(
                r"[，、；：。][，、；：。]|^[，、；：。]|\s|None|Undefined|[{}\[\]]", text
            ), text


def test_without_a_request_the_customary_sentence_is_used() -> None:
    assert "未收到政府信息公开申请，无上年结转申请。" in text_of(build(), "s1")


def test_with_requests_all_four_figures_of_the_balance_are_told() -> None:
    entries = {
        "app.new.natural": 21,
        "app.prev.company": 2,
        "app.open.natural": 20,
        "app.next.company": 3,
    }
    expected = "新收政府信息公开申请21件，上年结转2件，办理20件，结转下年度继续办理3件。"
    assert expected in text_of(build("2021", entries), "s1")


def test_nothing_new_but_something_carried_in_does_not_claim_nothing_carried_in() -> None:
    text = text_of(build("2021", {"app.prev.natural": 2, "app.open.natural": 2}), "s1")
    assert "未收到新的政府信息公开申请，上年结转2件" in text
    assert "无上年结转" not in text


def test_results_that_are_zero_are_left_out() -> None:
    text = text_of(build("2021", {"app.new.natural": 3, "app.open.natural": 3}), "s1")
    assert "办理结果为：予以公开3件。" in text


def test_no_review_and_no_suit_are_claimed_only_if_both_are_zero() -> None:
    none = "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。"
    assert none in text_of(build(), "s1")
    text = text_of(build("2021", {"suit.after.other": 2}), "s1")
    assert none not in text
    assert "被提起行政诉讼2件" in text


def test_section_one_of_2021_follows_the_five_topics_as_far_as_figures_go() -> None:
    text = text_of(build(website="www.example.gov.cn"), "s1")
    topics = re.findall(r"（[一二三四五]）[^。]+", text)
    assert [topic[3:] for topic in topics] == list(load("2021").section("s1").topics)


def test_a_topic_of_which_nothing_is_known_is_not_invented() -> None:
    assert "平台建设" not in text_of(build(), "s1")


@pytest.mark.parametrize(("section", "severity"), [("s1", "warning"), ("s6", "warning")])
def test_generated_sections_that_figures_cannot_tell_are_a_warning(section: str, severity: str) -> None:
    report = build("2021", None, PROBLEMS)
    heading = report.format.section(section).heading
    told = [f for f in complete(report)[1] if heading in f.message]
    assert [(f.rule, f.severity) for f in told] == [("2021.txt.generated", severity)]


def test_figures_of_2008_make_a_section_of_their_own_and_are_a_notice() -> None:
    told = [f for f in complete(build("2008"))[1] if f.rule == "2008.txt.generated"]
    assert len(told) == 3
    assert {f.severity for f in told} == {"notice"}


def test_section_six_says_that_no_fee_was_charged_where_no_one_failed_to_pay() -> None:
    text = text_of(build("2021", None, PROBLEMS), "s6")
    assert text == "2023年未收取政府信息公开信息处理费。无其他需要报告的事项。"


def test_section_six_is_not_invented_where_fee_notices_were_sent() -> None:
    report = build("2021", {"app.misc.unpaid.natural": 1}, PROBLEMS)
    assert text_of(report, "s6") == ""
    assert ("2021.txt.missing", "error") in [(f.rule, f.severity) for f in complete(report)[1]]


def test_section_six_of_2019_knows_no_fee() -> None:
    assert text_of(build("2019", None, PROBLEMS), "s6") == "无其他需要报告的事项。"


@pytest.mark.parametrize(
    ("format_id", "cited"),
    [
        ("2021", "国办公开办函〔2021〕30号"),
        ("2019", "国办公开办函〔2019〕60号"),
        ("2008", "国务院令第492号"),
    ],
)
def test_the_preamble_cites_the_documents_of_its_own_time(format_id: str, cited: str) -> None:
    report = build(format_id)
    text = text_of(report, PREAMBLE)
    assert cited in text
    wrong = report.format.wording["wrong_citations"]
    assert isinstance(wrong, list)
    assert not any(re.search(item["pattern"], text) for item in wrong)


def test_the_preamble_lists_the_parts_from_the_headings_and_counts_them() -> None:
    text = text_of(build("2021", None, PROBLEMS), PREAMBLE)
    titles = [section.title for section in load("2021").sections]
    assert f"本报告由{'、'.join(titles)}等六部分组成。" in text
    own = build("2008", None, {"一、概述": ["甲。"], "二、机构建设": ["乙。"]}, given=False)
    assert "概述、机构建设等二部分组成" in text_of(own, PREAMBLE)


def test_the_preamble_tells_period_scope_website_and_contact_as_far_as_they_are_given() -> None:
    bare = text_of(build(), PREAMBLE)
    assert "统计期限为2023年1月1日至12月31日。" in bare
    assert "下载" not in bare
    assert "联系" not in bare
    full = text_of(
        build(
            scope="本报告汇总了各部门的情况", website="www.example.gov.cn", phone="0451-1", address="一路1号"
        ),
        PREAMBLE,
    )
    assert "本报告汇总了各部门的情况。" in full
    assert "可在www.example.gov.cn下载" in full
    assert "与江北市南岗区人民政府办公室联系（地址：一路1号，电话：0451-1）。" in full


def test_the_channels_of_2008_are_told_with_shares_and_zeros_left_out() -> None:
    entries = {"pub.site": 817, "pub.weibo": 11650, "pub.hall": 14, "pub.other": 1912}
    text = text_of(build("2008", entries), "s2")
    assert text == (
        "2015年主动公开政府信息14393条，其中：政府网站公开政府信息817条，占5.7%；政务微博公开政府信息11650条，"
        "占80.9%；服务办事大厅公开政府信息14条，占0.1%；其他方式公开政府信息1912条，占13.3%。"
    )


def test_four_suits_that_are_all_pending_are_told_so_and_no_review_is_claimed_apart() -> None:
    text = text_of(build("2008", {"suit.total": 4, "suit.pending": 4}), "s4")
    assert text == "2015年未发生因政府信息公开引起的行政复议。2015年因政府信息公开发生行政诉讼4件，均未审结。"


def test_a_missing_figure_makes_no_text_rather_than_a_gap() -> None:
    assert text_of(build("2008", given=False), "s2") == ""


def test_a_clerks_words_are_never_read_as_a_template() -> None:
    trick = "{{ 7 * 7 }}{% raw %}[[app.new.total]]"
    assert trick in text_of(build(unit_name=trick), PREAMBLE)


@pytest.mark.parametrize(
    "source",
    [
        "{{ particulars.__class__.__mro__ }}",
        "{{ listed.__globals__ }}",
        "{{ ''.__class__ }}",
    ],
)
def test_a_template_cannot_reach_out_of_its_sandbox(tmp_path: Path, source: str) -> None:
    file = tmp_path / "x.j2"
    file.write_text(source, encoding="utf-8")
    with pytest.raises(Exception, match="unsafe"):
        generate(file, build(), ())


@pytest.mark.parametrize(
    ("source", "error"),
    [("{% include 'x' %}", TypeError), ("{{ 'x' | upper }}", TemplateSyntaxError)],
)
def test_a_template_reads_no_other_file_and_has_few_filters(
    tmp_path: Path, source: str, error: type[Exception]
) -> None:
    file = tmp_path / "y.j2"
    file.write_text(source, encoding="utf-8")
    with pytest.raises(error, match=r"loader|filter"):
        generate(file, build(), ())


def test_a_template_has_no_globals(tmp_path: Path) -> None:
    file = tmp_path / "g.j2"
    file.write_text("{{ range(3) }}", encoding="utf-8")
    assert generate(file, build(), ()) == ()


def test_paragraphs_of_a_template_are_parted_by_blank_lines_only(tmp_path: Path) -> None:
    file = tmp_path / "z.j2"
    file.write_text("甲{{ year }}，\n  乙。\n\n\n丙。\n", encoding="utf-8")
    assert [p.text for p in generate(file, build(), ())] == ["甲2023，乙。", "丙。"]


def test_a_single_channel_of_2008_has_no_share_of_a_hundred_percent() -> None:
    assert text_of(build("2008", {"pub.site": 8}), "s2") == "2015年主动公开政府信息8条，均为政府网站公开。"
