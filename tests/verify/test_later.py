"""In later years, with another program, other forms or other fonts: what can still be checked is, the rest is said."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from zlib import compress, decompress

import pytest

from generator import resources
from generator.archive.proof import rebuilding
from generator.archive.proof.outcome import Check, Reason, Result
from generator.archive.proof.report import Options, prove
from generator.archive.proof.subject import Reference, find_reference
from tests.archive.made import Made, checks_on, failures
from tests.verify.pdf_changes import swapped_figures


def by_id(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {c.id: c for c in checks}


def test_another_version_of_the_program_does_not_rebuild(
    report: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "__version__", "9.0.0")
    subject = report.subject("pdf")
    checks = by_id(checks_on(subject)[subject.path])
    assert (checks["C07"].result, checks["C07"].reason) == (Result.NOT_RUN, Reason.TOOL)
    assert "9.0.0" in checks["C07"].message
    assert failures(tuple(checks.values())) == {}


def test_without_rebuilding_a_changed_figure_is_still_found(
    report: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "__version__", "9.0.0")
    subject = report.subject("pdf", swapped_figures(report.files["pdf"]))
    assert "C05.3" in failures(checks_on(subject)[subject.path])


def changed_form(tmp_path: Path, form: str) -> Path:
    """The forms of the program with a comment more: another version of the same rules."""
    root = tmp_path / "templates"
    shutil.copytree(resources.templates(), root)
    main = root / form / "format.toml"
    main.write_text("# a line more\n" + main.read_text())
    return root


def test_with_a_later_form_the_text_rules_are_not_applied_and_it_is_said(
    report: Made, tmp_path: Path
) -> None:
    form = json.loads(report.files["json"])["format"]
    root = changed_form(tmp_path, form)
    options = Options(templates=lambda form, version: (root,))
    item = prove([report.subject("pdf"), report.subject("json")], options).items[1]
    checks = by_id(item.checks)
    assert failures(item.checks) == {}
    assert checks["C10"].result is Result.NOT_RUN
    assert "文字与数字未核对" in checks["C06"].message


def test_the_form_that_made_the_report_is_chosen_among_several(report: Made, tmp_path: Path) -> None:
    form = json.loads(report.files["json"])["format"]
    root = changed_form(tmp_path, form)
    found = find_reference([report.subject("json")], lambda form, version: (root, None))
    assert isinstance(found, Reference)
    assert found.exact


def test_another_deflate_is_no_difference(report: Made) -> None:
    """The same streams packed otherwise, as a machine with another zlib would."""

    def repack(match: "re.Match[bytes]") -> bytes:
        return b"stream\n" + compress(decompress(match[1]), 1) + b"\nendstream"

    pdf = report.files["pdf"]
    other = re.sub(rb"stream\n(x.*?)\nendstream", repack, pdf, flags=re.S)
    assert other != pdf
    assert rebuilding.differences("pdf", other, pdf) == ""


def test_another_deflate_hides_no_change(report: Made) -> None:
    changed = iter([True])

    def repack(match: "re.Match[bytes]") -> bytes:
        data = decompress(match[1])
        if b"Tj" in data and next(changed, False):
            data = data.replace(b"Tj", b"Tj ", 1)
        return b"stream\n" + compress(data, 1) + b"\nendstream"

    pdf = report.files["pdf"]
    other = re.sub(rb"stream\n(x.*?)\nendstream", repack, pdf, flags=re.S)
    assert "数据流的内容" in rebuilding.differences("pdf", other, pdf)


def test_a_lone_page_says_that_there_is_nothing_to_compare_with(report: Made) -> None:
    subject = replace(report.subject("html"), path="页.html")
    checks = by_id(checks_on(subject)["页.html"])
    assert (checks["C05.2"].result, checks["C05.2"].reason) == (Result.NOT_RUN, Reason.NO_DATA)
