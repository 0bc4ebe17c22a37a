"""`nianbao archive`: reports into archive packages, each with its row in the register."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.cli.verify_command import read_trust_files
from generator.errors import ExitCode, InputError, NianbaoError, SetupError, UsageError
from generator.files import write_atomic

if TYPE_CHECKING:
    from generator.archive.filing import Filed, Order
    from generator.archive.proof.subject import Subject

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _write_template(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    """`--new-settings`: write the commented settings and end."""
    if value is None or ctx.resilient_parsing:
        return
    from generator.archive.package.settings import TEMPLATE

    if value.exists():
        raise UsageError(f"“{value}”已经存在，没有覆盖。请换一个文件名。")
    write_atomic(value, TEMPLATE.encode())
    click.echo(f"已写出归档设置 {value}。请按其中的说明填写。", err=True)
    ctx.exit(0)


@click.command(options_metavar="[选项]")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="报告文件或文件夹…",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="归档文件夹：归档包和登记表写在其中。",
)
@click.option(
    "--settings", type=_FILE, metavar="设置.toml", help="归档设置；不给时用归档文件夹中的“归档设置.toml”。"
)
@click.option(
    "--new-settings",
    type=click.Path(dir_okay=False, path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=_write_template,
    metavar="设置.toml",
    help="写出一份带说明的归档设置后退出。",
)
@click.option(
    "--date",
    "packed_on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="年-月-日",
    help="打包日期（默认今天）。",
)
@click.option("--item", type=click.IntRange(1, 999999), default=None, help="件号（默认取下一个空号）。")
@click.option("--correction", is_flag=True, help="这是已归档报告的更正版：另立新件，注明取代。")
@click.option("--trust", multiple=True, type=_FILE, metavar="根证书.pem", help="信任的根证书，用于核对签名。")
@click.option(
    "--crl", multiple=True, type=_FILE, metavar="吊销列表.crl", help="吊销列表（CRL），用于核对签名。"
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    paths: tuple[Path, ...],
    output: Path,
    settings: Path | None,
    packed_on: datetime | None,
    item: int | None,
    correction: bool,
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    as_json: bool,
) -> int:
    """生成归档包（BagIt）并登记。先核对，未通过的、送审稿和已归档的不归档，不覆盖任何归档包。"""
    from generator.archive.filing import Order
    from generator.archive.package.settings import read_settings
    from generator.archive.proof.report import Options
    from generator.archive.targets import find_targets
    from generator.archive.verify import is_foreign, load_group

    targets = find_targets(paths)
    if targets.unknown:
        raise UsageError(
            f"不能归档“{targets.unknown[0]}”。请给出 build 生成的 PDF、DOCX、JSON、HTML 或其文件夹。"
        )
    if not targets.reports:
        raise UsageError("所给文件夹里没有报告文件（PDF、DOCX、JSON、HTML）。请检查路径。")
    if item is not None and len(targets.reports) > 1:
        raise UsageError("有几份报告时不能指定 --item。请逐份归档，或去掉 --item。")
    day: date | None = packed_on.date() if packed_on else None
    order = Order(
        output,
        read_settings(settings, output),
        Options(read_trust_files(trust), read_trust_files(crl)),
        day,
        item or 0,
        correction,
    )
    groups = [group for group in map(load_group, targets.reports) if not is_foreign(group, targets)]
    results = [_file(group, order, as_json) for group in groups]
    if as_json:
        print_json({"packages": [result for result, _ in results]})
    return int(max((code for _, code in results), default=ExitCode.DONE))


def _file(group: "list[Subject]", order: "Order", quiet: bool) -> tuple[dict[str, object], int]:
    """One report; a refusal is told and does not stop the others."""
    from generator.archive.filing import file_report

    names = [subject.path for subject in sorted(group, key=lambda s: s.kind != "pdf")]
    try:
        filed = file_report(group, order)
    except (InputError, SetupError) as error:
        return _refused(names, error)
    if not quiet:
        click.echo(str(filed.folder))
    _tell(filed)
    result: dict[str, object] = {
        "files": names,
        "status": "ok",
        "package": str(filed.folder),
        "code": filed.row["档号"],
        "row": dict(filed.row.cells),
        "warnings": list(filed.warnings),
    }
    return result, int(ExitCode.DONE)


def _refused(names: list[str], error: NianbaoError) -> tuple[dict[str, object], int]:
    click.echo(f"{names[0]}：没有归档。{error}", err=True)
    return {"files": names, "status": "error", "message": str(error)}, int(error.exit_code)


def _tell(filed: "Filed") -> None:
    row = filed.row
    click.echo(f"已归档《{row['题名']}》：档号 {row['档号']}，检测 {filed.counts}。", err=True)
    for warning in filed.warnings:
        click.echo(f"  注意：{warning}。", err=True)
    click.echo(f"  登记表末行摘要：{row['本行摘要']}（请抄录到纸质备考表）", err=True)
