"""`nianbao collect`: a folder of the units' workbooks → the district's, with sums, sources and a list of who is late."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import finding_line, print_json
from generator.cli.progress import Counter
from generator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from generator.batch.collection.collect import Request
    from generator.batch.collection.model import Collection, Unit

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(options_metavar="[选项]")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="要写的汇总工作簿。",
)
@click.option("--roster", type=_FILE, help="单位名册（nianbao new --roster 生成）。")
@click.option("--into", type=_FILE, help="本级的工作簿：保留其中的正文、基本信息和不能相加的数。")
@click.option("--previous", type=_FILE, help="上一年度的汇总工作簿，用于逐单位核对结转。")
@click.option("--year", type=click.IntRange(1990, 2100), metavar="年度", help="汇总哪个年度；一般不用写。")
@click.option(
    "--unit", "district", default="", metavar="机关全称", help="汇总机关；名册或 --into 中有的不用写。"
)
@click.option("--jobs", type=click.IntRange(1, 256), help="同时使用几个进程；不写时按文件多少决定。")
@click.option("--force", is_flag=True, help="覆盖已有的工作簿，不保留其中的正文。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    folder: Path,
    output: Path,
    roster: Path | None,
    into: Path | None,
    previous: Path | None,
    year: int | None,
    district: str,
    jobs: int | None,
    force: bool,
    as_json: bool,
) -> int:
    """汇总各单位的工作簿：按名册核对，逐项相加，记下每个数的来源。

    有缺报、重复或错误时也写出汇总工作簿（没有计入的单位在“汇总来源”和“催报”中标明），退出码为 1。
    """
    from generator.batch.collection.collect import Request

    _check_target(output, into, force)
    return _collect(Request(folder, output, roster, into, previous, year, district, jobs), as_json)


def _check_target(output: Path, into: Path | None, force: bool) -> None:
    """Refuse to overwrite by a slip a workbook in which the district has written its text."""
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"-o 所给的文件名应以 .xlsx 结尾。请改正：{output}")
    if force or not output.exists() or (into is not None and output.resolve() == into.resolve()):
        return
    from generator.intake import read_workbook

    report = read_workbook(output).report
    if report is None or any(chapter.paragraphs for chapter in report.chapters):
        what = "不是汇总工作簿" if report is None else "里面已写有正文"
        raise UsageError(
            f"“{output}”已经存在，{what}，没有覆盖。"
            f"要保留其中的正文，请加 --into {output}；确要覆盖，请加 --force。"
        )


def _collect(request: "Request", as_json: bool) -> int:
    from generator.batch.collection.collect import collect
    from generator.batch.interrupts import terminable
    from generator.clock import today
    from generator.files import write_atomic

    with terminable(), Counter("已读取") as counter:
        collected = collect(request, today(), counter.show)
    write_atomic(request.output, collected.workbook)
    if as_json:
        print_json(record(collected.collection, request.output))
    else:
        _print(collected.collection)
        click.echo(str(request.output))
    return int(ExitCode.DONE if collected.collection.ok else ExitCode.INPUT_ERROR)


def record(collection: "Collection", output: Path) -> dict[str, object]:
    """The result for `--json`."""
    from generator.batch.collection.model import State
    from generator.report.finding import worst_first

    return {
        "workbook": str(output),
        "status": "ok" if collection.ok else "error",
        "format": collection.format.id,
        "year": collection.year,
        "complete": collection.complete,
        "deadline": collection.deadline.isoformat() if collection.deadline else None,
        "counts": {state.name.lower(): sum(u.state is state for u in collection.units) for state in State},
        "units": [_unit(unit) for unit in collection.units],
        "missing": [unit.member.name for unit in collection.units if unit.state is State.MISSING],
        "findings": [finding.as_json() for finding in worst_first(collection.findings)],
    }


def _unit(unit: "Unit") -> dict[str, object]:
    from generator.batch.collection.sheets import contact_of
    from generator.report.finding import worst_first

    contact, phone = contact_of(unit)
    sent = unit.submission
    return {
        "unit": unit.member.name,
        "kind": unit.member.kind,
        "state": unit.state.name.lower(),
        "counted": unit.counted,
        "remark": unit.remark,
        "files": list(unit.files),
        "sha256": sent.sha256 if sent else None,
        "contact": contact,
        "phone": phone,
        "findings": [f.as_json() for f in worst_first(sent.findings)] if sent else [],
    }


def _print(collection: "Collection") -> None:
    """For people, on stderr: what was found, errors first, and how things stand."""
    from generator.batch.collection.sheets import standing
    from generator.clock import today
    from generator.report.finding import worst_first

    for finding in worst_first(collection.findings):
        click.echo(finding_line(finding), err=True)
    click.echo(standing(collection), err=True)
    if collection.open_units and collection.deadline:
        days = (collection.deadline - today()).days
        left = f"还有{days}天" if days > 0 else "就在今天" if days == 0 else f"已过{-days}天"
        click.echo(f"报送截止{collection.deadline:%Y-%m-%d}，{left}。名单见工作表“催报”。", err=True)
