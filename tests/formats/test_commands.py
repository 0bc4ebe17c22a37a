"""`nianbao formats` and `nianbao fields`, as the contract has them."""

import io
import json
import subprocess
import sys

import openpyxl
import pytest
from click.testing import CliRunner

from generator.cli.main import nianbao
from generator.formats import load
from generator.intake.blank import write_blank

YEARS = {"2008": 2015, "2019": 2020, "2021": 2024}


def output(*arguments: str) -> str:
    result = CliRunner().invoke(nianbao, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_formats_lists_every_form_with_its_years_and_basis() -> None:
    listed = json.loads(output("formats", "--json"))
    assert [(f["id"], f["first_year"], f["last_year"]) for f in listed] == [
        ("2008", 2008, 2018),
        ("2019", 2019, 2020),
        ("2021", 2021, None),
    ]
    assert [f["fields"] for f in listed] == [81, 198, 200]
    text = output("formats")
    assert "2021年度起" in text
    assert "国办公开办函〔2021〕30号" in text


@pytest.mark.parametrize("format_id", YEARS)
def test_fields_gives_the_seven_keys_of_the_contract_and_only_figures(format_id: str) -> None:
    listed = json.loads(output("fields", "--format", format_id, "--json"))
    fmt = load(format_id)
    assert {record["id"] for record in listed} == set(fmt.fields)
    for record in listed:
        assert list(record) == ["id", "label", "sheet", "cell", "type", "unit", "computed"]
        assert record["type"] in ("integer", "money")
        assert record["computed"] is fmt.fields[record["id"]].computed


@pytest.mark.parametrize(("format_id", "year"), YEARS.items())
def test_each_cell_is_where_the_blank_workbook_has_its_defined_name(format_id: str, year: int) -> None:
    fmt = load(format_id)
    book = openpyxl.load_workbook(io.BytesIO(write_blank(fmt, year, "某市某区人民政府")))
    for record in json.loads(output("fields", "--format", format_id, "--json")):
        [(sheet, cell)] = book.defined_names[record["id"]].destinations
        assert (sheet, cell.replace("$", "")) == (record["sheet"], record["cell"])
        value = book[sheet][record["cell"]].value
        assert (isinstance(value, str) and value.startswith("=")) is record["computed"]


def test_an_unknown_format_is_wrong_usage_in_chinese() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "fields", "--format", "1999", "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有编号为“1999”的格式" in done.stderr
