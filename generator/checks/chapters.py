"""Chapters of the narrative: what they must tell, and what has no place in them."""

import re
from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.checks.registry import for_keys
from generator.report.finding import Finding, Place


@for_keys("chapter.empty")
def check_empty(context: Context) -> Iterator[Finding]:
    """A chapter that the law wants filled (problems and improvement) is not 无; one left out is told elsewhere."""
    for id in context.word("never_empty"):
        text = _own_text(context, id)
        nothing = len(text) < 30 and re.match(
            r"(?:本[机单][^，。]{0,4}|我[^，。]{0,3})?(?:暂?无|没有|不存在|未发现)", text
        )
        if text and (nothing or text.rstrip("。") in context.word("nothing")):
            heading = context.format.section(id).heading
            yield context.say("chapter.empty", _place(context, id), quote=text, heading=heading)


@for_keys("chapter.missing")
def check_statutory_items(context: Context) -> Iterator[Finding]:
    """Where chapters are the unit's own, every statutory item is told somewhere (2007条例第三十二条)."""
    text = "".join(c.heading for c in context.report.chapters) + "".join(p.text for p in context.passages)
    items = context.format.wording.get("statutory_items", ())
    missing = [
        f"{item['name']}（{item['clause']}）"
        for item in (items if isinstance(items, list | tuple) else ())
        if not any(word in text for word in item["words"])
    ]
    if missing and text:
        yield context.say("chapter.missing", None, what="、".join(missing))


@for_keys("s1.topics")
def check_topics(context: Context) -> Iterator[Finding]:
    """The first chapter tells of every topic that the form prescribes (国办公开办函〔2021〕30号一（一）)."""
    topics = context.format.wording.get("topics")
    first = context.format.sections[0]
    text = _own_text(context, first.id)
    if not isinstance(topics, Mapping) or not text:
        return
    missing = [name for name, words in topics.items() if not any(word in text for word in words)]
    if missing:
        yield context.say(
            "s1.topics", _place(context, first.id), heading=first.heading, what="、".join(missing)
        )


@for_keys("s1.evaluation")
def check_evaluation(context: Context) -> Iterator[Finding]:
    """A government's report tells of 工作考核, 社会评议, 责任追究 (条例 art. 50 para. 1 (4))."""
    text = "".join(p.text for p in context.passages)
    if not context.report.particulars.unit_name.endswith("人民政府") or not text:
        return
    missing = [word for word in context.word("evaluation") if not _told(word, text)]
    if missing:
        first = context.format.sections[0]
        yield context.say("s1.evaluation", _place(context, first.id), what="、".join(missing))


_SYNONYMS = {
    "工作考核": r"考核|考评|绩效",
    "社会评议": r"评议|评价|满意度|测评|社会监督",
    "责任追究": r"追责|问责|责任追究|追究责任",
}


def _told(word: str, text: str) -> bool:
    return bool(re.search(_SYNONYMS.get(word, re.escape(word)), text))


@for_keys("s1.length")
def check_length(context: Context) -> Iterator[Finding]:
    """A chapter is no longer than the limit that an office set for it."""
    limits = context.format.wording.get("length_limit")
    for id, limit in limits.items() if isinstance(limits, Mapping) else ():
        length = len(_own_text(context, id))
        if length > int(limit):
            heading = context.format.section(id).heading
            yield context.say("s1.length", _place(context, id), heading=heading, length=length, limit=limit)


@for_keys("s5.both")
def check_problems_and_measures(context: Context) -> Iterator[Finding]:
    """The chapter of problems names problems and what is done about them."""
    for id in context.word("never_empty"):
        text = _own_text(context, id)
        if len(text) < 30:
            continue
        for key, name in (("problem_words", "存在的问题"), ("measure_words", "改进措施")):
            words = context.word(key)
            if words and not any(word in text for word in words):
                heading = context.format.section(id).heading
                yield context.say("s5.both", _place(context, id), heading=heading, what=name)


def _own_text(context: Context, section: str) -> str:
    return "".join(p.text for p in context.chapter_passages(section) if not p.paragraph.generated)


def _place(context: Context, section: str) -> Place | None:
    chapter = context.report.chapter(section)
    places = [p.place for p in context.chapter_passages(section) if p.place]
    return places[0] if places else chapter.place if chapter else None


@for_keys("letter.phrase")
def check_covering_letter(context: Context) -> Iterator[Finding]:
    """The report speaks to everybody: phrases of the letter that it was sent up with do not belong in it."""
    phrases = "|".join(context.word("covering_letter"))
    for passage in context.passages:
        for match in re.finditer(phrases, passage.text) if phrases else ():
            quote = passage.reading.quote(match.start(), match.end())
            yield context.say("letter.phrase", passage.place, quote=quote)
    for passage in context.preamble[:2]:
        if _ADDRESSEE.fullmatch(passage.text):
            yield context.say("letter.phrase", passage.place, quote=passage.paragraph.text)


_ADDRESSEE = re.compile(r"[\u4e00-\u9fff、]{2,30}(?:办公室|政府|办|委|局)：")
"""A line that addresses an office above (市政府办公室：)."""


@for_keys("txt.leftover")
def check_leftovers(context: Context) -> Iterator[Finding]:
    """Instructions of the form and of templates are not part of the report."""
    phrases = "|".join(context.word("leftover"))
    for passage in context.passages:
        match = re.search(phrases, passage.text) if phrases else None
        if match:
            start, end = passage.reading.sentence(match.start())
            yield context.say("txt.leftover", passage.place, quote=passage.reading.quote(start, end))
