"""What the paginator moves about: strips of whole grid lines that no page break cuts."""

from dataclasses import dataclass, replace

from generator.document.model import Table
from generator.typesetting.model import Line, Rule
from generator.typesetting.tables import FittedTable
from generator.typesetting.units import Pt


@dataclass(frozen=True)
class SealPlace:
    """Where the seal goes on a page: its upper left corner (y from the strip's top) and its side."""

    x: Pt
    y: Pt
    side: Pt


@dataclass(frozen=True)
class Strip:
    """One or more lines of the grid that stay together.

    `lines` and `rules` count y from the strip's top, x from the page's left edge (odd page). `gap`: empty
    lines above, which vanish at the top of a page unless `top_gap`. `keep`: no page ends after it.
    `new_page`: it begins a page. `turned`: it stands on a landscape page (clause 8).
    """

    block: int
    height: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    gap: int = 0
    top_gap: bool = False
    keep: bool = False
    new_page: bool = False
    turned: bool = False
    seal: SealPlace | None = None

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.lines) and self.lines[0].cell is not None

    def kept(self) -> "Strip":
        """The same, to stay with the strip after it."""
        return replace(self, keep=True)


@dataclass(frozen=True)
class LongTable:
    """A table taller than a page: the paginator breaks it between rows.

    `tail`: lines that must be left below its last row, for the sign-off.
    """

    block: int
    table: Table
    fitted: FittedTable
    gap: int = 0
    top_gap: bool = False
    keep: bool = False
    new_page: bool = False
    turned: bool = False
    tail: int = 0

    def kept(self) -> "LongTable":
        """The same, to stay with the strip after it."""
        return replace(self, keep=True)


Piece = Strip | LongTable
