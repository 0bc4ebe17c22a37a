"""What the layout could not make better is told when a report is built: as notices, a few at most."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.batch.layout_notes import layout_notes
from generator.batch.one import build_report
from generator.checks.examine import examine
from generator.document import compose
from generator.document.model import Paragraph, SignOff, Table
from generator.report.finding import Place, Severity
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.model import Layout, Remark

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "梧桐区2024年度.xlsx"


@pytest.fixture(scope="module")
def made() -> tuple[Report, Layout]:
    report = examine(SAMPLE).report
    assert report is not None
    return report, typeset(compose(report), load_fonts())


def noted(made: tuple[Report, Layout], *remarks: Remark) -> tuple[list[str], list[Place | None]]:
    report, layout = made
    told = layout_notes(report, replace(layout, remarks=remarks))
    assert {f.severity for f in told} <= {Severity.NOTICE}
    return [f"{f.rule} {f.message}" for f in told], [f.place for f in told]


def block(layout: Layout, kind: type, last: bool = False) -> int:
    found = [i for i, b in enumerate(layout.document.blocks) if isinstance(b, kind)]
    return found[-1 if last else 0]


def test_a_layout_without_remarks_says_nothing(made: tuple[Report, Layout]) -> None:
    assert noted(made) == ([], [])


def test_a_remark_on_a_paragraph_names_its_cell(made: tuple[Report, Layout]) -> None:
    at = block(made[1], Paragraph)
    said, places = noted(made, Remark("text", at, "段末一行只有一个字“条。”。请增删一两个字。"))
    assert said == ["layout.text 排版：段末一行只有一个字“条。”。请增删一两个字。"]
    written = made[1].document.blocks[at]
    assert isinstance(written, Paragraph)
    home = [p.place for c in made[0].chapters for p in c.paragraphs if written.text.endswith(p.text)]
    assert places == home[:1]
    assert places[0] is not None
    assert places[0].sheet == "正文"


def test_a_remark_on_a_table_names_its_sheet_and_one_on_the_sign_off_none(
    made: tuple[Report, Layout],
) -> None:
    table, sign = block(made[1], Table), block(made[1], SignOff)
    said, places = noted(
        made, Remark("table", table, "数字太长。"), Remark("page", sign, "第9页只有署名和日期。")
    )
    assert [line.split()[0] for line in said] == ["layout.table", "layout.page"]
    assert places == [Place("主动公开"), None]


def test_many_remarks_are_counted_and_not_all_told(made: tuple[Report, Layout]) -> None:
    said, places = noted(made, *[Remark("text", block(made[1], Paragraph), f"第{n}处。") for n in range(8)])
    assert len(said) == 6
    assert "另有3处类似的情况" in said[-1]
    assert places[-1] is None


def test_building_tells_of_them_after_everything_else_and_makes_the_files() -> None:
    built = build_report(SAMPLES / "梧桐区2020年度.xlsx", ("json",))
    told = [f for f in built.findings if f.rule.startswith("layout.")]
    assert told
    assert list(built.findings[-len(told) :]) == told
    assert {f.severity for f in told} == {Severity.NOTICE}
    assert all(f.message.startswith("排版：") and "请" in f.message for f in told)
    assert "json" in built.files
