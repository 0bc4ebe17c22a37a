"""`build` killed at any moment: what existed is as it was or new and whole, and nothing is half written."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.workbooks import sound

KILLS = 20
KINDS = "json,html"


def command(workbook: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", str(workbook), "-o", str(output), "--only", KINDS]


def contents(folder: Path) -> dict[str, str]:
    """Name → SHA-256 of every file, without temporary ones, which carry a mark of their own."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if not (path.name.startswith(".nianbao-") and path.name.endswith(".tmp"))
    }


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "甲.xlsx"
    path.write_bytes(sound())
    return path


@pytest.fixture(scope="module")
def undisturbed(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """What a run that nobody disturbs leaves, and the seconds that it takes."""
    output = tmp_path_factory.mktemp("whole")
    began = time.monotonic()
    subprocess.run(command(workbook, output), check=True, capture_output=True)
    return contents(output), time.monotonic() - began


def test_a_build_killed_at_any_moment_leaves_whole_files_only(
    workbook: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    wanted, seconds = undisturbed
    chance = random.Random(20)
    earlier = {name: hashlib.sha256(b"earlier").hexdigest() for name in wanted}
    stranger = {"别的文件.txt": hashlib.sha256(b"other").hexdigest()}
    for number in range(KILLS):
        output = tmp_path / str(number)
        output.mkdir()
        (output / "别的文件.txt").write_bytes(b"other")
        for name in wanted if number % 2 else ():
            (output / name).write_bytes(b"earlier")
        process = subprocess.Popen(
            command(workbook, output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 1.0) * seconds)
        process.kill()
        process.wait()
        found = contents(output)
        assert stranger.items() <= found.items()
        for name in found.keys() - stranger.keys():
            assert found[name] in (wanted[name], earlier[name] if number % 2 else wanted[name])
        assert not number % 2 or found.keys() == wanted.keys() | stranger.keys()


def test_a_build_told_to_end_leaves_not_even_temporary_files(
    workbook: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    wanted, seconds = undisturbed
    for number in range(4):
        output = tmp_path / str(number)
        process = subprocess.Popen(command(workbook, output), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep((0.5 + number * 0.15) * seconds)
        process.terminate()
        _, said = process.communicate()
        assert b"Traceback" not in said
        files = {path.name for path in output.iterdir()} if output.exists() else set()
        assert files <= wanted.keys()


def test_after_a_kill_the_next_run_gives_what_an_undisturbed_one_gives(
    workbook: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    wanted, seconds = undisturbed
    process = subprocess.Popen(command(workbook, tmp_path), stderr=subprocess.DEVNULL)
    time.sleep(seconds * 0.8)
    process.kill()
    process.wait()
    subprocess.run(command(workbook, tmp_path), check=True, capture_output=True)
    assert contents(tmp_path) == wanted
