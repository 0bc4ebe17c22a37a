"""Marks on the pages: the box of a finding lies on the very words or cell that it means."""

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from generator.checks.examine import Examination, examine
from generator.page.desk.engine import proof
from generator.page.desk.work import Proof
from generator.page.placing import Box, Placer
from generator.report.finding import Finding, Place, Severity
from tests.page.workbooks import SAMPLES, cell, changed, faulty_with_slips, figure

PATIENT = 300.0
RESULTS = ("uphold", "correct", "other", "pending")


@pytest.fixture(scope="module")
def examination() -> Examination:
    return examine(Path("报表.xlsx"), data=faulty_with_slips())


@pytest.fixture(scope="module")
def made(examination: Examination) -> Proof:
    return proof(examination, PATIENT)


def words_in(made: Proof, box: Box) -> str:
    """The characters whose middle lies in a box."""
    with pdfplumber.open(io.BytesIO(made.pdf)) as pdf:
        chars = pdf.pages[box.page - 1].chars
    inside = [
        char["text"]
        for char in chars
        if box.x <= (char["x0"] + char["x1"]) / 2 <= box.x + box.width
        and box.y <= (char["top"] + char["bottom"]) / 2 <= box.y + box.height
    ]
    return "".join("".join(inside).split())


def boxed(made: Proof) -> Iterator[tuple[Finding, tuple[Box, ...]]]:
    yield from zip(made.findings, made.boxes, strict=True)


def test_every_finding_that_quotes_the_text_has_a_box(made: Proof) -> None:
    quoted = [boxes for finding, boxes in boxed(made) if finding.quote]
    assert len(quoted) >= 3
    assert all(quoted)


def test_the_words_of_the_text_that_disagree_are_boxed_as_they_are_quoted(made: Proof) -> None:
    finding, boxes = next((f, b) for f, b in boxed(made) if "11405" in f.quote)
    assert "".join(words_in(made, box) for box in boxes) == "".join(finding.quote.split())


def test_a_figure_is_boxed_by_its_cell_even_where_the_cell_is_empty(made: Proof) -> None:
    boxes = {f.field: b for f, b in boxed(made) if f.field}
    (wrong,) = boxes["pub.doc.valid"]
    assert words_in(made, wrong) == ""
    assert wrong.width > 20
    assert wrong.height > 10


def test_a_figure_that_does_not_add_up_is_boxed_where_it_is_printed(made: Proof) -> None:
    finding, boxes = next(
        (f, b) for f, b in boxed(made) if "相差" in f.message and f.field and "app." in f.field
    )
    assert finding.severity is Severity.ERROR
    assert words_in(made, boxes[0]) == "512"


def test_a_date_that_cannot_be_read_points_to_the_sign_off(made: Proof) -> None:
    boxes = {f.field: b for f, b in boxed(made) if f.field}
    assert boxes["issue_date"]
    assert boxes["issue_date"][0].page == made.pages


def test_what_is_not_printed_has_no_box(examination: Examination, made: Proof) -> None:
    assert examination.report is not None
    assert made.layout is not None
    placer = Placer(examination.report, made.layout)
    for place in (None, Place("基本信息", "B16"), Place("签发"), Place("校验", "G5")):
        assert placer.boxes(Finding(Severity.WARNING, "x", "x", place)) == ()


def test_every_box_lies_on_its_page() -> None:
    for path in SAMPLES.glob("*.xlsx"):
        made = proof(examine(path), PATIENT)
        for _, boxes in boxed(made):
            for box in boxes:
                assert 1 <= box.page <= made.pages
                assert box.x > 0
                assert box.y > 0
                assert box.x + box.width < 596
                assert box.y + box.height < 842


def test_a_place_in_the_text_that_quotes_nothing_points_to_its_first_line(
    examination: Examination, made: Proof
) -> None:
    assert examination.report is not None
    assert made.layout is not None
    placer = Placer(examination.report, made.layout)
    paragraph = next(p for c, p in examination.report.paragraphs() if c.heading and p.place)
    (box,) = placer.boxes(Finding(Severity.WARNING, "x", "x", paragraph.place))
    assert paragraph.text.startswith(words_in(made, box)[:10])


def test_a_report_without_a_name_still_has_pages() -> None:
    made = proof(
        examine(Path("a.xlsx"), data=changed(cell("基本信息", "B4", None), cell("基本信息", "B5", None))),
        PATIENT,
    )
    assert made.pages > 3


def test_a_file_that_is_no_workbook_has_none_and_says_why() -> None:
    made = proof(examine(Path("a.xlsx"), data=b"x"), PATIENT)
    assert made.pages == 0
    assert made.problem


def test_a_figure_on_a_landscape_page_is_boxed_where_the_upright_sheet_has_it() -> None:
    entries = [f"{kind}.{result}" for kind in ("rev", "suit.direct", "suit.after") for result in RESULTS]
    data = changed(*(figure(field, 987654321 - i) for i, field in enumerate(entries)))
    examination = examine(Path("a.xlsx"), data=data)
    made = proof(examination, PATIENT)
    assert examination.report is not None
    assert made.layout is not None
    assert any(page.turned for page in made.layout.pages)
    placer = Placer(examination.report, made.layout)
    (box,) = placer.boxes(Finding(Severity.WARNING, "x", "x", field="suit.after.other"))
    assert sorted(words_in(made, box)) == sorted(str(987654321 - entries.index("suit.after.other")))
    assert box.height > box.width
