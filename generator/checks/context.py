"""What every check is given: the report, last year's, the other reports of the batch, and ways to speak."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.checks.catalogue import CATALOGUE
from generator.checks.cells import cell_list
from generator.checks.reading import Reading, read
from generator.checks.stated import field_of, stated_figures
from generator.checks.values import inside_quotes
from generator.formats.model import PREAMBLE, Format, Rule
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Chapter, Paragraph, Report


@dataclass(frozen=True)
class Passage:
    """One paragraph in its chapter; `index` counts within the chapter."""

    chapter: Chapter
    paragraph: Paragraph
    index: int
    reading: Reading

    @property
    def text(self) -> str:
        """The paragraph as the checks read it."""
        return self.reading.text

    @property
    def place(self) -> Place | None:
        """Where the paragraph stands; the chapter's place for text that the program wrote."""
        return self.paragraph.place or self.chapter.place


class Context:
    """Built once for a run of the checks; everything in it is computed on first use and kept."""

    def __init__(self, report: Report, previous: Report | None, others: Sequence[Report]) -> None:
        self.report = report
        self.previous = previous
        self.others = tuple(others)

    @property
    def format(self) -> Format:
        """The report's form."""
        return self.report.format

    @property
    def year(self) -> int:
        """The report year."""
        return self.report.particulars.report_year

    @cached_property
    def figures(self) -> Mapping[str, Decimal]:
        """The figures as they stand in the workbook (see `stated`)."""
        return stated_figures(self.report)

    @cached_property
    def last_figures(self) -> Mapping[str, Decimal]:
        """Last year's figures; empty without last year's report."""
        return stated_figures(self.previous) if self.previous else {}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph of the narrative."""
        return tuple(passages_of(self.report))

    @cached_property
    def _by_section(self) -> Mapping[str, tuple[Passage, ...]]:
        """Section → its paragraphs. Rules ask once a paragraph, and a narrative may have thousands."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.chapter.section, []).append(passage)
        return {section: tuple(passages) for section, passages in found.items()}

    def chapter_passages(self, section: str) -> tuple[Passage, ...]:
        """The paragraphs of one chapter."""
        return self._by_section.get(section, ())

    @property
    def preamble(self) -> tuple[Passage, ...]:
        """The paragraphs before the first chapter."""
        return self.chapter_passages(PREAMBLE)

    def word(self, key: str) -> tuple[str, ...]:
        """A list of words or patterns that the format states for its texts; empty if it states none."""
        value = self.format.wording.get(key, ())
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()

    def label(self, id: str) -> str:
        """The field's label."""
        return field_of(self.format, id).label

    def name(self, id: str) -> str:
        """The short name of a figure in a sentence: its short label if it has one."""
        field = field_of(self.format, id)
        return field.short or field.label

    def places(self, ids: Sequence[str]) -> list[Place]:
        """The cells of the figures; a derived figure stands for the cells it is computed from."""
        found: list[Place] = []
        for id in ids:
            bare = id.removeprefix("-")
            if bare in self.report.places:
                found.append(self.report.places[bare])
            elif bare in self.format.derived:
                formula = field_of(self.format, bare).formula
                found += self.places(formula.of if formula else ())
        return found

    def cells(self, ids: Sequence[str]) -> str:
        """The cells of the figures for a message."""
        return cell_list(self.places(ids))

    def say(
        self,
        key: str,
        place: Place | None = None,
        *,
        quote: str = "",
        severity: Severity | None = None,
        field: str | None = None,
        **slots: object,
    ) -> Finding:
        """A finding of a rule of the catalogue, its message filled in. Raises KeyError for an unknown key."""
        entry = CATALOGUE[key]
        shown = {"quote": inside_quotes(quote), **slots}
        text = f"{entry.message.format(**shown)}。{entry.mend.format(**shown)}。"
        return Finding(severity or entry.severity, entry.id(self.format), text, place, field, quote)

    def rule_finding(
        self,
        rule: Rule,
        slots: Mapping[str, object],
        field: str | None = None,
        *,
        place: Place | None = None,
        severity: Severity | None = None,
        cells: str = "",
    ) -> Finding:
        """A finding of a rule of the format, its message filled in, with the cells it is about.

        The place is that of `field` unless another is given.
        """
        where = f"（{cells}）" if cells else ""
        text = f"{rule.message.format(**slots)}{where}。{rule.mend}。"
        place = place or (self.report.places.get(field) if field else None)
        return Finding(severity or Severity(rule.severity), rule.id, text, place, field)


def passages_of(report: Report) -> Iterator[Passage]:
    """Every paragraph of a report with its reading."""
    for chapter in report.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            yield Passage(chapter, paragraph, index, read(paragraph.text))
