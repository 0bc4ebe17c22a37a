"""What a check came to. Three words and no fourth: 通过, 未通过, 未检测, the last always with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.errors import InputError


class Result(StrEnum):
    """The contract's words; `RESULT_NAMES` has the Chinese ones."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


RESULT_NAMES = {Result.PASSED: "通过", Result.FAILED: "未通过", Result.NOT_RUN: "未检测"}


class Reason(StrEnum):
    """Why a check was not run."""

    PERSON = "无法由程序检测"
    TOOL = "缺少工具"
    SETTING = "缺少设置"
    SM2 = "国密算法"
    NOT_APPLICABLE = "不适用"
    UNREADABLE = "文件不可读"
    NO_DATA = "缺少对照"


@dataclass(frozen=True)
class Check:
    """One row: a stable id, its Chinese name, the result, and a message that names what and where."""

    id: str
    name: str
    result: Result
    message: str
    reason: Reason | None = None

    def as_json(self) -> dict[str, object]:
        """The row in the form of the contract."""
        data: dict[str, object] = {
            "id": self.id,
            "name": self.name,
            "result": str(self.result),
            "message": self.message,
        }
        return data | ({"reason": str(self.reason)} if self.reason else {})


@dataclass(frozen=True)
class Item:
    """Everything that was checked on one path."""

    path: str
    kind: str
    checks: tuple[Check, ...]
    facts: dict[str, str] = field(default_factory=dict)
    """What a reader of the 核对单 should see besides: title, digest …"""

    @property
    def ok(self) -> bool:
        """Nothing failed."""
        return not self.failed

    @property
    def verdict(self) -> Result:
        """未通过 with any failure; 未检测 where nothing was checked at all; else 通过."""
        if self.failed:
            return Result.FAILED
        return Result.PASSED if self.count(Result.PASSED) else Result.NOT_RUN

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(c for c in self.checks if c.result is Result.FAILED)

    def count(self, result: Result) -> int:
        """How many checks came to that."""
        return sum(c.result is result for c in self.checks)

    def as_json(self) -> dict[str, object]:
        """The item in the form of the contract."""
        return {
            "path": self.path,
            "kind": self.kind,
            "status": "ok" if self.ok else "error",
            "checks": [c.as_json() for c in self.checks],
            **({"facts": self.facts} if self.facts else {}),
        }


@dataclass(frozen=True)
class Topic:
    """A check before it has a result: its id and name."""

    id: str
    name: str

    def passed(self, message: str) -> Check:
        """The check found nothing wrong; `message` says what was looked at."""
        return Check(self.id, self.name, Result.PASSED, message)

    def failed(self, message: str) -> Check:
        """The check found something wrong; `message` says what and where."""
        return Check(self.id, self.name, Result.FAILED, message)

    def not_run(self, reason: Reason, message: str) -> Check:
        """The check was not made."""
        return Check(self.id, self.name, Result.NOT_RUN, message, reason)

    def judged(self, faults: Sequence[str], good: str) -> Check:
        """Failed with the faults listed, or passed with `good`."""
        return self.failed(listed(faults)) if faults else self.passed(good)


MOST_LISTED = 6


def listed(faults: Sequence[str]) -> str:
    """The first faults in one line, and how many there are in all."""
    shown = "；".join(fault.rstrip("。") for fault in faults[:MOST_LISTED])
    return shown if len(faults) <= MOST_LISTED else f"{shown}；……共 {len(faults)} 处"


INTERRUPTED = Topic("F02", "核对中断")
_DATA_FAULTS = (ValueError, KeyError, TypeError, ArithmeticError, AttributeError, IndexError, RecursionError)
"""What code raises that was given data which no honest program wrote."""


def guarded(checks: Iterable[Check]) -> Iterator[Check]:
    """The checks as they come; where the data break one, that is a failure and no more follow."""
    try:
        yield from checks
    except (*_DATA_FAULTS, InputError) as error:
        yield INTERRUPTED.failed(f"文件的内容使核对无法继续（{type(error).__name__}：{str(error)[:80]}）")


def merged(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Rows of the same id as one, in order of first appearance: failed before passed before not run."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        groups.setdefault(check.id, []).append(check)
    return tuple(_one(group) for group in groups.values())


def _one(group: list[Check]) -> Check:
    for result in (Result.FAILED, Result.PASSED, Result.NOT_RUN):
        rows = [c for c in group if c.result is result]
        if rows:
            message = "；".join(dict.fromkeys(c.message for c in rows))
            return Check(rows[0].id, rows[0].name, result, message, rows[0].reason)
    raise ValueError("no rows")
