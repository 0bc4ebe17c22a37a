"""`nianbao formats`: the statutory forms and the report years that they hold for."""

import click

from generator.cli.output import print_json
from generator.formats.model import Format


@click.command(options_metavar="[选项]")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(as_json: bool) -> None:
    """列出各年度适用的格式：编号、年度、依据。"""
    from generator.formats import all_formats

    formats = all_formats()
    if as_json:
        print_json([_record(fmt) for fmt in formats])
        return
    for fmt in formats:
        click.echo(f"{fmt.id}  {fmt.years}  {fmt.name}")
        click.echo(f"      依据：{'；'.join(fmt.basis)}")
        click.echo(f"      工作表：{'、'.join(table.sheet for table in fmt.tables)}")


def _record(fmt: Format) -> dict[str, object]:
    return {
        "id": fmt.id,
        "name": fmt.name,
        "first_year": fmt.first_year,
        "last_year": fmt.last_year,
        "basis": list(fmt.basis),
        "title_pattern": fmt.title_pattern,
        "sections": [section.heading for section in fmt.sections],
        "tables": [{"id": table.id, "sheet": table.sheet, "title": table.title} for table in fmt.tables],
        "fields": len(fmt.fields),
        "sha256": fmt.sha256,
    }
