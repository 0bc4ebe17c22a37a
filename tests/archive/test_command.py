"""`nianbao archive` from outside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import nianbao
from tests.archive.made import SAMPLES, made, pki, signed
from tests.verify.pdf_changes import junk


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        nianbao, ["archive", *map(str, arguments)], standalone_mode=False, catch_exceptions=False
    )


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """The three samples as `build` and `sign` leave them, and what else may lie in such a folder."""
    folder = tmp_path / "报告"
    for sample in SAMPLES:
        report = made(sample)
        report.write(folder)
        (folder / f"{report.stem}（已签）.pdf").write_bytes(signed(sample))
    (folder / "结果.json").write_text('{"reports": []}')
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An archive with its settings."""
    folder = tmp_path / "归档"
    folder.mkdir()
    text = '[archive]\nfonds = "J001"\nretention = "永久"\n'
    (folder / "归档设置.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_reports_becomes_packages_and_a_register(
    reports: Path, target: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(pki().root.pem)
    result = run(reports, "-o", target, "--trust", root)
    assert result.return_value == 0
    assert result.stdout.split() == [
        str(target / f"J001-WS.{year}.Y.ZWGK-0001") for year in (2016, 2021, 2025)
    ]
    assert (target / "归档登记表.csv").is_file()
    assert (target / "归档登记表.xlsx").is_file()
    assert "请抄录到纸质备考表" in result.stderr


def test_what_was_filed_passes_verification(reports: Path, target: Path) -> None:
    run(reports, "-o", target)
    verified = CliRunner().invoke(nianbao, ["verify", str(target), "--json"], standalone_mode=False)
    items = json.loads(verified.stdout)["items"]
    assert [i["status"] for i in items] == ["ok"] * 4
    assert verified.return_value == 0


def test_again_nothing_is_written_and_the_answer_is_1(reports: Path, target: Path) -> None:
    run(reports, "-o", target)
    before = {p: p.stat().st_mtime_ns for p in target.rglob("*")}
    result = run(reports, "-o", target, "--json")
    assert result.return_value == 1
    assert {p["status"] for p in json.loads(result.stdout)["packages"]} == {"error"}
    assert all("已经归档" in p["message"] for p in json.loads(result.stdout)["packages"])
    assert {p: p.stat().st_mtime_ns for p in target.rglob("*")} == before


def test_one_bad_report_does_not_stop_the_others(reports: Path, target: Path) -> None:
    path = reports / f"{made(SAMPLES[0]).stem}（已签）.pdf"
    path.write_bytes(junk(path.read_bytes()))
    result = run(reports, "-o", target, "--json")
    statuses = [p["status"] for p in json.loads(result.stdout)["packages"]]
    assert sorted(statuses) == ["error", "ok", "ok"]
    assert result.return_value == 1


def test_json_tells_package_code_row_and_warnings(reports: Path, target: Path) -> None:
    data = json.loads(run(reports, "-o", target, "--json").stdout)
    package = data["packages"][0]
    assert package["code"] == package["row"]["档号"]
    assert Path(package["package"]).is_dir()
    assert any("保管期限" in warning for warning in package["warnings"])


def test_the_settings_can_be_written_for_the_office_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "设置.toml"
    assert run("--new-settings", path).exit_code == 0
    assert "保管期限" in path.read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "archive", "--new-settings", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "没有覆盖" in done.stderr


def test_a_day_can_be_given(reports: Path, target: Path) -> None:
    data = json.loads(run(reports, "-o", target, "--date", "2026-01-30", "--json").stdout)
    assert {p["status"] for p in data["packages"]} == {"error"}, "a day to come is refused"
    assert "在将来" in data["packages"][0]["message"]


def outcome(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-m", "generator", "archive", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_workbook_cannot_be_archived(tmp_path: Path) -> None:
    code, message = outcome(SAMPLES[0], "-o", tmp_path / "归档")
    assert code == 2
    assert "不能归档" in message


def test_an_item_number_is_for_one_report(reports: Path, target: Path) -> None:
    code, message = outcome(reports, "-o", target, "--item", "3")
    assert code == 2
    assert "--item" in message


def test_a_folder_without_reports_is_a_wrong_use(tmp_path: Path) -> None:
    assert outcome(tmp_path, "-o", tmp_path / "归档")[0] == 2
