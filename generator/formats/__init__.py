"""The statutory forms as data: `load`, `all_formats`, `for_year`."""

from generator.formats.loader import all_formats, for_year, load
from generator.formats.model import Format

__all__ = ["Format", "all_formats", "for_year", "load"]
