"""The edges of the checks: the last value that passes and the first that does not, and what messages say exactly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.checks.cells import cell_list
from generator.checks.numerals import han_value
from generator.checks.privacy import is_identity_number
from generator.checks.values import decimals, plain, rounded
from generator.report.finding import Finding, Place, Severity
from generator.report.model import Report
from tests.checks.reports import found, keys, report


def told(
    rep: Report, key: str, previous: Report | None = None, others: tuple[Report, ...] = ()
) -> list[Finding]:
    return [f for f in found(rep, previous, others) if f.rule.split(".", 1)[-1] == key or f.rule == key]


def messages(text: str, key: str, **more: object) -> list[str]:
    return [f.message for f in told(report(2024, text, **more), key)]


# Values and places as messages print them.


def test_a_value_is_rounded_to_the_tail_of_a_spreadsheet_and_no_further() -> None:
    assert rounded(Decimal("0.30000000000000004")) == Decimal("0.3")
    assert rounded(Decimal("0.123456")) == Decimal("0.123456")
    assert rounded(Decimal("0.1234564")) == Decimal("0.123456")


@pytest.mark.parametrize(
    ("value", "count"), [("3.50", 1), ("2846.123456", 6), ("120", 0), ("1E+3", 0), ("0.10", 1)]
)
def test_decimals_are_counted_without_trailing_zeros(value: str, count: int) -> None:
    assert decimals(Decimal(value)) == count


@pytest.mark.parametrize(
    ("value", "shown"), [("140", "140"), ("3.50", "3.5"), ("-0.0", "0"), ("1E+2", "100")]
)
def test_a_value_is_printed_without_exponent_and_trailing_zeros(value: str, shown: str) -> None:
    assert plain(Decimal(value)) == shown


def test_cells_beyond_column_z_and_rows_that_only_look_like_a_run() -> None:
    sheet = "申请办理"
    assert cell_list([Place(sheet, "Z3"), Place(sheet, "AA3"), Place(sheet, "AB3")]) == "申请办理!Z3:AB3"
    assert cell_list([Place(sheet, "A1"), Place(sheet, "A2"), Place(sheet, "B2")]) == "申请办理!A1:A2、B2"
    assert cell_list([Place(sheet, "BC12"), Place(sheet, "BC13")]) == "申请办理!BC12:BC13"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万", 30000),
        ("一亿二千万", 120000000),
        ("三万亿", 3 * 10**12),
        ("两百零三", 203),
        ("十", 10),
        ("一百一十", 110),
        ("四十三", 43),
    ],
)
def test_numerals_have_their_value(text: str, value: int) -> None:
    assert han_value(text) == value


# Totals.


def without_comparisons(rep: Report) -> Report:
    """The same report in a form that has totals and no comparison about them."""
    rules = tuple(rule for rule in rep.format.rules if rule.kind != "compare")
    return replace(rep, format=replace(rep.format, rules=rules))


@pytest.mark.parametrize(("typed", "difference"), [(23, "3"), (17, "3"), (21, "1")])
def test_where_no_comparison_knows_a_total_a_wrong_typed_one_is_told_by_itself(
    typed: int, difference: str
) -> None:
    rep = without_comparisons(report(2024, typed={"rev.total": Decimal(typed)}))
    (finding,) = told(rep, "num.formula")
    assert finding.severity is Severity.ERROR
    assert finding.field == "rev.total"
    assert f"手工填写为{typed}，按各项计算应为20，相差{difference}" in finding.message


def test_a_total_that_is_right_to_the_tail_of_a_spreadsheet_is_no_error() -> None:
    rep = without_comparisons(report(2024, typed={"rev.total": Decimal("20.0000000001")}))
    assert [f.severity for f in told(rep, "num.formula")] == [Severity.NOTICE]


@pytest.mark.parametrize("typed", [19, 21])
def test_a_wrong_total_is_never_called_only_typed(typed: int) -> None:
    assert told(report(2024, typed={"rev.total": Decimal(typed)}), "num.formula") == []


def test_one_typed_total_is_named_and_two_are_counted() -> None:
    (one,) = told(report(2024, typed={"rev.total": Decimal(20)}), "num.formula")
    assert one.message.startswith("“行政复议·总计”的公式被数字覆盖（复议诉讼!E6）")
    both = {"rev.total": Decimal(20), "suit.direct.total": Decimal(10)}
    (two,) = told(report(2024, typed=both), "num.formula")
    assert two.message.startswith("2个合计格的公式被数字覆盖（复议诉讼!E6、J6）")


def test_a_table_of_one_entry_that_is_blank_is_told_by_its_label() -> None:
    rep = report(2024)
    fmt = rep.format
    cases = fmt.table("2021.t4")
    kept = tuple(c for c in cases.cells if c.kind != "entry" or c.field == "rev.other")
    tables = tuple(replace(t, cells=kept) if t.id == cases.id else t for t in fmt.tables)
    alone = replace(
        rep,
        format=replace(fmt, tables=tables),
        figures={k: v for k, v in rep.figures.items() if k != "rev.other"},
    )
    (finding,) = told(alone, "num.blank")
    assert "没有填写任何数字" not in finding.message


# Against last year.


@pytest.mark.parametrize(
    ("now", "doubted"), [("1999.9", False), ("2000", True), ("20000", True), ("20000.1", False)]
)
def test_a_fee_is_doubted_from_two_thousand_to_twenty_thousand_times(now: str, doubted: bool) -> None:
    before = report(2023, figures={"pub.fee.amount": Decimal(1)})
    rep = report(2024, figures={"pub.fee.amount": Decimal(now)})
    assert bool(told(rep, "t2.fee_unit", before)) == doubted


# Title, signature.


def test_the_title_says_which_year_it_has() -> None:
    def title(text: str) -> list[str]:
        return [f.message for f in told(report(2024, title=text), "title.year")]

    assert "写的是2023年" in title("梧桐区2023年政府信息公开工作年度报告")[0]
    assert "没有写年度" in title("梧桐区政府信息公开工作年度报告")[0]
    assert title("梧桐区2024年政府信息公开工作年度报告") == []


@pytest.mark.parametrize(
    ("signatory", "doubted"),
    [
        ("梧桐区人民政府办公室", False),
        ("区政府办公室", False),
        ("清源市梧桐区司法局", False),
        ("松花江区人民政府办公室", True),
        ("清河区人民政府办公室", True),
    ],
)
def test_the_signatory_shares_a_distinctive_pair_of_characters_with_the_unit(
    signatory: str, doubted: bool
) -> None:
    assert bool(told(report(2024, signatory=signatory), "sign.unit")) == doubted


# Personal data.


def identity_number(digits: str) -> str:
    """Seventeen digits with their check character by ISO 7064 MOD 11-2, which GB 11643 follows."""
    check = 0
    for digit in digits:
        check = (check + int(digit)) * 2 % 11
    return digits + "0123456789X"[(12 - check) % 11]


@pytest.mark.parametrize(
    "digits", ["23010319861224357", "51162919791101986", "99999919991231999", "11010519491231002"]
)
def test_an_identity_number_is_known_by_its_check_character(digits: str) -> None:
    number = identity_number(digits)
    assert is_identity_number(number)
    assert is_identity_number(number.replace("X", "x"))
    for at in range(17):
        assert not is_identity_number(number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :])


@pytest.mark.parametrize("day", ["19491331", "19490031", "19491232", "19491200"])
def test_a_number_without_a_possible_birthday_is_no_identity_number(day: str) -> None:
    assert not is_identity_number(identity_number(f"110105{day}002"))


def test_a_message_shows_of_a_personal_number_the_first_three_and_the_last_two_characters() -> None:
    (message,) = messages("申请人身份证号11010519491231002X。", "person.id")
    assert "110*************2X" in message
    (message,) = messages("经办人张某13812345678到场办理。", "person.mobile")
    assert "138******78" in message


# Copies.

CHAPTER = (
    "我区严格落实条例规定，围绕财政预算、重大项目、公共卫生、教育考试等重点领域主动公开政府信息，完善公开目录，规范发布程序。"
    "依托政府网站和政务新媒体，及时发布政策解读，回应群众关切。健全依申请公开工作机制，落实登记、审核、答复、归档各环节责任。"
    "加强政府信息管理，开展清理核查，及时更新已失效的文件。强化平台建设，优化栏目设置，提高检索能力。组织业务培训，开展工作考核。"
)


def test_a_copied_chapter_is_told_with_how_much_of_it_is_alike() -> None:
    before = report(2023, CHAPTER)
    (finding,) = told(report(2024, CHAPTER), "copy.previous", before)
    assert "100%相同" in finding.message
    other = replace(
        report(2024, CHAPTER, unit_name="清源市松花江区人民政府"),
        source=replace(before.source, sha256="1" * 64),
    )
    (finding,) = told(report(2024, CHAPTER), "copy.other", others=(other,))
    assert "清源市松花江区人民政府的报告有100%相同" in finding.message


def test_a_long_sentence_that_comes_twice_is_quoted_by_its_beginning_and_end() -> None:
    sentence = (
        "围绕财政预算、重大项目、公共卫生、教育考试等重点领域主动公开政府信息并完善公开目录和规范发布程序。"
    )
    text = f"{sentence}依托政府网站发布政策解读。\n加强信息管理，开展清理核查。{sentence}"
    (message,) = messages(text, "copy.within")
    assert f"“{sentence[:18]}……{sentence[-18:]}”" in message
    short = "围绕财政预算、重大项目、公共卫生主动公开政府信息，完善公开的目录。"
    (message,) = messages(f"{short}依托政府网站。\n加强信息管理。{short}", "copy.within")
    assert f"“{short}”" in message


# Lists and what announces them.


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("健全受理、承办、回复三个环节的责任。", False),
        ("健全受理、承办、回复四个环节的责任。", True),
        ("健全受理、承办、回复两个环节的责任。", True),
        ("健全受理、承办和回复三个环节的责任。", False),
        ("健全受理、承办、回复等五个环节的责任。", False),
        ("健全受理、承办、回复等二个环节的责任。", True),
        ("健全受理、承办、回复、归档4个环节的责任。", False),
        ("健全受理、承办、回复、归档3个环节的责任。", True),
    ],
)
def test_a_counted_list_has_as_many_names_as_it_says(text: str, wrong: bool) -> None:
    assert bool(messages(text, "txt.list")) == wrong


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("存在三个问题：一是公开不及时；二是目录不全。", ["3项，后面列了2项"]),
        ("存在两个问题：一是公开不及时；二是目录不全。", []),
        ("存在三个问题：一是公开不及时。", []),
        ("存在三个问题：一是公开不及时；三是目录不全。", []),
    ],
)
def test_a_list_is_held_to_what_announces_it_where_it_is_a_whole_list(text: str, claims: list[str]) -> None:
    said = messages(text, "txt.claim")
    assert len(said) == len(claims)
    assert all(claim in message for claim, message in zip(claims, said, strict=True))


def test_the_numbered_paragraphs_below_are_held_to_their_announcement_at_lower_levels_only() -> None:
    below = "（一）|做好以下三项工作：\n1.|完善目录\n1.|加强培训"
    assert len(messages(below, "txt.claim")) == 1
    beside = "（一）|做好以下三项工作：\n（一）|完善目录\n（一）|加强培训"
    assert messages(beside, "txt.claim") == []
    body = "下一步做好以下三项工作：\n（一）|完善目录\n（一）|加强培训"
    assert len(messages(body, "txt.claim")) == 1


# Shares and changes.


@pytest.mark.parametrize(
    ("percent", "wrong"),
    [("35.5", False), ("35.4", True), ("36", True), ("35", False), ("35.46", False), ("35.47", True)],
)
def test_a_share_is_rounded_as_it_is_printed(percent: str, wrong: bool) -> None:
    text = f"全年新收政府信息公开申请564件，其中网络申请200件，占{percent}%。"
    assert bool(messages(text, "txt.percent")) == wrong


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        (("33.3", "33.3", "33.3"), False),
        (("33.3", "33.3", "33.2"), True),
        (("33", "33", "33"), False),
        (("33", "33", "32"), True),
        (("33.33", "33.33", "33.33"), False),
        (("40", "30", "25"), True),
        (("40", "30", "24"), False),
    ],
)
def test_a_list_of_bare_shares_makes_a_hundred_but_for_rounding(
    shares: tuple[str, str, str], wrong: bool
) -> None:
    one, two, three = shares
    text = f"从申请内容看，城乡建设类占{one}%、劳动人事类占{two}%、其他类占{three}%。"
    said = messages(text, "txt.percent_list")
    assert bool(said) == wrong
    assert not wrong or f"{one}+{two}+{three}" in said[0]


@pytest.mark.parametrize(
    "text",
    [
        "群众好评率40%、回访率30%、到场率25%。",
        "城乡建设类约占40%、劳动人事类占30%、其他类占25%。",
        "主动公开政府信息500条，其中网站近300条，占61%。",
        "主动公开政府信息500条，其中网站300条，占比超61%。",
        "发布信息30条，受理申请10件，占比40%。",
    ],
)
def test_shares_that_are_hedged_or_of_other_things_are_left_alone(text: str) -> None:
    assert [m for key in ("txt.percent", "txt.percent_list") for m in messages(text, key)] == []


@pytest.mark.parametrize(
    ("now", "sentence", "right"),
    [
        (412, "比上年增长8.4%", "应为增长8.5%"),
        (324, "比上年下降8.4%", "应为下降8.5%"),
    ],
)
def test_a_wrong_rate_of_change_is_told_with_the_right_one(now: int, sentence: str, right: str) -> None:
    before = report(2023, figures={"app.new.natural": Decimal(now - 44 if now > 400 else now + 44)})
    rep = report(
        2024,
        f"全年新收政府信息公开申请{now + 152}件，{sentence}。",
        figures={"app.new.natural": Decimal(now)},
    )
    (finding,) = told(rep, "txt.growth", before)
    assert right in finding.message


# Confirmations.


def test_an_explanation_confirms_the_warning_of_its_rule_and_no_other() -> None:
    text = "全年新收政府信息公开申请546件。身份证号11010519491231002X。"
    rep = report(2024, text, confirmations={"2021.txt.app_new": "含转办", "2021.person.id": "已核"})
    by_rule = {f.rule: f.confirmed for f in found(rep)}
    assert by_rule["2021.txt.app_new"] == "含转办"
    assert not by_rule["2021.person.id"]
    plain_text = {f.rule: f.confirmed for f in found(report(2024, text))}
    assert not plain_text["2021.txt.app_new"]


def test_a_blank_explanation_confirms_nothing() -> None:
    rep = report(2024, "全年新收政府信息公开申请546件。", confirmations={"2021.txt.app_new": "  "})
    assert not next(f for f in found(rep) if f.rule == "2021.txt.app_new").confirmed


def test_the_day_of_issue_at_the_edges() -> None:
    def day(value: date) -> list[str]:
        return keys(report(2023, issue_date=value), prefix="date.")

    assert day(date(2023, 12, 31)) == ["date.early"]
    assert day(date(2024, 1, 1)) == []
    assert day(date(2024, 3, 31)) == []
    assert day(date(2024, 4, 1)) == ["date.late"]
