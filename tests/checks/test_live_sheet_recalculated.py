"""校验 as the office suite recalculates it, against `check`: wrong workbooks of every form, one run of the suite.

A row that says 待填 gives no verdict: a number is missing or is a text, and the row of that cell says so.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook

from generator import formats
from generator.checks.examine import LastYear, examine
from generator.formats.model import Format, Instance
from generator.intake.addresses import all_places
from generator.intake.totals import with_totals
from generator.report.finding import Finding
from generator.report.model import Report
from tests.intake.conftest import (
    FORMAT_IDS,
    YEARS,
    Office,
    edited,
    filled,
    particulars,
    read,
    results,
    sound_figures,
)

Cells = Mapping[str, object]
T = TypeVar("T")
NO_NUMBERS = ("12件", "无", "/", "十二", "１２", "12", "=5+7", 1.5, -2, None)
"""What clerks put into a cell for a number, or leave out."""
TYPED = (0, 3, 10**6, "12件", "=1+1", "=5*80")
"""What comes to stand over the formula of a total, or in its stead."""


def last_year(fmt: Format) -> Report:
    """Last year's report, which this year's figures carry on from."""
    now, figures = sound_figures(fmt), sound_figures(fmt, 2)
    for id in figures:
        if id.startswith("app.next."):
            figures[id] = now[id.replace("next", "prev")]
        elif id.endswith(".items") and id.replace("items", "change") in now:
            figures[id] = now[id] - figures[id.replace("items", "change")]
        elif id.startswith(("pub.rule.valid", "pub.doc.valid")):
            figures[id] = now[id] - now[id.replace("valid", "made")] + now[id.replace("valid", "repealed")]
        elif id.endswith((".public", ".pending")) and not id.startswith("suit.pending"):
            figures[id] = min(figures[id], now[id])
    before = particulars(fmt, report_year=YEARS[fmt.id] - 1, title="")
    rep = read(filled(fmt, figures, particulars=before)).report
    assert rep is not None
    return rep


def mutants(fmt: Format) -> Iterator[tuple[str, Cells]]:
    """Names and changed cells: single entries, single totals, and several of both at once."""
    chance = random.Random(f"live/{fmt.id}")
    figures = sound_figures(fmt)
    entries = [id for id, field in fmt.fields.items() if not field.computed]
    totals = [id for id, field in fmt.fields.items() if field.computed]
    for number, values in enumerate(batched(NO_NUMBERS, 3)):
        yield f"entries{number}", dict(zip(chance.sample(entries, len(values)), values, strict=True))
    for number, values in enumerate(batched(TYPED, 2)):
        yield f"totals{number}", dict(zip(chance.sample(totals, len(values)), values, strict=True))
    yield "gone", dict.fromkeys(chance.sample(totals, 2))
    for number in range(4):
        changed = {id: int(figures[id]) + chance.choice((-1, 1, 7)) for id in chance.sample(entries, 2)}
        yield f"several{number}", changed | {chance.choice(totals): chance.choice((0, 5, 400))}
    books: list[dict[str, object]] = []
    for cells in (broken(fmt, rule.instances[-1], figures) for rule in fmt.rules if rule.instances):
        free = next((book for book in books if len(book) < 4 and not book.keys() & cells.keys()), None)
        if free is None:
            books.append(free := {})
        free.update(cells)
    yield from ((f"rules{number}", book) for number, book in enumerate(books))


def batched(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (values[at : at + size] for at in range(0, len(values), size))


def broken(fmt: Format, instance: Instance, figures: Mapping[str, Decimal]) -> Cells:
    """The cell that makes a comparison fail: an entry, or a total typed over."""
    term = next(t for t in instance.left if not t.startswith(("-", "prev:")))
    off = {"=": 1, "<=": 10**6, ">=": -(10**6), "both_zero": 0}[instance.op]
    value = with_totals(fmt, figures)[term]
    return {term: 0 if instance.op == "both_zero" else int(value) + off}


def changed(fmt: Format, data: bytes, cells: Cells) -> bytes:
    places = all_places(fmt)

    def put(book: Workbook) -> None:
        for id, value in cells.items():
            book[places[id].sheet][places[id].cell] = value

    return edited(data, put) if cells else data


Case = tuple[Format, Report, bytes]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every mutant as the office suite saves it, with the form and last year's report."""
    files: dict[str, bytes] = {}
    about: dict[str, tuple[Format, Report]] = {}
    for fmt in map(formats.load, FORMAT_IDS):
        before = last_year(fmt)
        sound = filled(fmt, sound_figures(fmt), previous=before)
        for name, cells in (("sound", {}), *mutants(fmt)):
            files[f"{fmt.id}-{name}"] = changed(fmt, sound, cells)
            about[f"{fmt.id}-{name}"] = (fmt, before)
    saved = Office(tmp_path_factory.mktemp("office")).convert(files, "xlsx")
    return {name: (*about[name], data) for name, data in saved.items()}


def disagreements(fmt: Format, before: Report, data: bytes) -> Iterator[str]:
    """The rows of 校验 that accuse where `check` does not, or the other way round."""
    findings = examine(Path("年报.xlsx"), LastYear(before), data).findings
    told = {finding.rule for finding in findings}
    said = results(data)
    cells = {f"{fmt.id}.num.{key}" for key in ("integer", "blank")}
    waiting = {row for row, text in said.items() if text == "待填"}
    for rule in fmt.rules:
        text = said.get(rule.id, "")
        if text in ("", "由程序核对", "需上年工作簿") or rule.id in cells:
            continue
        if rule.id in waiting:
            if not told & cells:
                yield f"{rule.id} waits for nothing"
        else:
            accused = text.startswith(("不", "合计"))
            covered = accused and told_otherwise(fmt, rule.id, findings)
            if accused != (rule.id in told or covered):
                yield f"{rule.id}: 校验 “{text}”, check {rule.id in told}"
    accused = any(said[row].startswith("不") or row in waiting for row in cells)
    if accused != bool(told & cells):
        yield f"cells: {[said[row] for row in sorted(cells)]}, check {sorted(told & cells)}"


def told_otherwise(fmt: Format, rule: str, findings: tuple[Finding, ...]) -> bool:
    """A typed total that is wrong is told once, by the comparison of the form that is about the same sum."""
    totals = {id for id, field in fmt.fields.items() if field.computed}
    return rule.endswith("num.formula") and any(
        f.field in totals and f.rule.endswith(("total", "sum", "channels", "requests")) for f in findings
    )


def test_the_recalculated_sheet_and_check_agree_on_every_row_of_every_wrong_workbook(
    recalculated: dict[str, Case],
) -> None:
    told = {name: list(disagreements(*case)) for name, case in recalculated.items() if "gone" not in name}
    assert {name: rows for name, rows in told.items() if rows} == {}


@pytest.mark.parametrize("format_id", FORMAT_IDS)
def test_a_total_that_was_emptied_is_told_by_both_though_the_report_prints_the_computed_one(
    format_id: str, recalculated: dict[str, Case]
) -> None:
    """The sheet adds up an empty cell, and so its comparisons fail as well; `check` computes the total anew."""
    fmt, before, data = recalculated[f"{format_id}-gone"]
    said = results(data)
    told = {f.rule for f in examine(Path("年报.xlsx"), LastYear(before), data).findings}
    assert said[f"{format_id}.num.formula"] == "合计公式被覆盖：2格"
    assert f"{format_id}.num.formula" in told
    accused = {rule for rule, text in said.items() if text.startswith(("不", "合计"))}
    assert {rule.id for rule in fmt.rules if rule.id in told and said.get(rule.id) == "通过"} == set()
    assert accused > {f"{format_id}.num.formula"}


def test_the_wrong_workbooks_put_every_live_row_to_the_test(recalculated: dict[str, Case]) -> None:
    """Each comparison that the sheet shows failed in some workbook and passed in another."""
    for fmt in map(formats.load, FORMAT_IDS):
        texts: dict[str, set[str]] = {}
        for name, (_, _, data) in recalculated.items():
            if name.startswith(f"{fmt.id}-"):
                for rule, text in results(data).items():
                    texts.setdefault(rule, set()).add("不" if text.startswith(("不", "合计")) else text)
        live = [rule.id for rule in fmt.rules if rule.instances and rule.id in texts]
        assert [rule for rule in live if not {"通过", "不"} <= texts[rule]] == []
