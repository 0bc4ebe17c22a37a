"""`nianbao trace`: where a figure of a collected workbook comes from, and which unit makes a sum wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import ExitCode

if TYPE_CHECKING:
    from generator.batch.collection.tracing import Origin, Share, Tracer


@click.command(options_metavar="[选项]")
@click.argument(
    "workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="汇总工作簿"
)
@click.argument("name", required=False, metavar="[项目]")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="各单位工作簿现在所在的文件夹；没有搬动的不用写。",
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(workbook: Path, name: str | None, folder: Path | None, as_json: bool) -> int:
    """查询汇总工作簿中一项数字的来源。

    项目可写编号（app.new.total）、名称（新收申请）或单元格（申请办理!D6）。不写项目时，列出与各单位之和不符的数。
    """
    from generator.batch.collection.tracing import Tracer

    tracer = Tracer(workbook, folder)
    fields = [tracer.field(name)] if name else list(tracer.changed_fields())
    origins = [tracer.origin(field) for field in fields]
    if as_json:
        print_json(_record(tracer, workbook, origins, name))
    else:
        for origin in origins:
            _print(origin)
        if name is None:
            _print_standing(tracer, origins)
    return int(ExitCode.DONE if all(origin.ok for origin in origins) else ExitCode.INPUT_ERROR)


def _record(tracer: "Tracer", workbook: Path, origins: "list[Origin]", name: str | None) -> dict[str, object]:
    base: dict[str, object] = {"workbook": str(workbook), "format": tracer.format.id}
    if name is not None:
        return base | origins[0].as_json()
    open_units = [{"unit": line.unit, "state": line.state.name.lower()} for line in tracer.ledger.open_lines]
    return base | {"changed": [origin.as_json() for origin in origins], "not_counted": open_units}


def _print(origin: "Origin") -> None:
    """The units' shares as lines parted by tabs on stdout; the sum and what may be wrong on stderr."""
    from generator.batch.collection.tracing import shown

    field, where = origin.field, f"（{origin.place}）" if origin.place else ""
    click.echo(f"{field.label} {field.id}{where}，单位：{field.unit}，汇总办法：{origin.way}", err=True)
    click.echo("单位\t数值\t情况\t文件\t工作表\t单元格\tSHA-256")
    for share in origin.shares:
        click.echo(_line(share))
    if origin.sum is None:
        click.echo(f"这一项不相加，现为{shown(origin.value)}。", err=True)
    else:
        verdict = "相符" if origin.ok else f"相差{shown(origin.difference)}"
        click.echo(f"各单位之和{shown(origin.sum)}，现为{shown(origin.value)}：{verdict}。", err=True)
    for clue in origin.clues:
        click.echo(f"  {clue}", err=True)


def _line(share: "Share") -> str:
    from generator.batch.collection.tracing import FileState, shown

    state = str(share.state)
    if share.file_state in (FileState.CHANGED, FileState.GONE):
        state += f"（文件{share.file_state}）"
    place = share.place
    value = "" if share.value is None else shown(share.value)
    parts = (share.unit, value, state, share.file, place.sheet if place else "", place.cell if place else "")
    return "\t".join((*parts, share.sha256))


def _print_standing(tracer: "Tracer", origins: "list[Origin]") -> None:
    if not origins:
        click.echo("各项都等于各单位之和。", err=True)
    missing = [f"“{line.unit}”（{line.state}）" for line in tracer.ledger.open_lines]
    if missing:
        click.echo(f"没有计入的单位：{'、'.join(missing)}。", err=True)
