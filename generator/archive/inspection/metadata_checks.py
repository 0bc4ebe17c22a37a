"""B01 to B13: the metadata by itself, and against the files that it speaks of."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from lxml import etree

from generator.archive.inspection.metadata_file import Metadata
from generator.archive.inspection.package import Package
from generator.archive.package import layout
from generator.archive.package.metadata import VERSION, schema
from generator.archive.package.record import FORMATS, record_identifier, sha256, sm3
from generator.archive.package.settings import CONTROLS, PENDING, TERMS, parse_code
from generator.archive.proof.outcome import Check, Reason, Topic
from generator.archive.reading.limits import Refused

READABLE = Topic("B01", "元数据可读")
COMPLETE = Topic("B02", "元数据项齐全")
TYPES = Topic("B03", "长度、类型和格式")
VALUES = Topic("B04", "值域")
PLAUSIBLE = Topic("B05", "合理性")
CHARACTERS = Topic("B06", "特殊字符")
CODE = Topic("B07", "档号规范")
ELECTRONIC = Topic("B10", "电子属性一致")
LINKED = Topic("B11", "元数据关联内容")
PROCESS = Topic("B13", "过程信息")
TOPICS = (COMPLETE, TYPES, VALUES, PLAUSIBLE, CHARACTERS, CODE, ELECTRONIC, LINKED, PROCESS)

OBLIGATORY = {
    "M1": "聚合层次",
    "M6": "立档单位名称",
    "M7": "电子文件号",
    "M9": "全宗号",
    "M11": "年度",
    "M12": "保管期限",
    "M17": "室编件号",
    "M22": "题名",
    "M32": "责任者",
    "M33": "日期",
    "M38": "密级",
    "M41": "文件组合类型",
    "M47": "格式信息",
    "M48": "计算机文件名",
    "M49": "计算机文件大小",
    "M74": "控制标识",
    "M76": "机构人员类型",
    "M77": "机构人员名称",
    "M80": "业务状态",
    "M81": "业务行为",
    "M82": "行为时间",
}
"""Elements that a filed report must have (M8 and M67 are checked apart)."""
_ALLOWED = {
    "聚合层次": ("件",),
    "保管期限": (*TERMS, PENDING),
    "文件组合类型": ("组合文件",),
    "稿本": ("正本",),
    "密级": ("公开",),
    "控制标识": CONTROLS,
    "语种": ("zh-CN",),
}
_MAGIC = {
    ".pdf": b"%PDF-",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".json": b"{",
    ".html": b"<!DOCTYPE html>",
}
_EVENTS = ("签发", "计算摘要", "打包")


def check_metadata(package: Package, today: date) -> Iterator[Check]:
    """All of them; without a readable file the rest is not run."""
    try:
        metadata = Metadata(_bytes(package, layout.METADATA))
        damaged = [v for v in metadata.values() if "\ufffd" in v]
    except Refused as error:
        yield READABLE.failed(str(error))
        for topic in TOPICS:
            yield topic.not_run(Reason.UNREADABLE, "元数据不可读")
        return
    yield READABLE.judged([f"有乱码“{v[:20]}”" for v in damaged], "metadata.xml 可以解析，没有外部实体和乱码")
    yield _complete(metadata)
    yield _types(package, metadata)
    yield _allowed(metadata)
    yield _plausible(package, metadata, today)
    yield _characters(metadata)
    yield _code(metadata)
    yield _electronic(package, metadata)
    yield _linked(package, metadata)
    yield _process(package, metadata)


def _bytes(package: Package, path: str) -> bytes:
    if path not in package.files:
        raise Refused(f"缺少 {path}")
    return package.files[path]


def _complete(metadata: Metadata) -> Check:
    numbered = metadata.numbered()
    faults = [f"缺少{name}（{m}）" for m, name in OBLIGATORY.items() if not any(numbered.get(m, ()))]
    if not metadata.attribute("档号", "值"):
        faults.append("缺少档号")
    if "M67" not in numbered:
        faults.append("缺少脱机载体编号（可以为空）")
    if faults:
        return COMPLETE.failed("；".join(faults))
    if _pending(metadata):
        return COMPLETE.not_run(Reason.SETTING, "预归档：档号、全宗号、保管期限待定，其余必填项齐全")
    return COMPLETE.passed(f"{len(OBLIGATORY) + 2} 个必填项齐全")


def _pending(metadata: Metadata) -> bool:
    return metadata.attribute("档号", "值") == PENDING


def _types(package: Package, metadata: Metadata) -> Check:
    """By the schema of this program, not by one that came with the package; that one must be the same."""
    version = str(metadata.root.get("模式版本", ""))
    if version != VERSION:
        return TYPES.not_run(Reason.TOOL, f"元数据模式版本为“{version}”，本程序只认第 {VERSION} 版")
    faults = []
    if package.files.get(layout.SCHEMA) != schema():
        faults.append("metadata.xsd 与第 1 版模式不同")
    rules = etree.XMLSchema(etree.fromstring(schema()))
    if not rules.validate(metadata.root):
        faults += [_plain(line) for line in str(rules.error_log).splitlines()]
    return TYPES.judged(faults, "合乎 metadata.xsd")


def _plain(line: str) -> str:
    """`<string>:12:0:ERROR:…: Element '{…}年度': …` → 第12行：Element '年度': …"""
    _, number, _, *rest = line.split(":", 6)
    return f"第{number}行：{re.sub(r'{[^}]*}', '', rest[-1]).strip()[:120]}"


def _allowed(metadata: Metadata) -> Check:
    faults = [
        f"{name}“{value}”不在规定的值中（{'、'.join(allowed)}）"
        for name, allowed in _ALLOWED.items()
        for value in metadata.texts(name)
        if value not in allowed
    ]
    return VALUES.judged(faults, "聚合层次、保管期限、稿本、密级、控制标识等都在值域内")


def _plausible(package: Package, metadata: Metadata, today: date) -> Check:
    faults = []
    issued = _day(metadata.text("日期"))
    times = {activity: _day(when) for activity, when in metadata.activities()}
    signed, packed = times.get("签名"), times.get("打包")
    if issued is None or packed is None:
        return PLAUSIBLE.failed("成文日期或打包时间缺失")
    for name, day in (("成文日期", issued), ("签名时间", signed), ("打包时间", packed)):
        if day and day > today:
            faults.append(f"{name} {day} 在将来")
    if signed and signed < issued:
        faults.append(f"签名时间 {signed} 早于成文日期 {issued}")
    if packed < (signed or issued):
        faults.append(f"打包时间 {packed} 早于签名时间或成文日期")
    if metadata.text("年度") != str(issued.year):
        faults.append(f"年度 {metadata.text('年度')} 不是成文日期的年份 {issued.year}")
    digest = sha256(package.files.get(layout.DATA, b""))
    if metadata.text("电子文件号") != record_identifier(digest):
        faults.append("电子文件号不是由 data/03-数据.json 的摘要算出的")
    return PLAUSIBLE.judged(faults, f"成文 {issued}，打包 {packed}，次序合理；年度与日期相符")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _characters(metadata: Metadata) -> Check:
    faults = []
    for value in metadata.values():
        wrong = [c for c in value if _special(c)]
        if wrong:
            faults.append(f"“{value[:20]}”含有特殊字符 U+{ord(wrong[0]):04X}")
        elif value != value.strip():
            faults.append(f"“{value[:20]}”首尾有空格")
    return CHARACTERS.judged(faults, "没有控制字符、私有区字符和首尾空格")


def _special(char: str) -> bool:
    control = ord(char) < 32 and char not in "\t\n"
    return control or char in "\ufffe\uffff" or unicodedata.category(char) in ("Co", "Cs")


def _code(metadata: Metadata) -> Check:
    code = metadata.attribute("档号", "值")
    if code == PENDING:
        return CODE.not_run(Reason.SETTING, "预归档：档号待定")
    pattern = metadata.attribute("档号", "编制规则")
    parts = parse_code(pattern, code) if pattern else None
    if parts is None:
        return CODE.failed(f"档号“{code}”不合编制规则“{pattern}”")
    stated = {
        "fonds": metadata.text("全宗号"),
        "year": metadata.text("年度"),
        "term": TERMS.get(metadata.text("保管期限"), ""),
        "org": metadata.text("机构或问题"),
        "item": metadata.text("室编件号"),
    }
    faults = [
        f"档号中的“{value}”与元数据中的“{stated[part]}”不同"
        for part, value in parts.items()
        if (value.lstrip("0") if part == "item" else value) != stated[part]
    ]
    return CODE.judged(faults, f"{code} 合乎编制规则，各组成部分与元数据相同")


def _electronic(package: Package, metadata: Metadata) -> Check:
    faults = []
    for document in metadata.documents():
        data = package.files.get(document.path)
        if data is None:
            continue
        if document.size != str(len(data)):
            faults.append(f"“{document.path}”有 {len(data)} 字节，元数据记为 {document.size}")
        if document.digests.get("SHA-256") != sha256(data):
            faults.append(f"“{document.path}”的 SHA-256 与元数据所记不同")
        chinese = sm3(data)
        if chinese and document.digests.get("SM3", chinese) != chinese:
            faults.append(f"“{document.path}”的 SM3 与元数据所记不同")
        suffix = "." + document.path.rpartition(".")[2]
        if suffix in _MAGIC and not data.startswith(_MAGIC[suffix]):
            faults.append(f"“{document.path}”的内容不是 {suffix} 格式")
        if FORMATS.get(suffix[1:], document.format) != document.format:
            faults.append(f"“{document.path}”的格式记为“{' '.join(document.format)}”")
    return ELECTRONIC.judged(faults, "各文件的名称、大小、格式、摘要与元数据相同")


def _linked(package: Package, metadata: Metadata) -> Check:
    paths = [d.path for d in metadata.documents()]
    faults = [f"元数据中的“{path}”在包中没有" for path in paths if path not in package.payload]
    faults += [f"“{path}”在元数据中没有" for path in package.payload if path not in paths]
    faults += [f"元数据两次提到“{path}”" for path in dict.fromkeys(paths) if paths.count(path) > 1]
    wrong = [d for d in metadata.documents() if layout.ROLES.get(d.path, d.role) != d.role]
    faults += [f"“{d.path}”的用途记为“{d.role}”" for d in wrong]
    return LINKED.judged(faults, f"{len(paths)} 个文档与包中文件一一对应")


def _process(package: Package, metadata: Metadata) -> Check:
    activities = [activity for activity, _ in metadata.activities()]
    due = [*_EVENTS, *(["签名"] if metadata.texts("签名人") else [])]
    faults = [f"没有“{event}”的记录" for event in due if event not in activities]
    if layout.APPROVAL not in package.files:
        faults.append("缺少签发单")
    return PROCESS.judged(faults, f"有{'、'.join(dict.fromkeys(activities))}的记录和签发单")
