"""Year against year: carried-over requests, chains, jumps, the same figures again, the wrong workbook."""

from decimal import Decimal

import pytest

from generator.report.finding import Severity
from generator.report.model import Report
from tests.checks.reports import APPLICANTS, found, keys, report

CARRIED = {f"app.next.{a}": Decimal(n) for a, n in zip(APPLICANTS, (13, 4, 0, 0, 2, 0), strict=True)}


def last_year(**figures: int | str) -> Report:
    """The report of 2023 that this year's carries on from."""
    changed = {id.replace("__", "."): Decimal(str(value)) for id, value in figures.items()}
    return report(2023, figures=CARRIED | {"pub.doc.valid": Decimal(55)} | changed)


def told(figures: dict[str, Decimal] | None = None, previous: Report | None = None) -> list[str]:
    parts = ("num.jump", "num.same", "t2.", "t3.", "t4.", "previous.")
    return [k for k in keys(report(2024, figures=figures or {}), previous) if k.startswith(parts)]


def test_without_last_years_report_nothing_is_compared() -> None:
    assert told() == []


def test_figures_that_carry_on_from_last_year_pass() -> None:
    assert told(previous=last_year()) == []


def test_carried_in_must_be_what_last_year_carried_on_column_by_column() -> None:
    findings = found(report(2024, figures={"app.prev.natural": Decimal(12)}), last_year())
    carried = [f for f in findings if f.rule == "2021.t3.carry_in"]
    assert [(f.severity, f.message[:3]) for f in carried] == [
        (Severity.WARNING, "自然人"),
        (Severity.ERROR, "总计："),
    ]
    assert "本年“上年结转”12件，上一年度报告“结转下年度继续办理”13件，相差1件" in carried[0].message


def test_documents_in_force_follow_from_last_year() -> None:
    assert told({"pub.doc.valid": Decimal(57)}, last_year()) == ["t2.doc_chain"]


def test_the_chain_of_documents_is_not_drawn_across_forms() -> None:
    previous = report(2020)
    chain = [k for k in keys(report(2021), previous) if k == "t2.doc_chain"]
    assert chain == []


def test_carried_over_requests_are_compared_across_forms() -> None:
    previous = report(2020)
    assert "t3.carry_in" in keys(report(2021), previous)


def test_catalogues_of_2020_follow_from_2019() -> None:
    assert "t2.items_chain" in keys(report(2020), report(2019))
    kept = {"pub.permit.items": 208, "pub.service.items": 436, "pub.fee.items": 16}
    followed = {id: Decimal(n) for id, n in kept.items()}
    assert "t2.items_chain" not in keys(report(2020, figures=followed), report(2019))


def test_fewer_cases_than_were_pending_last_year_is_a_notice() -> None:
    previous = last_year(rev__pending=25)
    assert told(previous=previous) == ["t4.pending_chain"]


@pytest.mark.parametrize(("before", "key"), [(8000, "num.jump"), (9000, ""), (210000, "num.jump"), (3, "")])
def test_a_figure_that_jumps_more_than_five_times_is_a_notice(before: int, key: str) -> None:
    assert ("num.jump" in told(previous=last_year(pub__permit__decisions=before))) == bool(key)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (50, 10, False),
        (51, 10, True),
        (10, 50, False),
        (10, 51, True),
        (9, 60, False),
        (60, 9, False),
        (0, 60, False),
    ],
)
def test_a_jump_is_more_than_five_times_between_figures_of_ten_and_more(
    now: int, before: int, told: bool
) -> None:
    rep = report(2024, figures={"pub.coercion.decisions": Decimal(now)})
    jumps = [
        f.field for f in found(rep, last_year(pub__coercion__decisions=before)) if f.rule == "2021.num.jump"
    ]
    assert ("pub.coercion.decisions" in jumps) == told


def test_all_figures_as_last_year_is_a_warning_but_not_for_a_unit_with_nothing_to_report() -> None:
    assert "num.same" in keys(report(2024), report(2023))
    nothing = {id: Decimal(0) for id in report(2024).format.fields}
    assert "num.same" not in keys(report(2024, figures=nothing), report(2023, figures=nothing))


def test_an_amount_in_the_wrong_unit_shows_against_last_year() -> None:
    assert "t2.fee_unit" in told({"pub.fee.amount": Decimal("28467500")}, last_year())
    assert "t2.fee_unit" in told(previous=last_year(pub__fee__amount="28467500"))
    assert "t2.fee_unit" not in told(previous=last_year(pub__fee__amount=1200))


@pytest.mark.parametrize(
    ("before", "told"), [("1.423375", True), ("1.5", False), ("0.14", False), ("0", False)]
)
def test_the_unit_is_doubted_between_two_and_twenty_thousand_times(before: str, told: bool) -> None:
    assert ("t2.fee_unit" in told_with_fee(before)) == told


def told_with_fee(before: str) -> list[str]:
    return told(previous=last_year(pub__fee__amount=before))


def test_the_workbook_for_comparison_is_last_years_of_the_same_unit() -> None:
    assert "previous.year" in told(previous=report(2022))
    other = report(2023, unit_name="清源市梧桐区教育局", figures=CARRIED)
    assert "previous.unit" in told(previous=other)


@pytest.mark.parametrize(
    "sentence",
    [
        "全年新收政府信息公开申请564件，比上年增加44件。",
        "全年新收政府信息公开申请564件，同比增长8.5%。",
        "全年新收政府信息公开申请564件，较去年有所增加。",
        "行政复议20件，与上年持平。",
        "因政府信息公开引发行政复议20件，同比持平。",
        "申请数量较去年有所增加。",
        "申请量比上年增长8.5%。",
        "全年新收政府信息公开申请564件，比2019年增加近一倍。",
        "其中区教育局申请量较上年有所减少。",
    ],
)
def test_a_change_that_is_right_passes(sentence: str) -> None:
    previous = report(2023, figures=CARRIED | {"app.new.natural": Decimal(368)})
    assert previous.figures["app.new.total"] == 520
    assert keys(report(2024, sentence), previous, prefix="txt.") == []


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("全年新收政府信息公开申请564件，比上年增加43件。", "txt.growth"),
        ("全年新收政府信息公开申请564件，同比增长8.4%。", "txt.growth"),
        ("全年新收政府信息公开申请564件，较去年有所减少。", "txt.growth"),
        ("全年新收政府信息公开申请564件，与上年持平。", "txt.growth"),
        ("行政复议20件，比上年增加3件。", "txt.growth"),
        ("申请数量较去年有所下降。", "txt.trend"),
    ],
)
def test_a_change_that_last_years_report_does_not_bear_out_is_told(sentence: str, key: str) -> None:
    previous = report(2023, figures=CARRIED | {"app.new.natural": Decimal(368)})
    assert keys(report(2024, sentence), previous, prefix="txt.") == [key]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("主动公开信息由上年的1000条增加到1250条，增长25%。", False),
        ("主动公开信息由上年的1000条增加到1250条，增长20%。", True),
        ("公开专区从4个增加到13个，增加9个。", False),
        ("公开专区从4个增加到13个，增加8个。", True),
        ("申请量从90件下降到81件，降幅为10%。", False),
        ("申请量从90件下降到81件，降幅为11%。", True),
        ("申请量从近90件下降到81件，降幅约10%。", False),
        ("公开信息从90条增加到100件，增长10%。", False),
        ("今年90件，上年81件，降幅为11%。", False),
        ("公开信息500条，比上年的400条增长25%。", False),
        ("公开信息500条，比上年的400条增长20%。", True),
        ("公开信息1200条，较上年1000条增加300条。", True),
        ("公开信息近500条，比上年的400条增长20%。", False),
        ("公开信息500条，比上年增加100条，增长25%。", False),
        ("满意率从90%提高到95%，提高6%。", False),
    ],
)
def test_two_numbers_and_their_change_in_one_sentence_agree(sentence: str, wrong: bool) -> None:
    assert ("txt.change" in keys(report(2024, sentence))) == wrong
