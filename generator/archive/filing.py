"""Filing one report: proved first, packed, inspected, put in place together with its row in the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import clock
from generator.archive.inspection.inspect import check_staged
from generator.archive.inspection.package import Package
from generator.archive.inspection.register_checks import chain_faults
from generator.archive.package import layout, register
from generator.archive.package.bundle import approval_slip, sealed, unsealed
from generator.archive.package.folder import locked, write_package
from generator.archive.package.record import PROGRAM, DocumentFile, Record, record_identifier, sha256
from generator.archive.package.register import Row
from generator.archive.package.register_book import write_book
from generator.archive.package.settings import PENDING, Settings
from generator.archive.proof.outcome import Check, Result, listed
from generator.archive.proof.report import Options, Proof, prove
from generator.archive.proof.subject import Reference, Subject
from generator.archive.reading.limits import Refused
from generator.archive.reading.pdf import PdfFile
from generator.archive.reading.pdf_parts import Embedded
from generator.clock import CHINA
from generator.errors import InputError
from generator.signing.outcome import Aspect


@dataclass(frozen=True)
class Order:
    """What `archive` was asked to do. `item` 0: the next free 件号. `packed_on` None: today."""

    folder: Path
    settings: Settings
    options: Options
    packed_on: date | None = None
    item: int = 0
    correction: bool = False


@dataclass(frozen=True)
class Filed:
    """A package that was written. `warnings` are for the archivist."""

    folder: Path
    row: Row
    counts: str
    warnings: tuple[str, ...]


def file_report(subjects: Sequence[Subject], order: Order) -> Filed:
    """Archive the files of one report. Raises InputError where it must not be filed; nothing is written then."""
    chosen = _one_record(subjects)
    proof = prove(chosen, order.options)
    reference = _fit(chosen, proof)
    with locked(order.folder):
        rows = _rows(order.folder)
        former = _former(rows, reference, chosen, order)
        record = _record(chosen, proof, reference, order, rows, former)
        files, checks = _pack(record, reference, order)
        tags = files[layout.TAG_MANIFEST]
        row = register.new_row(record, tags, _counts(checks), rows)
        _write(order.folder, record, files, [*rows, row])
    return Filed(order.folder / record.name, row, _counts(checks), tuple(_warnings(record, order)))


def _one_record(subjects: Sequence[Subject]) -> list[Subject]:
    """The files with one PDF among them: of an unsigned and a signed copy the signed one."""
    pdfs = [s for s in subjects if s.kind == "pdf"]
    if not pdfs:
        raise InputError("没有 PDF 正本，不能归档。请把 build 生成（并已签名）的 PDF 一起给出。")
    longest = max(pdfs, key=lambda s: len(s.data))
    other = next((s for s in pdfs if not longest.data.startswith(s.data)), None)
    if other is not None:
        raise InputError(f"有两份不同的 PDF：“{other.path}”和“{longest.path}”。请只留下要归档的一份。")
    return [longest, *(s for s in subjects if s.kind != "pdf")]


def _fit(subjects: Sequence[Subject], proof: Proof) -> Reference:
    """The reference of a report that may be filed. Raises InputError with what stands against it."""
    faults = [
        f"{i.path}：{c.name}：{c.message}" for i in proof.items for c in i.checks if c.result is Result.FAILED
    ]
    if faults:
        raise InputError(
            f"没有通过核对，不能归档：{listed(faults)}。请用 nianbao verify 查看详情，重新生成后再归档。"
        )
    reference = proof.reference
    if reference is None or reference.attached is None:
        raise InputError("PDF 中没有可用的报告数据，不是本程序生成的报告，不能归档。")
    if reference.report.draft:
        raise InputError(
            "这是送审稿，还没有签发，不能归档。请在“签发”表中填写签发人和签发日期，重新生成后再归档。"
        )
    if reference.data.particulars.issue_date is None:
        raise InputError("报告没有成文日期，不能确定归档年度。请填写后重新生成。")
    return reference


def _rows(folder: Path) -> tuple[Row, ...]:
    """The register so far; a broken one is not continued."""
    try:
        rows = register.read_register(folder)
    except Refused as error:
        raise InputError(f"登记表不可用：{error}请先用 nianbao verify 核对，恢复后再归档。") from error
    faults = list(chain_faults(rows))
    if faults:
        raise InputError(f"登记表已被改动，不能接着登记：{listed(faults)}。请从备份恢复后再归档。")
    return rows


def _former(
    rows: Sequence[Row], reference: Reference, subjects: Sequence[Subject], order: Order
) -> Row | None:
    """The package that this one will stand for; None for a report that is filed for the first time."""
    identifier = record_identifier(sha256(reference.json))
    record = sha256(subjects[0].data)
    unit, year = reference.data.particulars.unit_name, str(reference.data.particulars.report_year)
    for row in register.in_force(rows):
        same_data = row["电子文件号"] == identifier
        if same_data and row["正本SHA256"] == record:
            if row["档号"] == PENDING and order.settings.complete:
                return row
            raise InputError(f"这份报告已经归档：{row.label}，档号 {row['档号']}。没有重复归档，也没有改动。")
        named = (row["题名"], row["报告年度"]) == (reference.expected.content.title, year)
        if same_data or (named and _author(reference, unit) == row["责任者"]):
            if order.correction:
                return row
            raise InputError(
                f"登记表中已有同一报告的另一版本：{row.label}，档号 {row['档号']}。归档包不能覆盖。"
                "如确为更正后的版本，请加 --correction，另立新件并注明取代。"
            )
    if order.correction:
        raise InputError("登记表中没有可供更正的同一报告。请去掉 --correction。")
    return None


def _author(reference: Reference, unit: str) -> str:
    return reference.data.particulars.signatory.replace("\n", "；") or unit


def _record(
    subjects: Sequence[Subject],
    proof: Proof,
    reference: Reference,
    order: Order,
    rows: Sequence[Row],
    former: Row | None,
) -> Record:
    data = reference.data
    issued = data.particulars.issue_date or date.min
    item = _item(order, rows, issued.year)
    code = order.settings.code(issued.year, item)
    digest = sha256(reference.json)
    unit = data.particulars.unit_short or data.particulars.unit_name
    provisional = layout.provisional_name(unit, data.particulars.report_year, digest)
    if former is not None and former["包名称"] == provisional:
        provisional = layout.provisional_name(unit, data.particulars.report_year, sha256(subjects[0].data))
    name = provisional if code == PENDING else layout.folder_name(code)
    documents, missing = _documents(subjects, reference)
    pdf = subjects[0].reading
    assert isinstance(pdf, PdfFile)
    outside = [p.message for p in proof.signatures.unchecked if p.aspect is Aspect.INTEGRITY]
    return Record(
        name=name,
        settings=order.settings,
        item=item,
        title=reference.expected.content.title,
        particulars=data.particulars,
        approval=data.approval,
        format_id=data.format_id,
        json_sha256=digest,
        pages=pdf.pages,
        documents=tuple(documents),
        signatures=proof.signatures,
        made_by=data.provenance.program,
        packed_on=_packed_on(order, proof, issued),
        missing=tuple(missing),
        replaces=former["包名称"] if former else "",
        correction=order.correction,
        signed_outside="；".join(outside),
    )


def _item(order: Order, rows: Sequence[Row], year: int) -> int:
    settings = order.settings
    if not settings.complete:
        return 0
    free = register.next_item(rows, year, settings.retention, settings.organization)
    wanted = order.item or free
    code = settings.code(year, wanted)
    if any(row["档号"] == code for row in rows):
        raise InputError(f"档号 {code} 已经用过。下一个可用的件号是 {free}。")
    return wanted


def _packed_on(order: Order, proof: Proof, issued: date) -> date:
    """The day asked for; else today, or a fixed SOURCE_DATE_EPOCH, but never before the signing."""
    if order.packed_on is not None:
        return order.packed_on
    signed = [s.time.astimezone(CHINA).date() for s in proof.signatures.signatures if s.time]
    return max([clock.today(), issued, *signed])


def _documents(subjects: Sequence[Subject], reference: Reference) -> tuple[list[DocumentFile], list[str]]:
    """The files of data/ in order, and what was not received."""
    given = {s.kind: s.data for s in subjects}
    found = {layout.RECORD: given["pdf"], layout.DATA: reference.json}
    found[layout.APPROVAL] = approval_slip(reference.data.approval)
    missing = []
    if "docx" in given:
        found[layout.MANUSCRIPT] = given["docx"]
    else:
        missing.append(f"{layout.ROLES[layout.MANUSCRIPT]}（DOCX）")
    workbook = reference.source
    if workbook is not None and _is_xlsx(workbook):
        found[layout.WORKBOOK] = workbook.data
    else:
        name = workbook.name if workbook else "无"
        missing.append(f"{layout.ROLES[layout.WORKBOOK]}（不是 xlsx，只内嵌在正本中：{name}）")
    if "html" in given:
        found[layout.PAGE] = given["html"]
    if not reference.exact:
        missing.append("生成时的格式文件（本程序的格式已经更新）")
    documents = [
        DocumentFile(path, role, found[path]) for path, role in layout.ROLES.items() if path in found
    ]
    return documents, missing


def _is_xlsx(workbook: Embedded) -> bool:
    return workbook.name.lower().endswith(".xlsx") and workbook.data.startswith(b"PK\x03\x04")


def _pack(record: Record, reference: Reference, order: Order) -> tuple[dict[str, bytes], tuple[Check, ...]]:
    """All files, inspected before they are sealed. Raises InputError if the inspection finds a fault."""
    files = unsealed(record, reference.form if reference.exact else None)
    checks = check_staged(Package(record.name, files), order.options, clock.now().date())
    failed = [f"{c.name}：{c.message}" for c in checks if c.result is Result.FAILED]
    if failed:
        raise InputError(f"归档包没有通过检测，没有写出：{listed(failed)}。")
    report = {
        "说明": "写标签清单之前对本包内容的检测；依据 DA/T 70-2018 的检测项目",
        "时刻": "归档",
        "日期": record.packed_on.isoformat(),
        "程序": PROGRAM,
        "结果": _counts(checks),
        "items": [check.as_json() for check in checks],
    }
    return sealed(files, report), checks


def _counts(checks: Sequence[Check]) -> str:
    counts = {r: sum(c.result is r for c in checks) for r in Result}
    return f"通过 {counts[Result.PASSED]}，未通过 {counts[Result.FAILED]}，未检测 {counts[Result.NOT_RUN]}"


def _write(folder: Path, record: Record, files: dict[str, bytes], rows: Sequence[Row]) -> None:
    when = clock.document_time(record.packed_on)
    write_package(
        folder / record.name,
        files,
        {
            folder / register.CSV_NAME: register.write_rows(rows),
            folder / register.BOOK_NAME: write_book(rows, when),
        },
    )


def _warnings(record: Record, order: Order) -> list[str]:
    warnings = [f"未收：{what}" for what in record.missing]
    if record.pending:
        warnings.append("预归档：没有全宗号或保管期限的设置，档号待定。补好设置后可再次归档，新包取代本包")
    else:
        warnings.append(f"保管期限为{record.retention}，请按本机关经批准的保管期限表核定")
    if record.signature is None:
        return [*warnings, "正本没有数字签名"]
    if not record.signature.time_proved:
        warnings.append("签名没有时间戳，归档时间只由登记表证明")
    if not order.options.trust:
        warnings.append("没有给出信任的根证书（--trust），签名人的身份未核对")
    return warnings
