"""What a number of the narrative is about: another year, part of the year, a part of the unit, a change …

A number that speaks of something else than the whole unit and the whole report year is never compared. When in
doubt it counts as speaking of something else: a false alarm costs more than a missed slip.
"""

import re
from decimal import Decimal

from generator.checks.reading import Number, Reading
from generator.report.model import Report

_TIME = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?!度?(?:结转|未办结))"
    r"|(?P<last>(?<![比较与和同])(?:上年|上一年|去年|前年|往年|历年|近[一二三四五两\d]+年|[一二三四五两\d]+年来)(?!度?结转|度?未办结|度?遗留))"
    r"|(?P<now>本年|今年|全年|年内|本报告期)"
)
_PART_OF_YEAR = re.compile(
    r"上半年|下半年|(?<!每)(?:第?[一二三四1-4]|[上本])季度|前[一二三两]季度|(?<!每)(?<![\d年])\d{1,2}(?:[-—－~～至]\d{1,2})?月份?(?![\d日])"
    r"|截[至止](?:目前|\d{1,2}月)|当月|当日|期间"
)
_CHANGE = re.compile(r"比|较|同比|环比|增加|减少|增长|下降|上升|降低|提高|增幅|降幅|多了|少了|翻")
_PLAN = re.compile(r"将|拟|计划|力争|目标|预计|平均|日均|月均|人均|每")
_NARROW = re.compile(
    r"网络|网上|网站|在线|线上|邮箱|邮件|电邮|信函|邮寄|挂号|书面|当面|现场|传真|窗口|平台|系统|热线|微信|微博|涉及|关于|有关|有效|无效|重复"
    r"|通过|市民|律师|村民|居民|转办|转交|撤[回销]|补正|延期|超期|逾期|按[时期]|及时|主要|类型|同一|其他方式|败诉|胜诉|纠错|纠正|维持|驳回|不予受理|减免|更正|尚未|未审结|审结|撤诉|应诉"
)
_APPLICANTS = ("自然人|公民|个人", "法人|企业|公司", "其他组织|社会组织|组织|机构")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:委员会|办公室|办事处|管委会|指挥部|人民政府|镇政府|乡政府|街道|集团|公司|中心|大队|支队|分局|学校|医院|法院|馆|局|委|镇|乡|厅|站|所)"
    r"(?!道|部|限|合|托|员|面|长|域|公开)"
)
_WHOLE = re.compile(
    r"全[省市州盟区县旗镇乡局街委系办]|我[省市州区县镇乡局委办街厅院中大]|本[机单部级地行街]|各(?:级|部门|单位|镇|乡|街道|有关|地|科室|机关)|所属|行政机关|全系统|全街道|汇总"
)


_ONE_KIND = re.compile(r"各(?:街道|镇|乡|科室)")
_ALL_KINDS = re.compile(r"部门|单位|各级|机关|各委|和|、|以及")


def other_time(reading: Reading, at: int, year: int) -> bool:
    """Whether the last word of time before `at` in its sentence names another year, or part of the year."""
    start, _ = reading.sentence(at)
    before = reading.text[start:at]
    found = list(_TIME.finditer(before))
    if found and (found[-1]["last"] or (found[-1]["year"] and int(found[-1]["year"]) != year)):
        return True
    clause = reading.text[max(start, reading.text.rfind("；", start, at) + 1) : at]
    return bool(
        _PART_OF_YEAR.search(re.sub(r"1月1日[起]?(?:至|到|—|-)+(?:\d{4}年)?12月31日|\d+月\d+日", "", clause))
    )


def other_organ(reading: Reading, at: int, report: Report) -> bool:
    """Whether the clause of `at` has a subject that is a part of the unit, or another organ."""
    start, _ = reading.clause(at)
    subject = reading.text[start:at]
    if _WHOLE.search(subject):
        return bool(_ONE_KIND.search(subject)) and not _ALL_KINDS.search(subject)
    return any(not _is_self(match.group(), report) for match in _ORGAN.finditer(subject))


def _is_self(name: str, report: Report) -> bool:
    """Whether a name is the unit's own, in full or in short (街道 for 东直门街道办事处)."""
    particulars = report.particulars
    own = (particulars.unit_name, particulars.unit_short, particulars.signatory)
    return any(full and (name.endswith(full) or full.endswith(name) or name in full) for full in own)


def a_change(gap: str) -> bool:
    """Whether the words between phrase and number speak of a change, not of an amount (比上年增加3件)."""
    return bool(_CHANGE.search(gap))


def narrowed(words: str, own: str = "") -> bool:
    """Whether the words pick out a part: a channel, a subject, one kind of applicant.

    Words that stand in `own`, the phrase looked for, are what it is about and pick out nothing.
    """
    kinds = [found for kind in _APPLICANTS if (found := re.search(kind, words)) and found.group() not in own]
    return len(kinds) == 1 or any(m.group() not in own for m in _NARROW.finditer(words))


_BY_PUBLICITY = re.compile(r"主动公开[^，。；\d]{0,8}\d")


def of_documents(reading: Reading, at: int) -> bool:
    """Whether the sentence divides the organ's own documents (制发130件，其中主动公开18件，不予公开112件)."""
    start, _ = reading.sentence(at)
    return bool(_BY_PUBLICITY.search(reading.text[start:at]))


def planned(reading: Reading, at: int) -> bool:
    """Whether the clause speaks of a plan, an average or a rate."""
    start, _ = reading.clause(at)
    return bool(_PLAN.search(reading.text[start:at]))


def joined(reading: Reading, at: int) -> bool:
    """Whether the phrase at `at` is the last of several that share one number (予以公开和部分公开66件)."""
    before = reading.text[:at]
    if not re.search(r"[、和及与或]$", before):
        return False
    return not re.search(r"\d(?:件|条|起|宗|次|例)?[）]?[、和及与或]$", before)


def covers(number: Number, value: Decimal) -> bool:
    """Whether the printed number can stand for `value`: exactly, or as 1.2万 does for 12 038."""
    if number.grain <= 1:
        return number.value == value
    return abs(number.value - value) * 2 <= number.grain
