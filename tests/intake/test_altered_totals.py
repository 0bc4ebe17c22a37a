"""A total whose formula was changed: the number that it shows counts, as 校验 looks at it too."""

import re
from decimal import Decimal

import pytest

from generator import formats
from generator.intake.addresses import all_places
from tests.intake.conftest import FORMAT_IDS, filled, read, repacked

TOTALS = {"2008": "req.total", "2019": "suit.after.total", "2021": "rev.total"}


def with_formula(format_id: str, formula: str | None, shown: int) -> bytes:
    """The sound workbook with the formula of one total replaced, and what it showed when it was saved."""
    cell = all_places(formats.load(format_id))[TOTALS[format_id]].cell

    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        found = re.search(rf'<c r="{cell}"[^>]*>(<f>SUM\([^<]*</f>)<v>[^<]*</v>'.encode(), part)
        if found is None:
            return part
        text = found[1] if formula is None else f"<f>{formula}</f>".encode()
        changed = found[0].replace(found[1], text)
        changed = re.sub(rb"<v>[^<]*</v>", f"<v>{shown}</v>".encode(), changed)
        return part.replace(found[0], changed)

    return repacked(filled(formats.load(format_id)), change)


def typed(data: bytes) -> dict[str, Decimal]:
    report = read(data).report
    assert report is not None
    return dict(report.typed_totals)


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_a_formula_that_leaves_cells_out_counts_as_the_number_that_it_shows(format_id: str) -> None:
    changed = with_formula(format_id, "SUM(C5:C6)", 3456)
    assert changed != filled(formats.load(format_id))
    assert typed(changed) == {TOTALS[format_id]: Decimal(3456)}


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_another_formula_that_shows_the_right_number_is_none_of_our_business(format_id: str) -> None:
    report = read(filled(formats.load(format_id))).report
    assert report is not None
    right = int(report.figures[TOTALS[format_id]])
    assert typed(with_formula(format_id, "C5+C6+0", right)) == {}


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_what_the_forms_own_formula_showed_is_calculated_anew(format_id: str) -> None:
    assert typed(with_formula(format_id, None, 3456)) == {}
