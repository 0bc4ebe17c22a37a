"""XML without surprises: no document type, so no entities; element names without their namespace."""

from functools import lru_cache
from typing import Protocol, TypeVar
from xml.etree import ElementTree

from generator.intake.reading.container import Unreadable

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Target(Protocol[Result_co]):
    """What the parser reports to; `close` gives the result."""

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        """An element begins."""

    def end(self, tag: str) -> object:
        """An element ends."""

    def data(self, text: str) -> object:
        """A stretch of text."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type declaration: refused."""

    def close(self) -> Result_co:
        """The end of the document."""
        ...


class NoDoctype:
    """Refuses a document type, and with it every entity, external or nested."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse."""
        raise Unreadable("工作簿含有不允许的内容（文档类型声明），可能被人改动过。请用空白工作簿重新填写。")


class TreeTarget(NoDoctype):
    """Builds a tree."""

    def __init__(self) -> None:
        self._builder = ElementTree.TreeBuilder()

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        """An element begins."""
        return self._builder.start(local(tag), {local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> object:
        """An element ends."""
        return self._builder.end(local(tag))

    def data(self, text: str) -> None:
        """A stretch of text."""
        self._builder.data(text)

    def close(self) -> ElementTree.Element:
        """The root."""
        return self._builder.close()


def parse(data: bytes, target: Target[Result], part: str) -> Result:
    """Feed a part to a target. Raises Unreadable where the part is no XML."""
    parser: ElementTree.XMLParser[Result] = ElementTree.XMLParser(target=target)
    try:
        parser.feed(data)
        return parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable(
            f"工作簿内部已损坏（“{part}”无法解析）。请在 Excel 或 WPS 中打开核实，另存为 xlsx 后再试。"
        ) from error


def tree(data: bytes, part: str) -> ElementTree.Element:
    """A small part as a tree, names without namespaces. Raises Unreadable."""
    return parse(data, TreeTarget(), part)


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """A name without its namespace, so that both editions of the format read alike."""
    return tag.rsplit("}", 1)[-1]
