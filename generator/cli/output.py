"""What commands share in speaking to people (stderr, Chinese) and to machines (stdout, JSON)."""

import json
from collections.abc import Sequence

import click

from generator.report.finding import Finding, Severity, worst_first

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def print_json(data: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def print_findings(findings: Sequence[Finding]) -> None:
    """The findings on stderr, worst first, one a line: severity, place, message, rule."""
    for finding in worst_first(tuple(findings)):
        click.echo(finding_line(finding), err=True)


def finding_line(finding: Finding) -> str:
    """One finding as a coloured line (colours vanish where stderr is no terminal)."""
    name = click.style(SEVERITY_NAMES[finding.severity], fg=SEVERITY_COLOURS[finding.severity])
    place = f" {finding.place}" if finding.place else ""
    confirmed = f"（已确认：{finding.confirmed}）" if finding.confirmed else ""
    return f"  [{name}]{place} {finding.message}{confirmed} ({finding.rule})"


def summary(findings: Sequence[Finding]) -> str:
    """How many errors, warnings and notices: 错误 1，警告 2，提示 3."""
    counts = [f"{SEVERITY_NAMES[s]} {sum(f.severity is s for f in findings)}" for s in Severity]
    return "，".join(counts)
