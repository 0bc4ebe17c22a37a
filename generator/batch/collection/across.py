"""What shows only when the units are seen side by side: copied figures and texts, drafts, tables left out, and
last year's figures that do not lead to this year's.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.batch.collection.aggregates import entry_fields
from generator.batch.collection.lastyear import LastYear
from generator.batch.collection.model import Submission, Unit
from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.checks.values import plain
from generator.formats.model import Format
from generator.report.finding import Finding

_ENOUGH = 6
"""Figures above 0 that two units must share before they look copied."""
PREVIOUS = "prev:"


def across_units(
    fmt: Format, units: Sequence[Unit], last_year: LastYear | None, year: int
) -> Iterator[Finding]:
    """All of it, for the counted units."""
    sent = [(unit, unit.submission) for unit in units if unit.submission]
    yield from _same_figures(fmt, sent)
    yield from _same_chapters(fmt, sent)
    yield from _tables_left_out(fmt, sent)
    drafts = [unit.member.name for unit, submission in sent if submission.draft]
    if drafts:
        yield say("draft", f"{len(drafts)}个单位的工作簿还没有签发（{some(drafts, 4)}），数字可能还会变。")
    if last_year:
        yield from _last_year(fmt, sent, last_year, year)


Sent = Sequence[tuple[Unit, Submission]]


def _same_figures(fmt: Format, sent: Sent) -> Iterator[Finding]:
    """Units whose figures are all the same: one workbook was probably made from the other."""
    groups: dict[tuple[Decimal | None, ...], list[str]] = {}
    for unit, submission in sent:
        values = tuple(submission.figures.get(field.id) for field in entry_fields(fmt))
        if sum(bool(value) for value in values) >= _ENOUGH:
            groups.setdefault(values, []).append(unit.member.name)
    for names in groups.values():
        if len(names) > 1:
            message = f"{some([f'“{name}”' for name in names], 4)}所报数字完全相同，可能由同一个工作簿改成。请核对。"
            yield say("alike", message)


def _same_chapters(fmt: Format, sent: Sent) -> Iterator[Finding]:
    """Units whose chapter has the same words, names and figures apart (内容雷同)."""
    groups: dict[tuple[str, str], list[str]] = {}
    for unit, submission in sent:
        for section, digest in submission.chapters.items():
            groups.setdefault((section, digest), []).append(unit.member.name)
    for (section, _), names in groups.items():
        if len(names) > 1:
            who = some([f"“{name}”" for name in names], 4)
            yield say("alike", f"{who}的“{fmt.section(section).heading}”一章文字雷同。请各单位据实重写。")


def _tables_left_out(fmt: Format, sent: Sent) -> Iterator[Finding]:
    """Optional tables that some units filled in and others did not."""
    for table in (table for table in fmt.tables if table.optional):
        fields = [cell.field for cell in table.cells if cell.kind == "entry"]
        without = [u.member.name for u, s in sent if not any(id in s.figures for id in fields)]
        if without and len(without) < len(sent):
            message = (
                f"{len(without)}个单位没有填“{table.sheet}”（{some(without, 4)}），按没有发生汇总。请核对。"
            )
            yield say("not_given", message)


def _last_year(fmt: Format, sent: Sent, last_year: LastYear, year: int) -> Iterator[Finding]:
    found = last_year.report.particulars.report_year
    if found != year - 1:
        yield say(
            "previous", f"--previous 所给的是{found}年度的，应为{year - 1}年度，逐单位核对没有意义。请核对。"
        )
        return
    if not last_year.units:
        message = "--previous 所给的不是汇总工作簿，没有各单位的数字，只能在核对汇总工作簿时核对全区的结转。"
        yield say("previous", message)
        return
    new = [u.member.name for u, s in sent if last_year.report_of(s.unit_name, s.credit_code) is None]
    if new:
        message = (
            f"{len(new)}个单位在上年汇总中没有（{some(new, 4)}），没有逐单位核对结转。"
            "更名、合并的，请在名册“原单位”一栏写明原来的名称。"
        )
        yield say("previous", message)
    yield from _carried(fmt, last_year)


def _carried(fmt: Format, last_year: LastYear) -> Iterator[Finding]:
    """Σ of what the units carried over last year against what the district then reported."""
    differing = []
    for id in _looked_back_at(fmt, last_year):
        units = sum((figures.get(id, Decimal(0)) for figures in last_year.units.values()), Decimal(0))
        district = last_year.report.figures.get(id)
        if district is not None and district != units:
            label = last_year.report.format.fields[id].label
            differing.append(f"“{label}”各单位之和{plain(units)}、全区{plain(district)}")
    if differing:
        text = some(differing, 3, "项")
        yield say(
            "carried", f"上年各单位与全区的数不一致：{text}。请核对上年的汇总，本年上年结转以各单位为准。"
        )


def _looked_back_at(fmt: Format, last_year: LastYear) -> Mapping[str, None]:
    """Last year's fields that a comparison of this year's form equates with one of this year's."""
    then = last_year.report.format
    terms = (
        term
        for rule in fmt.rules
        if rule.kind == "compare" and rule.previous_format in ("", then.id)
        for instance in rule.instances
        if instance.op == "="
        for term in instance.right
    )
    bare = (term.removeprefix("-") for term in terms)
    ids = (term.removeprefix(PREVIOUS) for term in bare if term.startswith(PREVIOUS))
    return dict.fromkeys(id for id in ids if id in then.fields)
