"""Ways of tampering with a report's DOCX, page and JSON: each returns changed bytes."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

Change = Callable[[bytes], bytes]


def part(name: str, change: Callable[[str], str]) -> Change:
    """One part of a DOCX changed, all else as it was."""

    def apply(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                text = old.read(info)
                if info.filename == name:
                    changed = change(text.decode()).encode()
                    assert changed != text, f"{name} was not changed"
                    text = changed
                new.writestr(info, text)
        return out.getvalue()

    return apply


def body(change: Callable[[str], str]) -> Change:
    return part("word/document.xml", change)


def with_part(name: str, content: str) -> Change:
    """A DOCX with one part more."""

    def apply(data: bytes) -> bytes:
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, content)
        return out.getvalue()

    return apply


def once(pattern: str, new: str, skip: int = 0) -> Callable[[str], str]:
    """The pattern replaced at its first place, or after `skip` of them."""

    def change(text: str) -> str:
        match = list(re.finditer(pattern, text, re.S))[skip]
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    return change


def _other_digit(text: str, start: int) -> str:
    digit = text[start]
    return text[:start] + str((int(digit) + 1) % 10) + text[start + 1 :]


def figure(pattern: str) -> Callable[[str], str]:
    """The first digit of the first figure that the pattern's group finds, made one greater."""

    def change(text: str) -> str:
        match = re.search(pattern, text, re.S)
        assert match is not None
        return _other_digit(text, match.start(1))

    return change


_DRAFT_HEAD = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>送审稿</w:t></w:r></w:p></w:hdr>"
)
_DOCX_FIGURE = r'w:val="TableFigure[^"]*"/></w:pPr><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(\d)'


def swapped_rows(text: str) -> str:
    """The third and fourth row of the first table exchanged."""
    rows = list(re.finditer(r"<w:tr>.*?</w:tr>", text, re.S))
    a, b = rows[3], rows[4]
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def swapped_paragraphs(text: str) -> str:
    """Two paragraphs of the body exchanged."""
    found = [m for m in re.finditer(r"<w:p>.*?</w:p>", text, re.S) if '"BodyText' in m[0]]
    a, b = found[1], found[2]
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


DOCX: dict[str, tuple[Change, str, str]] = {
    "figure": (body(figure(_DOCX_FIGURE)), "C05.3", "应为"),
    "digit-in-the-text": (body(figure(r'"BodyText[^"]*"/>.*?(\d)')), "C05.2", "文件中是"),
    "title": (body(once("年政府信息公开", "年度政府信息公开")), "C05.1", "正文中没有题名"),
    "title-in-the-properties": (part("docProps/core.xml", once("工作年度报告", "工作报告")), "C05.1", "文件属性中是"),
    "heading": (body(once("情况</w:t>", "概况</w:t>")), "C05.2", "标题不同"),
    "paragraph-deleted": (body(once(r'<w:p><w:pPr><w:pStyle w:val="BodyText[^"]*"/>.*?</w:p>', "", 2)), "C05.2", "缺少一段"),
    "paragraph-added": (
        body(once(r"<w:sectPr>", r"<w:p><w:r><w:t>另有说明。</w:t></w:r></w:p><w:sectPr>")),
        "C05.2",
        "多出一段“另有说明。”",
    ),
    "paragraphs-exchanged": (body(swapped_paragraphs), "C05.2", "一段"),
    "rows-exchanged": (body(swapped_rows), "C05.3", "第4行"),
    "table-deleted": (body(once(r"<w:tbl>.*?</w:tbl>", "")), "C05.3", "缺少表"),
    "sign-off": (body(once(r"(\d{4}年\d{1,2}月)\d{1,2}日(</w:t></w:r></w:p>)", r"\g<1>3日\2")), "C05.2", "没有找到"),
    "heading-made-body-text": (body(once('w:val="Heading1[^"]*"', 'w:val="BodyText"')), "C05.2", "成了一段"),
    "hidden-text": (body(once("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t")), "C03", "隐藏文字"),
    "tracked-change": (body(once("<w:sectPr>", '<w:p><w:ins w:id="1" w:author="x"/></w:p><w:sectPr>')), "C03", "修订"),
    "macro": (with_part("word/vbaProject.bin", "x"), "C03", "宏"),
    "external-link": (
        part(
            "word/_rels/document.xml.rels",
            once("</Relationships>", '<Relationship Id="x" Type="t" Target="http://x.test/" TargetMode="External"/></Relationships>'),
        ),
        "C03",
        "外部链接（http://x.test/）",
    ),
    "draft-mark": (with_part("word/header9.xml", _DRAFT_HEAD), "C08", "送审稿"),
    "letter-spacing": (part("word/styles.xml", once('<w:spacing w:val="-8"/>', '<w:spacing w:val="-9"/>')), "C07", "styles.xml"),
    "junk-behind-the-archive": (lambda data: data + b"junk", "C07", "压缩包的组织"),
    "cut-off": (lambda data: data[: len(data) // 2], "C03", "无法读取"),
    "entity-bomb": (body(once(r"<w:document ", '<!DOCTYPE x [<!ENTITY a "b">]><w:document ')), "C03", "DOCTYPE"),
}  # fmt: skip
"""A change, the check that must fail, and words of its message."""

_HTML_FIGURE = r'data-field="[^"]+">(\d)'


def page(change: Callable[[str], str]) -> Change:
    return lambda data: change(data.decode()).encode()


HTML: dict[str, tuple[Change, str, str]] = {
    "figure": (page(figure(_HTML_FIGURE)), "C05.3", "应为"),
    "digit-in-the-text": (page(figure(r"<p>[^<]*?(\d)")), "C05.2", "文件中是"),
    "title": (page(once("<h1>", "<h1>关于")), "C05.1", "正文中没有题名"),
    "window-title": (page(once("<title>", "<title>关于")), "C05.1", "文件属性中是"),
    "paragraph-deleted": (page(once(r"<p>[^<]{40,}</p>", "")), "C05.2", "缺少一段"),
    "paragraph-added": (page(once("</main>", "<p>另有说明。</p></main>")), "C05.2", "多出一段“另有说明。”"),
    "text-outside-paragraphs": (page(once("</main>", "另有说明。</main>")), "C03", "段落以外的文字"),
    "cell-deleted": (page(once(r"<td[^>]*data-field[^>]*>[^<]*</td>", "")), "C05.3", "缺少第"),
    "script": (page(once("</main>", "<script>1</script></main>")), "C03", "<script>"),
    "hidden": (page(once("<h2>", '<h2 style="display:none">')), "C03", "style 属性"),
    "event": (page(once("<h2>", '<h2 onclick="x()">')), "C03", "onclick 属性"),
    "draft-mark": (page(once("<main>", '<main><p class="draft">送审稿</p>')), "C08", "送审稿"),
    "style-sheet": (page(once(r"</style>", "main{display:none}</style>")), "C07", "第"),
    "not-utf-8": (lambda data: data.decode().encode("gb18030"), "C03", "UTF-8"),
}  # fmt: skip


def raw(change: Callable[[dict[str, Any]], None]) -> Change:
    """The JSON's data changed and written as the program writes them."""

    def apply(data: bytes) -> bytes:
        found = json.loads(data)
        change(found)
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()

    return apply


def _total(data: dict[str, Any]) -> None:
    """A total one too high: what the form calls so, else the greatest figure of all."""
    given = [f for f in data["figures"].values() if f["value"]]
    totals = [f for f in given if "总计" in f["label"]] or [max(given, key=lambda f: f["value"])]
    totals[0]["value"] += 1


def _word(data: dict[str, Any]) -> None:
    paragraph = data["narrative"][1]["paragraphs"][0]
    paragraph["text"] = paragraph["text"].replace("政府", "某府", 1)


def _approver(data: dict[str, Any]) -> None:
    data["approval"]["approved_by"] = "某某"


def _undone(data: dict[str, Any]) -> None:
    data["approval"]["approved_by"] = ""


def _source(data: dict[str, Any]) -> None:
    data["provenance"]["workbook"]["sha256"] = "0" * 64


def _year(data: dict[str, Any]) -> None:
    data["particulars"]["report_year"] += 1


JSON: dict[str, tuple[Change, str, str]] = {
    "total": (raw(_total), "C05.4", "应为"),
    "total-by-the-rules": (raw(_total), "C06", ""),
    "word": (raw(_word), "C05.4", "正文不同"),
    "approver": (raw(_approver), "C05.4", "签发信息不同"),
    "approval-withdrawn": (raw(_undone), "C08", "签发信息却相反"),
    "source": (raw(_source), "C05.4", "来源不同"),
    "year": (raw(_year), "C05.4", "基本信息不同"),
    "blank-added": (lambda data: data + b" ", "C05.4", "写法不同"),
    "figure-said-twice": (lambda d: d.replace(b'"schema"', b'"title": "x",\n "schema"', 1), "C03", "同一键出现两次"),
    "no-number": (lambda d: re.sub(rb'"value": \d+', b'"value": NaN', d, count=1), "C03", "NaN"),
    "endless-number": (lambda d: re.sub(rb'"value": \d+', b'"value": 1e999999', d, count=1), "C03", "不是数字"),
    "cut-off": (lambda data: data[: len(data) // 2], "C03", "不是完整的 JSON"),
    "deep": (lambda data: b"[" * 200_000, "C03", "JSON"),
    "other-data": (lambda data: b'{"schema": "other"}', "C03", "不是年度报告的 JSON"),
}  # fmt: skip
