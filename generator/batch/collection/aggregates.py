"""The figures of a district from those of its units: what each aggregate code of a field allows, and its trap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.batch.collection.model import Unit
from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.formats.model import Field, Format
from generator.intake.addresses import field_places
from generator.report.finding import Finding


@dataclass(frozen=True)
class Aggregate:
    """How figures of one code are treated. `way` stands in sheet 汇总来源; `trap` is how one thing is counted
    twice, and what to do.
    """

    way: str
    trap: str
    adds: bool = True
    upper_bound: bool = False


AGGREGATES: Mapping[str, Aggregate] = {
    "sum": Aggregate(
        "相加",
        "内部转办的申请，由最后答复的机关计一次；合并、拆分的单位，上年结转不重不漏",
    ),
    "sum_issuer": Aggregate(
        "相加",
        "文件由制发机关计一次：以区政府名义印发的，起草部门不计；联合发文由牵头单位计；党委文件不计",
    ),
    "sum_decider": Aggregate(
        "相加",
        "决定由作出决定的机关计一次：行政审批局、政务服务中心已计的，原部门不计；委托作出的由委托机关计；"
        "下放街道、乡镇的由街道、乡镇计",
    ),
    "sum_collector": Aggregate("相加", "收费由执收单位计一次：税务部门代收的，由执收单位计"),
    "sum_buyer": Aggregate("相加", "采购由采购单位计一次：集中采购机构代购的，集中采购机构不计"),
    "sum_case": Aggregate(
        "相加",
        "一件案件计一次：复议机关与原机关作共同被告的，只由一方计；一审、二审算一件；复议由被申请人计，不由复议机关计",
    ),
    "sum_dedup": Aggregate(
        "相加（上限）",
        "同一条信息、同一场活动会由几个单位分别填报，相加只是上限。请查出重复的，在汇总工作簿中改为实际数",
        upper_bound=True,
    ),
    "union_catalogue": Aggregate("不相加", "目录事项由多个单位共有，不能相加。请按全区目录填写", adds=False),
}
"""By the code of `Field.aggregate`."""


_NAMED = 4
"""Units that a message names."""


def entry_fields(fmt: Format) -> tuple[Field, ...]:
    """The format's entry fields in the order of the sheets."""
    return tuple(fmt.fields[id] for id in field_places(fmt) if not fmt.fields[id].computed)


def add_up(fmt: Format, units: Sequence[Unit]) -> dict[str, Decimal]:
    """Σ of the counted units by entry field; fields that may not be added, or that no unit has, are absent."""
    sums: dict[str, Decimal] = {}
    for field in entry_fields(fmt):
        if AGGREGATES[field.aggregate].adds:
            values = [value for _, value in _values(units, field.id)]
            if values:
                sums[field.id] = sum(values, Decimal(0))
    return sums


def _values(units: Sequence[Unit], id: str) -> list[tuple[Unit, Decimal]]:
    """The units that have that figure."""
    return [(u, u.submission.figures[id]) for u in units if u.submission and id in u.submission.figures]


def traps(fmt: Format, units: Sequence[Unit]) -> list[Finding]:
    """One finding a code: which figures two or more units share, which units, and what may be counted twice."""
    found = []
    for code, aggregate in AGGREGATES.items():
        fields = [field for field in entry_fields(fmt) if field.aggregate == code]
        if not fields:
            continue
        if not aggregate.adds:
            found.append(_left_to_the_district(fields, aggregate))
        else:
            found += _shared(fields, units, aggregate)
    return found


def _left_to_the_district(fields: Sequence[Field], aggregate: Aggregate) -> Finding:
    names = some([f"“{field.label}”" for field in fields], 3, "项")
    message = f"{names}没有相加，保留本级原来的数：{aggregate.trap}。"
    return say("own_entry", message, fields[0].id)


def _shared(fields: Sequence[Field], units: Sequence[Unit], aggregate: Aggregate) -> list[Finding]:
    shared: list[Field] = []
    names: dict[str, None] = {}
    for field in fields:
        filled = [unit for unit, value in _values(units, field.id) if value != 0]
        if len(filled) > 1:
            shared.append(field)
            names.update(dict.fromkeys(unit.member.name for unit in filled))
    if not shared:
        return []
    what = some([f"“{field.label}”" for field in shared], 3, "项")
    who = "、".join(list(names)[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    message = f"{what}由{len(names)}个单位填报后相加（{who}）：{aggregate.trap}。请核对。"
    return [say("upper_bound" if aggregate.upper_bound else "trap", message, shared[0].id)]
