"""The command `nianbao`: finds the command, runs it, and turns every failure into one Chinese line.

Results go to stdout, everything else to stderr; exit codes are those of `generator.errors.ExitCode`.
Commands live one to a file and are imported when called, so that `--help` starts quickly.
"""

import importlib
import sys
from collections.abc import Sequence

import click

from generator import __version__
from generator.errors import ExitCode, NianbaoError

COMMANDS = {
    "formats": "列出各年度适用的格式",
    "fields": "列出某一格式的全部填报项",
    "rules": "列出某一格式的全部核对规则",
    "new": "生成空白填报工作簿或单位名册",
    "check": "核对工作簿，列出问题",
    "build": "由工作簿生成年度报告（DOCX、PDF、JSON、HTML）",
    "collect": "汇总各单位的工作簿",
    "trace": "查询汇总数字的来源",
    "compare": "比较两个工作簿，生成花脸稿",
    "sign": "签名并加盖印章",
    "archive": "生成归档包并登记",
    "verify": "验证报告文件、签名和归档包",
    "fonts": "列出所用字体",
    "page": "打开本机网页",
    "doctor": "检查运行环境",
}


class LazyGroup(click.Group):
    """A group whose commands are modules of `generator.cli`, imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None so that click reports an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"generator.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any of them."""
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nianbao", message="%(prog)s %(version)s")
def nianbao() -> None:
    """政府信息公开工作年度报告生成器：工作簿 → 核对 → DOCX 与存档 PDF。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = nianbao.main(arguments, prog_name="nianbao", standalone_mode=False)
    except NianbaoError as error:
        click.echo(str(error), err=True)
        return int(error.exit_code)
    except click.exceptions.Abort:
        click.echo("已中断，未留下不完整的文件。", err=True)
        return int(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    return int(code) if isinstance(code, int) else int(ExitCode.DONE)
