"""The headings and paragraphs of a report as the rules of wording see them."""

from collections.abc import Iterator

from generator.checks.wording.model import Line
from generator.narrative.mending.protect import without_addresses
from generator.report.model import Chapter, Level, Paragraph, Report

_DEPTH = {Level.TWO: 2, Level.THREE: 3, Level.FOUR: 4}


def lines_of(report: Report) -> Iterator[Line]:
    """Every heading and every paragraph that the clerk wrote; text made by the program is left out."""
    for chapter in report.chapters:
        if chapter.heading:
            yield Line(chapter.heading, without_addresses(chapter.heading), "heading", chapter.place)
        yield from _paragraphs(report, chapter)


def _paragraphs(report: Report, chapter: Chapter) -> Iterator[Line]:
    particulars = report.particulars
    names = frozenset({particulars.unit_name, particulars.unit_short, particulars.signatory} - {""})
    tables = any(s.id == chapter.section and s.tables for s in report.format.sections)
    following: list[Paragraph | None] = [*chapter.paragraphs[1:], None][: len(chapter.paragraphs)]
    for paragraph, after, outranked in zip(
        chapter.paragraphs, following, _outranked(chapter.paragraphs), strict=True
    ):
        if paragraph.generated:
            continue
        yield Line(
            text=paragraph.text,
            seen=without_addresses(paragraph.text),
            kind="body" if paragraph.level is Level.BODY else "item",
            place=paragraph.place or chapter.place,
            level=paragraph.level,
            last=after is None,
            next_level=after.level if after else None,
            next_text=after.text if after else "",
            tables=tables,
            outranked=outranked,
            own_names=names,
            own_number=particulars.doc_number,
        )


def _outranked(paragraphs: tuple[Paragraph, ...]) -> Iterator[bool]:
    """Of each paragraph, whether every item before it stands lower."""
    highest: int | None = None
    for paragraph in paragraphs:
        depth = _DEPTH.get(paragraph.level)
        yield depth is not None and highest is not None and depth < highest
        if depth is not None:
            highest = depth if highest is None else min(highest, depth)
