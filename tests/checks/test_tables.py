"""勾稽关系: single values, sums of the form, typed totals; and every cell of every table."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from generator.checks.stated import stated_figures
from generator.formats.model import Rule
from generator.report.finding import Severity
from generator.report.model import Report
from tests.checks.reports import found, keys, report

YEARS = (2015, 2020, 2024)


def of_figures(rep: Report, previous: Report | None = None) -> list[str]:
    """Keys of findings on figures only."""
    parts = ("num.", "t2.", "t3.", "t4.", "facts.", "annex.")
    return [key for key in keys(rep, previous) if key.startswith(parts)]


@pytest.mark.parametrize("year", YEARS)
def test_a_report_whose_tables_hold_raises_no_error_about_figures(year: int) -> None:
    expected = ["annex.rev_pending"] if year == 2015 else []
    assert of_figures(report(year)) == expected


def instances() -> Iterator[tuple[int, str, str]]:
    for year in YEARS:
        for rule in report(year).format.rules:
            for instance in rule.instances:
                terms = (*instance.left, *instance.right)
                if rule.kind == "compare" and not any("prev:" in term for term in terms):
                    yield year, rule.id, instance.key


@pytest.mark.parametrize(("year", "rule_id", "key"), list(instances()))
def test_every_comparison_of_the_form_speaks_when_it_does_not_hold(year: int, rule_id: str, key: str) -> None:
    rep = report(year)
    rule = next(r for r in rep.format.rules if r.id == rule_id)
    broken = broken_report(rep, rule, key)
    told = [f for f in found(broken) if f.rule == rule_id]
    assert told, "the rule kept silent"
    severity = next(i.severity for i in rule.instances if i.key == key) or rule.severity
    assert severity in {str(f.severity) for f in told}
    assert all("请" in f.message and f.place is not None and f.field for f in told)


def broken_report(rep: Report, rule: Rule, key: str) -> Report:
    """The report with one figure changed so that the comparison fails: totals are typed over."""
    instance = next(i for i in rule.instances if i.key == key)
    stated = stated_figures(rep)
    change = {"=": 1, "<=": 10**6, ">=": -(10**6), "both_zero": 0}[instance.op]
    term = next(t for t in instance.left if not t.startswith("-"))
    value = stated[term] + change if instance.op != "both_zero" else Decimal(0)
    year = rep.particulars.report_year
    if rep.format.fields[term].computed:
        return report(year, typed={term: value})
    return report(year, figures={term: value})


@pytest.mark.parametrize("year", YEARS)
def test_changing_any_entry_cell_by_one_is_found_where_the_totals_were_typed(year: int) -> None:
    """Exhaustive: in a form whose totals are typed, each entry that a sum rests on is watched."""
    rep = report(year)
    totals = {id: rep.figures[id] for id, field in rep.format.fields.items() if field.computed}
    summed = {id for field in rep.format.fields.values() if field.formula for id in field.formula.of}
    silent = []
    for id, field in rep.format.fields.items():
        if field.computed or id not in summed:
            continue
        changed = report(year, figures={id: rep.figures[id] + 1}, typed=totals)
        if not any(f.severity is Severity.ERROR for f in found(changed)):
            silent.append(id)
    assert silent == []


def test_changing_any_entry_cell_of_the_requests_table_by_one_breaks_the_balance_even_with_computed_totals() -> (
    None
):
    rep = report(2024)
    entries = [id for id in rep.format.fields if id.startswith("app.") and not rep.format.fields[id].computed]
    silent = [
        id
        for id in entries
        if "t3.balance" not in of_figures(report(2024, figures={id: rep.figures[id] + 1}))
    ]
    assert len(entries) == 24 * 6
    assert silent == []


def test_changing_any_total_by_one_is_found_and_named_with_both_numbers_and_the_difference() -> None:
    rep = report(2024)
    for id, field in rep.format.fields.items():
        if not field.computed:
            continue
        typed = rep.figures[id] + 1
        errors = [f for f in found(report(2024, typed={id: typed})) if f.severity is Severity.ERROR]
        assert any(f"{typed}件" in f.message and "相差1件" in f.message for f in errors), id


def test_every_cell_of_the_second_table_is_watched_by_last_years_report_or_by_the_text() -> None:
    told = (
        "全区制发行政规范性文件9件，废止行政规范性文件6件，现行有效行政规范性文件58件。"
        "作出行政许可决定41873件、行政处罚决定3506件、行政强制决定287件，行政事业性收费2846.75万元。"
    )
    rep = report(2024, told)
    for id in (i for i in rep.format.fields if i.startswith("pub.")):
        changed = report(2024, told, figures={id: rep.figures[id] + 1})
        assert [f for f in found(changed) if f.severity in (Severity.ERROR, Severity.WARNING)], id
    assert not [f for f in found(rep) if f.severity in (Severity.ERROR, Severity.WARNING)]


def test_a_message_names_the_row_both_numbers_the_difference_and_the_cells() -> None:
    wrong = report(2024, figures={"app.open.natural": Decimal(152)})
    told = [f.message for f in found(wrong) if f.rule == "2021.t3.balance"]
    assert told[0] == (
        "自然人：新收加上年结转为425件，办理结果总计加结转下年度为426件，相差1件"
        "（申请办理!D6:D7、D29:D30）。请核对该列：一件申请只计一种办理结果，年末未办结的计入结转下年度。"
    )


def test_the_balance_is_told_for_the_column_and_for_the_total() -> None:
    wrong = report(2024, figures={"app.next.company": Decimal(5)})
    columns = [f.message[:4] for f in found(wrong) if f.rule == "2021.t3.balance"]
    assert columns == ["商业企业", "总计：新"]


def test_a_comparison_waits_while_one_of_its_entries_is_missing() -> None:
    assert of_figures(report(2024, without=("app.open.natural",))) == ["num.blank"]


@pytest.mark.parametrize(
    ("id", "value", "key"),
    [
        ("app.open.natural", "151.5", "num.integer"),
        ("rev.uphold", "-11", "num.nonnegative"),
        ("pub.fee.amount", "2846.7500001", "num.money"),
        ("pub.fee.amount", "-1", "num.nonnegative"),
    ],
)
def test_a_value_that_cannot_be_is_told(id: str, value: str, key: str) -> None:
    assert key in of_figures(report(2024, figures={id: Decimal(value)}))


@pytest.mark.parametrize(
    ("year", "id", "value"),
    [
        (2024, "pub.fee.amount", "2846.123456"),
        (2020, "pub.permit.change", "-8"),
        (2015, "st.org.funds", "0.5"),
    ],
)
def test_a_value_that_may_be_is_not(year: int, id: str, value: str) -> None:
    told = of_figures(report(year, figures={id: Decimal(value)}))
    assert [key for key in told if key.startswith("num.")] == []


def test_a_blank_cell_is_told_by_its_label() -> None:
    told = [f for f in found(report(2024, without=("rev.other",))) if f.rule == "2021.num.blank"]
    assert [str(f.place) for f in told] == ["复议诉讼!C6"]
    assert "没有发生的填0" in told[0].message


def test_a_cell_that_the_reader_refused_is_not_also_called_blank() -> None:
    rep = report(2024, without=("rev.other",), unreadable=frozenset(("rev.other",)))
    assert "num.blank" not in of_figures(rep)


def test_a_table_left_wholly_blank_is_told_once() -> None:
    without = tuple(id for id in report(2024).format.fields if id.startswith(("rev.", "suit.")))
    told = [f for f in found(report(2024, without=without)) if f.rule == "2021.num.blank"]
    assert len(told) == 1
    assert "没有填写任何数字" in told[0].message


def test_an_optional_table_that_is_not_given_is_not_missed() -> None:
    fmt = report(2015).format
    rep = report(2015, without=tuple(fmt.fields), tables=frozenset())
    assert of_figures(rep) == []


def test_totals_typed_over_with_the_right_numbers_are_one_notice_a_table() -> None:
    rep = report(2024)
    totals = {id: rep.figures[id] for id, field in rep.format.fields.items() if field.computed}
    told = [f for f in found(report(2024, typed=totals)) if f.rule == "2021.num.formula"]
    assert [f.severity for f in told] == [Severity.NOTICE, Severity.NOTICE]
    assert "31个合计格" in told[0].message
    assert "3个合计格" in told[1].message


def test_a_wrong_typed_total_is_told_by_the_comparison_of_the_form_and_not_twice() -> None:
    told = [f for f in found(report(2024, typed={"rev.total": Decimal(0)})) if f.severity is Severity.ERROR]
    assert [f.rule for f in told] == ["2021.t4.total"]
    assert told[0].message.startswith("行政复议：总计0件，四种结果之和20件，相差20件")


def test_a_county_has_no_regulations_of_its_own_but_a_city_has() -> None:
    figures = {"pub.rule.valid": Decimal(6)}
    assert "t2.rule_power" in of_figures(report(2024, figures=figures))
    assert "t2.rule_power" in of_figures(
        report(2024, figures=figures, unit_name="清源市司法局", region_code="330106")
    )
    assert "t2.rule_power" not in of_figures(report(2024, figures=figures, unit_name="清源市人民政府"))
    assert "t2.rule_power" not in of_figures(report(2024, figures=figures, region_code="330100"))
