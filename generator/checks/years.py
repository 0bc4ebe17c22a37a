"""Years and dates in the text: the report year where the report year is meant, and days that exist."""

import re
from calendar import monthrange
from collections.abc import Iterator

from generator.checks.context import Context, Passage
from generator.checks.registry import for_keys
from generator.formats.model import PREAMBLE
from generator.report.finding import Finding, Severity

_QUOTED = re.compile(r"《[^《》]*》|〔\d+〕|“[^“”]*”|https?://\S+|（[^（）]*〔[^（）]*）")
_REPORT = re.compile(
    r"(?P<verb>编制|公布|发布|形成|编写|制作|撰写|现将|向社会公布)[^。；]{0,40}?(?P<year>20\d\d)年(?:度)?(?:的)?(?:本[级机][^，。]{0,4})?政府信息公开(?:工作)?(?:年度)?(?:报告|年报|情况)"
)
_PERIOD = re.compile(
    r"(?P<from>20\d\d)年(?P<first>\d{1,2}月\d{1,2}日)(?:起|开始)?(?:至|到|—|－|-|～|~)+(?P<until>20\d\d)?年?(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"
)
_PERIOD_WORDS = re.compile(r"数据|统计|期限|时限|所列|时间|涵盖")
_OF_FIGURES = re.compile(r"(?:统计|数据|所列)[^。；]{0,8}(?:期限|时限|时间|期间)|所列数据|统计数据")
"""Words that make a period that begins on another day than 1 January one of the report's figures all the same."""
_OPENING = re.compile(
    r"(?:^|(?<=[。；：！]))(?P<year>20\d\d)年(?:度)?(?=[，,]|我|全|本|共|区|县|市|镇|乡|局|街道|累计|主动|新收|收到|未|没有)"
)
_UNTIL = re.compile(r"截[至止到](?P<year>20\d\d)年(?:12月31日|12月底|底|年底|末)")
_ELSEWHERE = re.compile(
    r"下一步|将(?!近)|计划|打算|拟|上年度?报告|整改|去年|上年|较|相比|同比|比|自|以来|开始|起|曾|起草于|成立|建成|设立|印发|当年|历年|往年|累计至|回顾|针对|工作(?:思路|安排|要点)|问题"
)


_PLAN = re.compile(
    r"(?P<year>20\d\d)年(?:度)?，?[^。；，]{0,14}?将(?:进一步|继续|从|重点|围绕|着力|着重|坚持|不断|努力|严格|认真|按照|加强|加大|深入|持续|针对|切实|全面|以(?!来)|在)"
)


@for_keys("txt.period", "txt.year")
def check_years(context: Context) -> Iterator[Finding]:
    """The year of the report's own name, of its period and of its sentences is the report year."""
    for passage in context.passages:
        told: set[int] = set()
        for finding, at in (
            *_names(context, passage),
            *_periods(context, passage),
            *_times(context, passage),
            *_plans(context, passage),
        ):
            if at not in told:
                told.add(at)
                yield finding


def _names(context: Context, passage: Passage) -> Iterator[tuple[Finding, int]]:
    """编制……2022年政府信息公开工作年度报告, in a report of another year."""
    if passage.chapter.section not in (PREAMBLE, context.format.sections[0].id):
        return
    for match in _REPORT.finditer(passage.text):
        if int(match["year"]) != context.year and "上" not in match.group():
            yield _wrong(context, passage, match, "报告名称中的年度", Severity.ERROR)


def _periods(context: Context, passage: Passage) -> Iterator[tuple[Finding, int]]:
    """The period of the figures: 1 January to 31 December of the report year."""
    for match in _PERIOD.finditer(passage.text):
        start, end = passage.reading.sentence(match.start())
        words = _PERIOD_WORDS if match["first"] == "1月1日" else _OF_FIGURES
        if not words.search(passage.text[start:end]):
            continue
        first, last = int(match["from"]), int(match["until"] or match["from"])
        whole_year = (match["first"], match["month"], match["day"]) == ("1月1日", "12", "31")
        if (first, last) != (context.year, context.year) or not whole_year:
            quote = passage.reading.quote(match.start(), match.end())
            yield context.say("txt.period", passage.place, quote=quote, year=context.year), match.start()


def _times(context: Context, passage: Passage) -> Iterator[tuple[Finding, int]]:
    """A sentence that opens with last year's or next year's number though it tells of the report year."""
    if passage.paragraph.generated or passage.chapter.section in context.word("never_empty"):
        return
    hidden = [m.span() for m in _QUOTED.finditer(passage.text)]
    for match in (*_OPENING.finditer(passage.text), *_UNTIL.finditer(passage.text)):
        year = int(match["year"])
        if year not in (context.year - 1, context.year + 1) or any(a <= match.start() < b for a, b in hidden):
            continue
        start, end = passage.reading.sentence(match.start("year"))
        sentence = passage.text[start:end]
        if not _ELSEWHERE.search(sentence) and str(context.year) not in passage.text:
            yield _wrong(context, passage, match, "句中的年份", None)


def _plans(context: Context, passage: Passage) -> Iterator[tuple[Finding, int]]:
    """What is going to be done is done after the report year: 2021年将从以下方面改进, in the report of 2021."""
    if passage.paragraph.generated or passage.chapter.section not in context.word("never_empty"):
        return
    for match in _PLAN.finditer(passage.text):
        if int(match["year"]) <= context.year:
            yield _wrong(context, passage, match, "计划的年份", None)


def _wrong(
    context: Context, passage: Passage, match: re.Match[str], what: str, severity: Severity | None
) -> tuple[Finding, int]:
    quote = passage.reading.quote(match.start(), match.end())
    finding = context.say(
        "txt.year",
        passage.place,
        quote=quote,
        severity=severity,
        what=what,
        found=match["year"],
        year=context.year,
    )
    return finding, match.start("year")


_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})(?P<unit>日|号)?)?")
_DAY = re.compile(r"(?<![\d年.])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_RANGE_AFTER = re.compile(r"^(?:[-—－～~、/及和]|至\d{1,2}日)\d?|^[天个期次起例件条份场年时]")


@for_keys("txt.date", "txt.date_part")
def check_dates(context: Context) -> Iterator[Finding]:
    """Days in the text exist (no 2月30日), and a date that has month and day ends in 日."""
    for passage in context.passages:
        for match in _DATE.finditer(passage.text):
            yield from _judge_date(context, passage, match)
        for match in _DAY.finditer(passage.text):
            if not _exists(2024, int(match["month"]), int(match["day"])):
                yield _date_finding(context, passage, match, "txt.date")


def _judge_date(context: Context, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    month, day = int(match["month"]), int(match["day"] or 1)
    if not _exists(int(match["year"]), month, day):
        yield _date_finding(context, passage, match, "txt.date")
    elif match["day"] and not match["unit"] and not _RANGE_AFTER.match(passage.text[match.end() :]):
        yield _date_finding(context, passage, match, "txt.date_part")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _date_finding(context: Context, passage: Passage, match: re.Match[str], key: str) -> Finding:
    quote = passage.reading.quote(match.start(), match.end())
    return context.say(key, passage.place, quote=quote)
