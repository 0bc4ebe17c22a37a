"""A whole and its parts in the narrative: 共N件，其中甲a件，乙b件; N件（甲a件，乙b件）; 甲a件、乙b件，合计N件."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, takewhile

from generator.checks.context import Context, Passage
from generator.checks.reading import Number, Reading, read
from generator.checks.registry import for_keys
from generator.checks.text_figures.amounts import counts, exact, same_unit
from generator.checks.values import plain
from generator.report.finding import Finding

_AMONG = re.compile(
    r"其中(?:[：，]|包括[：，]?|有)?|(?:包括|分别为|分别是)[：，]?|(?<=\d[件条篇次份期场个项])：|(?<=[\d件条个份])[^，。；\d]{0,6}(?:信息|申请)中[：，]|在[^，。；\d]{2,14}(?:信息|申请)中[：，]"
)
_BRACKET = re.compile(r"（[^（）]*）")
_HIDDEN = "＿"
_REST = re.compile(r"(?:其他|其它|其余|剩余)[^，。；、\d]{0,12}\d")
_REST_NAMED = re.compile("其他|其它|其余|剩余")
_COMPLETE = (
    ("网络", "信函"), ("当面", "信函"), ("自然人", "法人"), ("公民", "法人"), ("审批", "服务"), ("个人", "企业"),
    ("同意公开", "不"), ("予以公开", "不予公开"), ("图解", "视频"), ("网站", "其他"),
)  # fmt: skip
"""Pairs of words that name parts which divide the whole."""
_CLOSE = Decimal("0.03")
"""Parts that miss the whole by no more than this share of it were meant to make it up."""
_OTHER = re.compile(
    r"比|较|同比|增加|减少|增长|下降|上升|占|完成|办结|累计|达|超过|每|人均|平均|回复|答复|采纳|按[时期]|满意|同时|更新"
)
_AGAIN = re.compile(r"其中|合计|共计|总计|，共")
_OTHER_MATTER = re.compile(r"[。；\d]|通过|另|同时|还|更新|此外")
"""Between two numbers of a list: the second is about something else."""
_JOINED = re.compile(r"[^，。；\d]{0,14}[、和及][^，。；、\d]{0,14}")


_BACK = re.compile(r"在[^，。；\d]{2,14}(?:信息|申请)中[，：]")
"""A paragraph that divides what the one before it counts: 在主动公开的信息中，…."""
_ANSWERED = re.compile(r"(\d+)件[^，。；\d]{0,4}申请中[，：](?=“|$)")
_ANSWER = re.compile(r"“[^”]{2,14}”的?(\d+)[件份宗]，占")
"""A paragraph of its own for each kind of answer: “同意公开”的7件，占总数的70%。"""


@dataclass(frozen=True)
class Division:
    """`whole` and the parts that the sentence lists for it, in order; `text` is the list."""

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
        """From the first to the last of its numbers, as typed."""
        numbers = sorted((self.whole, *self.parts), key=lambda n: n.start)
        return self.passage.reading.quote(numbers[0].start, numbers[-1].stop)


@for_keys("txt.parts_sum")
def check_parts(context: Context) -> Iterator[Finding]:
    """Parts that are said to make up a number add up to it."""
    for passage in joined_passages(context.passages):
        told: set[int] = set()
        for division in (*divisions(passage), *summings(passage)):
            if division.whole.start not in told:
                told.add(division.whole.start)
                yield _finding(context, division)
    for division in answers(context.passages):
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


def answers(passages: tuple[Passage, ...]) -> Iterator[Division]:
    """在已经答复的N件申请中，“甲”a件，占… and a paragraph for each further kind of answer, which do not add up."""
    for at, passage in enumerate(passages):
        opening = _ANSWERED.search(passage.text)
        whole = passage.reading.number_at(opening.start(1)) if opening else None
        if opening is None or whole is None:
            continue
        parts = [_ANSWER.match(passage.text, opening.end())] if opening.end() < len(passage.text) else []
        parts += [_ANSWER.match(p.text) for p in passages[at + 1 :] if p.chapter is passage.chapter]
        listed = [Decimal(m.group(1)) for m in takewhile(lambda m: m is not None, parts) if m]
        if len(listed) > 1 and sum(listed) != whole.value:
            found = [Number(whole.start, whole.end, value, Decimal(1), whole.unit) for value in listed]
            yield Division(passage, whole, tuple(found), passage.text)


def joined_passages(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages, a list that runs over several paragraphs (…其中： …； …；) joined into one."""
    run: list[Passage] = []
    for passage in passages:
        if run and not _goes_on(run[-1], passage):
            yield _join(run)
            run = []
        run.append(passage)
    if run:
        yield _join(run)


def _goes_on(last: Passage, passage: Passage) -> bool:
    if last.chapter is not passage.chapter:
        return False
    return last.text.endswith(("：", "；", "，", "、")) or bool(_BACK.match(passage.text))


def _join(run: list[Passage]) -> Passage:
    if len(run) == 1:
        return run[0]
    return replace(run[0], reading=read("".join(passage.paragraph.text for passage in run)))


def divisions(passage: Passage) -> Iterator[Division]:
    """Wholes whose listed parts, two at least, were meant to make them up and do not."""
    reading = passage.reading
    for wholes, begin, end in (*_after_among(reading), *_in_brackets(reading)):
        whole = wholes[-1]
        parts = _parts(reading, begin, end, whole)
        if len(parts) < 2:
            continue
        division = Division(passage, whole, parts, reading.text[begin : parts[-1].stop])
        if exact(whole, *parts) and not _accounted_for(division, wholes) and _meant_to_add_up(division):
            yield division


Listed = tuple[list[Number], int, int]
"""The numbers that may be the whole, the likeliest last; where the list of parts begins and ends."""


def _after_among(reading: Reading) -> Iterator[Listed]:
    """Lists after 其中: the whole stands before it, in this sentence or the one before."""
    text = _without_brackets(reading.text)
    for among in _AMONG.finditer(text):
        wholes = _wholes_before(reading, text, among.start())
        if wholes and not (len(wholes) > 1 and _one_breath(text, wholes[-2], wholes[-1])):
            _, end = reading.sentence(among.end())
            yield wholes, among.end(), _list_end(reading, text, among.end(), end)


def _one_breath(text: str, one: Number, other: Number) -> bool:
    """Whether two numbers stand side by side (复议3件、诉讼3件), so that the list may divide both."""
    return bool(_JOINED.fullmatch(text[one.stop : other.start]))


def _in_brackets(reading: Reading) -> Iterator[Listed]:
    """Lists in brackets right after a number: 44件（网上42件，邮寄2件）."""
    for bracket in _BRACKET.finditer(reading.text):
        before = [n for n in reading.numbers if n.stop == bracket.start() and counts(n)]
        if before:
            yield before, bracket.start() + 1, bracket.end() - 1


def _without_brackets(text: str) -> str:
    """The text with what stands in brackets hidden, character for character."""
    return _BRACKET.sub(lambda m: _HIDDEN * len(m.group()), text)


def _wholes_before(reading: Reading, text: str, among: int) -> list[Number]:
    """Numbers of one kind before 其中, in its sentence; only percentages may stand between the last and it."""
    before = [n for n in reading.numbers if n.start < among and counts(n) and text[n.start] != _HIDDEN]
    if not before or before[-1].hedged:
        return []
    last = before[-1]
    between = re.sub(r"\d+(?:\.\d+)?%", "", text[last.stop : among])
    if not re.fullmatch(r"[^；\d]{0,30}", between) or between.count("。") > 2:
        return []
    start, _ = reading.sentence(last.start)
    return [n for n in before if n.start >= start and same_unit(n, last)]


def _list_end(reading: Reading, text: str, begin: int, end: int) -> int:
    """Where the list ends: the sentence's end, the next 其中, a new whole (共, 合计), or a ； that divides no parts."""
    again = [m.start() for m in _AGAIN.finditer(text, begin, end) if not _of_the_rest(text, m)]
    stop = again[0] if again else end
    counted = [
        n for n in reading.numbers if begin <= n.start < stop and counts(n) and text[n.start] != _HIDDEN
    ]
    if len(counted) >= 2 and "；" not in text[counted[0].stop : counted[1].start]:
        semicolon = text.find("；", begin, stop)
        stop = semicolon if semicolon >= 0 else stop
    return stop


def _of_the_rest(text: str, total: re.Match[str]) -> bool:
    """Whether 共计 stands before the last part of a list (其他信息共计2004条) and opens no new one."""
    clause = text[max(text.rfind(mark, 0, total.start()) for mark in "，；：。") + 1 : total.start()]
    return total.group() in ("共计", "合计", "总计") and bool(_REST_NAMED.search(clause))


def _parts(reading: Reading, begin: int, end: int, whole: Number) -> tuple[Number, ...]:
    """Numbers of the list that count what the whole counts; what stands in brackets belongs to one part."""
    inner = [m.span() for m in _BRACKET.finditer(reading.text, begin, end)]
    return tuple(
        n
        for n in reading.numbers
        if begin <= n.start < end
        and not any(a <= n.start < b for a, b in inner)
        and same_unit(n, whole)
        and not n.hedged
        and not _about_else(reading, n, begin)
    )


def _about_else(reading: Reading, number: Number, begin: int) -> bool:
    """Whether the number's own words make it a change, a rate or something done with the part before it."""
    start = max(begin, *(reading.text.rfind(mark, 0, number.start) + 1 for mark in "，、；："))
    words = reading.text[start : number.start]
    return bool(_OTHER.search(words)) and not _REST_NAMED.search(words)


def _accounted_for(division: Division, wholes: list[Number]) -> bool:
    """Whether the parts make up the whole, another number before it, or all of those; or the first of them do.

    Parts that are each as large as the whole are the same things told through several channels.
    """
    values = [n.value for n in wholes]
    if division.sum in {*values, *accumulate(reversed(values))}:
        return True
    if all(part.value == division.whole.value for part in division.parts):
        return True
    sums = list(accumulate(part.value for part in division.parts))
    if division.whole.value not in sums[1:-1]:
        return False
    last = sums.index(division.whole.value)
    parts, text = division.parts, division.passage.text
    return bool(_OTHER_MATTER.search(text[parts[last].stop : parts[last + 1].start]))


def _meant_to_add_up(division: Division) -> bool:
    """Whether the parts are all the parts: too much is always wrong; too little only where the list is complete."""
    if division.sum > division.whole.value or _REST.search(division.text):
        return True
    if any(all(word in division.text for word in pair) for pair in _COMPLETE):
        return True
    return _all_but(division) and not _rest_follows(division)


def _all_but(division: Division) -> bool:
    """Whether the parts miss the whole by next to nothing."""
    whole = division.whole.value
    return abs(division.sum - whole) <= max(Decimal(1), whole * _CLOSE)


def _rest_follows(division: Division) -> bool:
    """Whether what is missing is told of further on in the paragraph."""
    missing = division.whole.value - division.sum
    end = division.parts[-1].stop
    return any(
        n.value == missing and same_unit(n, division.whole)
        for n in division.passage.reading.numbers
        if n.start > end
    )


def summings(passage: Passage) -> Iterator[Division]:
    """Amounts before 合计 N, or after 共 N without 其中, that all but add up to it."""
    reading = passage.reading
    for start, end in reading.sentences():
        text = reading.text[start:end]
        if _AMONG.search(text) or len(re.findall("共|合计|总计", text)) != 1:
            continue
        numbers = [n for n in reading.numbers if start <= n.start < end and counts(n)]
        for whole in (n for n in numbers if _announced(reading, n)):
            division = Division(passage, whole, _beside(reading, numbers, whole, end), text)
            wrong = len(division.parts) >= 2 and division.sum != whole.value
            if wrong and exact(whole, *division.parts) and _all_but(division) and not _rest_follows(division):
                yield division


def _beside(reading: Reading, numbers: list[Number], whole: Number, end: int) -> tuple[Number, ...]:
    """What counts the same before the whole, else what follows it up to the next ；."""
    same = [n for n in numbers if n is not whole and same_unit(n, whole)]
    before = tuple(n for n in same if n.start < whole.start)
    stop = reading.text.find("；", whole.start, end)
    return before or tuple(n for n in same if n.start < (stop if stop >= 0 else end))


def _announced(reading: Reading, whole: Number) -> bool:
    """Whether 共, 合计 or 总计 stands before the number in its clause."""
    start, _ = reading.clause(whole.start)
    return bool(re.search("共|合计|总计", reading.text[start : whole.start]))
