"""A new year, or another statutory report, is a new folder and no change of code."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from generator import resources
from generator.cli.main import nianbao
from generator.document import compose
from generator.document.model import Heading, Table, Title
from generator.formats import all_formats, for_year, load
from generator.intake.totals import with_totals
from generator.narrative import complete
from tests.narrative.builder import build

SHIPPED = resources.templates()

BUDGET_FORMAT = """
id = "budget2031"
name = "预算公开年度报告"
years = [2031, 2035]
basis = ["某办法第五条"]
title = "{unit_short}{year}年预算公开工作年度报告"
tables = ["money"]

[sections.s1]
heading = "一、预算公开情况"
tables = ["money"]

[sections.s2]
heading = "二、说明"
not_required = true
"""

BUDGET_TABLE = """
sheet = "预算"
title = "预算公开表"
source = "某办法附表"
grid = '''
# 项目 | 公开 | 不公开 | 合计
部门预算 | budget.{kind}    @ 某办法第六条
'''

[defaults]
label = "{row}·{col}"
type = "integer"
unit = "份"
aggregate = "sum"

[sets]
kind = ["open", "closed", "all"]
part = ["open", "closed"]

[totals]
"budget.all" = "budget.{part}"

[rules.open]
severity = "warning"
meaning = "公开的不少于不公开的"
compare = { open = "budget.open >= budget.closed" }
message = "{row}：公开{left}份，少于不公开{right}份"
mend = "请核对"
source = "某办法"
"""

NEXT_YEAR = """
extends = "2021"
id = "2027"
years = [2027]
basis = ["新的格式"]
title = "{unit_short}{year}年政府信息公开工作年度报告"

[sections.s7]
heading = "七、附则"
not_required = true
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's templates with two folders more."""
    folder = tmp_path / "templates"
    copytree(SHIPPED, folder)
    write(folder / "budget2031", {"format.toml": BUDGET_FORMAT, "money.toml": BUDGET_TABLE})
    write(folder / "2027", {"format.toml": NEXT_YEAR})
    (folder / "budget2031" / "sections").mkdir()
    (folder / "budget2031" / "sections" / "s1.j2").write_text(
        '公开部门预算{{ f["budget.open"] }}份。', encoding="utf-8"
    )
    monkeypatch.setattr(resources, "templates", lambda: folder)
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_another_statutory_report_is_listed_and_has_its_fields(root: Path) -> None:
    assert "budget2031" in [fmt.id for fmt in all_formats()]
    fmt = load("budget2031")
    assert list(fmt.fields) == ["budget.open", "budget.closed", "budget.all"]
    assert fmt.fields["budget.all"].label == "部门预算·合计"
    assert fmt.rules[0].id == "budget2031.money.open"


def test_the_commands_know_it_without_being_told(root: Path) -> None:
    listed = CliRunner().invoke(nianbao, ["formats"])
    assert "budget2031  2031—2035年度" in listed.output
    fields = CliRunner().invoke(nianbao, ["fields", "--format", "budget2031"])
    assert "budget.all\t部门预算·合计\t合计\t份" in fields.output


def test_a_report_in_it_is_completed_and_composed(root: Path) -> None:
    fmt = load("budget2031")
    figures = with_totals(fmt, {"budget.open": Decimal(7), "budget.closed": Decimal(2)})
    report = replace(build(), format=fmt, figures=figures, chapters=())
    completed, findings = complete(report)
    blocks = compose(completed).blocks
    assert blocks[0] == Title("南岗区2023年预算公开工作年度报告")
    assert Heading(1, "一、", "预算公开情况") in blocks
    table = next(block for block in blocks if isinstance(block, Table))
    assert [c.text for c in table.cells if c.kind == "figure"] == ["7", "2", "9"]
    assert completed.chapters[0].paragraphs[0].text == "公开部门预算7份。"
    assert all(finding.severity != "error" for finding in findings)


def test_next_years_form_says_only_what_is_new(root: Path) -> None:
    fmt = for_year(2027)
    assert fmt.id == "2027"
    assert [section.heading for section in fmt.sections][-2:] == ["六、其他需要报告的事项", "七、附则"]
    assert set(fmt.fields) == set(load("2021").fields)
    assert "2027.t3.balance" in [rule.id for rule in fmt.rules]
    assert fmt.section("s1").template == root / "2021" / "sections" / "s1.j2"


def test_a_form_may_drop_what_its_base_has(root: Path) -> None:
    less = 'tables = ["t2", "t4"]\n' + NEXT_YEAR.replace("2027", "2028") + "[sections.s3]\noff = true\n"
    nothing_on_it = "replaces = true\n"
    write(root / "2028", {"format.toml": less, "phrases.toml": nothing_on_it, "rules.toml": nothing_on_it})
    fmt = load("2028")
    assert [table.id for table in fmt.tables] == ["2028.t2", "2028.t4"]
    assert "s3" not in [section.id for section in fmt.sections]


def test_a_change_of_the_base_changes_the_version_of_what_is_built_on_it(root: Path) -> None:
    before = load("2027").sha256
    table = root / "2021" / "t4.toml"
    table.write_text(table.read_text(encoding="utf-8") + "\n# 订正\n", encoding="utf-8")
    copytree(root, root.parent / "changed")
    assert load("2027", root.parent / "changed").sha256 != before
