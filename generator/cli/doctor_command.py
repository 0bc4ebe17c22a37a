"""`nianbao doctor`: what of the program's surroundings works here, and how to mend what does not."""

from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import ExitCode

if TYPE_CHECKING:
    from generator.cli.surroundings import Examined

STATES = {"ok": ("正常", "green"), "missing": ("没有（可选）", "yellow"), "failed": ("有问题", "red")}


@click.command(options_metavar="[选项]")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(as_json: bool) -> int:
    """检查运行环境：Python、各组件、字体、格式文件、临时文件夹、LibreOffice、语言设置，并说明怎样补齐。"""
    from generator.cli.surroundings import examine

    found = examine()
    failed = [item for item in found if item.state == "failed"]
    if as_json:
        print_json({"status": "error" if failed else "ok", "checks": [item.as_json() for item in found]})
    else:
        for item in found:
            _print(item)
    verdict = f"有 {len(failed)} 项需要处理，见上" if failed else "运行环境正常"
    click.echo(f"{verdict}。", err=True)
    return int(ExitCode.ENVIRONMENT if failed else ExitCode.DONE)


def _print(item: "Examined") -> None:
    word, colour = STATES[item.state]
    click.echo(f"[{click.style(word, fg=colour)}] {item.name}：{item.message}")
    if item.mend:
        click.echo(f"    {item.mend}")
