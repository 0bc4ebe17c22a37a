from pathlib import Path

import pytest

from generator import resources
from generator.typesetting.fonts.catalogue import FontSet, load_fonts
from generator.typesetting.fonts.truetype import TrueTypeFace


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The shipped fonts."""
    return load_fonts()


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the shipped fonts."""
    return resources.fonts()


@pytest.fixture(scope="session")
def latin(folder: Path) -> TrueTypeFace:
    """The Latin face: composite glyphs, instructions, a cmap of format 4."""
    return TrueTypeFace(folder / "latin.ttf")
