"""Progress on stderr: one moving line with the time left on a terminal, plain lines otherwise."""

import sys
import time
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_findings, summary
from generator.report.finding import Severity

if TYPE_CHECKING:
    from generator.batch.many import Result

_FEW = 3
"""Fewer items than this need no moving line."""


class Counter:
    """`已读取 12/150，约需 3 秒`: moves on a terminal, silent where there is none."""

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._started = time.monotonic()
        self.moving = sys.stderr.isatty()

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self._started

    def __enter__(self) -> "Counter":
        return self

    def __exit__(self, *unused: object) -> None:
        self.clear()

    def show(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if self.moving and total >= _FEW:
            left = self._left(done, total)
            click.echo(f"\r\033[K{self._verb} {done}/{total}{left}", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away, so that others can be printed."""
        if self.moving:
            click.echo("\r\033[K", err=True, nl=False)

    def _left(self, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        return f"，约需{duration(self.seconds / done * (total - done))}"


class Progress:
    """Says what came of each workbook of a build as it comes, and sums up at the end.

    Of one workbook everything is said; of many their errors, and how many warnings and notices there are.
    On a terminal only those that failed get lines of their own.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._good = 0
        self._counter = Counter("已处理")

    def report(self, result: "Result") -> None:
        """One workbook is finished."""
        self._done += 1
        self._good += result.ok
        if not (result.ok and self._counter.moving and self._total >= _FEW):
            self._counter.clear()
            self._say(result)
        self._counter.show(self._done, self._total)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *unused: object) -> None:
        """The summary at the end of a batch, also of one that was interrupted."""
        self._counter.clear()
        if self._total > 1:
            bad = self._total - self._good
            spent = duration(self._counter.seconds)
            text = f"共 {self._total} 个工作簿：生成 {self._good} 份，未生成 {bad} 份，用时{spent}。"
            click.echo(text, err=True)

    def _say(self, result: "Result") -> None:
        state = "已生成" if result.ok else "未生成"
        draft = "（送审稿）" if result.ok and result.draft else ""
        click.echo(f"{result.workbook}：{state}{draft}。{summary(result.findings)}", err=True)
        findings = result.findings
        print_findings(
            findings if self._total == 1 else [f for f in findings if f.severity is Severity.ERROR]
        )


def duration(seconds: float) -> str:
    """A span of time in words."""
    return f" {seconds:.0f} 秒" if seconds < 90 else f" {seconds / 60:.0f} 分钟"
