"""The fonts of a report: the shipped ones on every machine, the office's own only where they are asked for."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.fonts.test_catalogue import named

SAMPLE = Path(__file__).parents[2] / "samples" / "梧桐区2024年度.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> str:
    """The digest of a 仿宋_GB2312 that is installed for this user."""
    installed = tmp_path / ".fonts"
    installed.mkdir()
    return sha256(named(installed, "simfang.ttf", "仿宋_GB2312", like="fang.ttf").read_bytes()).hexdigest()


def build(place: Path, wanted: str) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {
        "HOME": str(place),
        "NIANBAO_FONTS": wanted,
        "PYTHONPATH": str(SAMPLE.parents[1]),
    }
    command = [sys.executable, "-m", "generator", "build", str(SAMPLE), "-o", "out", "--only", "json,pdf"]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)


def fonts_of_the_report(place: Path) -> str:
    data = json.loads(next((place / "out").glob("*.json")).read_bytes())
    return json.dumps(data["provenance"]["fonts"], ensure_ascii=False)


def test_an_installed_office_font_changes_nothing(tmp_path: Path, office: str) -> None:
    assert build(tmp_path, "").returncode == 0
    assert office not in fonts_of_the_report(tmp_path)


def test_where_it_is_asked_for_the_report_is_set_in_it_and_names_its_digest(
    tmp_path: Path, office: str
) -> None:
    assert build(tmp_path, "office").returncode == 0
    assert office in fonts_of_the_report(tmp_path)


def test_any_other_wish_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    done = build(tmp_path, "系统")
    assert done.returncode == 3
    assert "NIANBAO_FONTS" in done.stderr.decode("utf-8")
    assert not list(tmp_path.rglob("*.pdf"))
