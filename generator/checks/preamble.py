"""The preamble's list of parts: as many as it says, and those of the form."""

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.checks.context import Context, Passage
from generator.checks.numerals import han_value
from generator.checks.registry import for_keys
from generator.checks.similarity import likeness
from generator.report.finding import Finding

_PARTS = re.compile(
    r"(?P<list>[^。；]*?)(?P<more>等|以及)?(?:共|共计|这)*(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大)?(?:部分|方面|章|板块)"
)
_UNCOUNTED = re.compile(
    r"(?P<list>[^。；]*(?:由|包括|包含|分为)[^。；]*?)(?P<more>等)?(?:几|几个|若干)?(?:部分|方面|内容|方面的内容)?(?:组成|构成|$|。)"
)
_COUNT_FIRST = re.compile(
    r"[^。；]*?(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大)?(?:部分|方面)[，：](?:主要)?(?:包括|包含|分别为|分别是|即|为)?"
    r"(?P<list>[^。；]*?)(?P<more>等)?(?:。|$)"
)
_BEGIN = re.compile(r"由|包括|包含|分为|涵盖|从|分别为|分别是|内容为|内容有|主要有")
_ENDS = "情况|概述|概况|措施|事项|做法|打算|附表|附件|安排|建议|说明|统计表|工作|问题|举措|计划|内容|思路|重点|建设|保障"
_HEADING = re.compile(f"(?:{_ENDS})$")
_NO_NAME = re.compile(r"数据|统计(?!表)|期限|时限|\d{4}年")
"""What a sentence goes on with after its list of parts: 各项数据统计期限为…."""
_JOINED = re.compile(r"(?:事项|情况)(?:及|和|与)(?=附[表件]|不予公开|提起|行政诉讼|诉讼)")
"""Between what some count as one part (需要说明的事项与附表), some as two."""
_SPLIT = re.compile(r"[，、]|以及")
_INNER = re.compile(r"(?<=情况|概述|措施|事项|做法)(?:及|和|与)")
_ALIKE = 0.5
"""A name as much like a heading as this is meant for it."""
_STRANGE = 0.34
"""A name less like any heading of the form than this is no part of it."""


@for_keys("pre.parts")
def check_parts_list(context: Context) -> Iterator[Finding]:
    """本报告由…等N个部分组成: N names, and in a form with fixed chapters just those."""
    for passage in (*context.preamble, *context.chapter_passages(_first_section(context))[:2]):
        for start, end in passage.reading.sentences():
            sentence = _one_list(passage.text[start:end])
            for pattern in (_PARTS, _COUNT_FIRST, _UNCOUNTED):
                match = pattern.match(sentence)
                names = part_names(match["list"]) if match else []
                if match and len(names) >= 3 and _about_parts(context, names):
                    quote = passage.reading.quote(start, start + match.end())
                    yield from _judge(context, passage, match, names, quote)
                    break


def _one_list(sentence: str) -> str:
    """The sentence with the ； of a list (（一）总体情况；（二）…；…) as 、, character for character."""
    return sentence.replace("；", "、") if sentence.count("；") >= _SEMICOLONS else sentence


_SEMICOLONS = 3
"""So many ； in one sentence part the members of a list."""


def _about_parts(context: Context, names: list[str]) -> bool:
    """Whether the list is one of chapters: two of its names at least are like headings of the form."""
    headings = [(s.title, *s.aliases) for s in context.format.sections if not s.annex]
    return sum(any(_like(name, titles) > _ALIKE for titles in headings) for name in names) >= 2


def _first_section(context: Context) -> str:
    return context.format.sections[0].id


def part_names(text: str) -> list[str]:
    """The names of a list of parts: a piece that does not end like a heading goes with the next."""
    begins = [m.end() for m in _BEGIN.finditer(text)]
    pieces = [
        part.strip("《》“”")
        for piece in _SPLIT.split(text[begins[-1] if begins else 0 :])
        for part in _INNER.split(piece)
    ]
    pieces = [piece for piece in takewhile(lambda piece: not _NO_NAME.search(piece), pieces) if piece]
    if sum(bool(_HEADING.search(piece)) for piece in pieces) * 2 < len(pieces):
        return pieces
    names: list[str] = []
    pending = ""
    for piece in pieces:
        pending += piece
        if _HEADING.search(pending):
            names.append(pending)
            pending = ""
    return names + ([pending] if pending else [])


def _judge(
    context: Context, passage: Passage, match: re.Match[str], names: list[str], quote: str
) -> Iterator[Finding]:
    said = _count(match) or len(names)
    shortened = bool(match["more"])
    what = ""
    if len(names) - len(_JOINED.findall(match["list"])) <= said < len(names):
        return
    if said != len(names) and not (shortened and len(names) <= said - 2):
        what = f"写明{said}个部分，列出的却是{len(names)}个（{'、'.join(names)}）"
    elif said == len(names) and not context.format.open_chapters:
        what = _other_chapters(context, names, shortened and not _count(match))
    if what:
        yield context.say("pre.parts", passage.place, quote=_shortened(quote), what=what)


def _count(match: re.Match[str]) -> int:
    """The number of parts that the sentence states, 0 if it states none."""
    text = match.groupdict().get("n") or ""
    return int(text) if text.isdigit() else int(han_value(text) or 0)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= 40 else f"{quote[:16]}……{quote[-16:]}"


def _other_chapters(context: Context, names: list[str], open_end: bool) -> str:
    """Names that are no chapter of the form, and chapters that are not named."""
    headings = [(s.title, *s.aliases) for s in context.format.sections if not s.annex]
    strange = [n for n in names if max(_like(n, titles) for titles in headings) < _STRANGE]
    meant = {max(headings, key=lambda titles: _like(name, titles)) for name in names if name not in strange}
    missing = [titles[0] for titles in headings if titles not in meant]
    told = ["、".join(f"“{n}”" for n in strange) + "不是本格式的部分"] if strange else []
    if missing and (strange or not open_end):
        told.append("没有写" + "、".join(f"“{t}”" for t in missing))
    return "；".join(told)


def _like(name: str, titles: tuple[str, ...]) -> float:
    return max(likeness(name.replace("的", ""), title.replace("的", "")) for title in titles)
