"""Workbooks as they come from WPS, LibreOffice and old Excel."""

import subprocess
from pathlib import Path

import pytest

from generator.batch.collection.model import State
from tests.collect.conftest import Office, states

OFFICE_SUITE = "soffice"


def converted(path: Path, suffix: str, profile: Path) -> Path:
    """The workbook saved by LibreOffice in another format; the original is taken away."""
    subprocess.run(
        [OFFICE_SUITE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix,
         "--outdir", str(path.parent / "saved"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = path.parent / "saved" / f"{path.stem}.{suffix}"
    target = path.with_suffix(f".{suffix}")
    path.unlink()
    saved.replace(target)
    (path.parent / "saved").rmdir()
    return target


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def test_workbooks_saved_by_others_are_added_like_ours(office: Office, profile: Path) -> None:
    office.send_all()
    for number, suffix in ((0, "xlsx"), (1, "xls"), (2, "ods")):
        converted(office.folder / f"{office.members[number].short}.xlsx", suffix, profile)
    et = office.folder / f"{office.members[1].short}.xls"
    et.rename(et.with_suffix(".et"))
    collection = office.collect()
    assert set(states(collection).values()) == {State.COUNTED}
    assert dict(collection.sums) == office.sums(range(6))


def test_a_collected_workbook_saved_by_another_program_can_be_traced(office: Office, profile: Path) -> None:
    from generator.batch.collection.tracing import Tracer

    office.send_all()
    office.collect()
    saved = converted(office.output, "ods", profile)
    tracer = Tracer(saved)
    found = tracer.origin(tracer.field("rev.uphold"))
    assert found.ok
    assert [share.value for share in found.shares] == [office.figures(n)["rev.uphold"] for n in range(6)]
