"""The figures that changed between two versions of a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.formats.figure import printed
from generator.formats.model import Field
from generator.report.model import Report

NONE = "（空）"
"""How a figure that is missing is written."""


@dataclass(frozen=True)
class ChangedFigure:
    """One figure of a statutory table, before and after; None where it was not given."""

    field: Field
    table: str
    old: Decimal | None
    new: Decimal | None

    @property
    def old_text(self) -> str:
        """The old figure as it is printed."""
        return NONE if self.old is None else printed(self.field, self.old)

    @property
    def new_text(self) -> str:
        """The new figure as it is printed."""
        return NONE if self.new is None else printed(self.field, self.new)

    @property
    def change_text(self) -> str:
        """By how much it changed, with its sign; — where one of the two is missing."""
        if self.old is None or self.new is None:
            return "—"
        change = self.new - self.old
        return f"{'+' if change > 0 else '−'}{printed(self.field, abs(change))}"

    def as_json(self) -> dict[str, object]:
        """For `--json`: id, label, and both values as numbers."""
        return {
            "field": self.field.id,
            "label": self.field.label,
            "table": self.table,
            "old": _number(self.old),
            "new": _number(self.new),
        }


def changed_figures(old: Report, new: Report) -> tuple[ChangedFigure, ...]:
    """Every figure of the form's tables whose value differs, in the order of the form."""
    return tuple(_changed(old, new))


def _changed(old: Report, new: Report) -> Iterator[ChangedFigure]:
    titles = {table.id: table.title or table.sheet for table in new.format.tables}
    for id, field in new.format.fields.items():
        before, after = old.figures.get(id), new.figures.get(id)
        if before != after:
            yield ChangedFigure(field, titles.get(field.table, ""), before, after)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
