"""Worker processes on this machine: items go out, results come back in order, a worker that dies is replaced.

Every worker has a pipe of its own, so the parent knows which item a dead worker was at, and a worker whose
parent is gone sees the end of its pipe and ends too. Few items are under way at any time, so memory stays flat.
"""

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Items in a worker's pipe: one at work, one that waits, so that no worker waits for the parent."""
WINDOW = 8
"""Finished results that may wait for an earlier one, for each worker."""
ATTEMPTS = 2
"""How often an item may take its worker down before it is given up."""
PRELOADED = "generator.batch.one"
"""Imported once, before the workers are forked."""


def in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """`function` of every item, in the order of the items, computed by `jobs` processes.

    `lost` gives the result of an item whose worker died each time. An exception of `function` is raised here.
    Closing the iterator ends the workers at once.
    """
    jobs = min(jobs, len(items))
    if jobs <= 1:
        yield from map(function, items)
        return
    crew = _Crew(function, items, jobs, lost)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


@dataclass
class _Raised:
    """An exception on its way to the parent."""

    error: Exception


@dataclass
class _Worker:
    """A process, the parent's end of its pipe, and the numbers of the items it was given."""

    process: BaseProcess
    pipe: "Connection[Any, Any]"
    given: deque[int] = field(default_factory=deque)


class _Crew(Generic[Item, Result]):
    """The workers, and what is still to do."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        jobs: int,
        lost: Callable[[Item], Result],
    ) -> None:
        self._function, self._items, self._lost = function, items, lost
        self._context = process_context(PRELOADED)
        self._window = WINDOW * jobs
        self._next = 0
        self._again: deque[int] = deque()
        self._deaths: dict[int, int] = {}
        self._done: dict[int, Result] = {}
        self._workers = [self._hire() for _ in range(jobs)]

    def results(self) -> Iterator[Result]:
        """All results in order."""
        for number in range(len(self._items)):
            while number not in self._done:
                self._hand_out(number)
                self._receive()
            yield self._done.pop(number)

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._function), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, awaited: int) -> None:
        """Fill the workers' pipes, evenly, not farther ahead of the awaited result than the window."""
        for depth in range(AHEAD):
            for worker in self._workers:
                if len(worker.given) > depth:
                    continue
                number = self._take(awaited)
                if number is None:
                    return
                with contextlib.suppress(OSError):  # a worker that has just died: `_receive` sees it
                    worker.pipe.send((number, self._items[number]))
                worker.given.append(number)

    def _take(self, awaited: int) -> int | None:
        if self._again:
            return self._again.popleft()
        if self._next >= len(self._items) or self._next >= awaited + self._window:
            return None
        self._next += 1
        return self._next - 1

    def _receive(self) -> None:
        """Wait until a worker has something or dies."""
        ready = wait([worker.pipe for worker in self._workers])
        for worker in list(self._workers):
            if worker.pipe in ready:
                self._read(worker)

    def _read(self, worker: _Worker) -> None:
        try:
            number, result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if isinstance(result, _Raised):
            raise result.error
        worker.given.remove(number)
        self._done[number] = result

    def _replace(self, dead: _Worker) -> None:
        """A new worker takes a dead one's place; what that had been given is done again."""
        dead.process.join()
        dead.pipe.close()
        self._workers[self._workers.index(dead)] = self._hire()
        if dead.given:
            culprit = dead.given[0]
            self._deaths[culprit] = self._deaths.get(culprit, 0) + 1
            if self._deaths[culprit] >= ATTEMPTS:
                self._done[dead.given.popleft()] = self._lost(self._items[culprit])
        self._again.extend(dead.given)


def process_context(preloaded: str) -> SpawnContext | ForkServerContext:
    """How processes are started: forked from a clean server that has imported `preloaded`, where that exists."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preloaded])
    return context


def _serve(pipe: "Connection[Any, Any]", function: Callable[[object], object]) -> None:
    """A worker's life: item in, result out, until the parent closes the pipe. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            number, item = pipe.recv()
            try:
                result = function(item)
            except Exception as error:
                result = _Raised(error)
            pipe.send((number, result))
