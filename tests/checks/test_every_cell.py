"""Exhaustively: every cell of every table changed by one, in every form, with totals typed and with totals computed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from generator.formats import all_formats
from generator.formats.model import Field, Format
from generator.report.finding import Finding, Severity
from tests.checks.reports import APPLICANTS, found, report

YEARS = (2015, 2020, 2024)
TOLD = (Severity.ERROR, Severity.WARNING)
DOCUMENTS = Path(__file__).parents[2] / "docs"


def totals(year: int) -> dict[str, Decimal]:
    """The totals of the balanced report, to be typed over its formulas."""
    rep = report(year)
    return {id: rep.figures[id] for id, field in rep.format.fields.items() if field.computed}


def entries(fmt: Format) -> list[Field]:
    return [field for field in fmt.fields.values() if not field.computed]


def changes(year: int, field: Field) -> Iterator[Decimal]:
    """One more, and one less where that is not already below nought."""
    value = report(year).figures[field.id]
    yield value + 1
    if value > 0 or field.signed:
        yield value - 1


def told(year: int, id: str, value: Decimal, typed: bool) -> list[Finding]:
    changed = report(year, figures={id: value}, typed=totals(year) if typed else {})
    return [finding for finding in found(changed) if finding.severity in TOLD]


def silent(year: int, typed: bool) -> set[str]:
    """The entries of which one change at least is not told."""
    return {
        field.id
        for field in entries(report(year).format)
        if not all(told(year, field.id, value, typed) for value in changes(year, field))
    }


def alone(fmt: Format) -> set[str]:
    return {field.id for field in entries(fmt) if field.alone}


@pytest.mark.parametrize("year", YEARS)
def test_the_balanced_report_itself_raises_nothing(year: int) -> None:
    assert [f for f in found(report(year, typed=totals(year))) if f.severity in TOLD] == []


@pytest.mark.parametrize("year", YEARS)
def test_in_a_form_as_it_was_published_every_cell_that_is_off_by_one_is_told_unless_the_form_says_why_not(
    year: int,
) -> None:
    """The totals are numbers of their own. `alone` is no excuse: where it stands, nothing could be told."""
    assert silent(year, typed=True) == alone(report(year).format)


@pytest.mark.parametrize("year", YEARS)
def test_with_computed_totals_only_the_cells_that_nothing_but_their_own_total_knows_go_untold(
    year: int,
) -> None:
    fmt = report(year).format
    assert silent(year, typed=False) == alone(fmt) | known_to_their_total_only(fmt)


def known_to_their_total_only(fmt: Format) -> set[str]:
    """Entries whose every equation within the form is the sum that computes a total from them."""
    sums = {field.id: set(field.formula.of) for field in fmt.fields.values() if field.formula}
    watched: set[str] = set()
    for rule in fmt.rules:
        for instance in rule.instances:
            terms = [term.removeprefix("-") for term in (*instance.left, *instance.right)]
            own_sum = any(set(instance.right) == parts for parts in map(sums.get, instance.left))
            within = not any(term.startswith("prev:") for term in terms)
            if instance.op == "=" and rule.severity != "notice" and within and not own_sum:
                watched |= {entry for term in terms for entry in leaves(fmt, term)}
    return {field.id for field in entries(fmt)} - watched - alone(fmt)


def leaves(fmt: Format, id: str) -> Iterator[str]:
    formula = fmt.fields[id].formula
    if formula is None:
        yield id
    else:
        for part in formula.of:
            yield from leaves(fmt, part)


def test_what_only_its_total_knows_is_the_table_of_cases_and_the_staff_of_2008() -> None:
    cases = {id for id in report(2024).format.fields if re.fullmatch(r"(rev|suit\.\w+)\.(?!total)\w+", id)}
    assert len(cases) == 12
    assert known_to_their_total_only(report(2024).format) == cases
    assert known_to_their_total_only(report(2020).format) == cases
    assert known_to_their_total_only(report(2015).format) == {"st.staff.full", "st.staff.part"}


@pytest.mark.parametrize("year", YEARS)
def test_every_total_that_is_typed_one_too_high_or_too_low_is_told(year: int) -> None:
    for id, total in totals(year).items():
        for value in {total + 1, max(total - 1, Decimal(0))} - {total}:
            changed = report(year, typed=totals(year) | {id: value})
            assert [f for f in found(changed) if f.severity is Severity.ERROR], (id, value)


@pytest.mark.parametrize("year", [2020, 2024])
def test_in_the_table_of_requests_the_message_names_the_column_of_the_cell(year: int) -> None:
    columns = dict(
        zip(
            APPLICANTS,
            ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
            strict=True,
        )
    )
    for field in entries(report(year).format):
        if field.table.endswith("t3"):
            column = columns[field.id.rpartition(".")[2]]
            findings = told(year, field.id, report(year).figures[field.id] + 1, typed=False)
            assert any(f.rule.endswith("t3.balance") and f.message.startswith(column) for f in findings), (
                field
            )


@pytest.mark.parametrize("year", YEARS)
def test_what_is_told_of_a_changed_cell_points_into_its_own_table(year: int) -> None:
    """2008: the cells of the two tables that say the same may point at either."""
    fmt = report(year).format
    for field in entries(fmt):
        if field.alone:
            continue
        for value in changes(year, field):
            sheets = {f.place.sheet for f in told(year, field.id, value, typed=True) if f.place}
            own = {table.sheet for table in fmt.tables if table.id == field.table or year == 2015}
            assert sheets & own, (field.id, sheets)


def test_the_document_lists_the_cells_that_stand_alone_and_no_others() -> None:
    text = (DOCUMENTS / "formats.md").read_text()
    listed: dict[tuple[str, str], str] = {}
    for table, ids, why in re.findall(r"^\| `(\d{4}\.\w+)` \| (.+?) \| (.+?) \|$", text, re.M):
        for pattern in re.findall(r"`([^`]+)`", ids):
            listed[table, pattern] = why
    for fmt in all_formats():
        for field in entries(fmt):
            whys = {
                w for (table, p), w in listed.items() if table == field.table and fnmatchcase(field.id, p)
            }
            assert whys == ({field.alone} if field.alone else set()), field.id
