"""A page of each layout with its measures drawn over it, for docs/typography.md.

    python -m tests.tools.layout_pictures            writes docs/pictures/layout-*.png

The reports are samples with other particulars, through all stages of the program. Every number in a picture is read
back from the finished PDF (tests/tools/page_measures.py); beside it stands what GB/T 9704-2012 asks for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from generator.document import compose
from generator.files import write_atomic
from generator.intake import read_workbook
from generator.narrative import complete
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import load_fonts
from generator.writers.pdf import write_pdf
from tests.tools.dimensions import Sheet
from tests.tools.page_measures import MeasuredLine, MeasuredPage

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
HAN = 16 / 72 * 25.4
"""A character of 3号, millimetres."""
_UP, _DOWN = 0.88, 0.12
"""Em of a Han character above and below the baseline."""


def main() -> None:
    """Write all pictures."""
    for name, sheet in pictures():
        write_atomic(FOLDER / f"layout-{name}.png", sheet.png())


def pictures() -> Iterator[tuple[str, Sheet]]:
    """Each picture by its name."""
    report = _sample("梧桐区2024年度")
    last = report.chapters[-1]
    shorter = replace(
        report, chapters=(*report.chapters[:-1], replace(last, paragraphs=last.paragraphs[:-1]))
    )
    plain = _pdf(report)
    yield "1-plain", _plain(plain)
    yield "2-grid", _grid(plain)
    document = _pdf(_with(shorter, LETTERHEAD, doc_number="梧政发〔2025〕3号", addressee="清源市人民政府"))
    yield "3-letterhead", _letterhead(document)
    yield "4-last-page", _last_page(document)
    yield "5-annex", _annex(_pdf(_with(report, {"layout": "附件"})))
    wide = {field: Decimal(123456789) for field in report.figures if field.startswith(("rev.", "suit."))}
    yield "6-landscape", _landscape(_pdf(replace(report, figures={**report.figures, **wide})))
    yield (
        "7-letter",
        _letter(
            _pdf(_with(report, {"layout": "信函"}, doc_number="梧政函〔2025〕3号", addressee="各街道办事处"))
        ),
    )


LETTERHEAD = {
    "signers": "何建华、欧阳文静、李一鸣",
    "seal_diameter": "45",
    "copies_to": "市政府办公室，区委办公室，区人大常委会办公室",
    "issuer": "清源市梧桐区人民政府办公室",
}


def _sample(name: str) -> Report:
    report = read_workbook(ROOT / "samples" / f"{name}.xlsx").report
    if report is None:
        raise ValueError(f"the sample {name} cannot be read")
    return report


def _with(report: Report, extra: Mapping[str, str], **particulars: str) -> Report:
    return replace(report, particulars=replace(report.particulars, extra=dict(extra), **particulars))


def _pdf(report: Report) -> bytes:
    return write_pdf(typeset(compose(complete(report)[0]), load_fonts()))


def _plain(pdf: bytes) -> Sheet:
    """The first page without letterhead: margins, title, text, page number."""
    sheet, page = Sheet.of(pdf, 1), MeasuredPage(pdf, 1)
    title, *text = page.body
    _type_area(sheet, page, text)
    _line_number(sheet, page, title, "标题：2号小标宋，居中（7.3.1）")
    first = text[0]
    sheet.across(
        _left(text), first.left, first.baseline - 7.5, f"{first.left - _left(text):.2f}", first.baseline - 1
    )
    sheet.note((first.left, first.baseline - 7.5), "每段左空二字（7.3.3）")
    heading = page.line("一、")
    sheet.note((heading.right, heading.baseline - 2), "一级标题：3号黑体（7.3.3）")
    _foot(sheet, page)
    return sheet


def _grid(pdf: bytes) -> Sheet:
    """A full page: 22 lines, 28 characters, the pitch of the baselines."""
    sheet, page = Sheet.of(pdf, 3), MeasuredPage(pdf, 3)
    lines = page.body
    _type_area(sheet, page, lines)
    for line in lines:
        sheet.level(_left(lines), _right(lines), line.baseline)
    second, third = lines[1], lines[2]
    sheet.down(second.baseline, third.baseline, -3.5, f"行距 {page.pitch():.2f}", second.left)
    sheet.note((_right(lines), lines[0].baseline), f"第1行基线：{lines[0].baseline:.2f} mm")
    sheet.note(
        (_right(lines), lines[9].baseline),
        f"每面{len(lines)}行，行距 {page.pitch():.3f} mm\n（225 ÷ 22，5.2.3）",
    )
    full = next(line for line in lines if len(line.text) == 28 and line.left < _left(lines) + 0.1)
    sheet.note(
        (full.right, full.baseline - 2),
        f"每行{len(full.text)}字，{full.right - full.left:.2f} mm\n（5.2.3：28字，156 mm）",
    )
    sheet.note((_right(lines), lines[-1].baseline), f"第{len(lines)}行基线：{lines[-1].baseline:.2f} mm")
    _foot(sheet, page)
    return sheet


def _letterhead(pdf: bytes) -> Sheet:
    """版头 of an upward document, and what follows it."""
    sheet, page = Sheet.of(pdf, 1), MeasuredPage(pdf, 1)
    text = page.body[4:]
    mark, number, title = page.lines[0], page.line("梧政发"), page.line("梧桐区2024年")
    _type_area(sheet, page, text, top=37.0)
    top, _ = page.ink(mark.left, 60, mark.right, mark.baseline + 5)
    sheet.down(0, top, 14, f"{top:.1f}", mark.left)
    sheet.note(
        (mark.right, mark.baseline - 6),
        f"发文机关标志：红色小标宋，上边缘距版心\n上边缘 {top - 37:.2f} mm（7.2.4：35 mm）",
    )
    signer = page.line("签发人")
    sheet.note(
        (signer.right, signer.baseline - 2),
        f"签发人：右空一字（{_right(text) - signer.right:.2f} mm），姓名3号\n楷体，每行两个（7.2.6）",
    )
    sheet.note(
        (number.left + 44, number.baseline + 1.4),
        f"发文字号：左空一字（{number.left - _left(text):.2f} mm），\n与最后一个签发人同处一行（7.2.5）",
    )
    (red,) = [rule for rule in page.rules if rule.red]
    gap = red.top - (number.baseline + _DOWN * HAN)
    sheet.note(
        (red.right - 8, red.top),
        f"红线：长 {red.right - red.left:.2f} mm，与版心等宽，\n距发文字号 {gap:.2f} mm（7.2.7：4 mm）",
    )
    empty = (title.baseline - red.top) / page.pitch()
    sheet.note((title.right, title.baseline - 3), f"标题：红线下空二行（第{empty + 0.2:.0f}行，7.3.1）")
    addressee = page.line("清源市人民政府：")
    sheet.note(
        (addressee.right, addressee.baseline - 2),
        f"主送机关：标题下空一行，顶格\n（距版心 {abs(addressee.left - _left(text)):.2f} mm，7.3.2）",
    )
    _foot(sheet, page)
    return sheet


def _last_page(pdf: bytes) -> Sheet:
    """署名, 成文日期, the place of the seal and 版记."""
    number, page = next((n, p) for n, p in _pages(pdf) if p.field)
    sheet = Sheet.of(pdf, number)
    seal = page.field
    assert seal is not None
    name, day = (line for line in page.body if seal.top < line.baseline < seal.bottom)
    text = [line for line in page.body if line.baseline < seal.top]
    _type_area(sheet, page, text)
    sheet.circle(seal.left, seal.top, seal.right, seal.bottom)
    size, clear = seal.right - seal.left, seal.top - _bottom_of(page, text[-1])
    sheet.note(
        ((seal.left + seal.right) / 2, seal.top),
        f"印章：直径 {size:.1f} mm，顶端距正文\n{clear:.1f} mm（一行之内，7.3.5.1）",
    )
    apart = abs(name.left + name.right - day.left - day.right) / 2
    sheet.note((name.right, name.baseline - 2), f"署名：以成文日期为准居中\n（相差 {apart:.2f} mm，7.3.5.1）")
    below = (name.baseline + day.baseline) / 2 - 0.3 * page.pitch() - (seal.top + seal.bottom) / 2
    sheet.note(
        (seal.right, (seal.top + seal.bottom) / 2 + 3),
        f"印章端正、居中下压署名和日期：\n二者的中线在印章中心以下 {below:.2f} mm",
    )
    right = _right(text)
    sheet.across(day.right, right, day.baseline - 1.5, f"{right - day.right:.2f}")
    sheet.note((right, day.baseline - 1.5), f"成文日期：右空四字，即 {4 * 156 / 28:.2f} mm")
    _imprint(sheet, page)
    _foot(sheet, page)
    return sheet


def _imprint(sheet: Sheet, page: MeasuredPage) -> None:
    rules = [rule for rule in page.rules if rule.across]
    first, inner, last = rules
    sheet.note((first.right, first.top), f"版记首条分隔线：{first.width:.2f} mm（7.4.1：0.35 mm）")
    sheet.note((inner.right, inner.top), f"中间分隔线：{inner.width:.2f} mm（7.4.1：0.25 mm）")
    edge = last.top + last.width / 2
    sheet.note(
        (last.right, last.top),
        f"末条分隔线：{last.width:.2f} mm，其下边缘在\n{edge:.2f} mm，与版心下边缘重合（7.4.1）",
    )


def _annex(pdf: bytes) -> Sheet:
    """A report that goes out as the annex of another document."""
    sheet, page = Sheet.of(pdf, 1), MeasuredPage(pdf, 1)
    mark, title, *text = page.body
    _type_area(sheet, page, text)
    _line_number(sheet, page, mark, "“附件”：3号黑体，顶格（7.3.7）")
    _line_number(sheet, page, title, "附件标题：居中（7.3.7）")
    _foot(sheet, page)
    return sheet


def _landscape(pdf: bytes) -> Sheet:
    """A table too wide for an upright page."""
    number, page = next((n, p) for n, p in _pages(pdf) if p.rules and len(p.body) == 0)
    sheet = Sheet.of(pdf, number)
    columns = [rule for rule in page.rules if rule.across]
    left, right = min(rule.left for rule in columns), max(rule.right for rule in columns)
    top, bottom = columns[0].top, columns[-1].top
    sheet.area(28, 37, 184, 262)
    sheet.down(top, bottom, -3.5, f"{bottom - top:.1f}", left)
    sheet.across(0, left, -4, f"{left:.1f}", top)
    sheet.note((right, 120), "横排表格：表头单页在订口一边，双页在切口\n一边，都在纸的左边（第8章）")
    sheet.note((right, top), f"表宽 {bottom - top:.2f} mm，即版心的高")
    _foot(sheet, page)
    return sheet


def _letter(pdf: bytes) -> Sheet:
    """The first page in letter form (10.1)."""
    sheet, page = Sheet.of(pdf, 1), MeasuredPage(pdf, 1)
    mark, number, title = page.lines[0], page.line("梧政函"), page.line("梧桐区2024年")
    _type_area(sheet, page, page.body[2:], top=37.0)
    top, bottom = page.ink(mark.left, 25, mark.right, 51)
    thick, thin, _, foot = [rule for rule in page.rules if rule.red]
    sheet.down(0, top, 14, f"{top:.1f}", mark.left)
    sheet.note(
        (mark.right, mark.baseline - 6),
        f"发文机关标志：红色小标宋，上边缘距\n上页边 {top:.1f} mm（10.1：30 mm）",
    )
    gap = thick.top - thick.width / 2 - bottom
    sheet.note(
        (thick.right, thick.top),
        f"红色双线：上粗下细，距标志 {gap:.1f} mm（10.1：\n4 mm），长 {thick.right - thick.left:.1f} mm（170 mm）",
    )
    below = number.baseline - _UP * HAN - thin.top - thin.width / 2
    sheet.note(
        (number.right, number.baseline - 1),
        f"发文字号：顶格居版心右边缘，距双线 {below:.2f} mm\n（3号字高的 7/8，即 {HAN * 7 / 8:.2f} mm）",
    )
    empty = (title.baseline - number.baseline) / page.pitch()
    sheet.note((title.right, title.baseline - 3), f"标题：发文字号下空二行（第{empty:.0f}行）")
    edge = sheet.height - foot.top - foot.width / 2
    sheet.down(foot.top + foot.width / 2, sheet.height, 14, f"{edge:.1f}", foot.left)
    sheet.note(
        (foot.right, foot.top), f"红色双线：上细下粗，距下页边 {edge:.1f} mm\n（10.1：20 mm）；首页不显示页码"
    )
    return sheet


def _pages(pdf: bytes) -> Iterator[tuple[int, MeasuredPage]]:
    number = 0
    while True:
        number += 1
        yield number, MeasuredPage(pdf, number)


def _type_area(
    sheet: Sheet,
    page: MeasuredPage,
    text: list[MeasuredLine] | tuple[MeasuredLine, ...],
    top: float | None = None,
) -> None:
    """The type area as the text fills it, and the margins around it (5.2.1)."""
    left, right, pitch = _left(text), _right(text), page.pitch()
    if top is None:
        first = page.body[0].baseline - 0.8 * pitch
        top = first - round((first - 37) / pitch) * pitch
    bottom = top + 22 * pitch
    sheet.area(left, top, right, bottom)
    sheet.down(0, top, -3.5, f"天头 {top:.1f}", left)
    sheet.down(top, bottom, -3.5 if len(text) < 20 else -22, f"{bottom - top:.1f}", left)
    sheet.down(bottom, sheet.height, -3.5, f"{sheet.height - bottom:.1f}", left)
    sheet.across(0, left, -4, f"订口 {left:.1f}", top)
    sheet.across(left, right, -4, f"版心 {right - left:.1f}", top)
    sheet.across(right, sheet.width, -4, f"{sheet.width - right:.1f}", top)


def _line_number(sheet: Sheet, page: MeasuredPage, line: MeasuredLine, what: str) -> None:
    """On which line of the type area something stands."""
    number = (line.baseline - 37) / page.pitch() - 0.8 + 1
    sheet.note((line.right, line.baseline - 2), f"{what}\n在版心第{number:.2f}行".replace(".00行", "行"))


def _foot(sheet: Sheet, page: MeasuredPage) -> None:
    """The page number: its height and its distance from the side (7.5)."""
    foot = page.foot
    upper, lower = page.ink(foot.left, 264, foot.left + 4, 275)
    middle = (upper + lower) / 2
    odd = page.number % 2
    inside = 184 - foot.right if odd else foot.left - 28
    side = "居右" if odd else "居左"
    sheet.note(
        (foot.right, middle),
        f"页码：一字线距版心下边缘 {middle - 262:.2f} mm（7.5：7 mm），\n{side}空一字（{inside:.2f} mm）",
    )


def _left(lines: list[MeasuredLine] | tuple[MeasuredLine, ...]) -> float:
    return min(line.left for line in lines)


def _right(lines: list[MeasuredLine] | tuple[MeasuredLine, ...]) -> float:
    return max(line.right for line in lines)


def _bottom_of(page: MeasuredPage, line: MeasuredLine) -> float:
    """Lower edge of a line of the grid."""
    return line.baseline + 0.2 * page.pitch()


if __name__ == "__main__":
    main()
