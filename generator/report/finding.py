"""One thing that a check found: a value, never printed or raised by the check itself."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` stops the report, `warning` must be looked at, `notice` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Place:
    """Where in the workbook: sheet name and cell in A1 notation ("" when a whole sheet is meant)."""

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True)
class Finding:
    """Severity, rule id, Chinese message (what, and 请… how to mend), and the place.

    `quote` is the exact stretch of text meant, if any; `confirmed` is the clerk's 确认说明 for a warning.
    """

    severity: Severity
    rule: str
    message: str
    place: Place | None = None
    field: str | None = None
    quote: str = ""
    confirmed: str = ""

    def as_json(self) -> dict[str, object]:
        """The finding in the form of the contract."""
        data: dict[str, object] = {
            "severity": str(self.severity),
            "rule": self.rule,
            "sheet": self.place.sheet if self.place else None,
            "cell": (self.place.cell or None) if self.place else None,
            "field": self.field,
            "message": self.message,
        }
        if self.confirmed:
            data["confirmed"] = self.confirmed
        return data


def worst_first(findings: "list[Finding] | tuple[Finding, ...]") -> tuple[Finding, ...]:
    """Errors, then warnings, then notices; otherwise in the order given."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
    return tuple(sorted(findings, key=lambda f: order[f.severity]))


def has_errors(findings: "list[Finding] | tuple[Finding, ...]") -> bool:
    """Whether any finding stops the report."""
    return any(f.severity is Severity.ERROR for f in findings)
