"""`nianbao new --roster`, `collect` and `trace` as they are called: exit codes, JSON, what is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.batch.collection.roster import read_roster
from generator.cli.main import main
from tests.collect.conftest import Office
from tests.collect.test_into import TEXT, own_workbook

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line; returns exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def test_a_complete_collection_ends_with_0_and_names_the_workbook(office: Office, run: Run) -> None:
    office.send_all()
    code, out, err = run("collect", office.folder, "-o", office.output, "--roster", office.roster())
    assert code == 0, err
    assert out.strip() == str(office.output)
    assert "名册应计入6个单位，已计入6个。" in err


def test_a_collection_with_errors_ends_with_1_and_still_shows_how_things_stand(
    office: Office, run: Run
) -> None:
    office.send_all(but=[2])
    code, _, err = run("collect", office.folder, "-o", office.output, "--roster", office.roster())
    assert code == 1
    assert office.members[2].name in err
    book = openpyxl.load_workbook(office.output)
    assert "汇总不完整" in book["汇总来源"]["A2"].value
    reminder = [cell.value for cell in book["催报"][4]]
    member = office.members[2]
    assert reminder[1:7] == [member.name, member.kind, "未报", "请报送工作簿", member.contact, member.phone]
    assert (reminder[7].year, reminder[7].month, reminder[7].day) == (2025, 1, 31)


def test_the_days_left_are_counted_on_the_day_the_list_is_opened(
    office: Office, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1736899200")  # 15 January 2025
    office.send_all(but=[2])
    run("collect", office.folder, "-o", office.output, "--roster", office.roster())
    assert openpyxl.load_workbook(office.output)["催报"]["I4"].value == "=H4-TODAY()"
    assert openpyxl.load_workbook(office.output, data_only=True)["催报"]["I4"].value == 16


def test_json_says_what_became_of_every_unit(office: Office, run: Run) -> None:
    office.send_all(but=[2])
    office.send(1, "副本.xlsx")
    code, out, _ = run("collect", office.folder, "-o", office.output, "--roster", office.roster(), "--json")
    data = json.loads(out)
    assert code == 1
    assert (data["status"], data["year"], data["format"], data["complete"]) == ("error", 2024, "2021", False)
    assert data["missing"] == [office.members[2].name]
    assert data["counts"]["counted"] == 5
    by_name = {unit["unit"]: unit for unit in data["units"]}
    assert by_name[office.members[1].name]["files"] == ["副本.xlsx", "区教育局.xlsx"]
    assert {"collect.missing", "collect.duplicate"} <= {f["rule"] for f in data["findings"]}


def test_text_in_an_existing_workbook_is_not_overwritten_by_a_slip(office: Office, run: Run) -> None:
    office.send_all()
    own_workbook(office.output)
    before = office.output.read_bytes()
    code, _, err = run("collect", office.folder, "-o", office.output)
    assert code == 2
    assert "--into" in err
    assert office.output.read_bytes() == before
    assert run("collect", office.folder, "-o", office.output, "--into", office.output)[0] == 0
    assert TEXT in office.result().chapters[0].paragraphs[0].text
    assert run("collect", office.folder, "-o", office.output, "--force")[0] == 0
    assert office.result().chapters == ()


def test_a_collection_without_text_may_be_repeated(office: Office, run: Run) -> None:
    office.send_all()
    for _ in range(2):
        assert run("collect", office.folder, "-o", office.output)[0] == 0


@pytest.mark.parametrize("arguments", [["nowhere", "-o", "x.xlsx"], [".", "-o", "x.docx"], ["."]])
def test_wrong_usage_ends_with_2(
    run: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("collect", *arguments)[0] == 2


def test_a_failed_collection_leaves_the_old_workbook_alone(office: Office, run: Run) -> None:
    office.send_all()
    run("collect", office.folder, "-o", office.output)
    before = office.output.read_bytes()
    (office.root / "名册.xlsx").write_bytes(b"x")
    assert run("collect", office.folder, "-o", office.output, "--roster", office.root / "名册.xlsx")[0] == 1
    assert office.output.read_bytes() == before


def test_trace_lists_the_units_on_stdout(office: Office, run: Run) -> None:
    office.send_all()
    run("collect", office.folder, "-o", office.output)
    code, out, err = run("trace", office.output, "行政复议·结果维持")
    assert code == 0
    assert "相符" in err
    lines = out.splitlines()
    assert lines[0].split("\t") == ["单位", "数值", "情况", "文件", "工作表", "单元格", "SHA-256"]
    assert len(lines) == 7


def test_trace_of_a_changed_sum_ends_with_1(office: Office, run: Run) -> None:
    office.send_all()
    run("collect", office.folder, "-o", office.output)
    book = openpyxl.load_workbook(office.output)
    book["复议诉讼"]["A6"].value += 500
    book.save(office.output)
    code, out, _ = run("trace", office.output, "rev.uphold", "--json")
    data = json.loads(out)
    assert (code, data["status"], data["difference"]) == (1, "error", 500)
    assert data["value"] == data["sum"] + 500
    assert data["units"][0]["sheet"] == "复议诉讼"
    code, out, _ = run("trace", office.output, "--json")
    assert code == 1
    assert [item["field"] for item in json.loads(out)["changed"]] == ["rev.uphold"]


def test_trace_without_a_field_says_that_all_is_well(office: Office, run: Run) -> None:
    office.send_all()
    run("collect", office.folder, "-o", office.output)
    assert run("trace", office.output) == (0, "", "各项都等于各单位之和。\n")


def test_a_blank_roster_is_written_and_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    assert run("new", "--roster", "-o", path, "--year", 2024, "--unit", "清源市梧桐区人民政府")[0] == 0
    roster = read_roster(path)
    assert (roster.year, roster.district, roster.members) == (2024, "清源市梧桐区人民政府", ())
    assert run("new", "--roster", "-o", path)[0] == 2


def test_last_year_s_roster_is_taken_over(office: Office, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "新名册.xlsx"
    code, out, _ = run("new", "--roster", "-o", path, "--year", 2025, "--from", office.roster(), "--json")
    assert (code, json.loads(out)["units"]) == (0, 6)
    roster = read_roster(path)
    assert (roster.year, roster.members) == (2025, office.members)


def test_a_collected_workbook_can_be_built(office: Office, run: Run) -> None:
    own = own_workbook(office.root / "本级.xlsx")
    office.send_all()
    run("collect", office.folder, "-o", office.output, "--into", own)
    code, out, err = run("build", office.output, "-o", office.root / "out", "--only", "json")
    assert code == 0, err
    data = json.loads(Path(out.strip()).read_text(encoding="utf-8"))
    assert data["figures"]["rev.uphold"]["value"] == office.sums(range(6))["rev.uphold"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_incomplete_or_changed_collection_is_warned_of(office: Office, run: Run, command: str) -> None:
    own = own_workbook(office.root / "本级.xlsx")
    office.send_all(but=[3])
    run("collect", office.folder, "-o", office.output, "--into", own, "--roster", office.roster())
    book = openpyxl.load_workbook(office.output)
    book["复议诉讼"]["A6"].value += 500
    book.save(office.output)
    files = ("-o", office.root / "out", "--only", "json") if command == "build" else ()
    code, out, _ = run(command, office.output, *files, "--json")
    findings = {f["rule"]: f for f in json.loads(out)["reports"][0]["findings"]}
    assert code == 0
    assert office.members[3].name in findings["collect.incomplete"]["message"]
    assert "行政复议·结果维持" in findings["collect.changed"]["message"]
    assert findings["collect.changed"]["cell"] == "A6"
