"""Fonts, and documents to lay out."""

import pytest

from generator.typesetting.fonts.catalogue import FontSet, load_fonts
from generator.typesetting.measure import Setter


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The shipped fonts."""
    return load_fonts()


@pytest.fixture(scope="session")
def setter(fonts: FontSet) -> Setter:
    """Measures with the shipped fonts."""
    return Setter(fonts)
