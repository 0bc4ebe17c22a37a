"""The readers see what unrelated programs see, and refuse what would harm them."""

import io
import zipfile
import zlib

import docx
import pikepdf
import pytest

from generator.archive.reading.content import BREAK, Content, Piece, folded, same
from generator.archive.reading.docx import read_docx
from generator.archive.reading.html import read_html
from generator.archive.reading.limits import Refused, unzip
from generator.archive.reading.pdf import read_pdf
from generator.archive.reading.pdf_content import ToUnicode, read_page
from generator.archive.reading.report_json import read_figure, read_json
from tests.archive.made import SAMPLES, Made, made, opened, saved
from tests.hostile.making import zipped
from tests.tools.pdf_tree import read_tree


def texts(content: Content) -> list[str]:
    return [p.text for p in content.pieces if p.kind != "table"]


def cells(content: Content) -> list[str]:
    return [c.text for table in content.tables for c in table.cells]


def test_the_pdf_reader_agrees_with_another_pdf_library(report: Made) -> None:
    content = read_pdf(report.files["pdf"]).content
    nodes = read_tree(report.files["pdf"])
    assert texts(content) == [
        n.text for n in nodes if n.kind in ("P", "H1", "H2", "H3", "Caption") and n.text
    ]
    assert cells(content) == [n.text for n in nodes if n.kind in ("TH", "TD")]


def test_the_pdf_reader_reads_a_file_packed_by_another_program(report: Made) -> None:
    ours = read_pdf(report.files["pdf"]).content
    with opened(report.files["pdf"]) as file:
        plain = saved(file, object_stream_mode=1, compress_streams=False, stream_decode_level=2)
    assert read_pdf(plain).content.pieces == ours.pieces


def test_the_docx_reader_agrees_with_another_docx_library(report: Made) -> None:
    content = read_docx(report.files["docx"]).content
    document = docx.Document(io.BytesIO(report.files["docx"]))
    assert texts(content) == [p.text for p in document.paragraphs if p.text.strip()]
    shown = {folded(c.text) for t in document.tables for row in t.rows for c in row.cells}
    assert {folded(text) for text in cells(content)} == shown


def test_all_readers_find_the_same_headings_and_tables(report: Made) -> None:
    contents = [
        read_pdf(report.files["pdf"]).content,
        read_docx(report.files["docx"]).content,
        read_html(report.files["html"]).content,
    ]
    assert len({tuple(folded(h) for h in c.headings) for c in contents}) == 1
    assert len({len(c.tables) for c in contents}) == 1


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("政府信息公开", "政府信息公开", True),
        ("政府信息公开", f"政府{BREAK}信息公开", True),
        ("see http://a.cn now", f"see http://a.cn{BREAK}now", True),
        ("http://a.cn/x", f"http://a.cn/{BREAK}x", True),
        ("政府信息公开", f"政府{BREAK}信患公开", False),
        ("12 件", "12件", False),
    ],
)
def test_a_forced_break_may_have_swallowed_a_blank_and_nothing_else(
    one: str, other: str, equal: bool
) -> None:
    assert same(one, other) is same(other, one) is equal


@pytest.mark.parametrize(
    "text", ["1,000", "１２", "1e5", "12 ", "", "-", "0x10", "1.123456789", "1" * 16, "NaN"]
)
def test_only_plain_digits_are_a_figure(text: str) -> None:
    assert read_figure(text) is None


CMAP = b"1 beginbfchar <0001> <653F> endbfchar 1 beginbfrange <0002> <0003> <0041> endbfrange"


def test_a_page_gives_its_text_by_marked_content() -> None:
    content = b"/P<</MCID 0>>BDC\nBT /F1 12 Tf 1 0 0 1 0 0 Tm<00010002>Tj ET\nEMC"
    page = read_page(content, {"F1": ToUnicode(CMAP)})
    assert [(s.tag, s.mcid, s.text) for s in page.sequences] == [("/P", 0, "政A")]
    assert page.foreign == []


def test_text_that_reads_upwards_is_that_of_a_landscape_table() -> None:
    content = b"/P<</MCID 0>>BDC\nBT /F1 12 Tf 0 1 -1 0 100 100 Tm<00010002>Tj ET\nEMC"
    assert read_page(content, {"F1": ToUnicode(CMAP)}).foreign == []
    content = content.replace(b"0 1 -1 0", b"0 -1 1 0")
    assert read_page(content, {"F1": ToUnicode(CMAP)}).foreign != []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"BT /F1 12 Tf <0001>Tj ET", "未作标记的文字"),
        (b"0 0 10 10 re f", "绘图指令 re"),
        (b"/X Do", "绘图指令 Do"),
        (b"3 Tr", "绘图指令 Tr"),
        (b"0.9 g", "浅色"),
        (b"/P<</MCID 0/ActualText(x)>>BDC EMC", "ActualText"),
    ],
)
def test_what_no_report_draws_is_named(content: bytes, words: str) -> None:
    assert words in "".join(read_page(content, {"F1": ToUnicode(CMAP)}).foreign)


@pytest.mark.parametrize(
    "content", [b"(never closed", b"<</MCID 0", b"%" * 5000, b"<</MCID 0>>BDC <<" * 2000, b"\\" * 3000]
)
def test_a_broken_page_is_refused_or_read_but_never_hangs(content: bytes) -> None:
    try:
        read_page(content, {})
    except Refused:
        return


@pytest.mark.parametrize(
    ("part", "words", "others"),
    [
        ("_rels/.rels", b"word/document.xml", b"word/other.xml"),
        ("_rels/.rels", b"officeDocument/2006/relationships/officeDocument", b"unknown"),
        ("[Content_Types].xml", b"wordprocessingml.document.main+xml", b"wordprocessingml.other+xml"),
        ("word/_rels/document.xml.rels", b"styles.xml", b"lost.xml"),
    ],
)
def test_a_docx_whose_parts_are_whole_but_not_joined_is_refused(
    report: Made, part: str, words: bytes, others: bytes
) -> None:
    parts = unzip(report.files["docx"])
    assert words in parts[part]
    with pytest.raises(Refused, match="Word 打不开"):
        read_docx(zipped({**parts, part: parts[part].replace(words, others)}))


def test_the_text_of_a_docx_is_that_of_the_part_which_word_opens(report: Made) -> None:
    parts = unzip(report.files["docx"])
    body = parts["word/document.xml"]
    moved = {
        **{name: data.replace(b"word/document.xml", b"word/shown.xml") for name, data in parts.items()},
        "word/document.xml": body,
        "word/shown.xml": body.replace("政府信息".encode(), "别的信息".encode()),
        "word/_rels/shown.xml.rels": parts["word/_rels/document.xml.rels"],
    }
    assert any("别的信息" in text for text in texts(read_docx(zipped(moved)).content))


def bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(100 * 1024 * 1024))
    return out.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(Refused, match="压缩炸弹"):
        read_docx(bomb("word/document.xml"))


def test_a_bomb_inside_a_pdf_is_refused() -> None:
    with opened(made(SAMPLES[0]).files["pdf"]) as file:
        packed = zlib.compress(bytes(200 * 1024 * 1024), 9)
        stream = file.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        file.pages[0].Contents = stream
        data = saved(file)
    with pytest.raises(Refused):
        read_pdf(data)


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "b")
    with pytest.raises(Refused, match="两个"):
        unzip(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xff" * 100, b"{}", b"<html>"])
@pytest.mark.parametrize("read", [read_pdf, read_docx, read_json], ids=["pdf", "docx", "json"])
def test_what_is_no_report_is_refused(read: object, data: bytes) -> None:
    assert callable(read)
    with pytest.raises(Refused):
        read(data)


def test_a_page_with_more_text_than_any_report_is_refused() -> None:
    with pytest.raises(Refused, match="不像一份年度报告"):
        read_html(("<html><body>" + "<p>一段</p>" * 6000).encode())


def test_a_form_named_by_a_path_is_refused(report: Made) -> None:
    data = report.files["json"].replace(b'"format": "20', b'"format": "../20', 1)
    with pytest.raises(Refused, match="格式编号"):
        read_json(data)


def test_pieces_know_their_text_without_blanks() -> None:
    content = Content((Piece("heading", "一、 总体\n情况"), Piece("text", "二 段")), "")
    assert content.stream() == "一、总体情况二段"
