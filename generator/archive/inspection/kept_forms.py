"""The rules that a package keeps: the form's files, looked at before anything is loaded from them."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from generator.archive.inspection.package import Package
from generator.archive.package import layout
from generator.archive.reading.limits import Refused

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MAIN = "format.toml"
_DEEPEST = 8


def kept_files(package: Package) -> dict[str, bytes]:
    """The files below metadata/formats/ by their path there."""
    return {
        path.removeprefix(layout.FORMATS): data
        for path, data in package.files.items()
        if layout.FORMAT_FILE.fullmatch(path)
    }


def form_digest(files: Mapping[str, bytes], form: str, depth: int = 0) -> str:
    """The version of a form by its files and those it extends, as `Format.sha256` has it. Raises Refused."""
    if not _NAME.fullmatch(form) or (f"{form}/{_MAIN}" not in files and depth == 0):
        raise Refused(f"包中没有格式 {form[:40]} 的文件")
    if depth > _DEEPEST:
        raise Refused("包中的格式文件互相引用")
    base = _base(files.get(f"{form}/{_MAIN}", b""))
    digest = hashlib.sha256(form_digest(files, base, depth + 1).encode() if base else b"")
    own = {Path(path).relative_to(form): data for path, data in files.items() if path.startswith(f"{form}/")}
    for below, data in sorted(own.items()):
        digest.update(below.as_posix().encode() + b"\0" + data + b"\0")
    return digest.hexdigest()


def _base(main: bytes) -> str:
    """The form that this one extends; empty for none. Raises Refused for a name that is none."""
    try:
        name = tomllib.loads(main.decode("utf-8")).get("extends", "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("包中的格式文件不能解析") from error
    if name and (not isinstance(name, str) or not _NAME.fullmatch(name)):
        raise Refused("包中的格式文件引用了包外的文件夹")
    return str(name)


def kept_folder(package: Package, form: str, version: str) -> Path | None:
    """Where to load the kept form from, if it is safe and the very version that is asked for."""
    if package.path is None or package.faults:
        return None
    try:
        if form_digest(kept_files(package), form) != version:
            return None
    except Refused:
        return None
    return package.path / layout.FORMATS
