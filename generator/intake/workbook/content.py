"""What a workbook is filled with, and the values its cells then show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.formats.model import Format
from generator.intake.addresses import field_places
from generator.intake.workbook.package import Value as CachedValue
from generator.report.finding import Place
from generator.report.model import Chapter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | Decimal | date


@dataclass(frozen=True)
class FurtherSheet:
    """A sheet after those of the contract (what `collect` keeps of each unit). `draw` writes it and returns the
    value of each of its formulas by cell.
    """

    name: str
    draw: "Callable[[Worksheet], Mapping[str, CachedValue]]"


@dataclass(frozen=True)
class Content:
    """Values by id. `named`: names of 基本信息 and 签发. `figures`: entry fields.

    `typed_totals` are written over the total formulas (what a careless clerk does). `previous`: last year's
    figures by id; they serve the year-against-year rows of 校验 and stand beside each entry cell as a comment.
    `notes`: further comments by field id. `confirmations`: rule id → 确认说明.
    """

    named: Mapping[str, Value]
    chapters: Sequence[Chapter] = ()
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    typed_totals: Mapping[str, Decimal] = field(default_factory=dict)
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    previous_year: int | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    confirmations: Mapping[str, str] = field(default_factory=dict)
    extra_sheets: Sequence[FurtherSheet] = ()


class Shown:
    """The values that the cells show once Excel has calculated them: blanks count as nothing in a sum."""

    def __init__(self, fmt: Format, content: Content) -> None:
        self.fmt = fmt
        self.places: Mapping[str, Place] = field_places(fmt)
        self.entries = {
            key: value
            for key, value in content.figures.items()
            if key in fmt.fields and not fmt.fields[key].computed
        }
        self.typed = {key: v for key, v in content.typed_totals.items() if key in fmt.fields}
        self.previous = content.previous
        self.named = content.named
        self._computed: dict[str, Decimal] = {}

    def value(self, field_id: str) -> Decimal:
        """What the field's cell counts for in a sum."""
        if field_id in self.typed:
            return self.typed[field_id]
        formula = self.fmt.fields[field_id].formula
        if formula is None:
            return self.entries.get(field_id, Decimal(0))
        if field_id not in self._computed:
            self._computed[field_id] = sum((self.value(term) for term in formula.of), Decimal(0))
        return self._computed[field_id]

    def filled(self, field_id: str) -> bool:
        """Whether an entry cell holds a figure."""
        return field_id in self.entries
