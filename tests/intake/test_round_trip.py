"""What is written is what is read, and what the sheet says is what the checks say."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import formats
from generator.checks import check
from generator.formats.model import Format
from generator.intake.addresses import field_places
from generator.intake.blank import write_blank
from generator.intake.totals import with_totals
from generator.intake.workbook.formulas import areas, split_cell
from generator.report.finding import Place
from generator.report.model import Chapter, Level, Paragraph
from tests.intake.conftest import (
    SIGNED,
    filled,
    particulars,
    random_figures,
    read,
    results,
    sound_figures,
)

FORM = formats.load("2021")
REPORTS = Path(__file__).resolve().parents[3] / "shared"
PUBLISHED = sorted((REPORTS / "reports").glob("2*.json"))
FILL = sorted((REPORTS / "tools").glob("fill.py"))

line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), max_size=40).map(
    lambda t: "甲" + t
)
paragraph = st.builds(Paragraph, st.sampled_from(list(Level)), line)
amounts = st.one_of(st.integers(0, 10**9).map(Decimal), st.decimals(0, 10**6, places=4))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(paragraph, min_size=1, max_size=5))
def test_figures_and_text_come_back_as_they_went(data: st.DataObject, paragraphs: list[Paragraph]) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(random_figures(FORM, 1))), max_size=20, unique=True))
    figures = {key: data.draw(amounts) for key in chosen}
    report = read(filled(FORM, figures, chapters=(Chapter("s1", "", tuple(paragraphs)),))).report
    assert report is not None
    assert {key: report.figures[key] for key in chosen} == figures
    assert report.figures == with_totals(FORM, figures)
    assert [(p.level, p.text) for p in report.chapters[0].paragraphs] == [
        (p.level, p.text) for p in paragraphs
    ]


def test_particulars_and_approval_come_back_as_they_went(fmt: Format) -> None:
    given_ones = particulars(
        fmt,
        title="2024年梧桐区政府信息公开工作年度报告",
        doc_number="梧政办发〔2025〕2号",
        credit_code="91230199MA1234567X",
        extra={"mirror": "是", "seal_diameter": "42"},
    )
    report = read(filled(fmt, particulars=given_ones)).report
    assert report is not None
    assert report.particulars == given_ones
    assert report.approval == SIGNED


def test_chapters_of_the_units_own_come_back_where_they_stood() -> None:
    form = formats.load("2008")
    chapters = (
        Chapter("s2", "", (Paragraph(Level.BODY, "甲"),)),
        Chapter("", "人员和收支情况", (Paragraph(Level.BODY, "乙"),), typed_heading="三、人员和收支情况"),
        Chapter("s5", "", (Paragraph(Level.BODY, "丙"),)),
    )
    report = read(filled(form, chapters=chapters)).report
    assert report is not None
    assert [(c.section, c.heading) for c in report.chapters] == [
        ("s2", form.section("s2").title),
        ("", "人员和收支情况"),
        ("s5", form.section("s5").title),
    ]


def test_a_row_of_the_checks_sheet_fails_exactly_where_the_programs_check_finds_something(
    fmt: Format,
) -> None:
    live = {rule.id for rule in fmt.rules if rule.kind in ("compare", "rule_power")}
    crossing = {
        r.id for r in fmt.rules if any("prev:" in t for i in r.instances for t in (*i.left, *i.right))
    }
    for figures in (sound_figures(fmt), *(random_figures(fmt, seed) for seed in range(5))):
        data = filled(fmt, figures)
        report = read(data).report
        assert report is not None
        found = {finding.rule for finding in check(report)} & live
        failed = {rule for rule, result in results(data).items() if rule in live and result.startswith("不")}
        assert failed - crossing == found - crossing


def test_typed_totals_fail_in_the_sheet_and_in_the_program_alike(fmt: Format) -> None:
    totals = {key: Decimal(98765) for key, field in fmt.fields.items() if field.computed}
    data = filled(fmt, sound_figures(fmt), typed_totals=totals)
    report = read(data).report
    assert report is not None
    assert report.typed_totals == totals
    live = {rule.id for rule in fmt.rules if rule.kind == "compare"}
    failed = {rule for rule, result in results(data).items() if rule in live and result.startswith("不")}
    assert failed == {finding.rule for finding in check(report)} & live
    assert results(data)[f"{fmt.id}.num.formula"] == f"合计公式被覆盖：{len(totals)}格"


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=60))
def test_ranges_in_formulas_cover_just_the_cells_meant(cells: set[tuple[int, int]]) -> None:
    places = [Place("表", f"{chr(64 + column)}{row}") for row, column in cells]
    covered = []
    for area in areas(places, with_sheet=False).replace("$", "").split(","):
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = split_cell(first), split_cell(last or first)
        covered += [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
    assert sorted(covered) == sorted(cells)


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda path: path.stem)
def test_every_value_of_a_published_report_finds_its_place(published: Path, tmp_path: Path) -> None:
    content = json.loads(published.read_text(encoding="utf-8"))
    year = content["meta"]["report_year"]
    fmt = formats.for_year(year)
    blank, fields, out = (tmp_path / name for name in ("blank.xlsx", "fields.json", "out.xlsx"))
    blank.write_bytes(write_blank(fmt, year, content["meta"]["unit_name"]))
    records = [
        {"id": key, "sheet": place.sheet, "cell": place.cell, "computed": fmt.fields[key].computed}
        for key, place in field_places(fmt).items()
    ]
    fields.write_text(json.dumps(records), encoding="utf-8")
    for tool in FILL:
        command = [sys.executable, str(tool), str(blank), str(published), "-o", str(out)]
        done = subprocess.run(
            [*command, "--fields", str(fields), "--signed"], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        report = read(out.read_bytes()).report
        assert report is not None
        assert sum(len(c.paragraphs) for c in report.chapters) > 0
        assert not report.draft
