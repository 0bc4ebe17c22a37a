"""The one registry of checks: functions by kind of rule, and by the keys of the catalogue that they serve."""

from collections.abc import Callable, Iterator

from generator.checks.catalogue import CATALOGUE
from generator.checks.context import Context
from generator.formats.model import Rule
from generator.report.finding import Finding

RuleCheck = Callable[[Context, Rule], Iterator[Finding]]
"""A check of one kind of rule of the format; it yields findings of that rule only."""
CodeCheck = Callable[[Context], Iterator[Finding]]
"""A check of the catalogue; it yields findings of its own keys only."""

KINDS: dict[str, RuleCheck] = {}
"""`Rule.kind` → its check."""
CODE_CHECKS: dict[CodeCheck, tuple[str, ...]] = {}
"""Check → its keys of the catalogue, in the order in which the checks run."""


def for_kind(kind: str) -> Callable[[RuleCheck], RuleCheck]:
    """Registers the check of a kind of rule."""

    def register(check: RuleCheck) -> RuleCheck:
        KINDS[kind] = check
        return check

    return register


def for_keys(*keys: str) -> Callable[[CodeCheck], CodeCheck]:
    """Registers a check under the keys that it serves. Raises KeyError for a key without an entry."""

    def register(check: CodeCheck) -> CodeCheck:
        for key in keys:
            CATALOGUE[key]
        CODE_CHECKS[check] = keys
        return check

    return register
