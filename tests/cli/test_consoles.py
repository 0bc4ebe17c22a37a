"""Consoles of other lands: code page 936, plain ASCII, no language. Nothing crashes, and output is UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "梧桐区2024年度.xlsx"
CONSOLES = {
    "code page 936": {"PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8"},
    "code page 936, strict": {"PYTHONIOENCODING": "cp936:strict", "LC_ALL": "C.UTF-8"},
    "no language": {"LC_ALL": "C"},
    "the system's own code page": {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"},
}
RARE = "①😀𠮷\u00b7年报"
"""A circled digit, an emoji, a Han character outside the first plane: none or not all are in code page 936."""


def run(console: str, place: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    quiet = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    environment = {**quiet, "PYTHONPATH": str(SAMPLE.parents[1]), **CONSOLES[console]}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    name = f"{RARE}.xlsx"
    (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    return name


@pytest.mark.parametrize("console", CONSOLES)
def test_messages_with_any_character_come_out_whole(console: str, tmp_path: Path, workbook: str) -> None:
    done = run(console, tmp_path, "check", workbook)
    assert done.returncode == 0
    assert RARE in done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


@pytest.mark.parametrize("console", CONSOLES)
def test_a_report_is_built_into_a_folder_of_any_name(console: str, tmp_path: Path, workbook: str) -> None:
    done = run(console, tmp_path, "build", workbook, "-o", f"出 {RARE}", "--json")
    assert done.returncode == 0
    report = json.loads(done.stdout.decode("utf-8"))["reports"][0]
    assert all((tmp_path / path).is_file() for path in report["files"].values())
    assert RARE in report["files"]["pdf"]


@pytest.mark.parametrize("console", CONSOLES)
def test_a_wrong_name_is_repeated_in_the_message(console: str, tmp_path: Path) -> None:
    done = run(console, tmp_path, "check", f"没有{RARE}.xlsx")
    assert done.returncode == 2
    assert f"没有{RARE}.xlsx" in done.stderr.decode("utf-8")
