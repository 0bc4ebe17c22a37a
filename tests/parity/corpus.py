"""Made-up paragraphs that are harder than life: every one full of what makes line breaking differ.

Figures and percentages beside Han, ranges, dates and times, quotation marks in every position, Latin words,
document numbers, telephones, e-mail addresses, URLs, dashes, ellipses, brackets within brackets, units.
The generator is seeded: the same number always gives the same paragraph.
"""

import random
from collections.abc import Callable

from generator.document.model import Role, Span

_SUBJECTS = (
    "全区各街道办事处",
    "区政府办公室",
    "区市场监督管理局",
    "区住房和城乡建设局",
    "各乡镇人民政府",
    "区教育局、区卫生健康局",
    "区政务服务中心",
    "“互联网＋政务服务”专班",
    "区司法局（行政复议机构）",
    "区档案馆和区图书馆",
)
_ACTIONS = (
    "主动公开各类政府信息",
    "受理政府信息公开申请",
    "发布政策解读材料",
    "回应群众关切",
    "举办“政府开放日”活动",
    "清理规范性文件",
    "办理人大代表建议和政协委员提案",
    "组织业务培训",
    "开展督查检查",
    "更新栏目内容",
    "公开行政许可和行政处罚结果",
    "答复网民留言",
)
_TOPICS = (
    "《中华人民共和国政府信息公开条例》",
    "《关于全面推进政务公开工作的意见》",
    "财政预决算",
    "重大建设项目批准和实施",
    "食品药品安全",
    "义务教育招生",
    "老旧小区改造",
    "“放管服”改革",
    "优化营商环境",
    "安全生产",
    "乡村振兴",
    "《南岗区政府信息公开指南（2015年版）》",
    "稳岗就业",
    "生态环境保护“回头看”",
    "公共资源交易",
)
_UNITS = (
    "件",
    "条",
    "次",
    "人次",
    "场",
    "万元",
    "篇",
    "份",
    "个",
    "项",
    "期",
    "亿元",
    "平方米",
    "公里",
    "户",
)
_WORDS = (
    "PDF",
    "OFD",
    "WPS Office",
    "Excel",
    "Open Government Data",
    "App",
    "H5",
    "GB/T 9704-2012",
    "XML",
    "APP Store",
    "IPv6",
    "WiFi",
    "PM2.5",
    "UTF-8",
    "Web",
    "RSS",
    "ISO 9001:2015",
    "Word 2003",
    "AI",
    "5G",
)
_CLOSERS = (
    "群众满意度不断提高。", "取得了明显成效。", "没有发生泄密事件。", "全部在规定期限内办结。", "工作机制进一步健全……",
    "存在的问题主要有：一是主动性不够；二是解读形式单一；三是队伍不稳。", "为经济社会发展提供了有力保障！", "何以至此？值得深思。",
)  # fmt: skip

FRAGMENTS = (
    "中国·哈尔滨2015年", "5·12防灾减灾日", "艾力·买买提3人", "A·B公司", "5′30″", "№3", "①3", "3‰",
    "〇3", "二〇一五年", "3～5件", "2015—2016年", "2015–2016年", "3℃左右", "m²的", "±3件", "达≥95%",
    "3×4", "1∶2", "a：b", "－3", "3＋2", "￥300元", "AT&T公司", "（PDF）", "(3)项", "[3]", "“3”",
    "‘3’", "——3", "……3", "3……", "、3", "3.甲", "甲/乙", "3/甲", "12:30", "3？", "100%、", "3,456",
    "2015.3.1", "2015-03-01", "No.3", "-18℃", "𠮷3", "3𠮷", "《GB/T》", "%3", "3%。",
)  # fmt: skip
"""What is hard to break: set so that a line ends before, in and after each."""


class _Writer:
    """One paragraph's source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def pick(self, options: tuple[str, ...]) -> str:
        return self.chance.choice(options)

    def number(self) -> str:
        value = self.chance.choice((9, 99, 999, 9999, 99999, 9999999))
        figure = self.chance.randint(0, value)
        forms = (
            f"{figure}",
            f"{figure:,}",
            f"{figure / 100:.2f}",
            f"{figure / 10:.1f}",
            f"{figure}万",
            f"−{figure}",
        )
        return self.chance.choices(forms, (8, 3, 2, 2, 1, 1))[0]

    def percent(self) -> str:
        figure = f"{self.chance.uniform(0, 130):.{self.chance.randint(0, 2)}f}"
        return figure + self.chance.choices(("%", "％", "‰", "个百分点"), (8, 1, 1, 1))[0]

    def date(self) -> str:
        year, month, day = (
            self.chance.randint(2008, 2024),
            self.chance.randint(1, 12),
            self.chance.randint(1, 28),
        )
        return self.pick((f"{year}年", f"{year}年{month}月", f"{year}年{month}月{day}日", f"{month}月{day}日",
                          f"{year}-{month:02}-{day:02}", f"{month}月{day}日{day % 24}:{month * 4:02}"))  # fmt: skip

    def range(self) -> str:
        low = self.chance.randint(1, 500)
        high = low + self.chance.randint(1, 900)
        return self.pick((f"{low}—{high}件", f"{low}～{high}次", f"{low % 90}%～{high % 90 + 91}%", f"{low % 9 + 1}—12月",
                          f"{low}-{high}号", "2019—2023年", f"{low}万元～{high}万元", f"{low % 20 + 1}∶{high}"))  # fmt: skip

    def document(self) -> str:
        year, number = self.chance.randint(2008, 2024), self.chance.randint(1, 380)
        return self.pick((f"国办发〔{year}〕{number}号", f"（哈政办发〔{year}〕{number}号）", f"南政发〔{year}〕{number}号文件",
                          f"GB/T {number}-{year}", f"（政务公开办〔{year}〕{number}号）《通知》"))  # fmt: skip

    def contact(self) -> str:
        number = self.chance.randint(1000000, 9999999)
        host = self.pick(("www.hrbnangang.gov.cn", "zwgk.example.gov.cn", "www.gov.cn"))
        path = self.pick(("", "/", "/xxgk/nb/2015.html", f"/art/{number}/art_{number}_{number % 977}.html",
                          f"/col/col{number}/index.html?id={number}&page=2#top", "/zwgk/zfxxgk/fdzdgknr/"))  # fmt: skip
        return self.pick((f"网址：http://{host}{path}", f"（https://{host}{path}）", f"{host}{path}", f"0451-8{number}",
                          f"（0451）8{number}", f"xxgk{number % 100}@163.com", f"zwgk.office_{number % 77}@example.gov.cn",
                          f"电话：0451-8{number}转{number % 900}"))  # fmt: skip

    def quoted(self) -> str:
        inner = self.pick(("三审三校", "先审后发", "2025", "一网通办", "12345", "3·15", "云公开", "PDF", "公开是常态、不公开是例外",
                           "五公开", "‘双随机、一公开’监管", "十四五", "一件事一次办"))  # fmt: skip
        return f"“{inner}”" + self.pick(("", "工作", "制度", "活动", "平台", "热线", "“两随机”", "（试行）"))

    def latin(self) -> str:
        return self.pick(_WORDS) + self.pick(("", "格式", "版", "系统", "和HTML两种格式", "、XLSX"))

    def clause(self) -> str:
        unit = self.pick(_UNITS)
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"{self.pick(_ACTIONS)}{self.number()}{unit}",
            lambda: f"其中{self.pick(_TOPICS)}类{self.number()}{unit}，占{self.percent()}",
            lambda: f"同比增长{self.percent()}",
            lambda: f"{self.date()}印发{self.pick(_TOPICS)}{self.document()}",
            lambda: f"围绕{self.quoted()}{self.pick(_ACTIONS)}",
            lambda: f"按照{self.document()}要求",
            lambda: f"范围为{self.range()}",
            lambda: f"以{self.latin()}发布",
            lambda: f"咨询方式为{self.contact()}",
            lambda: f"第{self.chance.randint(1, 9)}、{self.chance.randint(10, 99)}项",
            lambda: f"{self.pick(_TOPICS)}——{self.pick(_ACTIONS)}",
            lambda: f"气温{self.chance.randint(-20, 35)}℃、面积{self.number()}m²",
            lambda: f"（{self.pick(_SUBJECTS)}{self.number()}{unit}，{self.percent()}）",
        )
        return self.chance.choices(forms, (9, 6, 4, 5, 5, 3, 4, 3, 3, 1, 3, 1, 3))[0]()


def paragraph(seed: int) -> tuple[Span, ...]:
    """The paragraph of that number: two to nine lines; every sixth begins with a run-in heading."""
    writer = _Writer(seed)
    clauses = [writer.clause() for _ in range(writer.chance.randint(2, 9))]
    text = writer.pick(("", writer.date() + "，", writer.quoted() + "方面，")) + writer.pick(_SUBJECTS)
    for i, clause in enumerate(clauses):
        text += clause + (
            "" if i == len(clauses) - 1 else writer.pick(("，", "，", "，", "；", "、", "。", "："))
        )
    text += "，" + writer.pick(_CLOSERS)
    if seed % 6 == 0:
        return (
            Span(f"（{'一二三四五六七八九十'[seed % 10]}）{writer.pick(_ACTIONS)}情况。", Role.KAI),
            Span(text),
        )
    return (Span(text),)
