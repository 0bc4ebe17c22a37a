"""Whatever file is sent, `check` and `build` answer with a report or with Chinese lines that say what and where."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.hostile.making import Case
from tests.hostile.workbooks import CASES, QUICK

HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Answer:
    code: object
    out: str
    err: str

    @property
    def report(self) -> dict[str, object]:
        (only,) = json.loads(self.out)["reports"]
        return only


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """The command line in this process, with a fault of the program let through as a traceback."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return Answer(ended.value.code, out, err)


@pytest.fixture(autouse=True)
def _faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DEBUG", "1")


@pytest.mark.parametrize("case", QUICK.values(), ids=QUICK)
def test_a_file_becomes_a_report_or_a_message_that_says_what_and_where(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, output = tmp_path / "in" / case.name, tmp_path / "out"
    workbook.parent.mkdir()
    workbook.write_bytes(case.make())
    answer = call(capsys, "build", str(workbook), "-o", str(output), "--only", case.kinds, "--json")
    assert answer.code in ((0, 1) if case.code is None else (case.code,)), answer.out
    report = answer.report
    errors = [f for f in report["findings"] if f["severity"] == "error"]
    assert bool(errors) == (answer.code == 1) == (report["status"] == "error")
    for finding in report["findings"]:
        assert HAN.search(finding["message"])
        assert finding["sheet"] or case.name in finding["message"] or finding["severity"] != "error", finding
    assert all("请" in f["message"] for f in errors), errors
    assert all(word in answer.out for word in case.words), answer.out
    assert "Traceback" not in answer.err
    _only_whole_files_of_this_report(report, tmp_path, workbook, output)


def _only_whole_files_of_this_report(
    report: dict[str, object], root: Path, workbook: Path, output: Path
) -> None:
    """What was written lies in the output folder, directly, and is exactly what was announced."""
    written = {path for path in root.rglob("*") if path.is_file()} - {workbook}
    assert written == {Path(name) for name in report["files"].values()}
    assert all(path.parent == output and len(path.name.encode()) <= 255 for path in written)
    assert not any(re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e]', path.name) for path in written)
    assert not any(re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", path.name) for path in written)


CHECKED = [name for number, name in enumerate(QUICK) if number % 16 == 0 or "Han" in name]


@pytest.mark.parametrize("name", CHECKED)
def test_check_finds_what_build_finds(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = tmp_path / CASES[name].name
    workbook.write_bytes(CASES[name].make())
    checked = call(capsys, "check", str(workbook), "--annotate", str(tmp_path / "out"), "--json")
    built = call(capsys, "build", str(workbook), "-o", str(tmp_path / "out"), "--only", "json", "--json")
    assert sorted(map(str, checked.report["findings"])) == sorted(map(str, built.report["findings"]))
    assert checked.code == built.code


def test_a_folder_is_searched_without_lock_files_and_what_file_managers_leave(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "各单位"
    (folder / "__MACOSX").mkdir(parents=True)
    for name in ("~$甲.xlsx", ".~甲.xlsx", "._甲.xlsx", "__MACOSX/甲.xlsx", "Thumbs.db", "乙.xlsx"):
        (folder / name).write_bytes(b"x")
    (folder / "丙.xlsx").mkdir()
    answer = call(capsys, "build", str(folder), "-o", str(tmp_path / "out"), "--json")
    assert answer.code == 1
    assert Path(answer.report["workbook"]).name == "乙.xlsx"


def test_a_folder_instead_of_a_workbook_and_an_empty_folder_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (("check", str(tmp_path)), ("build", str(tmp_path), "-o", str(tmp_path / "out"))):
        answer = call(capsys, *arguments)
        assert answer.code == 2
        assert HAN.search(answer.err)


def test_a_bad_workbook_never_stops_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("an empty file", "macros", "a ZIP bomb")
    for number, name in enumerate(names):
        (tmp_path / f"{number}.xlsx").write_bytes(CASES[name].make())
    answer = call(capsys, "build", str(tmp_path), "-o", str(tmp_path / "out"), "--only", "json", "--json")
    assert answer.code == 1
    assert [r["status"] for r in json.loads(answer.out)["reports"]] == ["error", "ok", "error"]
