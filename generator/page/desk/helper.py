"""A process that does one piece of work after another for the page, and is ended when one takes too long.

A workbook may be so made, by mistake or with intent, that reading or setting it takes hours. Threads cannot be
ended; a process can, and the next piece of work gets a new one.
"""

import contextlib
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from generator.batch.workers import process_context

P = ParamSpec("P")
Result = TypeVar("Result")

PRELOADED = "generator.page.desk.work"
"""Imported once, before the process is forked."""


class Ended(Exception):
    """The work was ended: it took too long, or took its process down (out of memory, say)."""


class Helper:
    """One process, started when it is first needed. Not for several threads at once."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    def do(
        self, seconds: float, function: Callable[P, Result], *arguments: P.args, **named: P.kwargs
    ) -> Result:
        """What `function` returns or raises, of a module and arguments that can be pickled. Raises Ended."""
        pipe = self._ready()
        try:
            pipe.send((function, arguments, named))
            if not pipe.poll(seconds):
                raise Ended(f"over {seconds:g} s")
            done, outcome = pipe.recv()
        except (Ended, EOFError, OSError) as error:
            self.end()
            raise Ended(str(error)) from error
        if not done:
            raise outcome
        result: Result = outcome
        return result

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _ready(self) -> "Connection[Any, Any]":
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.end()
        context = process_context(PRELOADED)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe


def _serve(pipe: "Connection[Any, Any]") -> None:
    """The process's life: work in, outcome out, until the page closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, arguments, named = pipe.recv()
            try:
                outcome = (True, function(*arguments, **named))
            except Exception as error:
                outcome = (False, error)
            pipe.send(outcome)
