"""The package: python-docx reads it, its properties, and its bytes, which never vary."""

import io
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import docx

from generator.document.model import Heading, Paragraph, SignOff, Title
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from tests.docx.sample import FONTS, TABLE, full_layout, parts
from tests.parity.documents import document, lines_of_text, samples

ROOT = Path(__file__).resolve().parents[2]


def test_python_docx_reads_title_author_language_and_dates(data: bytes) -> None:
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == "南岗区2015年政府信息公开工作年度报告"
    assert properties.author == "哈尔滨市南岗区人民政府"
    assert properties.language == "zh-CN"
    assert properties.keywords == "政府信息公开；年度报告"
    assert properties.created.replace(tzinfo=None) == datetime(2016, 3, 27, 16)
    assert properties.modified == properties.created


def test_python_docx_finds_headings_by_their_level(data: bytes) -> None:
    found = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(data)).paragraphs]
    assert ("Heading 1", "一、概述") in found
    assert ("Heading 2", "（一）主动公开") in found


def test_a_title_of_any_length_is_kept_within_what_a_property_holds() -> None:
    title = Title("年度报告" * 100)
    data = write_docx(typeset(document(title, lines_of_text(2)), FONTS))
    assert docx.Document(io.BytesIO(data)).core_properties.title == title.text[:255]


def test_the_same_layout_gives_the_same_bytes() -> None:
    assert write_docx(full_layout()) == write_docx(full_layout())


def test_bytes_depend_neither_on_the_hash_seed_nor_on_the_clock_or_place() -> None:
    code = (
        "import hashlib;from generator.writers.docx import write_docx;from tests.docx.sample import full_layout;"
        "print(hashlib.sha256(write_docx(full_layout())).hexdigest())"
    )
    seen = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_no_part_is_missing_its_content_type_and_none_is_superfluous(data: bytes) -> None:
    assert next(iter(parts(data))) == "[Content_Types].xml"
    assert sorted(parts(data)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


def test_the_file_says_what_the_document_says_word_for_word() -> None:
    for name, sample in samples().items():
        opened = docx.Document(io.BytesIO(write_docx(typeset(sample, FONTS))))
        shown = [p.text.replace("\n", "") for p in opened.paragraphs if p.text]
        said = []
        for block in sample.blocks:
            match block:
                case Title():
                    said.append(block.text)
                case Heading():
                    said.append(block.number + block.text)
                case Paragraph():
                    said.append(block.text)
                case SignOff():
                    said += [*block.signatories, block.date]
        assert [text for text in said if text] == [text for text in shown if text in said], name


def test_every_figure_of_a_table_stands_in_its_row_and_column() -> None:
    table = document(Title("报告"), TABLE, lines_of_text(1))
    (found,) = docx.Document(io.BytesIO(write_docx(typeset(table, FONTS)))).tables
    for cell in TABLE.cells:
        assert found.cell(cell.row, cell.col).text.replace("\n", "") == cell.text


def test_title_and_headings_are_in_the_built_in_styles_themselves() -> None:
    for name, sample in samples().items():
        opened = docx.Document(io.BytesIO(write_docx(typeset(sample, FONTS))))
        styles = {p.text.replace("\n", ""): p.style.name for p in opened.paragraphs}
        first = next(block for block in sample.blocks if isinstance(block, Title))
        assert styles[first.text] == "Title", name
        for block in sample.blocks:
            if isinstance(block, Heading):
                assert styles[block.number + block.text] == f"Heading {block.level}", name
