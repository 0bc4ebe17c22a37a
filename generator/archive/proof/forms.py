"""Checks on one file by itself: that it opens, what it claims to be, that it holds nothing foreign."""

from collections.abc import Iterator

from generator.archive.proof.outcome import Check, Reason, Topic
from generator.archive.proof.subject import KIND_NAMES, Subject
from generator.archive.reading.docx import DocxFile
from generator.archive.reading.html import HtmlFile
from generator.archive.reading.pdf import PdfFile
from generator.archive.reading.pdf_parts import Particulars

READABLE = Topic("C01", "正本可读")
CLAIMS = Topic("C02.1", "标准标识与元数据")
FONTS = Topic("C02.2", "字体内嵌")
FOREIGN = Topic("C02.3", "页面没有多余内容")
FORMAT = Topic("C03", "其他文件格式")
ATTACHED = Topic("C04", "附件齐全")

PDFA, PDFUA = "3a", "1"
"""What a report's PDF must claim: PDF/A-3a (GB/T 23286.3) and PDF/UA-1."""
LANGUAGE = "zh-CN"
RELATIONSHIPS = ("Source", "Data")


def check_form(subject: Subject) -> Iterator[Check]:
    """The checks that need no other file."""
    reading = subject.reading
    if reading is None:
        topic = READABLE if subject.kind == "pdf" else FORMAT
        yield topic.failed(f"{KIND_NAMES[subject.kind]} 无法读取：{subject.error}")
    elif isinstance(reading, PdfFile):
        yield from _check_pdf(reading)
    elif isinstance(reading, DocxFile | HtmlFile):
        faults = [f"含有{what}" for what in reading.foreign]
        name = KIND_NAMES[subject.kind]
        yield FORMAT.judged(faults, f"{name} 可以打开，没有宏、外部链接、密码和隐藏内容")
    else:
        yield FORMAT.passed("JSON 可以解析，各项齐全")


def _check_pdf(pdf: PdfFile) -> Iterator[Check]:
    yield _readable(pdf)
    faults = _about_claims(pdf.first_particulars)
    yield CLAIMS.judged(faults, "标识为 PDF/A-3a 和 PDF/UA-1，Info 与 XMP 一致")
    bare = [f"字体 {f.name} 没有嵌入" for f in pdf.fonts if not f.embedded]
    bare += [f"字体 {f.name} 没有字符对照表" for f in pdf.fonts if not f.to_unicode]
    bare += [f"字体 {f.name} {f.fault}" for f in pdf.fonts if f.fault]
    yield FONTS.judged(bare, f"{len(pdf.fonts)} 种字体全部嵌入")
    yield FOREIGN.judged(
        [f"含有{what}" if not what.startswith(("第", "结构树")) else what for what in pdf.foreign],
        "没有批注、动作、脚本、隐藏层，也没有结构树以外的文字",
    )
    yield ATTACHED.judged(_about_attachments(pdf), "内嵌采集表和 JSON 数据，大小和校验值相符")


def _readable(pdf: PdfFile) -> Check:
    faults = []
    if pdf.strays:
        faults.append(f"文件结束标记之后还有 {len(pdf.strays)} 字节")
    if pdf.revisions > 1 and not pdf.signed:
        faults.append(f"没有签名，却有 {pdf.revisions - 1} 次增量修改")
    if not pdf.content.pieces:
        faults.append("没有可读的正文（缺少结构树）")
    good = f"可以打开，共 {pdf.pages} 页，没有密码，" + ("修改仅限签名" if pdf.signed else "未作增量修改")
    return READABLE.judged(faults, good)


def _about_claims(particulars: Particulars) -> list[str]:
    faults = []
    if particulars.pdfa != PDFA:
        faults.append(f"PDF/A 标识应为 {PDFA}，文件中是“{particulars.pdfa}”")
    if particulars.pdfua != PDFUA:
        faults.append("没有 PDF/UA-1 标识")
    if not particulars.tagged:
        faults.append("没有标明为带标签的 PDF")
    if particulars.language != LANGUAGE:
        faults.append(f"语言应标明为 {LANGUAGE}，文件中是“{particulars.language}”")
    for name in dict.fromkeys((*particulars.info, *particulars.xmp)):
        one, other = particulars.info.get(name, ""), particulars.xmp.get(name, "")
        if one != other:
            faults.append(f"{name}：Info 中是“{one}”，XMP 中是“{other}”")
    return faults


def _about_attachments(pdf: PdfFile) -> list[str]:
    faults = [
        f"没有 AFRelationship 为 {wanted} 的附件"
        for wanted in RELATIONSHIPS
        if not any(e.relationship == wanted for e in pdf.embedded)
    ]
    faults += [f"附件“{e.name}”的大小或校验值与内容不符" for e in pdf.embedded if not e.whole]
    faults += [f"附件“{e.name}”{e.fault}" for e in pdf.embedded if e.fault]
    seen: set[str] = set()
    for embedded in pdf.embedded:
        if embedded.relationship not in RELATIONSHIPS or embedded.relationship in seen:
            faults.append(f"多出附件“{embedded.name}”")
        seen.add(embedded.relationship)
    return faults


def unreadable(subject: Subject, topics: tuple[Topic, ...]) -> Iterator[Check]:
    """The checks that a file which cannot be read leaves undone."""
    for topic in topics:
        yield topic.not_run(Reason.UNREADABLE, f"{KIND_NAMES[subject.kind]} 无法读取")
