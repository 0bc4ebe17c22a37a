"""`nianbao rules`: every check of a format, as a table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.checks.listing import ListedRule
    from generator.formats.model import Format

SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}


@click.command(options_metavar="[选项]")
@click.option("--format", "format_id", required=True, metavar="编号", help="格式编号，如 2021。")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写成规则卡片：.docx 或 .pdf。"
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(format_id: str, output: Path | None, as_json: bool) -> None:
    """列出某一格式的全部核对规则：编号、级别、含义、怎样改正。"""
    from generator.checks.listing import all_rules
    from generator.formats import load

    fmt = load(format_id)
    rules = all_rules(fmt)
    if output is not None:
        _write_card(fmt, output)
    if as_json:
        print_json([_record(rule) for rule in rules])
        return
    if output is not None:
        click.echo(str(output))
        return
    group, width = "", max(len(rule.id) for rule in rules)
    for rule in rules:
        if rule.group != group:
            group = rule.group
            click.echo(click.style(f"{group}", bold=True))
        click.echo(f"  {rule.id:<{width}} [{SEVERITIES[rule.severity]}] {rule.meaning}。{rule.mend}。")


def _write_card(fmt: "Format", output: Path) -> None:
    """The card in the kind that the file's name asks for. Raises UsageError for any other kind."""
    from generator.batch.rule_card import rule_card
    from generator.files import write_atomic

    kind = output.suffix.lower()
    if kind == ".docx":
        from generator.writers.docx import write_docx

        write_atomic(output, write_docx(rule_card(fmt)))
    elif kind == ".pdf":
        from generator.writers.pdf import write_pdf

        write_atomic(output, write_pdf(rule_card(fmt), signature_field=False))
    else:
        raise UsageError(f"规则卡片只能写成 .docx 或 .pdf，不能写成“{output.name}”。请改文件名。")


def _record(rule: "ListedRule") -> dict[str, str]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "group": rule.group,
        "meaning": rule.meaning,
        "mend": rule.mend,
        "source": rule.source,
    }
