"""The live 校验 sheet and the checks never disagree: both look at the same cells and say the same."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.workbook.content import Content, Shown
from generator.intake.workbook.live import LiveChecks, LiveRule, State, previous_fields
from generator.intake.workbook.meta_sheet import previous_cells
from generator.report.model import Report
from tests.checks.reports import found, report

CHANGES = st.sampled_from([Decimal(n) for n in ("-1", "1", "40", "0.5", "-600")])


def live(rep: Report, previous: Report | None) -> tuple[LiveRule, ...]:
    """The rows of 校验 of the workbook that holds this report."""
    content = Content(
        named={"report_year": rep.particulars.report_year, "unit_name": rep.particulars.unit_name},
        figures=rep.figures,
        typed_totals=rep.typed_totals,
        previous=previous.figures if previous else {},
    )
    cells = previous_cells(previous_fields(rep.format.rules))
    return LiveChecks(Shown(rep.format, content), cells).rules()


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_what_the_sheet_calls_wrong_the_checks_call_wrong_and_nothing_else(data: st.DataObject) -> None:
    year = data.draw(st.sampled_from([2015, 2020, 2024]))
    whole = report(year)
    fields = whole.format.fields
    entries = [id for id, field in fields.items() if not field.computed]
    totals = [id for id, field in fields.items() if field.computed]
    changed = {
        id: whole.figures[id] + data.draw(CHANGES)
        for id in data.draw(st.sets(st.sampled_from(entries), max_size=3))
    }
    blank = data.draw(st.sets(st.sampled_from(entries), max_size=1))
    typed = {
        id: whole.figures[id] + data.draw(CHANGES)
        for id in data.draw(st.sets(st.sampled_from(totals), max_size=2))
    }
    rep = report(year, figures=changed, without=tuple(blank), typed=typed)
    previous = report(year - 1) if data.draw(st.booleans()) else None
    told = {finding.rule for finding in found(rep, previous)}
    for row in live(rep, previous):
        if row.id.endswith("num.formula"):
            continue
        states = {line.state for line in row.lines}
        wrong = State.FAILED in states or (row.id.endswith("num.blank") and State.PENDING in states)
        assert (row.id in told) == wrong, (row.id, row.result())


def test_a_total_typed_over_is_told_by_both() -> None:
    rep = report(2024, typed={"rev.total": Decimal(20)})
    row = next(r for r in live(rep, None) if r.id == "2021.num.formula")
    assert row.result() == "合计公式被覆盖：1格"
    assert "2021.num.formula" in {f.rule for f in found(rep)}
