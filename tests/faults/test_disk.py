"""The disk is full, the folder forbids, the file is gone or held, the clock is wrong, two write at once."""

import contextlib
import errno
import json
import os
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.faults.children import EPOCH, ended, run, started, tree
from tests.faults.scenes import SCENES, Scene, whole
from tests.hostile.making import sound

NOBODY = 65534
MENDS = ("请", "。")


@pytest.fixture(scope="module", params=SCENES)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return SCENES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(sound())
    return path


def told(scene: Scene) -> str:
    """What the command said; never a traceback, always a mend."""
    text = (scene.root / "said").read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert all(mark in text for mark in MENDS), text
    return text


def call(*arguments: object) -> int:
    """The command line in this process."""
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    assert isinstance(end.value.code, int)
    return end.value.code


def refusing(calls: int, name: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function of the system that fails with an error number from its so many-th call on."""
    real = getattr(os, name)
    left = [calls]

    def refuse(*arguments: object, **more: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **more)

    monkeypatch.setattr(os, name, refuse)


@pytest.mark.parametrize("calls", range(3))
@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_disk_that_is_full_at_any_step_is_told_and_harms_nothing(
    scene: Scene, calls: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.reset()
    refusing(calls, name, errno.ENOSPC, monkeypatch)
    code = run(scene.arguments, scene.root / "said")
    found, before = tree(scene.place), tree(scene.before)
    assert before.keys() <= found.keys()
    if code == 3:
        assert "磁盘已满" in told(scene)
        assert not list(scene.place.rglob(".nianbao-*"))
    else:
        assert code in scene.codes
    if name == "fsync" and code == 3:
        assert found == before


def test_a_limit_of_the_system_to_a_file_is_told_and_harms_nothing(scene: Scene) -> None:
    """A real refusal in the middle of a file, as a full disk or a quota gives."""
    scene.reset()
    with limited(2000):
        assert run(scene.arguments, scene.root / "said") == 3
    assert re.search("超过这个磁盘允许的大小|临时文件夹", told(scene))
    assert tree(scene.place) == tree(scene.before)
    assert not list(scene.place.rglob(".nianbao-*"))


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_held_by_another_program_is_told_with_the_mend(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def held(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "read_bytes", held)
    assert call("build", workbook, "-o", tmp_path / "out") == 3
    assert "请先关闭该文件" in capsys.readouterr().err


def test_an_output_held_by_another_program_is_told_with_the_mend(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing(0, "replace", errno.EACCES, monkeypatch)
    assert call("build", workbook, "-o", tmp_path / "out") == 3
    assert "请先关闭该文件" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_workbook_that_vanishes_before_it_is_read_does_not_stop_the_others(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "乙.xlsx"
    gone.write_bytes(sound("乙"))
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: real(self if self != gone else tmp_path / "nowhere"))
    assert call("build", tmp_path, "-o", tmp_path / "out", "--only", "json", "--json") in (1, 3)
    results = json.loads(capsys.readouterr().out)["reports"]
    assert {Path(r["workbook"]).name: r["status"] for r in results} == {"甲.xlsx": "ok", "乙.xlsx": "error"}


def test_a_folder_without_permission_is_told_by_someone_who_has_none(workbook: Path, tmp_path: Path) -> None:
    """As another user where the tests run as root, whom no permission stops."""
    target = tmp_path / "out"
    target.mkdir(mode=0o555)
    workbook.chmod(0o644)
    for folder in (tmp_path, *tmp_path.parents):
        with contextlib.suppress(PermissionError):
            folder.chmod(folder.stat().st_mode | 0o055)
    assert call("build", workbook, "-o", tmp_path / "before") == 0  # all that is imported late is there now
    user = NOBODY if os.getuid() == 0 else None
    child = started(("build", workbook, "-o", target), tmp_path / "said", user=user)
    assert ended(child) == 3
    assert "没有权限" in (tmp_path / "said").read_text(encoding="utf-8")
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("epoch", ["0", "-1", "4102444800"])
def test_a_clock_of_another_age_changes_no_report_but_its_time_stamps(
    workbook: Path, tmp_path: Path, epoch: str
) -> None:
    more = {"SOURCE_DATE_EPOCH": epoch}
    out = tmp_path / "out"
    assert run(("build", workbook, "-o", out), tmp_path / "said", more=more) == 0
    assert {path.suffix for path in out.iterdir()} == {".pdf", ".docx", ".json"}
    assert run(("check", workbook), tmp_path / "said", more=more) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "--year", "2024", "--unit", "某区人民政府", "-o", "out/新.xlsx"),
        ("new", "--roster", "-o", "out/名册.xlsx"),
        ("check", "甲.xlsx", "--annotate", "out"),
        ("build", "甲.xlsx", "-o", "out"),
        ("collect", ".", "-o", "out/全区.xlsx"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_machine_that_thinks_it_is_1970_writes_what_any_other_writes(
    workbook: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workbook.parent)
    (workbook.parent / "out").mkdir()
    assert call(*arguments) == 0
    before = tree(workbook.parent / "out")
    for path in (workbook.parent / "out").iterdir():
        path.unlink()
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    assert call(*arguments) == 0
    assert tree(workbook.parent / "out") == before != {}


def test_two_builds_into_one_folder_at_once_do_not_mix(tmp_path: Path) -> None:
    """The same title from two workbooks: whoever is last, the files are of one of them."""
    books, alone = [], []
    for number, phone in enumerate(("0451-1111", "0451-2222")):
        book = tmp_path / str(number) / "甲.xlsx"
        book.parent.mkdir()
        book.write_bytes(sound(phone=phone))
        books.append(book)
        assert run(("build", book, "-o", tmp_path / f"alone{number}"), tmp_path / "said") == 0
        alone.append(tree(tmp_path / f"alone{number}"))
    assert alone[0].keys() == alone[1].keys()
    assert alone[0] != alone[1]
    for _ in range(12):
        children = [
            started(("build", book, "-o", tmp_path / "out"), tmp_path / f"said{n}", more=EPOCH)
            for n, book in enumerate(books)
        ]
        assert [ended(child) for child in children] == [0, 0]
        assert tree(tmp_path / "out") in alone


def test_what_an_undisturbed_run_leaves_is_the_same_each_time(scene: Scene) -> None:
    first, second = whole(scene), whole(scene)
    assert first.keys() == second.keys()
    assert not scene.same_bytes or first == second
