"""The live checks: each comparison as a formula and, from the same terms, as the value it will show.

A `Line` is one comparison on the hidden sheet; 校验 gathers the lines of one rule into one row.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from generator.formats.model import Instance, Rule, Table
from generator.intake.addresses import META, reference
from generator.intake.totals import entry_terms
from generator.intake.workbook.content import Shown
from generator.intake.workbook.formulas import areas, plain, split_cell
from generator.report.finding import Place

PREVIOUS = "prev:"
DECIMALS = 6
"""Differences are rounded to this many places: binary fractions must not make 0.1 + 0.2 differ from 0.3."""


class State(IntEnum):
    """What a line says."""

    PASSED = 0
    PENDING = 1
    FAILED = 2
    NOT_GIVEN = 3
    NEEDS_PREVIOUS = 4


@dataclass(frozen=True)
class Line:
    """One comparison: its name (自然人 …), where to look, formulas of state and amount, and their values."""

    name: str
    target: Place
    state_formula: str
    amount_formula: str
    state: State
    amount: Decimal


@dataclass(frozen=True)
class LiveRule:
    """A rule with its lines. `wrong` is put before the amount of a failure, `unit` after it."""

    id: str
    severity: str
    meaning: str
    lines: tuple[Line, ...]
    wrong: str = "不平：相差"
    unit: str = ""
    summed: bool = False

    def result(self) -> str:
        """The text of the row's result."""
        states = [line.state for line in self.lines]
        if State.FAILED in states:
            failed = [abs(line.amount) for line in self.lines if line.state is State.FAILED]
            return self.wrong + plain(sum(failed, Decimal(0)) if self.summed else failed[0]) + self.unit
        return next(text for state, text in RESULT_TEXTS if state in states)

    def where(self) -> str:
        """The names of the first line that failed, or else waits."""
        for wanted in (State.FAILED, State.PENDING):
            found = [line.name for line in self.lines if line.state is wanted]
            if found:
                return found[0] + (f"等{len(found)}处" if len(found) > 1 else "")
        return ""


RESULT_TEXTS = (
    (State.PENDING, "待填"),
    (State.PASSED, "通过"),
    (State.NOT_GIVEN, "未填"),
    (State.NEEDS_PREVIOUS, "需上年工作簿"),
)
"""What a row says where no line fails, the first that applies."""


class LiveChecks:
    """Builds the live rules of one workbook. `previous_cells`: field id → cell of `_meta` with last year's."""

    def __init__(self, shown: Shown, previous_cells: Mapping[str, str]) -> None:
        self._shown = shown
        self._fmt = shown.fmt
        self._previous = previous_cells

    def rules(self) -> tuple[LiveRule, ...]:
        """Every rule of the format that a formula can tell, in its order."""
        kinds: Mapping[str, Callable[[Rule], LiveRule]] = {
            "compare": self._compare,
            "integer": self._integer,
            "nonnegative": self._nonnegative,
            "blank": self._blank,
            "money": self._money,
            "formula": self._totals_kept,
            "rule_power": self._rule_power,
        }
        made = [kinds[rule.kind](rule) for rule in self._fmt.rules if rule.kind in kinds]
        return tuple(rule for rule in made if rule.lines)

    def _compare(self, rule: Rule) -> LiveRule:
        lines = tuple(self._comparison(rule, instance) for instance in rule.instances)
        odd = all(instance.op == "both_zero" for instance in rule.instances)
        wrong = "不符：差额" if odd else "不平：相差"
        return LiveRule(rule.id, rule.severity, rule.meaning, lines, wrong)

    def _comparison(self, rule: Rule, instance: Instance) -> Line:
        own, previous = _split((*instance.left, *instance.right))
        entries = list(dict.fromkeys(e for term in own for e in entry_terms(self._fmt, term)))
        left, left_value = self._sum(instance.left)
        right, right_value = self._sum(instance.right)
        test, passed = _test(instance.op, left_value, right_value)
        conditions = [
            *self._given_conditions(rule, entries),
            *self._count_condition(
                (f"{META}!{absolute(self._previous[p])}" for p in previous), State.NEEDS_PREVIOUS
            ),
            *self._count_condition([areas(self._places(entries))], State.PENDING, len(entries)),
        ]
        difference = left_value - right_value
        return Line(
            name=_instance_name(rule, instance),
            target=self._shown.places[own[0]],
            state_formula=_nested(conditions, f"IF({test.format(left=left, right=right)},0,2)"),
            amount_formula=f"ROUND({left}-{right},{DECIMALS})",
            state=self._state(rule, entries, previous, passed),
            amount=difference,
        )

    def _state(self, rule: Rule, entries: list[str], previous: list[str], passed: bool) -> State:
        if any(not self._given(table) for table in self._optional_tables(rule, entries)):
            return State.NOT_GIVEN
        if any(field not in self._shown.previous for field in previous):
            return State.NEEDS_PREVIOUS
        if not all(self._shown.filled(entry) for entry in entries):
            return State.PENDING
        return State.PASSED if passed else State.FAILED

    def _sum(self, terms: tuple[str, ...]) -> tuple[str, Decimal]:
        """Σ of the terms as a formula and as a value; text in a cell counts nothing, as Excel's SUM has it."""
        plus = [term for term in terms if not term.startswith("-")]
        minus = [term.removeprefix("-") for term in terms if term.startswith("-")]
        formula = f"SUM({self._cells(plus)})" if plus else "0"
        if minus:
            formula = f"({formula}-SUM({self._cells(minus)}))"
        value = sum((self._term(t) for t in plus), Decimal(0)) - sum(
            (self._term(t) for t in minus), Decimal(0)
        )
        return formula, value

    def _cells(self, terms: list[str]) -> str:
        own, previous = _split(terms)
        parts = [areas(self._places(own))] if own else []
        return ",".join([*parts, *(f"{META}!{absolute(self._previous[field])}" for field in previous)])

    def _term(self, term: str) -> Decimal:
        if term.startswith(PREVIOUS):
            return self._shown.previous.get(term.removeprefix(PREVIOUS), Decimal(0))
        return self._shown.value(term)

    def _places(self, fields: Iterable[str]) -> list[Place]:
        return [self._shown.places[field] for field in fields]

    def _optional_tables(self, rule: Rule, fields: Iterable[str]) -> list[Table]:
        """Optional tables that the rule rests on: where one is empty there is nothing to check."""
        ids = {self._fmt.fields[field].table for field in fields} | ({rule.only_if} - {""})
        return [table for table in self._fmt.tables if table.id in ids and table.optional]

    def _given(self, table: Table) -> bool:
        return any(self._shown.filled(cell.field) for cell in table.cells if cell.kind == "entry")

    def _given_conditions(self, rule: Rule, fields: Iterable[str]) -> list[tuple[str, int]]:
        return [
            (f"COUNT({areas(self._table_entries(table))})=0", State.NOT_GIVEN)
            for table in self._optional_tables(rule, fields)
        ]

    def _table_entries(self, table: Table) -> list[Place]:
        return self._places(cell.field for cell in table.cells if cell.kind == "entry")

    def _count_condition(
        self, references: Iterable[str], state: State, number: int | None = None
    ) -> list[tuple[str, int]]:
        cells = list(references)
        return [(f"COUNT({','.join(cells)})<{number or len(cells)}", state)] if any(cells) else []

    # Rules on single cells: one line a table (or a cell), the amount is the number of faulty cells.

    def _integer(self, rule: Rule) -> LiveRule:
        return self._counted(rule, _not_whole, lambda value: value != value.to_integral_value())

    def _nonnegative(self, rule: Rule) -> LiveRule:
        return self._counted(rule, _negative, lambda value: value < 0)

    def _counted(
        self, rule: Rule, formula: Callable[[str], str], wrong: Callable[[Decimal], bool]
    ) -> LiveRule:
        lines = []
        for table, fields in self._by_table(rule):
            ranges = areas(self._places(fields)).split(",")
            amount = sum(
                1 for field in fields if field in self._shown.entries and wrong(self._shown.value(field))
            )
            count = "+".join(formula(cells) for cells in ranges)
            state = State.FAILED if amount else State.PASSED
            lines.append(self._count_line(rule, table, fields, count, amount, state))
        return LiveRule(rule.id, rule.severity, rule.meaning, tuple(lines), "不符：", "格", summed=True)

    def _count_line(
        self, rule: Rule, table: Table, fields: list[str], count: str, amount: int, state: State
    ) -> Line:
        failing = f"IF({count}>0,{int(State.PENDING if rule.kind == 'blank' else State.FAILED)},0)"
        given = not table.optional or self._given(table)
        return Line(
            name=table.sheet,
            target=self._shown.places[fields[0]],
            state_formula=_nested(self._given_conditions(rule, fields), failing),
            amount_formula=count,
            state=state if given else State.NOT_GIVEN,
            amount=Decimal(amount),
        )

    def _blank(self, rule: Rule) -> LiveRule:
        lines = []
        for table, fields in self._by_table(rule):
            ranges = areas(self._places(fields)).split(",")
            amount = sum(1 for field in fields if not self._shown.filled(field))
            count = "+".join(f"COUNTBLANK({cells})" for cells in ranges)
            state = State.PENDING if amount else State.PASSED
            lines.append(self._count_line(rule, table, fields, count, amount, state))
        return LiveRule(rule.id, rule.severity, rule.meaning, tuple(lines))

    def _money(self, rule: Rule) -> LiveRule:
        lines = []
        for field in rule.fields:
            places = _decimals(rule, self._fmt.fields[field].unit)
            cell = reference(self._shown.places[field])
            value = self._shown.value(field)
            wrong = round(value, places) != value
            lines.append(
                Line(
                    name=self._fmt.fields[field].label,
                    target=self._shown.places[field],
                    state_formula=f"IF(ISTEXT({cell}),2,IF(ROUND(SUM({cell}),{places})=SUM({cell}),0,2))",
                    amount_formula="1",
                    state=State.FAILED if wrong else State.PASSED,
                    amount=Decimal(1),
                )
            )
        return LiveRule(rule.id, rule.severity, rule.meaning, tuple(lines), "不符：", "格", summed=True)

    def _by_table(self, rule: Rule) -> list[tuple[Table, list[str]]]:
        """The rule's entry fields, by table; totals follow from them."""
        fields = [f for f in rule.fields if not self._fmt.fields[f].computed]
        grouped = [(t, [f for f in fields if self._fmt.fields[f].table == t.id]) for t in self._fmt.tables]
        return [(table, own) for table, own in grouped if own]

    def _totals_kept(self, rule: Rule) -> LiveRule:
        lines = tuple(
            Line(
                name=self._fmt.fields[key].label,
                target=self._shown.places[key],
                state_formula=f"IF(_xlfn.ISFORMULA({reference(self._shown.places[key])}),0,2)",
                amount_formula="1",
                state=State.FAILED if key in self._shown.typed else State.PASSED,
                amount=Decimal(1),
            )
            for key in rule.fields
        )
        return LiveRule(rule.id, rule.severity, rule.meaning, lines, "合计公式被覆盖：", "格", summed=True)

    def _rule_power(self, rule: Rule) -> LiveRule:
        """Organs below the level that the rule names only: told by the region code, else by the name."""
        return self._compare(rule) if below_rule_power(rule, self._shown.named) else LiveRule("", "", "", ())


def _split(terms: Iterable[str]) -> tuple[list[str], list[str]]:
    """Own and last year's field ids of the terms, signs left out."""
    bare = [term.removeprefix("-") for term in terms]
    own = [term for term in bare if not term.startswith(PREVIOUS)]
    return own, [term.removeprefix(PREVIOUS) for term in bare if term.startswith(PREVIOUS)]


def _instance_name(rule: Rule, instance: Instance) -> str:
    """What tells the instance from its fellows: what the rule's own message names it by."""
    named = [key for key in ("row", "col", "group", "label") if f"{{{key}}}" in rule.message]
    return next((instance.names[key] for key in (*named, "label") if instance.names.get(key)), instance.key)


def _test(op: str, left: Decimal, right: Decimal) -> tuple[str, bool]:
    """The comparison as a formula over {left} and {right}, and whether it holds."""
    difference = round(left - right, DECIMALS)
    rounded = f"ROUND({{left}}-{{right}},{DECIMALS})"
    if op == "both_zero":
        return "({left}=0)=({right}=0)", (left == 0) == (right == 0)
    holds = {"=": difference == 0, "<=": difference <= 0, ">=": difference >= 0}[op]
    return f"{rounded}{op}0", holds


def _nested(conditions: list[tuple[str, int]], last: str) -> str:
    for condition, state in reversed(conditions):
        last = f"IF({condition},{int(state)},{last})"
    return last


def absolute(cell: str) -> str:
    """A cell in absolute notation: B7 → $B$7."""
    row, _ = split_cell(cell)
    return f"${cell.rstrip('0123456789')}${row}"


def _not_whole(cells: str) -> str:
    """How many cells of a range hold something that is no whole number."""
    return f'COUNTA({cells})-COUNT({cells})+SUMPRODUCT(ISNUMBER({cells})*ISNUMBER(FIND(".",{cells})))'


def _negative(cells: str) -> str:
    return f'COUNTIF({cells},"<0")'


def previous_fields(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The figures of last year's report that the rules ask for, each once."""
    terms = (t for rule in rules for i in rule.instances for t in (*i.left, *i.right))
    return tuple(
        dict.fromkeys(
            t.removeprefix("-").removeprefix(PREVIOUS)
            for t in terms
            if t.removeprefix("-").startswith(PREVIOUS)
        )
    )


def _decimals(rule: Rule, unit: str) -> int:
    """How many decimals an amount in that unit may have."""
    allowed = (rule.options or {}).get("decimals")
    return int(allowed.get(unit, DECIMALS)) if isinstance(allowed, dict) else DECIMALS


def below_rule_power(rule: Rule, named: Mapping[str, object]) -> bool:
    """Whether the organ is one that the rule speaks of, by its region code or else its name."""
    options = rule.options or {}
    code, name = str(named.get("region_code") or ""), str(named.get("unit_name") or "")
    if code:
        return re.search(str(options.get("region_code", "")), code) is not None
    return re.search(str(options.get("unit_name", "")), name) is not None
