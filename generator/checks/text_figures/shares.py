"""Shares in the narrative (N件，占P%): recomputed from the numbers beside them, and their sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import pairwise

from generator.checks.context import Context, Passage
from generator.checks.reading import Number
from generator.checks.registry import for_keys
from generator.checks.text_figures.amounts import counts, exact, same_unit
from generator.checks.values import plain
from generator.report.finding import Finding, Severity

_BETWEEN = re.compile(
    r"(?P<thing>[\u4e00-\u9fff]{0,6})(?P<open>[，、（]*)(?:所)?(?P<word>占|占比|比例|比重)?(?P<base>[^。；，,\d%（）]{0,20}?)(?:比例|比重|百分比|比)?(?:为|是|达到|达|约为|约)?"
)
_ROUGH = re.compile(r"近|超|逾|余|多|不足|以上")
_GENERAL_BASE = re.compile(
    r"^(?:比|比例|[^\u4e00-\u9fff]*|.{0,10}(?:总量|总数|总体|总额|总件数|全部.{0,6}|所有.{0,6}|其中|合计)的?)$"
)
_NEAR = Decimal("0.3")
"""Percentage points: a share this close to the right one is that share, wrongly computed."""
_GAP = 220
"""Characters between two shares of one list, or between the whole and its first share, at most."""


@dataclass(frozen=True)
class Share:
    """`part` of a whole is said to be `percent` of it; `base` are the words for the whole.

    `bare`: without 占, only in brackets; `about`: with 约.
    """

    passage: Passage
    part: Number
    percent: Number
    base: str
    bare: bool
    about: bool

    @property
    def stated(self) -> Decimal:
        """The percentage as printed."""
        return self.percent.value

    def right_for(self, whole: Decimal) -> bool:
        """Whether the printed percentage is the part's share of `whole`, rounded as printed."""
        if self.about:
            return abs(self.part.value * 100 / whole - self.stated) <= self.percent.grain
        return self.stated in (self.computed(whole, ROUND_HALF_UP), self.computed(whole, ROUND_HALF_EVEN))

    def computed(self, whole: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
        """The part's share of `whole` with as many decimals as are printed."""
        return (self.part.value * 100 / whole).quantize(self.percent.grain, rounding)

    @property
    def quote(self) -> str:
        """From the name of the part to the percentage, as typed."""
        text, start = self.passage.text, self.part.start
        name = max(text.rfind(mark, 0, start) + 1 for mark in "，、；：。（")
        return self.passage.reading.quote(max(name, start - 16), self.percent.stop)


@dataclass(frozen=True)
class Whole:
    """A number before a share that may be what it is a share of."""

    passage: Passage
    number: Number


def shares_of(passage: Passage) -> Iterator[Share]:
    """Every number with a percentage that is said to be its share."""
    numbers = passage.reading.numbers
    for part, percent in pairwise(numbers):
        if percent.unit != "%" or part.unit in ("", "%", "年", "月", "日"):
            continue
        match = _BETWEEN.fullmatch(passage.text[part.stop : percent.start])
        if match is None or not (match["word"] or match.group() == "（"):
            continue
        about = "约" in match.group()
        if not _ROUGH.search(match["base"]) and not part.hedged and (about or not percent.hedged):
            yield Share(passage, part, percent, match["base"].replace("约", ""), not match["word"], about)


@for_keys("txt.percent", "txt.percent_sum")
def check_shares(context: Context) -> Iterator[Finding]:
    """A printed share is the one that its numbers give, and the shares of one whole add up to 100."""
    for chapter in context.report.chapters:
        passages = tuple(p for p in context.passages if p.chapter is chapter)
        for shares in _lists(passages):
            whole = _whole(shares, passages)
            if whole is not None:
                yield from _wrong_shares(context, shares, whole.number, passages)
                yield from _wrong_sum(context, shares, whole.number)


def _lists(passages: tuple[Passage, ...]) -> Iterator[list[Share]]:
    """Shares that follow each other closely and count the same thing: one list."""
    shares: list[Share] = []
    for passage in passages:
        for share in shares_of(passage):
            if shares and not _one_list(shares[-1], share):
                yield shares
                shares = []
            shares.append(share)
    if shares:
        yield shares


def _one_list(last: Share, share: Share) -> bool:
    if not same_unit(last.part, share.part) or share.passage.index - last.passage.index > 1:
        return False
    if last.passage is not share.passage:
        return True
    between = share.passage.text[last.percent.stop : share.part.start]
    return len(between) <= _GAP and not re.search(r"共|总(?:数|量|计)|其中", between)


def _whole(shares: list[Share], passages: tuple[Passage, ...]) -> Whole | None:
    """What the list is a list of shares of: the number before it that most of them fit, if that is certain."""
    before = _before(shares[0], passages)
    if not before:
        return None
    fits = {id(w): sum(s.right_for(w.number.value) for s in shares) for w in before}
    best = max(before, key=lambda w: (fits[id(w)], before.index(w)))
    if fits[id(best)] == len(shares) or (fits[id(best)] >= 1 and len(shares) >= 2):
        return best
    return _only_whole(shares, before)


def _before(share: Share, passages: tuple[Passage, ...]) -> list[Whole]:
    """Numbers of the same unit, not smaller than the part, before the list's first part and close to it."""
    found = []
    for passage in passages:
        distance = share.passage.index - passage.index
        if 0 <= distance <= 2:
            limit = share.part.start if distance == 0 else len(passage.text)
            low = limit - _GAP if distance == 0 else 0
            found += [
                Whole(passage, n)
                for n in passage.reading.numbers
                if low <= n.start < limit
                and same_unit(n, share.part)
                and n.value >= share.part.value > 0
                and not n.hedged
            ]
    return found


def _only_whole(shares: list[Share], before: list[Whole]) -> Whole | None:
    """A whole that no share fits: only where the sentence leaves no doubt, or the slip is one of rounding."""
    near = [w for w in before if _rounding_slip(shares[0], w.number.value)]
    if near:
        return near[-1]
    first = shares[0]
    start, _ = first.passage.reading.sentence(first.part.start)
    same = [w for w in before if w.passage is first.passage and w.number.start >= start]
    stated = first.passage.text[start : first.part.start]
    certain = len(same) == 1 and re.search(r"其中|共", stated) and _GENERAL_BASE.match(first.base)
    return same[0] if certain and not first.bare else None


def _rounding_slip(share: Share, whole: Decimal) -> bool:
    exact = share.part.value * 100 / whole
    return abs(exact - share.stated) <= _NEAR + share.percent.grain / 2


def _wrong_shares(
    context: Context, shares: list[Share], whole: Number, passages: tuple[Passage, ...]
) -> Iterator[Finding]:
    for share in shares:
        wholes = [whole.value, *(w.number.value for w in _before(share, passages))]
        fits = any(share.right_for(value) for value in wholes)
        if not fits and share.part.value <= whole.value:
            right = share.computed(whole.value)
            yield context.say(
                "txt.percent",
                share.passage.place,
                quote=share.quote,
                severity=Severity.WARNING if share.about else None,
                part=plain(share.part.value) + share.part.unit,
                whole=plain(whole.value) + whole.unit,
                right=format(right, "f"),
                stated=format(share.stated, "f"),
            )


def _wrong_sum(context: Context, shares: list[Share], whole: Number) -> Iterator[Finding]:
    """Parts that make up the whole have shares that add up to 100, but for rounding."""
    if len(shares) < 3 or sum(s.part.value for s in shares) != whole.value:
        return
    stated = sum((s.stated for s in shares), Decimal(0))
    right = sum((s.computed(whole.value) for s in shares), Decimal(0))
    if stated not in (Decimal(100), right):
        terms = "+".join(format(s.stated, "f") for s in shares)
        yield context.say(
            "txt.percent_sum",
            shares[-1].passage.place,
            quote=shares[0].quote,
            terms=terms,
            stated=plain(stated),
            right=plain(right),
        )


_RATE = re.compile(r"(?<!按[时期])(?<!及时)(?:办结|答复|办复|回复)率(?:为|达|达到|均为|均达)?$")
_DONE = re.compile(r"(?:办结|答复|办复|回复|办理)[^，。；\d]{0,10}$")


@for_keys("txt.rate")
def check_rates(context: Context) -> Iterator[Finding]:
    """收到N件，办结M件，办结率P%: P is M of N."""
    for passage in context.passages:
        for rate in passage.reading.numbers:
            if rate.unit == "%" and not rate.hedged and _RATE.search(passage.text[: rate.start]):
                yield from _judge_rate(context, passage, rate)


def _judge_rate(context: Context, passage: Passage, rate: Number) -> Iterator[Finding]:
    start, _ = passage.reading.sentence(rate.start)
    before = [n for n in passage.reading.numbers if start <= n.start < rate.start and counts(n)]
    if len(before) != 2 or not same_unit(*before) or not exact(*before):
        return
    whole, part = before
    if not _DONE.search(passage.text[start : part.start]) or not 0 < part.value <= whole.value:
        return
    right = (part.value * 100 / whole.value).quantize(rate.grain, ROUND_HALF_UP)
    if right != rate.value:
        yield context.say(
            "txt.rate",
            passage.place,
            quote=passage.reading.quote(whole.start, rate.stop),
            part=plain(part.value) + part.unit,
            whole=plain(whole.value) + whole.unit,
            right=format(right, "f"),
            stated=format(rate.value, "f"),
        )


_BARE = re.compile(r"占(?:比)?[^。；，、\d]{0,12}$")


@for_keys("txt.percent_list")
def check_percent_lists(context: Context) -> Iterator[Finding]:
    """甲占P%、乙占Q%、其他占R%: a list of shares without their numbers that makes up a whole adds up to 100.

    The number of the whole may stand before it.
    """
    for passage in context.passages:
        for start, end in passage.reading.sentences():
            numbers = [n for n in passage.reading.numbers if start <= n.start < end]
            shares = [n for n in numbers if n.unit == "%" and _BARE.search(passage.text[start : n.start])]
            hedged = "约占" in passage.text[start:end] or any(n.hedged for n in shares)
            if len(shares) < 3 or numbers[-len(shares) :] != shares or hedged:
                continue
            total = sum((n.value for n in shares), Decimal(0))
            slack = sum((n.grain for n in shares), Decimal(0)) / 2
            if slack < abs(total - 100) <= _MEANT:
                yield context.say(
                    "txt.percent_list",
                    passage.place,
                    quote=passage.reading.quote(shares[0].start, shares[-1].stop),
                    terms="+".join(format(n.value, "f") for n in shares),
                    stated=plain(total),
                )


_MEANT = 5
"""Percentage points: a list that misses 100 by no more was meant to make up a whole."""
