"""Last year's collected workbook: each unit's figures of the year before, for 上年结转 and other comparisons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.batch.collection.ledger import Ledger, read_ledger
from generator.batch.collection.model import Member
from generator.batch.collection.names import folded_code, folded_name
from generator.errors import InputError
from generator.intake import read_workbook
from generator.intake.totals import with_totals
from generator.report.model import Approval, Particulars, Report, Source


@dataclass(frozen=True)
class LastYear:
    """The district's report of last year and, where it was collected, its units' figures by folded name.

    `aliases`: a unit's present name or code → the names that it, or the units merged into it, had last year.
    """

    report: Report
    units: Mapping[str, Mapping[str, Decimal]]
    aliases: Mapping[str, tuple[str, ...]]

    def report_of(self, unit_name: str, credit_code: str) -> Report | None:
        """Last year's figures of a unit as a report without text; sums where units were merged into it.

        None where they are not all known.
        """
        own, *former = self._names(unit_name, credit_code)
        if any(name not in self.units for name in former) or (not former and own not in self.units):
            return None
        found = [self.units[name] for name in (own, *former) if name in self.units]
        fmt = self.report.format
        shared = [id for id in fmt.fields if all(id in figures for figures in found)]
        entries = {id: sum((figures[id] for figures in found), Decimal(0)) for id in shared}
        tables = frozenset(fmt.fields[id].table for id in entries)
        year = self.report.particulars.report_year
        particulars = Particulars(year, unit_name, "", "", "", None)
        figures = with_totals(fmt, entries)
        return Report(fmt, particulars, (), figures, tables, {}, Approval(), Source("", ""))

    def _names(self, unit_name: str, credit_code: str) -> tuple[str, ...]:
        """The folded name of the unit, then those it or its parts had before."""
        own = folded_name(unit_name)
        return self.aliases.get(own) or self.aliases.get(credit_code) or (own,)


def read_last_year(path: Path, members: Iterable[Member]) -> LastYear:
    """Last year's workbook of the district. Raises InputError where it cannot be read as one.

    A workbook that was not made by `collect` has no figures of single units: `units` is then empty.
    """
    result = read_workbook(path)
    if result.report is None:
        raise InputError(f"上一年度的汇总工作簿：{result.findings[0].message}")
    ledger = read_ledger(path)
    return LastYear(result.report, _figures(ledger), _aliases(members))


def _figures(ledger: Ledger | None) -> dict[str, Mapping[str, Decimal]]:
    """Folded name → figures of the units that were counted."""
    lines = ledger.lines if ledger else ()
    return {folded_name(line.unit): line.values for line in lines if line.counted}


def _aliases(members: Iterable[Member]) -> dict[str, tuple[str, ...]]:
    """The name and code of each unit → its own name, and those that it or its parts had before."""
    found = {}
    for member in members:
        names = tuple(map(folded_name, (member.name, *member.former)))
        found[folded_name(member.name)] = names
        if member.credit_code:
            found[folded_code(member.credit_code)] = names
    return found
