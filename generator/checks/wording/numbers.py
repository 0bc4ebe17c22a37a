"""T46–T51, T65–T67: numbers, ranges, dates and units of doubtful form (GB/T 15835; GB/T 9704 7.2.5)."""

import re
from collections.abc import Iterator

from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.patterns import by_pattern
from generator.narrative.mending.characters import HAN, H
from generator.narrative.mending.late import Late
from generator.report.finding import Finding, Severity
from generator.report.model import Report

_NUMBER = r"\d+(?:\.\d+)?"
_SCALED = r"(?<![\d./-])(?:\d{1,4}(?:\.\d+)?[-–—～]\d{1,4}(?:\.\d+)?)(?:[%‰]|[万亿])"

_PATH = Late(f"(?<!{H}){H}+(?:[-–]{H}+){{2,}}", "-–")
_DASH = Late(f"(?<={H})[-–](?={H})", "-–")
_PERCENT_RANGE = re.compile(
    rf"(?<![\d.]){_NUMBER}%[-–]{_NUMBER}%|(?<![\d./-])(?:\d+\.\d+[-–]{_NUMBER}|\d+[-–]\d+\.\d+)(?![\d./])"
)


def _dashes(line: Line) -> Iterator[Hit]:
    """A path through a site (首页-政务公开-年报) is one notice, not several warnings."""
    paths = [match.span() for match in _PATH.finditer(line.seen)]
    for start, end in paths:
        yield Hit(start, end, "栏目路径用了短横线", Severity.NOTICE)
    for match in _DASH.finditer(line.seen):
        if not any(start <= match.start() < end for start, end in paths):
            yield Hit(*match.span())
    for match in _PERCENT_RANGE.finditer(line.seen):
        if not re.match(_SCALED, line.seen[match.start() :]):
            yield Hit(*match.span())


_GROUPED = re.compile(r"(?<![\d.,，])[1-9]\d{0,2}(?:，\d{3})+(?!\d|，\d)")
_HOTLINE = re.compile(r"(?:拨打|电话|热线|分别|依次)[^。；]{0,12}$")
_COMMAS = re.compile(r"(?<![\d,.])\d+(?:,\d+)+")
_RIGHT_COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_SPACED = re.compile(r"(?<![\d-])\d+(?: \d+)+")
_NOT_A_FIGURE = re.compile(r"(?:电话|热线|传真|邮编|号码|编号|代码|账号|[A-Za-z])[：: ]?[\d\- ]{0,6}$")


def _broken_numbers(line: Line) -> Iterator[Hit]:
    """A figure must never be altered, so whether 1，234 is one number or two is for the writer to say."""
    for match in _GROUPED.finditer(line.seen):
        if not _HOTLINE.search(line.seen[: match.start()]):
            yield Hit(*match.span(), "数字中间有全角逗号，是一个数还是几个数不明确")
    for match in _COMMAS.finditer(line.seen):
        code = _NOT_A_FIGURE.search(line.seen[: match.start()])
        if not code and not _RIGHT_COMMAS.fullmatch(match.group()):
            yield from _comma_list(match)
    for match in _SPACED.finditer(line.seen):
        if not _NOT_A_FIGURE.search(line.seen[: match.start()]):
            yield Hit(*match.span(), "数字中间有空格", Severity.WARNING)


def _comma_list(match: re.Match[str]) -> Iterator[Hit]:
    """2022,2023 or 1,2,3 is a list with the wrong mark; 12,34 may be a broken number."""
    numbers = [int(number) for number in match.group().split(",")]
    rising = numbers == sorted(set(numbers))
    if rising and len({len(number) for number in match.group().split(",")}) == 1:
        yield Hit(*match.span(), "并列的数字之间用了半角逗号，应为顿号", Severity.NOTICE)
    else:
        yield Hit(*match.span(), "数字的分节位数不对，或几个数之间用了半角逗号")


_CALENDAR = re.compile(
    rf"(?:(?<![\d.{HAN}])|(?<=[自从于在至到]))\d{{2}}年(?:\d{{1,2}}月|以来|[初末底])|[’'‘]\d{{2}}年"
)
_DATE = re.compile(r"(?<![\d./-])(?:19|20)\d{2}([/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?![\d./])")


_RUN_TOGETHER = re.compile(
    r"(?<!\d)20\d{2}(?:1[0-2]|0?[1-9])月(?:\d{1,2}日)?|(?<!\d)20\d{2}(?:1[0-2]|0?[1-9])\d{1,2}日"
)
"""20231月1日, 20151231日: 年 or 月 is lost."""


def _years(line: Line) -> Iterator[Hit]:
    for match in _RUN_TOGETHER.finditer(line.seen):
        yield Hit(*match.span(), "日期缺少“年”或“月”")
    for match in _CALENDAR.finditer(line.seen):
        yield Hit(*match.span(), "年份没有写全四位数")
    for match in _DATE.finditer(line.seen):
        yield Hit(*match.span(), "日期应写成“2015年3月1日”")


_IN_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[0-9OolI]*\d)(?=[0-9OolI]*[OolI])[0-9OolI]+(?![A-Za-z0-9])")
_LATIN_LIKE = "АВЕКМНОРСТУХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LOOK_ALIKE = Late(f"(?<=[A-Za-z0-9{HAN}])[{_LATIN_LIKE}](?=[A-Za-z0-9{HAN}，。、；：）])", _LATIN_LIKE)


def _look_alikes(line: Line) -> Iterator[Hit]:
    for match in _IN_NUMBER.finditer(line.seen):
        if not _word(match.group(), line.seen[match.end() :]):
            yield Hit(*match.span(), "数字中混入了字母O、l或I")
    for match in _LOOK_ALIKE.finditer(line.seen):
        yield Hit(*match.span(), "混入了外形相似的希腊或俄文字母")


def _word(token: str, after: str) -> bool:
    """O2O, O3 (ozone) and 5l (litres) are words; before 件 or 年 they are numbers."""
    outer = token[0] in "OlI" or token[-1] == "l"
    return token == "O2O" or (outer and after[:1] not in tuple("件条次份个项篇期人家年月日号%元万亿"))


_NUMBERED = Late(rf"(?<!{H})({H}*)〔\d{{4}}〕(?:第\d+|0\d+)号", "〔")


def _document_numbers(line: Line) -> Iterator[Hit]:
    """An error in the unit's own numbers (same 机关代字); others' are quoted as they stand."""
    own_code = line.own_number.split("〔")[0]
    for match in _NUMBERED.finditer(line.seen):
        own = bool(own_code) and match.group(1).endswith(own_code)
        yield Hit(*match.span(), "", Severity.ERROR if own else None)


def own_document_number(report: Report) -> tuple[Finding, ...]:
    """The unit's own 发文字号 as filled in: year in 〔 〕, no 第, no leading zero."""
    number = report.particulars.doc_number.strip()
    if not number or re.fullmatch(rf"{H}+〔\d{{4}}〕[1-9]\d*号", number):
        return ()
    message = f"发文字号的写法不对：“{number}”。请写成“机关代字〔年份〕序号号”，例如“南政发〔2016〕3号”。"
    place = report.places.get("doc_number")
    return (Finding(Severity.ERROR, "T67", message, place, "doc_number", number),)


_UNITS = (
    r"(?<=\d)(?:M2|M3|KM|Km|KG|Kg|㎞[²2]|MM2|㎡2)(?![A-Za-z0-9])|(?:平方|立方)?(?:公里|千米|米)[23²³](?=[，。；、）的]|$)"
    r"|万万元|亿亿元|(?<!公)元元(?!年)|万元万元|(?<=\d)万\d+万(?=元)|(?<=\d)%{2,}|百分之\d+(?:\.\d+)?%|(?<=\d)(件件|条条|次次|份份|个个|项项)"
)

RULES = (
    WordingRule(
        "T46", Severity.WARNING, "两个汉字或两个数之间用了短横线",
        "请核对：破折号应为——，起止用—，数值范围用～，负数请写明“减少”", _dashes,
    ),
    WordingRule(
        "T47", Severity.WARNING, "数值范围的前一个数缺少百分号或“万”“亿”",
        "请补全，例如“15%～30%”“9亿～16亿元”（GB/T 15835 5.1.3）", by_pattern(_SCALED),
    ),
    WordingRule(
        "T48", Severity.WARNING, "年份或日期的写法不规范",
        "请写全，例如“1990年”“2015年3月1日”（GB/T 15835 5.1.4）", _years,
    ),
    WordingRule(
        "T49", Severity.NOTICE, "阿拉伯数字与“十、百、千”混用",
        "请全用阿拉伯数字，或只与“万”“亿”连用（GB/T 15835 5.3）",
        by_pattern(r"\d[百千](?![克瓦米伏卡字兆帕赫货分姓家科强佳])(?:万|亿)?(?:零?\d+)?|\d十(?!三五|四五|五五)"),
    ),
    WordingRule(
        "T50", Severity.WARNING, "小数点前缺少0",
        "请补上0，例如“0.46”（GB/T 15835 5.1.2）",
        by_pattern(rf"(?:(?<=[{HAN}，。、；：（～])|^)\.\d+(?![\dA-Za-z])", signs="."),
    ),
    WordingRule(
        "T51", Severity.ERROR, "数字中间有不应有的符号",
        "请改正：一个数请连写或用半角逗号三位分节，几个数请用顿号分开", _broken_numbers,
    ),
    WordingRule(
        "T65", Severity.ERROR, "数字中混入了字母，或用了外形相似的外文字母",
        "请重新输入", _look_alikes,
    ),
    WordingRule(
        "T66", Severity.NOTICE, "计量单位的写法不规范或重复",
        "请改为规范的单位，例如“平方米”“km”“万元”", by_pattern(_UNITS),
    ),
    WordingRule(
        "T67", Severity.NOTICE, "发文字号有“第”字或前置的0",
        "请核对：序号不编虚位、不加“第”字（GB/T 9704 7.2.5）", _document_numbers,
    ),
)  # fmt: skip
