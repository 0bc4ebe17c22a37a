"""Keys in files: what opens, and what is said when one does not."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID
from freezegun import freeze_time

from generator.errors import InputError, NianbaoError, SetupError, UsageError
from generator.signing.p12 import Pkcs12Key
from generator.signing.passphrase import read_passphrase
from generator.signing.seal import read_seal
from generator.signing.signer import Wishes, sign
from generator.signing.validation import validate_signatures
from tests.signing.pki import PASSPHRASE, Identity, Pki, ec_key, identity, key_usage, rsa_key


def never() -> str:
    raise AssertionError("asked for a passphrase although none is needed")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "office.p12"


def sign_with(report: bytes, path: Path, passphrase: str = PASSPHRASE) -> bytes:
    return sign(report, Pkcs12Key(path, lambda: passphrase), Wishes(read_seal(None))).pdf


def refusal(report: bytes, path: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(InputError) as caught:
        sign_with(report, path, passphrase)
    return str(caught.value)


@pytest.mark.parametrize("passphrase", [None, ""])
def test_a_file_without_a_passphrase_opens_unasked(
    report: bytes, pki: Pki, key_file: Path, passphrase: str | None
) -> None:
    key_file.write_bytes(pki.ec.p12(None))
    assert sign(report, Pkcs12Key(key_file, never), Wishes(read_seal(None))).report.ok


def test_a_passphrase_may_be_chinese(report: bytes, pki: Pki, key_file: Path) -> None:
    key_file.write_bytes(pki.ec.p12("口令 with blank"))
    assert validate_signatures(sign_with(report, key_file, "口令 with blank")).ok


@pytest.mark.parametrize("wrong", ["", "wrong", PASSPHRASE + " "])
def test_a_wrong_passphrase_is_told_and_asked_for_once(
    report: bytes, pki: Pki, key_file: Path, wrong: str
) -> None:
    asked = []

    def ask() -> str:
        asked.append(1)
        return wrong

    key_file.write_bytes(pki.ec.p12())
    with pytest.raises(InputError, match="口令不对"):
        sign(report, Pkcs12Key(key_file, ask), Wishes(read_seal(None)))
    assert len(asked) == 1


@pytest.mark.parametrize("data", [b"", b"-----BEGIN CERTIFICATE-----", b"PK\x03\x04", b"hello"])
def test_another_kind_of_file_is_named_as_such(report: bytes, key_file: Path, data: bytes) -> None:
    key_file.write_bytes(data)
    assert "不是 PKCS#12 证书文件" in refusal(report, key_file)


def test_a_damaged_file_is_refused(report: bytes, pki: Pki, key_file: Path) -> None:
    key_file.write_bytes(pki.ec.p12()[:-40])
    assert "打不开" in refusal(report, key_file)


def test_a_file_with_certificates_only_has_no_key(report: bytes, pki: Pki, key_file: Path) -> None:
    key_file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", None, None, [pki.ec.certificate], NoEncryption())
    )
    assert "没有私钥" in refusal(report, key_file)


def test_a_key_with_the_certificate_of_another_is_refused(report: bytes, pki: Pki, key_file: Path) -> None:
    """Such a file cannot be made with the usual tools; one with the key and only strange certificates can."""
    key_file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", rsa_key(), None, [pki.rsa.certificate], NoEncryption())
    )
    assert "没有与私钥相配的证书" in refusal(report, key_file)


def made(report: bytes, path: Path, who: Identity) -> str:
    path.write_bytes(who.p12())
    return refusal(report, path)


def test_an_expired_certificate_is_refused_with_its_day(report: bytes, pki: Pki, key_file: Path) -> None:
    old = identity(pki.ca, ec_key(), until=datetime(2026, 1, 1, tzinfo=UTC))
    assert "已于2026年1月1日过期" in made(report, key_file, old)


def test_a_certificate_not_yet_valid_is_refused_with_its_day(report: bytes, pki: Pki, key_file: Path) -> None:
    young = identity(pki.ca, ec_key(), since=datetime(2026, 3, 1, tzinfo=UTC))
    assert "尚未生效（2026年3月1日起有效）" in made(report, key_file, young)


def test_validity_is_that_of_the_day_of_signing(report: bytes, pki: Pki, key_file: Path) -> None:
    key_file.write_bytes(pki.ec.p12())
    with freeze_time(datetime(2028, 1, 2, tzinfo=UTC)):
        assert "过期" in refusal(report, key_file)


def test_a_certificate_for_encryption_is_refused(report: bytes, pki: Pki, key_file: Path) -> None:
    encrypting = identity(pki.ca, ec_key(), usage=[(key_usage("key_encipherment"), True)])
    assert "密钥用途" in made(report, key_file, encrypting)


@pytest.mark.parametrize(
    "purpose",
    [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CODE_SIGNING, ExtendedKeyUsageOID.TIME_STAMPING],
)
def test_a_certificate_for_another_purpose_is_refused(
    report: bytes, pki: Pki, key_file: Path, purpose: x509.ObjectIdentifier
) -> None:
    other = identity(pki.ca, ec_key(), usage=[(x509.ExtendedKeyUsage([purpose]), False)])
    assert "用途" in made(report, key_file, other)


@pytest.mark.parametrize("purpose", ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"])
def test_certificates_for_documents_mail_and_login_will_do(
    report: bytes, pki: Pki, key_file: Path, purpose: str
) -> None:
    usage = [(x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose)]), False)]
    key_file.write_bytes(identity(pki.ca, ec_key(), usage=usage).p12())
    assert validate_signatures(sign_with(report, key_file), [pki.trust]).ok


def test_an_authority_signs_no_documents(report: bytes, pki: Pki, key_file: Path) -> None:
    usage = [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (key_usage("digital_signature", "key_cert_sign"), True),
    ]
    assert "证书机构（CA）" in made(report, key_file, identity(pki.ca, ec_key(), usage=usage))


def test_a_short_rsa_key_is_refused(report: bytes, pki: Pki, key_file: Path) -> None:
    weak = identity(pki.ca, rsa.generate_private_key(public_exponent=65537, key_size=1024))
    assert "1024 位" in made(report, key_file, weak)


def test_strange_certificates_in_the_file_are_not_embedded(report: bytes, pki: Pki, key_file: Path) -> None:
    key_file.write_bytes(replace(pki.ec, chain=(*pki.ec.chain, pki.tsa.certificate)).p12())
    signed = sign_with(report, key_file)
    assert validate_signatures(signed, [pki.trust]).ok
    assert pki.tsa.der.hex().encode() not in signed.lower()


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\n", "secret"),
        (b"\xef\xbb\xbf" + "口令".encode(), "口令"),
        (b" with blanks ", " with blanks "),
        (b"", ""),
        (b"\n", ""),
    ],
)
def test_a_passphrase_file_holds_one_line(tmp_path: Path, data: bytes, passphrase: str) -> None:
    path = tmp_path / "pass.txt"
    path.write_bytes(data)
    assert read_passphrase(path) == passphrase


@pytest.mark.parametrize("data", [b"one\ntwo\n", b"\n\n", b"x" * 5000, b"\xff\xfe\x00"])
def test_anything_else_is_no_passphrase_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "pass.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match="口令文件"):
        read_passphrase(path)


def test_a_missing_passphrase_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_passphrase(tmp_path / "none.txt")


def test_the_errors_carry_the_exit_codes_of_the_contract() -> None:
    codes: list[tuple[type[NianbaoError], int]] = [(InputError, 1), (UsageError, 2), (SetupError, 3)]
    assert [kind.exit_code for kind, _ in codes] == [code for _, code in codes]
