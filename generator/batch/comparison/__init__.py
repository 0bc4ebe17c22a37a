"""花脸稿: two versions of one report, compared word by word and shown in the layout of the report itself."""

from generator.batch.comparison.compare import Comparison, compare
from generator.batch.comparison.figures import ChangedFigure

__all__ = ["ChangedFigure", "Comparison", "compare"]
