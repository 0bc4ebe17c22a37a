"""Writes docs/errors.md: every rule of every format, from the same lists that the program speaks from.

    python docs/make_errors.py

A test compares the file with what this writes.
"""

from collections.abc import Iterator
from pathlib import Path

from generator import formats
from generator.batch.collection.rules import RULES
from generator.checks.listing import ListedRule, all_rules

TARGET = Path(__file__).with_name("errors.md")
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}

HEAD = """# 错误与提示一览

本页由 `docs/make_errors.py` 从程序的规则表生成，请勿手工修改。`nianbao rules --format 2021` 在屏幕上给出同样的内容。

- **错误**：不改正就不生成报告（退出码 1）。
- **警告**：请逐条核对。确属实情的，在“校验”表“确认说明”一栏写明原因，随报告存档；错误不能这样确认。
- **提示**：程序已经更正，或供参考。

每条问题都指明工作表和单元格；编号写在行末括号里，可在本页查找。

签名时的提示见[签名与印章图样](signing.md)；验证和归档时逐项检测的含义见[归档与核对](archive.md)。
"""

OTHERS = (
    ("book.file", "error", "文件是可以读取的填报工作簿", "请按提示另存为 xlsx，或改用空白填报工作簿"),
    ("book.sheet", "error", "工作簿里有“基本信息”表", "请恢复工作表名称，或用空白工作簿重新填写"),
    ("book.format", "error", "工作簿的格式与报告年度相符", "请核对报告年度，或改用该年度的空白工作簿"),
    ("basic.year", "error", "报告年度填写正确，且有适用的格式", "请填写四位数字的年度"),
    ("previous.file", "warning", "用来对照的上年工作簿可以读取", "请换用上年的填报工作簿"),
    ("batch.input", "error", "文件可以读取", "请检查文件"),
    ("batch.same_title", "error", "一批之中没有标题相同的报告", "请检查单位名称和标题"),
    ("layout.text", "notice", "段末一行不止一个字，外文词和数字不从中断开", "请按提示增删几个字"),
    ("layout.page", "notice", "没有只排一行或只有署名、日期的页", "请按提示增删几行正文"),
    ("layout.table", "notice", "表中数字在栏内排得下", "请核对数字和计量单位"),
    ("batch.internal", "error", "程序本身没有出错", "请把工作簿和提示发给维护人员"),
    ("environment", "error", "磁盘、权限、内存、字体正常", "请按提示处理，或运行 nianbao doctor"),
)
"""What is said before a format is known, or about the run as a whole: id, severity, meaning, mend."""


def render() -> str:
    """The whole page."""
    lines = [HEAD]
    lines += [
        "## 还不知道格式时，以及整个运行中的问题",
        "",
        *_table(ListedRule(i, s, "", m, e) for i, s, m, e in OTHERS),
    ]
    lines += ["", "## 汇总各单位时", "", *_table(_collecting())]
    every = [(form, all_rules(form)) for form in formats.all_formats()]
    shared = set.intersection(*({rule.id for rule in rules} for _, rules in every))
    common = [rule for rule in every[0][1] if rule.id in shared]
    lines += ["", "## 各格式共用", "", *_table(common)]
    for form, rules in every:
        own = [rule for rule in rules if rule.id not in shared]
        lines += ["", f"## {form.name}（{form.years}）"]
        for group in dict.fromkeys(rule.group for rule in own):
            lines += ["", f"### {form.id} {group}", "", *_table(rule for rule in own if rule.group == group)]
    return "\n".join(lines) + "\n"


def _collecting() -> Iterator[ListedRule]:
    for key, rule in RULES.items():
        yield ListedRule(f"collect.{key}", rule.severity, "", rule.meaning, rule.mend)


def _table(rules: "Iterator[ListedRule] | list[ListedRule]") -> Iterator[str]:
    yield "| 编号 | 级别 | 要求 | 怎样改正 | 依据 |"
    yield "|---|---|---|---|---|"
    for rule in rules:
        cells = (f"`{rule.id}`", SEVERITIES[rule.severity], rule.meaning, rule.mend, rule.source)
        yield f"| {' | '.join(cell.replace('|', '&#124;').replace(chr(10), ' ') for cell in cells)} |"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8", newline="\n")
