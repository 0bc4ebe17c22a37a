"""SM2 and SM3, experimental: signed by one package, checked by another, and by OpenSSL as a third."""

import base64
import io
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import gmssl_pyx
import pytest
from freezegun import freeze_time
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.errors import InputError, SetupError
from generator.signing.seal import read_seal
from generator.signing.signer import Signed, Wishes, sign
from generator.signing.sm2 import key as sm2_key
from generator.signing.sm2.algorithms import SIGNER_ID
from generator.signing.sm2.key import SignData, Sm2Key, software_key
from generator.signing.sm2.names import private_number
from generator.signing.validation import validate_signatures
from tests.signing import damage, updates
from tests.signing.pki import Pki
from tests.tools.verapdf import broken_rules

IDENTITY = f"distid:{SIGNER_ID.decode()}"


@dataclass(frozen=True)
class Sm2Identity:
    folder: Path
    name: str

    @property
    def key(self) -> bytes:
        return der(self.folder / f"{self.name}.key")

    @property
    def certificate(self) -> bytes:
        return der(self.folder / f"{self.name}.pem")


def der(path: Path) -> bytes:
    match = re.search(r"-----BEGIN [^-]+-----(.+?)-----END", path.read_text(), re.DOTALL)
    assert match is not None
    return base64.b64decode(match[1])


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


def make_root(folder: Path, name: str) -> Sm2Identity:
    openssl(folder, "genpkey", "-algorithm", "SM2", "-out", f"{name}.key")
    subject = ("-utf8", "-subj", "/C=CN/O=示例/CN=国密根证书")
    openssl(
        folder, "req", "-x509", "-new", "-sm3", "-sigopt", IDENTITY, "-days", "7000",
        "-key", f"{name}.key", "-out", f"{name}.pem", *subject,
    )  # fmt: skip
    return Sm2Identity(folder, name)


def make_signer(folder: Path, root: Sm2Identity, name: str, days: int = 3000) -> Sm2Identity:
    (folder / "usage").write_text("keyUsage=critical,digitalSignature,nonRepudiation\n")
    openssl(folder, "genpkey", "-algorithm", "SM2", "-out", f"{name}.key")
    openssl(
        folder, "req", "-new", "-sm3", "-sigopt", IDENTITY, "-utf8", "-subj", "/C=CN/O=示例/CN=国密签章",
        "-key", f"{name}.key", "-out", f"{name}.csr",
    )  # fmt: skip
    openssl(
        folder, "x509", "-req", "-sm3", "-sigopt", IDENTITY, "-vfyopt", IDENTITY, "-days", str(days),
        "-CA", f"{root.name}.pem", "-CAkey", f"{root.name}.key", "-set_serial", "77",
        "-extfile", "usage", "-in", f"{name}.csr", "-out", f"{name}.pem",
    )  # fmt: skip
    return Sm2Identity(folder, name)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Sm2Identity:
    """OpenSSL's clock cannot be stopped: its certificates begin on the day of the test."""
    return make_root(tmp_path_factory.mktemp("sm2"), "root")


@pytest.fixture(scope="module")
def signer(root: Sm2Identity) -> Sm2Identity:
    return make_signer(root.folder, root, "signer")


@pytest.fixture(autouse=True)
def frozen() -> None:
    """In this file the clock runs."""


def key_of(who: Sm2Identity, root: Sm2Identity, sign_data: SignData | None = None) -> Sm2Key:
    signing = sign_data or software_key(who.key, who.certificate)
    return Sm2Key(who.certificate, [root.certificate], signing)


@pytest.fixture(scope="module")
def signed(signer: Sm2Identity, root: Sm2Identity, report: bytes) -> Signed:
    return sign(report, key_of(signer, root), Wishes(read_seal(None)))


def test_signed_with_sm2_the_file_passes_its_own_check_and_leads_to_the_root(
    signed: Signed, root: Sm2Identity
) -> None:
    found = validate_signatures(signed.pdf, [root.certificate])
    only = found.signatures[0]
    assert found.ok
    assert (only.signer, only.intact, only.trusted, only.level) == ("国密签章", True, True, "PAdES B-B")
    assert (only.algorithm, only.algorithm_oid) == ("sm3_sm2", "1.2.156.10197.1.501")


def test_both_standards_are_kept(signed: Signed) -> None:
    assert broken_rules(signed.pdf, "3a", "ua1") == ()


def test_openssl_finds_the_signature_over_the_signed_attributes_right(
    signed: Signed, signer: Sm2Identity
) -> None:
    information = PdfFileReader(io.BytesIO(signed.pdf)).embedded_signatures[0].signer_info
    (signer.folder / "attributes").write_bytes(information["signed_attrs"].untag().dump())
    (signer.folder / "value").write_bytes(information["signature"].native)
    openssl(
        signer.folder, "pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pkeyopt", IDENTITY,
        "-certin", "-inkey", f"{signer.name}.pem", "-in", "attributes", "-sigfile", "value",
    )  # fmt: skip


def test_a_time_stamp_of_the_usual_kind_can_be_added(
    signer: Sm2Identity, root: Sm2Identity, report: bytes, pki: Pki, tsa: str
) -> None:
    stamped = sign(report, key_of(signer, root), Wishes(read_seal(None), tsa=tsa))
    found = validate_signatures(stamped.pdf, [root.certificate, pki.tsa_root.pem])
    assert found.ok
    assert found.signatures[0].level == "PAdES B-T"


@pytest.mark.parametrize("place", [3, 10, 20])
def test_a_changed_byte_is_found(signed: Signed, place: int) -> None:
    first, last = damage.objects(signed.pdf)[place]
    found = validate_signatures(damage.flipped(signed.pdf, (first + last) // 2))
    assert "覆盖的内容被改动" in "".join(problem.message for problem in found.problems)


def test_a_byte_changed_anywhere_in_the_signature_value_is_found(signed: Signed, root: Sm2Identity) -> None:
    first, second = damage.holes(signed.pdf)[0]
    unseen = []
    for place in range(first + 1, second - 1, 211):
        digit = b"1" if signed.pdf[place : place + 1] != b"1" else b"2"
        changed = signed.pdf[:place] + digit + signed.pdf[place + 1 :]
        if validate_signatures(changed, [root.certificate]).ok:
            unseen.append(place - first)
    assert unseen == []


def test_a_further_revision_is_found_and_named(signed: Signed) -> None:
    found = validate_signatures(updates.annotated(signed.pdf))
    assert "批注" in "".join(problem.message for problem in found.problems)


def test_another_identity_of_the_signer_is_another_signature(
    signer: Sm2Identity, root: Sm2Identity, report: bytes
) -> None:
    number = private_number(signer.key).to_bytes(32, "big")

    def wrongly(data: bytes) -> bytes:
        public = sm2_key.certificates([signer.certificate])[0].public_key["public_key"].native[1:]
        return bytes(gmssl_pyx.sm2_sign(number, public, data, signer_id=b"another"))

    with pytest.raises(InputError, match="签名值不对"):
        sign(report, key_of(signer, root, wrongly), Wishes(read_seal(None)))


def test_a_root_of_the_same_name_is_not_the_root(signed: Signed, root: Sm2Identity) -> None:
    other = make_root(root.folder, "other")
    found = validate_signatures(signed.pdf, [other.certificate])
    assert found.signatures[0].trusted is False


def test_after_its_end_the_certificate_proves_nothing(signed: Signed, root: Sm2Identity) -> None:
    with freeze_time("2038-01-01", real_asyncio=True):
        found = validate_signatures(signed.pdf, [root.certificate])
    assert "过期" in "".join(problem.message for problem in found.problems)


def test_without_the_extra_it_is_an_open_question_and_neither_passed_nor_failed(
    signed: Signed, root: Sm2Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("bytes_exam", "examination", "cms_form"):
        monkeypatch.setattr(f"generator.signing.{module}.available", lambda: False)
    found = validate_signatures(signed.pdf, [root.certificate])
    assert found.problems == ()
    assert not found.ok
    assert all("国密" in question.message for question in found.unchecked)


def test_without_the_extra_the_command_that_installs_it_is_told(
    signer: Sm2Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "gmssl_pyx", None)
    with pytest.raises(SetupError, match=r"nianbao\[sm2\]"):
        software_key(signer.key, signer.certificate)


def test_the_seam_takes_whoever_signs_data(signer: Sm2Identity, root: Sm2Identity, report: bytes) -> None:
    """A device or a service: here OpenSSL in a process of its own."""

    def by_openssl(data: bytes) -> bytes:
        (signer.folder / "data").write_bytes(data)
        openssl(
            signer.folder, "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-pkeyopt", IDENTITY,
            "-inkey", f"{signer.name}.key", "-in", "data", "-out", "made",
        )  # fmt: skip
        return (signer.folder / "made").read_bytes()

    signed = sign(report, key_of(signer, root, by_openssl), Wishes(read_seal(None)))
    assert validate_signatures(signed.pdf, [root.certificate]).ok
