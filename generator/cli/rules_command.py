"""`nianbao rules`: every check of a format, as a table."""

from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json

if TYPE_CHECKING:
    from generator.checks.listing import ListedRule

SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}


@click.command(options_metavar="[选项]")
@click.option("--format", "format_id", required=True, metavar="编号", help="格式编号，如 2021。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(format_id: str, as_json: bool) -> None:
    """列出某一格式的全部核对规则：编号、级别、含义、怎样改正。"""
    from generator.checks.listing import all_rules
    from generator.formats import load

    rules = all_rules(load(format_id))
    if as_json:
        print_json([_record(rule) for rule in rules])
        return
    group, width = "", max(len(rule.id) for rule in rules)
    for rule in rules:
        if rule.group != group:
            group = rule.group
            click.echo(click.style(f"{group}", bold=True))
        click.echo(f"  {rule.id:<{width}} [{SEVERITIES[rule.severity]}] {rule.meaning}。{rule.mend}。")


def _record(rule: "ListedRule") -> dict[str, str]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "group": rule.group,
        "meaning": rule.meaning,
        "mend": rule.mend,
        "source": rule.source,
    }
