"""The rules as data: they hold on published figures, and each is broken by one changed figure."""

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from generator.formats import load
from generator.formats.model import Instance, Rule
from tests.formats.figures import city_2025


def total(terms: tuple[str, ...], figures: Mapping[str, Decimal]) -> Decimal:
    return sum((-figures[t[1:]] if t.startswith("-") else figures[t] for t in terms), Decimal(0))


def holds(instance: Instance, figures: Mapping[str, Decimal]) -> bool:
    left, right = total(instance.left, figures), total(instance.right, figures)
    return {
        "=": left == right,
        "<=": left <= right,
        ">=": left >= right,
        "both_zero": (left == 0) == (right == 0),
    }[instance.op]


def compared(rule: Rule) -> list[Instance]:
    """Comparisons within one year."""
    return [i for i in rule.instances if not any("prev:" in term for term in (*i.left, *i.right))]


def rule(format_id: str, id: str) -> Rule:
    return next(r for r in load(format_id).rules if r.id == f"{format_id}.{id}")


def test_every_identity_of_2021_holds_on_a_citys_published_tables() -> None:
    fmt = load("2021")
    figures = city_2025(fmt)
    assert figures["app.new.total"] == 14069
    assert figures["app.done.total"] + figures["app.next.total"] == 14069 + 560
    for checked in fmt.rules:
        if checked.severity == "error":
            assert all(holds(i, figures) for i in compared(checked)), checked.id


@pytest.mark.parametrize(
    ("id", "count"),
    [
        ("t3.row_total", 25),
        ("t3.done_total", 7),
        ("t3.balance", 7),
        ("t3.next_le_received", 7),
        ("t4.total", 3),
    ],
)
def test_each_comparison_is_broken_by_one_wrong_figure(id: str, count: int) -> None:
    figures = city_2025(load("2021"))
    instances = rule("2021", id).instances
    assert len(instances) == count
    for instance in instances:
        wrong = {**figures, instance.left[0]: figures[instance.left[0]] + 10**6}
        assert not holds(instance, wrong)


def test_the_balance_is_checked_in_every_column_and_names_it() -> None:
    names = [i.names["col"] for i in rule("2021", "t3.balance").instances]
    applicants = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert names == [*applicants, "总计"]


def test_a_row_total_names_its_row_as_the_form_prints_it() -> None:
    names = [i.names["row"] for i in rule("2021", "t3.row_total").instances]
    assert names[0] == "一、本年新收政府信息公开申请数量"
    assert names[-1] == "四、结转下年度继续办理"


def test_totals_of_cases_name_their_group() -> None:
    names = [i.names["group"] for i in rule("2021", "t4.total").instances]
    assert names == ["行政复议", "行政诉讼·未经复议直接起诉", "行政诉讼·复议后起诉"]


def test_a_broken_carry_over_is_an_error_in_the_total_and_a_warning_in_one_column() -> None:
    carried = rule("2021", "t3.carry_in")
    severities = {i.key: i.severity or carried.severity for i in carried.instances}
    assert severities.pop("total") == "error"
    assert set(severities.values()) == {"warning"}
    assert carried.instances[-1].right == ("prev:app.next.total",)


def test_the_chain_of_documents_asks_for_last_years_report_in_the_same_format() -> None:
    chain = rule("2021", "t2.doc_chain")
    assert chain.previous_format == "2021"
    assert chain.instances[1].right == ("prev:pub.doc.valid", "pub.doc.made", "-pub.doc.repealed")


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
def test_every_format_checks_type_sign_blanks_money_and_last_year(format_id: str) -> None:
    kinds = {r.kind for r in load(format_id).rules}
    assert {"integer", "nonnegative", "blank", "money", "jump", "same", "formula", "compare"} <= kinds


def test_blank_cells_are_looked_for_among_entries_and_typed_totals_among_totals() -> None:
    fmt = load("2021")
    assert set(rule("2021", "num.blank").fields) == {f.id for f in fmt.fields.values() if not f.computed}
    assert set(rule("2021", "num.formula").fields) == {f.id for f in fmt.fields.values() if f.computed}
    assert rule("2021", "num.money").fields == ("pub.fee.amount",)


@pytest.mark.parametrize("format_id", ["2019", "2021"])
@pytest.mark.parametrize(
    ("unit", "code", "below"),
    [
        ("哈尔滨市南岗区人民政府", "", True),
        ("金湖县人民政府", "", True),
        ("两城镇人民政府", "", True),
        ("东直门街道办事处", "", True),
        ("哈尔滨市人民政府", "", False),
        ("黑龙江省人民政府", "", False),
        ("广西壮族自治区人民政府", "", False),
        ("哈尔滨市住房和城乡建设局", "", False),
        ("某市人民政府", "230103", True),
        ("某市人民政府", "230100", False),
        ("某街道办事处", "230103001", True),
    ],
)
def test_the_power_to_make_rules_is_denied_to_county_level_and_below(
    format_id: str, unit: str, code: str, below: bool
) -> None:
    options = rule(format_id, "t2.rule_power").options or {}
    pattern, text = (options["region_code"], code) if code else (options["unit_name"], unit)
    assert bool(re.search(str(pattern), text)) is below


def test_rules_of_2021_that_the_trial_form_lacks_are_not_inherited() -> None:
    old = {r.id.removeprefix("2019.") for r in load("2019").rules}
    new = {r.id.removeprefix("2021.") for r in load("2021").rules}
    assert new - old == {"t2.doc_chain", "t2.made_le_valid", "t2.fee_unit", "s6.fee_note"}
    assert {"t2.items_left", "t2.items_chain", "t2.opened_le_public", "t2.purchase_pair"} <= old - new


def test_the_model_report_of_2008_satisfies_its_rules_and_a_missing_channel_breaks_them() -> None:
    channels = rule("2008", "facts.channels").instances[0]
    figures = dict.fromkeys(channels.right, Decimal(0))
    figures |= {
        "pub.total": Decimal(14393),
        "pub.site": Decimal(817),
        "pub.weibo": Decimal(11650),
        "pub.hall": Decimal(14),
        "pub.other": Decimal(1912),
    }
    assert holds(channels, figures)
    assert not holds(channels, {**figures, "pub.hall": Decimal(0)})


def test_the_annex_of_2008_is_compared_with_the_figures_of_the_text_only_where_it_is_given() -> None:
    facts = rule("2008", "annex.facts")
    assert facts.only_if == "2008.annex"
    assert len(facts.instances) == 11


@pytest.mark.parametrize(
    ("sentence", "id", "number"),
    [
        ("2024年新收到政府信息公开申请21件，", "app_new", "21"),
        ("上年度结转申请3件", "app_prev", "3"),
        ("结转至下年度继续办理2件", "app_next", "2"),
        ("全区受理政府信息公开申请21件", "app_received", "21"),
        ("其中不予公开4件", "app_deny", "4"),
        ("被申请行政复议案件5件", "rev_total", "5"),
        ("制发行政规范性文件7件", "doc_made", "7"),
    ],
)
def test_phrases_of_published_reports_are_recognised(sentence: str, id: str, number: str) -> None:
    found = next(r for r in load("2021").text_rules if r.id == f"2021.txt.{id}")
    match = re.search(found.pattern, sentence)
    assert match is not None
    assert match[1] == number


def test_disclosure_refused_is_not_read_as_disclosure_granted() -> None:
    granted = next(r for r in load("2021").text_rules if r.id == "2021.txt.app_open")
    assert not re.search(granted.pattern, "不予以公开3件")
