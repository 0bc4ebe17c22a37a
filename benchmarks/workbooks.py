"""Workbooks to measure with: copies of a sample under other titles, longer ones, a district's units."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.files import zip_bytes
from generator.intake import read_workbook
from generator.intake.blank import write_filled
from generator.report.model import Chapter, Paragraph, Report
from tests.collect.district import figures, members, mould

TOKEN = "TITLE-OF-THE-REPORT"
STRINGS = "xl/sharedStrings.xml"


def report_of(workbook: Path) -> Report:
    """The facts of a workbook."""
    report = read_workbook(workbook).report
    if report is None:
        raise ValueError(workbook)
    return report


def write_copies(workbook: Path, folder: Path, count: int) -> None:
    """The workbook `count` times, each with a title of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    report = report_of(workbook)
    parts = _parts(_written(replace(report, particulars=replace(report.particulars, title=TOKEN))))
    for number in range(1, count + 1):
        title = f"{report.particulars.unit_short}第{number}号{report.particulars.report_year}年政府信息公开工作年度报告"
        strings = parts[STRINGS].replace(TOKEN.encode(), title.encode())
        data = zip_bytes([*(parts | {STRINGS: strings}).items()], datetime(2025, 1, 1))
        (folder / f"{number:04}.xlsx").write_bytes(data)


def _written(report: Report) -> bytes:
    return write_filled(report.format, report.particulars, report.chapters, report.figures, report.approval)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def longer(report: Report, times: int) -> Report:
    """The report with the text of its first chapter over and over, no paragraph twice."""
    return replace(report, chapters=tuple(_longer(chapter, times) for chapter in report.chapters))


def _longer(chapter: Chapter, times: int) -> Chapter:
    if chapter.section != "s1":
        return chapter
    return replace(chapter, paragraphs=tuple(_repeated(chapter, times)))


def _repeated(chapter: Chapter, times: int) -> Iterator[Paragraph]:
    for number in range(times):
        for paragraph in chapter.paragraphs:
            yield paragraph if not number else replace(paragraph, text=_varied(paragraph.text, number))


def _varied(text: str, number: int) -> str:
    """The text with its sentences turned round, and a number at its end, so that none is a copy."""
    sentences = [part for part in text.split("。") if part]
    turn = number % max(len(sentences), 1)
    return "。".join([*sentences[turn:], *sentences[:turn]]) + f"，第{number}批。"


def write_district(folder: Path, count: int) -> None:
    """The workbooks of `count` units, with the text of a real report's length in each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = mould()
    for number, member in enumerate(members(count)):
        data = made.cast(member, figures(made.fmt, number))
        (folder / f"{number:04}.xlsx").write_bytes(data)
