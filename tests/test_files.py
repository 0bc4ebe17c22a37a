"""Writing files: whole or not at all, the same bytes each time, names that Windows and Linux both take."""

import errno
import os
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import SetupError, UsageError
from generator.files import read_whole, reason, safe_name, write_atomic, write_together, zip_bytes

DEVICES = ["CON", "con.", "nul.txt", "COM1", "lpt9.pdf", "PRN"]


def test_a_written_file_holds_exactly_the_bytes_and_nothing_else_lies_beside_it(tmp_path: Path) -> None:
    write_atomic(tmp_path / "年报.pdf", b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"年报.pdf": b"new"}


def test_a_failed_write_leaves_the_old_file_and_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "年报.pdf"
    target.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError, match="磁盘已满"):
        write_atomic(target, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["年报.pdf"]
    assert target.read_bytes() == b"old"


def test_files_that_belong_together_are_all_staged_before_the_first_one_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = []

    def second_fails(descriptor: int) -> None:
        staged.append(descriptor)
        if len(staged) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises(SetupError):
        write_together({tmp_path / "a.pdf": b"1", tmp_path / "a.docx": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_target_held_open_by_another_program_is_named_with_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(source: object, target: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(SetupError, match="请先关闭该文件"):
        write_atomic(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_a_setup_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(SetupError, match="请换一个可以写入的文件夹"):
        write_atomic(tmp_path / "x" / "a.pdf", b"")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_refusal_of_the_system_is_told_in_chinese(number: int) -> None:
    assert not [c for c in reason(OSError(number, os.strerror(number))) if c.isascii()]


def test_a_path_too_long_for_windows_is_not_called_a_missing_folder() -> None:
    class WindowsError(FileNotFoundError):
        winerror = 206

    assert reason(WindowsError(errno.ENOENT, "The filename or extension is too long")) == "文件名或路径过长"


def test_a_file_held_open_by_another_program_is_named_with_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(SetupError, match="被其他程序打开。请先关闭该文件"):
        read_whole(tmp_path / "年报.xlsx")


def test_a_folder_in_place_of_a_file_is_wrong_usage_also_where_the_system_calls_it_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="是文件夹"):
        read_whole(tmp_path)

    def denied(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(UsageError, match="是文件夹"):
        read_whole(tmp_path)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"没有文件“.*年报\.xlsx”"):
        read_whole(tmp_path / "年报.xlsx")


def test_the_same_entries_give_the_same_archive_whatever_the_clock_says() -> None:
    entries = [("a.xml", b"1" * 1000), ("b/c.xml", "年报".encode())]
    first, second = (zip_bytes(entries, datetime(1970, 1, 1)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert [(i.filename, i.date_time[0]) for i in archive.infolist()] == [
            ("a.xml", 1980),
            ("b/c.xml", 1980),
        ]


def test_an_ordinary_title_is_its_own_file_name() -> None:
    title = "南岗区2015年政府信息公开工作年度报告"
    assert safe_name(title) == title


@pytest.mark.parametrize("name", DEVICES)
def test_names_of_devices_are_disarmed(name: str) -> None:
    assert safe_name(name).startswith("_")


@pytest.mark.parametrize("title", ["", " . ", "\u202e", "\x00", "..."])
def test_a_title_without_visible_characters_still_gets_a_name(title: str) -> None:
    assert safe_name(title) == "未命名"


@given(st.text(max_size=300))
def test_any_title_becomes_one_component_of_a_path_that_fits_every_file_system(title: str) -> None:
    name = safe_name(title)
    assert name
    assert len(name.encode()) <= 180
    assert not set('<>:"/\\|?*') & set(name)
    assert name == name.strip(" .")
    assert PureWindowsPath(name + ".pdf").name == name + ".pdf"
    assert safe_name(name) == name
