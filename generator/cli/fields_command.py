"""`nianbao fields`: every figure field of a format's blank workbook, with its sheet and cell."""

import click

from generator.cli.output import print_json


@click.command(options_metavar="[选项]")
@click.option("--format", "format_id", required=True, metavar="编号", help="格式编号，见 nianbao formats。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(format_id: str, as_json: bool) -> None:
    """列出某一格式的全部填报项：编号、名称、工作表、单元格、类型、单位。"""
    from generator.formats import load
    from generator.intake.addresses import field_places

    fmt = load(format_id)
    records = [
        {
            "id": id,
            "label": fmt.fields[id].label,
            "sheet": place.sheet,
            "cell": place.cell,
            "type": fmt.fields[id].type,
            "unit": fmt.fields[id].unit,
            "computed": fmt.fields[id].computed,
        }
        for id, place in field_places(fmt).items()
    ]
    if as_json:
        print_json(records)
        return
    for record in records:
        kind = "合计" if record["computed"] else "填报"
        click.echo(
            f"{record['sheet']}!{record['cell']}\t{record['id']}\t{record['label']}\t{kind}\t{record['unit']}"
        )
