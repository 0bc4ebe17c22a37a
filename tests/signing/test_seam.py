"""The seam for others: a seal service across the network signs digests, the key never leaves it.

What stands here is what an engineer writes: one coroutine, and a source that opens it. The rest is ours.
"""

import hashlib
from types import TracebackType
from typing import Any
from urllib.request import Request, urlopen

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pyhanko.sign.signers import Signer

from generator.errors import InputError, SetupError
from generator.signing.certificate import chain_of
from generator.signing.keys import KeySource
from generator.signing.library import certificate_store, certificates
from generator.signing.signer import sign
from generator.signing.validation import validate_signatures
from tests.signing.conftest import Office
from tests.signing.pki import Pki, ec_key
from tests.signing.tsa_server import Answer, Answering, serve


class RemoteSigner(Signer):
    """Asks a service to sign a digest."""

    def __init__(self, address: str, signing: Any, above: list[Any]) -> None:
        self._address = address
        super().__init__(signing_cert=signing, cert_registry=certificate_store(above))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature value over `data`; for a dry run anything of the greatest length."""
        if dry_run:
            return bytes(72)
        request = Request(self._address, data=hashlib.new(digest_algorithm, data).digest())
        try:
            with urlopen(request, timeout=10) as answer:
                return bytes(answer.read())
        except OSError as error:
            raise SetupError(f"签章服务“{self._address}”没有完成签名。请检查服务。") from error


class RemoteKey:
    """A `KeySource` for the service; the office's certificate is a file, the key is not."""

    digest = "sha256"

    def __init__(self, address: str, certificate: bytes, pool: list[bytes]) -> None:
        self._address = address
        self._chain = chain_of(certificate, pool)

    def __enter__(self) -> Signer:
        signing, *above = certificates(self._chain)
        return RemoteSigner(self._address, signing, above)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""


def seal_service(key: ec.EllipticCurvePrivateKey) -> Answering:
    def answer(path: str, body: bytes) -> Answer:
        return Answer(key.sign(body, ec.ECDSA(Prehashed(hashes.SHA256()))), "application/octet-stream")

    return answer


def source(address: str, pki: Pki) -> KeySource:
    return RemoteKey(address, pki.ec.der, [pki.ca.der, pki.root.der])


@pytest.mark.parametrize("level", ["B", "T", "LTA"])
def test_a_seal_service_signs_at_every_level(report: bytes, office: Office, pki: Pki, level: str) -> None:
    assert isinstance(pki.ec.key, ec.EllipticCurvePrivateKey)
    with serve(seal_service(pki.ec.key)) as address:
        signed = sign(report, source(address, pki), office.wishes(level))
    assert validate_signatures(signed.pdf, [pki.trust], pki.crls()).ok


def test_a_service_that_signs_with_another_key_is_found(report: bytes, office: Office, pki: Pki) -> None:
    with serve(seal_service(ec_key())) as address, pytest.raises(InputError, match="私钥与证书不相配"):
        sign(report, source(address, pki), office.wishes("B"))


def test_a_service_that_answers_anything_is_found(report: bytes, office: Office, pki: Pki) -> None:
    with (
        serve(lambda path, body: Answer(b"not a signature", "text/plain")) as address,
        pytest.raises(InputError),
    ):
        sign(report, source(address, pki), office.wishes("B"))


def test_a_service_that_fails_is_told(report: bytes, office: Office, pki: Pki) -> None:
    with (
        serve(lambda path, body: Answer(b"", status=503)) as address,
        pytest.raises(SetupError, match="签章服务"),
    ):
        sign(report, source(address, pki), office.wishes("B"))
