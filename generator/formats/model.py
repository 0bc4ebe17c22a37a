"""A statutory format as data: what `templates/<id>/` says, loaded and checked.

Every label, span, unit, total, rule and fixed sentence of a form stands once, in its folder, with the
clause that it comes from. The blank workbook, the reader, the checks, the printed tables and the JSON are
all made from these objects; none of them knows a field by name.

Kinds of rule (`Rule.kind`), the notation of their `options` in brackets; a field of a table that is not given
is not looked at:
    compare      `instances`; terms `prev:id` need last year's report with that id, else nothing is compared
    integer, nonnegative, blank      on `fields`; message names {label} {value}
    money        decimals of an amount [decimals: unit → most decimals]; {label} {value} {unit}
    jump         against last year [times, at_least]; {label} {left} {right}
    same         every figure equals last year's
    formula      a total typed over and different from the recomputed one; {label} {left} {right} {diff}
    fee_unit     ratio to last year [from, to], or its inverse; {label} {left} {right}
    fee_note     section [section] says one of [words]; error if figure [unpaid] > 0 and the text is [nothing]
    rule_power   `instances`, only for units of county level and below: `region_code`, where given, matches
                 [region_code]; otherwise `unit_name` matches [unit_name] (both searched, not anchored)
Message names besides: {left} {right} {diff} and an instance's `names`: {row} {rows} {col} {cols} {group}
{label} (of the first left term; `rows`, `cols` are the whole path, `group` is `cols` without its last part).

Keys of `Format.wording` (all optional; a check without its key has nothing to do):
    report_name            what a title must say (政府信息公开工作年度报告)
    deadline_department    MM-DD of the next year by which departments publish; deadline_government likewise
    never_empty            section ids that may be neither empty nor one of `nothing`
    nothing                ways of writing 无
    generated_needs_words  section ids whose generated text is a warning: figures alone cannot say it all
    length_limit           section id → characters above which a notice is given
    topics                 topic (as in `Section.topics`) → words that show that it is covered
    evaluation             words that a government's report must have (工作考核、社会评议、责任追究)
    statutory_items        list of {name, clause, words}: contents that the law asks for, in any chapter
    problem_words, measure_words     the last chapter but one should have both
    fee_words              regular expressions of words that show that fees are reported
    covering_letter        regular expressions of a covering letter's phrases, wrong in a report
    leftover               regular expressions of the form's own instructions, wrong in a report
    trends                 list of {pattern, figures}: words for a figure whose change may be told without a number
    citations              list of {name, numbers}: documents and the numbers they are rightly cited with
    wrong_citations        list of {pattern, why, right}: regular expression, reason, what to write; `severity`
                           where it is not a warning
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

PREAMBLE = "preamble"
"""The section id of the paragraphs before 一、 (前言)."""

FieldType = Literal["integer", "money", "text", "date", "choice"]
CellKind = Literal["caption", "header", "label", "note", "unit", "entry", "total", "blank"]
Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True)
class Formula:
    """How a computed figure follows from others: `sum`, or `percent` (of[0] of of[1], in %)."""

    op: Literal["sum", "percent"]
    of: tuple[str, ...]
    decimals: int = 0


@dataclass(frozen=True)
class Field:
    """One figure of a statutory table. `label` is unique in the format; `unit` is 件, 条, 万元 …

    `alone`: why no comparison within the form can tell when it is off by one; empty where one can.
    """

    id: str
    label: str
    short: str
    table: str
    type: FieldType
    unit: str
    signed: bool
    aggregate: str
    law: str
    formula: Formula | None
    alone: str = ""

    @property
    def computed(self) -> bool:
        """Whether the form computes it (a total); entries are filled in by the unit."""
        return self.formula is not None


@dataclass(frozen=True)
class Cell:
    """One cell of a statutory table; rows and columns count from 0. `field` for entry and total cells."""

    row: int
    col: int
    rowspan: int
    colspan: int
    kind: CellKind
    text: str = ""
    field: str = ""
    level: int = 0
    stacked: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the form. `printed` is false for figures that only the text quotes (2008 主要数据).

    `widths_mm` are the preferred column widths on paper (sum 156), empty where the typesetter chooses.
    `optional`: a sheet without any figure counts as not given. `evidence` maps a row to how sure its
    wording is (`label` seen, `topic` subject seen, `none` reconstructed).
    """

    id: str
    sheet: str
    title: str
    rows: int
    cols: int
    header_rows: int
    label_cols: int
    cells: tuple[Cell, ...]
    printed: bool = True
    optional: bool = False
    widths_mm: tuple[float, ...] = ()
    evidence: Mapping[int, str] | None = None
    source: str = ""


@dataclass(frozen=True)
class Section:
    """A prescribed chapter. `heading` has its ordinal (一、总体情况); `template` is its Jinja2 file or None.

    `aliases` are headings met in published reports that mean this section; `tables` stand after the text.
    """

    id: str
    heading: str
    aliases: tuple[str, ...]
    required: bool
    tables: tuple[str, ...]
    topics: tuple[str, ...]
    template: Path | None
    annex: bool = False

    @property
    def title(self) -> str:
        """The heading without its ordinal."""
        return self.heading.split("、", 1)[-1]


@dataclass(frozen=True)
class Instance:
    """One comparison of an arithmetic rule: Σ left `op` Σ right.

    Terms are field ids; `-id` subtracts, `prev:id` is last year's report; an empty right side is 0.
    `names` fill `{row}`, `{col}`, `{group}` … of the message; `severity` overrides the rule's.
    """

    key: str
    left: tuple[str, ...]
    op: Literal["=", "<=", ">=", "both_zero"]
    right: tuple[str, ...]
    names: Mapping[str, str]
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule:
    """A check. `kind` names how it is computed; `instances` or `fields` say on what.

    `message` is a Chinese pattern with {left} {right} {diff} {row} {col} {group} {label}; `mend` says how
    to put it right; `source` is the clause or practice it follows. `only_if`: a table id that must be given.
    """

    id: str
    severity: Severity
    kind: str
    meaning: str
    message: str
    mend: str
    source: str
    instances: tuple[Instance, ...] = ()
    fields: tuple[str, ...] = ()
    only_if: str = ""
    previous_format: str = ""
    options: Mapping[str, object] | None = None


@dataclass(frozen=True)
class TextRule:
    """A phrase of the narrative tied to figures: group 1 of `pattern` is compared with Σ `figures`.

    `expect` is set for sentences that claim a value without a number (未收到申请 → 0); `any_of` are
    further admissible sums. `section` limits it to one chapter.
    """

    id: str
    severity: Severity
    pattern: str
    figures: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    expect: Decimal | None = None
    section: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Format:
    """A statutory form of a range of report years; `last_year` None means still in force."""

    id: str
    name: str
    first_year: int
    last_year: int | None
    basis: tuple[str, ...]
    title_pattern: str
    sections: tuple[Section, ...]
    preamble: Path | None
    tables: tuple[Table, ...]
    fields: Mapping[str, Field]
    derived: Mapping[str, Field]
    rules: tuple[Rule, ...]
    text_rules: tuple[TextRule, ...]
    label_variants: Mapping[str, tuple[str, ...]]
    open_chapters: bool
    folder: Path
    sha256: str
    wording: Mapping[str, object]
    """Facts for text checks that the format's file states: right and wrong citations, deadline, topics …"""

    def covers(self, year: int) -> bool:
        """Whether reports of `year` are made in this format."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def years(self) -> str:
        """The range in words: 2019—2020年度, 2021年度起."""
        last = self.last_year
        return f"{self.first_year}年度起" if last is None else f"{self.first_year}—{last}年度"

    def table(self, table_id: str) -> Table:
        """The table of that id. Raises KeyError."""
        return next(t for t in self.tables if t.id == table_id)

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises StopIteration if there is none."""
        return next(s for s in self.sections if s.id == section_id)
