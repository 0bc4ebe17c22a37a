"""Manifests as RFC 8493 (2.1.3, 2.2.1) and `sha256sum -c` both read them: digest, two blanks, path."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.archive.package.record import sha256

_LINE = re.compile(r"([0-9A-Fa-f]{32,128})[ \t]+\*?(\S.*)")
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The manifest of the files, sorted by path."""
    lines = (f"{sha256(data)}  {_encode(path)}\n" for path, data in sorted(files.items()))
    return "".join(lines).encode()


def _encode(path: str) -> str:
    return "".join(_ENCODED.get(char, char) for char in path)


@dataclass(frozen=True)
class Listed:
    """What a manifest says: path → digest in small letters, and lines that are wrong, in Chinese."""

    digests: Mapping[str, str]
    faults: tuple[str, ...]


def read_manifest(data: bytes, name: str) -> Listed:
    """Parse a manifest of any origin. Paths that lead out of the package are faults and not listed."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Listed({}, (f"{name} 不是 UTF-8 编码",))
    digests: dict[str, str] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        path = _decode(match[2]) if match else ""
        if match is None:
            faults.append(f"{name} 第{number}行无法识别")
        elif unsafe(path):
            faults.append(f"{name} 第{number}行的路径“{path[:60]}”指向包外，不予读取")
        elif path in digests:
            faults.append(f"{name} 两次列出“{path}”")
        else:
            digests[path] = match[1].lower()
    return Listed(digests, tuple(faults))


def _decode(path: str) -> str:
    """Only these three are encoded (2.1.3), and each only once."""
    return re.sub("%(25|0[Dd]|0[Aa])", lambda match: chr(int(match[1], 16)), path)


def unsafe(path: str) -> bool:
    """Whether a path could lead out of the package (RFC 8493, 5.1)."""
    parts = path.replace("\\", "/").split("/")
    return (
        path.startswith(("/", "\\", "~"))
        or bool(re.match(r"[A-Za-z]:", path))
        or any(part in ("", ".", "..") for part in parts)
        or "\\" in path
        or any(ord(char) < 32 for char in path)
    )


def lines(entries: Iterable[tuple[str, str]]) -> str:
    """`Label: value` lines of a BagIt tag file; empty values are left out, line breaks become blanks."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in entries if value.strip())
