"""The rules of a format as a card: every rule stands on it, in DOCX and PDF."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from generator.checks.listing import all_rules
from generator.cli.rules_command import command
from generator.errors import UsageError
from generator.formats import load


@pytest.mark.parametrize("format_id", ["2008", "2019", "2021"])
def test_every_rule_of_a_format_stands_on_its_card(format_id: str, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    done = CliRunner().invoke(command, ["--format", format_id, "-o", str(target)])
    assert done.exit_code == 0, done.output
    with pdfplumber.open(BytesIO(target.read_bytes())) as pdf:
        text = "".join(c["text"] for page in pdf.pages for c in page.chars)
    assert [rule.id for rule in all_rules(load(format_id)) if rule.id not in text] == []


def test_the_card_is_written_as_docx_too_and_as_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "card.docx"
    assert CliRunner().invoke(command, ["--format", "2021", "-o", str(target)]).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"
    wrong = CliRunner().invoke(command, ["--format", "2021", "-o", str(tmp_path / "card.txt")])
    assert isinstance(wrong.exception, UsageError)
    assert list(tmp_path.iterdir()) == [target]
