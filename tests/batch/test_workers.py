"""Worker processes: results in order, dead workers replaced, no process left behind."""

import multiprocessing
import os
import signal
import time
from itertools import islice
from pathlib import Path

import pytest

from generator.batch.workers import in_order


def square(number: int) -> int:
    return number * number


def slow_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def fails_at_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def dies_once(marker: Path) -> str:
    """Takes its process down the first time it is tried."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return marker.name


def dies_at_two(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def process_of(number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def lost(item: object) -> str:
    return f"lost {item}"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(square, range(50), jobs, lost)) == [n * n for n in range(50)]


def test_a_slow_item_does_not_change_the_order() -> None:
    assert list(in_order(slow_first, range(40), 2, lost)) == list(range(40))


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(in_order(square, [], 4, lost)) == []


def test_an_exception_of_the_function_is_raised_here_and_ends_the_workers() -> None:
    with pytest.raises(ValueError, match="three"):
        list(in_order(fails_at_three, range(10), 2, lost))
    assert multiprocessing.active_children() == []


def test_what_a_dead_worker_was_at_is_done_again(tmp_path: Path) -> None:
    markers = [tmp_path / f"{n:02}" for n in range(6)]
    for marker in markers[:2] + markers[3:]:
        marker.touch()
    assert list(in_order(dies_once, markers, 2, lost)) == [marker.name for marker in markers]


def test_an_item_that_kills_every_worker_is_given_up_and_the_others_go_on() -> None:
    assert list(in_order(dies_at_two, range(8), 2, lost)) == [0, 1, "lost 2", 3, 4, 5, 6, 7]


def test_a_worker_killed_from_outside_loses_nothing() -> None:
    results = in_order(process_of, range(40), 2, lost)
    first = next(results)
    os.kill(first, signal.SIGKILL)
    processes = [first, *results]
    assert len(processes) == 40
    assert "lost" not in str(processes)


def test_closing_the_results_ends_the_workers_at_once() -> None:
    results = in_order(process_of, range(1000), 2, lost)
    started = list(islice(results, 3))
    results.close()
    assert started
    assert multiprocessing.active_children() == []
