"""What `collect` says about a collection as a whole: rule id, severity, meaning, mend. Errors of a single unit keep the
ids of the form's own rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.report.finding import Finding, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True)
class CollectionRule:
    """One rule of a collection."""

    severity: Severity
    meaning: str
    mend: str


RULES: Mapping[str, CollectionRule] = {
    "missing": CollectionRule(E, "名册上应计入的单位都报了工作簿", "请催报；确不计入的，在名册中注明"),
    "duplicate": CollectionRule(E, "每个单位只有一个工作簿", "请只留下应采用的一个"),
    "stranger": CollectionRule(E, "工作簿的单位都在名册中", "请在名册中补上该单位，或移走工作簿"),
    "conflict": CollectionRule(
        E, "单位全称与统一社会信用代码指同一个单位", "请核对单位全称和统一社会信用代码"
    ),
    "year": CollectionRule(E, "工作簿都是汇总年度的", "请换成汇总年度的工作簿"),
    "unreadable": CollectionRule(E, "工作簿能够读取，格式与年度相符", "请退回单位另存、重报"),
    "unit": CollectionRule(E, "各单位自己的工作簿没有错误", "请把核对时标了批注的副本退回单位，逐格改正"),
    "collected": CollectionRule(E, "文件夹里只有单位工作簿，没有汇总工作簿", "请移走汇总工作簿"),
    "code": CollectionRule(W, "工作簿的统一社会信用代码与名册一致", "请核对，改正工作簿或名册"),
    "name": CollectionRule(W, "工作簿的单位全称与名册一致", "请核对，改正工作簿或名册"),
    "alike": CollectionRule(W, "不同单位的数字、文字不雷同", "请向单位核实，不要照抄"),
    "carried": CollectionRule(
        W, "各单位上年结转下年度之和等于全区上年的数", "请核对上年汇总和各单位的上年结转数"
    ),
    "replaced": CollectionRule(W, "原工作簿中与汇总数不同的数", "请核对以哪个数为准"),
    "approval": CollectionRule(W, "数字变动后重新签发", "请重新送审、签发"),
    "incomplete": CollectionRule(W, "汇总工作簿计入了全部单位", "请补齐后重新汇总"),
    "changed": CollectionRule(W, "汇总工作簿中的数等于各单位之和", "请改回，或改单位的工作簿后重新汇总"),
    "upper_bound": CollectionRule(W, "相加会重复的数，汇总数只是上限", "请去重后填写实际数"),
    "own_entry": CollectionRule(N, "不能相加的数由本级填报", "请在汇总工作簿中填写"),
    "trap": CollectionRule(N, "相加时不重复计数", "请与涉及的单位核对"),
    "exempt": CollectionRule(N, "名册定为不计入汇总的单位", "请核对名册"),
    "not_given": CollectionRule(N, "有的单位没有填可选的表", "请核对是否应当填报"),
    "draft": CollectionRule(N, "单位工作簿已经签发", "请单位签发后再报"),
    "other_files": CollectionRule(N, "文件夹里不是工作簿的文件", "请核对有没有放错文件"),
    "previous": CollectionRule(W, "上年汇总工作簿可用于逐单位核对结转", "请换用上年的汇总工作簿"),
    "sheets": CollectionRule(N, "原工作簿中另加的工作表不带入", "需要的请自行复制"),
    "roster": CollectionRule(E, "名册填写正确", "请按提示改正名册"),
    "roster_note": CollectionRule(W, "名册填写正确", "请按提示核对名册"),
}


def say(key: str, message: str, field: str | None = None) -> Finding:
    """A finding of one of these rules. Raises KeyError for an unknown key."""
    return Finding(RULES[key].severity, f"collect.{key}", message, None, field)
