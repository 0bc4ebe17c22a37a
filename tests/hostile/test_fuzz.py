"""A fixed budget of mutated workbooks on each run, and every workbook that a long run ever failed on."""

import random

import pytest

from tests.hostile.fuzz import FINDS, fault, mutated, sources

BUDGET = 120


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_workbook_becomes_a_report_or_errors_with_mends(seed: int) -> None:
    chance, originals = random.Random(seed), sources()
    for number in range(BUDGET // 4):
        data = mutated(originals[number % len(originals)], chance)
        assert fault(data) == "", f"seed {seed}, number {number}"


def test_a_seed_gives_the_same_workbook_each_time_and_mostly_another_than_the_original() -> None:
    original = sources()[0]
    tried = [mutated(original, random.Random(seed)) for seed in range(20)]
    assert tried == [mutated(original, random.Random(seed)) for seed in range(20)]
    assert sum(data != original for data in tried) > 15


def test_what_a_long_run_once_failed_on_fails_no_more() -> None:
    assert {path.name: fault(path.read_bytes()) for path in FINDS.glob("*.xlsx")} == dict.fromkeys(
        (path.name for path in FINDS.glob("*.xlsx")), ""
    )
