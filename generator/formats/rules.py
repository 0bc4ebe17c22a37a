"""Rules of a format: arithmetic written once per pattern, type rules by choice of fields, text patterns."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast, get_args

from generator.formats.expand import Comparison, NotationError, Sets, bare, comparisons, expand
from generator.formats.model import Field, Instance, Rule, Severity, TextRule
from generator.formats.source import Node

CHOICES: Mapping[str, Callable[[Field], bool]] = {
    "all": lambda field: True,
    "integer": lambda field: field.type == "integer",
    "money": lambda field: field.type == "money",
    "unsigned": lambda field: not field.signed,
    "entries": lambda field: not field.computed,
    "totals": lambda field: field.computed,
}
"""What a rule's `fields = "…"` may say; otherwise it is a list of ids."""


@dataclass(frozen=True)
class Known:
    """What the rules of a format may refer to."""

    format_id: str
    fields: Mapping[str, Field]
    derived: Mapping[str, Field]
    names: Mapping[str, Mapping[str, str]]
    sets: Sets
    tables: frozenset[str]


def read_rules(node: Node, known: Known, prefix: str) -> tuple[Rule, ...]:
    """All rules of one file; `prefix` is put before each key (`2021.t3.`). Raises FormatError."""
    return tuple(_rule(node.node(key), prefix + key, known) for key in node)


def _rule(node: Node, id: str, known: Known) -> Rule:
    only_if = node.text("only_if", "")
    rule = Rule(
        id=id,
        severity=severity(node, "severity", node.text("severity")),
        kind=node.text("kind", "compare"),
        meaning=node.text("meaning"),
        message=node.text("message"),
        mend=node.text("mend"),
        source=node.text("source"),
        instances=_instances(node, known),
        fields=_fields(node, known),
        only_if=f"{known.format_id}.{only_if}" if only_if else "",
        previous_format=node.text("previous_format", ""),
        options=node.raw("options") or None,
    )
    if only_if and rule.only_if not in known.tables:
        raise node.fail("only_if", f"“{only_if}”不是本格式的表")
    node.finish()
    return rule


def severity(node: Node, key: str, text: str) -> Severity:
    """`text` as a severity. Raises FormatError for an unknown one."""
    if text not in get_args(Severity):
        raise node.fail(key, "应为 error、warning、notice 之一")
    return cast(Severity, text)


def _fields(node: Node, known: Known) -> tuple[str, ...]:
    """The ids that a rule without comparisons looks at."""
    choice = node.value("fields")
    if choice is None:
        return ()
    if isinstance(choice, str) and choice in CHOICES:
        return tuple(id for id, field in known.fields.items() if CHOICES[choice](field))
    if not isinstance(choice, list):
        raise node.fail("fields", f"应为编号列表，或 {'、'.join(CHOICES)} 之一")
    for id in choice:
        if id not in known.fields:
            raise node.fail("fields", f"中的“{id}”不是本格式的编号")
    return tuple(choice)


def _instances(node: Node, known: Known) -> tuple[Instance, ...]:
    """`compare` is one comparison, repeated for each member of the set `each`, or several by key."""
    each = node.text("each", "")
    compare = node.value("compare")
    if compare is None:
        return ()
    severities = _severities(node, known)
    made = []
    for key, text in (compare if isinstance(compare, dict) else {"": compare}).items():
        try:
            found = list(comparisons(str(text), each, known.sets))
        except NotationError as error:
            raise node.fail("compare", f"有误：{error}") from error
        for member, comparison in found:
            name = member or key or comparison.left[0]
            made.append(_instance(node, name, comparison, severities.get(name), known))
    return tuple(made)


def _severities(node: Node, known: Known) -> dict[str, Severity]:
    """`severity_of`: key or set of keys → severity of those instances."""
    found = node.node("severity_of")
    try:
        return {
            key: severity(found, pattern, found.text(pattern))
            for pattern in found
            for key in expand(pattern, known.sets)
        }
    except NotationError as error:
        raise node.fail("severity_of", f"有误：{error}") from error


def _instance(
    node: Node, key: str, comparison: Comparison, severity: Severity | None, known: Known
) -> Instance:
    for term in (*comparison.left, *comparison.right):
        if bare(term) not in known.fields and bare(term) not in known.derived:
            raise node.fail("compare", f"引用了不存在的编号“{bare(term)}”")
    first = bare(comparison.left[0])
    field = known.fields.get(first) or known.derived[first]
    names = {**known.names.get(first, {}), "label": field.label}
    return Instance(key, comparison.left, comparison.op, comparison.right, names, severity)


def read_text_rules(node: Node, known: Known) -> tuple[TextRule, ...]:
    """Phrases of the narrative tied to figures (formats.md 5.4). Raises FormatError."""
    return tuple(_text_rule(node.node(key), key, known) for key in node)


def _text_rule(node: Node, key: str, known: Known) -> TextRule:
    pattern = node.text("pattern")
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise node.fail("pattern", f"不是正确的正则表达式：{error}") from error
    expect = node.value("expect")
    if (expect is None) != (groups == 1):
        raise node.fail("pattern", "应有且只有一个括号取出数字；写了 expect 的则不取")
    rule = TextRule(
        id=f"{known.format_id}.txt.{key}",
        severity=severity(node, "severity", node.text("severity", "warning")),
        pattern=pattern,
        figures=_figures(node, node.texts("figures", True), known),
        any_of=tuple(_figures(node, (group,), known) for group in node.texts("or")),
        expect=None if expect is None else Decimal(str(expect)),
        section=node.text("section", ""),
        meaning=node.text("meaning"),
    )
    node.finish()
    return rule


def _figures(node: Node, patterns: tuple[str, ...], known: Known) -> tuple[str, ...]:
    try:
        ids = tuple(id for pattern in patterns for id in expand(pattern, known.sets))
    except NotationError as error:
        raise node.fail("figures", f"有误：{error}") from error
    for id in ids:
        if id not in known.fields and id not in known.derived:
            raise node.fail("figures", f"引用了不存在的编号“{id}”")
    return ids
