"""What a rule of wording looks at, and what it hands back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from generator.report.finding import Place, Severity
from generator.report.model import Level

Kind = Literal["heading", "item", "body"]


@dataclass(frozen=True)
class Line:
    """One heading or paragraph as the rules see it.

    `text` is what will be printed; `seen` has the same length, with addresses and [[…]] masked.
    `kind`: a heading that stands alone, an item of a list, or running text. `last`: nothing follows in the
    chapter; `next_level`, `next_text`: the paragraph that does. `tables`: a table follows the chapter's text.
    `outranked`: the chapter began with items of a lower level than this one. `own_names`, `own_number`: the
    unit's names, its 发文字号.
    """

    text: str
    seen: str
    kind: Kind
    place: Place | None
    level: Level | None = None
    last: bool = False
    next_level: Level | None = None
    next_text: str = ""
    tables: bool = False
    outranked: bool = False
    own_names: frozenset[str] = frozenset()
    own_number: str = ""


@dataclass(frozen=True)
class Hit:
    """One place of a line. `note` says more than the rule's meaning; `severity` overrides the rule's."""

    start: int
    end: int
    note: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class WordingRule:
    """One rule that only reports: id (T40 …), severity, what it finds, how to mend it (请……), in Chinese."""

    id: str
    severity: Severity
    meaning: str
    mend: str
    find: Callable[[Line], Iterable[Hit]]
