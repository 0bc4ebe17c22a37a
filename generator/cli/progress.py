"""Progress of a build on stderr: one moving line with the time left on a terminal, plain lines otherwise."""

import sys
import time
from collections.abc import Sequence

import click

from generator.batch.many import Result
from generator.cli.output import print_findings, summary


class Progress:
    """Counts results as they come and says what came of each workbook."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()
        self._moving = sys.stderr.isatty() and total > 1

    def report(self, result: Result) -> None:
        """One workbook is finished."""
        self._done += 1
        if self._moving:
            click.echo("\r\033[K", err=True, nl=False)
        self._say(result)
        if self._moving:
            click.echo(f"[{self._done}/{self._total}] {self._left()}", err=True, nl=False)

    def close(self, results: Sequence[Result]) -> None:
        """The summary at the end of a batch."""
        if self._moving:
            click.echo("\r\033[K", err=True, nl=False)
        if self._total > 1:
            good = sum(r.ok for r in results)
            click.echo(
                f"共 {self._total} 个工作簿：生成 {good} 份，未生成 {self._total - good} 份。", err=True
            )

    def _say(self, result: Result) -> None:
        state = "已生成" if result.ok else "未生成"
        draft = "（送审稿）" if result.ok and result.draft else ""
        click.echo(f"{result.workbook}：{state}{draft}。{summary(result.findings)}", err=True)
        print_findings(result.findings)

    def _left(self) -> str:
        seconds = (time.monotonic() - self._started) / self._done * (self._total - self._done)
        return f"约需 {seconds:.0f} 秒" if seconds < 90 else f"约需 {seconds / 60:.0f} 分钟"
