"""What lies in the folder that the units' workbooks were put in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.batch.many import find_workbooks, passed_over
from generator.report.finding import Finding


@dataclass(frozen=True)
class Folder:
    """The workbooks to read, in a fixed order; what is to be said about other files."""

    workbooks: tuple[Path, ...]
    findings: tuple[Finding, ...]


def scan(folder: Path, own: frozenset[Path]) -> Folder:
    """All workbooks in the folder and below, without lock files and without the collection's `own` files."""
    workbooks = tuple(path for path in find_workbooks([folder]) if path.resolve() not in own)
    known = {*workbooks, *own}
    others = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not passed_over(path) and path not in known and path.resolve() not in own
    ]
    return Folder(workbooks, _other_files(folder, others))


def _other_files(folder: Path, others: Sequence[Path]) -> tuple[Finding, ...]:
    if not others:
        return ()
    names = some([f"“{path.relative_to(folder).as_posix()}”" for path in others], 6)
    message = (
        f"文件夹里有不是工作簿的文件，没有读取：{names}。如有单位报的是压缩包或 Word 文档，请改用工作簿。"
    )
    return (say("other_files", message),)
