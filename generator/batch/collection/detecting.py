"""Tells a collected workbook from any other without reading it, and adds what is to be said of it."""

import html
import io
import zipfile
import zlib
from dataclasses import replace

from generator.checks.examine import Examination

SHEET = "汇总来源"
"""The sheet that only `collect` writes."""


def is_collected(data: bytes) -> bool:
    """Whether it is a workbook that `collect` made: its list of sheets names 汇总来源."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return SHEET in html.unescape(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    except (zipfile.BadZipFile, KeyError, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return False


def with_units(examination: Examination) -> Examination:
    """The examination of a collected workbook with what is wrong with its sums; of any other as it is."""
    if examination.report is None or not is_collected(examination.data):
        return examination
    from generator.batch.collection.standing import collection_findings

    about_units = collection_findings(examination.path, examination.data, examination.report)
    return replace(examination, findings=(*examination.findings, *about_units))
