"""The PDFs that most tests look at: every kind of block, with attachments and without."""

import pytest

from generator.typesetting.model import Layout
from generator.writers.pdf import Attachment, write_pdf
from tests.pdf.sample import full_layout

ATTACHMENTS = (
    Attachment(
        "2015年填报表.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"PK\x03\x04 any bytes",
        "Source",
        "填报表：本报告由此生成",
    ),
    Attachment("report.json", "application/json", b'{"title": "x"}\n', "Data", "报告数据"),
)


@pytest.fixture(scope="session")
def layout() -> Layout:
    return full_layout()


@pytest.fixture(scope="session")
def pdf(layout: Layout) -> bytes:
    """With attachments: PDF/A-3a."""
    return write_pdf(layout, ATTACHMENTS)


@pytest.fixture(scope="session")
def plain_pdf(layout: Layout) -> bytes:
    """Without attachments: PDF/A-2a."""
    return write_pdf(layout)
