"""metadata.xml of a package of any origin, read by the names of its elements."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.archive.package.metadata import NAMESPACE
from generator.archive.reading.limits import Refused, parse_xml

_N = f"{{{NAMESPACE}}}"


@dataclass(frozen=True)
class MetadataDocument:
    """What is said of one document: path, size, digests by algorithm, format with its PRONOM identifier.

    The rest is said of its signatures, in their order.
    """

    number: str
    path: str
    size: str
    digests: dict[str, str]
    format: tuple[str, str]
    role: str
    certificates: tuple[str, ...]
    signers: tuple[str, ...]
    signed_at: tuple[str, ...]
    results: tuple[str, ...]


class Metadata:
    """The parsed file; `text` finds an element by its Chinese name."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused where the file is no XML of this kind."""
        self.root = parse_xml(data, "metadata.xml")
        if self.root.tag != f"{_N}电子文件元数据":
            raise Refused("metadata.xml 的根元素不是“电子文件元数据”")

    def text(self, name: str) -> str:
        """The text of the first element of that name; empty where there is none."""
        found = next(self.root.iter(f"{_N}{name}"), None)
        return (found.text or "").strip() if found is not None else ""

    def texts(self, name: str) -> list[str]:
        """The texts of all elements of that name."""
        return [(e.text or "").strip() for e in self.root.iter(f"{_N}{name}")]

    def attribute(self, name: str, key: str) -> str:
        """An attribute of the first element of that name."""
        found = next(self.root.iter(f"{_N}{name}"), None)
        return str(found.get(key, "")) if found is not None else ""

    def numbered(self) -> dict[str, list[str]]:
        """Texts by element number (M1 …)."""
        found: dict[str, list[str]] = {}
        for element in self.root.iter():
            number = element.get("编号")
            if number:
                found.setdefault(str(number), []).append((element.text or "").strip())
        return found

    def values(self) -> Iterator[str]:
        """Every text and attribute, as it stands."""
        for element in self.root.iter():
            if isinstance(element.tag, str):
                if len(element) == 0 and element.text:
                    yield element.text
                yield from (str(value) for value in element.attrib.values())

    def documents(self) -> list[MetadataDocument]:
        """The documents in order."""
        return [_document(e) for e in self.root.iter(f"{_N}文档")]

    def activities(self) -> list[tuple[str, str]]:
        """业务行为 with 行为时间."""
        found = []
        for event in self.root.iter(f"{_N}业务实体"):
            found.append((_below(event, "业务行为"), _below(event, "行为时间")))
        return found

    def agents(self) -> list[tuple[str, str]]:
        """机构人员名称 with 个人职位 (empty for a body)."""
        agents = self.root.iter(f"{_N}机构人员实体")
        return [(_below(agent, "机构人员名称"), _below(agent, "个人职位")) for agent in agents]


def _document(element: etree._Element) -> MetadataDocument:
    digests = {str(d.get("算法")): (d.text or "").strip() for d in element.iter(f"{_N}摘要值")}
    return MetadataDocument(
        number=str(element.get("序号", "")),
        path=_below(element, "计算机文件名"),
        size=_below(element, "计算机文件大小"),
        digests=digests,
        format=(_below(element, "格式信息"), _pronom(element)),
        role=str(element.get("用途", "")),
        certificates=_all_below(element, "证书摘要"),
        signers=_all_below(element, "签名人"),
        signed_at=_all_below(element, "签名时间"),
        results=_all_below(element, "验证结果"),
    )


def _pronom(element: etree._Element) -> str:
    found = next(element.iter(f"{_N}格式信息"), None)
    return str(found.get("PRONOM", "")) if found is not None else ""


def _all_below(element: etree._Element, name: str) -> tuple[str, ...]:
    return tuple((e.text or "").strip() for e in element.iter(f"{_N}{name}"))


def _below(element: etree._Element, name: str) -> str:
    found = next(element.iter(f"{_N}{name}"), None)
    return (found.text or "").strip() if found is not None else ""
