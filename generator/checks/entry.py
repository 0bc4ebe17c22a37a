"""One rule that lives in code."""

from dataclasses import dataclass

from generator.formats.model import Format
from generator.report.finding import Severity


@dataclass(frozen=True)
class Entry:
    """`key` after the format's id; `message` is a pattern with {slots}; `mend` begins with 请.

    `source`: the clause or the practice behind it. `needs`: a key of the format's `wording` without which the
    rule does not apply.
    """

    key: str
    severity: Severity
    meaning: str
    message: str
    mend: str
    source: str
    needs: str = ""

    def applies(self, fmt: Format) -> bool:
        """Whether reports of this format are checked for it."""
        return not self.needs or bool(fmt.wording.get(self.needs))

    def id(self, fmt: Format) -> str:
        """The rule's id in that format."""
        return f"{fmt.id}.{self.key}"
