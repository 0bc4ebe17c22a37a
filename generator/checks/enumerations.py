"""Lists inside the text: 一是…二是…三是, and what the words before them announce (三个方面：…)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.checks.context import Context, Passage
from generator.checks.numerals import han_value
from generator.checks.registry import for_keys
from generator.report.finding import Finding, Severity
from generator.report.model import Level

_MARKERS = (
    re.compile(
        r"(?:^|(?<=[。；：，、！？“”》）])|(?<![统之唯第万逐同单])(?=一是))([一二三四五六七八九十]{1,2})[是要则]"
    ),
    re.compile(r"(?:^|(?<=[。；：，、！？“”》）]))第([一二三四五六七八九十]{1,2})[，、：]"),
    re.compile(r"(?:^|(?<=[。；：，、！？“”》]))（(\d{1,2})）"),
    re.compile(r"([①-⑳])"),
)
_ANNOUNCED = re.compile(
    r"“?(?<![第每一二三四五六七八九十百\d])(?P<n>[两二三四五六七八九十]|\d{1,2})(?P<of>个|大|项|点|条|类|种|方面|步|举措|措施)(?P<what>[^，。；：、\d]{0,14}?)”?(?P<end>[：。，]|——)?$"
)
_SLOGAN = re.compile(
    r"(?:两个维护|两个确立|四个意识|四个自信|四个全面|三个代表|五位一体|两个大局|三个务必|四个伟大|六个必须|六个坚持|两个巩固|三个区分开来|两个一百年|五个一|四个最严|三个所有|两个结合)"
)


@dataclass
class Listing:
    """A list as far as it was read: where its first marker stands, and the ordinals met."""

    passage: Passage
    start: int
    family: int
    ordinals: list[int]

    @property
    def last(self) -> int:
        """The last ordinal met."""
        return self.ordinals[-1]


@for_keys("txt.ordinals", "txt.claim")
def check_enumerations(context: Context) -> Iterator[Finding]:
    """一是 to the last item without a gap, and as many items as were announced."""
    for _, group in groupby(context.passages, lambda passage: id(passage.chapter)):
        passages = tuple(group)
        listings, faults = read_lists(passages)
        for fault in faults:
            severity = None if fault.missing else Severity.WARNING
            yield context.say(
                "txt.ordinals", fault.passage.place, quote=fault.quote, severity=severity, what=fault.what
            )
        for listing in listings:
            yield from _announcement(context, listing)
        yield from _announced_levels(context, passages)


@dataclass(frozen=True)
class Fault:
    """An ordinal that does not follow; `missing`: one or more before it are left out."""

    passage: Passage
    quote: str
    what: str
    missing: bool


def read_lists(passages: tuple[Passage, ...]) -> tuple[list[Listing], list[Fault]]:
    """All lists of a chapter, nested ones too, and the ordinals that do not follow."""
    listings: list[Listing] = []
    faults: list[Fault] = []
    opened: list[Listing] = []
    for passage in passages:
        if passage.paragraph.level is not Level.BODY:
            opened = [listing for listing in opened if listing.family > 1]
        for at, family, ordinal, mark in _markers(passage):
            if ordinal == 1:
                opened.append(Listing(passage, at, family, [1]))
                listings.append(opened[-1])
                continue
            last = _continue(opened, family, ordinal)
            if last and family == 0:
                faults.append(Fault(passage, mark, _what(last, ordinal), ordinal > last))
    return listings, faults


def _markers(passage: Passage) -> list[tuple[int, int, int, str]]:
    """Position, family, ordinal and typed form of every list marker of a paragraph."""
    found = []
    for family, pattern in enumerate(_MARKERS):
        for match in pattern.finditer(passage.text):
            ordinal = _ordinal(match.group(1))
            if ordinal:
                found.append(
                    (match.start(), family, ordinal, passage.reading.quote(match.start(), match.end()))
                )
    return sorted(found)


def _ordinal(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    value = han_value(text)
    return int(value) if value else 0


def _continue(opened: list[Listing], family: int, ordinal: int) -> int:
    """Add the ordinal to the list it continues; if it continues none, the ordinal that it wrongly follows, else 0."""
    own = [listing for listing in opened if listing.family == family]
    for listing in reversed(own):
        if listing.last == ordinal - 1:
            del opened[opened.index(listing) + 1 :]
            listing.ordinals.append(ordinal)
            return 0
    if not own:
        return 0
    last = own[-1].last
    own[-1].ordinals.append(ordinal)
    return last


def _what(last: int, ordinal: int) -> str:
    if ordinal == last:
        return f"“{_han(ordinal)}是”出现两次"
    if ordinal > last:
        missing = "、".join(f"“{_han(n)}是”" for n in range(last + 1, ordinal))
        return f"“{_han(last)}是”之后没有{missing}，就到了“{_han(ordinal)}是”"
    return f"“{_han(last)}是”之后又是“{_han(ordinal)}是”"


_HAN = "零一二三四五六七八九"


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _announcement(context: Context, listing: Listing) -> Iterator[Finding]:
    """The words just before a list say how many items it has."""
    count = len(listing.ordinals)
    before = listing.passage.text[: listing.start]
    match = _ANNOUNCED.search(before)
    if match is None or count < 2 or listing.ordinals != list(range(1, count + 1)):
        return
    announced = _ordinal(match["n"])
    if announced < 2 or announced == count or _is_slogan(listing.passage, listing.start):
        return
    yield context.say(
        "txt.claim",
        listing.passage.place,
        quote=listing.passage.reading.quote(match.start(), listing.start),
        severity=None if match["end"] == "：" else Severity.WARNING,
        announced=announced,
        listed=count,
    )


def _is_slogan(passage: Passage, at: int) -> bool:
    """Whether the words before `at` are a fixed term (两个维护) and announce nothing."""
    return bool(_SLOGAN.search(passage.reading.quote(max(0, at - 20), at)))


def _announced_levels(context: Context, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """A paragraph that announces so many items (做好以下三项工作：) and the numbered paragraphs below it."""
    for at, passage in enumerate(passages):
        match = _ANNOUNCED.search(passage.text)
        count = _items_below(passages[at + 1 :], passage)
        if match is None or match["end"] != "：" or count < 2:
            continue
        if _ordinal(match["n"]) not in (count, 0, 1) and not _is_slogan(passage, len(passage.text)):
            quote = passage.reading.quote(match.start(), len(passage.text))
            announced = _ordinal(match["n"])
            yield context.say("txt.claim", passage.place, quote=quote, announced=announced, listed=count)


_RANK = {Level.BODY: 9, Level.TWO: 2, Level.THREE: 3, Level.FOUR: 4}


def _items_below(passages: tuple[Passage, ...], head: Passage) -> int:
    """How many paragraphs of the level that follows directly stand below `head`."""
    if not passages or passages[0].paragraph.level is Level.BODY:
        return 0
    level = passages[0].paragraph.level
    if head.paragraph.level is not Level.BODY and _RANK[level] <= _RANK[head.paragraph.level]:
        return 0
    count = 0
    for passage in passages:
        if _RANK[passage.paragraph.level] < _RANK[level]:
            break
        count += passage.paragraph.level is level
    return count
