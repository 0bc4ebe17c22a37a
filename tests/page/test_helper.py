"""No workbook keeps the page to itself: the work on it is done by a process that can be ended."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks.examine import examine
from generator.page.desk.engine import proof
from generator.page.desk.helper import Ended, Helper
from generator.page.settings import Limits
from tests.page.conftest import Opens
from tests.page.workbooks import SAMPLE, UNIT, draft, sound


@pytest.fixture
def helper() -> Iterator[Helper]:
    found = Helper()
    yield found
    found.end()


def test_what_the_work_gives_comes_back(helper: Helper) -> None:
    assert helper.do(60, sorted, [3, 1, 2], reverse=True) == [3, 2, 1]


def test_what_the_work_raises_is_raised_and_the_process_lives_on(helper: Helper) -> None:
    before = helper.do(60, os.getpid)
    with pytest.raises(FileNotFoundError):
        helper.do(60, os.stat, "/there/is/no/such/file")
    assert helper.do(60, os.getpid) == before != os.getpid()


def test_work_that_takes_too_long_is_ended_and_the_next_gets_another_process(helper: Helper) -> None:
    before = helper.do(60, os.getpid)
    with pytest.raises(Ended):
        helper.do(0.05, time.sleep, 600)
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert helper.do(60, os.getpid) != before


def test_work_that_takes_its_process_down_is_told_from_work_that_is_done(helper: Helper) -> None:
    with pytest.raises(Ended):
        helper.do(60, os._exit, 1)
    assert helper.do(60, abs, -1) == 1


def test_a_process_that_was_ended_from_outside_is_replaced(helper: Helper) -> None:
    os.kill(helper.do(60, os.getpid), signal.SIGKILL)
    with pytest.raises(Ended):
        helper.do(60, abs, -1)
    assert helper.do(60, abs, -1) == 1


def test_a_workbook_that_takes_too_long_is_told_of_and_holds_nobody_up(opens: Opens) -> None:
    page = opens(Limits(work=0.0)).put((SAMPLE.name, sound()))
    assert "用时过长" in page.text
    assert UNIT in opens().put((SAMPLE.name, sound())).text


def test_pages_that_take_too_long_to_set_leave_the_findings() -> None:
    examination = examine(Path("送审.xlsx"), data=draft())
    made = proof(examination, 0.0)
    assert "排版用时过长" in made.problem
    assert set(made.findings) == set(examination.findings)
