"""metadata.xml: the elements of DA/T 46-2009 in a namespace of our own, each with its number."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from generator.archive.package.record import SECURITY, DocumentFile, Record, moment, sha256, sm3
from generator.archive.package.settings import PENDING
from generator.signing.outcome import SignatureResult

NAMESPACE = "urn:nianbao:metadata:1"
VERSION = "1"
KEYWORDS = ("政府信息公开", "年度报告")
RECORD_KEEPING = "历史行为"
"""M80 业务状态 of what has been done."""


@lru_cache(maxsize=1)
def schema() -> bytes:
    """The schema of this version, which goes into every package."""
    return (Path(__file__).parent / "metadata.xsd").read_bytes()


def metadata_xml(record: Record) -> bytes:
    """The metadata of a package: same record, same bytes."""
    root = etree.fromstring(f'<电子文件元数据 xmlns="{NAMESPACE}"/>')
    root.set("方案", "DA/T 46-2009")
    root.set("模式版本", VERSION)
    _record(root, record)
    people = list(_people(record))
    for number, (kind, name, more, position) in enumerate(people, 1):
        _agent(root, f"A{number}", kind, name, more, position)
    for activity, when, actor, note in _events(record, len(people)):
        _event(root, activity, when, actor, note)
    _relations(root, record)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(parent: etree._Element, name: str, number: str = "", text: str = "", **more: str) -> etree._Element:
    """An element of DA/T 46 (with its number) or of our own (without)."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if number:
        element.set("编号", number)
    for key, value in more.items():
        if value:
            element.set(key, value)
    if text:
        element.text = text
    return element


def _some(parent: etree._Element, name: str, number: str, text: str) -> None:
    """An element that is left out where it has no value."""
    if text:
        _add(parent, name, number, text)


def _record(root: etree._Element, record: Record) -> None:
    entity = _add(root, "文件实体")
    _add(entity, "聚合层次", "M1", "件")
    _provenance(entity, record)
    _add(entity, "电子文件号", "M7", record.identifier)
    _code(entity, record)
    _description(entity, record)
    _form(entity, record)
    for document in record.documents:
        _document(entity, document, record)
    place = _add(entity, "存储位置", "M65")
    _add(place, "脱机载体编号", "M67")
    rights = _add(entity, "权限管理", "M70")
    _add(rights, "控制标识", "M74", record.settings.control)
    year = record.particulars.report_year
    _add(
        entity,
        "附注",
        "M75",
        f"正本为 {record.documents[0].path}；报告年度 {year}；格式编号 {record.format_id}。",
    )


def _provenance(entity: etree._Element, record: Record) -> None:
    source = _add(entity, "来源", "M2")
    _some(source, "档案馆名称", "M3", record.settings.archives_name)
    _some(source, "档案馆代码", "M4", record.settings.archives_code)
    _some(source, "全宗名称", "M5", record.settings.fonds_name)
    _add(source, "立档单位名称", "M6", record.particulars.unit_name)


def _code(entity: etree._Element, record: Record) -> None:
    rule = "" if record.pending else record.settings.code_pattern
    code = _add(entity, "档号", "M8", 值=record.code, 编制规则=rule)
    _add(code, "全宗号", "M9", record.fonds)
    _add(code, "年度", "M11", str(record.year))
    _add(code, "保管期限", "M12", record.retention)
    _add(code, "机构或问题", "M13", record.settings.organization)
    _add(code, "类别号", "M14", "WS")
    _add(code, "室编件号", "M17", PENDING if record.pending else str(record.item))


def _description(entity: etree._Element, record: Record) -> None:
    content = _add(entity, "内容描述", "M21")
    _add(content, "题名", "M22", record.title)
    for word in KEYWORDS:
        _add(content, "关键词", "M27", word)
    _some(content, "文件编号", "M31", record.particulars.doc_number)
    for author in record.author.split("；"):
        _add(content, "责任者", "M32", author)
    _add(content, "日期", "M33", record.issue_date.isoformat())
    _add(content, "文种", "M34", "报告")
    _add(content, "密级", "M38", SECURITY)


def _form(entity: etree._Element, record: Record) -> None:
    form = _add(entity, "形式特征", "M40")
    _add(form, "文件组合类型", "M41", "组合文件")
    _add(form, "件数", "M42", "1")
    _add(form, "页数", "M43", str(record.pages))
    _add(form, "语种", "M44", "zh-CN")
    _add(form, "稿本", "M45", "正本")


def _document(entity: etree._Element, document: DocumentFile, record: Record) -> None:
    main = document is record.documents[0]
    element = _add(entity, "文档", 序号=str(document.number), 主从="主" if main else "从", 用途=document.role)
    _add(element, "文档序号", "M19", str(document.number))
    facts = _add(element, "电子属性", "M46")
    name, pronom = document.format
    _add(facts, "格式信息", "M47", name, PRONOM=pronom)
    _add(facts, "计算机文件名", "M48", document.path)
    _add(facts, "计算机文件大小", "M49", str(len(document.data)))
    if document.role != "采集表":
        _add(facts, "文档创建程序", "M50", record.made_by)
    _add(facts, "摘要值", "", sha256(document.data), 算法="SHA-256")
    chinese = sm3(document.data)
    if chinese:
        _add(facts, "摘要值", "", chinese, 算法="SM3")
    if main:
        for signature in record.signatures.signatures:
            _signature(element, signature, record)


def _signature(element: etree._Element, signature: SignatureResult, record: Record) -> None:
    """The outcome of the validation at filing, which outlives the cryptography."""
    entry = _add(element, "电子签名", "M57")
    _add(entry, "签名规则", "M58", str(signature.level))
    if signature.time:
        basis = "时间戳" if signature.time_proved else "签名人自称"
        _add(entry, "签名时间", "M59", moment(signature.time), 依据=basis)
    _add(entry, "签名人", "M60", signature.signer or PENDING)
    _add(entry, "证书引证", "M63", f"{signature.issuer}; 序列号 {signature.serial}")
    _add(entry, "签名算法标识", "M64", signature.algorithm, OID=signature.algorithm_oid)
    _add(entry, "证书摘要", "", signature.certificate_sha256, 算法="SHA-256")
    if record.signed_outside:
        _add(entry, "验证结果", "", "未检测", 说明=record.signed_outside)
    else:
        trust = {True: "证书链到信任的根证书", False: "证书不可信", None: "未核对证书是否可信"}[
            signature.trusted
        ]
        _add(entry, "验证结果", "", "通过", 说明=trust)


def _people(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Kind, name, 组织机构代码 and position: the unit first, then those who signed off."""
    yield "单位", record.particulars.unit_name, record.particulars.credit_code, ""
    approval = record.approval
    for name, position in (
        (approval.drafted_by, "拟稿"),
        (approval.checked_by, "核稿"),
        (approval.approved_by, "签发"),
    ):
        if name:
            yield "个人", name, "", position


def _agent(root: etree._Element, ident: str, kind: str, name: str, code: str, position: str) -> None:
    agent = _add(root, "机构人员实体", 标识符=ident)
    _add(agent, "机构人员类型", "M76", kind)
    _add(agent, "机构人员名称", "M77", name)
    _some(agent, "组织机构代码", "M78", code)
    _some(agent, "个人职位", "M79", position)


def _events(record: Record, people: int) -> Iterator[tuple[str, str, str, str]]:
    """Activity, time, actor and note; what happened at an unknown time is left out."""
    if record.approval.approved_on:
        yield "签发", record.approval.approved_on.isoformat(), f"A{people}", ""
    for signature in record.signatures.signatures:
        if signature.time:
            yield "签名", moment(signature.time), "A1", signature.signer
        if signature.time_proved and signature.time and signature.timestamp:
            authority = signature.timestamp.authority
            yield "时间戳", moment(signature.time), "A1", authority
    packed = record.packed_on.isoformat()
    for activity in ("检测", "计算摘要", "打包"):
        yield activity, packed, "A1", record.made_by if activity == "检测" else ""
    if record.correction:
        yield "更正", packed, "A1", f"取代 {record.replaces}"


_PREMIS = {
    "签名": "digital signature generation",
    "检测": "digital signature validation; fixity check",
    "计算摘要": "message digest calculation",
    "打包": "information package creation",
    "更正": "modification",
}
"""Terms of the Library of Congress's list, where it has one."""


def _event(root: etree._Element, activity: str, when: str, actor: str, note: str) -> None:
    event = _add(root, "业务实体", 机构人员=actor, 文件="1")
    _add(event, "业务状态", "M80", RECORD_KEEPING)
    _add(event, "业务行为", "M81", activity, PREMIS=_PREMIS.get(activity, ""))
    _add(event, "行为时间", "M82", when)
    _some(event, "行为描述", "M84", note)


def _relations(root: etree._Element, record: Record) -> None:
    main = record.documents[0]
    for document in record.documents[1:]:
        _relation(root, f"文档{document.number}", f"{document.role}–{main.role}")
    if record.replaces:
        _relation(root, record.replaces, "取代")


def _relation(root: etree._Element, ident: str, relation: str) -> None:
    entry = _add(root, "实体关系")
    _add(entry, "实体标识符", "M85", ident)
    _add(entry, "关系类型", "M86", "文件关系")
    _add(entry, "关系", "M87", relation)
