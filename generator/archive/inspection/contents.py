"""The documents of a package: C and D checks through the proof of a report, and what only a package has."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.archive.inspection.kept_forms import form_digest, kept_files, kept_folder
from generator.archive.inspection.package import Package
from generator.archive.inspection.records import check_records
from generator.archive.package import layout
from generator.archive.proof.outcome import Check, Reason, Topic, merged
from generator.archive.proof.report import Options, Proof, prove
from generator.archive.proof.subject import SUFFIXES, read_subject
from generator.archive.reading.limits import Refused, unzip

FORMAT = Topic("C03", "其他文件格式")
PRESENT = Topic("C04", "附件齐全")
WORKBOOK = Topic("C05.5", "采集表与来源摘要一致")
APPROVAL = Topic("C05.6", "签发单一致")
RULES_KEPT = Topic("C11", "当年的规则")


def check_contents(package: Package, options: Options) -> Iterator[Check]:
    """All checks on the documents, rows of several files put together by id."""
    subjects = [
        read_subject(path, SUFFIXES[path[path.rindex(".") :]], "", data)
        for path, data in package.payload.items()
        if path in layout.ROLES and path not in (layout.APPROVAL, layout.WORKBOOK)
    ]
    proof = prove(subjects, replace(options, templates=_templates(package, options)))
    rows = [_placed(check, item.path) for item in proof.items for check in item.checks]
    rows += [*_workbook(package, proof), *_present(package), _approval(package, proof)]
    yield from merged(rows)
    yield _rules_kept(package, proof)
    yield from check_records(package, proof)


def _templates(package: Package, options: Options) -> Callable[[str, str], tuple[Path | None, ...]]:
    """The program's own forms first; the package's where those are no longer the same."""

    def find(form: str, version: str) -> tuple[Path | None, ...]:
        kept = kept_folder(package, form, version)
        return (*options.templates(form, version), *([kept] if kept else []))

    return find


def _placed(check: Check, path: str) -> Check:
    return replace(check, message=f"{path.removeprefix(layout.PAYLOAD)}：{check.message}")


def _workbook(package: Package, proof: Proof) -> Iterator[Check]:
    data = package.files.get(layout.WORKBOOK)
    if data is None:
        return
    try:
        parts = unzip(data)
        foreign = [n for n in parts if "vbaproject" in n.lower() or n.startswith("xl/externalLinks/")]
        yield FORMAT.judged([f"采集表含有{n}" for n in foreign], "04-采集表.xlsx：可以打开，没有宏和外部链接")
    except Refused as error:
        yield FORMAT.failed(f"04-采集表.xlsx：{error}")
    if proof.reference is not None and proof.reference.source is not None:
        same = proof.reference.source.data == data
        faults = [] if same else ["04-采集表.xlsx：与正本内嵌的采集表不同"]
        yield WORKBOOK.judged(faults, "04-采集表.xlsx：与正本内嵌的采集表逐字节相同")


def _present(package: Package) -> Iterator[Check]:
    """What must be there is; what may be absent is named in 说明文件 as not received."""
    try:
        note = package.text(layout.NOTE)
    except Refused:
        note = ""
    faults = [f"缺少 {path}" for path in layout.OBLIGATORY if path not in package.files]
    for path in layout.OPTIONAL[:2]:
        if path not in package.files and f"未收：{layout.ROLES[path]}" not in note:
            faults.append(f"缺少 {path}，说明文件也没有注明未收")
    yield PRESENT.judged(faults, "正本、数据、签发单都在，未收的已注明")


def _approval(package: Package, proof: Proof) -> Check:
    data = package.files.get(layout.APPROVAL)
    if data is None:
        return APPROVAL.failed("缺少 05-签发单.json")
    try:
        found: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return APPROVAL.failed("05-签发单.json 不是完整的 JSON")
    if proof.reference is None:
        return APPROVAL.not_run(Reason.NO_DATA, "没有可作对照的 JSON 数据")
    approval = proof.reference.data.approval
    day = approval.approved_on
    due = {
        "drafted_by": approval.drafted_by,
        "checked_by": approval.checked_by,
        "approved_by": approval.approved_by,
        "approved_on": day.isoformat() if day else None,
    }
    wrong = [key for key, value in due.items() if not isinstance(found, dict) or found.get(key) != value]
    return APPROVAL.judged(
        [f"05-签发单.json：{k} 与报告数据不同" for k in wrong], "与报告数据中的签发信息相同"
    )


def _rules_kept(package: Package, proof: Proof) -> Check:
    """The form's files in the package are those that made the report."""
    if proof.reference is None:
        return RULES_KEPT.not_run(Reason.NO_DATA, "没有可作对照的 JSON 数据")
    kept = kept_files(package)
    if not kept:
        return RULES_KEPT.not_run(Reason.NOT_APPLICABLE, "包中没有格式文件（未收）")
    data = proof.reference.data
    try:
        digest = form_digest(kept, data.format_id)
    except Refused as error:
        return RULES_KEPT.failed(str(error))
    if digest != data.provenance.format_sha256:
        return RULES_KEPT.failed("包中的格式文件不是生成这份报告的那一份")
    return RULES_KEPT.passed(f"格式文件 {len(kept)} 个，就是生成时的那一份（{data.format_id}）")
