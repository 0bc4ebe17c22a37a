"""The rules of a format as a card for the wall: every rule on two pages at most, in DOCX and PDF."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from generator.batch.rule_card import rule_card
from generator.checks.listing import all_rules
from generator.cli.rules_command import command
from generator.document.model import Table
from generator.errors import UsageError
from generator.formats import all_formats, load
from generator.writers.docx import write_docx
from generator.writers.pdf import write_pdf
from tests.tools import qpdf
from tests.tools.docx_lint import faults
from tests.tools.openxml import audit_complaints, sdk_complaints
from tests.tools.pdf_lint import lint
from tests.tools.verapdf import broken_rules

FORMATS = [fmt.id for fmt in all_formats()]
READABLE = 7.5
"""六号, the least type that a card is set in."""


def numbers_on(table: Table) -> list[str]:
    """Every number of a rule that stands on the card, alone in its cell or in brackets behind its content."""
    found: list[str] = []
    for cell in table.cells:
        if cell.kind == "label":
            brackets = [part.partition("）")[0] for part in cell.text.split("（")[1:]]
            found += [number for part in brackets for number in part.split("、")]
            found.append(cell.text)
    return found


@pytest.mark.parametrize("format_id", FORMATS)
def test_every_rule_of_a_format_stands_on_its_card_once_without_the_formats_own_number(
    format_id: str,
) -> None:
    card = rule_card(load(format_id))
    table = card.document.blocks[-1]
    assert isinstance(table, Table)
    shown = numbers_on(table)
    wanted = [rule.id.removeprefix(f"{format_id}.") for rule in all_rules(load(format_id))]
    assert {number: shown.count(number) for number in wanted} == dict.fromkeys(wanted, 1)
    assert f"“{format_id}.”" in table.cells[0].text


@pytest.mark.parametrize("format_id", FORMATS)
def test_what_every_rule_says_stands_beside_its_number_under_its_step_and_severity(format_id: str) -> None:
    table = rule_card(load(format_id)).document.blocks[-1]
    assert isinstance(table, Table)
    at = {(cell.row, cell.col): cell for cell in table.cells}
    heads = [cell for cell in table.cells if cell.scope == "Row"]
    for rule in all_rules(load(format_id)):
        number = rule.id.removeprefix(f"{format_id}.")
        alone = next((c for c in table.cells if c.kind == "label" and c.text == number), None)
        cell = alone or next(c for c in table.cells if number in numbers_on_cell(c.text))
        if alone:
            assert at[alone.row, alone.col + alone.colspan].text == rule.meaning
        else:
            assert said_before(number, rule.meaning, cell.text), rule.id
        above = [head.text for head in heads if head.row <= cell.row < head.row + head.rowspan]
        severity = {"error": "错误", "warning": "警告", "notice": "提示"}[rule.severity]
        assert above == [rule.group, severity], rule.id


def said_before(number: str, meaning: str, text: str) -> bool:
    """Whether the meaning stands before the bracket with the number; its end may be told once for several."""
    before = text[: text.rindex("（", 0, text.index(number))]
    return any(
        before.endswith(meaning[:at]) and (at == len(meaning) or text.endswith(meaning[at:]))
        for at in range(1, len(meaning) + 1)
    )


def numbers_on_cell(text: str) -> list[str]:
    return [n for part in text.split("（")[1:] for n in part.partition("）")[0].split("、")]


@pytest.mark.parametrize("format_id", FORMATS)
def test_the_card_takes_two_pages_in_type_that_can_be_read(format_id: str, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    done = CliRunner().invoke(command, ["--format", format_id, "-o", str(target)])
    assert done.exit_code == 0, done.output
    with pdfplumber.open(BytesIO(target.read_bytes())) as pdf:
        assert len(pdf.pages) <= 2
        chars = [char for page in pdf.pages for char in page.chars]
        assert min(char["size"] for char in chars) >= READABLE - 0.01
        edge = [char["x1"] for char in chars]
        assert max(edge) < pdf.pages[0].width - 40


@pytest.mark.parametrize("format_id", FORMATS)
def test_no_number_is_cut(format_id: str) -> None:
    card = rule_card(load(format_id))
    table = card.document.blocks[-1]
    assert isinstance(table, Table)
    (measure,) = card.tables.values()
    columns = {2, 5}
    cut = [
        cell.text
        for cell in table.cells
        if cell.col in columns and cell.colspan < 3 and len(measure.cell_lines[cell.row, cell.col]) > 1
    ]
    assert cut == []


@pytest.mark.parametrize("format_id", FORMATS)
def test_the_card_is_an_accessible_pdf_and_a_sound_docx(format_id: str) -> None:
    card = rule_card(load(format_id))
    pdf = write_pdf(card, signature_field=False)
    assert broken_rules(pdf, "2a", "ua1") == ()
    assert qpdf.complaints(pdf) == []
    assert lint(pdf) == []
    docx = write_docx(card)
    assert faults(docx) == []
    assert audit_complaints(docx) == []
    assert sdk_complaints(docx) == []


def test_a_card_is_the_same_file_whenever_it_is_written() -> None:
    assert write_docx(rule_card(load("2021"))) == write_docx(rule_card(load("2021")))


def test_the_card_is_written_as_docx_too_and_as_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "card.docx"
    assert CliRunner().invoke(command, ["--format", "2021", "-o", str(target)]).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"
    wrong = CliRunner().invoke(command, ["--format", "2021", "-o", str(tmp_path / "card.txt")])
    assert isinstance(wrong.exception, UsageError)
    assert list(tmp_path.iterdir()) == [target]


def test_the_table_on_the_terminal_has_one_line_for_every_rule() -> None:
    shown = CliRunner().invoke(command, ["--format", "2021"]).output.splitlines()
    for rule in all_rules(load("2021")):
        lines = [line for line in shown if line.split()[:1] == [rule.id]]
        assert len(lines) == 1, rule.id
        assert rule.meaning in lines[0]
        assert rule.mend in lines[0]
