"""Wording of the narrative: what the program does not mend by itself, reported for the writer to decide.

Rules T40–T69 after GB/T 15834, GB/T 15835, GB/T 9704 and the slips met in published reports. What can be
mended safely is mended before (`generator.narrative.mending`).
"""

from generator.checks.wording.model import WordingRule
from generator.checks.wording.review import RULES, review

__all__ = ["RULES", "WordingRule", "review"]
