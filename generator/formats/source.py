"""Reading the files of a format's folder: TOML with inheritance, and errors that name file and key.

A folder may say `extends = "2021"` in its format.toml. Each of its TOML files is then laid over the file of
the same name in that folder, key by key; a file that it lacks is taken over whole. `replaces = true` in a
file or table takes nothing over below it; `off = true` in a table drops what was inherited under its name.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.errors import SetupError


class FormatError(SetupError):
    """A format's data file is wrong; the message names the file and the key."""


class Node:
    """One TOML table with its place, so that each wrong or unknown key can be named."""

    def __init__(self, data: dict[str, Any], file: Path, key: str = "") -> None:
        self._data = data
        self._file = file
        self._key = key
        self._used: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        """The keys in the order of the file."""
        return iter(self._data)

    def fail(self, key: str, why: str) -> FormatError:
        """An error at `key`, to be raised by the caller."""
        at = ".".join(part for part in (self._key, key) if part)
        return FormatError(f"格式文件有误：{self._file.parent.name}/{self._file.name} 的“{at}”{why}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; missing without a default is an error."""
        return str(self._take(key, str, "应为文字", default))

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self._take(key, int, "应为整数", default))

    def flag(self, key: str) -> bool:
        """A boolean, false where missing."""
        return bool(self._take(key, bool, "应为 true 或 false", False))

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of strings; a missing one is empty unless `required`."""
        items = self._take(key, list, "应为文字列表", None if required else [])
        if not all(isinstance(item, str) for item in items):
            raise self.fail(key, "应为文字列表")
        return tuple(items)

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers, empty where missing."""
        items = self._take(key, list, "应为数字列表", [])
        if not all(isinstance(item, int | float) for item in items):
            raise self.fail(key, "应为数字列表")
        return tuple(float(item) for item in items)

    def node(self, key: str) -> "Node":
        """A sub-table, empty where missing."""
        return Node(self._take(key, dict, "应为一组键值", {}), self._file, self._at(key))

    def nodes(self, key: str) -> Iterator["Node"]:
        """A list of tables, or the sub-tables of a table in order."""
        items = self._take(key, list, "应为若干组键值", [])
        for number, item in enumerate(items, 1):
            if not isinstance(item, dict):
                raise self.fail(key, "应为若干组键值")
            yield Node(item, self._file, f"{self._at(key)}[{number}]")

    def raw(self, key: str) -> dict[str, Any]:
        """A sub-table as plain data, for facts that this package only passes on."""
        data: dict[str, Any] = self._take(key, dict, "应为一组键值", {})
        return data

    def value(self, key: str) -> Any:
        """The plain value of a key, None where missing; the caller looks at its type."""
        self._used.add(key)
        return self._data.get(key)

    def finish(self) -> None:
        """Raise FormatError if the table has a key that nobody asked for (a slip of the pen)."""
        for key in self._data:
            if key not in self._used:
                raise self.fail(key, "不是已知的键，请核对拼写")

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self._key, key) if part)

    def _take(self, key: str, kind: type, why: str, default: Any) -> Any:
        self._used.add(key)
        value = self._data.get(key, default)
        if value is None:
            raise self.fail(key, "缺失")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(key, why)
        return value


class Folder:
    """The files of one format, its bases below it."""

    def __init__(self, path: Path, base: "Folder | None") -> None:
        self.path = path
        self._base = base

    def has(self, name: str) -> bool:
        """Whether the folder or one below it has that file."""
        return (self.path / name).is_file() or (self._base is not None and self._base.has(name))

    def read(self, name: str) -> Node:
        """One TOML file laid over that of the base. Raises FormatError."""
        return Node(self._merged(name), self.path / name)

    def template(self, stem: str) -> Path | None:
        """The Jinja2 file of a section or of the preamble, own or inherited; None if there is none."""
        file = self.path / "sections" / f"{stem}.j2"
        if file.is_file():
            return file
        return self._base.template(stem) if self._base else None

    def sha256(self) -> str:
        """Digest of all files with their names, own and inherited: the version of the format."""
        digest = hashlib.sha256(self._base.sha256().encode() if self._base else b"")
        for file in sorted(p for p in self.path.rglob("*") if p.suffix in (".toml", ".j2")):
            digest.update(file.relative_to(self.path).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
        return digest.hexdigest()

    def _merged(self, name: str) -> dict[str, Any]:
        base = self._base._merged(name) if self._base else {}
        return lay_over(base, read_toml(self.path / name))


def read_toml(file: Path) -> dict[str, Any]:
    """A TOML file as plain data, empty if it does not exist. Raises FormatError if it cannot be read."""
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise FormatError(f"格式文件无法读取：{file.parent.name}/{file.name}（{error}）") from error


def lay_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`own` over `base`: tables key by key, everything else replaced (see the module's docstring)."""
    merged = {} if own.get("replaces") is True else dict(base)
    for key, value in own.items():
        if key == "replaces":
            continue
        if not isinstance(value, dict):
            merged[key] = value
        elif value.get("off") is True:
            merged.pop(key, None)
        else:
            below = merged.get(key)
            merged[key] = lay_over(below if isinstance(below, dict) else {}, value)
    return merged
