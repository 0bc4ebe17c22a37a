"""A report as blocks: what is printed, in the order of GB/T 9704 and of the format."""

import re
from collections.abc import Iterator

from generator.clock import document_time
from generator.document.items import item_block
from generator.document.model import (
    AnnexList,
    AnnexMark,
    Block,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    SignOff,
    Span,
    Title,
)
from generator.document.tables import table_block
from generator.formats.headings import han
from generator.formats.model import Section, Table
from generator.report.model import Chapter, Level, Particulars, Report

ANNEX = "附件"
YES = "是"
LETTER = "信函"
"""版式 of 10.1: no 印发机关, no rules in 版记."""


def compose(report: Report) -> Document:
    """The document of a completed report. Pure; the time stamp comes from the 成文日期."""
    particulars = report.particulars
    title = report_title(report)
    return Document(
        title=title,
        unit=particulars.unit_name,
        blocks=tuple(_blocks(report, title)),
        draft=report.draft,
        issue_date=particulars.issue_date,
        created=document_time(particulars.issue_date),
        format_id=report.format.id,
        report_year=particulars.report_year,
        mirror=particulars.extra.get("mirror", "") == YES,
        keywords=_keywords(report),
    )


def report_title(report: Report) -> str:
    """The title as typed, else by the format's pattern (7.3.1: no mark at the end)."""
    particulars = report.particulars
    typed = particulars.title.strip()
    return typed or report.format.title_pattern.format(
        unit_short=particulars.unit_short or particulars.unit_name, year=particulars.report_year
    )


def _blocks(report: Report, title: str) -> Iterator[Block]:
    particulars = report.particulars
    annexes = [section for section in report.format.sections if section.annex and _tables(report, section)]
    yield from _head(particulars)
    yield Title(title)
    if particulars.addressee:
        yield Paragraph((Span(particulars.addressee.rstrip("：:") + "："),), flush=True)
    yield from _chapters(report)
    if annexes:
        yield AnnexList(tuple(table.title for s in annexes for table in _tables(report, s)))
    if particulars.signatory or particulars.issue_date:
        yield sign_off(particulars)
    yield from _annexes(report, annexes)
    yield from _imprint(particulars)


def _head(particulars: Particulars) -> Iterator[Block]:
    """版头 (7.2, 10.1) where a 发文字号 is given or 版式 says so; 附件 above the title of a report sent as annex."""
    layout = particulars.extra.get("layout", "")
    if layout == "附件":
        yield AnnexMark(ANNEX)
    elif layout == LETTER:
        mark = particulars.extra.get("mark", "") or particulars.unit_name
        yield Letterhead(mark.removesuffix("文件"), particulars.doc_number, letter=True)
    elif layout == "红头" or (particulars.doc_number and layout != "普通"):
        mark = particulars.extra.get("mark", "") or f"{particulars.unit_name}文件"
        yield Letterhead(mark, particulars.doc_number, _names(particulars.extra.get("signers", "")))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[、，,；;\n]", text) if name.strip())


def _chapters(report: Report) -> Iterator[Block]:
    """The preamble, then each chapter with 一、, its text and its statutory tables."""
    number = 0
    for chapter in report.chapters:
        if chapter.heading:
            number += 1
            yield Heading(1, f"{han(number)}、", chapter.heading)
        yield from _text(chapter)
        for section in report.format.sections:
            if section.id == chapter.section and not section.annex:
                yield from (table_block(report, table) for table in _tables(report, section))


def _text(chapter: Chapter) -> Iterator[Block]:
    for paragraph in chapter.paragraphs:
        if paragraph.level is Level.BODY:
            yield Paragraph((Span(paragraph.text),))
        else:
            yield item_block(paragraph)


def _tables(report: Report, section: Section) -> list[Table]:
    """The tables of a section that are printed: an optional one only where it was given."""
    tables = [table for table in report.format.tables if table.id in section.tables and table.printed]
    return [table for table in tables if not table.optional or table.id in report.given_tables]


def sign_off(particulars: Particulars) -> SignOff:
    """署名 and 成文日期 (7.3.5); several authorities stand on lines of their own or are parted by ；."""
    names = tuple(name.strip() for name in re.split(r"[；;\n]", particulars.signatory) if name.strip())
    return SignOff(names, chinese_date(particulars), _diameter(particulars.extra.get("seal_diameter", "")))


def chinese_date(particulars: Particulars) -> str:
    """2016年2月3日: Arabic digits, no leading zero (7.3.5.4); empty without a date."""
    day = particulars.issue_date
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _diameter(text: str) -> float:
    """Millimetres out of 42 or 42毫米; 0, that is no seal, for anything else."""
    match = re.fullmatch(r"\s*(\d{2}(?:\.\d+)?)\s*(?:mm|毫米)?\s*", text)
    return float(match[1]) if match else 0.0


def _annexes(report: Report, annexes: list[Section]) -> Iterator[Block]:
    """Each annex on a new page: 附件 on line 1, its title, its table (7.3.7)."""
    tables = [table for section in annexes for table in _tables(report, section)]
    for number, table in enumerate(tables, 1):
        yield AnnexMark(ANNEX if len(tables) == 1 else f"{ANNEX}{number}")
        yield Title(table.title)
        yield table_block(report, table)


def _imprint(particulars: Particulars) -> Iterator[Block]:
    """版记 (7.4) where copies or an issuing office are named; a letter's names the copies only (10.1)."""
    copies = particulars.extra.get("copies_to", "").strip().removeprefix("抄送：").rstrip("。")
    issuer = particulars.extra.get("issuer", "").strip()
    if particulars.extra.get("layout", "") == LETTER:
        if copies:
            yield Imprint(f"{copies}。", "", "", ruled=False)
    elif copies or issuer:
        day = chinese_date(particulars)
        yield Imprint(f"{copies}。" if copies else "", issuer, f"{day}印发" if day else "")


def _keywords(report: Report) -> tuple[str, ...]:
    name = report.format.wording.get("report_name", "")
    particulars = report.particulars
    words = (str(name), particulars.unit_name, f"{particulars.report_year}年")
    return tuple(word for word in words if word)
