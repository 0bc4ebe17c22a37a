"""The command `sign`: options, files, exit codes, and that nothing is left behind."""

import json
import os
import pty
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.batch.one import build_report
from generator.cli.main import main
from generator.signing.validation import validate_signatures
from tests.signing.pdfsig import opinions
from tests.signing.pki import PASSPHRASE, Pki, ec_key, identity, pem
from tests.signing.sample import report_pdf
from tests.signing.test_seal import picture, png
from tests.tools import qpdf
from tests.tools.verapdf import broken_rules

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xlsx"))


@pytest.fixture
def desk(tmp_path: Path, report: bytes, pki: Pki, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that an officer needs; the command runs in it."""
    (tmp_path / "报告.pdf").write_bytes(report)
    (tmp_path / "office.p12").write_bytes(pki.ec.p12())
    (tmp_path / "pass.txt").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "roots.pem").write_bytes(pki.trust + pem(pki.crls()))
    (tmp_path / "seal.png").write_bytes(png(picture()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


KEY = ("--p12", "office.p12", "--passphrase-file", "pass.txt")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `nianbao sign …`; the result is exit code, stdout, stderr."""

    def running(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(["sign", *arguments])
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), out, err

    return running


Run = Callable[..., tuple[int, str, str]]


def left(desk: Path) -> set[str]:
    return {path.name for path in desk.iterdir()}


def test_the_signed_file_stands_beside_the_unsigned_one(desk: Path, run: Run, report: bytes) -> None:
    code, out, err = run("报告.pdf", *KEY)
    assert (code, out) == (0, "报告（已签）.pdf\n")
    assert "已签名：临江区人民政府办公室，PAdES B-B" in err
    assert validate_signatures((desk / "报告（已签）.pdf").read_bytes()).ok
    assert (desk / "报告.pdf").read_bytes() == report


def test_a_report_set_for_no_seal_is_signed_but_the_officer_is_told(
    desk: Path, run: Run, finished: bytes
) -> None:
    """Its name and date stand by 7.3.5.2, where a seal sits too high."""
    (desk / "报告.pdf").write_bytes(finished)
    code, _, err = run("报告.pdf", *KEY)
    assert code == 0
    assert "没有填“印章直径”" in err


def test_without_a_seal_it_says_that_the_seal_is_a_demo(desk: Path, run: Run) -> None:
    assert "示例印章" in run("报告.pdf", *KEY)[2]
    assert "示例" not in run("报告.pdf", *KEY, "--seal", "seal.png", "-o", "b.pdf")[2]


def test_it_never_overwrites_unasked(desk: Path, run: Run) -> None:
    run("报告.pdf", *KEY)
    first = (desk / "报告（已签）.pdf").read_bytes()
    code, _, err = run("报告.pdf", *KEY)
    assert code == 2
    assert "已经存在" in err
    assert (desk / "报告（已签）.pdf").read_bytes() == first


@pytest.mark.parametrize("target", ["报告.pdf", "other.pdf", "new/folder/other.pdf"])
def test_with_o_it_writes_where_it_is_told_even_over_the_unsigned_file(
    desk: Path, run: Run, target: str
) -> None:
    assert run("报告.pdf", *KEY, "-o", target)[0] == 0
    assert validate_signatures((desk / target).read_bytes()).ok


def test_json_is_one_document_and_nothing_else(desk: Path, run: Run, pki: Pki, tsa: str) -> None:
    options = ("--seal", "seal.png", "--tsa", tsa, "--ltv", "--trust", "roots.pem", "-o", "s.pdf", "--json")
    code, out, _ = run("报告.pdf", *KEY, *options)
    result = json.loads(out)
    assert code == 0
    assert result["output"] == "s.pdf"
    assert result["level"] == "PAdES B-LTA"
    assert result["signer"] == "临江区人民政府办公室"
    assert result["time_proved"] is True
    assert result["trusted"] is True
    assert result["demo_seal"] is False
    assert result["notes"] == []
    assert validate_signatures((desk / "s.pdf").read_bytes(), [pki.trust], pki.crls()).ok


def test_a_file_whose_name_only_says_draft_is_judged_by_its_contents(desk: Path, run: Run) -> None:
    (desk / "报告.pdf").rename(desk / "报告（送审稿）.pdf")
    assert run("报告（送审稿）.pdf", *KEY)[0] == 0


def test_a_draft_under_another_name_is_refused(desk: Path, run: Run) -> None:
    (desk / "终稿.pdf").write_bytes(report_pdf(draft=True))
    before = left(desk)
    code, out, err = run("终稿.pdf", *KEY)
    assert (code, out) == (1, "")
    assert "送审稿" in err
    assert left(desk) == before


def test_signed_twice_is_refused(desk: Path, run: Run) -> None:
    run("报告.pdf", *KEY, "-o", "s.pdf")
    code, _, err = run("s.pdf", *KEY, "-o", "t.pdf")
    assert code == 1
    assert "已有签名" in err
    assert not (desk / "t.pdf").exists()


WRONG_USAGE: list[tuple[tuple[str, ...], str]] = [
    (("报告.pdf",), "二者选一"),
    (("报告.pdf", "--p12", "office.p12", "--pkcs11", "pass.txt"), "二者选一"),
    (("报告.pdf", "--pkcs11", "pass.txt", "--passphrase-file", "pass.txt"), "只与 --p12"),
    (("报告.pdf", *KEY, "--ltv"), "--tsa"),
    (("报告.pdf", *KEY, "--ltv", "--trust", "roots.pem"), "--tsa"),
    (("报告.pdf", *KEY, "--ltv", "--tsa", "http://127.0.0.1:9/"), "--trust"),
    (("报告.pdf", *KEY, "--tsa", "tsa.example"), "时间戳服务地址"),
    (("没有.pdf", *KEY), "没有.pdf"),
    (("报告.pdf", "--p12", "none.p12"), "none.p12"),
    (("报告.pdf", *KEY, "--seal", "none.png"), "none.png"),
    (("报告.pdf", "--passphrase", "secret", *KEY), "--passphrase"),
    (KEY, "报告.pdf"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USAGE, ids=lambda value: " ".join(value)[:60])
def test_wrong_usage_is_exit_2_and_leaves_nothing(
    desk: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    before = left(desk)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert left(desk) == before


def test_a_wrong_passphrase_is_exit_1(desk: Path, run: Run) -> None:
    (desk / "pass.txt").write_text("wrong")
    code, _, err = run("报告.pdf", *KEY)
    assert code == 1
    assert "口令不对" in err


def test_where_there_is_no_terminal_to_ask_on_it_says_what_to_do(desk: Path, run: Run) -> None:
    code, _, err = run("报告.pdf", "--p12", "office.p12")
    assert code == 2
    assert "--passphrase-file" in err


def test_an_authority_that_cannot_be_reached_is_exit_3_and_leaves_nothing(desk: Path, run: Run) -> None:
    before = left(desk)
    code, out, err = run("报告.pdf", *KEY, "--tsa", "http://127.0.0.1:9/tsa")
    assert (code, out) == (3, "")
    assert "http://127.0.0.1:9/tsa" in err
    assert left(desk) == before


def test_a_failed_run_harms_no_file_that_was_there(desk: Path, run: Run) -> None:
    (desk / "old.pdf").write_bytes(b"an older file")
    assert run("报告.pdf", *KEY, "--tsa", "http://127.0.0.1:9/tsa", "-o", "old.pdf")[0] == 3
    assert (desk / "old.pdf").read_bytes() == b"an older file"


def test_a_seal_that_is_none_is_exit_1(desk: Path, run: Run) -> None:
    (desk / "seal.png").write_bytes(b"GIF89a")
    assert run("报告.pdf", *KEY, "--seal", "seal.png")[0] == 1


def test_a_trust_file_without_a_root_is_exit_1(desk: Path, run: Run, pki: Pki) -> None:
    (desk / "roots.pem").write_bytes(pki.ca.pem)
    code, _, err = run("报告.pdf", *KEY, "--trust", "roots.pem")
    assert code == 1
    assert "没有根证书" in err


def test_a_missing_token_driver_is_exit_3(desk: Path, run: Run) -> None:
    (desk / "token.toml").write_text('module = "/nowhere.so"\nkey = "a"\npin_file = "pass.txt"')
    assert run("报告.pdf", "--pkcs11", "token.toml")[0] == 3


def test_a_folder_that_cannot_be_written_is_exit_3(desk: Path, run: Run) -> None:
    (desk / "file").write_bytes(b"")
    assert run("报告.pdf", *KEY, "-o", "file/s.pdf")[0] == 3


def test_help_is_chinese_and_names_every_option() -> None:
    from generator.cli.sign_command import command

    text = CliRunner().invoke(command, ["--help"]).output
    for option in ("--p12", "--passphrase-file", "--pkcs11", "--seal", "--tsa", "--ltv", "--trust", "--json"):
        assert option in text
    assert "送审稿" in text


def test_the_passphrase_is_asked_for_on_the_terminal_without_echo(desk: Path, pki: Pki) -> None:
    """A real terminal; the clock of the other process cannot be stopped, so this certificate is good for long."""
    since, until = datetime(2021, 1, 1, tzinfo=UTC), datetime(2039, 1, 1, tzinfo=UTC)
    lasting = identity(pki.ca, ec_key(), since=since, until=until)
    (desk / "lasting.p12").write_bytes(lasting.p12("secret words"))
    shown, code = on_terminal(["报告.pdf", "--p12", "lasting.p12", "-o", "s.pdf"], "口令", b"secret words\n")
    assert code == 0
    assert "secret" not in shown
    assert validate_signatures((desk / "s.pdf").read_bytes()).signatures[0].intact


def on_terminal(arguments: list[str], question: str, answer: bytes) -> tuple[str, int]:
    """Run the command on a terminal of its own and answer one question; what it showed, and its exit code."""
    process, terminal = pty.fork()
    if process == 0:
        root = str(Path(__file__).parents[2])
        environment = os.environ | {"PYTHONPATH": root}
        os.execvpe(sys.executable, [sys.executable, "-m", "generator", "sign", *arguments], environment)
    shown = b""
    while question.encode() not in shown and (part := _read(terminal)):
        shown += part
    os.write(terminal, answer)
    while part := _read(terminal):
        shown += part
    return shown.decode(errors="replace"), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # Linux reports the end of a terminal as an error
        return b""


@pytest.mark.parametrize("workbook", SAMPLES, ids=lambda path: path.stem)
def test_from_workbook_to_signed_report(desk: Path, run: Run, pki: Pki, tsa: str, workbook: Path) -> None:
    built = build_report(workbook, ("pdf",))
    name, data = built.files["pdf"]
    (desk / name).write_bytes(data)
    options = ("--seal", "seal.png", "--tsa", tsa, "--ltv", "--trust", "roots.pem", "-o", "s.pdf")
    code, _, err = run(name, *KEY, *options)
    assert code == 0, err
    signed = (desk / "s.pdf").read_bytes()
    assert broken_rules(signed, "3a", "ua1") == ()
    assert qpdf.complaints(signed) == []
    assert opinions(signed)[0].valid
    assert validate_signatures(signed, [pki.trust], pki.crls()).ok
