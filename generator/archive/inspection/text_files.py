"""B12: the texts for people, 说明文件 and 目录文件, say the same as manifest and metadata."""

from collections.abc import Iterator, Mapping

from generator.archive.inspection.bag import bag_info
from generator.archive.inspection.metadata_file import Metadata
from generator.archive.inspection.package import Package
from generator.archive.package import layout, notes
from generator.archive.package.record import sha256
from generator.archive.proof.outcome import Check, Topic
from generator.archive.reading.limits import Refused, parse_xml

TEXTS = Topic("B12", "说明文件和目录文件")
_EMPTY_ALLOWED = frozenset(
    ["联系人", "电话", "备注", "载体编号", "载体类型", "载体容量", "载体保管单位", "制作单位", "检查单位"]
)
_TOLD_TWICE = {
    "contact-name": "联系人",
    "contact-phone": "电话",
    "external-description": "题名",
    "external-identifier": "档号",
    "bagging-date": "打包时间",
}
"""What bag-info.txt and 说明文件 both tell."""
_OTHER_ENTRIES = frozenset(
    (
        *("source-organization", "internal-sender-identifier", "payload-oxum"),
        *("bag-group-identifier", "bag-software-agent"),
    )
)


def check_texts(package: Package) -> Check:
    """Fields there, lists of files as they are, and no fact told otherwise than in the metadata."""
    try:
        note = read_note(package.text(layout.NOTE))
        metadata = Metadata(package.files[layout.METADATA]) if layout.METADATA in package.files else None
        faults = [*_note_faults(note, package), *_catalogue_faults(package, metadata)]
        if metadata is not None:
            faults += _contradictions(note, metadata, package)
            faults += _bag_faults(note, metadata, bag_info(package))
        if package.text(layout.HOW_TO).strip() == "":
            faults.append("核对方法.txt 是空的")
    except Refused as error:
        return TEXTS.failed(str(error))
    return TEXTS.judged(faults, "说明文件和目录文件各项齐全，文件清单与包中文件相同，与元数据一致")


def read_note(text: str) -> dict[str, str]:
    """The lines of 说明文件 by label; lines without a known label go on with the one before."""
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        name, colon, value = line.partition("：")
        if colon and name in notes.LABELS and name not in found:
            label = name
            found[label] = value
        elif label:
            found[label] += "\n" + line
    return found


def _note_faults(note: Mapping[str, str], package: Package) -> Iterator[str]:
    for label in notes.LABELS:
        if label not in note:
            yield f"说明文件缺少“{label}”"
        elif not note[label].strip() and label not in _EMPTY_ALLOWED:
            yield f"说明文件的“{label}”是空的"
    listed = {tuple(line.split("，")) for line in note.get("文件清单", "").split("\n") if line}
    facts = {(row[1], row[4], row[5]) for row in listed if len(row) == 6}
    for path, data in package.payload.items():
        if (path, str(len(data)), sha256(data)) not in facts:
            yield f"说明文件的文件清单与“{path}”不符"
    for path, _, _ in facts:
        if path not in package.payload:
            yield f"说明文件列出的“{path}”不存在"


def _catalogue_faults(package: Package, metadata: Metadata | None) -> Iterator[str]:
    if layout.CATALOGUE not in package.files:
        yield "缺少目录文件.xml"
        return
    root = parse_xml(package.files[layout.CATALOGUE], "目录文件.xml")
    items = root.findall("文件")
    if root.tag != "文件目录" or len(items) != 1:
        yield "目录文件应只有一件文件"
        return
    values = {str(child.tag): (child.text or "") for child in items[0]}
    for name in ("序号", "档号", "责任者", "题名", "日期", "密级", "页数", "备注"):
        if name not in values:
            yield f"目录文件缺少“{name}”"
    documents = {str(d.get("路径")): d for d in items[0].iter("文档")}
    for path, data in package.payload.items():
        entry = documents.get(path)
        if entry is None or entry.get("摘要") != sha256(data) or entry.get("字节") != str(len(data)):
            yield f"目录文件与“{path}”不符"
    if metadata is not None:
        due = {
            "档号": metadata.attribute("档号", "值"),
            "题名": metadata.text("题名"),
            "责任者": "；".join(metadata.texts("责任者")),
            "日期": metadata.text("日期").replace("-", ""),
            "密级": metadata.text("密级"),
            "页数": metadata.text("页数"),
            "文号": metadata.text("文件编号"),
        }
        for name, value in due.items():
            if values.get(name, "") != value:
                yield f"目录文件的“{name}”为“{values.get(name, '')}”，元数据为“{value}”"


def _contradictions(note: Mapping[str, str], metadata: Metadata, package: Package) -> Iterator[str]:
    packed = next((when for activity, when in metadata.activities() if activity == "打包"), "")
    due = {
        "包名称": package.name,
        "档号": metadata.attribute("档号", "值"),
        "题名": metadata.text("题名"),
        "责任者": "；".join(metadata.texts("责任者")),
        "成文日期": metadata.text("日期"),
        "年度": metadata.text("年度"),
        "保管期限": metadata.text("保管期限"),
        "打包时间": packed,
        "正本": layout.RECORD,
    }
    for label, value in due.items():
        if note.get(label, "") != value:
            yield f"说明文件的“{label}”为“{note.get(label, '')}”，应为“{value}”"


def _bag_faults(note: Mapping[str, str], metadata: Metadata, entries: Mapping[str, str]) -> Iterator[str]:
    due = {entry: note.get(label, "") for entry, label in _TOLD_TWICE.items()}
    due["source-organization"] = metadata.text("立档单位名称")
    due["internal-sender-identifier"] = metadata.text("电子文件号")
    for entry, value in ((entry, " ".join(told.split())) for entry, told in due.items()):
        if entries.get(entry, "") != value:
            yield f"bag-info.txt 的 {entry.title()} 为“{entries.get(entry, '')}”，应为“{value}”"
    for entry in entries:
        if entry not in _TOLD_TWICE and entry not in _OTHER_ENTRIES:
            yield f"bag-info.txt 多出 {entry.title()}"
