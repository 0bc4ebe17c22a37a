"""Reports that were really published: what people found wrong in them is found, and nothing right alarms."""

from collections.abc import Iterator
from typing import Any

from generator.checks import check
from generator.report.finding import Finding, Severity
from tests.checks.published import faults, load_report, names

RULES = {
    "total": "t4.total",
    "percent": "txt.percent",
    "percent_sum": "txt.percent_sum",
    "n_claim": "txt.claim",
    "figure_logic": "t2.rule_power",
    "template_left": "txt.leftover",
}
"""Kind of fault → the rule of this stage that tells of it; other kinds belong to reading and to wording."""
RANK = {"error": 0, "warning": 1, "notice": 2}


def serious(name: str) -> list[Finding]:
    """Errors and warnings on figures and on the report, not those on wording."""
    told = check(load_report(name))
    return [f for f in told if not f.rule.startswith("T") and f.severity is not Severity.NOTICE]


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names():
        for fault in faults(name):
            if fault["kind"] in RULES and fault["testable"]:
                yield name, fault


def test_the_faults_that_people_found_are_found_with_the_expected_severity() -> None:
    missed = []
    for name, fault in cases():
        told = [
            RANK[str(f.severity)] for f in check(load_report(name)) if f.rule.endswith(RULES[fault["kind"]])
        ]
        if not told or min(told) > RANK[fault["expect"]]:
            missed.append((name, fault["kind"], fault["quote"]))
    assert missed == []


def test_as_many_faults_of_a_kind_are_told_as_people_found() -> None:
    for name in names():
        for kind in ("percent", "total"):
            known = sum(f["kind"] == kind for f in faults(name))
            assert sum(f.rule.endswith(RULES[kind]) for f in check(load_report(name))) == known, (name, kind)


def test_nothing_else_alarms() -> None:
    for name in names():
        known = {RULES.get(f["kind"], "") for f in faults(name)}
        unexpected = [f.message for f in serious(name) if f.rule.split(".", 1)[1] not in known]
        assert unexpected == [], name
