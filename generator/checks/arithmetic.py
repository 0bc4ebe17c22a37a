"""Rules on single values and the comparisons of the form (勾稽关系), column by column where so stated."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.checks.context import Context
from generator.checks.registry import for_kind
from generator.checks.stated import total_of
from generator.checks.values import decimals, plain, rounded
from generator.formats.model import Field, Instance, Rule, Table
from generator.intake.totals import entry_terms
from generator.report.finding import Finding, Place, Severity

PREVIOUS = "prev:"


@for_kind("integer")
def check_integer(context: Context, rule: Rule) -> Iterator[Finding]:
    """Counts are whole numbers: 12.5 件 cannot be."""
    for id, value in _given(context, rule):
        if value != value.to_integral_value():
            yield _value_finding(context, rule, id, value)


@for_kind("nonnegative")
def check_nonnegative(context: Context, rule: Rule) -> Iterator[Finding]:
    """No count and no amount is negative, except a signed one (本年增/减)."""
    for id, value in _given(context, rule):
        if value < 0:
            yield _value_finding(context, rule, id, value)


@for_kind("money")
def check_money(context: Context, rule: Rule) -> Iterator[Finding]:
    """An amount in 万元 has at most 6 decimals, one in 元 at most 2: more is a computed tail or a wrong unit."""
    limits = _option(rule, "decimals")
    for id, value in _given(context, rule):
        limit = limits.get(context.format.fields[id].unit)
        if isinstance(limit, int) and decimals(value) > limit:
            yield _value_finding(context, rule, id, value)


def _given(context: Context, rule: Rule) -> Iterator[tuple[str, Decimal]]:
    """The rule's entry fields that hold a value; totals follow from them."""
    for id in rule.fields:
        value = context.report.figures.get(id)
        if value is not None and not context.format.fields[id].computed:
            yield id, value


def _value_finding(context: Context, rule: Rule, id: str, value: Decimal) -> Finding:
    field = context.format.fields[id]
    return context.rule_finding(rule, {"label": field.label, "value": plain(value), "unit": field.unit}, id)


def _option(rule: Rule, key: str) -> Mapping[str, object]:
    value = (rule.options or {}).get(key)
    return value if isinstance(value, Mapping) else {}


@for_kind("blank")
def check_blank(context: Context, rule: Rule) -> Iterator[Finding]:
    """Every entry cell holds a number, 0 where nothing happened; a table left wholly blank is said once."""
    wanted = set(rule.fields)
    for table in context.format.tables:
        if table.optional and table.id not in context.report.given_tables:
            continue
        entries = [c.field for c in table.cells if c.kind == "entry" and c.field in wanted]
        blank = [id for id in entries if id not in context.report.figures]
        blank = [id for id in blank if id not in context.report.unreadable]
        if len(blank) == len(entries) > 1:
            yield _blank_table(context, rule, table, entries[0])
            continue
        for id in blank:
            yield context.rule_finding(rule, {"label": context.label(id)}, id)


def _blank_table(context: Context, rule: Rule, table: Table, first: str) -> Finding:
    place = context.report.places.get(first) or Place(table.sheet)
    message = f"工作表“{table.sheet}”（{table.title}）没有填写任何数字。{rule.mend}。"
    return Finding(Severity(rule.severity), rule.id, message, place, first)


@for_kind("formula")
def check_formula(context: Context, rule: Rule) -> Iterator[Finding]:
    """A total is computed; a typed one is an error if it differs, a notice if it is only typed.

    Where a comparison of the form is about the same sum, that comparison tells of the difference.
    """
    told = _compared_totals(context)
    for id in rule.fields:
        typed, computed = context.report.typed_totals.get(id), context.report.figures.get(id)
        if typed is None or computed is None or id in told or rounded(typed - computed) == 0:
            continue
        difference = plain(abs(typed - computed))
        slots = {
            "left": plain(typed),
            "right": plain(computed),
            "diff": difference,
            "label": context.label(id),
        }
        yield context.rule_finding(rule, slots, id)
    yield from _only_typed(context, rule)


def _only_typed(context: Context, rule: Rule) -> Iterator[Finding]:
    """One notice for each table whose totals were typed over with the right numbers."""
    for table in context.format.tables:
        ids = [
            cell.field for cell in table.cells if cell.field in rule.fields and _right(context, cell.field)
        ]
        if ids:
            count = f"{len(ids)}个合计格" if len(ids) > 1 else f"“{context.label(ids[0])}”"
            message = f"{count}的公式被数字覆盖（{context.cells(ids)}），数值没有差错。请恢复公式，以后改动各项时合计会跟着变。"
            yield Finding(Severity.NOTICE, rule.id, message, context.report.places.get(ids[0]), ids[0])


def _right(context: Context, id: str) -> bool:
    """Whether a total was typed and nothing shows that it is wrong."""
    typed, computed = context.report.typed_totals.get(id), context.report.figures.get(id)
    return typed is not None and (computed is None or rounded(typed - computed) == 0)


def _compared_totals(context: Context) -> set[str]:
    """Totals that some comparison sets against just the parts of their formula."""
    told = set()
    for rule in context.format.rules:
        for instance in rule.instances:
            formula = _formula(context, instance)
            if rule.kind == "compare" and instance.op == "=" and formula == set(instance.right):
                told.add(instance.left[0])
    return told


def _formula(context: Context, instance: Instance) -> set[str] | None:
    field = context.format.fields.get(instance.left[0])
    if field is None or field.formula is None or len(instance.left) != 1:
        return None
    return set(field.formula.of)


@for_kind("compare")
def check_compare(context: Context, rule: Rule) -> Iterator[Finding]:
    """Σ left against Σ right, for every column, row or group that the form prints."""
    if rule.only_if and rule.only_if not in context.report.given_tables:
        return
    for instance in rule.instances:
        sides = compared(context, rule, instance)
        if sides and not _holds(instance.op, *sides):
            yield _comparison(context, rule, instance, *sides)


def compared(context: Context, rule: Rule, instance: Instance) -> tuple[Decimal, Decimal] | None:
    """Both sides as they stand; None while an entry is missing, a table is not given, or there is no last year."""
    own = [bare(t) for t in (*instance.left, *instance.right) if not _is_previous(t)]
    if any(not _filled(context, id) for id in own) or not _comparable_years(context, rule, instance):
        return None
    left, right = _side(context, instance.left), _side(context, instance.right)
    return None if left is None or right is None else (rounded(left), rounded(right))


def bare(term: str) -> str:
    """The field id of a term of a comparison."""
    return term.removeprefix("-").removeprefix(PREVIOUS)


def _is_previous(term: str) -> bool:
    return term.removeprefix("-").startswith(PREVIOUS)


def _filled(context: Context, id: str) -> bool:
    """Whether every entry below the figure is filled in."""
    return all(entry in context.report.figures for entry in entry_terms(context.format, id))


def _comparable_years(context: Context, rule: Rule, instance: Instance) -> bool:
    if not any(_is_previous(t) for t in (*instance.left, *instance.right)):
        return True
    previous = context.previous
    return previous is not None and rule.previous_format in ("", previous.format.id)


def _side(context: Context, terms: tuple[str, ...]) -> Decimal | None:
    own = tuple(t for t in terms if not _is_previous(t))
    last = tuple(t.replace(PREVIOUS, "", 1) for t in terms if _is_previous(t))
    now, before = total_of(context.figures, own), total_of(context.last_figures, last)
    return None if now is None or before is None else now + before


def _holds(op: str, left: Decimal, right: Decimal) -> bool:
    if op == "both_zero":
        return (left == 0) == (right == 0)
    return {"=": left == right, "<=": left <= right, ">=": left >= right}[op]


def _comparison(context: Context, rule: Rule, instance: Instance, left: Decimal, right: Decimal) -> Finding:
    own = [bare(t) for t in (*instance.left, *instance.right) if not _is_previous(t)]
    places = context.places(own)
    slots = {**instance.names, "left": plain(left), "right": plain(right), "diff": plain(abs(left - right))}
    return context.rule_finding(
        rule,
        slots,
        _first_field(own, context.format.fields),
        place=places[0] if places else None,
        severity=Severity(instance.severity) if instance.severity else None,
        cells=context.cells(own),
    )


def _first_field(ids: list[str], fields: Mapping[str, Field]) -> str | None:
    return next((id for id in ids if id in fields), None)
