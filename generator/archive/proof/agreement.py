"""Checks of one file against the report's data: title, text, figures, data, workbook, rules, draft mark, name."""

import hashlib
import re
from collections.abc import Iterator

from generator.archive.proof.comparing import compare
from generator.archive.proof.outcome import Check, Reason, Result, Topic
from generator.archive.proof.rebuilding import Rebuilt, differences, rebuild
from generator.archive.proof.rules import figures_shown, rules_on_data, rules_on_figures
from generator.archive.proof.subject import KIND_NAMES, Reference, Subject
from generator.archive.reading.content import Content, same
from generator.archive.reading.limits import Refused
from generator.archive.reading.pdf import PdfFile
from generator.archive.reading.report_json import ReportData, read_json
from generator.files import safe_name

TITLE = Topic("C05.1", "题名一致")
TEXT = Topic("C05.2", "标题和正文一致")
TABLES = Topic("C05.3", "表格数字一致")
DATA = Topic("C05.4", "JSON 数据一致")
WORKBOOK = Topic("C05.5", "采集表与来源摘要一致")
RULES = Topic("C06", "勾稽关系成立")
REBUILT = Topic("C07", "由采集表重新生成一致")
DRAFT = Topic("C08", "送审稿标记一致")
NAME = Topic("C09", "文件名相符")
FORM = Topic("C10", "格式版本")

DRAFT_SUFFIX = "（送审稿）"
SIGNED_SUFFIX = re.compile(r"[（(](已签|已签名|已签章|signed)[）)]$|[-_.](signed|已签)$", re.I)
"""Endings that a signed copy's name may have."""


def check_agreement(subject: Subject, reference: Reference) -> Iterator[Check]:
    """Everything that is asked of a readable file of the report."""
    if isinstance(subject.reading, ReportData):
        yield _data(subject, reference)
    elif subject.content is not None:
        yield from _check_text(subject.content, reference)
    if isinstance(subject.reading, PdfFile):
        yield _workbook(reference)
    yield _rules(subject, reference)
    yield _rebuilt(subject, reference)
    yield _draft(subject, reference)
    if subject.stem:
        yield _name(subject, reference)
    yield _form(reference)


def _check_text(content: Content, reference: Reference) -> Iterator[Check]:
    title = reference.expected.content.title
    faults = [] if content.title == title else [f"应为“{title}”，文件属性中是“{content.title}”"]
    if not any(same(title, heading) for heading in content.headings):
        faults.append(f"正文中没有题名“{title}”")
    yield TITLE.judged(faults, f"与 JSON 一致：{title}")
    found = compare(reference.expected, content)
    headings, texts = len(reference.expected.content.headings), len(reference.expected.content.texts)
    yield TEXT.judged(found.text, f"{headings} 个标题、{texts} 段正文和落款都与 JSON 一致")
    cells = sum(len(t.cells) for t in reference.expected.content.tables)
    tables = len(reference.expected.content.tables)
    yield TABLES.judged(found.tables, f"{tables} 张表、{cells} 格都与 JSON 一致")


def _data(subject: Subject, reference: Reference) -> Check:
    """A JSON file against the data inside the PDF."""
    if reference.attached is None:
        return DATA.not_run(Reason.NO_DATA, "没有 PDF，无从核对 JSON 是否即为生成时的数据")
    if subject.data == reference.json:
        return DATA.passed("与 PDF 内嵌的 JSON 逐字节相同")
    assert isinstance(subject.reading, ReportData)
    faults = _differing(reference.data, subject.reading)
    return DATA.failed("与 PDF 内嵌的 JSON 不同：" + "；".join(faults[:6] or ["写法不同"]))


def _differing(wanted: ReportData, found: ReportData) -> list[str]:
    faults = [
        f"“{id}”应为 {wanted.figures.get(id)}，文件中是 {found.figures.get(id)}"
        for id in dict.fromkeys((*wanted.figures, *found.figures))
        if wanted.figures.get(id) != found.figures.get(id)
    ]
    names = {
        "title": "题名",
        "particulars": "基本信息",
        "approval": "签发信息",
        "draft": "送审稿标记",
        "findings": "核对结果",
        "confirmations": "确认说明",
        "provenance": "来源",
        "format_id": "格式编号",
    }
    faults += [f"{name}不同" for key, name in names.items() if getattr(wanted, key) != getattr(found, key)]
    if wanted.chapters != found.chapters:
        pairs = zip(wanted.chapters, found.chapters, strict=False)
        heading = next((a.heading or "前言" for a, b in pairs if a != b), "章数")
        faults.append(f"正文不同（{heading}）")
    return faults


def _workbook(reference: Reference) -> Check:
    stated = reference.data.provenance.workbook_sha256
    if reference.source is None:
        return WORKBOOK.failed("PDF 中没有内嵌的采集表")
    found = hashlib.sha256(reference.source.data).hexdigest()
    if found != stated:
        return WORKBOOK.failed(f"内嵌采集表的 SHA-256 是 {found}，JSON 所记为 {stated}")
    return WORKBOOK.passed(f"内嵌采集表的 SHA-256 与 JSON 所记相同：{found}")


def _rules(subject: Subject, reference: Reference) -> Check:
    """The rules on the figures of this very file; for JSON every check of the program, text included."""
    if isinstance(subject.reading, ReportData):
        return _rules_on_data(subject.reading, reference)
    assert subject.content is not None
    try:
        fields = {**reference.form.fields, **reference.form.derived}
        shown = figures_shown(reference.expected.content, subject.content, fields)
    except Refused as error:
        return RULES.failed(f"无法核对：{error}")
    ruling = rules_on_figures(reference.report, shown)
    good = f"从文件中读回 {len(shown)} 个数字，{ruling.compared} 项勾稽关系都成立"
    if not isinstance(subject.reading, PdfFile):
        return RULES.judged(ruling.faults, good)
    within = _rules_on_data(reference.data, reference)
    faults = [*ruling.faults, *([f"内嵌的 JSON：{within.message}"] if within.result is Result.FAILED else [])]
    return RULES.judged(faults, f"{good}；内嵌的 JSON：{within.message}")


def _rules_on_data(data: ReportData, reference: Reference) -> Check:
    ruling = (
        reference.ruling if data == reference.data else rules_on_data(data, reference.form, reference.exact)
    )
    extent = "文字与数字也已核对" if reference.exact else "格式版本不同，文字与数字未核对"
    figures = sum(value is not None for value in data.figures.values())
    good = f"{figures} 个数字、{ruling.compared} 项勾稽关系都成立，{extent}"
    return RULES.judged(ruling.faults, good)


def _rebuilt(subject: Subject, reference: Reference) -> Check:
    if reference.source is None or reference.attached is None:
        return REBUILT.not_run(Reason.NO_DATA, "没有 PDF 内嵌的采集表，不能重新生成")
    made = rebuild(reference.data, reference.json, reference.source, reference.attached, reference.created)
    if made.obstacle:
        return REBUILT.not_run(Reason.TOOL, f"不能重新生成：{made.obstacle}")
    if made.fault:
        return REBUILT.failed(made.fault)
    return _compare_with(made, subject, reference.json)


def _compare_with(made: Rebuilt, subject: Subject, json: bytes) -> Check:
    if isinstance(subject.reading, PdfFile) and json != made.files["json"]:
        fault = "；".join(_differing(read_json(made.files["json"]), read_json(json))[:6]) or "写法不同"
        return REBUILT.failed(f"内嵌的 JSON 与由内嵌采集表重新生成的不同：{fault}")
    fault = differences(subject.kind, subject.data, made.files[subject.kind])
    part = "签名以外的部分" if isinstance(subject.reading, PdfFile) and subject.reading.signed else "文件"
    if fault:
        return REBUILT.failed(f"{part}与由内嵌采集表重新生成的{KIND_NAMES[subject.kind]} 不同：{fault}")
    return REBUILT.passed(f"{part}与由内嵌采集表重新生成的相同")


def _draft(subject: Subject, reference: Reference) -> Check:
    draft = reference.report.approval.draft
    faults = []
    if reference.data.draft != draft:
        faults.append(f"JSON 标明{'是' if reference.data.draft else '不是'}送审稿，签发信息却相反")
    if isinstance(subject.reading, ReportData) and subject.reading.draft != subject.reading.approval.draft:
        faults.append(f"JSON 标明{'是' if subject.reading.draft else '不是'}送审稿，签发信息却相反")
    if subject.content is not None and bool(subject.content.draft) != draft:
        faults.append("应有“送审稿”标记而没有" if draft else "已签发的报告上有“送审稿”标记")
    if isinstance(subject.reading, PdfFile) and draft:
        bare = [n for n in range(1, subject.reading.pages + 1) if n not in subject.reading.draft_pages]
        faults += [f"第{n}页没有“送审稿”标记" for n in bare]
    return DRAFT.judged(
        list(dict.fromkeys(faults)), "送审稿，标记齐全" if draft else "已签发，没有送审稿标记"
    )


def plain_stem(stem: str) -> str:
    """A file's name without what marks a signed copy."""
    return SIGNED_SUFFIX.sub("", stem)


def _name(subject: Subject, reference: Reference) -> Check:
    title = safe_name(reference.expected.content.title)
    due = title + (DRAFT_SUFFIX if reference.report.approval.draft else "")
    stem = plain_stem(subject.stem)
    if stem == due:
        return NAME.passed("文件名就是题名")
    kind = str(reference.form.wording.get("report_name", "")) or "年度报告"
    if stem.removesuffix(DRAFT_SUFFIX) == title or kind in stem:
        return NAME.failed(f"文件名“{subject.stem}”应为“{due}”")
    return NAME.not_run(Reason.NOT_APPLICABLE, f"文件已改名为“{subject.stem}”，题名是“{title}”")


def _form(reference: Reference) -> Check:
    if reference.exact:
        return FORM.passed(f"核对用的格式文件（{reference.form.id}）就是生成时的那一份")
    return FORM.not_run(
        Reason.TOOL, f"手头的格式文件（{reference.form.id}）与生成时的不是同一份，结果以现有的为准"
    )
