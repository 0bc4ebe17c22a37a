"""Whatever is done to a report's DOCX, page or JSON is found beside the PDF, and the message names it."""

from functools import cache
from pathlib import Path

import pytest

from generator.archive.proof.subject import Kind, Subject
from tests.archive.made import Made, checks_on, failures, made
from tests.verify.text_changes import DOCX, HTML, JSON


@cache
def beside(sample: Path) -> Subject:
    """The PDF as it was, read once."""
    return made(sample).subject("pdf")


def failed(sample: Path, kind: Kind, data: bytes) -> dict[str, str]:
    subject = made(sample).subject(kind, data)
    return failures(checks_on(beside(sample), subject)[subject.path])


@pytest.mark.parametrize("edit", DOCX)
def test_an_edit_of_the_docx_is_found_and_named(sample: Path, report: Made, edit: str) -> None:
    change, check, words = DOCX[edit]
    found = failed(sample, "docx", change(report.files["docx"]))
    assert words in found.get(check, f"{check} passed; failed: {found}")


@pytest.mark.parametrize("edit", HTML)
def test_an_edit_of_the_page_is_found_and_named(sample: Path, report: Made, edit: str) -> None:
    change, check, words = HTML[edit]
    found = failed(sample, "html", change(report.files["html"]))
    assert words in found.get(check, f"{check} passed; failed: {found}")


@pytest.mark.parametrize("edit", JSON)
def test_an_edit_of_the_json_is_found_and_named(sample: Path, report: Made, edit: str) -> None:
    change, check, words = JSON[edit]
    found = failed(sample, "json", change(report.files["json"]))
    assert check in found, found
    assert words in found[check]


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_wrong_figure_is_found_by_the_rules_though_nothing_else_is_there(report: Made, kind: Kind) -> None:
    """A lone JSON gives the form; the figure is wrong in the file only."""
    change = {"docx": DOCX, "html": HTML}[kind]["figure"][0]
    subject = report.subject(kind, change(report.files[kind]))
    found = failures(checks_on(report.subject("json"), subject)[subject.path])
    assert "C05.3" in found


def test_files_of_two_reports_do_not_agree() -> None:
    from tests.archive.made import SAMPLES

    first, second = made(SAMPLES[1]), made(SAMPLES[2])
    other = first.subject("docx", second.files["docx"])
    found = failures(checks_on(beside(SAMPLES[1]), other)[other.path])
    assert {"C05.1", "C05.2", "C05.3", "C07"} <= set(found)
