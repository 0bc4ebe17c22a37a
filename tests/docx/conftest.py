"""The file that most tests look at."""

import pytest

from generator.writers.docx import write_docx
from tests.docx.sample import full_layout


@pytest.fixture(scope="session")
def data() -> bytes:
    """One of every common block, signed off."""
    return write_docx(full_layout())
