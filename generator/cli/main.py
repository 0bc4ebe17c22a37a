"""The command `nianbao`: finds the command, runs it, and turns every failure into one Chinese line.

Results go to stdout, everything else to stderr; exit codes are those of `generator.errors.ExitCode`.
Commands live one to a file and are imported when called, so that `--help` starts quickly.
"""

import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator import __version__
from generator.errors import ExitCode, NianbaoError
from generator.files import reason

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


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
)
@click.version_option(
    __version__, prog_name="nianbao", message="%(prog)s %(version)s", help="显示版本后退出。"
)
def nianbao() -> None:
    """政府信息公开工作年度报告生成器：工作簿 → 核对 → DOCX 与存档 PDF。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code."""
    _speak_chinese()
    code = _run(arguments)
    _flush()
    sys.exit(code)


def _speak_chinese() -> None:
    """Chinese texts of the command-line library, and UTF-8 whatever the console's code page is."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = nianbao.main(arguments, prog_name="nianbao", standalone_mode=False)
    except NianbaoError as error:
        click.echo(str(error), err=True)
        return int(error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("已中断，没有留下不完整的文件。", err=True)
        return int(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except BrokenPipeError:
        return int(ExitCode.DONE)
    except MemoryError:
        click.echo("内存不足，没有完成。请关闭其他程序后再试。", err=True)
        return int(ExitCode.ENVIRONMENT)
    except OSError as error:
        click.echo(f"读写文件失败：{reason(error)}。请检查磁盘空间和文件夹的权限后再试。", err=True)
        return int(ExitCode.ENVIRONMENT)
    except Exception as error:
        return _internal_fault(error)
    return int(code) if isinstance(code, int) else int(ExitCode.DONE)


def _internal_fault(error: Exception) -> int:
    """A fault of the program itself: one line; the traceback only where NIANBAO_DEBUG asks for it."""
    if type(error).__name__ == "SerialisationError":  # lxml's own word for a disk that takes no more
        click.echo("临时文件夹写不进去，可能是磁盘已满。请清理磁盘后再试。", err=True)
        return int(ExitCode.ENVIRONMENT)
    if os.environ.get("NIANBAO_DEBUG"):
        raise error
    kind = type(error).__name__
    click.echo(f"程序内部出错（{kind}：{error}）。请把工作簿和这一行发给维护人员。", err=True)
    return int(ExitCode.ENVIRONMENT)


def _flush() -> None:
    """Close stdout quietly where its reader has gone (`nianbao … | head`)."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
