"""One report into an archive package, in a folder that exists for as long as it is made."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.archive.filing import Filed, Order, file_report
from generator.archive.package.register import CSV_NAME
from generator.archive.package.settings import TERMS, Settings, read_settings
from generator.archive.proof.report import Options
from generator.archive.proof.subject import SUFFIXES, read_subject
from generator.clock import document_time
from generator.errors import InputError
from generator.files import zip_bytes
from generator.page.desk.engine import LOCK

_FONDS = re.compile(r"[0-9A-Z]{4}")
_SETTINGS = "archive.toml"


@dataclass(frozen=True)
class Wish:
    """What is asked for beside the files: the register so far, the office's settings or the two main ones."""

    register: bytes = b""
    settings: bytes = b""
    fonds: str = ""
    retention: str = ""
    item: int = 0
    correction: bool = False
    trust: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Archived:
    """The package and the register as one ZIP; the row of the register; what the archivist should know."""

    name: str
    data: bytes
    row: Mapping[str, str]
    counts: str
    warnings: tuple[str, ...]


def archive(files: Sequence[tuple[str, bytes]], wish: Wish, folder: Path) -> Archived:
    """File the report whose files are given by name. Raises InputError where it must not be filed."""
    subjects = [
        read_subject(name, SUFFIXES[Path(name).suffix], Path(name).stem, data)
        for name, data in files
        if Path(name).suffix in SUFFIXES
    ]
    with tempfile.TemporaryDirectory(dir=folder) as place:
        output = Path(place) / "output"
        output.mkdir()
        if wish.register:
            (output / CSV_NAME).write_bytes(wish.register)
        order = Order(
            output, _settings(wish, Path(place)), Options(wish.trust), None, wish.item, wish.correction
        )
        with LOCK:
            return _packed(output, file_report(subjects, order))


def _packed(output: Path, filed: Filed) -> Archived:
    """Everything in the output folder as a ZIP."""
    paths = sorted(path for path in output.rglob("*") if path.is_file())
    entries = [(path.relative_to(output).as_posix(), path.read_bytes()) for path in paths]
    data = zip_bytes(entries, document_time(None))
    return Archived(f"归档-{filed.folder.name}.zip", data, filed.row.cells, filed.counts, filed.warnings)


def _settings(wish: Wish, place: Path) -> Settings:
    """The settings of the file that was sent, else the two that were typed. Raises InputError."""
    if wish.fonds and not _FONDS.fullmatch(wish.fonds):
        raise InputError("全宗号应为 4 位大写字母或数字，如 J001。请改正，或不填。")
    if wish.retention and wish.retention not in TERMS:
        raise InputError(f"保管期限应为{'、'.join(TERMS)}之一。请重新选择。")
    if not wish.settings:
        return Settings(fonds=wish.fonds, retention=wish.retention)
    path = place / _SETTINGS
    path.write_bytes(wish.settings)
    return read_settings(path, place)
