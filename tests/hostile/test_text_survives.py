"""Text that is accepted stands in JSON, DOCX, HTML and PDF as it was written, after the documented mends."""

import io
import json
import re
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.intake.reading.texts import clean, unescape
from generator.narrative.mending import mend_paragraph
from tests.hostile.prose import TEXTS, texted
from tests.hostile.test_hostile import call

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = ("Jinja2", "RTF", "a formula", "at sign", "backslash", "comment", "lone surrogates")


@pytest.mark.parametrize("name", PLAIN)
def test_accepted_text_comes_out_as_written_in_every_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.xlsx").write_bytes(texted("前一段。", TEXTS[name], "后一段。"))
    answer = call(
        capsys,
        "build",
        str(tmp_path / "甲.xlsx"),
        "-o",
        str(tmp_path),
        "--only",
        "json,docx,html,pdf",
        "--json",
    )
    assert answer.code == 0, answer.out
    files = {kind: Path(path) for kind, path in answer.report["files"].items()}
    wanted = mend_paragraph(clean(unescape(TEXTS[name]))).text
    assert wanted in paragraphs_of_json(files["json"])
    assert wanted in docx_text(files["docx"])
    assert wanted in html_text(files["html"])
    assert bare(wanted) in bare(pdf_text(files["pdf"]))


def test_markup_is_text_and_stands_in_no_file_as_markup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.xlsx").write_bytes(texted(TEXTS["comment"]))
    answer = call(capsys, "build", str(tmp_path / "甲.xlsx"), "-o", str(tmp_path), "--only", "html", "--json")
    html = Path(answer.report["files"]["html"]).read_text(encoding="utf-8")
    assert "<!-- -- -->" not in html
    assert "&lt;!-- -- --&gt;" in html


def paragraphs_of_json(path: Path) -> list[str]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return [p["text"] for chapter in data["narrative"] for p in chapter["paragraphs"]]


def docx_text(path: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def html_text(path: Path) -> str:
    reader = _Text()
    reader.feed(path.read_text(encoding="utf-8"))
    return "".join(reader.parts)


def pdf_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def bare(text: str) -> str:
    """Without blanks and page numbers, which a page break puts between."""
    return re.sub(r"—\d+—", "", re.sub(r"\s", "", text))
