"""A wrong data file gives an error that names the file and the key, in Chinese."""

from pathlib import Path
from shutil import copytree

import pytest

from generator import resources
from generator.formats import load
from generator.formats.source import FormatError

WRONG = [
    ("t3.toml", 'sheet = "申请办理"', "sheet = 3", "2021/t3.toml 的“sheet”应为文字"),
    ("t3.toml", 'sheet = "申请办理"', "", "2021/t3.toml 的“sheet”缺失"),
    ("t3.toml", 'sheet = "申请办理"', 'sheat = "申请办理"', "2021/t3.toml 的“sheet”缺失"),
    ("t3.toml", "[derived]", "colour = 1\n[derived]", "2021/t3.toml 的“totals.colour”应为文字"),
    ("t4.toml", 'unit = "件"', 'unit = "件"\nunits = "件"', "t4.toml 的“defaults.units”不是已知的键"),
    ("t4.toml", 'aggregate = "sum_case"', 'aggregate = "add"', "“aggregate”“add”不是已知的汇总方式"),
    ("t4.toml", 'type = "integer"', 'type = "int"', "的类型“int”不是"),
    ("t4.toml", "widths_mm = [10.4,", "widths_mm = [10.5,", "t4.toml 的“widths_mm”应为15个数，合计156毫米"),
    ("t4.toml", '"rev.uphold" =', '"rev.upheld" =', "t4.toml 的“short.rev.upheld”不是已知的键"),
    ("t4.toml", "{case}.total = {case}.{outcome}", "{case}.total = {case}.{end}", "没有定义的集合 {end}"),
    ("t4.toml", "{case}.total = {case}.{outcome}", "{case}.total = {case}.sum", "不存在的编号“rev.sum”"),
    ("t4.toml", "{case}.total = {case}.{outcome}", "{case}.total", "t4.toml 的“rules.total.compare”有误"),
    ("t4.toml", 'severity = "notice"', 'severity = "hint"', "应为 error、warning、notice 之一"),
    ("t4.toml", "suit.after.{outcome} |", "", "t4.toml 的“grid”画得不对：第4行有11格，应为15格"),
    ("t2.toml", "| pub.rule.valid ", "| pub.rule.made ", "t2.toml 的“pub.rule.made”编号重复"),
    ("t4.toml", "# 行政复议 |", "# < |", "第1行第1格没有可以接续的格"),
    ("t2.toml", 'match = ["pub.doc.*"]', 'match = ["pub.paper.*"]', "“pub.paper.*”没有对应的编号"),
    ("t2.toml", 'fields = ["pub.fee.amount"]', 'fields = ["pub.fee"]', "“pub.fee”不是本格式的编号"),
    ("t2.toml", "pub.fee.amount | <", "pub.t3.amount | <", "有一节像单元格地址"),
    ("t2.toml", '"pub.doc.made" = "规范性', '"pub.doc.made" = "规章制发" # "', "名称重复：规章制发"),
    (
        "phrases.toml",
        r"(\d[\d,，]*)件",
        r"(\d[\d,，]*件",
        "phrases.toml 的“app_new.pattern”不是正确的正则表达式",
    ),
    ("phrases.toml", "expect = 0", "", "应有且只有一个括号取出数字"),
    ("format.toml", 'id = "2021"', 'id = "2022"', "应与文件夹同名（2021）"),
    ("format.toml", 'tables = ["t2", "t3", "t4"] ', 'tables = ["t2", "t3"] ', "没有列出文件夹中的表：t4"),
    (
        "format.toml",
        'tables = ["t2"]',
        'tables = ["t9"]',
        "format.toml 的“sections.s2.tables”中有不存在的表：t9",
    ),
    ("format.toml", 'extends = "common"', 'extends = "nothing"', "“nothing”不存在或互相引用"),
    ("format.toml", 'extends = "common"', 'extends = "2021"', "“2021”不存在或互相引用"),
    ("format.toml", "[sections.s1]", "[sections.s1", "格式文件无法读取：2021/format.toml"),
    ("format.toml", "years = [2021]", "years = []", "format.toml 的“years”应为"),
    ("rules.toml", 'kind = "fee_note"', 'kind = "fee_note"\nonly_if = "t9"', "“t9”不是本格式的表"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "message"), WRONG, ids=[w[3][:30] for w in WRONG])
def test_the_error_names_file_and_key(
    tmp_path: Path, file: str, right: str, wrong: str, message: str
) -> None:
    folder = tmp_path / "templates"
    copytree(resources.templates(), folder)
    path = folder / "2021" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        load("2021", folder)
    assert message in str(caught.value)
    assert file in str(caught.value)
    assert caught.value.exit_code == 3
