"""Files of every kind that arrive: each is read, or refused with one clear Chinese message."""

import builtins
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import formats
from generator.errors import SetupError, UsageError
from generator.formats.model import Format
from generator.intake import read_workbook
from generator.report.finding import Severity
from tests.intake.conftest import Office, filled, messages, read, repacked

FORM = formats.load("2021")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x", ".x"), data)
    return out.getvalue()


STRANGERS = {
    "empty": (b"", "空的"),
    "pdf": (b"%PDF-1.7\n...", "PDF"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "XML"),
    "csv": ("单位,数量\n甲,1\n".encode("gb18030"), "文本文件"),
    "csv utf-8": ("单位,数量\n甲,1\n".encode("utf-8-sig"), "文本文件"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "图片"),
    "rar": (b"Rar!\x1a\x07\x00\x00\x01", "压缩包"),
    "rtf": (rb"{\rtf1 abc}", "RTF"),
    "noise": (bytes(range(256)) * 8, "不是电子表格"),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "old word": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Word"),
    "damaged xls": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "损坏"),
    "docx": (zipped(word__document_xml=b"<a/>"), "Word"),
    "zip": (zipped(a_xml=b"<a/>"), "压缩包"),
    "no directory": (b"PK\x03\x04" + b"\0" * 100, "损坏"),
}


@pytest.mark.parametrize(("data", "said"), STRANGERS.values(), ids=STRANGERS)
def test_a_file_that_is_no_workbook_is_told_for_what_it_is(data: bytes, said: str) -> None:
    result = read(data, "上报表.xlsx")
    assert result.report is None
    (finding,) = result.findings
    assert (finding.severity, finding.rule) == (Severity.ERROR, "book.file")
    assert said in finding.message
    assert "上报表.xlsx" in finding.message
    assert "请" in finding.message


def test_a_missing_file_is_a_usage_error_and_a_folder_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有文件"):
        read_workbook(tmp_path / "无.xlsx")
    with pytest.raises(UsageError, match="文件夹"):
        read_workbook(tmp_path)


def test_an_unreadable_file_is_a_fault_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SetupError, match="权限"):
        read_workbook(Path("甲.xlsx"))


def test_the_kind_is_told_by_content_not_by_name() -> None:
    assert read(filled(FORM), "工作簿.xls").report is not None


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.floats(0, 1))
def test_a_file_cut_off_anywhere_is_one_finding(share: float) -> None:
    data = filled(FORM)
    result = read(data[: int(len(data) * share * 0.999)])
    assert result.report is None
    assert len(result.findings) == 1


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 255))
def test_a_flipped_byte_never_raises(position: int, change: int) -> None:
    data = bytearray(filled(FORM))
    data[position % len(data)] ^= change
    result = read(bytes(data))
    assert result.report is not None or result.findings


def test_a_part_that_is_no_xml_is_named() -> None:
    broken = repacked(filled(FORM), lambda name, part: part[:300] if "sheet5" in name else part)
    assert "sheet5.xml" in messages(read(broken))[0]


def test_a_document_type_declaration_is_refused_so_that_no_entity_is_ever_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'

    def poison(name: str, part: bytes) -> bytes:
        return part.replace(b"<workbook", bomb + b"<workbook", 1) if name == "xl/workbook.xml" else part

    assert "文档类型声明" in messages(read(repacked(filled(FORM), poison)))[0]


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    def swell(name: str, part: bytes) -> bytes:
        return part + b" " * (60 * 1024 * 1024) if "sheet5" in name else part

    assert "解压后过大" in messages(read(repacked(filled(FORM), swell)))[0]


def test_thousands_of_parts_are_refused() -> None:
    out = io.BytesIO(filled(FORM))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(4001):
            archive.writestr(f"x/{number}", b"")
    assert "解压后过大" in messages(read(out.getvalue()))[0]


def test_a_macro_file_is_read_with_a_warning_and_nothing_is_run() -> None:
    out = io.BytesIO(filled(FORM))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0\0")
    result = read(out.getvalue(), "工作簿.xlsm")
    assert result.report is not None
    assert [f.severity for f in result.findings if "macro" in f.rule] == [Severity.WARNING]


def test_a_broken_or_missing_style_sheet_does_not_keep_figures_from_being_read() -> None:
    sound = read(filled(FORM)).report
    assert sound is not None
    for style in (None, b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs>", b"nonsense"):
        broken = repacked(filled(FORM), lambda name, part, s=style: s if name == "xl/styles.xml" else part)
        report = read(broken).report
        assert report is not None
        assert report.figures == sound.figures
        assert report.particulars.issue_date == sound.particulars.issue_date


def test_a_wrong_dimension_of_a_sheet_changes_nothing() -> None:
    def lie(name: str, part: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part)

    assert read(repacked(filled(FORM), lie)).report.figures == read(filled(FORM)).report.figures


def test_the_strict_edition_of_the_format_reads_alike() -> None:
    def strict(name: str, part: bytes) -> bytes:
        return part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    assert read(repacked(filled(FORM), strict)).report.figures == read(filled(FORM)).report.figures


def test_a_workbook_without_the_sheets_of_the_form_is_no_intake_workbook() -> None:
    import openpyxl

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    result = read(out.getvalue())
    assert result.report is None
    assert "基本信息" in messages(result)[0]


def test_what_the_office_suite_saves_reads_as_what_was_written(office: Office) -> None:
    """xlsx → xlsx keeps names, formulas and validations; xls and ods keep the values, found by address."""
    import openpyxl

    for form in map(formats.load, ("2008", "2019", "2021")):
        data, wanted = filled(form), read(filled(form)).report
        assert wanted is not None
        for kind in ("xlsx", "xls", "ods") if form.id == "2021" else ("xlsx",):
            saved = office.convert({form.id: data}, kind)[form.id]
            report = read(saved, f"工作簿.{kind}").report
            assert report is not None
            assert report.figures == wanted.figures
            assert report.particulars == wanted.particulars
            assert report.approval == wanted.approval
            assert report.typed_totals == {}
            assert [c.paragraphs for c in report.chapters] == [c.paragraphs for c in wanted.chapters]
            if kind == "xlsx":
                assert report.places == wanted.places
                before, after = (openpyxl.load_workbook(io.BytesIO(d)) for d in (data, saved))
                assert set(form.fields) <= set(after.defined_names)
                for sheet in before:
                    counts = [len(b[sheet.title].data_validations.dataValidation) for b in (before, after)]
                    assert counts[0] <= counts[1]
                    assert after[sheet.title].protection.sheet == sheet.protection.sheet


def test_without_the_component_for_old_kinds_the_message_says_how_to_go_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = office.convert({"old": filled(FORM)}, "xls")["old"]
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert "另存为“Excel 工作簿（*.xlsx）”" in messages(read(saved, "旧.xls"))[0]


def test_the_format_is_known_in_every_copy(fmt: Format) -> None:
    report = read(filled(fmt)).report
    assert report is not None
    assert report.format is fmt
    assert (report.source.schema, len(report.source.sha256)) == ("1", 64)
