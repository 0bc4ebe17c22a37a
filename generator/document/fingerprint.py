"""The version number of a report: a digest of all that is printed, so that an approval is tied to what was read.

Draft mark, file and time stamps are left out: the report that is signed off has the number of the draft that
was read, as long as not a character of it changed.
"""

import hashlib
import json

from generator.document.model import Block, Document

_SHOWN, _GROUP = 12, 4
"""Hexadecimal digits that people compare, and how they are grouped."""
_OF_LISTS = frozenset(("close", "most_pages", "hang_mm", "landscape"))
"""What no report sets, but only a list that is no official document: a report's number knows nothing of it."""
_USUAL = {"letter": False, "ruled": True}
"""What is told only where it is otherwise, so that the numbers of older reports stay what they were."""


def fingerprint(document: Document) -> str:
    """SHA-256 of the document's blocks, in hexadecimal."""
    said = {
        "title": document.title,
        "unit": document.unit,
        "year": document.report_year,
        "format": document.format_id,
        "blocks": [[type(block).__name__, _said(block)] for block in document.blocks],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=vars)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _said(block: Block) -> dict[str, object]:
    said = {key: value for key, value in vars(block).items() if key not in _OF_LISTS}
    return {key: value for key, value in said.items() if key not in _USUAL or value != _USUAL[key]}


def version_number(digest: str) -> str:
    """The digest's beginning as people read it: 1A2B-3C4D-5E6F."""
    shown = digest[:_SHOWN].upper()
    return "-".join(shown[i : i + _GROUP] for i in range(0, _SHOWN, _GROUP))
