"""What a collection is made of: the roster's members, the workbooks sent in, and what became of each unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.formats.model import Format
from generator.report.finding import Finding, Place, Severity, has_errors


@dataclass(frozen=True)
class Member:
    """One line of the roster. `former`: names that the unit had, or of units merged into it, last year."""

    name: str
    short: str = ""
    credit_code: str = ""
    kind: str = ""
    counted: bool = True
    contact: str = ""
    phone: str = ""
    former: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Roster:
    """The units that report to the district (名册), with what is wrong with the roster itself."""

    members: tuple[Member, ...]
    district: str = ""
    year: int | None = None
    deadline: date | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Submission:
    """One workbook as it was read and judged; small, so that it travels between processes.

    `file` is the path within the folder, with `/`. `format` is empty where no facts could be read. `places` are
    the cells of the figures, those that stand elsewhere than in the blank workbook only. `chapters` maps a
    section to a digest of what the unit wrote in it, years, figures and the unit's name left out.
    """

    file: str
    sha256: str
    findings: tuple[Finding, ...]
    format: str = ""
    year: int | None = None
    unit_name: str = ""
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    chapters: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False

    @property
    def readable(self) -> bool:
        """Whether the facts of a report could be read."""
        return bool(self.format)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Its findings of severity error."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


class State(StrEnum):
    """What became of a unit; the words stand in sheet 汇总来源."""

    COUNTED = "已计入"
    TEXT_FAULTY = "已计入，文字有错误"
    FAULTY = "数字有错误"
    MISSING = "未报"
    DOUBLE = "重复"
    WRONG_YEAR = "年度不符"
    UNREADABLE = "无法读取"
    STRANGER = "名册中没有"
    EXEMPT = "不计入汇总"

    @property
    def counted(self) -> bool:
        """Whether the unit's figures are in the sums."""
        return self in (State.COUNTED, State.TEXT_FAULTY)

    @property
    def open(self) -> bool:
        """Whether the unit still has something to do (it stands in the list 催报)."""
        return self not in (State.COUNTED, State.EXEMPT)


@dataclass(frozen=True)
class Unit:
    """One unit and what it sent. `submission` is what was counted, or what would be once it is put right;
    `files` are all of its workbooks; `remark` says in a few words what is wrong.
    """

    member: Member
    state: State
    submission: Submission | None = None
    files: tuple[str, ...] = ()
    remark: str = ""

    @property
    def counted(self) -> bool:
        """Whether its figures are in the sums."""
        return self.state.counted


@dataclass(frozen=True)
class Collection:
    """The units of one year, their sums by entry field, and everything that is to be said about them."""

    format: Format
    year: int
    units: tuple[Unit, ...]
    sums: Mapping[str, Decimal]
    findings: tuple[Finding, ...]
    with_roster: bool = False
    deadline: date | None = None

    @property
    def counted(self) -> tuple[Unit, ...]:
        """The units whose figures are in the sums."""
        return tuple(unit for unit in self.units if unit.counted)

    @property
    def open_units(self) -> tuple[Unit, ...]:
        """The units that have still something to send or to put right."""
        return tuple(unit for unit in self.units if unit.state.open)

    @property
    def complete(self) -> bool:
        """Whether the figures of every unit that should be in the sums are there."""
        return not any(unit.state.open and not unit.counted for unit in self.units)

    @property
    def ok(self) -> bool:
        """Whether every unit is in and nothing is wrong."""
        return not has_errors(self.findings)
