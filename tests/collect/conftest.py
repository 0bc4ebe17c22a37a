"""An office that receives workbooks: a folder, a roster, and `collect` run on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.batch.collection.collect import Request, collect
from generator.batch.collection.model import Collection, Member, State, Unit
from generator.batch.collection.roster_sheet import write_roster
from generator.intake import read_workbook
from generator.report.model import Report
from tests.collect.district import DISTRICT, figures, members, mould

TODAY = date(2025, 1, 15)


@dataclass
class Office:
    """Six units of a district; `send` puts a workbook into the folder, `collect` adds up what is there."""

    root: Path
    members: tuple[Member, ...] = field(default_factory=lambda: members(6))
    format_id: str = "2021"
    year: int = 2024

    @property
    def folder(self) -> Path:
        return self.root / "各单位"

    @property
    def output(self) -> Path:
        return self.root / "汇总.xlsx"

    def figures(self, number: int) -> dict[str, Decimal]:
        return figures(mould(self.format_id, self.year).fmt, number)

    def send(
        self,
        number: int,
        file: str = "",
        values: Mapping[str, Decimal] | None = None,
        member: Member | None = None,
        year: int | None = None,
    ) -> Path:
        """The workbook of one unit, sound unless `values`, another `member` or another `year` are given."""
        member = member or self.members[number]
        path = self.folder / (file or f"{member.short}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = self.figures(number) if values is None else values
        path.write_bytes(mould(self.format_id, self.year).cast(member, entries, year))
        return path

    def send_all(self, but: Sequence[int] = ()) -> None:
        for number in range(len(self.members)):
            if number not in but:
                self.send(number)

    def roster(self, listed: Sequence[Member] | None = None) -> Path:
        path = self.root / "名册.xlsx"
        path.write_bytes(write_roster(self.year, DISTRICT, self.members if listed is None else listed))
        return path

    def collect(
        self,
        into: Path | None = None,
        previous: Path | None = None,
        roster: Path | None = None,
        with_roster: bool = True,
    ) -> Collection:
        """Collect, and write the district's workbook to `output`."""
        listed = (roster or self.roster()) if with_roster else None
        request = Request(self.folder, self.output, listed, into, previous, jobs=1)
        collected = collect(request, TODAY)
        self.output.write_bytes(collected.workbook)
        return collected.collection

    def result(self) -> Report:
        """The written workbook read back."""
        report = read_workbook(self.output).report
        assert report is not None
        return report

    def sums(self, numbers: Sequence[int]) -> dict[str, Decimal]:
        """What those units add up to."""
        parts = [self.figures(number) for number in numbers]
        return {id: sum((part[id] for part in parts), Decimal(0)) for id in parts[0]}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def unit(collection: Collection, name: str) -> Unit:
    """The unit of that name."""
    return next(u for u in collection.units if u.member.name == name)


def states(collection: Collection) -> dict[str, State]:
    """By name; workbooks of no unit come last and do not hide the roster's."""
    return {u.member.name: u.state for u in reversed(collection.units)}


def messages(collection: Collection, rule: str) -> list[str]:
    return [f.message for f in collection.findings if f.rule == f"collect.{rule}"]
