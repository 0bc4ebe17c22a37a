"""Whether the workbook given for comparison is last year's of the same unit."""

from collections.abc import Iterator

from generator.checks.context import Context
from generator.checks.registry import for_keys
from generator.report.finding import Finding


@for_keys("previous.year", "previous.unit")
def check_previous(context: Context) -> Iterator[Finding]:
    """Year against year is told only of the year before, and of the same unit."""
    previous = context.previous
    if previous is None:
        return
    found = previous.particulars
    if found.report_year != context.year - 1:
        place = context.report.places.get("report_year")
        yield context.say("previous.year", place, found=found.report_year, year=context.year - 1)
    own = context.report.particulars.unit_name
    if found.unit_name and own and found.unit_name != own:
        place = context.report.places.get("unit_name")
        yield context.say("previous.unit", place, found=found.unit_name, unit=own)
