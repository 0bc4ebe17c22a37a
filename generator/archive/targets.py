"""What the paths on the command line are: reports, packages, a register, or nothing that can be verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive.inspection.package import is_package
from generator.archive.package.register import BOOK_NAME, CSV_NAME
from generator.archive.proof.agreement import plain_stem
from generator.archive.proof.subject import SUFFIXES

_PASSED_OVER = (".", "~$")


@dataclass
class Targets:
    """Everything found. `reports` are lists of files of one report; `registers` are folders.

    `named` are the files that were given by name, not found in a folder.
    """

    reports: list[list[Path]] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    packages: list[Path] = field(default_factory=list)
    registers: list[Path] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)


def find_targets(paths: Sequence[Path]) -> Targets:
    """Sort out files and folders; folders are searched to their depth, links to folders are not followed."""
    targets = Targets()
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            _search(path, targets, files)
        elif path.name in (CSV_NAME, BOOK_NAME):
            _add_register(path.parent, targets)
        elif path.suffix.lower() in SUFFIXES:
            files[path] = None
            targets.named.add(path)
        else:
            targets.unknown.append(path)
    targets.reports = [list(group) for group in _grouped(list(files))]
    return targets


def _search(folder: Path, targets: Targets, files: dict[Path, None]) -> None:
    if is_package(folder):
        if folder not in targets.packages:
            targets.packages.append(folder)
        return
    if (folder / CSV_NAME).exists() or (folder / BOOK_NAME).exists():
        _add_register(folder, targets)
    for child in sorted(folder.iterdir()):
        if child.name.startswith(_PASSED_OVER):
            continue
        if child.is_dir() and not child.is_symlink():
            _search(child, targets, files)
        elif child.suffix.lower() in SUFFIXES and child.is_file():
            files[child] = None


def _add_register(folder: Path, targets: Targets) -> None:
    """A register brings its packages with it."""
    if folder in targets.registers:
        return
    targets.registers.append(folder)
    for child in sorted(folder.iterdir()):
        if child.is_dir() and is_package(child) and child not in targets.packages:
            targets.packages.append(child)


def _grouped(files: list[Path]) -> Iterator[list[Path]]:
    """Files of one stem; where two of them are of one kind in different folders, folder by folder."""
    stems: dict[str, list[Path]] = {}
    for file in files:
        stems.setdefault(plain_stem(file.stem), []).append(file)
    for group in stems.values():
        suffixes = [(file.suffix.lower(), file.stem) for file in group]
        if len(set(suffixes)) == len(suffixes):
            yield group
            continue
        folders: dict[Path, list[Path]] = {}
        for file in group:
            folders.setdefault(file.parent, []).append(file)
        yield from folders.values()
