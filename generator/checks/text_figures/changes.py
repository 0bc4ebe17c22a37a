"""Changes told in the narrative: against last year's report, and against the two numbers that stand beside them."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.checks.context import Context, Passage
from generator.checks.reading import Number
from generator.checks.registry import for_keys
from generator.checks.stated import total_of
from generator.checks.text_figures import scope
from generator.checks.text_figures.phrases import Mention, mentions
from generator.checks.values import plain
from generator.report.finding import Finding

_UP = "增加|增长|上升|提高|上涨|多|增幅|增长率|增"
_DOWN = "减少|下降|降低|下滑|少|降幅|下降率|减"
_AFTER = re.compile(
    rf"[，、（]*(?:比|较|与|同)?(?:上年|去年|上一年|20\d\d年)?度?(?:同期)?(?:相比)?，?(?:同比|环比)?(?:有所|略有)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>持平|相同|一致))(?:了|约|达|为|到达)?(?P<amount>\d)?"
)


@for_keys("txt.growth")
def check_growth(context: Context) -> Iterator[Finding]:
    """新收N件，比上年增加M件（P%）: M and P are what last year's report gives."""
    if context.previous is None:
        return
    for mention in (readings[0] for readings in mentions(context)):
        before = total_of(context.last_figures, mention.rule.figures)
        match = _AFTER.match(mention.passage.text, mention.number.stop)
        if before is None or match is None:
            continue
        right = _right_change(mention, match, before)
        if right:
            yield _growth(context, mention, match, before, right)


def _right_change(mention: Mention, match: re.Match[str], before: Decimal) -> str:
    """What the sentence should say; empty if it is right, or says nothing that can be compared."""
    now = mention.number.value
    said = mention.passage.reading.number_at(match.start("amount")) if match["amount"] else None
    if match["same"]:
        return "" if now == before else _in_words(now, before)
    if (now > before) != bool(match["up"]) or now == before:
        return _in_words(now, before)
    if said is None or said.hedged:
        return ""
    if said.unit == "%":
        return "" if _percent_fits(said, now, before) else _percent_words(said, now, before)
    if said.unit == mention.number.unit and said.value != abs(now - before):
        return _in_words(now, before)
    return ""


def _percent_fits(said: Number, now: Decimal, before: Decimal) -> bool:
    return before == 0 or said.value == _percent(said, now, before)


def _percent(said: Number, now: Decimal, before: Decimal) -> Decimal:
    return (abs(now - before) * 100 / before).quantize(said.grain, ROUND_HALF_UP)


def _percent_words(said: Number, now: Decimal, before: Decimal) -> str:
    return f"{'增长' if now > before else '下降'}{format(_percent(said, now, before), 'f')}%"


def _in_words(now: Decimal, before: Decimal) -> str:
    if now == before:
        return "持平"
    return f"{'增加' if now > before else '减少'}{plain(abs(now - before))}"


def _growth(context: Context, mention: Mention, match: re.Match[str], before: Decimal, right: str) -> Finding:
    said = mention.passage.reading.number_at(match.start("amount")) if match["amount"] else None
    end = said.stop if said else match.end()
    return context.say(
        "txt.growth",
        mention.passage.place,
        quote=mention.passage.reading.quote(mention.start, end),
        field=mention.rule.figures[0],
        now=plain(mention.number.value),
        before=plain(before),
        right=right,
    )


@for_keys("txt.trend")
def check_trends(context: Context) -> Iterator[Finding]:
    """申请量较上年有所增加, without a number: the direction is that of the two years' tables."""
    trends = context.format.wording.get("trends", ())
    for trend in trends if context.previous and isinstance(trends, list | tuple) else ():
        figures = tuple(str(id) for id in trend["figures"])
        now, before = total_of(context.figures, figures), total_of(context.last_figures, figures)
        if now is None or before is None:
            continue
        for passage in context.passages:
            for match in re.finditer(str(trend["pattern"]), passage.text):
                yield from _judge_trend(context, passage, match, now, before)


def _judge_trend(
    context: Context, passage: Passage, match: re.Match[str], now: Decimal, before: Decimal
) -> Iterator[Finding]:
    change = _AFTER.match(passage.text, match.end())
    elsewhere = scope.other_organ(passage.reading, match.end(), context.report) or scope.other_time(
        passage.reading, match.start(), context.year
    )
    if change is None or elsewhere or scope.narrowed(passage.text[match.start() : match.end()]):
        return
    if (bool(change["up"]), bool(change["down"])) != (now > before, now < before):
        quote = passage.reading.quote(match.start(), change.end())
        right = _in_words(now, before)
        yield context.say(
            "txt.trend", passage.place, quote=quote, now=plain(now), before=plain(before), right=right
        )


_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,12}(?:20\d\d年)?[^，。；\d]{0,6}$")
_TO = re.compile(
    rf"[^，。；\d]{{0,4}}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到|至|为)[^，。；\d]{{0,8}}(?:20\d\d年的?)?"
)
_BY = re.compile(rf"[，、（]*(?:同比)?(?:{_UP}|{_DOWN})(?:率|幅度)?(?:了|达到|达|为)?")


_THAN = re.compile(r"，?(?:比|较)(?:上年|去年|上一年|20\d\d年)(?:度)?(?:同期)?(?:的)?")


@for_keys("txt.change")
def check_stated_change(context: Context) -> Iterator[Finding]:
    """由N件增加到M件，增长P%; M件，比上年的N件增长P%: the three numbers of one sentence agree."""
    for passage in context.passages:
        counted = [n for n in passage.reading.numbers if n.unit not in ("年", "")]
        for first, second, rate in zip(counted, counted[1:], counted[2:], strict=False):
            if rate.hedged:
                continue
            if _is_change(passage, first, second, rate):
                yield from _judge(context, passage, first, second, rate)
            elif _is_comparison(passage, first, second, rate):
                yield from _judge(context, passage, second, first, rate)


def _is_change(passage: Passage, first: Number, second: Number, rate: Number) -> bool:
    text = passage.text
    return bool(
        first.unit == second.unit != "%"
        and rate.unit in ("%", first.unit)
        and _FROM.search(text[: first.start])
        and _TO.fullmatch(text[first.stop : second.start])
        and _BY.fullmatch(text[second.stop : rate.start])
    )


def _is_comparison(passage: Passage, now: Number, before: Number, rate: Number) -> bool:
    text = passage.text
    return bool(
        now.unit == before.unit != "%"
        and rate.unit in ("%", now.unit)
        and not (now.hedged or before.hedged)
        and _THAN.fullmatch(text[now.stop : before.start])
        and _BY.fullmatch(text[before.stop : rate.start])
    )


def _judge(
    context: Context, passage: Passage, first: Number, second: Number, rate: Number
) -> Iterator[Finding]:
    before, now = first.value, second.value
    if rate.unit == "%":
        right = "" if _percent_fits(rate, now, before) else _percent_words(rate, now, before)
    else:
        right = "" if rate.value == abs(now - before) else _in_words(now, before)
    if right:
        yield context.say(
            "txt.change",
            passage.place,
            quote=passage.reading.quote(min(first.start, second.start), rate.stop),
            before=plain(before),
            now=plain(now),
            right=right,
        )
