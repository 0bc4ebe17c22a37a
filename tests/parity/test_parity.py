"""The proof that DOCX and PDF of a report are one: LibreOffice breaks every line where the PDF does.

Same pages, same lines, same places. docs/typography.md says what is allowed to differ and why.
"""

import re

import pytest

from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.model import Layout
from generator.writers.docx import write_docx
from generator.writers.pdf import write_pdf
from tests.parity.compare import Comparison, compare
from tests.parity.documents import everything
from tests.parity.office import to_pdf
from tests.tools.docx_lint import faults

FARTHEST_X, FARTHEST_Y = 2.0, 1.2
"""Points. LibreOffice rounds justification down to twips; a table's first row stands below its frame."""
DATE = re.compile(r"\d{4}年\d+月\d+日")
FARTHEST_IN_A_DATE = 8.5
"""成文日期: LibreOffice always sets a gap beside digits, so it is wider by up to 17 pt, half of it on either side."""
ELSEWHERE = re.compile(r".*(——|……).*")
"""It pulls the halves of —— and …… apart in a loose line, the PDF does not."""


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    fonts = load_fonts()
    return {name: typeset(document, fonts) for name, document in everything().items()}


@pytest.fixture(scope="module")
def comparisons(layouts: dict[str, Layout]) -> dict[str, Comparison]:
    """Every document compared, all of them converted in one call of LibreOffice."""
    converted = to_pdf({name: write_docx(layout) for name, layout in layouts.items()})
    return {name: compare(write_pdf(layout), converted[name]) for name, layout in layouts.items()}


def test_every_line_reads_the_same_on_the_same_page(comparisons: dict[str, Comparison]) -> None:
    unlike = [f"{name}: {c}" for name, c in comparisons.items() if c.differences or c.pages[0] != c.pages[1]]
    assert not unlike, "\n".join(unlike)


def test_every_file_passes_the_lint(layouts: dict[str, Layout]) -> None:
    found = {name: faults(write_docx(layout)) for name, layout in layouts.items()}
    assert not {name: lines for name, lines in found.items() if lines}


def test_the_proof_is_large_enough(comparisons: dict[str, Comparison]) -> None:
    assert sum(c.lines for c in comparisons.values()) > 12000
    assert sum(c.pages[0] for c in comparisons.values()) > 550


def test_every_character_stands_at_the_same_place(comparisons: dict[str, Comparison]) -> None:
    far = [
        f"{name}, page {s.page}: {s.dx:+.2f}, {s.dy:+.2f} {s.text}"
        for name, comparison in comparisons.items()
        for s in comparison.shifts
        if abs(s.dy) > FARTHEST_Y or (abs(s.dx) > _farthest(s.text) and not ELSEWHERE.fullmatch(s.text))
    ]
    assert not far, "\n".join(far)


def _farthest(text: str) -> float:
    return FARTHEST_IN_A_DATE if DATE.fullmatch(text) else FARTHEST_X
