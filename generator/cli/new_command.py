"""`nianbao new`: a blank intake workbook, what carries over filled in from last year's."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import InputError, UsageError

if TYPE_CHECKING:
    from generator.formats.model import Format
    from generator.report.model import Report


@click.command(options_metavar="[选项]")
@click.option("--format", "format_id", metavar="编号", help="格式编号；不写时按报告年度选定。")
@click.option(
    "--year",
    type=click.IntRange(1990, 2100),
    metavar="年度",
    help="报告年度，如 2025；有 --from 的可以不写。",
)
@click.option(
    "--unit", "unit_name", metavar="单位全称", help="如 哈尔滨市南岗区人民政府；有 --from 的可以不写。"
)
@click.option("--short", "unit_short", default="", metavar="简称", help="标题用简称；不写时由单位全称得出。")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="要写的工作簿。"
)
@click.option(
    "--from",
    "last_year",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="上一年度的工作簿：带入结转数、单位信息，并在各格旁注明上年数。",
)
@click.option("--roster", is_flag=True, help="生成空白的单位名册，供 collect 使用。")
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    format_id: str | None,
    year: int | None,
    unit_name: str | None,
    unit_short: str,
    output: Path,
    last_year: Path | None,
    roster: bool,
    force: bool,
    as_json: bool,
) -> None:
    """生成空白填报工作簿，或（--roster）空白的单位名册。"""
    check_target(output, force)
    if roster:
        _write_roster(year, (unit_name or "").strip(), output, last_year, as_json)
        return
    last = _last_year(last_year) if last_year else None
    if last:
        year = year or last.particulars.report_year + 1
        unit_name = unit_name or last.particulars.unit_name
    if year is None or not (unit_name or "").strip():
        raise UsageError("请写明报告年度（--year）和单位全称（--unit）。")
    record = _write(format_id, year, str(unit_name).strip(), unit_short.strip(), output, last)
    if as_json:
        print_json(record)
    else:
        click.echo(str(output))


def _write_roster(
    year: int | None, district: str, output: Path, last_year: Path | None, as_json: bool
) -> None:
    """The roster; `--from` takes over the units of last year's roster."""
    from generator.batch.collection.roster import read_roster
    from generator.batch.collection.roster_sheet import write_roster
    from generator.files import write_atomic

    last = read_roster(last_year) if last_year else None
    district = district or (last.district if last else "")
    write_atomic(output, write_roster(year, district, last.members if last else ()))
    if as_json:
        print_json({"roster": str(output), "year": year, "units": len(last.members) if last else 0})
    else:
        click.echo(str(output))


def check_target(output: Path, force: bool) -> None:
    """Refuse to overwrite a filled-in workbook by a slip, and a name that Excel would not open."""
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"-o 所给的文件名应以 .xlsx 结尾。请改正：{output}")
    if output.exists() and not force:
        raise UsageError(f"“{output}”已经存在，没有覆盖。请换一个文件名；确要覆盖，请加 --force。")


def _write(
    format_id: str | None, year: int, unit_name: str, unit_short: str, output: Path, last: "Report | None"
) -> dict[str, object]:
    """Write the workbook; returns what `--json` prints."""
    from generator.files import write_atomic
    from generator.intake.blank import write_blank
    from generator.intake.carrying import carried_figures

    fmt = choose_format(format_id, year)
    write_atomic(output, write_blank(fmt, year, unit_name, unit_short, last))
    if last and last.particulars.unit_name != unit_name:
        note = f"注意：上一年度的工作簿是“{last.particulars.unit_name}”的，没有带入单位信息，只带入了结转数。"
        click.echo(note, err=True)
    return {
        "workbook": str(output),
        "format": fmt.id,
        "year": year,
        "unit": unit_name,
        "carried": sorted(carried_figures(fmt, last)) if last else [],
    }


def choose_format(format_id: str | None, year: int) -> "Format":
    """The format of that id, else the one of the year. Raises UsageError where none fits."""
    from generator import formats

    if format_id:
        return formats.load(format_id)
    try:
        return formats.for_year(year)
    except InputError as error:
        raise UsageError(str(error)) from error


def _last_year(path: Path) -> "Report":
    """Last year's report. Raises InputError where the file is no workbook that can be read."""
    from generator.intake import read_workbook
    from generator.report.finding import Severity

    result = read_workbook(path)
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    if result.report is None:
        raise InputError(errors[0].message)
    if errors:
        note = f"注意：上一年度的工作簿有{len(errors)}处错误，请核对带入的数字。第一处：{errors[0].message}"
        click.echo(note, err=True)
    return result.report
