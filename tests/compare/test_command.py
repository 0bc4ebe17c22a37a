"""`nianbao compare` on the command line."""

import json
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.compare.versions import SAMPLE, changed, with_figures


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "二稿.xlsx"
    path.write_bytes(changed(with_figures))
    return path


def test_it_writes_the_pdf_and_says_how_much_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, newer: Path
) -> None:
    target = tmp_path / "花脸稿.pdf"
    code, out, err = run(capsys, "compare", SAMPLE, newer, "-o", target)
    assert code == 0
    assert out.strip() == str(target)
    assert "数字改动6处，文字改动2处" in err
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_json_gives_every_figure_and_both_versions(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, newer: Path
) -> None:
    _, out, _ = run(capsys, "compare", SAMPLE, newer, "-o", tmp_path / "a.pdf", "--json")
    record = json.loads(out)
    assert record["figures"][0] == {
        "field": "app.new.natural",
        "label": "一、本年新收政府信息公开申请数量·自然人",
        "table": "三、收到和处理政府信息公开申请情况",
        "old": 412,
        "new": 417,
    }
    assert record["old"]["workbook"] == SAMPLE.name
    assert record["old"]["version"] != record["new"]["version"]


def test_a_workbook_that_cannot_be_read_leaves_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    code, _, err = run(capsys, "compare", SAMPLE, broken, "-o", tmp_path / "a.pdf")
    assert code == 1
    assert "坏.xlsx" in err
    assert not (tmp_path / "a.pdf").exists()


def test_a_target_that_is_no_pdf_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, newer: Path
) -> None:
    code, _, err = run(capsys, "compare", SAMPLE, newer, "-o", tmp_path / "a.docx")
    assert code == 2
    assert ".pdf" in err
