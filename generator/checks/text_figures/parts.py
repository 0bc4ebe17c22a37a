"""A whole and its parts in the narrative: 共N件，其中甲a件，乙b件; and 甲a件、乙b件，合计N件."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from generator.checks.context import Context, Passage
from generator.checks.reading import Number, Reading, read
from generator.checks.registry import for_keys
from generator.checks.values import plain
from generator.report.finding import Finding

_AMONG = re.compile(r"其中(?:[：，]|包括|有)?|(?:包括|分别为|分别是)[：，]?")
_INNER = re.compile(r"（[^（）]*）")
_REST = re.compile(r"(?:其他|其它|其余|剩余)[^，。；、\d]{0,12}\d")
_COMPLETE = (
    ("网络", "信函"), ("当面", "信函"), ("自然人", "法人"), ("公民", "法人"), ("审批", "服务"), ("个人", "企业"), ("同意公开", "不"),
    ("予以公开", "不予公开"), ("维持", "纠正"), ("图解", "视频"), ("政府网站", "其他"), ("网站", "其他"),
)  # fmt: skip
"""Pairs of words that name parts which divide the whole."""
_CLOSE = Decimal("0.03")
"""Parts that miss the whole by no more than this share of it were meant to make it up."""
_OTHER = re.compile(
    r"比|较|同比|增加|减少|增长|下降|上升|占|完成|办结率|累计|达|超过|每|人均|平均|回复|答复|采纳|按[时期]|满意"
)


@dataclass(frozen=True)
class Division:
    """`whole` and the parts that the sentence lists for it, in order."""

    passage: Passage
    whole: Number
    parts: tuple[Number, ...]
    text: str

    @property
    def sum(self) -> Decimal:
        """Σ of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def quote(self) -> str:
        """From the whole to the last part, as typed."""
        return self.passage.reading.quote(self.whole.start, self.parts[-1].stop)


@for_keys("txt.parts_sum")
def check_parts(context: Context) -> Iterator[Finding]:
    """Parts that are said to make up a number add up to it."""
    for passage in _joined_passages(context.passages):
        told = set()
        for division in (*divisions(passage), *summings(passage)):
            if division.whole.start not in told and division.sum != division.whole.value:
                told.add(division.whole.start)
                yield _finding(context, division)


def _finding(context: Context, division: Division) -> Finding:
    return context.say(
        "txt.parts_sum",
        division.passage.place,
        quote=division.quote,
        whole=plain(division.whole.value) + division.whole.unit,
        terms="+".join(plain(part.value) for part in division.parts),
        sum=plain(division.sum),
        diff=plain(abs(division.sum - division.whole.value)),
    )


def _joined_passages(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages, a list that runs over several paragraphs (…其中： …； …；) joined into one."""
    run: list[Passage] = []
    for passage in passages:
        if run and (
            run[-1].chapter is not passage.chapter or not run[-1].text.endswith(("：", "；", "，", "、"))
        ):
            yield _join(run)
            run = []
        run.append(passage)
    if run:
        yield _join(run)


def _join(run: list[Passage]) -> Passage:
    if len(run) == 1:
        return run[0]
    return replace(run[0], reading=read("".join(passage.paragraph.text for passage in run)))


def divisions(passage: Passage) -> Iterator[Division]:
    """Every whole with the parts listed after it, two at least, where they were meant to make it up."""
    reading = passage.reading
    for among in _AMONG.finditer(reading.text):
        _, end = reading.sentence(among.end())
        whole = _whole_before(reading, among.start())
        if whole is None:
            continue
        parts = _parts_after(reading, among.end(), _list_end(reading, among.end(), end), whole)
        if len(parts) >= 2:
            division = Division(passage, whole, parts, reading.text[among.start() : parts[-1].stop])
            if _exact(division) and _meant_to_add_up(division) and not _first_ones_fit(division):
                yield division


def summings(passage: Passage) -> Iterator[Division]:
    """Amounts of one kind before 合计 N, or after 共 N without 其中, that all but add up to it."""
    reading = passage.reading
    for start, end in reading.sentences():
        text = reading.text[start:end]
        if _AMONG.search(text) or len(re.findall("共|合计|总计", text)) != 1:
            continue
        numbers = [n for n in reading.numbers if start <= n.start < end and _counts(n)]
        for whole in (n for n in numbers if _announced(reading, n)):
            others = _beside(reading, numbers, whole, start, end)
            division = Division(passage, whole, others, text)
            if len(others) >= 2 and _exact(division) and _all_but(division):
                yield division


def _beside(
    reading: Reading, numbers: list[Number], whole: Number, start: int, end: int
) -> tuple[Number, ...]:
    """What counts the same before the whole, or up to the next ； after it."""
    same = [n for n in numbers if n is not whole and _same_unit(n, whole)]
    before = tuple(n for n in same if n.start < whole.start)
    stop = reading.text.find("；", whole.start, end)
    return before or tuple(n for n in same if n.start < (stop if stop >= 0 else end))


def _announced(reading: Reading, whole: Number) -> bool:
    """Whether 共, 合计 or 总计 stands before the number in its clause."""
    start, _ = reading.clause(whole.start)
    return bool(re.search("共|合计|总计", reading.text[start : whole.start]))


def _whole_before(reading: Reading, among: int) -> Number | None:
    """The last number with a counting word before 其中, where hardly anything stands between."""
    before = [n for n in reading.numbers if n.start < among and _counts(n)]
    if not before or before[-1].hedged:
        return None
    between = reading.text[before[-1].stop : among]
    return before[-1] if re.fullmatch(r"[^，。；\d]{0,10}[，。；：、（]?", between) else None


def _list_end(reading: Reading, begin: int, end: int) -> int:
    """Where the list ends: the sentence's end, the next 其中, a new whole (共, 合计), or a ； that divides no parts."""
    again = re.compile(r"其中|合计|共计|总计|，共").search(reading.text, begin, end)
    stop = again.start() if again else end
    counted = [n for n in reading.numbers if begin <= n.start < stop and _counts(n)]
    if len(counted) >= 2 and "；" not in reading.text[counted[0].stop : counted[1].start]:
        semicolon = reading.text.find("；", begin, stop)
        stop = semicolon if semicolon >= 0 else stop
    return stop


def _parts_after(reading: Reading, begin: int, end: int, whole: Number) -> tuple[Number, ...]:
    """Numbers of the list that count what the whole counts; what stands in brackets belongs to one part."""
    inner = [m.span() for m in _INNER.finditer(reading.text, begin, end)]
    parts = []
    for number in reading.numbers:
        if not begin <= number.start < end or any(a <= number.start < b for a, b in inner):
            continue
        if _same_unit(number, whole) and not number.hedged and not _about_else(reading, number, begin):
            parts.append(number)
    return tuple(parts)


def _about_else(reading: Reading, number: Number, begin: int) -> bool:
    """Whether the number's own words make it a change, a rate or something done with the part before it."""
    start = max(begin, *(reading.text.rfind(mark, 0, number.start) + 1 for mark in "，、；："))
    return bool(_OTHER.search(reading.text[start : number.start]))


_CASES = ("件", "份", "宗", "起", "例")
"""Counting words for requests and cases, used one for the other."""


def _same_unit(one: Number, other: Number) -> bool:
    return one.unit == other.unit or (one.unit in _CASES and other.unit in _CASES)


def _counts(number: Number) -> bool:
    return number.unit not in (
        "",
        "%",
        "年",
        "月",
        "日",
        "号",
        "万元",
        "元",
        "章",
        "节",
        "个工作日",
        "工作日",
        "天",
    )


def _exact(division: Division) -> bool:
    return not any(n.grain > 1 or n.hedged for n in (division.whole, *division.parts))


def _first_ones_fit(division: Division) -> bool:
    """Whether the first parts make up the whole already, so that what follows is another matter."""
    sums = accumulate(part.value for part in division.parts)
    return division.whole.value in list(sums)[1:]


def _all_but(division: Division) -> bool:
    """Whether the parts miss the whole by next to nothing."""
    whole = division.whole.value
    return abs(division.sum - whole) <= max(Decimal(1), whole * _CLOSE)


def _meant_to_add_up(division: Division) -> bool:
    """Whether the parts are all the parts: too much is always wrong; too little only where the list is complete."""
    if division.sum > division.whole.value or _REST.search(division.text) or _all_but(division):
        return True
    return any(all(word in division.text for word in pair) for pair in _COMPLETE)
