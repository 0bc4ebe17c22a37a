import pytest

from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.measure import Setter


@pytest.fixture(scope="session")
def setter() -> Setter:
    """Measures with the shipped fonts."""
    return Setter(load_fonts())
