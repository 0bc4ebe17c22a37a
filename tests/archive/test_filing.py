"""What is filed and what is refused; nothing is ever overwritten, half written, or forgotten in the register."""

import io
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.archive import filing
from generator.archive.package import folder, register_book
from generator.archive.package.register import BOOK_NAME, CSV_NAME, read_register
from generator.archive.package.settings import Settings
from generator.archive.proof.report import Options
from generator.archive.verify import Request, verify
from generator.errors import InputError, SetupError
from generator.locks import folder_lock
from tests.archive.made import SAMPLES, SETTINGS, Made, file_one, made, made_from, pki, sign, signed
from tests.verify.pdf_changes import junk
from tests.verify.test_untouched import workbook
from tests.verify.text_changes import DOCX


def listing(folder: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def all_pass(folder: Path) -> bool:
    return all(item.ok for item in verify(Request((folder,), Options())))


def test_a_draft_is_refused(tmp_path: Path) -> None:
    draft = made_from(workbook("wutong-2020", {}, {"approved_by": ""}))
    with pytest.raises(InputError, match="送审稿"):
        file_one(tmp_path, draft)
    assert listing(tmp_path) == {}


def test_a_report_that_fails_verification_is_refused(report: Made, tmp_path: Path) -> None:
    files = dict(report.files)
    files["docx"] = DOCX["figure"][0](files["docx"])
    with pytest.raises(InputError, match="表格数字一致"):
        file_one(tmp_path, Made(report.stem, files))
    assert listing(tmp_path) == {}


def test_a_broken_signature_is_refused(sample: Path, report: Made, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有通过核对"):
        file_one(tmp_path, report, pdf=junk(signed(sample)))
    assert listing(tmp_path) == {}


def test_files_without_the_pdf_are_refused(report: Made, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有 PDF 正本"):
        file_one(tmp_path, report, kinds=("docx", "json"))


def test_a_day_before_the_signature_is_refused(sample: Path, report: Made, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="打包时间 2025-12-31 早于签名时间"):
        file_one(tmp_path, report, pdf=signed(sample), packed_on=date(2025, 12, 31))
    assert listing(tmp_path) == {}


def test_of_the_signed_and_the_unsigned_copy_the_signed_one_is_filed(
    sample: Path, report: Made, tmp_path: Path
) -> None:
    order = filing.Order(tmp_path, SETTINGS, Options(), date(2026, 1, 29))
    copy = replace(report.subject("pdf", signed(sample)), path="signed.pdf")
    filed = filing.file_report([report.subject("pdf"), copy], order)
    assert (filed.folder / "data/01-正本.pdf").read_bytes() == signed(sample)


def test_two_pdfs_of_which_neither_goes_on_from_the_other_are_refused(
    sample: Path, report: Made, tmp_path: Path
) -> None:
    order = filing.Order(tmp_path, SETTINGS, Options(), date(2026, 1, 29))
    pdfs = [
        report.subject("pdf", signed(sample)),
        report.subject("pdf", sign(report.files["pdf"], pki().rsa)),
    ]
    with pytest.raises(InputError, match="两份不同的 PDF"):
        filing.file_report(pdfs, order)


def test_the_same_report_again_is_refused_and_changes_nothing(report: Made, tmp_path: Path) -> None:
    file_one(tmp_path, report)
    before = listing(tmp_path)
    with pytest.raises(InputError, match="已经归档"):
        file_one(tmp_path, report)
    assert listing(tmp_path) == before


def test_another_version_is_refused_unless_it_is_said_to_be_a_correction(
    sample: Path, report: Made, tmp_path: Path
) -> None:
    first = file_one(tmp_path, report)
    before = listing(tmp_path)
    with pytest.raises(InputError, match="--correction"):
        file_one(tmp_path, report, pdf=signed(sample))
    assert listing(tmp_path) == before
    second = file_one(tmp_path, report, pdf=signed(sample), correction=True)
    assert second.folder != first.folder
    assert second.row["取代"] == first.folder.name
    assert second.row["件号"] == "2"
    assert "取代" in (second.folder / "metadata/metadata.xml").read_text()
    after = listing(tmp_path)
    assert {name: after[name] for name in before if "登记表" not in name} == {
        name: data for name, data in before.items() if "登记表" not in name
    }
    assert all_pass(tmp_path)


def test_a_correction_of_nothing_is_refused(report: Made, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有可供更正"):
        file_one(tmp_path, report, correction=True)


def test_a_provisional_package_is_replaced_once_the_settings_are_there(report: Made, tmp_path: Path) -> None:
    first = file_one(tmp_path, report, settings=Settings())
    second = file_one(tmp_path, report)
    assert second.row["取代"] == first.folder.name
    assert first.folder.is_dir()
    assert all_pass(tmp_path)


def test_numbers_go_on_within_their_class(tmp_path: Path) -> None:
    one = made(SAMPLES[1])
    other = made_from(
        workbook("wutong-2020", {"unit_name": "清源市青石区人民政府", "unit_short": "青石区"}, {})
    )
    rows = [file_one(tmp_path, report).row for report in (one, other)]
    assert [row["档号"] for row in rows] == ["J001-WS·2021·Y·ZWGK-0001", "J001-WS·2021·Y·ZWGK-0002"]


def test_a_number_that_is_taken_is_refused_with_the_next_free_one(report: Made, tmp_path: Path) -> None:
    file_one(tmp_path, made(SAMPLES[1]))
    other = made_from(
        workbook("wutong-2020", {"unit_name": "清源市青石区人民政府", "unit_short": "青石区"}, {})
    )
    order = filing.Order(tmp_path, SETTINGS, Options(), date(2026, 1, 29), item=1)
    with pytest.raises(InputError, match="下一个可用的件号是 2"):
        filing.file_report([other.subject("pdf")], order)


def test_a_folder_that_nobody_registered_is_not_overwritten(report: Made, tmp_path: Path) -> None:
    filed = file_one(tmp_path, report)
    (tmp_path / CSV_NAME).unlink()
    (filed.folder / "说明文件.txt").write_text("别的说明")
    before = listing(filed.folder)
    with pytest.raises(InputError, match="登记表中没有"):
        file_one(tmp_path, report)
    assert listing(filed.folder) == before


def test_a_package_that_was_cut_off_before_its_row_is_taken_as_it_stands(
    report: Made, tmp_path: Path
) -> None:
    filed = file_one(tmp_path, report)
    before = listing(tmp_path)
    (tmp_path / CSV_NAME).unlink()
    (tmp_path / BOOK_NAME).unlink()
    assert file_one(tmp_path, report).row == filed.row
    assert listing(tmp_path) == before


def test_a_broken_register_is_not_continued(tmp_path: Path) -> None:
    file_one(tmp_path, made(SAMPLES[0]))
    path = tmp_path / CSV_NAME
    path.write_bytes(path.read_bytes().replace("公开".encode(), "秘密".encode(), 1))
    before = listing(tmp_path)
    with pytest.raises(InputError, match="登记表已被改动"):
        file_one(tmp_path, made(SAMPLES[1]))
    assert listing(tmp_path) == before


def test_while_another_files_nothing_happens(report: Made, tmp_path: Path) -> None:
    with folder_lock(tmp_path), pytest.raises(SetupError, match="另一个归档"):
        file_one(tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(
    report: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(SetupError):
        file_one(tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_cannot_be_written_takes_its_package_back(
    report: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(files: object, alone: bool) -> None:
        raise SetupError("磁盘已满")

    monkeypatch.setattr(folder, "write_together", refuse)
    with pytest.raises(SetupError):
        file_one(tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_no_package_without_its_row(
    report: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(files: object, alone: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "write_together", interrupt)
    with pytest.raises(KeyboardInterrupt):
        file_one(tmp_path, report)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_of_another_format_stays_inside_the_pdf(tmp_path: Path) -> None:
    """The archive takes no such format by itself; the note says where it is."""
    report = made_from(SAMPLES[1].read_bytes(), "报告.xlsm")
    filed = file_one(tmp_path, report)
    assert not (filed.folder / "data/04-采集表.xlsx").exists()
    note = (filed.folder / "说明文件.txt").read_text()
    assert "未收：采集表（不是 xlsx，只内嵌在正本中：" in note
    assert all_pass(tmp_path)


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    odd = made_from(workbook("wutong-2020", {"signatory": "=1+1"}, {}))
    filed = file_one(tmp_path, odd)
    assert filed.row["责任者"] == "'=1+1"
    table = register_book.read_book((tmp_path / "归档登记表.xlsx").read_bytes())
    assert table[1][3] == "'=1+1"
    assert all_pass(tmp_path)


def test_a_register_survives_a_copy_to_another_place(tmp_path: Path) -> None:
    file_one(tmp_path / "a", made(SAMPLES[0]))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    file_one(tmp_path / "b", made(SAMPLES[1]))
    assert len(read_register(tmp_path / "b")) == 2
    assert all_pass(tmp_path / "b")


def test_rows_are_never_rewritten(tmp_path: Path) -> None:
    file_one(tmp_path, made(SAMPLES[0]))
    before = (tmp_path / CSV_NAME).read_bytes()
    file_one(tmp_path, made(SAMPLES[1]))
    assert (tmp_path / CSV_NAME).read_bytes().startswith(before)
    assert io.BytesIO(before).readline().startswith(b"\xef\xbb\xbf")
