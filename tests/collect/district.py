"""A made-up district: a roster of units, figures that add up, and workbooks of every unit, the same each time.

Writing a workbook takes a third of a second; so one is written as a mould, and each unit's is cast from it by
putting its name and figures into the mould's XML.
"""

import io
import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from xml.sax.saxutils import escape

from generator import formats
from generator.batch.collection.model import Member
from generator.files import zip_bytes
from generator.formats.model import Format
from generator.intake.addresses import field_places
from generator.intake.blank import write_filled
from generator.intake.totals import with_totals
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars

APPLICANTS = ("natural", "company", "research", "charity", "legal", "other")
CITY, DISTRICT = "清源市", "清源市梧桐区人民政府"
NAME, SHORT, CODE = "NAME-OF-THE-UNIT", "SHORT-NAME", "CREDIT-CODE"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_OFFICES = [
    "发展和改革局",
    "教育局",
    "科学技术局",
    "工业和信息化局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康局",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "城市管理局",
    "信访局",
    "行政审批局",
    "林业局",
    "体育局",
    "粮食和物资储备局",
    "数据局",
]
_PLACES = "东西南北中上下前后大小新老金银铜"


@cache
def members(count: int = 150) -> tuple[Member, ...]:
    """The roster's units: offices first, then streets and towns, each with a contact and a code."""
    names = [(f"{CITY}梧桐区{office}", f"区{office}", "委办局") for office in _OFFICES]
    places = [f"{a}{b}" for a in _PLACES for b in "河桥山庄泉林湖岭"]
    names += [
        (f"{CITY}梧桐区人民政府{place}街道办事处", f"{place}街道", "街道")
        if number % 3
        else (f"{CITY}梧桐区{place}镇人民政府", f"{place}镇", "镇")
        for number, place in enumerate(places)
    ]
    names += [(f"{CITY}梧桐区第{number}服务中心", f"第{number}中心", "事业单位") for number in range(1, 401)]
    return tuple(
        Member(name, short, credit_code(number), kind, True, contact(number), f"0588-62{number:05d}")
        for number, (name, short, kind) in enumerate(names[:count])
    )


def credit_code(number: int) -> str:
    """A code in the form of GB 32100: 18 characters with the check character."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"11330588MB{number:07d}"[:17]
    total = sum(alphabet.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def contact(number: int) -> str:
    """A name."""
    return _SURNAMES[number % len(_SURNAMES)] + _SURNAMES[::-1][number // len(_SURNAMES) % len(_SURNAMES)]


def figures(fmt: Format, seed: int) -> dict[str, Decimal]:
    """The entries of one unit, sound by every rule of the form."""
    chance = random.Random(f"{fmt.id}/{seed}")
    values = {key: Decimal(chance.randrange(4)) for key, f in fmt.fields.items() if not f.computed}
    if fmt.id == "2008":
        return _figures_2008(values)
    for who in APPLICANTS:
        results = [k for k in values if re.fullmatch(rf"app\.(?!new|prev|next)[a-z.]+\.{who}", k)]
        done = sum((values[k] for k in results), Decimal(0))
        values[f"app.prev.{who}"] = min(values[f"app.prev.{who}"], done)
        values[f"app.new.{who}"] = done + values[f"app.next.{who}"] - values[f"app.prev.{who}"]
    values |= {key: Decimal(0) for key in values if key.startswith("pub.rule.")}
    if fmt.id == "2021":
        values["pub.doc.valid"] = values["pub.doc.made"] + chance.randrange(20)
        values["pub.fee.amount"] = Decimal(chance.randrange(10**6)) / 100
        return values
    made = values["pub.doc.made"]
    return values | {"pub.doc.opened": made, "pub.doc.public": made + 8, "pub.purchase.items": Decimal(3)}


def _figures_2008(values: dict[str, Decimal]) -> dict[str, Decimal]:
    """The figures that the text quotes; the annex is left out, as many units did."""
    kept = {key: value for key, value in values.items() if not key.startswith("st.")}
    asked = sum(
        (value for key, value in kept.items() if key in ("req.inperson", "req.fax", "req.net", "req.letter")),
        Decimal(0),
    )
    zero = (
        "req.partial",
        "req.deny",
        "req.othans",
        "rev.pending",
        "suit.pending",
        "fee.charged",
        "fee.waived",
    )
    return kept | {"req.answered": asked, "req.open": asked} | dict.fromkeys(zero, Decimal(0))


def unit_text(fmt: Format) -> tuple[Chapter, ...]:
    """What a unit writes: one paragraph in each chapter that must have text."""
    texts = {
        "s1": "本单位认真做好主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作，没有出现失泄密问题。",
        "s5": "存在的主要问题是公开内容还不够细，答复还不够及时。改进情况是修订了公开目录，安排了专人负责办理申请。",
        "s6": "没有其他需要报告的事项，本年度没有收取信息处理费。",
    }
    return tuple(
        Chapter(section.id, section.title, (Paragraph(Level.BODY, texts[section.id]),), None, section.heading)
        for section in fmt.sections
        if section.id in texts
    )


class Mould:
    """A workbook from which those of many units are cast."""

    def __init__(self, fmt: Format, year: int, chapters: Sequence[Chapter] | None = None) -> None:
        self.fmt = fmt
        particulars = Particulars(
            year,
            NAME,
            SHORT,
            "",
            NAME,
            date(year + 1, 1, 20),
            credit_code=CODE,
            contact="办公室",
            phone="6230000",
        )
        approval = Approval("甲", "乙", "丙", date(year + 1, 1, 20))
        ones = {key: Decimal(1) for key, field in fmt.fields.items() if not field.computed}
        text = unit_text(fmt) if chapters is None else chapters
        data = write_filled(fmt, particulars, text, ones, approval)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {info.filename: archive.read(info) for info in archive.infolist()}
        titles = re.findall(r'<sheet [^>]*name="([^"]*)"', self._parts["xl/workbook.xml"].decode())
        self._sheets = {title: f"xl/worksheets/sheet{n}.xml" for n, title in enumerate(titles, 1)}
        self._when = datetime(year + 1, 1, 20)

    def cast(self, member: Member, entries: Mapping[str, Decimal], year: int | None = None) -> bytes:
        """The unit's workbook; fields that `entries` lacks are left blank. `year` overwrites the report year."""
        parts = dict(self._parts)
        values = with_totals(self.fmt, entries)
        for table in self.fmt.tables:
            name = self._sheets[table.sheet]
            cells = {
                place.cell: values.get(id)
                for id, place in field_places(self.fmt).items()
                if place.sheet == table.sheet
            }
            parts[name] = _filled(parts[name].decode(), cells).encode()
        strings = parts["xl/sharedStrings.xml"].decode()
        for token, text in ((NAME, member.name), (SHORT, member.short), (CODE, member.credit_code)):
            strings = strings.replace(token, escape(text))
        parts["xl/sharedStrings.xml"] = strings.encode()
        if year is not None:
            basic = self._sheets["基本信息"]
            parts[basic] = _filled(parts[basic].decode(), {"B3": Decimal(year)}).encode()
        return zip_bytes(list(parts.items()), self._when)


def _filled(xml: str, cells: Mapping[str, Decimal | None]) -> str:
    """A sheet with other values in its number cells."""

    def put(match: re.Match[str]) -> str:
        cell = match["cell"]
        if cell not in cells:
            return match[0]
        value = cells[cell]
        return f"{match['head']}<v>{value}</v></c>" if value is not None else f"{match['head']}</c>"

    return re.sub(r'(?P<head><c r="(?P<cell>[A-Z]+[0-9]+)"[^>]*>(?:<f>[^<]*</f>)?)<v>[^<]*</v></c>', put, xml)


@cache
def mould(format_id: str = "2021", year: int = 2024) -> Mould:
    """The mould of one form, made once."""
    return Mould(formats.load(format_id), year)
