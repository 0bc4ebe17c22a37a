"""Samples changed at random inside: a report or findings, never a fault of the program. A long run: `make fuzz`."""

import random

import pytest

from tests.hostile.fuzz import SAMPLES, changed, fault, mutated, parts_of


@pytest.mark.parametrize("seed", range(1, 41))
def test_a_mutated_workbook_never_makes_the_program_fail(seed: int) -> None:
    assert fault(mutated(seed)) == ""


def test_a_seed_gives_the_same_workbook_each_time_and_another_seed_another() -> None:
    assert mutated(7) == mutated(7)
    assert mutated(7) != mutated(8)


def test_a_part_that_is_changed_is_another() -> None:
    part = parts_of(SAMPLES[0])["xl/workbook.xml"]
    assert sum(changed(part, random.Random(seed)) != part for seed in range(50)) > 40
