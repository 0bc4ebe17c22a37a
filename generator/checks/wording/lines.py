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
    for n, (paragraph, after) in enumerate(zip(chapter.paragraphs, following, strict=True)):
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
            outranked=_outranked(paragraph, chapter.paragraphs[:n]),
            own_names=names,
            own_number=particulars.doc_number,
        )


def _outranked(paragraph: Paragraph, before: tuple[Paragraph, ...]) -> bool:
    """Whether every item so far stands lower than this one."""
    depth = _DEPTH.get(paragraph.level)
    depths = [_DEPTH[p.level] for p in before if p.level in _DEPTH]
    return depth is not None and bool(depths) and depth < min(depths)
