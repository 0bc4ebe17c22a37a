"""`nianbao verify`: written files, packages and the register, read back and proved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import ExitCode, UsageError
from generator.files import write_atomic

if TYPE_CHECKING:
    from generator.archive.proof.outcome import Check, Item

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_COLOURS = {"passed": "green", "failed": "red", "not_run": "yellow"}


@click.command(options_metavar="[选项]")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="文件或文件夹…"
)
@click.option(
    "--trust",
    multiple=True,
    type=_FILE,
    metavar="根证书.pem",
    help="信任的根证书（PEM 或 DER），可多次给出。",
)
@click.option(
    "--crl",
    multiple=True,
    type=_FILE,
    metavar="吊销列表.crl",
    help="吊销列表（CRL），可多次给出；旧文件需要当前的列表。",
)
@click.option(
    "--moment", type=click.Choice(["归档", "移交", "保存"]), default="归档", help="检测的时刻，写在结果里。"
)
@click.option("--verapdf", is_flag=True, help="用已安装的 veraPDF 检测 PDF/A 和 PDF/UA。")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="核对单.pdf",
    help="写出一页核对单（PDF）。",
)
@click.option("-v", "--verbose", is_flag=True, help="通过的项目也逐项列出。")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    paths: tuple[Path, ...],
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    moment: str,
    verapdf: bool,
    output: Path | None,
    verbose: bool,
    as_json: bool,
) -> int:
    """验证报告文件（PDF、DOCX、JSON、HTML）、归档包和归档登记表。

    把写出的文件读回来，核对文字和数字是否一致、勾稽关系是否成立、签名是否有效、有没有被改动。
    """
    from generator import clock
    from generator.archive.proof.report import Options
    from generator.archive.verify import Request, verify

    options = Options(read_trust_files(trust), read_trust_files(crl), verapdf)
    items = []
    for item in verify(Request(paths, options, moment)):
        items.append(item)
        if not as_json:
            _show(item, verbose)
    if not items:
        raise UsageError("所给文件夹里没有可以验证的文件。请检查路径。")
    if output is not None:
        from generator.archive.sheet import write_sheet

        write_atomic(output, write_sheet(items, clock.today()))
        click.echo(f"核对单已写入 {output}", err=True)
    if as_json:
        print_json({"items": [item.as_json() for item in items]})
    return int(ExitCode.DONE if all(item.ok for item in items) else ExitCode.INPUT_ERROR)


def read_trust_files(paths: tuple[Path, ...]) -> tuple[bytes, ...]:
    """Root certificates or revocation lists as bytes. Raises UsageError for a file that cannot be read."""
    try:
        return tuple(path.read_bytes() for path in paths)
    except OSError as error:
        raise UsageError(f"证书或吊销列表文件无法读取：{error.filename}。请核对路径和权限。") from error


def _show(item: "Item", verbose: bool) -> None:
    """The item's verdict, what failed with its reason, and every open check by name."""
    from generator.archive.proof.outcome import RESULT_NAMES, Result

    counts = "，".join(f"{RESULT_NAMES[r]} {item.count(r)}" for r in Result)
    word = click.style(RESULT_NAMES[item.verdict], fg=_COLOURS[item.verdict])
    click.echo(f"{item.path}：{word}（{counts}）")
    for check in item.checks:
        if check.result is Result.FAILED or verbose:
            _show_check(check, RESULT_NAMES[check.result])
    left = [c for c in item.checks if c.result is Result.NOT_RUN]
    if left and not verbose:
        click.echo("  未检测：" + "；".join(f"{c.name}（{c.reason}）" for c in left))
    for name, value in item.facts.items():
        if name in ("末行摘要", "标签清单SHA256"):
            click.echo(f"  {name} {value}")


def _show_check(check: "Check", result: str) -> None:
    word = click.style(result, fg=_COLOURS[check.result])
    click.echo(f"  [{word}] {check.name}：{check.message} ({check.id})")
