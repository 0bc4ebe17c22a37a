"""Hostile names, titles and texts: markup, templates, formulas, control characters, and more than anyone writes."""

import re
from functools import partial

from generator.report.model import Chapter, Level, Paragraph
from tests.hostile.making import CHAPTERS, FORM, Case
from tests.intake.conftest import filled, particulars, repacked

NAMES = (
    "../../x", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x", "CON", "nul.txt", "COM1", "." * 9, "甲" * 300, "a" * 3000,
    '<>:"/\\|?*', "南岗区\n人民政府", "{{ config }}", "{% for x in range(9**9) %}", "<script>alert(1)</script>",
    "&amp;<w:p/>", "=1+1", "[[新收申请]]", "[[[[", "\u202e区岗南", "~$南岗区", "%s%n%x", "$(touch x)", "\u200b", "😀区",
    "'; --", "{unit_short}{0}{__class__}", "－－－", " 南岗区 ", "x\u0301" * 50,
)  # fmt: skip


def named(**changes: object) -> bytes:
    return filled(FORM, particulars=particulars(FORM, **changes), chapters=CHAPTERS)


TITLES = {
    f"{field}: {text[:20]!r}": Case(partial(named, **{field: text}))
    for text in NAMES
    for field in (("title", "unit_name") if len(text) < 10 else ("title",))
}
TITLES |= {
    f"signatory: {text[:20]!r}": Case(partial(named, signatory=text))
    for text in ("甲" * 300, "{{x}}", "a" * 2000)
}
TITLES |= {
    f"letterhead: {text[:20]!r}": Case(partial(named, doc_number=text))
    for text in ("甲" * 300, "{{x}}", "〔〕号", "a" * 2000)
}
TITLES |= {
    f"{name}: {text[:20]!r}": Case(partial(named, doc_number="南政办发〔2025〕2号", extra={name: text}))
    for name in ("mark", "signers", "copies_to", "issuer", "seal_diameter")
    for text in ("甲" * 400, "-1", "<>&{{x}}")
}


PLACEHOLDER = "PLACEHOLDER"


def escaped(text: str) -> bytes:
    """Text as a file holds it: XML's own marks, and _xHHHH_ for what XML cannot hold."""
    out = []
    for char in text:
        if char in "&<>":
            out.append({"&": "&amp;", "<": "&lt;", ">": "&gt;"}[char])
        elif (char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff":
            out.append(f"_x{ord(char):04X}_")
        else:
            out.append(char)
    return "".join(out).encode()


def texted(*texts: str, level: Level = Level.BODY, section: str = "s1") -> bytes:
    """A sound workbook whose chapter one is these paragraphs, put into the file as they are."""
    lines = tuple(Paragraph(level, f"{PLACEHOLDER}{number:05}", None) for number in range(len(texts)))
    others = (chapter for chapter in CHAPTERS if chapter.section != section)
    data = filled(FORM, chapters=(Chapter(section, "", lines), *others))

    def put(name: str, part: bytes) -> bytes:
        if not name.endswith(("sharedStrings.xml", "sheet3.xml")):
            return part
        pattern = (PLACEHOLDER + r"(\d{5})").encode()
        return re.sub(pattern, lambda m: escaped(texts[int(m[1])]), part)

    return repacked(data, put)


TEXTS = {
    "Jinja2": "模板{{ 7*7 }}、{% raw %}、{# 注 #}不是指令。",
    "Jinja2 escape": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "XML": "文字<w:p><w:r/></w:p>&amp;&lt;&#65;]]>完。",
    "HTML": "文字<script>alert(1)</script><img src=x onerror=alert(1)>完。",
    "RTF": r"文字{\rtf1\b x}\par完。",
    "a formula": "=HYPERLINK(\"http://example.invalid\",\"点\")",
    "at sign": "@SUM(1+9)*cmd|' /C calc'!A0",
    "markdown": "文字**粗**`x`[链接](javascript:alert(1))完。",
    "PDF": "文字) Tj ET endstream endobj (完。",
    "percent": "文字%s%d%n{0}{x}$x完。",
    "backslash": "文字\\1\\g<0>\\n\\u4e00完。",
    "escape of Excel": "文字_x005F_x000D_完。",
    "XMP": "文字<?xpacket end=\"w\"?>完。",
    "comment": "文字<!-- -- -->完。",
    "an open reference": "文字[[没有这一项]]完。",
    "open brackets": "文字[[[[[[完。",
    "brackets without end": "文字[[新收申请完。",
    "nested references": "文字[[新收[[申请]]]]完。",
    "an empty reference": "文字[[]]完。",
    "a path in a reference": "文字[[../../x]]完。",
    "control characters": "文字\x00\x01\x07\x08\x0c\x1b[31m红\x7f完。",
    "C1 characters": "文字\x80\x85\x9f完。",
    "direction marks": "文字\u202e逆\u202c\u2066顺\u2069\u200f完。",
    "lone surrogates": "文字\ud800甲\udfff完。",
    "non-characters": "文字\ufffe\uffff\ufdd0完。",
    "invisible": "文\u200b字\ufeff\u00ad\u2060完。",
    "line separators": "文字\u2028二\u2029三\x0b四\x0c五\x85完。",
    "emoji": "文字😀👨\u200d👩\u200d👧🇨🇳完。",
    "private use": "文字\ue000\uf8ff完。",
    "combining": "文字e\u0301" + "\u0301" * 500 + "完。",
    "rare Han": "文字𠀀𪚥𰻝龘䶮㑇完。",
    "other scripts": "文字Приветمرحباשלוםไทย한국어完。",
    "tibetan and mongolian": "文字བོད་ᠮᠣᠩᠭᠣᠯ完。",
    "tabs and blanks": "\t文字\t\t甲　　乙\u00a0完。  ",
    "a word of 5000 letters": "文字" + "a" * 5000 + "完。",
    "digits without end": "文字" + "1" * 5000 + "件。",
    "opening marks only": "（" * 3000,
    "closing marks only": "）。，" * 1000,
    "quotation marks": "“" * 500 + "”" * 499,
    "straight quotation marks": "\"'" * 1000,
    "dashes": "—" * 2000,
    "zero wide": "\u200b" * 2000,
    "blanks only": "　 \t" * 500,
    "numbers like ordinals": "（一）（一）1.1.（1）（1）（一）文字。",
    "an ordinal alone": "（一）",
    "heading inside": "一、总体情况",
    "hash": "#REF!",
    "100 000 characters": "全年公开政府信息工作有序推进，" * 6250 + "共" * 6249 + "完。",
    "repeated pattern": "a" * 3000 + "！" * 3000 + "1,2," * 1500,
    "nested brackets": "（" * 500 + "甲" + "）" * 500,
    "book titles": "《" * 800 + "甲" + "》" * 800,
    "amounts": "1,234,567.89万元，" * 2000,
    "percentages": "占比99.99%，增长-3.2%；" * 1500,
}  # fmt: skip

PROSE = {f"text: {name}": Case(partial(texted, text)) for name, text in TEXTS.items()}
PROSE |= {
    f"item: {name}": Case(partial(texted, TEXTS[name], level=level))
    for name in ("Jinja2", "a word of 5000 letters", "opening marks only", "control characters")
    for level in (Level.TWO, Level.THREE)
}
PROSE |= {
    "5000 paragraphs": Case(lambda: texted(*(f"第{n}项工作按时完成，群众满意。" for n in range(5000)))),
    "1500 items": Case(lambda: texted(*(f"做好第{n}项工作" for n in range(1500)), level=Level.TWO)),
    "a cell of 2000 lines": Case(lambda: texted("甲乙丙。\n" * 2000)),
    "all hostile texts at once": Case(lambda: texted(*(text for text in TEXTS.values() if len(text) < 200))),
}
