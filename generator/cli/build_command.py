"""`nianbao build`: workbooks, or folders of them, to reports."""

import contextlib
from pathlib import Path

import click

from generator.cli.output import print_json
from generator.errors import ExitCode, UsageError


def _kinds(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The kinds of `--only`, checked; a wrong one is a usage error."""
    from generator.batch.one import DEFAULT_KINDS, KINDS

    if value is None:
        return DEFAULT_KINDS
    kinds = tuple(k.strip().lower() for k in value.split(",") if k.strip())
    wrong = [k for k in kinds if k not in KINDS]
    if wrong or not kinds:
        raise UsageError(f"--only 只能是 {'、'.join(KINDS)} 中的一个或几个，用英文逗号分开。请改正：{value}")
    return kinds


@click.command(options_metavar="[选项]")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="工作簿或文件夹…"
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="输出文件夹。"
)
@click.option("--only", "kinds", callback=_kinds, metavar="docx,pdf,json,html", help="只生成这几种文件。")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="同时使用几个进程（默认 1）。")
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="上一年度的工作簿，用于年度间核对。",
)
@click.option("--engine", metavar="dask://主机:端口", help="使用已有的 Dask 集群。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    paths: tuple[Path, ...],
    output: Path,
    kinds: tuple[str, ...],
    jobs: int,
    previous: Path | None,
    engine: str | None,
    as_json: bool,
) -> int:
    """由工作簿生成年度报告：核对，排版，写出 DOCX、PDF、JSON（或 HTML）。"""
    from generator.batch.interrupts import terminable
    from generator.batch.many import Order, build_many, find_workbooks
    from generator.cli.progress import Progress

    workbooks = find_workbooks(paths)
    if not workbooks:
        raise UsageError("所给文件夹里没有工作簿（.xlsx、.xls、.et、.ods）。请检查路径。")
    progress = Progress(len(workbooks))
    order = Order(workbooks, output, kinds, jobs, previous, engine)
    results = []
    with terminable(), contextlib.closing(build_many(order)) as coming, progress:
        for result in coming:
            progress.report(result)
            results.append(result)
    if as_json:
        print_json({"reports": [r.as_json() for r in results]})
    else:
        for result in results:
            for path in result.files.values():
                click.echo(str(path))
    if any(r.setup_failed for r in results):
        return int(ExitCode.ENVIRONMENT)
    return int(ExitCode.DONE if all(r.ok for r in results) else ExitCode.INPUT_ERROR)
