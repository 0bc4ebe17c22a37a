"""Where a figure of a collected workbook comes from, unit by unit, and which unit makes a changed sum wrong."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from generator.batch.collection.aggregates import AGGREGATES
from generator.batch.collection.ledger import Ledger, Line, read_ledger
from generator.batch.collection.model import State
from generator.checks.stated import stated_figures
from generator.checks.values import plain
from generator.errors import InputError, UsageError
from generator.files import read_whole
from generator.formats.model import Field, Format
from generator.intake import read_workbook
from generator.intake.addresses import field_places
from generator.intake.totals import entry_terms, field_of, with_totals
from generator.narrative.references import figure_names, fold
from generator.report.finding import Place
from generator.report.model import Report

_CELL = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,5})")
_NEAR = 5
"""How many fields a message offers where a name is not known."""


class FileState(StrEnum):
    """What the unit's workbook is now, against what was collected."""

    SAME = "未改动"
    CHANGED = "已改动"
    GONE = "不在原处"
    NONE = ""


@dataclass(frozen=True)
class Share:
    """One unit's part in a figure. `now` is the value in its workbook today where that has changed since."""

    unit: str
    state: State
    file: str
    place: Place | None
    value: Decimal | None
    sha256: str
    file_state: FileState
    now: Decimal | None = None

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return {
            "unit": self.unit,
            "state": self.state.name.lower(),
            "counted": self.state.counted,
            "file": self.file,
            "sheet": self.place.sheet if self.place else None,
            "cell": self.place.cell if self.place else None,
            "value": number(self.value),
            "sha256": self.sha256,
            "file_state": self.file_state.name.lower() if self.file_state else None,
            "now": number(self.now),
        }


@dataclass(frozen=True)
class Origin:
    """Where a figure comes from. `value` is what the district's cell shows, `sum` what the units add up to (None
    for a figure that is not added up); `clues` say in words what may explain a difference.
    """

    field: Field
    place: Place | None
    way: str
    value: Decimal | None
    sum: Decimal | None
    shares: tuple[Share, ...]
    clues: tuple[str, ...]

    @property
    def difference(self) -> Decimal:
        """The district's figure less the sum; 0 where nothing is added up."""
        return Decimal(0) if self.sum is None else (self.value or Decimal(0)) - self.sum

    @property
    def ok(self) -> bool:
        """Whether the sum still holds."""
        return self.difference == 0

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return {
            "field": self.field.id,
            "label": self.field.label,
            "unit": self.field.unit,
            "sheet": self.place.sheet if self.place else None,
            "cell": self.place.cell if self.place else None,
            "aggregate": self.field.aggregate,
            "value": number(self.value),
            "sum": number(self.sum),
            "difference": number(self.difference),
            "status": "ok" if self.ok else "error",
            "units": [share.as_json() for share in self.shares],
            "clues": list(self.clues),
        }


def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


class Tracer:
    """A collected workbook and its sheet 汇总来源, ready to be asked."""

    def __init__(self, workbook: Path, folder: Path | None = None, data: bytes | None = None) -> None:
        """`folder` is where the units' workbooks are now, if not where they were; `data` the file's bytes if known.

        Raises UsageError if there is no such file, InputError if it is no collected workbook.
        """
        data = data if data is not None else read_whole(workbook)
        result = read_workbook(workbook, data)
        if result.report is None:
            raise InputError(result.findings[0].message)
        ledger = read_ledger(workbook, data)
        if ledger is None:
            raise InputError(
                f"“{workbook.name}”没有“汇总来源”表，不是 nianbao collect 生成的汇总工作簿。请核对文件。"
            )
        self.report: Report = result.report
        self.ledger: Ledger = ledger
        self._folder = folder or workbook.resolve().parent / ledger.folder
        self._stated = stated_figures(result.report)

    @property
    def format(self) -> Format:
        """The workbook's form."""
        return self.report.format

    def field(self, name: str) -> Field:
        """The field of an id, a label, a short label or a cell. Raises UsageError naming near ones."""
        id = figure_names(self.format).get(fold(name)) or self._by_cell(name)
        if id is None:
            known = {fold(f.label): f.label for f in self.format.fields.values()}
            near = [label for key, label in known.items() if fold(name) in key][:_NEAR]
            offer = f"是否指{'、'.join(f'“{label}”' for label in near)}？" if near else ""
            raise UsageError(f"没有“{name}”这一项。{offer}请写项目编号、名称或单元格，如 申请办理!D6。")
        return field_of(self.format, id)

    def _by_cell(self, name: str) -> str | None:
        match = _CELL.fullmatch(name.strip().replace("！", "!"))
        if match is None:
            return None
        cell = f"{match['column'].upper()}{match['row']}"
        places = {**field_places(self.format), **self.report.places}
        found = [
            id
            for id, place in places.items()
            if id in self.format.fields and place.cell == cell and match["sheet"] in (None, place.sheet)
        ]
        if len(found) > 1:
            which = "、".join(str(places[id]) for id in found)
            raise UsageError(f"“{name}”在几张表里都有：{which}。请写明工作表。")
        return found[0] if found else None

    def origin(self, field: Field) -> Origin:
        """Everything about one figure."""
        adds = AGGREGATES[field.aggregate].adds if field.aggregate in AGGREGATES else True
        shares = tuple(self._share(line, field) for line in self.ledger.lines)
        total = self.sum_of(field.id) if adds else None
        place = self.report.places.get(field.id)
        way = AGGREGATES[field.aggregate].way if field.aggregate in AGGREGATES else "相加"
        found = Origin(field, place, way, self.stated(field.id), total, shares, ())
        clues = tuple(self._clues(found))
        return Origin(field, place, way, found.value, total, shares, clues)

    def changed_fields(self) -> tuple[Field, ...]:
        """The entry fields whose figure in the workbook is no longer the sum of the units."""
        entries = [f for f in self.format.fields.values() if not f.computed]
        return tuple(f for f in entries if AGGREGATES[f.aggregate].adds and self._off(f.id))

    def stated(self, id: str) -> Decimal | None:
        """What the district's own cell shows."""
        return self._stated.get(id)

    def _off(self, id: str) -> Decimal:
        total = self.sum_of(id)
        return Decimal(0) if total is None else (self.stated(id) or Decimal(0)) - total

    def sum_of(self, id: str) -> Decimal | None:
        """Σ of the counted units; a derived share is computed from sums, never added."""
        return self._sums.get(id)

    @cached_property
    def _sums(self) -> Mapping[str, Decimal]:
        entries = (id for id, f in self.format.fields.items() if not f.computed)
        sums = {id: total for id in entries if (total := self.ledger.sum_of(id)) is not None}
        return with_totals(self.format, sums)

    def _share(self, line: Line, field: Field) -> Share:
        values = self._values(line)
        state, now = self._today(line)
        usual = field_places(self.format).get(field.id)
        return Share(
            line.unit,
            line.state,
            line.file,
            line.moved.get(field.id, usual) if line.file else None,
            values.get(field.id),
            line.sha256,
            state,
            now.get(field.id) if state is FileState.CHANGED or not line.counted else None,
        )

    def _values(self, line: Line) -> Mapping[str, Decimal]:
        return with_totals(self.format, line.values) if line.values else {}

    def _today(self, line: Line) -> tuple[FileState, Mapping[str, Decimal]]:
        """What the unit's workbook is now, and its figures where they may differ from what was collected."""
        if not line.sha256 or not line.file:
            return FileState.NONE, {}
        if line.file not in self._looked_at:
            self._looked_at[line.file] = self._look(line)
        return self._looked_at[line.file]

    @cached_property
    def _looked_at(self) -> dict[str, tuple[FileState, Mapping[str, Decimal]]]:
        return {}

    def _look(self, line: Line) -> tuple[FileState, Mapping[str, Decimal]]:
        path = self._folder / line.file.split("、")[0]
        try:
            data = path.read_bytes()
        except OSError:
            return FileState.GONE, {}
        same = hashlib.sha256(data).hexdigest() == line.sha256
        if same and line.counted:
            return FileState.SAME, {}
        report = read_workbook(path, data).report
        return FileState.SAME if same else FileState.CHANGED, report.figures if report else {}

    def _clues(self, origin: Origin) -> Iterator[str]:
        """What may explain a difference, the likeliest first; and files that have changed since."""
        if origin.difference:
            explained = list(self._explanations(origin))
            yield from explained or ["与任何一个单位的数都对不上，可能是直接改了汇总数。"]
        for share in origin.shares:
            if share.file_state is FileState.CHANGED and share.now != share.value and share.state.counted:
                yield (
                    f"“{share.unit}”的工作簿（{share.file}）在汇总后改过，"
                    f"这一项汇总时是{shown(share.value)}，现在是{shown(share.now)}。请重新汇总。"
                )

    def _explanations(self, origin: Origin) -> Iterator[str]:
        yield from self._parts_off(origin.field)
        off = origin.difference
        moved = [s for s in origin.shares if s.file_state is FileState.CHANGED and s.state.counted]
        shift = sum(((s.now or Decimal(0)) - (s.value or Decimal(0)) for s in moved), Decimal(0))
        if moved and shift == off:
            names = "、".join(f"“{s.unit}”" for s in moved if s.now != s.value)
            yield f"差额{plain(off)}与{names}汇总后改动的数相符。"
        for share in origin.shares:
            if share.state.counted and share.value and share.value == -off:
                yield f"差额{plain(off)}正好是少计了“{share.unit}”的{plain(share.value)}（{share.file}）。"
            if share.state.counted and share.value and share.value == off:
                yield f"差额{plain(off)}正好是多计了一次“{share.unit}”的{plain(share.value)}（{share.file}）。"
            if not share.state.counted and share.now and share.now == off:
                yield (
                    f"差额{plain(off)}正好是没有计入的“{share.unit}”（{share.state}）的数（{share.file}）。"
                )

    def _parts_off(self, field: Field) -> Iterator[str]:
        """For a total: the entries of the district's workbook that are not the sum of the units."""
        if field.formula is None:
            return
        for id in entry_terms(self.format, field.id):
            if self._off(id):
                part = field_of(self.format, id)
                yield (
                    f"差在“{part.label}”（{self.report.places.get(id)}）："
                    f"现为{shown(self.stated(id))}，各单位之和为{shown(self.sum_of(id))}。"
                )


def shown(value: Decimal | None) -> str:
    """A figure in words for people."""
    return "空" if value is None else plain(value)
