"""`nianbao doctor`: what works here, what does not, and how to mend it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import resources
from generator.cli import surroundings
from generator.cli.doctor_command import command
from generator.cli.surroundings import COMPONENTS, EXTRAS, Examined, examine


def by_id() -> dict[str, Examined]:
    return {item.id: item for item in examine()}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def test_on_a_sound_machine_all_is_well_and_the_exit_code_is_zero() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "doctor", "--json"], capture_output=True, check=False
    )
    data = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, data["status"]) == (0, "ok")
    assert {c["result"] for c in data["checks"]} <= {"ok", "missing"}
    assert done.stderr.decode("utf-8").strip() == "运行环境正常。"


def test_every_dependency_and_every_extra_is_named_with_its_version() -> None:
    found = by_id()
    for name, *_ in COMPONENTS:
        assert found[f"component.{name}"].message[0].isdigit()
    assert {f"extra.{name}" for name, *_ in EXTRAS} <= set(found)


def test_the_components_are_those_that_the_package_declares() -> None:
    import importlib.metadata
    import re

    names: dict[str, str] = {}
    for line in importlib.metadata.requires("nianbao") or []:
        extra = re.search(r'extra == ["\'](\w+)', line)
        names[re.split(r"[<>=!;\[ ]", line, maxsplit=1)[0].lower()] = extra[1] if extra else ""
    declared = {name: extra for name, extra in names.items() if extra != "dev"}
    listed = {name: "" for name, *_ in COMPONENTS} | {name: extra for name, _, extra, _ in EXTRAS}
    assert listed == declared


def test_a_missing_dependency_fails_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "COMPONENTS", (("nosuch-thing", "nosuch_thing", "试验"),))
    done = run()
    assert done.return_value == 3
    assert "[有问题] 组件 nosuch-thing：没有安装或已损坏（试验）" in done.stdout
    assert "请运行 pip install nosuch-thing" in done.stdout
    assert "有 1 项需要处理" in done.stderr


def test_a_missing_extra_is_no_failure_but_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "EXTRAS", (("nosuch-thing", "nosuch_thing", "page", "本机网页"),))
    found = by_id()["extra.nosuch-thing"]
    assert found.state == "missing"
    assert "pip install 'nianbao[page]'" in found.mend
    assert run().return_value == 0


def test_a_font_file_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = resources.fonts()
    for file in shipped.iterdir():
        if file.is_file() and file.name != "rare.ttf":
            (tmp_path / file.name).symlink_to(file)
    monkeypatch.setattr(resources, "fonts", lambda: tmp_path)
    found = by_id()["fonts"]
    assert found.state == "failed"
    assert "rare.ttf" in found.message
    assert found.mend.startswith("请")


def test_a_format_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "2099").mkdir()
    (tmp_path / "2099" / "format.toml").write_text("id = ", encoding="utf-8")
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    assert by_id()["formats"].state == "failed"


def test_a_temporary_folder_that_cannot_be_written_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nosuch"))
    found = by_id()["temporary"]
    assert found.state == "failed"
    assert "TMPDIR" in found.mend


def test_without_libreoffice_all_is_well_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(surroundings, "OFFICE_HOMES", ())
    found = by_id()["libreoffice"]
    assert found.state == "missing"
    assert run().return_value == 0


def test_whatever_a_check_meets_is_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode() -> None:
        raise RuntimeError("意外")

    monkeypatch.setattr(resources, "fonts", explode)
    assert by_id()["fonts"].message == "不能使用（意外）"
