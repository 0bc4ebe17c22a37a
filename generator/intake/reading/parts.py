"""The parts of an XLSX package and the relations between them, read within limits."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree

from generator.intake.reading.container import LARGEST_TOTAL, TOO_LARGE, Unreadable, read_part
from generator.intake.reading.safe_xml import tree

LARGEST_TREE = 16 * 1024 * 1024
"""Bytes of a part that is read as a whole tree (catalogue, styles, relations); sheets and texts stream."""
_AGAIN = "请在 Excel 或 WPS 中打开核实，另存为 xlsx 后再试。"


@dataclass(frozen=True)
class Relations:
    """Relation id → the part meant and its kind (worksheet, chartsheet, styles …); outside links are left out."""

    parts: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def first(self, kind: str, otherwise: str) -> str:
        """The first part of a kind."""
        return next((self.parts[id] for id, found in self.kinds.items() if found == kind), otherwise)


class Parts:
    """The parts of a package, found without regard to case and to the kind of slash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {plain_name(name): name for name in archive.namelist()}
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """A part. Raises Unreadable where it is missing or damaged, or where all that was read is too much."""
        actual = self._names.get(name.lower())
        if actual is None:
            raise Unreadable(f"工作簿内部缺少“{name}”，文件已损坏。{_AGAIN}")
        data = read_part(self._archive, actual)
        self._read += len(data)
        if self._read > LARGEST_TOTAL:
            raise Unreadable(TOO_LARGE)
        return data

    def tree(self, name: str) -> ElementTree.Element:
        """A part as a tree. Raises Unreadable also where it is larger than such a part ever is."""
        data = self.read(name)
        if len(data) > LARGEST_TREE:
            raise Unreadable(TOO_LARGE)
        return tree(data, name)

    def main(self) -> str:
        """The workbook part, as the package's relations name it."""
        if "xl/workbook.xml" in self:
            return "xl/workbook.xml"
        for target in self.relations("").parts.values():
            if target.endswith("workbook.xml"):
                return target
        raise Unreadable(f"工作簿内部缺少目录，文件已损坏。{_AGAIN}")

    def relations(self, part: str) -> Relations:
        """What the part refers to."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self:
            return Relations()
        inside = [r for r in self.tree(file).iter("Relationship") if r.get("TargetMode") != "External"]
        return Relations(
            {r.get("Id", ""): _target(folder, r.get("Target", "")) for r in inside},
            {r.get("Id", ""): r.get("Type", "").rsplit("/", 1)[-1] for r in inside},
        )


def plain_name(name: str) -> str:
    """A part's name in small letters with forward slashes, as it is looked up."""
    return name.lower().replace("\\", "/")


def _target(folder: str, target: str) -> str:
    path = unquote(target)
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
