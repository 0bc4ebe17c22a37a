"""What a mend is: a rule finds edits in one paragraph, the engine applies them and tells of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.report.finding import Severity


@dataclass(frozen=True)
class Edit:
    """Replace `text[start:end]` by `new`. `severity` overrides that of the rule for this one place.

    The edits that a rule finds in one text do not overlap, and touch nothing that is masked.
    """

    start: int
    end: int
    new: str
    severity: Severity | None = None


@dataclass(frozen=True)
class MendRule:
    """One rule of mending: id (T01 …), what it looks for and what it does, in Chinese.

    `severity` is that of its findings unless an edit says otherwise. `in_titles`: whether it also holds
    inside 《…》, where words are quoted from elsewhere. `headings_only`: not for running text.
    """

    id: str
    severity: Severity
    meaning: str
    mend: str
    find: Callable[[str], Iterable[Edit]]
    in_titles: bool = False
    headings_only: bool = False


@dataclass(frozen=True)
class Change:
    """One mended place: the rule, and a short stretch of text around it before and after."""

    rule: str
    before: str
    after: str
    severity: Severity = Severity.NOTICE


@dataclass(frozen=True)
class Mended:
    """A paragraph or heading after mending, and what was changed, in the order of the changes."""

    text: str
    changes: tuple[Change, ...] = ()
