"""What the engine says to a command line, said to somebody before a web page."""

import re

PHRASES = (
    ("请先用 nianbao verify 核对，恢复后再归档", "请从备份恢复登记表后再归档"),
    ("请用 nianbao verify 查看详情，重新生成后再归档", "请改正后再归档"),
    ("请加 --correction，另立新件并注明取代", "请在“更多”中勾选“这是已归档报告的更正版”"),
    ("请去掉 --correction", "请不要勾选“这是已归档报告的更正版”"),
    ("请按 nianbao archive --new-settings 的样子改正", "请改正"),
    ("请用 nianbao new --roster -o 名册.xlsx 生成空白名册填写", "请在“全区汇总”页下载空白名册填写"),
    ("请用 nianbao trace 查明，", "请在“全区汇总”页点这个数查明，"),
    ("不是 nianbao collect 生成的汇总工作簿", "不是本程序生成的汇总工作簿"),
    ("--into 所给的", "放入的本级"),
    ("--from 所给的", "放入的"),
    ("--previous 所给的", "放入的上年工作簿"),
    ("请用 --year 写明，或在名册中填写", "请放入单位名册，在其中填写报告年度"),
    ("请核对文件或 --year", "请核对文件"),
    ("请改用适用的格式，或不写 --format", "请选择其他年度"),
    ("可以去掉 --tsa", "可以不填时间戳服务地址"),
    ("请给出 nianbao build 生成的 PDF", "请重新生成 PDF"),
    ("请用 nianbao build 重新生成 PDF，再签名", "请重新放入工作簿，再签名"),
)
"""What is said on a terminal, and what is said here."""
_IN_BRACKETS = re.compile(r"（[^（）]*--[a-z][^（）]*）")


def for_page(message: str) -> str:
    """The message without the options and commands that a page does not have."""
    for said, instead in PHRASES:
        message = message.replace(said, instead)
    return _IN_BRACKETS.sub("", message)
