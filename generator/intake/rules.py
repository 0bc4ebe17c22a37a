"""The reader's own rules: what it says about a workbook before any figure is compared.

Ids are `{format}.{key}` like those of the other rules; a file of which no format is known says the key alone.
Rules on figures (`num.integer`, `num.blank`, `num.money`, `num.nonnegative`) stand with the format's data.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.formats.model import Format
from generator.report.finding import Finding, Place, Severity


@dataclass(frozen=True)
class ReaderRule:
    """One rule: `mend` begins with 请."""

    key: str
    severity: Severity
    meaning: str
    mend: str


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_RULES = (
    ReaderRule("book.file", E, "文件是可以读取的填报工作簿", "请用空白填报工作簿填写，存为 xlsx"),
    ReaderRule("book.macro", W, "工作簿不带宏", "请另存为“Excel 工作簿（*.xlsx）”"),
    ReaderRule("book.version", N, "工作簿由本程序的现行版本生成", "请核对读取结果"),
    ReaderRule("book.format", E, "工作簿的格式与报告年度相符", "请核对报告年度，或改用该年度的空白工作簿"),
    ReaderRule("book.sheet", E, "工作表齐全、名称未改", "请恢复该工作表的名称，或用空白工作簿重新填写"),
    ReaderRule("book.extra_sheet", N, "没有多余的工作表", "请核对要填的内容是否都在原来的工作表中"),
    ReaderRule("book.name", N, "单元格名称没有丢失", "请核对读取结果"),
    ReaderRule("book.row", E, "表的各行各列齐全", "请恢复该行，或用空白工作簿重新填写"),
    ReaderRule("book.label", W, "表中印好的文字没有改动", "请恢复原来的文字"),
    ReaderRule("basic.year", E, "报告年度填写正确", "请填写四位数字的年度，如 2025"),
    ReaderRule("basic.required", E, "必填项已填写", "请在“基本信息”中填写"),
    ReaderRule("basic.date", E, "日期完整、存在", "请写全年、月、日，如 2026年1月20日"),
    ReaderRule("basic.date_form", N, "日期写法规范", "请写成 2026年1月20日 的形式"),
    ReaderRule("basic.default", N, "没有填写的项按规则补出", "请核对"),
    ReaderRule("text.chapter", E, "正文的章是本格式规定的章", "请从列表中选择章"),
    ReaderRule("text.heading", W, "章标题与规定的一致", "请改用规定的标题"),
    ReaderRule("text.level", N, "层级从列表中选择", "请从列表中选择层级"),
    ReaderRule("text.cell", W, "正文内容是文字", "请把该格改为文字"),
    ReaderRule("text.control", N, "文字中没有不能显示的字符", "请核对该处文字"),
    ReaderRule("num.formula_in_entry", N, "填报格中直接写数字，不写公式", "请改为数字"),
)
READER_RULES: Mapping[str, ReaderRule] = {rule.key: rule for rule in _RULES}


def say(
    fmt: Format | None,
    key: str,
    what: str,
    place: Place | None = None,
    field: str | None = None,
    *,
    severity: Severity | None = None,
    mend: str = "",
) -> Finding:
    """A finding of one of these rules: `what` is wrong, and how to mend it. Raises KeyError for an unknown key."""
    rule = READER_RULES[key]
    identity = f"{fmt.id}.{key}" if fmt else key
    return Finding(severity or rule.severity, identity, f"{what}。{mend or rule.mend}。", place, field)
