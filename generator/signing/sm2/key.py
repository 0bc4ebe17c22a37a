"""A `KeySource` for SM2: the certificate is a file, the key is whoever signs digests (a device, a service)."""

from collections.abc import Callable, Sequence
from importlib import import_module
from types import TracebackType
from typing import Any

from pyhanko.sign.signers import Signer

from generator.errors import SetupError
from generator.signing.certificate import chain_of
from generator.signing.library import certificate_store, certificates
from generator.signing.sm2.algorithms import SIGNER_ID
from generator.signing.sm2.names import DIGEST, mechanism, private_number

SignData = Callable[[bytes], bytes]
"""From data to the signature over them (DER of r and s), made with the identity `SIGNER_ID`."""

LONGEST = 72
"""Bytes of a signature: two numbers of 33 bytes, each with tag and length, in a sequence."""


class Sm2Signer(Signer):
    """Signs with SM3 and SM2."""

    def __init__(self, signing: Any, above: Sequence[Any], sign_data: SignData) -> None:
        self._sign_data = sign_data
        super().__init__(
            signing_cert=signing, cert_registry=certificate_store(above), signature_mechanism=mechanism()
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature over `data`; for a dry run anything of the greatest length."""
        return bytes(LONGEST) if dry_run else self._sign_data(data)


class Sm2Key:
    """`certificate` and the `pool` of certificates above it as DER; see `KeySource`."""

    digest = DIGEST

    def __init__(self, certificate: bytes, pool: Sequence[bytes], sign_data: SignData) -> None:
        self._chain = chain_of(certificate, pool)
        self._sign_data = sign_data

    def __enter__(self) -> Signer:
        """The signer."""
        signing, *above = certificates(self._chain)
        return Sm2Signer(signing, above, self._sign_data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is held open."""


def software_key(private_key: bytes, certificate: bytes) -> SignData:
    """Signs with a private key (PKCS#8 DER, not encrypted) on this machine: to try out, not for an office's seal.

    Raises SetupError without the extra `nianbao[sm2]`, ValueError if either is not what it should be.
    """
    try:
        gmssl: Any = import_module("gmssl_pyx")
    except ImportError as error:
        raise SetupError('没有安装国密支持。请运行 pip install "nianbao[sm2]"。') from error
    private = private_number(private_key).to_bytes(32, "big")
    point = bytes(certificates([certificate])[0].public_key["public_key"].native)
    public = point[1:]  # without the mark of an uncompressed point

    def sign_data(data: bytes) -> bytes:
        return bytes(gmssl.sm2_sign(private, public, data, signer_id=SIGNER_ID))

    return sign_data
