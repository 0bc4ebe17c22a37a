"""Whatever is done to a report's PDF is found, and the message names it."""

from pathlib import Path

import pytest

from generator.archive.proof.outcome import Result
from tests.archive.made import Made, checks_on, failures, pki, sign, signed
from tests.verify.pdf_changes import AFTER_SIGNING, EDITS, FLIPS, flip
from tests.verify.pdf_forgeries import FORGERIES, forgery, untouched


def failed(report: Made, pdf: bytes) -> dict[str, str]:
    subject = report.subject("pdf", pdf)
    return failures(checks_on(subject)[subject.path])


@pytest.mark.parametrize("where", FLIPS)
def test_a_flipped_bit_is_found_wherever_it_is(report: Made, where: str) -> None:
    change, words = FLIPS[where]
    found = failed(report, change(report.files["pdf"]))
    assert found
    assert words in "".join(found.values())


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_found_and_named(report: Made, edit: str) -> None:
    change, check, words = EDITS[edit]
    found = failed(report, change(report.files["pdf"]))
    assert words in found.get(check, f"{check} passed; failed: {found}")


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_forgery_of_another_program_version_is_found_without_making_the_report_once_more(
    report: Made, kind: str
) -> None:
    change, check, words = FORGERIES[kind]
    found = failed(report, forgery(report.files["pdf"], change))
    assert words in found.get(check, f"{check} passed; failed: {found}")


def test_the_forger_s_tools_alone_leave_nothing_to_find(report: Made) -> None:
    """So that what is found above is the change itself."""
    assert failed(report, forgery(report.files["pdf"], untouched)) == {}


def test_a_second_report_behind_the_first_is_found(report: Made) -> None:
    """Readers look for the last pages' table, and that is the first report's: nobody would see the second."""
    pdf = report.files["pdf"]
    found = failed(report, pdf + pdf)
    assert f"文件结束标记之后还有 {len(pdf) - 1} 字节" in found["C01"]
    assert "C07" in found


@pytest.mark.parametrize("attack", AFTER_SIGNING)
def test_a_change_after_signing_breaks_the_signature(sample: Path, report: Made, attack: str) -> None:
    found = failed(report, AFTER_SIGNING[attack](signed(sample)))
    assert found.keys() & {"D01", "C01"}


def test_a_bit_of_the_signature_itself_is_found(sample: Path, report: Made) -> None:
    pdf = signed(sample)
    at = pdf.index(b"/Contents <") + 600
    assert "D01" in failed(report, pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :])


def test_a_signature_from_another_report_is_found(sample: Path, report: Made) -> None:
    other = sign(report.files["pdf"], pki().rsa)
    own = signed(sample)
    begin, end = own.index(b"/Contents <") + 11, own.index(b">", own.index(b"/Contents <") + 11)
    theirs = other[other.index(b"/Contents <") + 11 :][: end - begin]
    assert "D01" in failed(report, own[:begin] + theirs.ljust(end - begin, b"0") + own[end:])


def test_a_signature_under_another_root_is_not_trusted(sample: Path, report: Made) -> None:
    subject = report.subject("pdf", signed(sample))
    found = failures(checks_on(subject, trust=(pki().tsa_root.pem,))[subject.path])
    assert set(found) == {"D02"}


def test_a_flip_in_the_unsigned_update_of_a_signed_file_is_found(sample: Path, report: Made) -> None:
    pdf = signed(sample)
    assert failed(report, flip(pdf, len(pdf) - 400))


def test_a_report_under_the_name_of_another_is_found(report: Made) -> None:
    other = Made(report.stem.replace("年政府信息公开", "年度政府信息公开"), report.files)
    assert "文件名" in failed(other, report.files["pdf"])["C09"]


def test_a_file_under_a_name_of_its_own_is_no_failure(report: Made) -> None:
    subject = Made("signed", report.files).subject("pdf")
    name = next(c for c in checks_on(subject)[subject.path] if c.id == "C09")
    assert name.result is Result.NOT_RUN
