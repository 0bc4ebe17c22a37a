"""Title, signature and date: the right name, the right organ, a day that can be."""

import re
from collections.abc import Iterator
from datetime import date

from generator import clock
from generator.checks.context import Context
from generator.checks.registry import for_keys
from generator.report.finding import Finding

_YEAR = re.compile(r"(20\d\d)年")


@for_keys("title.year", "title.name")
def check_title(context: Context) -> Iterator[Finding]:
    """A typed title has the report year and the prescribed name 政府信息公开工作年度报告."""
    title = re.sub(r"\s", "", context.report.particulars.title)
    place = context.report.places.get("title")
    if not title:
        return
    years = _YEAR.findall(title)
    if str(context.year) not in years:
        found = f"写的是{'、'.join(years)}年" if years else "没有写年度"
        yield context.say("title.year", place, quote=title, found=found, year=context.year)
    name = str(context.format.wording.get("report_name", ""))
    if name not in title:
        yield context.say("title.name", place, quote=title, name=name)


@for_keys("title.unit")
def check_title_unit(context: Context) -> Iterator[Finding]:
    """A typed title names the unit that reports."""
    title, particulars = context.report.particulars.title, context.report.particulars
    name = str(context.format.wording.get("report_name", "")) or "年度报告"
    bare = re.sub(r"\s|20\d\d年度?", "", title.split(name)[0])
    if len(bare) >= 2 and not _related(bare, particulars.unit_name, particulars.unit_short):
        place = context.report.places.get("title")
        yield context.say("title.unit", place, quote=title, unit=particulars.unit_name)


@for_keys("sign.unit")
def check_signatory(context: Context) -> Iterator[Finding]:
    """The report is signed by the organ that reports, or by its office."""
    particulars = context.report.particulars
    signatory = re.sub(r"\s", "", particulars.signatory)
    if signatory and not _related(signatory, particulars.unit_name, particulars.unit_short):
        place = context.report.places.get("signatory")
        yield context.say("sign.unit", place, quote=signatory, unit=particulars.unit_name)


_GENERIC = re.compile(r"人民政府|办公室|办事处|委员会|政府|街道|乡镇|某")


def _related(name: str, *units: str) -> bool:
    """Whether two names of organs share a distinctive pair of characters, or one holds the other.

    A name without anything distinctive (区政府办公室) contradicts none.
    """
    if len(re.sub(r"[省市区县旗镇乡本我委局办，]", "", _GENERIC.sub("，", name))) < 2:
        return True
    for unit in units:
        if unit and (unit in name or name in unit):
            return True
        first, second = _GENERIC.sub("，", unit), _GENERIC.sub("，", name)
        pairs = {first[i : i + 2] for i in range(len(first) - 1)}
        if any(second[i : i + 2] in pairs for i in range(len(second) - 1) if "，" not in second[i : i + 2]):
            return True
    return not any(units)


@for_keys("date.early", "date.future", "date.late")
def check_issue_date(context: Context) -> Iterator[Finding]:
    """成文日期 lies after the report year, not after today, and before the statutory day of publication."""
    day = context.report.particulars.issue_date
    if day is None:
        return
    place = context.report.places.get("issue_date")
    shown = f"{day.year}年{day.month}月{day.day}日"
    if day.year <= context.year:
        yield context.say("date.early", place, quote=shown, year=context.year)
    elif day > clock.today():
        yield context.say("date.future", place, quote=shown)
    elif day > (limit := _deadline(context)):
        limit_shown = f"{limit.year}年{limit.month}月{limit.day}日"
        yield context.say("date.late", place, quote=shown, limit=limit_shown)


_GOVERNMENT = re.compile(r"人民政府|街道办事处|街道办|政府办公室|管委会|管理委员会")


def _deadline(context: Context) -> date:
    """The statutory day in the year after the report year: departments, or governments of every level."""
    name = context.report.particulars.unit_name
    kind = "government" if _GOVERNMENT.search(name) and not name.endswith("局") else "department"
    month, day = str(context.format.wording.get(f"deadline_{kind}", "03-31")).split("-")
    return date(context.year + 1, int(month), int(day))
