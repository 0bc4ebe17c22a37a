"""The command line as such: Chinese everywhere, exit codes of the contract, never a traceback."""

import subprocess
import sys

import click
import pytest

from generator.cli.main import COMMANDS, nianbao


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_lists_every_command_in_chinese_and_nothing_in_english() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout and text in done.stdout for name, text in COMMANDS.items())
    assert "Usage" not in done.stdout
    assert "Options" not in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_explains_itself_in_chinese(name: str) -> None:
    command = nianbao.get_command(click.Context(nianbao), name)
    assert command is not None
    assert command.help
    assert any("\u4e00" <= c <= "\u9fff" for c in command.help)
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["build"],
        ["build", "nosuch.xlsx", "-o", "out"],
        ["check", "--nosuch"],
        ["new", "--year", "abc"],
    ],
)
def test_wrong_usage_is_exit_code_two_with_a_chinese_line_and_no_traceback(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert any("\u4e00" <= c <= "\u9fff" for c in done.stderr)
    assert "Error" not in done.stderr
