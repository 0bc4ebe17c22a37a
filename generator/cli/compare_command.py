"""`nianbao compare`: what changed between two workbooks of one report, text and figures (花脸稿)."""

from pathlib import Path

import click

from generator.cli.output import print_json
from generator.errors import ExitCode, UsageError

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(options_metavar="[选项]")
@click.argument("old", type=_FILE, metavar="原工作簿")
@click.argument("new", type=_FILE, metavar="新工作簿")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="要写的 PDF。"
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(old: Path, new: Path, output: Path, as_json: bool) -> int:
    """比较同一份报告的两个工作簿，生成花脸稿：删去的、增加的文字和改动的数字一目了然。"""
    from generator.batch.comparison import compare
    from generator.batch.one import shipped_fonts
    from generator.checks.examine import examine
    from generator.files import write_atomic

    if output.suffix.lower() != ".pdf":
        raise UsageError(f"-o 所给的文件名应以 .pdf 结尾。请改正：{output}")
    comparison = compare(examine(old), examine(new), shipped_fonts())
    write_atomic(output, comparison.pdf())
    if as_json:
        print_json(comparison.as_json() | {"file": str(output)})
    else:
        click.echo(str(output))
    version = comparison.as_json()["new"]
    assert isinstance(version, dict)
    click.echo(
        f"数字改动{len(comparison.figures)}处，文字改动{len(comparison.texts)}处。新稿版本号：{version['version']}。",
        err=True,
    )
    return int(ExitCode.DONE)
