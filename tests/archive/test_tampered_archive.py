"""Whatever is done to a package or to the register is found, and the message names it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.archive.proof.outcome import Item
from generator.archive.proof.report import Options
from generator.archive.verify import Request, verify
from tests.archive.made import SAMPLES, failed_in, file_one, made, pki, signed
from tests.archive.package_changes import PACKAGE, RECORDS, REGISTER


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The three samples, signed and filed; the names of their packages in the order of the register.

    The report on 2020 comes first: the changes speak of its dates.
    """
    folder = tmp_path_factory.mktemp("archive") / "归档"
    order = [SAMPLES[1], SAMPLES[0], SAMPLES[2]]
    return folder, [file_one(folder, made(s), pdf=signed(s)).folder.name for s in order]


Copy = Callable[[], tuple[Path, list[Path]]]


@pytest.fixture
def copy(archive: tuple[Path, list[str]], tmp_path: Path) -> Copy:
    """A fresh copy of the archive."""

    def make() -> tuple[Path, list[Path]]:
        folder = tmp_path / "归档"
        shutil.copytree(archive[0], folder)
        return folder, [folder / name for name in archive[1]]

    return make


def items_of(*paths: Path) -> dict[str, Item]:
    """The items by the last part of their path."""
    request = Request(paths, Options((pki().root.pem,)))
    return {Path(item.path).name: item for item in verify(request)}


def test_an_untouched_archive_passes_in_every_object(archive: tuple[Path, list[str]]) -> None:
    items = items_of(archive[0])
    assert set(items) == {"归档登记表.csv", *archive[1]}
    assert {name: failed_in(item) for name, item in items.items()} == {name: {} for name in items}


@pytest.mark.parametrize("edit", RECORDS)
def test_a_package_without_its_register_still_tells_what_of_its_records_is_false(
    copy: Copy, edit: str
) -> None:
    change, check, words = RECORDS[edit]
    folder, packages = copy()
    change(folder, packages)
    for register in folder.glob("归档登记表.*"):
        register.unlink()
    found = failed_in(items_of(packages[0])[packages[0].name])
    assert words in found.get(check, f"{check} passed; failed: {found}")


@pytest.mark.parametrize("edit", PACKAGE)
def test_an_edit_of_a_package_is_found_and_named(copy: Copy, edit: str) -> None:
    change, check, words = PACKAGE[edit]
    folder, packages = copy()
    change(folder, packages)
    first = packages[0] if packages[0].exists() else folder / "J001-WS.2026.Y.ZWGK-0099"
    found = failed_in(items_of(first)[first.name])
    assert words in found.get(check, f"{check} passed; failed: {found}")


@pytest.mark.parametrize("edit", REGISTER)
def test_an_edit_of_the_register_is_found_and_named(copy: Copy, edit: str) -> None:
    change, check, words = REGISTER[edit]
    folder, packages = copy()
    change(folder, packages)
    found = failed_in(items_of(folder / "归档登记表.csv")["归档登记表.csv"])
    assert words in found.get(check, f"{check} passed; failed: {found}")


def test_a_package_stays_silent_about_what_happens_to_another(copy: Copy) -> None:
    folder, packages = copy()
    PACKAGE["bit-in-the-data"][0](folder, packages)
    assert failed_in(items_of(packages[1])[packages[1].name]) == {}


def test_nothing_outside_a_package_is_read(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, packages = copy()
    for edit in ("path-out-of-the-package", "link-in-place-of-the-record-copy"):
        PACKAGE[edit][0](folder, packages)
    read: list[Path] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (read.append(self.resolve()), original(self))[1])
    items_of(packages[0])
    assert not [path for path in read if path.parent == folder.parent]


def test_there_are_more_ways_than_were_asked_for() -> None:
    assert len(PACKAGE) + len(REGISTER) >= 25
