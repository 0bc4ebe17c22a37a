"""Sheet 正文 → chapters of paragraphs: one paragraph a row, an empty 章 repeats the one above.

Headings pasted among the paragraphs and numbers typed before them are left to the narrative stage.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.formats.headings import is_preamble, section_for, split_ordinal
from generator.formats.model import PREAMBLE, Format
from generator.intake.addresses import NARRATIVE_HEADER, PREAMBLE_NAME, a1
from generator.intake.reading.book import RawCell, Sheet
from generator.intake.reading.labels import folded
from generator.intake.reading.texts import shortened
from generator.intake.rules import say
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Chapter, Level, Paragraph

MOST_CHARACTERS = 1_000_000
"""Characters of the whole text; the longest report that was ever published has a tenth of it."""
_TOO_LONG = "请删去误粘的内容，或把文字移到前面的行中"

_PART = re.compile(r"第([一二三四五六七八九十]{1,3})(?:部分|章)、?")
_LEVELS = {
    "正文": Level.BODY,
    "(一)": Level.TWO,
    "二级": Level.TWO,
    "1.": Level.THREE,
    "1": Level.THREE,
    "1、": Level.THREE,
    "三级": Level.THREE,
    "(1)": Level.FOUR,
    "-1": Level.FOUR,
    "四级": Level.FOUR,
}
"""What 层级 may say; Excel itself turns 1. into 1 and （1） into -1 in a cell that is not formatted as text."""
_TYPED = (
    (Level.TWO, re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[)）]")),
    (Level.FOUR, re.compile(r"\s*[（(]\d{1,2}[)）]")),
    (Level.THREE, re.compile(r"\s*\d{1,2}[.．、](?!\d)")),
)


@dataclass
class Narrative:
    """The chapters in the order of the sheet, and what there is to say."""

    chapters: list[Chapter] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class _Open:
    """A chapter being read."""

    section: str
    heading: str
    typed: str
    place: Place
    paragraphs: list[Paragraph] = field(default_factory=list)


def read_narrative(fmt: Format, sheet: Sheet) -> Narrative:
    """All chapters that have text. A chapter begun twice is one chapter, where it first stood."""
    return _Reader(fmt, sheet).read()


class _Reader:
    def __init__(self, fmt: Format, sheet: Sheet) -> None:
        self._fmt, self._sheet = fmt, sheet
        self._columns = _columns(sheet)
        self._found = Narrative()
        self._open: dict[tuple[str, str], _Open] = {}
        self._current: _Open | None = None
        self._characters = 0

    def read(self) -> Narrative:
        """Read every row."""
        for row in sorted({row for row, _ in self._sheet.cells if row > 1}):
            self._characters += len(self._sheet.at(row, self._columns[2]).text)
            if self._characters > MOST_CHARACTERS:
                what = f"“正文”超过{MOST_CHARACTERS // 10_000}万字，从第{row}行起没有读取"
                self._say("text.cell", what, self._place(row, 2), Severity.ERROR, _TOO_LONG)
                break
            self._row(row)
        if self._sheet.beyond:
            what = f"“正文”中{self._sheet.beyond}的内容太远，没有读取"
            self._say("text.cell", what, Place(self._sheet.name), Severity.ERROR, _TOO_LONG)
        self._found.chapters = [
            Chapter(c.section, c.heading, tuple(c.paragraphs), c.place, c.typed)
            for c in self._open.values()
            if c.paragraphs
        ]
        return self._found

    def _row(self, row: int) -> None:
        chapter, level, content = (self._sheet.at(row, column) for column in self._columns)
        if not chapter.blank:
            self._begin(chapter.text.strip(), self._place(row, 0))
        place = self._place(row, 2)
        if content.kind in ("error", "boolean") or (content.formula and content.kind == "blank"):
            self._say(
                "text.cell",
                f"“正文”的内容是公式或错误值（{shortened(content.text) or '没有结果'}），没有读取",
                place,
                Severity.ERROR,
            )
            return
        if content.formula:
            self._say("text.cell", "“正文”的内容是公式，按其显示结果读取", place)
        for number, line in enumerate(_lines(content)):
            self._paragraph(line, level if number == 0 else RawCell(), place, self._place(row, 1))

    def _paragraph(self, text: str, level: RawCell, place: Place, level_place: Place) -> None:
        if self._current is None:
            self._stray(place)
        chosen = self._level(level, text, level_place)
        if self._current is not None:
            self._current.paragraphs.append(Paragraph(chosen, text, place))

    def _stray(self, place: Place) -> None:
        """Text before any chapter: the preamble."""
        self._current = self._chapter(PREAMBLE, "", "", place)
        self._say("text.heading", "第一段文字前没有写明章，按“前言”读取", place, Severity.NOTICE)

    # chapters

    def _begin(self, written: str, place: Place) -> None:
        """Column 章 names a chapter."""
        match = match_heading(self._fmt, written)
        if match is None:
            self._own_chapter(written, place)
            return
        if match.other_heading:
            self._say_other_heading(written, match, place)
        self._current = self._chapter(match.section, match.title, written, place)

    def _own_chapter(self, written: str, place: Place) -> None:
        title = split_ordinal(written)[1]
        if not self._fmt.open_chapters:
            what = f"“{shortened(written)}”不是{self._fmt.name}规定的章"
            self._say("text.chapter", what, place)
        self._current = self._chapter("", title, written, place)

    def _chapter(self, section: str, title: str, typed: str, place: Place) -> _Open:
        key = (section, "" if section else title)
        return self._open.setdefault(key, _Open(section, title, typed, place))

    def _say_other_heading(self, written: str, match: "HeadingMatch", place: Place) -> None:
        what = f"章标题“{shortened(written)}”与规定的“{match.heading}”不一致，按“{match.heading}”读取"
        self._say("text.heading", what, place)

    # levels

    def _level(self, cell: RawCell, text: str, place: Place) -> Level:
        """The level that 层级 gives, else the one that a number typed before the text shows."""
        if cell.blank:
            return next((level for level, pattern in _TYPED if pattern.match(text)), Level.BODY)
        written = cell.text.strip()
        key = unicodedata.normalize("NFKC", written).replace(" ", "")
        level = _LEVELS.get(key)
        if level is None:
            self._say("text.level", f"层级“{shortened(written)}”不在列表中，按“正文”读取", place)
            return Level.BODY
        if cell.kind == "number":
            self._say("text.level", f"层级成了数字{shortened(written)}，按“{level}”读取", place)
        return level

    def _place(self, row: int, which: int) -> Place:
        return Place(self._sheet.name, a1(row, self._columns[which]))

    def _say(
        self, key: str, what: str, place: Place, severity: Severity | None = None, mend: str = ""
    ) -> None:
        self._found.findings.append(say(self._fmt, key, what, place, severity=severity, mend=mend))


def _columns(sheet: Sheet) -> tuple[int, int, int]:
    """The columns of 章, 层级, 内容, as the header says; A to C where it says nothing."""
    titles = {folded(text): column for (row, column), text in sheet.texts() if row == 1}
    first, second, third = (
        titles.get(folded(name), number) for number, name in enumerate(NARRATIVE_HEADER, 1)
    )
    return first, second, third


def _lines(cell: RawCell) -> Iterator[str]:
    """A cell's own line breaks start new paragraphs; blank lines are skipped."""
    for line in cell.text.split("\n"):
        if line.strip():
            yield line


@dataclass(frozen=True)
class HeadingMatch:
    """The chapter that a heading means. `other_heading`: the ordinal fits but the words are not known."""

    section: str
    heading: str
    title: str
    other_heading: bool = False


def match_heading(fmt: Format, written: str) -> HeadingMatch | None:
    """The prescribed chapter of a heading: by its words or a known variant, else by its ordinal.

    In a form with chapters of the unit's own an ordinal with other words is such a chapter, not a prescribed one.
    """
    plain = written.strip().strip("（）()")
    if is_preamble(plain):
        return HeadingMatch(PREAMBLE, PREAMBLE_NAME, "")
    plain = _PART.sub(r"\1、", plain)
    section = section_for(fmt, plain)
    if section is not None:
        return HeadingMatch(section.id, section.heading, section.title)
    number, _ = split_ordinal(plain)
    chapters = [section for section in fmt.sections if not section.annex]
    if fmt.open_chapters or not 0 < number <= len(chapters):
        return None
    meant = chapters[number - 1]
    return HeadingMatch(meant.id, meant.heading, meant.title, other_heading=True)
