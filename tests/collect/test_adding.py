"""Aggregate codes: what is added, what is an upper bound, what is not added, and the trap that each one names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import formats
from generator.batch.collection.aggregates import AGGREGATES, add_up, entry_fields, traps
from generator.batch.collection.model import Member, State, Submission, Unit
from generator.formats.model import Format


def unit(name: str, **values: int) -> Unit:
    figures = {key.replace("__", "."): Decimal(value) for key, value in values.items()}
    return Unit(Member(name), State.COUNTED, Submission(f"{name}.xlsx", "", (), "x", 2024, figures=figures))


def first(fmt: Format, code: str) -> str:
    return next(field.id for field in entry_fields(fmt) if field.aggregate == code)


def two(fmt: Format, code: str, one: int = 3, other: int = 4) -> list[Unit]:
    id = first(fmt, code).replace(".", "__")
    return [unit("甲局", **{id: one}), unit("乙局", **{id: other})]


@pytest.mark.parametrize("fmt", formats.all_formats(), ids=lambda f: f.id)
def test_every_code_of_every_form_is_known(fmt: Format) -> None:
    assert {field.aggregate for field in fmt.fields.values()} <= set(AGGREGATES)


CODES = [
    ("2021", "sum", "转办"),
    ("2021", "sum_issuer", "牵头单位"),
    ("2021", "sum_decider", "委托"),
    ("2021", "sum_collector", "执收单位"),
    ("2019", "sum_buyer", "集中采购机构"),
    ("2021", "sum_case", "共同被告"),
]


@pytest.mark.parametrize(("format_id", "code", "word"), CODES)
def test_a_sum_that_two_units_share_is_added_and_names_its_trap(format_id: str, code: str, word: str) -> None:
    fmt = formats.load(format_id)
    units = two(fmt, code)
    assert add_up(fmt, units) == {first(fmt, code): Decimal(7)}
    (finding,) = [f for f in traps(fmt, units) if f.field == first(fmt, code)]
    assert finding.severity == "notice"
    assert word in finding.message
    assert "甲局" in finding.message
    assert "乙局" in finding.message


@pytest.mark.parametrize(("format_id", "code", "word"), CODES)
def test_a_sum_that_one_unit_alone_makes_has_no_trap(format_id: str, code: str, word: str) -> None:
    fmt = formats.load(format_id)
    units = two(fmt, code, other=0)
    assert add_up(fmt, units) == {first(fmt, code): Decimal(3)}
    assert [f for f in traps(fmt, units) if f.rule == "collect.trap"] == []


def test_what_several_units_may_have_published_together_is_an_upper_bound() -> None:
    fmt = formats.load("2008")
    units = two(fmt, "sum_dedup")
    assert add_up(fmt, units) == {first(fmt, "sum_dedup"): Decimal(7)}
    (finding,) = [f for f in traps(fmt, units) if f.rule == "collect.upper_bound"]
    assert finding.severity == "warning"
    assert "上限" in finding.message


def test_a_catalogue_is_never_added() -> None:
    fmt = formats.load("2019")
    units = two(fmt, "union_catalogue")
    assert add_up(fmt, units) == {}
    assert any(f.rule == "collect.own_entry" for f in traps(fmt, units))


def test_a_figure_that_no_unit_has_is_absent_rather_than_zero() -> None:
    assert add_up(formats.load("2021"), [unit("甲局"), unit("乙局")]) == {}


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@given(st.lists(amounts, min_size=1, max_size=20))
def test_money_is_added_without_rounding(values: list[Decimal]) -> None:
    fmt = formats.load("2021")
    id = first(fmt, "sum_collector")
    units = [
        Unit(Member(str(n)), State.COUNTED, Submission("", "", (), "x", figures={id: value}))
        for n, value in enumerate(values)
    ]
    assert add_up(fmt, units)[id] == sum(values)


@given(st.permutations(range(5)))
def test_the_order_of_the_units_does_not_matter(order: list[int]) -> None:
    fmt = formats.load("2021")
    units = [unit(str(n), rev__uphold=n * n) for n in order]
    assert add_up(fmt, units)["rev.uphold"] == 30
