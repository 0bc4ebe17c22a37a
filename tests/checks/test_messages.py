"""What is said of a sentence, to the letter: the quotation, the numbers that were compared, the difference."""

from decimal import Decimal

import pytest

from tests.checks.reports import found, report


def said(text: str, rule: str) -> list[str]:
    """The messages of one rule on one sentence, without the mend."""
    return [
        f.message.split("。请")[0] for f in found(report(2024, text)) if f.rule in (f"2021.txt.{rule}", rule)
    ]


SENTENCES = [
    (
        "parts_sum",
        "全年开展培训12场次，其中线上培训4场次、线下培训6场次、座谈1场次，参训人员300人次。",
        "“12场次，其中线上培训4场次、线下培训6场次、座谈1场次”：各项4+6+1=11，总数为12场次，相差1",
    ),
    (
        "parts_sum",
        "全年主动公开信息1000条，其中政策文件100条，机构职能200条，其他600条；发布微信50条。",
        "“1000条，其中政策文件100条，机构职能200条，其他600条”：各项100+200+600=900，总数为1000条，相差100",
    ),
    (
        "parts_sum",
        "全年共收到来信30件，其中网络10件、信函15件。",
        "“30件，其中网络10件、信函15件”：各项10+15=25，总数为30件，相差5",
    ),
    (
        "parts_sum",
        "共办理提案30件，其中主办10件，会办19件。",
        "“30件，其中主办10件，会办19件”：各项10+19=29，总数为30件，相差1",
    ),
    (
        "percent",
        "主动公开政府信息500条，其中：网站300条，占60%；微信150条，占30%；微博50条，占9%。",
        "“微博50条，占9%”：50条占500条应为10%，写的是9%",
    ),
    (
        "percent_sum",
        "主动公开政府信息500条，其中：网站300条，占60%；微信150条，占30%；微博50条，占9%。",
        "从“网站300条，占60%”起的各项占比60+30+9=99%，按各项数字计算应为100%",
    ),
    (
        "rate",
        "收到咨询80件，办结76件，办结率96%。",
        "“80件，办结76件，办结率96%”：76件占80件应为95%，写的是96%",
    ),
    (
        "change",
        "主动公开信息由1000条增加到1250条，增长20%。",
        "“1000条增加到1250条，增长20%”：由1000到1250，应为增长25%",
    ),
    (
        "percent_list",
        "从申请内容看，城乡建设类占40%、劳动人事类占30%、其他类占25%。",
        "“40%、劳动人事类占30%、其他类占25%”各项占比40+30+25=95%，应为100%",
    ),
    (
        "ordinals",
        "存在以下问题：一是公开不及时；三是目录不全；四是培训少。",
        "“三是”处的序数不连续：“一是”之后没有“二是”，就到了“三是”",
    ),
    (
        "ordinals",
        "存在以下问题：一是公开不及时；四是目录不全；五是培训少。",
        "“四是”处的序数不连续：“一是”之后没有“二是”、“三是”，就到了“四是”",
    ),
    (
        "ordinals",
        "存在以下问题：一是公开不及时；二是目录不全；二是培训少。",
        "“二是”处的序数不连续：“二是”出现两次",
    ),
    (
        "claim",
        "存在两方面问题：一是公开不及时；二是目录不全；三是培训少。",
        "“两方面问题：”说的是2项，后面列了3项",
    ),
    (
        "list",
        "健全受理、承办、回复四个环节的责任。",
        "“健全受理、承办、回复四个环节”：列出3个，写的是四个环节",
    ),
]


@pytest.mark.parametrize(("rule", "text", "message"), SENTENCES)
def test_the_message_quotes_what_was_compared_and_gives_the_numbers(
    rule: str, text: str, message: str
) -> None:
    assert said(text, rule) == [message]


RIGHT = [
    ("parts_sum", "发布信息1000条，其中政策文件600条（规章100条，规范性文件500条），其他400条。"),
    ("parts_sum", "全年共收到咨询30件，其中电话咨询10件。"),
    ("percent", "主动公开政府信息500条，其中：网站300条，占60%；微信150条，占30%；微博50条，占10%。"),
    ("percent_sum", "主动公开政府信息500条，其中：网站300条，占60%；微信150条，占30%。"),
    ("rate", "收到咨询80件，办结76件，办结率95%。"),
    ("rate", "收到咨询80件，按期办结76件，按期办结率96%。"),
    ("change", "主动公开信息由1000条增加到1250条，增长25%。"),
    ("percent_list", "从申请内容看，城乡建设类占40%、劳动人事类占30%、其他类占30%。"),
    ("percent_list", "城乡建设类占40%、劳动人事类占25%。"),
    ("ordinals", "存在以下问题：一是公开不及时；二是目录不全；三是培训少。"),
    ("claim", "存在三方面问题：一是公开不及时；二是目录不全；三是培训少。"),
]


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_of_the_right_sentence_nothing_is_said(rule: str, text: str) -> None:
    assert said(text, rule) == []


def test_a_figure_that_stands_twice_with_different_values_is_told_with_both_places() -> None:
    text = "全年主动公开政府信息1136条。\n2024年主动公开政府信息共1126条。"
    (message,) = said(text, "twice")
    assert "相差10" in message
    assert "正文!C" in message


def test_growth_of_a_figure_that_was_nought_last_year_has_no_rate() -> None:
    before = report(
        2023,
        figures={
            "rev.uphold": Decimal(0),
            "rev.correct": Decimal(0),
            "rev.other": Decimal(0),
            "rev.pending": Decimal(0),
        },
    )
    rep = report(2024, "行政复议20件，同比增长100%。")
    assert [f for f in found(rep, before) if f.rule == "2021.txt.growth"] == []


WORDS = [
    (
        "T61",
        "公开工作有序推进，政府信息公公开平台建设加快。",
        "“政府信息公公开平台”与“政府信息公开平台”只差一字，可能有误",
    ),
    ("T61", "我们完善了了制度。", "虚词重复"),
    ("T43", "工作人员，", "段落以句中的标点结尾，内容可能不完整"),
]


@pytest.mark.parametrize(("rule", "text", "message"), WORDS)
def test_a_slip_of_the_pen_is_told_with_what_it_was_taken_for(rule: str, text: str, message: str) -> None:
    assert [m.split("：“")[0] for m in said(text, rule)] == [message]


QUOTED = [
    ("T43", "工作人员，", "，"),
    ("T41", '他说"很好。', '"'),
    ("T54", "加强《规定》、《办法》，《条例》的学习。", "》、《"),
    ("T61", "我们完善了了制度。", "了了"),
]


@pytest.mark.parametrize(("rule", "text", "quote"), QUOTED)
def test_a_fault_of_wording_points_at_the_very_characters(rule: str, text: str, quote: str) -> None:
    assert [f.quote for f in found(report(2024, text)) if f.rule == rule] == [quote]


@pytest.mark.parametrize(
    ("sentence", "rule", "told"),
    [
        ("作出行政处罚决定3.5千件。", "penalty", False),
        ("作出行政处罚决定3.4千件。", "penalty", True),
        ("作出行政许可决定4.2万件。", "permit", False),
        ("作出行政许可决定4.1万件。", "permit", True),
        ("作出行政许可决定四万一千八百七十三件。", "permit", False),
        ("作出行政许可决定四万一千八百七十四件。", "permit", True),
        ("行政事业性收费0.28亿元。", "fee_amount", False),
    ],
)
def test_a_number_in_thousands_or_millions_is_held_to_its_last_digit(
    sentence: str, rule: str, told: bool
) -> None:
    assert bool(said(sentence, rule)) == told


def test_of_two_figures_the_second_is_looked_at_where_the_first_says_nothing_of_last_year() -> None:
    before = report(2023, figures={"app.new.natural": Decimal(368)})
    text = "作出行政许可决定41873件。全年新收政府信息公开申请564件，比上年增加43件。"
    (finding,) = [f for f in found(report(2024, text), before) if f.rule == "2021.txt.growth"]
    assert finding.quote == "新收政府信息公开申请564件，比上年增加43件"
    direction = "全年新收政府信息公开申请564件，较去年有所减少。"
    (finding,) = [f for f in found(report(2024, direction), before) if f.rule == "2021.txt.growth"]
    assert finding.quote == "新收政府信息公开申请564件，较去年有所减少"


def test_shares_told_over_two_paragraphs_are_told_where_the_last_stands() -> None:
    text = "主动公开政府信息500条，其中：网站300条，占60%；微信150条，占30%；\n微博50条，占9%。"
    (finding,) = [f for f in found(report(2024, text)) if f.rule == "2021.txt.percent_sum"]
    assert str(finding.place) == "正文!C3"


def test_a_title_of_another_unit_is_told_however_short_its_name() -> None:
    def told(title: str) -> bool:
        return "2021.title.unit" in {f.rule for f in found(report(2024, title=title))}

    assert told("江北2024年政府信息公开工作年度报告")
    assert not told("梧桐2024年政府信息公开工作年度报告")
    assert not told("区2024年政府信息公开工作年度报告")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("行政事业性收费2846.75万元。", False),
        ("行政事业性收费28467500元。", False),
        ("行政事业性收费0.28亿元。", False),
        ("行政事业性收费0.284675亿元。", False),
        ("行政事业性收费2846.76万元。", True),
        ("行政事业性收费28467600元。", True),
        ("行政事业性收费0.27亿元。", True),
    ],
)
def test_an_amount_of_money_is_compared_in_whatever_unit_it_is_told(sentence: str, told: bool) -> None:
    assert bool(said(sentence, "fee_amount")) == told


def test_an_amount_in_another_unit_is_quoted_as_typed_and_compared_in_that_of_the_table() -> None:
    assert said("全年行政事业性收费0.27亿元，较上年减少。", "fee_amount") == [
        "正文写“行政事业性收费0.27亿元”，表中“行政事业性收费金额”为2846.75万元，相差146.75万元（主动公开!B16）"
    ]
    assert said("全年行政事业性收费28467600元，较上年减少。", "fee_amount") == [
        "正文写“行政事业性收费28467600元”，表中“行政事业性收费金额”为2846.75万元，相差0.01万元（主动公开!B16）"
    ]


def test_growth_of_an_amount_is_told_in_the_unit_of_the_table() -> None:
    before = report(2023, figures={"pub.fee.amount": Decimal("2846.75")})
    told = [
        f.message
        for f in found(report(2024, "行政事业性收费28467500元，比上年减少。"), before)
        if "growth" in f.rule
    ]
    assert len(told) == 1
    assert "应为持平" in told[0]
    right = report(2024, "行政事业性收费28467500元，与上年持平。")
    assert [f for f in found(right, before) if "growth" in f.rule] == []
