"""What the file says of itself, and what it carries."""

import hashlib
import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

import pikepdf
import pytest

from generator import __version__
from generator.clock import CHINA
from generator.typesetting.model import Layout
from generator.writers.pdf import Attachment, write_pdf
from tests.pdf.conftest import ATTACHMENTS
from tests.pdf.sample import TITLE_LINES
from tests.tools.pdf_lint import lint
from tests.tools.verapdf import broken_rules

UNIT = "哈尔滨市南岗区人民政府"


def info(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {key: str(value) for key, value in opened.docinfo.items()}


def with_document(layout: Layout, **changes: object) -> Layout:
    return replace(layout, document=replace(layout.document, **changes))


def test_info_names_title_unit_subject_keywords_program_and_date(pdf: bytes) -> None:
    assert info(pdf) == {
        "/Title": "".join(TITLE_LINES),
        "/Author": UNIT,
        "/Subject": f"{UNIT}2015年度报告",
        "/Keywords": "政府信息公开，年度报告",
        "/Creator": f"nianbao {__version__}",
        "/Producer": f"nianbao {__version__}",
        "/CreationDate": "D:20160328000000+08'00'",
        "/ModDate": "D:20160328000000+08'00'",
    }


def test_xmp_says_the_same_and_names_both_standards(pdf: bytes, plain_pdf: bytes) -> None:
    for data, part in ((pdf, "3"), (plain_pdf, "2")):
        with pikepdf.open(io.BytesIO(data)) as opened, opened.open_metadata() as xmp:
            assert xmp["pdfaid:part"] == part
            assert xmp["pdfaid:conformance"] == "A"
            assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert xmp["dc:title"] == "".join(TITLE_LINES)
            assert xmp["xmp:CreateDate"] == "2016-03-28T00:00:00+08:00"
            assert list(xmp["dc:language"]) == ["zh-CN"]


def test_xmp_can_be_read_without_unpacking_the_file(pdf: bytes) -> None:
    packet = pdf[pdf.index(b"<x:xmpmeta") : pdf.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")]
    assert "".join(TITLE_LINES) in "".join(ElementTree.fromstring(packet).itertext())


@pytest.mark.parametrize(
    "title", ["A & B <报告> \"引号\" '号'", "plain (ASCII) \\ title", "𠮷年报", "é accents"]
)
def test_any_title_is_written_whole_in_both_places(title: str, layout: Layout) -> None:
    pdf = write_pdf(with_document(layout, title=title))
    assert info(pdf)["/Title"] == title
    assert lint(pdf) == []
    assert broken_rules(pdf, "2a", "ua1") == ()


def test_without_keywords_there_is_no_entry_for_them(layout: Layout) -> None:
    pdf = write_pdf(with_document(layout, keywords=()))
    assert "/Keywords" not in info(pdf)
    assert lint(pdf) == []


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        (CHINA, "D:20161231235959+08'00'"),
        (timezone(timedelta(hours=-3, minutes=-30)), "D:20161231235959-03'30'"),
    ],
)
def test_dates_carry_their_offset(zone: timezone, written: str, layout: Layout) -> None:
    pdf = write_pdf(with_document(layout, created=datetime(2016, 12, 31, 23, 59, 59, tzinfo=zone)))
    assert info(pdf)["/CreationDate"] == written
    assert lint(pdf) == []


def test_attachments_come_out_as_they_went_in(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        carried = {name: spec.get_file() for name, spec in opened.attachments.items()}
        assert {name: file.read_bytes() for name, file in carried.items()} == {
            a.name: a.data for a in ATTACHMENTS
        }
        assert {name: file.mime_type for name, file in carried.items()} == {
            a.name: a.mime for a in ATTACHMENTS
        }
        for item in ATTACHMENTS:
            assert carried[item.name].md5 == hashlib.md5(item.data, usedforsecurity=False).digest()
            assert opened.attachments[item.name].description == item.description


def test_attachments_are_associated_with_the_file_by_their_relationship(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [(str(item.UF), str(item.F), str(item.AFRelationship)) for item in opened.Root.AF]
    assert found == [
        ("2015年填报表.xlsx", "attachment-1.xlsx", "/Source"),
        ("report.json", "report.json", "/Data"),
    ]


def test_many_attachments_are_listed_in_the_order_that_readers_search(layout: Layout) -> None:
    names = ["乙.txt", "b.txt", "甲.txt", "a.txt", "(1).txt", "\\.txt"]
    items = tuple(Attachment(name, "text/plain", b"", "Supplement", name) for name in names)
    pdf = write_pdf(layout, items)
    assert lint(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert set(opened.attachments) == set(names)
    assert broken_rules(pdf, "3a") == ()


def test_readers_show_the_bookmarks_and_the_title_and_print_true_to_size(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.PageMode == "/UseOutlines"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.Root.ViewerPreferences.PrintScaling == "/None"
