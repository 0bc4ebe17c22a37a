"""The rules of this stage for the list of all rules (`nianbao rules`); mends have their own list."""

from generator.formats.model import Format, Rule, Severity


def narrative_rules(fmt: Format) -> tuple[Rule, ...]:
    """References, headings, order, missing and generated chapters, numbers. `kind` is `narrative`."""
    return (
        _rule(
            f"{fmt.id}.txt.reference",
            "error",
            "正文中的 [[名称]] 是本格式的填报项，且已有数字",
            "请改为表中的项目名称或编号，并填写相应的表",
            "数字只写一处，正文与表不会不一致",
        ),
        _rule(
            f"{fmt.id}.txt.missing",
            "error",
            "必须有文字的部分不为空",
            "请在“正文”中填写这一部分",
            "、".join(fmt.basis),
        ),
        _rule(
            f"{fmt.id}.txt.order",
            "warning",
            "各章按规定的次序排列",
            "程序已按规定的次序排列，请核对内容是否放错了章",
            "、".join(fmt.basis),
        ),
        _rule(
            f"{fmt.id}.txt.generated",
            "warning",
            "没有填写而由程序按数字生成的部分，须核对并补写",
            "请核对生成的文字，补写数字以外的内容",
            "程序不编写事实",
        ),
        _rule(
            f"{fmt.id}.txt.heading",
            "notice",
            "章名用规定的名称，不写入内容",
            "程序已改，请在“章”一列选择章名",
            "、".join(fmt.basis),
        ),
        _rule(
            "T29",
            "warning",
            "手工填写的序号与次序相符",
            "程序已重新编号，请核对是否缺少一项、重复或次序有误",
            "GB/T 9704—2012 7.3.3",
        ),
    )


def _rule(id: str, severity: Severity, meaning: str, mend: str, source: str) -> Rule:
    return Rule(id, severity, "narrative", meaning, meaning, mend, source)
