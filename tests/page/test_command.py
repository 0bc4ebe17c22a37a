"""`nianbao page` as a program: starts, says where it is, cleans up when it is ended or was killed."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.cli.page_command import NEEDED
from tests.page.visitor import Page
from tests.page.workbooks import SAMPLE, UNIT, sound


@contextmanager
def running(place: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The program in a process of its own, its temporary files in `place`; the address that it tells."""
    command = [sys.executable, "-m", "generator", "page", "--no-browser", "--port", "0", *options]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "TMPDIR": str(place)}
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            found = re.search(r"http://[^\s/]+/\S*", line)
            if found:
                yield process, found[0]
                break
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def put_in(address: str) -> None:
    """Put a workbook in, as a browser would."""
    host = address.split("/")[2]
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/")
    answer = connection.getresponse()
    cookie = str(answer.getheader("set-cookie")).partition(";")[0]
    token = Page(answer.read().decode()).form("/submit").words["csrf"]
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n'
        f'--b\r\nContent-Disposition: form-data; name="workbooks"; filename="{SAMPLE.name}"\r\n\r\n'
    )
    body = parts.encode() + sound() + b"\r\n--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Cookie": cookie}
    connection.request("POST", "/submit", body, headers)
    assert connection.getresponse().status == 303
    connection.close()


def files(place: Path) -> list[str]:
    return sorted(path.name for path in place.rglob("*.xlsx"))


def test_ended_by_ctrl_c_it_leaves_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        put_in(address)
        assert files(tmp_path) == ["1-1.xlsx"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert process.stderr is not None
        said = process.stderr.read()
    assert list(tmp_path.iterdir()) == []
    assert "网页已关闭，放入的工作簿已全部删除" in said
    assert UNIT not in said
    assert "Traceback" not in said


def test_killed_it_leaves_its_folder_to_be_removed_by_the_next_start(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        put_in(address)
        process.kill()
        process.wait()
    assert files(tmp_path) == ["1-1.xlsx"]
    with running(tmp_path):
        assert files(tmp_path) == []


def test_it_says_nothing_of_what_visitors_do(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        put_in(address)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        assert process.stderr is not None
        lines = process.stderr.read().splitlines()
    assert lines == ["按 Ctrl+C 关闭。关闭后放入的工作簿全部删除。", "网页已关闭，放入的工作簿已全部删除。"]


def test_beyond_this_machine_it_tells_a_one_time_link(tmp_path: Path) -> None:
    with running(tmp_path, "--host", "0.0.0.0") as (_, address):
        assert re.fullmatch(r"http://[\w.-]+:\d+/enter/[\w-]{32}", address)
        assert "0.0.0.0" not in address


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0), capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.page_command.find_spec", lambda name: None)
    code, err = said_by(capsys, "page")
    assert code == 3
    assert "请执行：pip install 'nianbao[page]'" in err
    assert all(name in err for name in NEEDED)


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, err = said_by(capsys, "page", "--no-browser", "--port", str(port))
    assert code == 3
    assert f"端口 {port} 不能使用" in err


def test_an_address_that_is_not_this_machines_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = said_by(capsys, "page", "--no-browser", "--host", "no-such-host.invalid")
    assert code == 2
    assert "没有“no-such-host.invalid”这个地址" in err
