"""What was copied: chapters from last year's report or another unit's (内容雷同), paragraphs within the report."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.context import Context, Passage
from generator.checks.registry import for_keys
from generator.checks.similarity import han_only, likeness
from generator.formats.model import PREAMBLE
from generator.report.finding import Finding, Place
from generator.report.model import Report

_LONG = 150
"""Characters: a shorter chapter is made of customary sentences and proves nothing."""
_COPIED = 0.9
"""Chapters more alike than this have been copied; years, figures and marks do not count."""


_SAME = 0.96
"""Paragraphs more alike than this are the same paragraph twice."""
_BETWEEN = re.compile("[，。；：！？、]")
_SENTENCE = 24
"""Characters: a shorter sentence may well be said twice."""


@for_keys("copy.within")
def check_repeated(context: Context) -> Iterator[Finding]:
    """No paragraph and no longer sentence stands twice in one report."""
    seen: dict[str, Passage] = {}
    before = _Paragraphs()
    for passage in context.passages:
        if passage.paragraph.generated or passage.chapter.section == PREAMBLE:
            continue
        twin = before.twin_of(passage)
        before.add(passage)
        for start, end in passage.reading.sentences():
            sentence = passage.text[start:end]
            first = seen.setdefault(sentence, passage)
            if first is not passage and len(sentence) >= _SENTENCE and twin is None:
                yield _repeated(context, passage, first, passage.reading.quote(start, end))
        if twin is not None:
            yield _repeated(context, passage, twin, passage.paragraph.text)


class _Paragraphs:
    """The longer paragraphs read so far, found again by their clauses: a report of a thousand pages has too many
    to compare each with each. Paragraphs all but the same have far more than a quarter of their clauses in common.
    """

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self._with: dict[str, list[int]] = {}

    def add(self, passage: Passage) -> None:
        """Keep a paragraph for comparison with later ones."""
        if _long(passage):
            for clause in _clauses(passage.text):
                self._with.setdefault(clause, []).append(len(self._passages))
            self._passages.append(passage)

    def twin_of(self, passage: Passage) -> Passage | None:
        """The first earlier paragraph that is all but the same."""
        text = passage.text
        clauses = _clauses(text) if _long(passage) else frozenset[str]()
        shared = Counter(at for clause in clauses for at in self._with.get(clause, ()))
        for at in sorted(at for at, count in shared.items() if count * 4 >= len(clauses)):
            other = self._passages[at].text
            if abs(len(other) - len(text)) * 10 <= len(text) and likeness(other, text) >= _SAME:
                return self._passages[at]
        return None


def _long(passage: Passage) -> bool:
    return len(passage.text) >= 2 * _SENTENCE


def _clauses(text: str) -> frozenset[str]:
    """The paragraph's clauses, Han characters only, as `likeness` reads them."""
    return frozenset(clause for part in _BETWEEN.split(text) if (clause := han_only(part)))


def _repeated(context: Context, passage: Passage, first: Passage, quote: str) -> Finding:
    shown = quote if len(quote) <= 40 else f"{quote[:18]}……{quote[-18:]}"
    where = str(first.place) if first.place else first.chapter.heading
    return context.say("copy.within", passage.place, quote=shown, where=where)


@for_keys("copy.previous")
def check_last_year(context: Context) -> Iterator[Finding]:
    """A chapter is not last year's with the year changed."""
    if context.previous is None:
        return
    before = _texts(context.previous)
    for section, (heading, text, place) in _texts(context.report).items():
        alike = likeness(text, before[section][1]) if section in before else 0.0
        if alike >= _COPIED:
            yield context.say("copy.previous", place, heading=heading, alike=round(alike * 100))


@for_keys("copy.other")
def check_other_units(context: Context) -> Iterator[Finding]:
    """A chapter is not another unit's with the name changed."""
    own = _texts(context.report)
    for other in context.others:
        if other is context.report or other.source.sha256 == context.report.source.sha256:
            continue
        theirs = _texts(other)
        for section, (heading, text, place) in own.items():
            alike = likeness(text, theirs[section][1]) if section in theirs else 0.0
            if alike >= _COPIED:
                unit = other.particulars.unit_name
                yield context.say("copy.other", place, heading=heading, alike=round(alike * 100), unit=unit)


def _texts(report: Report) -> dict[str, tuple[str, str, Place | None]]:
    """Heading, text and place of every chapter that the unit wrote itself at some length."""
    texts = {}
    for chapter in report.chapters:
        written = [p for p in chapter.paragraphs if not p.generated]
        text = "".join(p.text for p in written)
        if chapter.section not in ("", PREAMBLE) and len(text) >= _LONG:
            place = next((p.place for p in written if p.place), chapter.place)
            texts[chapter.section] = (chapter.heading, text, place)
    return texts
