"""`nianbao verify` from outside: the contract's JSON, exit codes, what people read, the sheet."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import nianbao
from tests.archive.made import SAMPLES, Made, made, pki, signed
from tests.tools import poppler
from tests.tools.verapdf import broken_rules
from tests.verify.text_changes import DOCX


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        nianbao, ["verify", *map(str, arguments)], standalone_mode=False, catch_exceptions=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made(SAMPLES[2]).write(tmp_path / "报告")
    return tmp_path / "报告"


def test_untouched_files_end_with_0(folder: Path) -> None:
    assert run(folder).return_value == 0


def test_json_has_the_form_of_the_contract(folder: Path) -> None:
    result = run(folder, "--json")
    data = json.loads(result.stdout)
    assert list(data) == ["items"]
    assert {Path(item["path"]).suffix for item in data["items"]} == {".docx", ".html", ".json", ".pdf"}
    for item in data["items"]:
        assert item["status"] == "ok"
        for check in item["checks"]:
            assert {"id", "result", "message"} <= set(check)
            assert check["result"] in ("passed", "failed", "not_run")


def test_one_changed_digit_ends_with_1_and_names_file_and_place(folder: Path) -> None:
    path = next(folder.glob("*.docx"))
    path.write_bytes(DOCX["figure"][0](path.read_bytes()))
    result = run(folder)
    assert result.return_value == 1
    line = next(line for line in result.output.splitlines() if "表格数字一致：" in line)
    assert "第3行" in line
    assert "应为" in line
    status = {Path(i["path"]).suffix: i["status"] for i in json.loads(run(folder, "--json").stdout)["items"]}
    assert status == {".docx": "error", ".html": "ok", ".json": "ok", ".pdf": "ok"}


def test_people_read_the_three_counts_and_every_open_check_by_name(folder: Path) -> None:
    output = run(folder).output
    assert "未通过 0，未检测 4" in output
    assert "签名完整（不适用）" in output


def test_files_given_one_by_one_are_compared_with_each_other(folder: Path) -> None:
    result = run(*folder.glob("*.docx"), *folder.glob("*.pdf"), "--json")
    docx = next(i for i in json.loads(result.stdout)["items"] if i["path"].endswith("docx"))
    assert "passed" in [c["result"] for c in docx["checks"] if c["id"] == "C05.2"]


def test_copies_under_other_names_are_recognised_by_their_title(folder: Path, tmp_path: Path) -> None:
    signed_copy = tmp_path / "signed.pdf"
    signed_copy.write_bytes(signed(SAMPLES[2]))
    result = run(signed_copy, *folder.glob("*.docx"), "--json")
    docx = next(i for i in json.loads(result.stdout)["items"] if i["path"].endswith("docx"))
    assert "passed" in [c["result"] for c in docx["checks"] if c["id"] == "C05.2"]
    assert result.return_value == 0


def test_the_signed_copy_beside_the_unsigned_one_passes(folder: Path) -> None:
    stem = made(SAMPLES[2]).stem
    (folder / f"{stem}（已签）.pdf").write_bytes(signed(SAMPLES[2]))
    root = folder / "root.pem"
    root.write_bytes(pki().root.pem)
    result = run(folder, "--trust", root, "-v")
    assert result.return_value == 0
    assert "证书链到所给的根证书" in result.output


def test_other_files_in_a_folder_are_named_and_not_judged(folder: Path) -> None:
    (folder / "数据.json").write_text('{"a": 1}')
    run(folder, "-o", folder / "核对单.pdf")
    result = run(folder, "--json")
    others = [i for i in json.loads(result.stdout)["items"] if i["kind"] == "unknown"]
    assert {Path(i["path"]).name for i in others} == {"数据.json", "核对单.pdf"}
    assert {c["result"] for i in others for c in i["checks"]} == {"not_run"}
    assert result.return_value == 0


def test_a_workbook_is_sent_to_the_right_command(folder: Path) -> None:
    result = run(SAMPLES[0])
    assert result.return_value == 1
    assert "nianbao check" in result.output


def test_a_folder_without_reports_is_a_wrong_use(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "verify", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "没有可以验证的文件" in done.stderr


@pytest.mark.parametrize("kinds", [("pdf",), ("docx", "html", "json", "pdf")])
def test_the_sheet_is_one_page_with_every_check(sample: Path, kinds: tuple[str, ...], tmp_path: Path) -> None:
    paths = [p for p in made(sample).write(tmp_path) if p.suffix[1:] in kinds]
    sheet = tmp_path / "核对单.pdf"
    assert run(*paths, "-o", sheet).return_value == 0
    text = poppler.text(sheet)
    assert text.count("\f") == 1
    for words in ("核对单", "没有发现问题", "C05.3", "C07", "SHA-256", "核对人"):
        assert words in text


def test_the_sheet_tells_what_failed(folder: Path, tmp_path: Path) -> None:
    path = next(folder.glob("*.docx"))
    path.write_bytes(DOCX["figure"][0](path.read_bytes()))
    sheet = tmp_path / "核对单.pdf"
    run(folder, "-o", sheet)
    text = poppler.text(sheet).replace("\n", "")
    assert "发现问题：" in text
    assert "表格数字一致：表" in text


def test_the_sheet_conforms_to_pdf_a_and_ua(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "核对单.pdf"
    run(folder, "-o", sheet)
    assert broken_rules(sheet, "2a", "ua1") == ()


def test_the_same_check_gives_the_same_sheet(folder: Path, tmp_path: Path) -> None:
    sheets = [tmp_path / f"{n}.pdf" for n in (1, 2)]
    for sheet in sheets:
        run(folder, "-o", sheet)
    assert sheets[0].read_bytes() == sheets[1].read_bytes()


def test_verapdf_is_asked_where_it_is_installed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command of that name on the path, which asks the validator of the tests."""
    program = tmp_path / "bin" / "verapdf"
    program.parent.mkdir()
    root = Path(__file__).parents[2]
    program.write_text(
        f"#!/bin/sh\ncd {root}\nexec {sys.executable} -c '"
        "import sys; from pathlib import Path; from tests.tools.verapdf import broken_rules; "
        'print("FAIL" if broken_rules(Path(sys.argv[5]), sys.argv[2]) else "PASS")'
        '\' "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{Path('/usr/bin')}:{Path('/bin')}")
    result = run(*folder.glob("*.pdf"), "--verapdf", "--json")
    check = next(c for c in json.loads(result.stdout)["items"][0]["checks"] if c["id"] == "C02.4")
    assert check["result"] == "passed"


def test_without_verapdf_conformance_is_not_claimed(
    report: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report.write(tmp_path, ("pdf",))
    result = run(*tmp_path.glob("*.pdf"), "--verapdf", "--json")
    check = next(c for c in json.loads(result.stdout)["items"][0]["checks"] if c["id"] == "C02.4")
    assert (check["result"], check["reason"]) == ("not_run", "缺少工具")
