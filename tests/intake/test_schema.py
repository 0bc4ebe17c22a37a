"""The workbook is clean by the schema: Microsoft's SDK and a second validator find nothing."""

import pytest

from generator.formats.model import Format
from generator.intake.blank import write_blank
from tests.intake.conftest import YEARS, filled, read, sound_figures
from tests.tools.openxml import audit_complaints, sdk_complaints


@pytest.mark.parametrize("complaints", [sdk_complaints, audit_complaints])
def test_blank_and_filled_workbooks_have_no_schema_errors(fmt: Format, complaints: object) -> None:
    assert callable(complaints)
    last = read(filled(fmt)).report
    for data in (
        write_blank(fmt, YEARS[fmt.id], "梧桐区人民政府"),
        filled(fmt, sound_figures(fmt), previous=last, notes={next(iter(fmt.fields)): "甲街道 3"}),
    ):
        assert complaints(data, ".xlsx") == []
