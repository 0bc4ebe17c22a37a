"""Files as the program wrote them pass every check that is made; what is not checked is said with its reason."""

import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from generator.archive.proof.outcome import Reason, Result
from generator.archive.proof.subject import Kind
from tests.archive.made import Made, checks_on, failures, made_from, pki, signed

ROOT = Path(__file__).parents[2]
KINDS: tuple[Kind, ...] = ("docx", "html", "json", "pdf")


def test_nothing_fails_on_the_files_of_a_sample(report: Made) -> None:
    for path, checks in checks_on(*(report.subject(k) for k in KINDS)).items():
        assert failures(checks) == {}, path


def test_every_check_that_was_not_made_gives_its_reason(report: Made) -> None:
    for checks in checks_on(*(report.subject(k) for k in KINDS)).values():
        for check in checks:
            assert (check.reason is not None) == (check.result is Result.NOT_RUN)
            assert check.message


def test_each_kind_of_file_is_read_back_and_held_against_the_data(report: Made) -> None:
    passed = {
        path.rpartition(".")[2]: {c.id for c in checks if c.result is Result.PASSED}
        for path, checks in checks_on(*(report.subject(k) for k in KINDS)).items()
    }
    shared = {"C06", "C07", "C08", "C09", "C10"}
    text = {"C05.1", "C05.2", "C05.3"}
    assert passed["docx"] == passed["html"] == shared | text | {"C03"}
    assert passed["json"] == shared | {"C03", "C05.4"}
    assert passed["pdf"] == shared | text | {"C01", "C02.1", "C02.2", "C02.3", "C04", "C05.5"}


def test_a_signed_report_passes_with_its_root_and_without(sample: Path, report: Made) -> None:
    subject = report.subject("pdf", signed(sample))
    with_root = checks_on(subject, trust=(pki().root.pem,))[subject.path]
    without = checks_on(subject)[subject.path]
    assert failures(with_root) == failures(without) == {}
    results = {c.id: c.result for c in with_root}
    assert (results["D01"], results["D02"]) == (Result.PASSED, Result.PASSED)
    trust = next(c for c in without if c.id == "D02")
    assert (trust.result, trust.reason) == (Result.NOT_RUN, Reason.SETTING)


def test_the_signed_part_of_a_report_is_what_the_workbook_gives_again(sample: Path, report: Made) -> None:
    subject = report.subject("pdf", signed(sample))
    rebuilt = next(c for c in checks_on(subject)[subject.path] if c.id == "C07")
    assert rebuilt.result is Result.PASSED
    assert "签名以外的部分" in rebuilt.message


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_by_itself_passes(report: Made, kind: Kind) -> None:
    subject = report.subject(kind)
    assert failures(checks_on(subject)[subject.path]) == {}


def workbook(source: str, particulars: dict[str, object], approval: dict[str, object]) -> bytes:
    """A sample's workbook with other particulars."""
    sys.path.insert(0, str(ROOT / "samples"))
    import make  # the script that makes the samples

    data = tomllib.loads((ROOT / f"samples/source/{source}.toml").read_text(), parse_float=Decimal)
    data["particulars"] |= particulars
    data["approval"] |= approval
    made: bytes = make.make(data)
    return made


LETTER = {
    "doc_number": "梧政办〔2025〕12号",
    "addressee": "清源市人民政府办公室",
    "signers": "张三、李四、王五",
    "copies_to": "市委办公室，市人大常委会办公室，市政协办公室",
    "issuer": "梧桐区人民政府办公室",
    "title": "清源市梧桐区人民政府2024年政府信息公开工作年度报告",
}
"""版头 with three signers, 主送, 版记, and a title of two lines."""


@pytest.mark.parametrize(
    ("source", "particulars", "approval"),
    [
        ("wutong-2024", LETTER, {}),
        ("nangang-2015", {"layout": "附件"}, {}),
        ("wutong-2020", {"signatory": "梧桐区人民政府办公室；梧桐区档案局"}, {}),
        ("wutong-2020", {}, {"approved_by": ""}),
    ],
    ids=["letterhead-and-imprint", "sent-as-annex", "two-signatories", "draft"],
)
def test_every_form_of_a_report_passes(
    source: str, particulars: dict[str, object], approval: dict[str, object]
) -> None:
    report = made_from(workbook(source, particulars, approval))
    for path, checks in checks_on(*(report.subject(k) for k in KINDS)).items():
        assert failures(checks) == {}, path


def test_a_draft_bears_its_mark_in_every_file() -> None:
    report = made_from(workbook("wutong-2020", {}, {"approved_by": ""}))
    assert report.stem.endswith("（送审稿）")
    for checks in checks_on(*(report.subject(k) for k in KINDS)).values():
        assert "送审稿，标记齐全" in next(c.message for c in checks if c.id == "C08")
