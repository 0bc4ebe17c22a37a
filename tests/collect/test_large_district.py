"""A district of 150 units in the middle of January: known sums, and one of everything that goes wrong."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.batch.collection.collect import Request, collect
from generator.batch.collection.model import Collection, Member, State
from generator.batch.collection.tracing import Tracer
from tests.collect.conftest import TODAY, Office, messages, states
from tests.collect.district import members

MISSING = (7, 33, 80, 149)
FAULTY = (12, 13)
DOUBLE = 20
COPIED = 21
WRONG_YEAR = 50
UNREADABLE = 60
EXEMPT = 70
OUT = {*MISSING, *FAULTY, DOUBLE, WRONG_YEAR, UNREADABLE, EXEMPT}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Collection]:
    office = Office(tmp_path_factory.mktemp("district"), members=members(150))
    for number, member in enumerate(office.members):
        if number not in OUT:
            office.send(number, f"{member.kind}/{member.short}.xlsx")
    for number in FAULTY:
        office.send(number, values=office.figures(number) | {"app.new.other": Decimal(300)})
    office.send(DOUBLE)
    office.send(DOUBLE, "改.xlsx", values=office.figures(DOUBLE) | {"rev.other": Decimal(50)})
    office.send(COPIED, "备份/副本.xlsx")
    office.send(WRONG_YEAR, year=2023)
    office.send(0, "外来.xlsx", member=Member("外地市某局", "某局", "11999999MB0000000X"))
    (office.folder / f"{office.members[UNREADABLE].short}.xlsx").write_bytes(b"PK\x03\x04")
    (office.folder / "~$锁定.xlsx").write_bytes(b"lock")
    listed = [replace(m, counted=number != EXEMPT) for number, m in enumerate(office.members)]
    request = Request(office.folder, office.output, office.roster(listed), jobs=2)
    collected = collect(request, TODAY)
    office.output.write_bytes(collected.workbook)
    return office, collected.collection


def test_the_sums_are_those_of_the_units_that_count(district: tuple[Office, Collection]) -> None:
    office, collection = district
    counted = [n for n in range(150) if n not in OUT]
    assert dict(collection.sums) == office.sums(counted)
    figures = office.result().figures
    assert {id: figures[id] for id in collection.sums} == office.sums(counted)


def test_every_unit_is_in_its_state(district: tuple[Office, Collection]) -> None:
    office, collection = district
    expected = dict.fromkeys(range(150), State.COUNTED)
    expected |= dict.fromkeys(MISSING, State.MISSING) | dict.fromkeys(FAULTY, State.FAULTY)
    expected |= {DOUBLE: State.DOUBLE, WRONG_YEAR: State.WRONG_YEAR}
    expected |= {UNREADABLE: State.UNREADABLE, EXEMPT: State.EXEMPT}
    by_name = {office.members[number].name: state for number, state in expected.items()}
    assert states(collection) == by_name | {"外地市某局": State.STRANGER}


def test_each_fault_is_said_once_with_its_files(district: tuple[Office, Collection]) -> None:
    _, collection = district
    assert len(messages(collection, "missing")) == 4
    assert len(messages(collection, "unit")) == 2
    assert len(messages(collection, "stranger")) == 1
    assert len(messages(collection, "year")) == 1
    assert len(messages(collection, "unreadable")) == 1
    double, copied = messages(collection, "duplicate")
    assert "改.xlsx" in double
    assert "备份/副本.xlsx" in copied
    assert not collection.ok


def test_every_unit_can_be_traced(district: tuple[Office, Collection]) -> None:
    office, _ = district
    tracer = Tracer(office.output)
    assert tracer.changed_fields() == ()
    found = tracer.origin(tracer.field("app.new.total"))
    assert len(found.shares) == 151
    assert sum(share.state.counted for share in found.shares) == 150 - len(OUT)
    assert found.ok


def test_nothing_is_left_beside_the_result(district: tuple[Office, Collection], tmp_path: Path) -> None:
    office, _ = district
    assert sorted(p.name for p in office.root.iterdir()) == sorted(["各单位", "名册.xlsx", "汇总.xlsx"])
