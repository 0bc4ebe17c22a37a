"""Line breaking in cells: the cases of the typography notes (L, G), each named by its id."""

import pytest

from tests.typesetting.cells import break_cells

LINES = [
    ("L01", "全市政府网站公开政府信息，及时准确", 12, "全市政府网站公开政府信|息，及时准确"),
    ("L02", "加强政策解读。”会议强调要抓落实", 7, "加强政策解|读。”会议强调|要抓落实"),
    ("L03", "真的吗？！请予以核实答复", 4, "真的|吗？！请|予以核实|答复"),
    ("L04", "严格落实条例各项规定（含细则）要求", 11, "严格落实条例各项规定|（含细则）要求"),
    ("L05", "修订并公布了《政府信息公开指南》等", 7, "修订并公布了|《政府信息公开|指南》等"),
    ("L06", "修订并公布了《公开指南》等制度", 11, "修订并公布了《公开指|南》等制度"),
    ("L07", "会议指出：“公开是常态。”要求落实", 13, "会议指出：“公开是常态。”|要求落实"),
    ("L08", "会议指出：“公开是常态。”要求落实", 12, "会议指出：“公开是常|态。”要求落实"),
    ("L09", "会议指出：“公开是常态。”要求落实", 6, "会议指出：|“公开是常|态。”要求落|实"),
    ("L10", "落实“三审三校”“先审后发”等制度", 9, "落实“三审三校”|“先审后发”等制度"),
    ("L11", "组织开展培训、检查、评估，持续提升", 8, "组织开展培训、检|查、评估，持续提|升"),
    ("L12", "公开是常态——不公开是例外的原则", 6, "公开是常|态——不公开|是例外的原则"),
    ("L13", "公开是常态——不公开是例外的原则", 7, "公开是常态——|不公开是例外的|原则"),
    ("L14", "包括规章、规范性文件……以及其他信息", 11, "包括规章、规范性文|件……以及其他信息"),
    ("L15", "北京—上海", 2, "北|京—|上海"),
    ("L16", "统计期为2019—2023年全部年度", 9, "统计期为2019—2023|年全部年度"),
    ("L17", "统计期为2019—2023年全部年度", 8, "统计期为|2019—2023年全部|年度"),
    ("L18", "幅度在15%～30%之间", 6, "幅度在|15%～30%之间"),
    ("L19", "比例为1/3左右的单位", 4, "比例为|1/3左右|的单位"),
    ("L20", "纪念“3·15”消费者权益日活动", 6, "纪念|“3·15”消|费者权益日活|动"),
    ("L21", "列奥纳多·达·芬奇的画作", 4, "列奥纳|多·达·|芬奇的画|作"),
    ("L22", "全年共办理申请3119件并全部答复", 9, "全年共办理申请3119|件并全部答复"),
    ("L23", "共收到申请351件其中维持72件", 7, "共收到申请351|件其中维持72件"),
    ("L26", "全年处罚总数为3,985,758件", 9, "全年处罚总数为|3,985,758件"),
    ("L27", "办结率达到99.5%以上水平", 7, "办结率达到|99.5%以上水平"),
    ("L28", "最低气温为−12.5℃左右", 7, "最低气温为|−12.5℃左右"),
    ("L29", "全年投入资金3.45亿元整", 8, "全年投入资金|3.45亿元整"),
    ("L30", "收费标准为￥3940元整", 5.5, "收费标准为|￥3940元整"),
    ("L31", "会议于上午10:30准时召开", 6, "会议于上午|10:30准时召|开"),
    ("L32", "电话为0451-82345678转办公室", 9, "电话为|0451-82345678转办|公室"),
    ("L33", "请发送邮件至nangang@163.com联系", 12, "请发送邮件至|nangang@163.com联系"),
    (
        "L34", "网址http://www.hrbnangang.gov.cn/xxgk/nb/2015.html可查", 18,
        "网址http://www.hrbnangang.gov.cn/|xxgk/nb/2015.html可查",
    ),
    (
        "L35", "网址http://www.hrbnangang.gov.cn/xxgk/nb/2015.html可查", 15,
        "网址|http://www.hrbnangang.gov.cn/|xxgk/nb/2015.html可查",
    ),
    ("L36", "依据国办公开办函〔2021〕30号文件", 11, "依据国办公开办函|〔2021〕30号文件"),
    ("L37", "依据《条例》第二十条第（一）项规定", 12, "依据《条例》第二十条第|（一）项规定"),
    ("L38", "使用PDF和OFD两种版式文件", 5, "使用PDF和|OFD两种版|式文件"),
    ("L39", "引用Open Government Data理念", 9, "引用Open|Government Data理|念"),
    ("L40", "执行GB/T 9704标准排版", 6, "执行GB/T|9704标准排版"),
    ("L41", "南岗区人民政府办公室（政务公开办公室）负责", 15, "南岗区人民政府办公室（政务公开|办公室）负责"),
    ("L42", "及时公开政府信息，加强解读。", 9, "及时公开政府信息，|加强解读。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measure", "lines"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_lines_of_the_grid_profile(text: str, measure: float, lines: str) -> None:
    assert "|".join(break_cells(text, measure)) == lines


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        pytest.param("共收到申请351件其中维持72件", 7, "共收到申请|351件其中维持|72件", id="L24"),
        pytest.param("截至2024年底全部办结完毕", 4, "截至|2024年底|全部办结|完毕", id="L25"),
    ],
)
def test_the_soft_rule_keeps_a_numeral_with_its_measure_word(text: str, measure: float, lines: str) -> None:
    assert "|".join(break_cells(text, measure, soft=True)) == lines


def test_the_first_line_is_two_cells_shorter() -> None:
    """L43."""
    lines = break_cells("全区共受理申请18件，均按期答复。", 9, indent=2)
    assert lines == ("全区共受理申请", "18件，均按期答复。")


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        pytest.param("及时公开政府信息，加强解读。", 8.5, "及时公开政府信息，|加强解读。", id="G01"),
        pytest.param("会议指出：“公开是常态。”要求落实", 11.5, "会议指出：“公开是常态。”|要求落实", id="G02"),
        pytest.param("修订公布了《条例》《办法》等", 11.5, "修订公布了《条例》《办|法》等", id="G03"),
        pytest.param("《条例》已经修订并公布施行", 11.5, "《条例》已经修订并公布施|行", id="G04"),
    ],
)
def test_lines_of_the_gb_profile(text: str, measure: float, lines: str) -> None:
    assert "|".join(break_cells(text, measure, profile="gb")) == lines


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        pytest.param("全年受理3119件申请", 8, "全年受理3119件|申请", id="G05"),
        pytest.param("收到PDF版和OFD版", 6, "收到PDF版和|OFD版", id="G06"),
    ],
)
def test_the_gap_between_han_and_latin_takes_a_quarter_em(text: str, measure: float, lines: str) -> None:
    assert "|".join(break_cells(text, measure, gap=0.25)) == lines
