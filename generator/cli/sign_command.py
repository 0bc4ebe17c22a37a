"""`nianbao sign`: the office's signature (PAdES) and the picture of its seal on a finished report."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import print_json
from generator.errors import ExitCode, InputError, UsageError
from generator.files import write_atomic

if TYPE_CHECKING:
    from generator.signing.keys import KeySource
    from generator.signing.signer import Signed, Wishes

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(options_metavar="[选项]")
@click.argument("file", type=_FILE, metavar="报告.pdf")
@click.option("--p12", type=_FILE, help="证书文件（PKCS#12：.p12、.pfx）。")
@click.option("--passphrase-file", type=_FILE, help="存放证书口令的文本文件；不给时在屏幕上询问。")
@click.option("--pkcs11", type=_FILE, metavar="设置.toml", help="使用令牌（PKCS#11），设置写在此文件中。")
@click.option(
    "--seal", type=_FILE, metavar="印章.png", help="印章图样（背景透明的红色 PNG）；不给时用示例印章。"
)
@click.option("--tsa", metavar="网址", help="时间戳服务地址（RFC 3161），签名级别为 B-T。")
@click.option("--ltv", is_flag=True, help="长期验证（B-LTA）：需同时给出 --tsa 和 --trust。")
@click.option(
    "--trust", type=_FILE, metavar="根证书.pem", help="信任的根证书，可含中级证书和吊销列表（CRL）。"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="签名后的文件；不给时写到原文件旁，文件名加“（已签）”。",
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(
    file: Path,
    p12: Path | None,
    passphrase_file: Path | None,
    pkcs11: Path | None,
    seal: Path | None,
    tsa: str | None,
    ltv: bool,
    trust: Path | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """给签发的报告（PDF）加数字签名并盖上印章图样。送审稿、已签名或改动过的文件不能签。"""
    from generator.signing.signer import sign, signed_name

    _check_options(p12, passphrase_file, pkcs11, tsa, ltv, trust)
    target = output or file.with_name(signed_name(file))
    if output is None and target.exists():
        raise UsageError(f"“{target.name}”已经存在，没有覆盖。请先移走它，或用 -o 指定另一个文件名。")
    source = _key_source(p12, passphrase_file, pkcs11)
    wishes = _wishes(seal, tsa, ltv, trust)
    signed = sign(file.read_bytes(), source, wishes)
    write_atomic(target, signed.pdf)
    _tell(file, target, signed, wishes, as_json)
    return int(ExitCode.DONE)


def _check_options(
    p12: Path | None,
    passphrase_file: Path | None,
    pkcs11: Path | None,
    tsa: str | None,
    ltv: bool,
    trust: Path | None,
) -> None:
    """Options that contradict each other, or would have no effect, are refused."""
    if (p12 is None) == (pkcs11 is None):
        raise UsageError("请用 --p12 给出证书文件，或用 --pkcs11 给出令牌设置，二者选一。")
    if passphrase_file is not None and p12 is None:
        raise UsageError("--passphrase-file 只与 --p12 一起使用；令牌的 PIN 请在令牌设置里用 pin_file 指定。")
    if ltv and (tsa is None or trust is None):
        raise UsageError("--ltv（长期验证）需要同时给出 --tsa（时间戳服务）和 --trust（根证书）。")


def _key_source(p12: Path | None, passphrase_file: Path | None, pkcs11: Path | None) -> "KeySource":
    if p12 is not None:
        from generator.signing.p12 import Pkcs12Key
        from generator.signing.passphrase import read_passphrase

        if passphrase_file is not None:
            given = passphrase_file
            return Pkcs12Key(p12, lambda: read_passphrase(given))
        return Pkcs12Key(p12, _ask(f"证书文件“{p12.name}”的口令", "请用 --passphrase-file 给出口令文件。"))
    assert pkcs11 is not None
    from generator.signing.token import TokenKey
    from generator.signing.token_settings import read_settings

    return TokenKey(read_settings(pkcs11), _ask("令牌的 PIN", "请在令牌设置里用 pin_file 给出 PIN 文件。"))


def _ask(what: str, otherwise: str) -> Callable[[], str]:
    """Asks on the terminal, without echo; where there is none, says what to do instead."""

    def ask() -> str:
        if not sys.stdin.isatty():
            raise UsageError(f"需要{what}，但没有终端可以询问。{otherwise}")
        answer: str = click.prompt(what, hide_input=True, default="", show_default=False, err=True)
        return answer

    return ask


def _wishes(seal: Path | None, tsa: str | None, ltv: bool, trust: Path | None) -> "Wishes":
    from generator.signing.seal import read_seal
    from generator.signing.signer import Wishes
    from generator.signing.trust import TrustList, read_trust

    trusted = read_trust([trust.read_bytes()]) if trust else TrustList()
    if trust and not trusted.roots:
        raise InputError(f"信任文件“{trust.name}”里没有根证书（自签名证书）。请补上根证书。")
    return Wishes(read_seal(seal.read_bytes() if seal else None), tsa, ltv, trusted)


def _tell(file: Path, target: Path, signed: "Signed", wishes: "Wishes", as_json: bool) -> None:
    from generator.signing.seal import NO_PLACE

    signature = signed.report.signatures[0]
    notes = [problem.message for problem in signed.report.unchecked if wishes.trust.roots]
    if wishes.seal.demo:
        notes.append("没有给出 --seal，盖的是“示例印章”，只作演示。")
    if not signed.document.seal_place:
        notes.append(NO_PLACE)
    if as_json:
        print_json(
            {
                "file": str(file),
                "output": str(target),
                "title": signed.document.title,
                "level": str(signature.level),
                "signer": signature.signer,
                "certificate_sha256": signature.certificate_sha256,
                "algorithm": signature.algorithm,
                "time": signature.time.isoformat() if signature.time else None,
                "time_proved": signature.time_proved,
                "timestamp": signature.timestamp.authority if signature.timestamp else None,
                "trusted": signature.trusted,
                "demo_seal": wishes.seal.demo,
                "notes": notes,
            }
        )
    else:
        click.echo(str(target))
    click.echo(f"已签名：{signature.signer}，{signature.level}。", err=True)
    for note in notes:
        click.echo(f"提示：{note}", err=True)
