"""Time stamp authorities that are not there, are none, or answer wrongly: nothing is signed, and why is said."""

import socket
from datetime import timedelta

import pytest
from asn1crypto import tsp
from freezegun import freeze_time

from generator.errors import InputError, SetupError, UsageError
from generator.signing import timestamping
from generator.signing.seal import read_seal
from generator.signing.signer import Wishes, sign
from generator.signing.trust import TrustList, read_trust
from generator.signing.validation import validate_signatures
from tests.signing.conftest import Office
from tests.signing.pki import NOW, TIMESTAMPING_USAGE, Pki, identity, make_pki, rsa_key
from tests.signing.tsa_server import Answer, serve, stamping


def attempt(report: bytes, office: Office, pki: Pki, address: str) -> str:
    with pytest.raises(SetupError) as caught:
        sign(report, office.key(pki.ec), Wishes(read_seal(None), tsa=address))
    message = str(caught.value)
    assert address in message
    assert "没有写出任何文件" in message
    return message


def test_an_authority_that_is_not_there(report: bytes, office: Office, pki: Pki) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "连接不上" in attempt(report, office, pki, f"http://127.0.0.1:{port}/tsa")


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_server_that_answers_with_an_error(report: bytes, office: Office, pki: Pki, status: int) -> None:
    with serve(lambda path, body: Answer(b"", status=status)) as address:
        assert f"HTTP {status}" in attempt(report, office, pki, address)


def test_a_web_page_is_no_authority(report: bytes, office: Office, pki: Pki) -> None:
    with serve(lambda path, body: Answer(b"<html>", "text/html")) as address:
        assert "不是时间戳服务" in attempt(report, office, pki, address)


@pytest.mark.parametrize("body", [b"", b"hello", b"\x30\x03\x02\x01\x00", b"\x30\x80"])
def test_an_answer_that_is_no_time_stamp(report: bytes, office: Office, pki: Pki, body: bytes) -> None:
    with serve(lambda path, request: Answer(body)) as address:
        attempt(report, office, pki, address)


def test_an_authority_that_refuses(report: bytes, office: Office, pki: Pki) -> None:
    refusal = bytes.fromhex("3005 3003 020102")  # a response with the status "rejection" and no token
    with serve(lambda path, request: Answer(refusal)) as address:
        assert "拒绝了请求" in attempt(report, office, pki, address)


def test_an_authority_that_does_not_answer(
    report: bytes, office: Office, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timestamping, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/tsa"
        assert "没有回答" in attempt(report, office, pki, address)


def test_an_authority_that_stamps_something_else_is_found_by_the_check_of_the_result(
    report: bytes, office: Office, pki: Pki
) -> None:
    honest = stamping(pki.tsa)

    def other(path: str, body: bytes) -> Answer:
        request = tsp.TimeStampReq.load(body)
        request["message_imprint"]["hashed_message"] = b"\x01" * 32
        return honest(path, request.dump(force=True))

    with serve(other) as address, pytest.raises(InputError, match="时间戳被改动"):
        sign(report, office.key(pki.ec), Wishes(read_seal(None), tsa=address))


@pytest.mark.parametrize(
    "address", ["tsa.example.gov.cn", "ftp://host/tsa", "http://", "file:///etc/passwd", ""]
)
def test_what_is_no_address_is_wrong_usage(report: bytes, office: Office, pki: Pki, address: str) -> None:
    if address:
        with pytest.raises(UsageError, match="时间戳服务地址"):
            sign(report, office.key(pki.ec), Wishes(read_seal(None), tsa=address))


def test_long_term_needs_a_chain_to_the_given_roots(
    report: bytes, office: Office, pki: Pki, tsa: str
) -> None:
    strange = make_pki()
    wishes = Wishes(read_seal(None), tsa=tsa, ltv=True, trust=read_trust([strange.trust], strange.crls()))
    with pytest.raises(InputError, match="通不过信任文件"):
        sign(report, office.key(pki.ec), wishes)


def test_long_term_needs_revocation_lists(report: bytes, office: Office, pki: Pki, tsa: str) -> None:
    wishes = Wishes(read_seal(None), tsa=tsa, ltv=True, trust=read_trust([pki.trust]))
    with pytest.raises(InputError, match="吊销列表"):
        sign(report, office.key(pki.ec), wishes)


def test_lists_that_have_run_out_will_not_do(report: bytes, office: Office, pki: Pki, tsa: str) -> None:
    old = read_trust([pki.trust], pki.crls(at=NOW - timedelta(days=90)))
    with pytest.raises(InputError, match="吊销列表"):
        sign(report, office.key(pki.ec), Wishes(read_seal(None), tsa=tsa, ltv=True, trust=old))


def test_a_revoked_certificate_is_refused(report: bytes, office: Office, pki: Pki, tsa: str) -> None:
    lists = [pki.ca.crl([pki.ec.certificate]), pki.root.crl(), pki.tsa_root.crl()]
    wishes = Wishes(read_seal(None), tsa=tsa, ltv=True, trust=read_trust([pki.trust], lists))
    with pytest.raises(InputError, match="已被吊销"):
        sign(report, office.key(pki.ec), wishes)


def test_lists_are_fetched_from_where_the_certificates_say(report: bytes, office: Office) -> None:
    """The trust file has roots only; each list lies where the certificates point."""
    lists: dict[str, bytes] = {}
    with serve(lambda path, body: Answer(lists[path], "application/pkix-crl")) as address:
        base = address.removesuffix("/tsa")
        own = make_pki(crl_addresses=base)
        lists |= {
            "/root.crl": own.root.crl(),
            "/ca.crl": own.ca.crl(),
            "/tsa.crl": own.tsa_root.crl(),
        }
        with serve(stamping(own.tsa)) as stamper:
            wishes = Wishes(read_seal(None), tsa=stamper, ltv=True, trust=read_trust([own.trust]))
            signed = sign(report, office.key(own.ec), wishes)
    found = validate_signatures(signed.pdf, [own.trust])
    assert found.ok
    assert found.signatures[0].level == "PAdES B-LTA"


def test_with_roots_given_a_signature_of_any_level_must_lead_to_them(
    report: bytes, office: Office, pki: Pki
) -> None:
    strange = make_pki()
    wishes = Wishes(read_seal(None), trust=read_trust([strange.trust]))
    with pytest.raises(InputError, match="信任文件"):
        sign(report, office.key(pki.ec), wishes)


def test_an_expired_authority_is_found(report: bytes, office: Office, pki: Pki) -> None:
    old = identity(pki.tsa_root, rsa_key(), "旧时间戳服务", TIMESTAMPING_USAGE, until=NOW - timedelta(days=1))
    wishes = Wishes(read_seal(None), trust=read_trust([pki.trust]))
    with serve(stamping(old)) as address, pytest.raises(InputError, match="时间戳不可信：证书已于"):
        sign(report, office.key(pki.ec), Wishes(wishes.seal, tsa=address, trust=wishes.trust))


def test_the_time_stamps_time_is_that_of_the_authority(
    report: bytes, office: Office, pki: Pki, tsa: str
) -> None:
    with freeze_time(NOW + timedelta(hours=5), real_asyncio=True):
        signed = sign(report, office.key(pki.ec), Wishes(read_seal(None), tsa=tsa, trust=TrustList()))
    assert signed.report.signatures[0].time == NOW + timedelta(hours=5)
