"""What commands share in speaking to people (stderr, Chinese) and to machines (stdout, JSON)."""

import json
from collections.abc import Sequence
from itertools import groupby

import click

from generator.report.finding import Finding, Severity, worst_first

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
ALIKE, ALIKE_SHOWN = 6, 3
"""Past six findings of one kind in a row, three are printed; `--json` and `--annotate` give all."""
SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def print_json(data: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def print_findings(findings: Sequence[Finding]) -> None:
    """The findings on stderr, worst first. Of many of one kind on one sheet the first few stand for all."""
    for _, alike in groupby(worst_first(tuple(findings)), key=_kind):
        group = list(alike)
        shown = group if len(group) <= ALIKE else group[:ALIKE_SHOWN]
        for finding in shown:
            click.echo(finding_line(finding), err=True)
        if len(group) > len(shown):
            click.echo(f"      …… 同类问题另有 {len(group) - len(shown)} 处，至 {group[-1].place}", err=True)


def _kind(finding: Finding) -> tuple[str, str, str]:
    return str(finding.severity), finding.rule, finding.place.sheet if finding.place else ""


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
