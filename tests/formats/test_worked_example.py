"""The worked example of docs/formats.md, done as it says: its files, its edit, its commands."""

import re
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from generator import resources
from generator.checks.examine import examine
from generator.cli.main import nianbao
from generator.document import compose
from generator.document.model import Table
from generator.formats import for_year, load
from generator.formats.model import PREAMBLE
from generator.intake.workbook.content import Content
from generator.intake.workbook.writer import write_workbook
from generator.report.model import Chapter, Level, Paragraph
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
EXAMPLE = PAGE.read_text(encoding="utf-8").split("## A worked example")[1].split("\n## ")[0]
FILES = dict(
    re.findall(r"^`templates/(2027/[\w.]+)`[^\n]*\n\n```toml\n(.*?)^```", EXAMPLE, re.MULTILINE | re.DOTALL)
)
EDIT = re.search(r"```diff\n-(.*)\n\+(.*)\n```", EXAMPLE)
COMMANDS = [line.split()[1:] for line in EXAMPLE.splitlines() if line.startswith("nianbao ")]
CASES = ("rev", "suit.direct", "suit.after")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's templates, with the example done to them."""
    folder = tmp_path / "templates"
    copytree(resources.templates(), folder)
    (folder / "2027").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert EDIT is not None
    old = folder / "2021" / "format.toml"
    before = old.read_text(encoding="utf-8")
    assert before.count(EDIT[1]) == 1
    old.write_text(before.replace(EDIT[1], EDIT[2]), encoding="utf-8")
    monkeypatch.setattr(resources, "templates", lambda: folder)
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_example_is_on_the_page() -> None:
    assert set(FILES) == {"2027/format.toml", "2027/t4.toml"}
    assert [command[0] for command in COMMANDS] == ["formats", "fields", "rules", "new", "check"]


def test_every_command_of_the_example_does_what_the_page_says(root: Path) -> None:
    done = {command[0]: CliRunner().invoke(nianbao, command, standalone_mode=False) for command in COMMANDS}
    codes = {name: int(result.return_value or 0) for name, result in done.items()}
    assert codes == {"formats": 0, "fields": 0, "rules": 0, "new": 0, "check": 1}
    assert "2027年格式" in done["formats"].output
    assert "rev.settled" in done["fields"].output
    assert "2027.t4.total" in done["rules"].output
    assert "没有内容" in done["check"].output
    assert "程序内部出错" not in done["check"].output


def test_the_old_form_ends_where_the_new_one_begins(root: Path) -> None:
    assert [for_year(year).id for year in (2026, 2027, 2031)] == ["2021", "2027", "2027"]


def test_the_new_column_is_summed_checked_and_printed(root: Path) -> None:
    fmt = load("2027")
    figures = {field.id: Decimal(0) for field in fmt.fields.values() if not field.computed}
    figures |= {f"{case}.settled": Decimal(3) for case in CASES}
    named = {
        "report_year": 2027, "unit_name": "某市某区人民政府", "unit_short": "某区", "signatory": "某区政府办公室",
    }  # fmt: skip
    text = (Paragraph(Level.BODY, "本单位依法公开政府信息。"),)
    chapters = [Chapter(section.id, section.heading, text) for section in fmt.sections]
    workbook = Path("报告.xlsx")
    workbook.write_bytes(
        write_workbook(fmt, Content(named, [Chapter(PREAMBLE, PREAMBLE, text), *chapters], figures))
    )
    report = examine(workbook).report
    assert report is not None
    assert [report.figures[f"{case}.total"] for case in CASES] == [3, 3, 3]
    layout = typeset(compose(report), load_fonts())
    tables = [block for block in layout.document.blocks if isinstance(block, Table)]
    printed = {cell.field: cell.text for cell in tables[-1].cells if cell.field}
    assert [printed[f"{case}.settled"] for case in CASES] == ["3", "3", "3"]
