"""Mending of typed text: only where no reading of the text changes, never a digit, every place told.

Rules T01–T28 of GB/T 15834, GB/T 15835 and GB/T 9704 practice; what may not be mended is reported by
`generator.checks.wording`.
"""

from generator.narrative.mending.api import (
    RULES,
    left_in_titles,
    mend_findings,
    mend_heading,
    mend_paragraph,
)
from generator.narrative.mending.model import Change, Mended, MendRule

__all__ = [
    "RULES",
    "Change",
    "MendRule",
    "Mended",
    "left_in_titles",
    "mend_findings",
    "mend_heading",
    "mend_paragraph",
]
