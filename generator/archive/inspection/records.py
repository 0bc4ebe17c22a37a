"""What the metadata tell of pages, signatures, people and events, held against the documents themselves."""

import json
from collections.abc import Iterator
from typing import Any

from generator.archive.inspection.metadata_file import Metadata, MetadataDocument
from generator.archive.inspection.package import Package
from generator.archive.package import layout
from generator.archive.package.record import moment
from generator.archive.proof.outcome import Check, Reason, Result, Topic
from generator.archive.proof.report import Proof
from generator.archive.reading.limits import Refused
from generator.archive.reading.report_json import ReportData
from generator.signing.outcome import SignatureResult

PAGES = Topic("B05", "合理性")
PROCESS = Topic("B13", "过程信息")
RECORDED = Topic("D03", "签名与元数据一致")

_ONCE = ("检测", "计算摘要", "打包")
"""What happens once to a package."""
_RESULTS = ("通过", "未检测")
"""What a package may say of its signatures: with another result it would not have been made."""


def check_records(package: Package, proof: Proof) -> Iterator[Check]:
    """Rows of B05 and B13 only where something is wrong; the row of D03 always."""
    try:
        metadata = Metadata(package.files.get(layout.METADATA, b""))
    except Refused as error:
        yield RECORDED.not_run(Reason.UNREADABLE, str(error))
        return
    faults = [*_events(metadata, proof), *_inspection(package)]
    if proof.reference is not None:
        faults += _people(metadata, proof.reference.data)
    if faults:
        yield PROCESS.failed("；".join(faults))
    stated = metadata.text("页数")
    if proof.pages and stated != str(proof.pages):
        yield PAGES.failed(f"元数据记页数为 {stated}，正本有 {proof.pages} 页")
    yield _signatures(metadata, proof)


def _events(metadata: Metadata, proof: Proof) -> Iterator[str]:
    """The times of approval and signing are those of the documents; nothing is told twice."""
    due = {"签名": [moment(s.time) for s in proof.signatures.signatures if s.time]}
    if proof.reference is not None:
        day = proof.reference.data.approval.approved_on
        due["签发"] = [day.isoformat()] if day else []
    told: dict[str, list[str]] = {}
    for activity, when in metadata.activities():
        told.setdefault(activity, []).append(when)
    for activity, times in due.items():
        found = told.get(activity, [])
        if found != times:
            yield f"“{activity}”的时间记为“{'、'.join(found)}”，应为“{'、'.join(times)}”"
    yield from (f"“{activity}”记了不止一次" for activity in _ONCE if len(told.get(activity, [])) > 1)


def _people(metadata: Metadata, data: ReportData) -> Iterator[str]:
    """The unit and those who signed off are those of the report's data."""
    approval = data.approval
    roles = {"拟稿": approval.drafted_by, "核稿": approval.checked_by, "签发": approval.approved_by}
    due = [(data.particulars.unit_name, ""), *((name, role) for role, name in roles.items() if name)]
    found = metadata.agents()
    if found != due:
        wrong = [name for name, role in found if (name, role) not in due] or [name for name, _ in found]
        yield f"机构人员“{'、'.join(wrong)}”与报告数据不同"


def _inspection(package: Package) -> Iterator[str]:
    """A package is made only where nothing failed."""
    if layout.REPORT not in package.files:
        return
    try:
        report: Any = json.loads(package.files[layout.REPORT].decode("utf-8"))
        results = [item["result"] for item in report["items"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        yield "检测报告无法解析"
        return
    if str(Result.FAILED) in results:
        yield "检测报告中有未通过的项目，这样的包不会写出"


def _signatures(metadata: Metadata, proof: Proof) -> Check:
    """The signatures that the metadata tell of are those in the file."""
    documents = [d for d in metadata.documents() if d.path == layout.RECORD]
    told = [c for d in documents for c in d.certificates]
    found = proof.signatures.signatures
    if not told and not found:
        return RECORDED.not_run(Reason.NOT_APPLICABLE, "归档时没有签名，文件中也没有")
    if len(told) != len(found):
        return RECORDED.failed(f"元数据记有 {len(told)} 个签名，正本中有 {len(found)} 个")
    faults = [fault for d in documents for fault in _told_wrong(d, found)]
    return RECORDED.judged(faults, f"正本中的 {len(found)} 个签名就是元数据所记的")


def _told_wrong(document: MetadataDocument, found: tuple[SignatureResult, ...]) -> Iterator[str]:
    if list(document.certificates) != [s.certificate_sha256 for s in found]:
        yield "正本中的签名证书与元数据所记不同"
    signers = [s.signer for s in found]
    if all(signers) and list(document.signers) != signers:
        yield f"元数据记签名人为“{'、'.join(document.signers)}”，正本中是“{'、'.join(signers)}”"
    times = [moment(s.time) for s in found if s.time]
    if list(document.signed_at) != times:
        yield f"元数据记签名时间为“{'、'.join(document.signed_at)}”，正本中是“{'、'.join(times)}”"
    yield from (f"元数据记验证结果为“{r}”" for r in document.results if r not in _RESULTS)
