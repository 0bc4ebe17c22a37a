"""Progress on stderr: one moving line with the time left on a terminal, plain lines otherwise."""

import sys
import time
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_findings, summary

if TYPE_CHECKING:
    from generator.batch.many import Result

_FEW = 3
"""Fewer items than this need no moving line."""


class Counter:
    """`已读取 12/150，约需 3 秒`: moves on a terminal, silent where there is none."""

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._started = time.monotonic()
        self._moving = sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if self._moving and total >= _FEW:
            left = self._left(done, total)
            click.echo(f"\r\033[K{self._verb} {done}/{total}{left}", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away, so that others can be printed."""
        if self._moving:
            click.echo("\r\033[K", err=True, nl=False)

    def _left(self, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        seconds = (time.monotonic() - self._started) / done * (total - done)
        return f"，约需 {seconds:.0f} 秒" if seconds < 90 else f"，约需 {seconds / 60:.0f} 分钟"


class Progress:
    """Says what came of each workbook of a build as it comes, and sums up at the end."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._good = 0
        self._counter = Counter("已完成")

    def report(self, result: "Result") -> None:
        """One workbook is finished."""
        self._done += 1
        self._good += result.ok
        self._counter.clear()
        state = "已生成" if result.ok else "未生成"
        draft = "（送审稿）" if result.ok and result.draft else ""
        click.echo(f"{result.workbook}：{state}{draft}。{summary(result.findings)}", err=True)
        print_findings(result.findings)
        self._counter.show(self._done, self._total)

    def close(self) -> None:
        """The summary at the end of a batch."""
        self._counter.clear()
        if self._total > 1:
            bad = self._done - self._good
            click.echo(f"共 {self._total} 个工作簿：生成 {self._good} 份，未生成 {bad} 份。", err=True)
