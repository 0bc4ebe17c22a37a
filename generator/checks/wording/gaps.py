"""T62, T63: what was to be filled in and was not. A report with a gap must not leave the house."""

import re
from collections.abc import Iterator

from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.patterns import all_of, by_pattern
from generator.narrative.mending.blanks import spread_words, unfilled_blanks
from generator.narrative.mending.characters import HAN, NUMERAL
from generator.report.finding import Severity

_VERBS = "收到|新收|受理|办理|公开|发布|答复|办结|制发|公布|结转|发放|印发|收取|投入"
_COUNTED = "件|条|份|篇|人次|次|万元|亿元|元|项|期|个"
_CLOSED = "(?=[，。；、）]|$)"
_LABELS = "电话|地址|邮编|邮政编码|邮箱|传真|网址|联系人"

_LOST_NUMBER = "|".join(
    (
        rf"(?<!公)(?:共计|共|合计|总计|累计)(?:{_VERBS})?(?:{_COUNTED}){_CLOSED}",  # 共收到件，
        rf"[{HAN}](?<![{NUMERAL}百])%",  # 增长%
        r"〔\d{4}〕号|第号",
        rf"(?<=\d年)月(?:日|{_CLOSED})|(?<=\d月)日(?=[，。；至起止前]|$)",  # 2023年月日
        r"(?<=\d{4}年)\d{1,2}日|(?<![\d.])\d{3,4}日(?=[，。；）至起止]|$)",  # 2018年11日, 1231日
        r"(?<=收到|受理)(?:政府信息公开|信息公开|公开)?申请[条份宗](?=[，。；])|(?<=公开)(?:政府|政务)?信息[条篇](?=[，。；])",
        rf"(?:{_LABELS})[：:](?=[，。；、）])",
    )
)

_CROSSES = re.compile(
    r"(?<![A-Za-z])[Xx×ХхΧχ]{2,}(?![A-Za-z])"  # 20XX年, ××件, and the Russian and Greek letters
    r"|(?<![A-Za-z0-9])\d{1,4}[Xx×](?=[^A-Za-z0-9]|$)"  # 2X件
    r"|[*＊#＃]{2,}|_{2,}|＿+"
)
_HIDDEN_NAME = re.compile(
    "(?:申请人|原告|当事人|被告|居民|村民|市民|群众)[^，。；]{0,2}$|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁]$"
)
_THING = re.compile(f"{_COUNTED}|年|月|日|镇|乡|街|村|局|办|区|县|市")

_TO_FILL_IN = "|".join(
    (
        r"【[^】]*(?:待|填|补|此处|请|示例|样例)[^】]*】",
        r"（\s*）|《\s*》|“\s*”|〔\s*〕|【\s*】|\(\s*\)|\[\s*\]",
        r"(?<=[（：])待(?:补充?|填写?|定|核实|确认)(?=[）。，；]|$)|^待(?:补充|填写|定)。?$",
        r"此处(?:填写|输入|插入)|请(?:填写|输入)(?=[，。；：】）]|单位|内容|数字|$)|点击(?:输入|添加)",
        "某某(?=街道|镇|乡|县|区|市|局|委|办|单位|部门|网站)",
        rf"(?<![〇{NUMERAL}])[○◯]+|(?<![〇{NUMERAL}])〇{{2,}}",
        rf"YYYY|(?<![A-Za-z+])N{{1,3}}(?={_COUNTED}|年)",
        rf"(?<=[共计到理了为达约占])[?？]+(?={_COUNTED}|%)|[?？]{{2,}}(?={_COUNTED}|%|年)",
    )
)


def _gaps(line: Line) -> Iterator[Hit]:
    for start, end in unfilled_blanks(line.seen):
        yield Hit(start, end)
    for start, end in spread_words(line.seen):
        yield Hit(start, end, "两个字之间的空格未作改动（姓名、标题以外请删去）", Severity.NOTICE)


def _crosses(line: Line) -> Iterator[Hit]:
    """An applicant's name hidden behind ×× is no gap."""
    for match in _CROSSES.finditer(line.seen):
        before, after = line.seen[: match.start()], line.seen[match.end() :]
        hidden = _HIDDEN_NAME.search(before) and not _THING.match(after)
        yield Hit(*match.span(), "", Severity.NOTICE if hidden else None)


RULES = (
    WordingRule(
        "T62", Severity.ERROR, "此处留有空白或缺少数字，可能漏填",
        "请填上内容；不需要的空白请删去", all_of(_gaps, by_pattern(_LOST_NUMBER)),
    ),
    WordingRule(
        "T63", Severity.ERROR, "留有未替换的占位符号或填写提示",
        "请改为实际内容", all_of(_crosses, by_pattern(_TO_FILL_IN)),
    ),
)  # fmt: skip
